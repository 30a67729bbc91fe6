//! What an author writes: the YAML of a rule file, key for key. The keys of the file itself are in
//! [`file`](super::file), those of its rules in [`kinds`](super::kinds).
//!
//! Records hold words, not meanings, and untagged and flattened shapes are avoided: they lose places. The sentence at
//! each key is what an editor shows to the author (`schemas/pack.schema.json`), so it is written for those who write
//! rules, not for those who read this.

#[cfg(test)]
use super::clauses;
#[cfg(test)]
use crate::base::{
    Act, Certainty, Effect, Persona, PlaceholderKind, Profile, SectionKind, Sense, Setting, Severity, When,
};
#[cfg(test)]
use crate::schema::word;
pub(super) use crate::yaml::{Entries, Text, Texts};
use crate::yaml::{FromYaml, Node, Reader, Spanned, Value, record};

/// A value for a slot: a text, a list, or a condition. It is read where the slot is filled.
#[derive(Debug)]
pub(super) struct Filling;

impl FromYaml for Filling {
    fn from_yaml(_: Node, _: &mut Reader) -> Option<Self> {
        Some(Filling)
    }
}

#[cfg(test)]
impl crate::schema::Described for Filling {
    fn schema(_: &mut crate::schema::Defs) -> serde_json::Value {
        serde_json::json!({})
    }
}

/// A condition with its place.
pub(super) type ConditionNode = Spanned<ConditionRecord>;

record! {
    /// Words that mean one thing.
    ConceptRecord {
        /// Words and phrases, matched whole, ignoring case. `{hot,warm} packs` are alternatives; a `*` at the very end matches the rest of the word.
        terms: Texts,
        /// Words and phrases that match only in the same case: `PT`, not `pt`.
        exact: Texts,
        /// Phrases over words, one a line after `phrases: |`: `{ache} .. (leg|calf)`. A match never crosses the end of a clause unless a phrase says so.
        phrases: Text,
        /// Regular expressions, each within one sentence, ignoring case. Write them in single quotes.
        patterns: Texts,
        /// Look-alikes: a match inside one of these, or one that overlaps one of these phrases, does not count.
        except: Spanned<WordsRecord>,
        /// What is said of another part of the body: a match in one of these counts only for a topic whose own site it names.
        elsewhere: Spanned<WordsRecord>,
        /// A match does not count if one of these is near it in the same sentence.
        not_near: Spanned<NearRecord>,
        /// A match counts only if one of these is near it in the same sentence.
        only_near: Spanned<NearRecord>,
        /// The sections in which the words have this meaning. Default: all.
        r#in: Texts = clauses::sections(),
        /// Concepts that this one consists of: whatever mentions one of them mentions this one.
        includes: Texts = clauses::some(),
    }
}

record! {
    /// Words, phrases and patterns.
    WordsRecord {
        /// Words and phrases, matched whole, ignoring case.
        terms: Texts,
        /// Words and phrases that match only in the same case.
        exact: Texts,
        /// Phrases over words, one a line after `phrases: |`.
        phrases: Text,
        /// Regular expressions, in single quotes.
        patterns: Texts,
    } where clauses::worded()
}

record! {
    /// Words, and how near they must be.
    NearRecord {
        /// Words and phrases, matched whole, ignoring case.
        terms: Texts,
        /// Words and phrases that match only in the same case.
        exact: Texts,
        /// Phrases over words, one a line after `phrases: |`.
        phrases: Text,
        /// Regular expressions, in single quotes.
        patterns: Texts,
        /// The greatest distance in words, within the same sentence: 5.
        within: Spanned<u32> = clauses::distance(),
    } where clauses::near()
}

record! {
    /// A unit of measurement.
    UnitRecord {
        /// How notes write it beside its name, in any case: `mmol per liter`.
        spelled: Texts,
        /// Whether a number with it is none of the values that are not measured in it. Default: true; false for a spelling that is also something else, as in `10.2 in March`.
        refuses: Spanned<bool>,
    }
}

