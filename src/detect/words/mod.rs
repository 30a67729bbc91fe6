//! The words of a note in the form in which titles and wordings of codes are compared with them.
//!
//! A title says "stage 3", "right ankle", "fractures"; a note says "Stage IIIb", "R ankle", "fx". Both sides are cut
//! into the same plain words: lower case, singular, digits apart from letters, abbreviations of sides and the commonest
//! medical words written out. Words are numbered, so that a wording with a word that the note does not have is
//! dismissed by one look-up.

mod cut;
mod sieve;

use crate::note::Folded;
use cut::{each_word, gap, stem};
use sieve::Sieve;
use std::cell::LazyCell;
use std::collections::HashMap;
use std::ops::{ControlFlow, Range};

/// Places at which one word is looked up. Many codes look for the same words, so without a limit a text of nothing but
/// codes and their words would be read once for each code.
const MOST_PLACES: usize = 1000;

/// The words of a note, read when a code or a diagnosis first needs them.
pub(super) type LazyWords<'a> = LazyCell<NoteWords, Box<dyn FnOnce() -> NoteWords + 'a>>;

/// The words of all sentences of a note.
#[derive(Debug, Default)]
pub(super) struct NoteWords {
    numbers: HashMap<String, u32>,
    sieve: Sieve,
    words: Vec<Word>,
    /// Where the words of each sentence end.
    ends: Vec<u32>,
    /// For each number, where it is: sentence and place in the sentence, in order.
    places: Vec<Vec<(u32, u32)>>,
    /// For each number, whether its word says something only right after the word before it: the 3 of "stage 3", the E
    /// of "vitamin E".
    tied: Vec<bool>,
}

/// One word of a note, with its place in the folded text.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Word {
    number: u32,
    /// The number of the "3" in "3b"; else its own.
    stem: u32,
    start: u32,
    end: u32,
    gap: Gap,
}

impl Word {
    fn is(&self, number: u32) -> bool {
        self.number == number || self.stem == number
    }
}

/// Where the last word ended, and what the codes after it separate it by.
struct LastWord {
    end: usize,
    code: Gap,
}

impl Default for LastWord {
    fn default() -> LastWord {
        LastWord { end: 0, code: Gap::None }
    }
}

impl LastWord {
    /// Passes a piece of a code: the dot inside it ends nothing.
    fn pass_code(&mut self, between: &str) {
        let before = if between.starts_with('.') && between.len() == 1 { Gap::None } else { gap(between) };
        self.code = self.code.max(before).max(Gap::Comma);
    }
}

/// What is between a word and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// A blank or a hyphen.
    None,
    /// A word that means nothing here: "of", "with", "the".
    Joint,
    /// A comma, a bracket, or a code.
    Comma,
    /// A semicolon or a colon; also the start of the sentence.
    Break,
}

/// Where a wording is: a run of words of one sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub sentence: usize,
    /// Places of words in the sentence.
    pub words: Range<usize>,
}

impl NoteWords {
    /// The words of a note; `is_code` says whether a place of the folded text is in a code, which is no word of it.
    pub fn new(folded: &Folded, sentences: usize, is_code: impl Fn(Range<usize>) -> bool) -> NoteWords {
        let mut words = NoteWords::default();
        for sentence in 0..sentences {
            let range = folded.sentence(sentence);
            let text = &folded.text()[range.clone()];
            let first = words.words.len();
            let mut last = LastWord::default();
            let _ = each_word(text, &mut |word, at| {
                let between = text.get(last.end..at.start).unwrap_or_default();
                last.end = at.end;
                if is_code(range.start + at.start..range.start + at.end) {
                    last.pass_code(between);
                    return ControlFlow::Continue(());
                }
                let number = words.number(word);
                let stem = stem(word).map_or(number, |stem| words.number(stem));
                let gap = if words.words.len() == first { Gap::Break } else { gap(between).max(last.code) };
                last.code = Gap::None;
                let place = (sentence as u32, (words.words.len() - first) as u32);
                words.places[number as usize].push(place);
                if stem != number {
                    words.places[stem as usize].push(place);
                }
                let [start, end] = [at.start, at.end].map(|at| (range.start + at) as u32);
                words.words.push(Word { number, stem, start, end, gap });
                ControlFlow::Continue(())
            });
            words.ends.push(words.words.len() as u32);
        }
        words
    }

