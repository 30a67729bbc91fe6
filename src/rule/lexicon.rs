//! Words: concepts, their extensions, headings and cues become terms, phrases and patterns with an owner.
//!
//! Nothing here knows a rule. How words relate to each other (look-alikes, neighbours, scopes) is kept as data for the
//! scan; here it is only checked that there are words, and that each list is in a valid place.

use super::defined::{entries, kebab};
use super::fault::listed;
use super::file::Read;
use super::lost::Lost;
use super::names::Names;
use super::pattern::Fragments;
use super::phrases::{Phrases, in_block};
use super::record::{ConceptRecord, CueRecord, HeadingRecord, NearRecord, Text, WordsRecord};
use super::source::RuleSource;
use super::symbols::Symbols;
use super::terms::{Needs, spellings};
use super::vocabulary::{EntryKind, Vocabulary, VocabularyEntry, WordLists};
use super::{Concept, ConceptId, Cue, CueRole, Direction, Heading, Owner, Reach, RuleSet};
use crate::base::{Act, Effect, SectionKind, SectionKinds};
use crate::words::Frequencies;
use crate::yaml::Spanned;
use std::collections::BTreeMap;

/// Vocabularies while the rule set is put together.
pub(super) struct Lexicons<'a> {
    names: &'a Names<'a>,
    fragments: &'a Fragments,
    vocabulary: Vocabulary,
    phrases: Phrases<'a>,
    rules: RuleSet,
}

impl<'a> Lexicons<'a> {
    /// None yet but those of `rules`, which the files are linked on top of.
    pub fn new(names: &'a Names<'a>, fragments: &'a Fragments, vocabulary: Vocabulary, rules: RuleSet) -> Self {
        Lexicons { names, fragments, vocabulary, phrases: Phrases::default(), rules }
    }

