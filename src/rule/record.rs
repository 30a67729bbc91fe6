//! What an author writes: the YAML of a rule file, key for key.
//!
//! Records hold words, not meanings, and untagged and flattened shapes are avoided: they lose places. The sentence at
//! each key is what an editor shows to the author (`schemas/pack.schema.json`), so it is written for those who write
//! rules, not for those who read this.

#[cfg(test)]
use super::clauses;
#[cfg(test)]
use crate::base::{
    CodeCheck, CommentCheck, Effect, Persona, PlaceholderKind, Profile, SectionKind, Sense, Setting, Severity,
};
#[cfg(test)]
use crate::schema::{version, word};
use crate::yaml::record;
pub(super) use crate::yaml::{Entries, Text, Texts};
use serde_saphyr::Spanned;

/// A condition with its place.
pub(super) type ConditionNode = Spanned<ConditionRecord>;

record! {
    /// A whole file: a pack, which holds the checklist and the rules of one topic, or a lexicon, which holds words.
    FileRecord {
        /// The version of the rule format. Always 1.
        schema: Text = version(),
        /// The name of this lexicon, in kebab-case. A file is a lexicon or a pack, not both.
        lexicon: Text = clauses::name(),
        /// The name of this pack, in kebab-case. It stands before the names of its rules: `back-pain/onset`.
        pack: Text = clauses::name(),
        /// What the file is about, in a few words for people.
        title: Text,
        /// What the file is for, in a sentence or two.
        description: Text,
        /// What all its rules are about, in kebab-case: `codes`. A selection names them across packs, as `tag:codes`.
        tags: Texts = clauses::some_names(),
        /// Named pieces of pattern. A pattern of any file uses one as `{name}`.
        fragments: Spanned<Entries<Text>> = clauses::names(),
        /// Vocabularies by name: the words of a note that mean one thing. Those of a pack are its own, those of a lexicon serve all packs.
        concepts: Spanned<Entries<Spanned<ConceptRecord>>> = clauses::concepts(),
        /// More words for concepts of other files: `pain-radiation` of a lexicon, `back-pain/danger-sign` of a pack. Only in a lexicon.
        extend: Spanned<Entries<Spanned<ConceptRecord>>> = clauses::extensions(),
        /// How the headings of sections are spelt, by kind of section. Only in a lexicon.
        headings: Spanned<Entries<Spanned<HeadingRecord>>> = clauses::by_section(),
        /// Words that say in which sense others are meant: denials, hedges, history, plans. Only in a lexicon.
        cues: Spanned<Vec<Spanned<CueRecord>>>,
        /// Where the rules of this pack come from, by a short name that `source` uses.
        sources: Spanned<Entries<Spanned<SourceRecord>>> = clauses::names(),
        /// When the topic of this pack is on the table. Needed for a checklist; rules without `always` wait for it, too.
        applies: ConditionNode,
        /// Which words name the complaint of this topic, and which name another one.
        subject: Spanned<SubjectRecord>,
        /// The elements that a complete note on this topic documents.
        checklist: Spanned<Vec<Spanned<ElementRecord>>>,
        /// Rules beyond the checklist.
        rules: Spanned<Vec<Spanned<RuleRecord>>>,
    } where clauses::file()
}

record! {
    /// The words of a note that mean one thing.
    ConceptRecord {
        /// Words and phrases, found whole and without regard to case. `{hot,warm} packs` are alternatives; a `*` at the very end lets the word go on.
        terms: Texts,
        /// Words and phrases whose case counts: `PT`, not `pt`.
        exact: Texts,
        /// Regular expressions, each within one sentence and without regard to case. Write them in single quotes.
        patterns: Texts,
        /// Look-alikes: a word that lies in one of these does not count.
        except: Spanned<WordsRecord>,
        /// A word does not count with one of these near it in the same sentence.
        not_near: Spanned<NearRecord>,
        /// A word counts only with one of these near it in the same sentence.
        only_near: Spanned<NearRecord>,
        /// The sections in which the words mean this. Without it, all.
        r#in: Texts = clauses::words(SectionKind::ALL),
    }
}