record! {
    /// Something that is measured.
    ValueRecord {
        /// Concepts that name it before its number: `sodium 121`.
        named_by: Texts,
        /// Concepts that name it right after its number: `88 % on room air`.
        after_number: Texts,
        /// The unit in which conditions compare it; none for a count or a score.
        unit: Text,
        /// Other units, each with how its numbers become those of `unit`.
        also_in: Spanned<Entries<Spanned<ConversionRecord>>>,
        /// The lowest and the highest plausible number, in its unit. A number without a unit that is not plausible is read in another unit of the value, or is no value.
        between: Texts = clauses::two(),
        /// Whether a number needs a unit to be this value. Default: false.
        needs_unit: Spanned<bool>,
        /// The highest score: 10 for `7/10`.
        out_of: Text,
        /// The values that a row of numbers such as `120/80` or `3 x 2 cm` gives, in order.
        parts: Texts,
    }
}

record! {
    /// How a number in another unit becomes one in the unit of the value: it is multiplied, then added to.
    ConversionRecord {
        /// What it is multiplied by. Default: 1.
        times: Text,
        /// What is added then. Default: 0.
        plus: Text,
    }
}

record! {
    /// Spellings of the heading of one kind of section.
    HeadingRecord {
        /// Spellings that are a heading at the start of any line.
        words: Texts,
        /// Spellings that are a heading only with a colon, or alone on their line.
        strict: Texts,
    }
}

record! {
    /// Words that set the assertion of other words. A cue has exactly one of `sets`, `pseudo`, `ends`, `clears` and `act`.
    CueRecord {
        /// The name of this cue, in kebab-case.
        cue: Text = clauses::name(),
        /// The assertion that these words give to the text in their reach: "denies" makes it negated.
        sets: Text = word(Effect::ALL),
        /// The words look like a cue but are not one: "no increase".
        pseudo: Spanned<bool>,
        /// The words end the reach of cues for this assertion, or of all cues: "but".
        ends: Text = clauses::ends(),
        /// The words remove this assertion from the text in their reach.
        clears: Text = word(Effect::ALL),
        /// The words say what the text around them does: "on examination" makes it a finding.
        act: Text = word(Act::ALL),
        /// On which side of the words the cue applies. Default: forward.
        direction: Text = word(["forward", "backward", "both"]),
        /// How far the cue applies. Default: to the end of the clause.
        reach: Text = word(["clause", "sentence", "paragraph"]),
        /// The greatest distance in words.
        within: Spanned<u32> = clauses::distance(),
        /// Words and phrases, matched whole, ignoring case.
        terms: Texts,
        /// Words and phrases that match only in the same case.
        exact: Texts,
        /// Phrases over words, one a line after `phrases: |`.
        phrases: Text,
        /// Regular expressions, in single quotes.
        patterns: Texts,
    } where clauses::cue()
}

record! {
    /// Where rules come from: a guideline, a manual, a policy.
    SourceRecord {
        /// The title of the source.
        title: Text,
        /// The chapter or section.
        section: Text,
        /// The year of the edition.
        year: Text,
        /// Its address, which begins with https://
        url: Text = clauses::https(),
    } where clauses::needs(&["title"])
}

record! {
    /// Which complaints belong to this topic and which do not: "the knee hurts" documents nothing about the back.
    SubjectRecord {
        /// Concepts that name the complaint of this topic.
        this: Texts = clauses::some(),
        /// What names another complaint: concepts, or `{all-sites-but: [knee-site]}`.
        other: Others,
        /// Concepts that head a sentence about something else: another complaint, an earlier bout.
        elsewhere: Texts = clauses::some(),
    }
}

/// What names another complaint: a list of concepts, or all sites of the body but those of the topic.
#[derive(Debug)]
pub(super) enum Others {
    /// These concepts.
    These(Texts),
    /// All sites but some.
    Sites(Spanned<SitesRecord>),
}