    /// The number of a word, which it gets if it has none.
    fn number(&mut self, word: &str) -> u32 {
        if let Some(known) = self.numbers.get(word) {
            return *known;
        }
        let next = self.numbers.len() as u32;
        self.sieve.add(word);
        self.numbers.insert(word.to_owned(), next);
        self.places.push(Vec::new());
        self.tied.push(word.len() == 1 || word.starts_with(|c: char| c.is_ascii_digit()));
        next
    }

    /// The numbers of the words of a wording; `None` if the note does not have one of them, or the wording has none.
    pub fn numbers(&self, wording: &str) -> Option<Vec<u32>> {
        let mut numbers = Vec::new();
        let known = self.sieve.may_have_all(wording)
            && each_word(wording, &mut |word, _| match self.numbers.get(word) {
                Some(number) => {
                    numbers.push(*number);
                    ControlFlow::Continue(())
                }
                None => ControlFlow::Break(()),
            })
            .is_continue();
        (known && !numbers.is_empty()).then_some(numbers)
    }

    /// The words of a sentence.
    fn sentence(&self, sentence: usize) -> &[Word] {
        let from = if sentence == 0 { 0 } else { self.ends[sentence - 1] };
        &self.words[from as usize..self.ends[sentence] as usize]
    }

    /// The first places of a word, at most [`MOST_PLACES`].
    fn places_of(&self, number: u32) -> &[(u32, u32)] {
        let places = &self.places[number as usize];
        &places[..places.len().min(MOST_PLACES)]
    }

    /// Where a wording occurs, its words in order.
    pub fn standing(&self, wording: &str) -> Vec<Stretch> {
        self.numbers(wording).map(|numbers| self.in_order(&numbers)).unwrap_or_default()
    }

    /// Where words follow one another.
    fn in_order(&self, numbers: &[u32]) -> Vec<Stretch> {
        let [first, rest @ ..] = numbers else { return Vec::new() };
        let starts = self.places_of(*first).iter().filter(|(sentence, at)| {
            let words = &self.sentence(*sentence as usize)[*at as usize + 1..];
            words.len() >= rest.len() && rest.iter().zip(words).all(|(number, word)| word.is(*number))
        });
        starts.map(|(sentence, at)| stretch(*sentence, *at as usize, numbers.len())).collect()
    }

    /// Where all of some words are in one sentence, in any order, with at most `between` others among them, of which
    /// each `fits`, and no semicolon. A number or a letter follows its word as it does in the wording.
    pub fn together(&self, numbers: &[u32], between: usize, fits: impl Fn(u32) -> bool) -> Vec<Stretch> {
        let mut wanted: Vec<u32> = numbers.to_vec();
        wanted.sort_unstable();
        wanted.dedup();
        let Some(rarest) = wanted.iter().min_by_key(|number| self.places_of(**number).len()) else {
            return Vec::new();
        };
        let tied: Vec<[u32; 2]> =
            numbers.windows(2).filter(|pair| self.tied[pair[1] as usize]).map(|pair| [pair[0], pair[1]]).collect();
        let sound = |words: &[Word]| {
            let follows = |[one, next]: &[u32; 2]| words.windows(2).any(|pair| pair[0].is(*one) && pair[1].is(*next));
            words.iter().skip(1).all(|word| word.gap < Gap::Break)
                && words.iter().all(|word| wanted.iter().any(|number| word.is(*number)) || fits(word.number))
                && tied.iter().all(follows)
        };
        let longest = wanted.len() + between;
        let mut found: Vec<Stretch> = Vec::new();
        for (sentence, at) in self.places_of(*rarest) {
            let (words, at) = (self.sentence(*sentence as usize), *at as usize);
            let shortest = (at.saturating_sub(longest - 1)..=at)
                .filter_map(|start| Some((start, covered(&words[start..], &wanted, longest)?)))
                .filter(|(start, length)| start + length > at && sound(&words[*start..start + length]))
                .min_by_key(|(_, length)| *length);
            found.extend(shortest.map(|(start, length)| stretch(*sentence, start, length)));
        }
        found.dedup();
        found
    }