record! {
    /// Words and patterns.
    WordsRecord {
        /// Words and phrases, found whole and without regard to case.
        terms: Texts,
        /// Words and phrases whose case counts.
        exact: Texts,
        /// Regular expressions, in single quotes.
        patterns: Texts,
    } where clauses::worded()
}

record! {
    /// Words, and how near they stand.
    NearRecord {
        /// Words and phrases, found whole and without regard to case.
        terms: Texts,
        /// Words and phrases whose case counts.
        exact: Texts,
        /// Regular expressions, in single quotes.
        patterns: Texts,
        /// Within how many words of the same sentence, such as 5.
        within: Spanned<u32> = clauses::distance(),
    } where clauses::near()
}

record! {
    /// How the heading of one kind of section is spelt.
    HeadingRecord {
        /// Spellings that are a heading wherever a line begins with one.
        words: Texts,
        /// Spellings that are a heading only with a colon, or alone on their line.
        strict: Texts,
    }
}

record! {
    /// Words that say in which sense others are meant. It does exactly one of four things: `sets`, `pseudo`, `ends` or `clears`.
    CueRecord {
        /// The name of this cue, in kebab-case.
        cue: Text = clauses::name(),
        /// The sense that the words give to what stands in their reach: "denies" makes it negated.
        sets: Text = word(Effect::ALL),
        /// The words look like a cue and are none: "no increase".
        pseudo: Spanned<bool>,
        /// The words end the reach of cues of this sense, or of all: "but".
        ends: Text = clauses::ends(),
        /// The words take this sense back from what stands in their reach.
        clears: Text = word(Effect::ALL),
        /// On which side of the words it works. Without it, forward.
        direction: Text = word(["forward", "backward", "both"]),
        /// How far it works. Without it, to the end of the clause.
        reach: Text = word(["clause", "sentence", "paragraph"]),
        /// At most so many words away.
        within: Spanned<u32> = clauses::distance(),
        /// Words and phrases, found whole and without regard to case.
        terms: Texts,
        /// Words and phrases whose case counts.
        exact: Texts,
        /// Regular expressions, in single quotes.
        patterns: Texts,
    } where clauses::cue()
}

record! {
    /// Where rules come from: a guideline, a manual, a policy.
    SourceRecord {
        /// What it is called.
        title: Text,
        /// The chapter or section.
        section: Text,
        /// The year of the edition.
        year: Text,
        /// Where it can be read. It begins with https://
        url: Text = clauses::https(),
    } where clauses::needs(&["title"])
}

record! {
    /// Whose complaint is this topic's, and whose is not: "the knee hurts" documents nothing about the back.
    SubjectRecord {
        /// Concepts that name the complaint of this topic.
        this: Texts = clauses::some(),
        /// Concepts that name another complaint.
        other: Texts = clauses::some(),
    }
}

