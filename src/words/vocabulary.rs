//! The words of all phrases, numbered.

use super::core_words::{self, FIRST_FREE};
use super::forms::spellings;
use super::frequencies::Frequencies;
use super::pattern::Key;
use super::tokens::{NUMBER, ORDINAL};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Numbers in words, with their values.
const NUMBERS: &[(&str, u16)] = &[
    ("zero", 0),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
];

/// Ordinals in words. `second` is a unit of time as well, which phrases distinguish.
const ORDINALS: &[&str] = &[
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth",
];

/// All words and open endings, each with its id once they are numbered.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    words: BTreeMap<String, u32>,
    stems: BTreeMap<String, u32>,
}

impl Vocabulary {
    /// Takes in words.
    pub fn learn<'k>(&mut self, words: impl IntoIterator<Item = &'k Key>) {
        for word in words {
            match word {
                Key::Word(word) => self.words.insert(word.clone(), 0),
                Key::Stem(stem) => self.stems.insert(stem.clone(), 0),
            };
        }
    }

    /// Gives every word its id: the reader's own first, then words, the commonest first, then open endings. What is known
    /// of words is in the order of their ids, so that a run reads few places of a large table.
    pub fn number(&mut self, frequencies: &Frequencies) {
        for (word, _) in NUMBERS.iter().copied().chain(ORDINALS.iter().map(|word| (*word, 0))) {
            self.words.entry(word.to_owned()).or_default();
        }
        let core: BTreeMap<&str, u32> = core_words::spellings().zip(1..).collect();
        let mut next = FIRST_FREE;
        let mut words: Vec<(&String, &mut u32)> = self.words.iter_mut().collect();
        words.sort_by_cached_key(|(word, _)| Reverse(frequencies.of_word(word)));
        for (word, id) in words {
            *id = core.get(word.as_str()).copied().unwrap_or_else(|| {
                next += 1;
                next - 1
            });
        }
        for (spelling, id) in core {
            self.words.entry(spelling.to_owned()).or_insert(id);
        }
        for id in self.stems.values_mut() {
            *id = next;
            next += 1;
        }
    }

    /// How many ids there are, zero included.
    pub fn len(&self) -> u32 {
        let highest = self.words.values().chain(self.stems.values()).max();
        highest.map_or(FIRST_FREE, |id| id + 1)
    }

    /// The spellings of words and open endings, in the order of their ids.
    pub fn ids<'k>(&self, words: impl IntoIterator<Item = &'k Key>) -> Vec<u32> {
        let mut ids = BTreeSet::new();
        for word in words {
            match word {
                // A word is also found where something belongs to what it names.
                Key::Word(word) => {
                    ids.extend([word.as_str(), &format!("{word}'s")].iter().filter_map(|word| self.words.get(*word)))
                }
                Key::Stem(stem) => {
                    let begins = |map: &BTreeMap<String, u32>| -> Vec<u32> {
                        let from = map.range(stem.clone()..);
                        let with = from.take_while(|(word, _)| word.starts_with(stem.as_str()));
                        with.map(|(_, id)| *id).filter(|id| core_words::expansion(*id).is_none()).collect()
                    };
                    ids.extend(begins(&self.words));
                    ids.extend(begins(&self.stems));
                }
            }
        }
        ids.into_iter().collect()
    }

    /// Every spelling of a word with its id, in the order of ids; a word that is kept under another's British spelling keeps its own.
    pub fn spelled_words(&self) -> Vec<(String, u32)> {
        spelled(&self.words)
    }

    /// Every spelling of an open ending with its id.
    pub fn spelled_stems(&self) -> Vec<(String, u32)> {
        spelled(&self.stems)
    }

    /// How often each word occurs in texts, by its id.
    pub fn counts(&self, frequencies: &Frequencies) -> Vec<(u32, u64)> {
        self.words.iter().map(|(word, id)| (*id, frequencies.of_word(word))).collect()
    }

    /// The ids of numbers in words with their class and value.
    pub fn meanings(&self) -> impl Iterator<Item = (u32, u16, u16)> + '_ {
        let number = |(word, value): &(&str, u16)| self.words.get(*word).map(|id| (*id, NUMBER, *value));
        let ordinal = |(word, place): (&&str, u16)| self.words.get(*word).map(|id| (*id, ORDINAL, place));
        NUMBERS.iter().filter_map(number).chain(ORDINALS.iter().zip(1..).filter_map(ordinal))
    }
}

fn spelled(words: &BTreeMap<String, u32>) -> Vec<(String, u32)> {
    let mut all = words.clone();
    for (word, id) in words {
        for spelling in spellings(word) {
            all.entry(spelling).or_insert(*id);
        }
    }
    let mut all: Vec<(String, u32)> = all.into_iter().collect();
    all.sort_by_key(|(_, id)| *id);
    all
}