impl FromYaml for Others {
    fn from_yaml(node: Node, reader: &mut Reader) -> Option<Self> {
        match node.value {
            Value::Map(_) => Spanned::from_yaml(node, reader).map(Others::Sites),
            _ => Texts::from_yaml(node, reader).map(Others::These),
        }
    }
}

#[cfg(test)]
impl crate::schema::Described for Others {
    fn schema(defs: &mut crate::schema::Defs) -> serde_json::Value {
        let sites = SitesRecord::schema(defs);
        serde_json::json!({"oneOf": [{"type": "array", "minItems": 1, "items": {"type": "string"}}, sites]})
    }
}

record! {
    /// All sites of the body but those of the topic.
    SitesRecord {
        /// The sites of the topic: concepts that `all-sites` includes. All others name another complaint.
        all_sites_but: Texts = clauses::some(),
        /// More concepts that name another complaint.
        and: Texts = clauses::some(),
    } where clauses::needs(&["all-sites-but"])
}

record! {
    /// What the elements, rules and conditions of a pack say if they do not say it themselves.
    DefaultsRecord {
        /// The profile of elements and rules.
        profile: Text = word(Profile::ALL),
        /// The source of elements and rules.
        source: Text,
        /// The severity of elements and rules.
        severity: Text = word(Severity::ALL),
        /// The persona of elements and rules.
        persona: Text = word(Persona::ALL),
        /// The sections of conditions on concepts, as `in` has them.
        sections: Texts = clauses::sections(),
        /// The sense of conditions on concepts.
        sense: Text = word(Sense::ALL),
        /// What goes into the slots of shared elements, by slot.
        with: Spanned<Entries<Filling>> = clauses::names(),
    }
}

record! {
    /// Many short cases for one element: each phrase replaces `{}` in the note.
    PhrasingRecord {
        /// A short note with `{}` where each phrase goes.
        note: Text = clauses::with_place(),
        /// Phrases that document the element.
        documented: Texts,
        /// Look-alikes that do not document it.
        refused: Texts,
    } where clauses::phrasing()
}

record! {
    /// A condition, and the words that describe it.
    DetailRecord {
        /// The condition.
        condition: ConditionNode,
        /// The words that describe it in the message, as `{says}`.
        says: Text,
        /// The family of codes that it leads to, such as M54.4-.
        family: Text,
    } where clauses::needs(&["condition", "says"])
}

record! {
    /// One test of a rule: a short note, and whether the rule must report a finding.
    TestRecord {
        /// A note on which the rule must report nothing.
        clean: Text = clauses::unmarked(),
        /// A note on which the rule must report a finding, with << and >> around the words that it points at.
        flagged: Text = clauses::marked(),
        /// What the test shows.
        name: Text,
        /// Whether the text is a note (the default) or a template.
        profile: Text = word(Profile::ALL),
        /// Codes that come with the note.
        codes: Texts,
        /// The type of the note, in the site's own terms.
        note_type: Text,
        /// Where the encounter took place.
        setting: Text = word(Setting::ALL),
        /// The date of service, as 2026-10-01.
        date_of_service: Text = clauses::day(),
        /// Known not to work yet: the test may fail.
        todo: Spanned<bool>,
    } where clauses::case()
}