record! {
    /// One line of a checklist: something that a complete note documents.
    ElementRecord {
        /// The name of this element, in kebab-case.
        element: Text = clauses::name(),
        /// What it is about, beside the tags of the pack, in kebab-case: `laterality`.
        tags: Texts = clauses::some_names(),
        /// A short noun for the list of what is missing: `radiation`.
        label: Text,
        /// The neutral question that it answers: "Does the pain travel anywhere?"
        ask: Text,
        /// What would satisfy it, with an example of wording.
        help: Text,
        /// Conditions, of which any documents the element.
        documented_by: Spanned<Vec<ConditionNode>> = clauses::some(),
        /// Concepts that name it as a prompt. It is documented where an answer is marked behind one; in a template it is enough to name one.
        prompted_by: Texts = clauses::some(),
        /// How loud it speaks. Without it, warning.
        severity: Text = word(Severity::ALL),
        /// Who is shown it: everybody (regular, the default), or reviewers only (thorough).
        persona: Text = word(Persona::ALL),
        /// Where it is checked: in notes or in templates only. Without it, in both.
        profile: Text = word(Profile::ALL),
        /// The sections in which to document it. Without it, hpi and cc.
        belongs_in: Texts = clauses::words(SectionKind::ALL),
        /// Why it matters to the care of the patient, in a sentence.
        why: Text,
        /// Where it comes from: a name under `sources`.
        source: Text,
        /// Notes that show what it does: at least one clean and one flagged.
        tests: Spanned<Vec<Spanned<TestRecord>>> = clauses::cases(),
        /// Lists of phrases that show the breadth of its vocabulary.
        phrasings: Spanned<Vec<Spanned<PhrasingRecord>>>,
    } where clauses::element()
}

record! {
    /// Many short cases of one element: each phrase is put where `{}` stands in the note.
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
    /// A rule that is no element. It is one of six sentences: `when` and `require`, `forbid`, `specify`, `conflict`, `codes`, or `comments`.
    RuleRecord {
        /// The name of this rule, in kebab-case.
        rule: Text = clauses::name(),
        /// What it is about, beside the tags of the pack, in kebab-case: `laterality`.
        tags: Texts = clauses::some_names(),
        /// How loud it speaks. Without it, warning.
        severity: Text = word(Severity::ALL),
        /// Who is shown it: everybody (regular, the default), or reviewers only (thorough).
        persona: Text = word(Persona::ALL),
        /// Where it is checked: in notes or in templates only. Without it, in both.
        profile: Text = word(Profile::ALL),
        /// Whether it runs where the topic of the pack is not on the table, too.
        always: Spanned<bool>,
        /// The occasion: all of these conditions hold. With `require`, and where wanted with `forbid`.
        when: Spanned<Vec<ConditionNode>> = clauses::some(),
        /// What must hold on the occasion: any of these conditions.
        require: Spanned<Vec<ConditionNode>> = clauses::some(),
        /// What must not hold: each piece of evidence for any of these conditions is a finding.
        forbid: Spanned<Vec<ConditionNode>> = clauses::some(),
        /// The vague wording or code that a better one could replace.
        specify: Spanned<Vec<ConditionNode>> = clauses::some(),
        /// What the note may document beyond the vague wording of `specify`.
        when_documented: Spanned<Vec<Spanned<DetailRecord>>>,
        /// Two statements that cannot both stand.
        conflict: Spanned<Vec<Spanned<DetailRecord>>> = clauses::two(),
        /// What is asked of every ICD-10-CM code of the note.
        codes: Text = word(CodeCheck::ALL),
        /// Families and ranges of codes that `codes` asks about: M54.5-, V00-Y99. Without it, all.
        within: Texts = clauses::ranges(),
        /// Families and ranges of codes that `codes` leaves out.
        not_within: Texts = clauses::ranges(),
        /// What is asked of the comments of a template that let findings stay.
        comments: Text = word(CommentCheck::ALL),
        /// Any of these conditions silences the rule.
        quiet_if: Spanned<Vec<ConditionNode>> = clauses::some(),
        /// What the reader is told: neutral, in one line. `{found}` is the words that were found; `{other}` and `{says}` where the rule has them.
        message: Text,
        /// What the reader is told as advice, where the note documents nothing more. With `specify` and `codes`.
        advice: Text,
        /// What would satisfy it, with an example of wording.
        help: Text,
        /// The sections in which to document what is missing. With `require`.
        belongs_in: Texts = clauses::words(SectionKind::ALL),
        /// Why it matters to the care of the patient, in a sentence.
        why: Text,
        /// Where it comes from: a name under `sources`.
        source: Text,
        /// Notes that show what it does: at least one clean and one flagged.
        tests: Spanned<Vec<Spanned<TestRecord>>> = clauses::cases(),
    } where clauses::rule()
}