    /// Where at least so many of some words are in one sentence: from the first of them to the last.
    pub fn most_of(&self, numbers: &[u32], enough: usize) -> Vec<Stretch> {
        let mut all: Vec<((u32, u32), u32)> = Vec::new();
        for &number in numbers {
            all.extend(self.places_of(number).iter().map(|place| (*place, number)));
        }
        all.sort_unstable();
        let sentences = all.chunk_by(|((one, _), _), ((other, _), _)| one == other);
        let whole = |found: &[((u32, u32), u32)]| {
            let mut distinct: Vec<u32> = found.iter().map(|(_, number)| *number).collect();
            distinct.sort_unstable();
            distinct.dedup();
            let ((sentence, first), _) = *found.first()?;
            let ((_, last), _) = *found.last()?;
            (distinct.len() >= enough).then(|| stretch(sentence, first as usize, (last - first) as usize + 1))
        };
        sentences.filter_map(whole).collect()
    }

    /// Whether a word means nothing, so that no text contains it.
    pub fn is_empty(word: &str) -> bool {
        cut::is_empty(word)
    }

    /// The numbers of the words of a stretch.
    pub fn numbers_at(&self, stretch: &Stretch) -> impl Iterator<Item = u32> {
        self.sentence(stretch.sentence)[stretch.words.clone()].iter().map(|word| word.number)
    }

    /// The strongest break between two stretches of a sentence, of which the first ends before the second begins.
    pub fn gap_between(&self, first: &Stretch, second: &Stretch) -> Gap {
        let words = self.sentence(first.sentence);
        let between = words.get(first.words.end..=second.words.start).unwrap_or_default();
        between.iter().map(|word| word.gap).max().unwrap_or(Gap::None)
    }

    /// Whether each word of a stretch is a number or a letter, or one that `holds`.
    pub fn all_at(&self, stretch: &Stretch, holds: impl Fn(u32) -> bool) -> bool {
        self.numbers_at(stretch).all(|number| self.tied[number as usize] || holds(number))
    }

    /// For a stretch that is a number or a letter alone, the word that it directly follows.
    pub fn tied_to(&self, stretch: &Stretch) -> Option<Option<u32>> {
        let words = self.sentence(stretch.sentence);
        let word = words[stretch.words.start];
        let alone = stretch.words.len() == 1 && self.tied[word.number as usize];
        let before = || stretch.words.start.checked_sub(1).filter(|_| word.gap == Gap::None).map(|at| words[at].number);
        alone.then(before)
    }

    /// The place of the word before a stretch, and what is between them.
    pub fn before(&self, stretch: &Stretch) -> Option<(Range<usize>, Gap)> {
        let words = self.sentence(stretch.sentence);
        let gap = words[stretch.words.start].gap;
        let word = words[stretch.words.start.checked_sub(1)?];
        Some((word.start as usize..word.end as usize, gap))
    }

    /// The place of the word after a stretch, and what is between them.
    pub fn after(&self, stretch: &Stretch) -> Option<(Range<usize>, Gap)> {
        let word = self.sentence(stretch.sentence).get(stretch.words.end)?;
        Some((word.start as usize..word.end as usize, word.gap))
    }

    /// The place of a stretch in the folded text.
    pub fn range(&self, stretch: &Stretch) -> Range<usize> {
        let words = self.sentence(stretch.sentence);
        words[stretch.words.start].start as usize..words[stretch.words.end - 1].end as usize
    }
}

fn stretch(sentence: u32, start: usize, length: usize) -> Stretch {
    Stretch { sentence: sentence as usize, words: start..start + length }
}

/// How many words from the first on contain all wanted ones; `None` if more than `longest` would be needed.
fn covered(words: &[Word], wanted: &[u32], longest: usize) -> Option<usize> {
    let mut open = wanted.to_vec();
    for (at, word) in words.iter().take(longest).enumerate() {
        open.retain(|number| !word.is(*number));
        if open.is_empty() {
            return Some(at + 1);
        }
    }
    None
}