    /// Takes in the words of all files, packs included.
    pub fn link(&mut self, beneath: &'a Symbols, files: &[Read<'a>]) {
        self.phrases.lists(beneath, files, &mut self.vocabulary);
        self.concepts(files);
        self.extensions(files);
        self.headings(files);
        self.cues(files);
    }

    /// The rules beneath with the words of the files, and without their packs; and the entries of concepts and lists, if
    /// they are distinguished.
    pub fn into_rules(mut self, frequencies: &Frequencies, lenient: bool) -> (RuleSet, Vec<VocabularyEntry>) {
        let words = self.phrases.finish(frequencies, lenient);
        if self.rules.words.is_empty() || !words.is_empty() {
            self.rules.words.push(words);
        }
        let (entries, patterns) = self.vocabulary.finish();
        self.rules.patterns.extend(patterns);
        let alone = |entry: &VocabularyEntry| Concept {
            id: entry.text.clone(),
            not_near: None,
            only_near: None,
            sections: SectionKinds::ALL,
            includes: Vec::new(),
        };
        self.rules.concepts.extend(entries.iter().map(alone));
        (self.rules, entries)
    }

    /// Takes in the words of one owner and reports what is wrong with them.
    fn words(&mut self, yaml: &'a RuleSource<'a>, owner: Owner, words: WordLists<'_>, needs: Needs) {
        for (terms, exact) in [(words.terms, false), (words.exact, true)] {
            for term in terms.iter().flat_map(|list| &list.value) {
                let owners = self.vocabulary.owners(yaml, owner, &term.value, term.place(), EntryKind::Term);
                let spellings = spellings(yaml, term, needs);
                self.phrases.term(yaml, owners.into_iter().flatten(), &spellings, exact, term.place());
            }
        }
        self.vocabulary.patterns(yaml, self.fragments, owner, words.patterns);
        for (phrase, place) in words.phrases.iter().flat_map(|block| in_block(yaml, block)) {
            let owners = self.vocabulary.owners(yaml, owner, phrase, place.clone(), EntryKind::Phrase);
            self.phrases.add(yaml, owners.into_iter().flatten(), phrase, place);
        }
    }

    fn concepts(&mut self, files: &[Read<'a>]) {
        let beneath = self.rules.concepts.len() as u32;
        let new = self.names.concepts.iter().filter(|(_, concept)| concept.0 >= beneath).map(|(id, _)| id);
        self.rules.concepts.extend(new.map(|id| Concept {
            id: id.clone(),
            not_near: None,
            only_near: None,
            sections: SectionKinds::ALL,
            includes: Vec::new(),
        }));
        for file in files {
            for (id, name, record) in file.concepts() {
                let Some(concept) = self.names.defined(&id, name) else { continue };
                self.concept(file.yaml, concept, name, &record.value, file.lost);
            }
        }
    }

    fn concept(&mut self, yaml: &'a RuleSource<'a>, id: ConceptId, name: &Text, record: &ConceptRecord, lost: &Lost) {
        let words = WordLists {
            terms: &record.terms,
            exact: &record.exact,
            phrases: &record.phrases,
            patterns: &record.patterns,
        };
        if words.are_empty() && record.includes.is_none() && !lost.any(&WORDS) {
            yaml.fault(
                name.place(),
                format!("the concept `{}` has no words", name.value),
                "nothing in a note can mean it",
                "add `terms:`, `exact:`, `phrases:` or `patterns:`",
            );
        }
        self.words(yaml, Owner::Concept(id), words, Needs::Letter);
        self.refusals(yaml, Owner::Except(id), "except", record.except.as_ref());
        self.refusals(yaml, Owner::Elsewhere(id), "elsewhere", record.elsewhere.as_ref());
        let not_near = self.near(yaml, Owner::NotNear(id), "not-near", record.not_near.as_ref(), lost);
        let only_near = self.near(yaml, Owner::OnlyNear(id), "only-near", record.only_near.as_ref(), lost);
        let sections = record.r#in.as_ref().and_then(|sections| yaml.sections(sections));
        if let Some(concept) = self.rules.concepts.get_mut(id.0 as usize) {
            concept.includes = self.names.included(id).to_vec();
            concept.not_near = not_near;
            concept.only_near = only_near;
            concept.sections = sections.map_or(SectionKinds::ALL, |kinds| kinds.into_iter().collect());
        }
    }

    fn refusals(&mut self, yaml: &'a RuleSource<'a>, owner: Owner, key: &str, record: Option<&Spanned<WordsRecord>>) {
        let Some(except) = record else { return };
        let words = WordLists {
            terms: &except.value.terms,
            exact: &except.value.exact,
            phrases: &except.value.phrases,
            patterns: &except.value.patterns,
        };
        if words.are_empty() {
            yaml.fault(
                except.place(),
                format!("`{key}` without words"),
                "refuses nothing",
                "add `terms:`, `phrases:` or `patterns:`, or take it out",
            );
        }
        self.words(yaml, owner, words, Needs::Letter);
    }

    fn near(
        &mut self,
        yaml: &'a RuleSource<'a>,
        owner: Owner,
        key: &str,
        record: Option<&Spanned<NearRecord>>,
        lost: &Lost,
    ) -> Option<u32> {
        let near = record?;
        let words = WordLists {
            terms: &near.value.terms,
            exact: &near.value.exact,
            phrases: &near.value.phrases,
            patterns: &near.value.patterns,
        };
        if words.are_empty() && !lost.any(&WORDS) {
            yaml.fault(near.place(), format!("`{key}` without words"), "near what?", "add `terms:`, or take it out");
        }
        self.words(yaml, owner, words, Needs::Letter);
        match &near.value.within {
            Some(within) => within_words(yaml, within),
            None if !lost.any(&["within"]) => {
                yaml.fault(
                    near.place(),
                    format!("`{key}` without `within`"),
                    "how near?",
                    "add `within:` with a number of words, such as 5",
                );
                None
            }
            None => None,
        }
    }

    fn extensions(&mut self, files: &[Read<'a>]) {
        for file in files {
            let yaml = file.yaml;
            for (name, record) in entries(&file.record.extend) {
                let Some(id) = self.names.concept(yaml, None, name) else { continue };
                let more = &record.value;
                let fixed = [
                    more.not_near.as_ref().map(Spanned::place),
                    more.only_near.as_ref().map(Spanned::place),
                    more.r#in.as_ref().map(Spanned::place),
                    more.includes.as_ref().map(Spanned::place),
                ];
                for place in fixed.into_iter().flatten() {
                    yaml.fault(
                        place,
                        format!("an extension of `{}` that narrows it", name.value),
                        "an extension only adds words",
                        "an extension has only words and `except`; for other limits define a concept of your own",
                    );
                }
                let words = WordLists {
                    terms: &more.terms,
                    exact: &more.exact,
                    phrases: &more.phrases,
                    patterns: &more.patterns,
                };
                if words.are_empty() && more.except.is_none() && more.elsewhere.is_none() && !file.lost.any(&WORDS) {
                    yaml.fault(
                        name.place(),
                        format!("the extension of `{}` adds nothing", name.value),
                        "no words",
                        "add `terms:`, `exact:`, `phrases:`, `patterns:` or `except:`",
                    );
                }
                self.words(yaml, Owner::Concept(id), words, Needs::Letter);
                self.refusals(yaml, Owner::Except(id), "except", more.except.as_ref());
                self.refusals(yaml, Owner::Elsewhere(id), "elsewhere", more.elsewhere.as_ref());
            }
        }
    }

    fn headings(&mut self, files: &[Read<'_>]) {
        if files.iter().all(|file| file.record.headings.is_none()) {
            return;
        }
        let beneath = std::mem::take(&mut self.rules.headings).into_iter();
        let mut known: BTreeMap<String, (SectionKind, bool)> =
            beneath.map(|heading| (heading.text, (heading.kind, heading.strict))).collect();
        for file in files {
            for (name, HeadingRecord { words, strict }) in
                entries(&file.record.headings).map(|(name, record)| (name, &record.value))
            {
                let Some(kind) = file.yaml.section(name) else { continue };
                for (texts, strict) in [(words, false), (strict, true)] {
                    for text in texts.iter().flat_map(|texts| &texts.value) {
                        for spelling in spellings(file.yaml, text, Needs::Letter) {
                            heading(file.yaml, text, &mut known, spelling, kind, strict);
                        }
                    }
                }
            }
        }
        let heading = |(text, (kind, strict))| Heading { text, kind, strict };
        self.rules.headings = known.into_iter().map(heading).collect();
    }

    fn cues(&mut self, files: &[Read<'a>]) {
        for file in files {
            for record in file.record.cues.iter().flat_map(|cues| &cues.value) {
                self.cue(file.yaml, record, file.lost);
            }
        }
    }

    fn cue(&mut self, yaml: &'a RuleSource<'a>, record: &Spanned<CueRecord>, lost: &Lost) {
        let cue = &record.value;
        let name = match &cue.cue {
            Some(name) => {
                kebab(yaml, name, "cue");
                name.value.clone()
            }
            None => {
                if !lost.any(&["cue"]) {
                    yaml.fault(record.place(), "a cue without a name", "nameless", "add `cue:` with a short name");
                }
                String::new()
            }
        };
        let role = role(yaml, record, lost);
        let words = WordLists { terms: &cue.terms, exact: &cue.exact, phrases: &cue.phrases, patterns: &cue.patterns };
        if words.are_empty() && !lost.any(&WORDS) {
            let message = format!("the cue `{name}` has no words");
            yaml.fault(
                record.place(),
                message,
                "nothing in a note is this cue",
                "add `terms:`, `exact:`, `phrases:` or `patterns:`",
            );
        }
        let direction = yaml.word(cue.direction.as_ref(), "direction", &DIRECTIONS, direction_word);
        let reach = yaml.word(cue.reach.as_ref(), "reach", &REACHES, reach_word);
        let within = cue.within.as_ref().and_then(|within| within_words(yaml, within));
        let owner = Owner::Cue(self.rules.cues.len() as u32);
        self.words(yaml, owner, words, Needs::Anything);
        self.rules.cues.push(Cue {
            name,
            role: role.unwrap_or(CueRole::Pseudo),
            direction: direction.unwrap_or(Direction::Forward),
            reach: reach.unwrap_or(Reach::Clause),
            within,
        });
    }
}

fn heading(
    yaml: &RuleSource<'_>,
    text: &Text,
    known: &mut BTreeMap<String, (SectionKind, bool)>,
    spelling: String,
    kind: SectionKind,
    strict: bool,
) {
    if spelling.ends_with([':', '*']) {
        yaml.fault(
            text.place(),
            format!("the heading `{spelling}` ends with punctuation"),
            "headings are spelt without it",
            "write the words alone",
        );
        return;
    }
    let seen = known.entry(spelling.to_lowercase()).or_insert((kind, strict));
    if *seen != (kind, strict) {
        let (other, how) = (seen.0, if seen.1 { "strict" } else { "words" });
        yaml.fault(
            text.place(),
            format!("the heading `{spelling}` has two meanings"),
            format!("it is also under {other} ({how})"),
            "keep it in one place",
        );
    }
}

/// The keys under which words are given.
const WORDS: [&str; 4] = ["terms", "exact", "phrases", "patterns"];

const DIRECTIONS: [Direction; 3] = [Direction::Forward, Direction::Backward, Direction::Both];
const REACHES: [Reach; 3] = [Reach::Clause, Reach::Sentence, Reach::Paragraph];

fn direction_word(direction: Direction) -> &'static str {
    match direction {
        Direction::Forward => "forward",
        Direction::Backward => "backward",
        Direction::Both => "both",
    }
}

fn reach_word(reach: Reach) -> &'static str {
    match reach {
        Reach::Clause => "clause",
        Reach::Sentence => "sentence",
        Reach::Paragraph => "paragraph",
    }
}

/// What a cue does: exactly one of its four keys says it.
fn role(yaml: &RuleSource<'_>, record: &Spanned<CueRecord>, lost: &Lost) -> Option<CueRole> {
    let cue = &record.value;
    let effect = |text: &Text| yaml.word(Some(text), "effect", Effect::ALL, Effect::as_str);
    let pseudo = cue.pseudo.as_ref().filter(|pseudo| pseudo.value);
    match (&cue.sets, pseudo, &cue.ends, &cue.clears, &cue.act) {
        (Some(text), None, None, None, None) => effect(text).map(CueRole::Sets),
        (None, Some(_), None, None, None) => Some(CueRole::Pseudo),
        (None, None, None, None, Some(text)) => yaml.word(Some(text), "act", Act::ALL, Act::as_str).map(CueRole::Act),
        (None, None, Some(text), None, None) => {
            let ends = [None].into_iter().chain(Effect::ALL.iter().copied().map(Some)).collect::<Vec<_>>();
            yaml.word(Some(text), "effect", &ends, |effect| effect.map_or("all", Effect::as_str)).map(CueRole::Ends)
        }
        (None, None, None, Some(text), None) => effect(text).map(CueRole::Clears),
        (None, None, None, None, None) if lost.any(&["sets", "pseudo", "ends", "clears", "act"]) => None,
        roles => {
            let none = matches!(roles, (None, None, None, None, None));
            yaml.fault(
                record.place(),
                if none { "a cue that does nothing" } else { "a cue that does more than one thing" },
                "exactly one of `sets`, `pseudo`, `ends`, `clears`, `act` is needed",
                format!(
                    "keep one; `sets:` takes an effect: {}",
                    listed(Effect::ALL.iter().map(|effect| effect.as_str()))
                ),
            );
            None
        }
    }
}

fn within_words(yaml: &RuleSource<'_>, within: &Spanned<u32>) -> Option<u32> {
    if within.value == 0 {
        yaml.fault(within.place(), "`within: 0`", "no word is within 0 words", "write a number of words, such as 5");
        return None;
    }
    Some(within.value)
}