record! {
    /// A condition with words for it.
    DetailRecord {
        /// What holds in the note.
        condition: ConditionNode,
        /// The words for it that stand in the message as `{says}`.
        says: Text,
        /// The family of codes that it leads to, such as M54.4-.
        family: Text,
    } where clauses::needs(&["condition", "says"])
}

record! {
    /// One case of a rule's own tests: a short note, and what the rule must say to it.
    TestRecord {
        /// A note on which the rule must be silent.
        clean: Text = clauses::unmarked(),
        /// A note on which it must speak, with << and >> around the words that it points at.
        flagged: Text = clauses::marked(),
        /// What the case is about.
        name: Text,
        /// Whether the text is a note (the default) or a template.
        profile: Text = word(Profile::ALL),
        /// Codes that come with the note.
        codes: Texts,
        /// The type of the note, in the words of the site.
        note_type: Text,
        /// Where the encounter took place.
        setting: Text = word(Setting::ALL),
        /// The date of service, as 2026-10-01.
        date_of_service: Text = clauses::day(),
        /// Known not to work yet: the case may fail.
        todo: Spanned<bool>,
    } where clauses::case()
}

record! {
    /// A condition asks exactly one thing: about a concept, a code, a section, a placeholder, an element, the topic, what came with the note, or other conditions.
    ConditionRecord {
        /// This concept is mentioned.
        concept: Text,
        /// One of these concepts is mentioned.
        concepts: Texts = clauses::some(),
        /// In which sense it is mentioned: documented (said either way about this patient now; the default), present (affirmed now), denied (negated now), ever (documented, or as history), named (in any way).
        sense: Text = word(Sense::ALL),
        /// The sections in which the mention counts. Without it, all.
        r#in: Texts = clauses::words(SectionKind::ALL),
        /// Whether evidence counts where the text speaks of another complaint: no (topic, the default), yes (any), or only where the sentence names the topic (named).
        about: Text = word(["topic", "any", "named"]),
        /// Concepts that must all be mentioned in the same sentence.
        with: Texts = clauses::some(),
        /// Concepts of which at least one must be mentioned in the same sentence.
        with_any: Texts = clauses::some(),
        /// Concepts that must not be mentioned in the same sentence.
        without: Texts = clauses::some(),
        /// This code or family of codes stands in the note or came with it: M54.9, M54.5-, "M51.*"
        code: Text = clauses::code(),
        /// One of these codes or families of codes stands in the note or came with it.
        codes: Texts = clauses::codes(),
        /// The note has such a section.
        section: Text = word(SectionKind::ALL),
        /// The note has one of these sections.
        sections: Texts = clauses::words(SectionKind::ALL),
        /// A place of one of these looks is left to be filled in.
        placeholder: Texts = clauses::words(PlaceholderKind::ALL),
        /// This element of the pack's checklist is documented.
        element: Text,
        /// The topic of the pack is on the table (true), or is not (false).
        applies: Spanned<bool>,
        /// The note is of one of these types, in the words of the site.
        note_type: Texts = clauses::some(),
        /// The encounter took place there.
        setting: Text = word(Setting::ALL),
        /// The text is a note, or a template.
        profile: Text = word(Profile::ALL),
        /// All of these conditions hold.
        all: Spanned<Vec<ConditionNode>> = clauses::some(),
        /// At least one of these conditions holds.
        any: Spanned<Vec<ConditionNode>> = clauses::some(),
        /// This condition does not hold.
        not: Box<ConditionNode>,
        /// At least so many of the conditions under `of` hold.
        at_least: Spanned<u32> = clauses::distance(),
        /// The conditions that `at-least` counts.
        of: Spanned<Vec<ConditionNode>> = clauses::some(),
    } where clauses::condition()
}
