//! What an author writes: the YAML of a rule file, key for key.
//!
//! Records hold words, not meanings. Every value that can be wrong in itself carries its place (`Spanned`), and
//! almost every key is optional here, so that a missing one is reported with the others by the linker instead
//! of ending the reading of the file. Untagged and flattened shapes are avoided: they lose places.

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_saphyr::Spanned;
use std::fmt;
use std::marker::PhantomData;

/// A word or sentence of the author, with its place.
pub(super) type Text = Spanned<String>;
/// A list of words, with the places of the list and of each word.
pub(super) type Texts = Spanned<Vec<Text>>;
/// A condition with its place.
pub(super) type ConditionNode = Spanned<ConditionRecord>;

/// A mapping whose keys are names of the author's, in the order of the file.
#[derive(Debug)]
pub(super) struct Entries<V>(pub Vec<(Text, V)>);

impl<V> Default for Entries<V> {
    fn default() -> Self {
        Entries(Vec::new())
    }
}

impl<'de, V: Deserialize<'de>> Deserialize<'de> for Entries<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader<V>(PhantomData<V>);
        impl<'de, V: Deserialize<'de>> Visitor<'de> for Reader<V> {
            type Value = Entries<V>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a mapping")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(Reader(PhantomData))
    }
}

macro_rules! record {
    ($(#[$doc:meta])* $name:ident { $($(#[$fdoc:meta])* $field:ident: $type:ty),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, serde::Deserialize)]
        #[serde(deny_unknown_fields, rename_all = "kebab-case")]
        pub(super) struct $name { $($(#[$fdoc])* pub $field: Option<$type>),+ }
    };
}

record! {
    /// A whole file: a lexicon or a pack, by its first keys.
    FileRecord {
        schema: Text,
        lexicon: Text,
        pack: Text,
        title: Text,
        description: Text,
        fragments: Spanned<Entries<Text>>,
        concepts: Spanned<Entries<Spanned<ConceptRecord>>>,
        extend: Spanned<Entries<Spanned<ConceptRecord>>>,
        headings: Spanned<Entries<Spanned<HeadingRecord>>>,
        cues: Spanned<Vec<Spanned<CueRecord>>>,
        sources: Spanned<Entries<Spanned<SourceRecord>>>,
        applies: ConditionNode,
        subject: Spanned<SubjectRecord>,
        checklist: Spanned<Vec<Spanned<ElementRecord>>>,
        rules: Spanned<Vec<Spanned<RuleRecord>>>,
    }
}

record! {
    /// A named vocabulary.
    ConceptRecord {
        terms: Texts,
        exact: Texts,
        patterns: Texts,
        except: Spanned<WordsRecord>,
        not_near: Spanned<NearRecord>,
        only_near: Spanned<NearRecord>,
        r#in: Texts,
    }
}

record! {
    /// Words and patterns.
    WordsRecord { terms: Texts, exact: Texts, patterns: Texts }
}

record! {
    /// Words and how near they stand.
    NearRecord { terms: Texts, exact: Texts, patterns: Texts, within: Spanned<u32> }
}

record! {
    /// Spellings of one section's heading.
    HeadingRecord { words: Texts, strict: Texts }
}

record! {
    /// A group of cues.
    CueRecord {
        cue: Text,
        sets: Text,
        pseudo: Spanned<bool>,
        ends: Text,
        clears: Text,
        direction: Text,
        reach: Text,
        within: Spanned<u32>,
        terms: Texts,
        exact: Texts,
        patterns: Texts,
    }
}

record! {
    /// Where rules come from.
    SourceRecord { title: Text, section: Text, year: Text, url: Text }
}

record! {
    /// Whose complaint is this topic's, and whose is not.
    SubjectRecord { this: Texts, other: Texts }
}

record! {
    /// One line of a checklist.
    ElementRecord {
        element: Text,
        label: Text,
        ask: Text,
        help: Text,
        documented_by: Spanned<Vec<ConditionNode>>,
        prompted_by: Texts,
        severity: Text,
        persona: Text,
        profile: Text,
        belongs_in: Texts,
        why: Text,
        source: Text,
        tests: Spanned<Vec<Spanned<TestRecord>>>,
        phrasings: Spanned<Vec<Spanned<PhrasingRecord>>>,
    }
}

record! {
    /// Many short cases of one element: each phrase is put where `{}` stands in the note.
    PhrasingRecord { note: Text, documented: Texts, refused: Texts }
}

record! {
    /// A rule that is no element.
    RuleRecord {
        rule: Text,
        severity: Text,
        persona: Text,
        profile: Text,
        always: Spanned<bool>,
        when: Spanned<Vec<ConditionNode>>,
        require: Spanned<Vec<ConditionNode>>,
        forbid: Spanned<Vec<ConditionNode>>,
        specify: Spanned<Vec<ConditionNode>>,
        when_documented: Spanned<Vec<Spanned<DetailRecord>>>,
        conflict: Spanned<Vec<Spanned<DetailRecord>>>,
        codes: Text,
        within: Texts,
        not_within: Texts,
        quiet_if: Spanned<Vec<ConditionNode>>,
        message: Text,
        advice: Text,
        help: Text,
        belongs_in: Texts,
        why: Text,
        source: Text,
        tests: Spanned<Vec<Spanned<TestRecord>>>,
    }
}

record! {
    /// A condition with words for it.
    DetailRecord { condition: ConditionNode, says: Text, family: Text }
}

record! {
    /// One case of a rule's own tests.
    TestRecord {
        clean: Text,
        flagged: Text,
        name: Text,
        profile: Text,
        codes: Texts,
        note_type: Text,
        setting: Text,
        date_of_service: Text,
        todo: Spanned<bool>,
    }
}

record! {
    /// A condition: exactly one head, and what refines it.
    ConditionRecord {
        concept: Text,
        concepts: Texts,
        sense: Text,
        r#in: Texts,
        about: Text,
        with: Texts,
        without: Texts,
        code: Text,
        codes: Texts,
        section: Text,
        sections: Texts,
        placeholder: Texts,
        element: Text,
        applies: Spanned<bool>,
        note_type: Texts,
        setting: Text,
        profile: Text,
        all: Spanned<Vec<ConditionNode>>,
        any: Spanned<Vec<ConditionNode>>,
        not: Box<ConditionNode>,
        at_least: Spanned<u32>,
        of: Spanned<Vec<ConditionNode>>,
    }
}