record! {
    /// A condition tests exactly one thing: a concept, a code, a diagnosis, a value, a section, a placeholder, an element, a named condition, the topic, a property of the note, or other conditions.
    ConditionRecord {
        /// This concept is mentioned.
        concept: Text,
        /// One of these concepts is mentioned.
        concepts: Texts = clauses::some(),
        /// The sense of the mention: documented (stated either way about this patient now; the default), present (affirmed now), denied (negated now), ever (documented, or as history), named (in any way).
        sense: Text = word(Sense::ALL),
        /// The sections in which the mention counts: kinds of sections, or sets by their names. Default: all.
        r#in: Texts = clauses::sections(),
        /// What the mention must do: history (told), finding (seen, measured), assessment (judged), order, advice. Default: all; but a finding only where `in` names an examination, vital signs or results.
        acts: Texts = clauses::words(Act::ALL),
        /// Whether evidence counts in text about another complaint: no (topic, the default), yes (any), only if the sentence names the topic (named), only by what surrounds it, as a symptom that comes with it (context), or only where the note says what it evaluates (focus).
        about: Text = word(["topic", "any", "named", "context", "focus"]),
        /// Whether the mention must be in the title of a problem. Default: false.
        title: Spanned<bool>,
        /// Concepts that must all be mentioned in the same sentence.
        with: Texts = clauses::some(),
        /// Concepts of which at least one must be mentioned in the same sentence.
        with_any: Texts = clauses::some(),
        /// Concepts that must not be mentioned in the same sentence.
        without: Texts = clauses::some(),
        /// This code, or a code of this family, is in the note or was given with it: M54.9, M54.5-, "M51.*"
        code: Text = clauses::code(),
        /// One of these codes, or a code of one of these families, is in the note or was given with it.
        codes: Texts = clauses::codes(),
        /// The note assesses this condition: its code or family, M54.5-
        diagnosis: Text = clauses::code(),
        /// The note assesses one of these conditions.
        diagnoses: Texts = clauses::codes(),
        /// What every mention of the diagnosis in the assessment leaves open: type, stage, side.
        leaves_open: Text,
        /// How the provider states the diagnosis. Default: in any way.
        certainty: Text = word(Certainty::ALL),
        /// This value is in the note: sodium, systolic.
        value: Text,
        /// The value is less than this number.
        below: Text,
        /// The value is greater than this number.
        above: Text,
        /// The value is in this range, its ends among them.
        between: Texts = clauses::two(),
        /// The value is at least so much above the lowest one from before.
        rise_of: Text,
        /// The value is at least so much below the highest one from before.
        fall_of: Text,
        /// The value is at least so many times the lowest one from before.
        at_least_times: Text,
        /// The unit of the numbers here. Default: that of the value.
        unit: Text,
        /// When the value was measured: now, earlier, baseline, home. Default: now.
        when: Texts = clauses::words(When::ALL),
        /// Whether two values of different days must fit. Default: false.
        on_different_days: Spanned<bool>,
        /// The note has such a section.
        section: Text = word(SectionKind::ALL),
        /// The note has one of these sections.
        sections: Texts = clauses::sections(),
        /// The note contains an unfilled placeholder of one of these kinds.
        placeholder: Texts = clauses::words(PlaceholderKind::ALL),
        /// This element of the pack's checklist is documented.
        element: Text,
        /// The condition of this name, which the pack defines under `conditions`, holds.
        holds: Text,
        /// The condition of a lexicon that a named condition takes over: `told: {use: pain/told-in-detail}`. Only under `conditions`.
        r#use: Text = clauses::shared_name(),
        /// Whether the topic of the pack applies to the note.
        applies: Spanned<bool>,
        /// The note is of one of these types, in the site's own terms.
        note_type: Texts = clauses::some(),
        /// The encounter took place in this setting.
        setting: Text = word(Setting::ALL),
        /// The text is a note, or a template.
        profile: Text = word(Profile::ALL),
        /// All of these conditions hold.
        all: Spanned<Vec<ConditionNode>> = clauses::some(),
        /// At least one of these conditions holds.
        any: Spanned<Vec<ConditionNode>> = clauses::some(),
        /// This condition does not hold.
        not: Box<ConditionNode>,
        /// At least this many of the conditions under `of` hold.
        at_least: Spanned<u32> = clauses::distance(),
        /// The conditions that `at-least` counts.
        of: Spanned<Vec<ConditionNode>> = clauses::some(),
    } where clauses::condition()
}
