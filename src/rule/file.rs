//! A whole rule file: what its author writes at the top of it, and the file once it is read.

#[cfg(test)]
use super::clauses;
use super::defined::entries;
use super::element_record::ElementRecord;
use super::kinds::RuleRecord;
use super::lost::Lost;
use super::record::{
    ConceptRecord, ConditionNode, CueRecord, DefaultsRecord, Entries, HeadingRecord, PhrasingRecord, SourceRecord,
    SubjectRecord, TestRecord, Text, Texts, UnitRecord, ValueRecord,
};
use super::source::RuleSource;
use crate::yaml::{Spanned, record};

record! {
    /// A whole file: a pack, which holds the checklist and the rules of one topic, or a lexicon, which holds words.
    FileRecord {
        /// The version of the rule format. Always 1.
        schema: Text = crate::schema::version(),
        /// The name of this lexicon, in kebab-case. A file is a lexicon or a pack, not both.
        lexicon: Text = clauses::name(),
        /// The name of this pack, in kebab-case. It comes before the names of its rules: `back-pain/onset`.
        pack: Text = clauses::name(),
        /// What the file is about, in a few words for people.
        title: Text,
        /// What the file is for, in a sentence or two.
        description: Text,
        /// What all its rules are about, in kebab-case: `codes`. `--select tag:codes` selects such rules across packs.
        tags: Texts = clauses::some_names(),
        /// Named pieces of patterns. A pattern in any file uses one as `{name}`.
        fragments: Spanned<Entries<Text>> = clauses::names(),
        /// Lists of words by name. A phrase or a list of this file uses one as `{name}`; the lists of a lexicon that has only `words` are for all files. An entry is written in the language of phrases.
        words: Spanned<Entries<Texts>> = clauses::lists(),
        /// Vocabularies by name: words that mean one thing. A pack's concepts are its own; a lexicon's concepts are shared by all packs.
        concepts: Spanned<Entries<Spanned<ConceptRecord>>> = clauses::concepts(),
        /// More words for concepts in other files: `pain-radiation` in a lexicon, `back-pain/danger-sign` in a pack. Only in a lexicon.
        extend: Spanned<Entries<Spanned<ConceptRecord>>> = clauses::extensions(),
        /// Spellings of section headings, by kind of section. Only in a lexicon.
        headings: Spanned<Entries<Spanned<HeadingRecord>>> = clauses::by_section(),
        /// Words that set the assertion of other words: denials, hedges, history, plans. Only in a lexicon.
        cues: Spanned<Vec<Spanned<CueRecord>>>,
        /// Units of measurement by name, for all files. A number with a unit that is not one of a value is not that value. Only in a lexicon.
        units: Spanned<Entries<Spanned<UnitRecord>>>,
        /// What is measured, by name, for all files: conditions compare it with numbers. Only in a lexicon.
        values: Spanned<Entries<Spanned<ValueRecord>>> = clauses::names(),
        /// Concepts that say when a value was measured. Only in a lexicon.
        value_times: Spanned<Entries<Texts>>,
        /// What the elements, rules and conditions of this pack say if they do not say it themselves.
        defaults: Spanned<DefaultsRecord>,
        /// Sets of sections by name: `told: [cc, hpi, ros]`. A list of sections uses one by its name; the sets of a lexicon are for all files.
        sections: Spanned<Entries<Texts>> = clauses::sets(),
        /// Elements that packs take over with `use: lexicon/element`. Only in a lexicon.
        elements: Spanned<Vec<Spanned<ElementRecord>>>,
        /// Where rules come from, by a short name that `source` uses. The sources of a lexicon are for all packs.
        sources: Spanned<Entries<Spanned<SourceRecord>>> = clauses::names(),
        /// Conditions by name, for several rules or elements of this pack: `{holds: name}`. One may use those above it. Those of a lexicon are for all packs, which take them over with `use`.
        conditions: Spanned<Entries<ConditionNode>> = clauses::names(),
        /// The condition under which the topic of this pack applies to a note. Required for a checklist; rules without `always` also run only then.
        applies: ConditionNode,
        /// Which concepts name the complaint of this topic, and which name another one.
        subject: Spanned<SubjectRecord>,
        /// The elements that a complete note on this topic documents.
        checklist: Spanned<Vec<Spanned<ElementRecord>>>,
        /// More tests, by the name of the element or rule that they test: those that are not beside it.
        tests: Spanned<Entries<Vec<Spanned<TestRecord>>>> = clauses::names(),
        /// More phrasings, by the name of the element that they test.
        phrasings: Spanned<Entries<Vec<Spanned<PhrasingRecord>>>> = clauses::names(),
        /// Rules beyond the checklist.
        rules: Spanned<Vec<Spanned<RuleRecord>>>,
    } where clauses::file()
}

/// A file that could be read, as source and as record.
#[derive(Clone, Copy)]
pub(super) struct Read<'a> {
    pub yaml: &'a RuleSource<'a>,
    pub record: &'a FileRecord,
    pub lost: &'a Lost,
}

impl<'a> Read<'a> {
    /// The concepts that it defines, each with its id: those of a pack begin with the pack.
    pub fn concepts(self) -> impl Iterator<Item = (String, &'a Text, &'a Spanned<ConceptRecord>)> {
        let prefix = self.record.pack.as_ref().map(|pack| format!("{}/", pack.value)).unwrap_or_default();
        entries(&self.record.concepts).map(move |(name, record)| (format!("{prefix}{}", name.value), name, record))
    }

    /// Whether the lists of this file are for all files: it has nothing else.
    pub fn shares_lists(&self) -> bool {
        let FileRecord { lexicon, fragments, concepts, extend, headings, cues, elements, values, .. } = self.record;
        let other = [fragments.is_some(), concepts.is_some(), extend.is_some(), headings.is_some(), cues.is_some()];
        lexicon.is_some() && elements.is_none() && values.is_none() && !other.contains(&true)
    }
}

#[test]
fn the_schema_of_rule_files_is_current() {
    crate::schema::assert_current::<FileRecord>("pack.schema.json", "A notelint rule file: a pack or a lexicon");
}
