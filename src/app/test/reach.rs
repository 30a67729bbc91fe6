//! In how many notes of the cases each word of a vocabulary is found.
//!
//! A word of a concept counts where it is a mention: not where a longer one hides it or a look-alike refuses it. An entry
//! of a list counts wherever it is, as if it were a phrase by itself. What several cases have in common counts once: a
//! note, and the frame of phrasings, each of which is a note of its own without it.

use notelint::base::Span;
use notelint::rule::{Case, Holder, RuleSet, VocabularyEntry};
use std::collections::{HashMap, HashSet};

/// Characters of an entry that are shown.
const LONG: usize = 60;

/// A word of a concept or an entry of a list, and the number of notes in which it is found.
pub struct Reached<'a> {
    /// The word.
    pub entry: &'a VocabularyEntry,
    /// How many notes it is in.
    pub notes: usize,
}

/// Counts the notes of each entry, given the entries that each case reaches, by index, and where; and all notes.
pub fn count<'a>(
    entries: &'a [VocabularyEntry],
    tests: &[&Case],
    reached: Vec<Vec<(usize, Span)>>,
) -> (Vec<Reached<'a>>, usize) {
    let mut notes: HashMap<[&str; 2], HashSet<usize>> = HashMap::new();
    for (test, reached) in tests.iter().zip(reached) {
        let phrase = test.phrase.unwrap_or(Span { start: 0, end: test.text.len() });
        let (inside, outside): (Vec<_>, Vec<_>) = reached.into_iter().partition(|(_, span)| span.overlaps(phrase));
        let mut add = |note, reached: Vec<(usize, Span)>| {
            notes.entry(note).or_default().extend(reached.into_iter().map(|(index, _)| index));
        };
        add([&test.text[phrase.start..phrase.end], ""], inside);
        if test.phrase.is_some() {
            add([&test.text[..phrase.start], &test.text[phrase.end..]], outside);
        }
    }
    let mut counts = vec![0; entries.len()];
    notes.values().flatten().for_each(|index| counts[*index] += 1);
    let words = entries.iter().zip(counts).map(|(entry, notes)| Reached { entry, notes }).collect();
    (words, notes.len())
}

impl Reached<'_> {
    /// Whether it is an entry of a list.
    pub fn is_of_list(&self) -> bool {
        matches!(self.entry.holder, Holder::List(_))
    }

    /// The name of its concept or list.
    pub fn holder<'r>(&'r self, rules: &'r RuleSet) -> &'r str {
        match &self.entry.holder {
            Holder::Concept(concept) => &rules.concepts[concept.0 as usize].id,
            Holder::List(list) => list,
        }
    }

    /// The beginning of its text.
    pub fn text(&self) -> String {
        let text = &self.entry.text;
        text.char_indices().nth(LONG).map_or_else(|| text.clone(), |(end, _)| format!("{}…", &text[..end]))
    }

    /// Its file and line.
    pub fn place(&self) -> String {
        format!("{}:{}", self.entry.path, self.entry.line)
    }
}
