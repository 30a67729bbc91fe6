//! Compiles the patterns of authors, and numbers the entries of vocabularies where they are distinguished.

use super::pattern::Fragments;
use super::record::{Text, Texts};
use super::source::RuleSource;
use super::{ConceptId, Owner, Pattern};
use crate::words::lines;
use std::collections::HashMap;
use std::ops::Range;

/// All patterns, while files are linked.
#[derive(Default)]
pub(super) struct Vocabulary {
    patterns: Vec<Pattern>,
    /// The places of patterns by their expressions.
    places: HashMap<String, usize>,
    /// If entries are distinguished: those so far, and the number of concepts that have names.
    entries: Option<(Vec<VocabularyEntry>, u32)>,
}

/// The forms in which authors write words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// Fixed words, exact ones included.
    Term,
    /// A phrase over words.
    Phrase,
    /// A regular expression.
    Pattern,
}

/// What an entry belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holder {
    /// The vocabulary of a concept.
    Concept(ConceptId),
    /// A list of words, by its name.
    List(String),
}

/// One term, phrase or pattern of a concept, or one entry of a list, as its author wrote it: `{a,b}` is one entry.
///
/// Each has a nameless concept of its own; those are the last concepts of the rule set, in the order of the entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VocabularyEntry {
    /// The concept or the list.
    pub holder: Holder,
    /// The author's words.
    pub text: String,
    /// In what form they are written.
    pub kind: EntryKind,
    /// The file that holds it.
    pub path: String,
    /// Its line there, counted from 1.
    pub line: usize,
}

impl VocabularyEntry {
    /// Whether it belongs to the vocabulary of a concept.
    pub fn is_of(&self, concept: ConceptId) -> bool {
        self.holder == Holder::Concept(concept)
    }
}

/// The four keys under which authors give words.
#[derive(Clone, Copy)]
pub(super) struct WordLists<'r> {
    pub terms: &'r Option<Texts>,
    pub exact: &'r Option<Texts>,
    pub phrases: &'r Option<Text>,
    pub patterns: &'r Option<Texts>,
}

impl WordLists<'_> {
    /// Whether there is no word at all, and no other fault reports it.
    pub fn are_empty(&self) -> bool {
        let lists = [self.terms, self.exact, self.patterns];
        let no_phrase = self.phrases.as_ref().is_none_or(|block| lines(&block.value).next().is_none());
        no_phrase && lists.into_iter().flatten().all(|list| list.value.is_empty())
    }
}

impl Vocabulary {
    /// Adds the patterns of one owner and reports what is wrong with them.
    pub fn patterns(&mut self, yaml: &RuleSource<'_>, fragments: &Fragments, owner: Owner, patterns: &Option<Texts>) {
        for pattern in patterns.iter().flat_map(|list| &list.value) {
            let Some(filled) = fragments.fill(yaml, pattern) else { continue };
            let place = match self.places.get(&filled.source) {
                Some(place) => *place,
                None => {
                    let Some(expression) = filled.compiled(yaml, pattern) else { continue };
                    self.patterns.push(Pattern { expression, owners: Vec::new() });
                    self.places.insert(filled.source, self.patterns.len() - 1);
                    self.patterns.len() - 1
                }
            };
            let owners = self.owners(yaml, owner, &pattern.value, pattern.place(), EntryKind::Pattern);
            self.patterns[place].owners.extend(owners.into_iter().flatten());
        }
    }

    /// Gives every entry of a concept or a list a nameless concept as well; `named` concepts have names.
    pub fn tell_entries_apart(&mut self, named: usize) {
        self.entries = Some((Vec::new(), named as u32));
    }

    /// The owners of an entry: its concept and, if entries are distinguished, its own. `text` is the entry, which is in its
    /// file at `place`.
    pub fn owners(
        &mut self,
        yaml: &RuleSource<'_>,
        owner: Owner,
        text: &str,
        place: Range<usize>,
        kind: EntryKind,
    ) -> [Option<Owner>; 2] {
        match owner {
            Owner::Concept(concept) => [Some(owner), self.alone(yaml, Holder::Concept(concept), text, place, kind)],
            _ => [Some(owner), None],
        }
    }

    /// The nameless concept of an entry, if they are distinguished.
    pub fn alone(
        &mut self,
        yaml: &RuleSource<'_>,
        holder: Holder,
        text: &str,
        place: Range<usize>,
        kind: EntryKind,
    ) -> Option<Owner> {
        let (entries, named) = self.entries.as_mut()?;
        let alone = ConceptId(*named + entries.len() as u32);
        let (path, line) = (yaml.file_at(place.start).path.clone(), yaml.line(place.start));
        entries.push(VocabularyEntry { holder, text: text.to_owned(), kind, path, line });
        Some(Owner::Concept(alone))
    }

    /// The entries, if they are distinguished, and the patterns.
    pub fn finish(self) -> (Vec<VocabularyEntry>, Vec<Pattern>) {
        (self.entries.map(|(entries, _)| entries).unwrap_or_default(), self.patterns)
    }
}
