//! How often words occur in notes, which decides at which word of a phrase to look first.

use super::automaton::Automaton;
use super::forms::kept;
use super::pattern::Key;
use super::tokens::Tokens;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Counts of words and classes over some texts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Frequencies {
    words: BTreeMap<String, u64>,
    classes: [u64; 16],
}

impl Frequencies {
    /// Counts the words of texts.
    pub fn of<'t>(texts: impl IntoIterator<Item = &'t str>) -> Frequencies {
        let reader = Automaton::of_core_words();
        let mut frequencies = Frequencies::default();
        for text in texts {
            for token in Tokens::read(text, &reader).all {
                for (class, count) in frequencies.classes.iter_mut().enumerate() {
                    *count += u64::from(token.classes >> class & 1);
                }
                let word = text[token.start as usize..token.end as usize].to_lowercase();
                *frequencies.words.entry(kept(word.split('\'').next().unwrap_or_default())).or_default() += 1;
            }
        }
        frequencies
    }

    /// Only the words that occur at least so often: the others are all rare.
    pub fn common(mut self, least: u64) -> Frequencies {
        self.words.retain(|_, count| *count >= least);
        self
    }

    /// How often a word occurs.
    pub(super) fn of_word(&self, word: &str) -> u64 {
        self.words.get(word).copied().unwrap_or(0)
    }

    /// How often any of these words occurs.
    pub(super) fn of_words(&self, words: &BTreeSet<Key>) -> u64 {
        let count = |word: &Key| match word {
            Key::Word(word) => self.of_word(word),
            Key::Stem(stem) => {
                let from = self.words.range(stem.clone()..);
                from.take_while(|(word, _)| word.starts_with(stem.as_str())).map(|(_, count)| count).sum()
            }
        };
        // Among words that do not occur, the smaller set counts as rarer.
        words.iter().map(count).sum::<u64>() * 64 + words.len() as u64
    }

    /// How often a token of a class occurs.
    pub(super) fn of_class(&self, class: u16) -> u64 {
        self.classes[class.trailing_zeros() as usize % 16] * 64 + 1024
    }
}
