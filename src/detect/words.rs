//! The words of a note in the form in which titles and wordings of codes are compared with them.
//!
//! A title says "stage 3", "right ankle", "fractures"; a note says "Stage IIIb", "R ankle", "fx". Both sides are cut
//! into the same plain words: lower case, singular, digits apart from letters, abbreviations of sides and the commonest
//! medical words written out. Words are numbered, so that a wording with a word that the note does not have is
//! dismissed by one look-up.

use crate::note::Folded;
use std::collections::HashMap;
use std::ops::Range;

/// Places at which one word is looked up. Many codes look for the same words, so without a limit a text of nothing but
/// codes and their words would be read once for each code.
const MOST_PLACES: usize = 1000;

/// The words of all sentences of a note.
#[derive(Debug, Default)]
pub(super) struct NoteWords {
    numbers: HashMap<String, u32>,
    words: Vec<Word>,
    /// Where the words of each sentence end.
    ends: Vec<u32>,
    /// For each number, where it is: sentence and place in the sentence, in order.
    places: Vec<Vec<(u32, u32)>>,
}

/// One word of a note, with its place in the folded text.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Word {
    number: u32,
    start: u32,
    end: u32,
}

/// Where a wording is: a run of words of one sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub sentence: usize,
    /// Places of words in the sentence.
    pub words: Range<usize>,
}

/// Other spellings of words; the form on the left is one written word.
const SPELLED_OUT: [(&str, &[&str]); 33] = [
    ("rt", &["right"]),
    ("lt", &["left"]),
    ("rle", &["right", "lower", "extremity"]),
    ("lle", &["left", "lower", "extremity"]),
    ("rue", &["right", "upper", "extremity"]),
    ("lue", &["left", "upper", "extremity"]),
    ("ble", &["bilateral", "lower", "extremity"]),
    ("bue", &["bilateral", "upper", "extremity"]),
    ("bil", &["bilateral"]),
    ("bilat", &["bilateral"]),
    ("bilaterally", &["bilateral"]),
    ("both", &["bilateral"]),
    ("fx", &["fracture"]),
    ("fractured", &["fracture"]),
    ("sprained", &["sprain"]),
    ("strained", &["strain"]),
    ("cancer", &["malignant", "neoplasm"]),
    ("carcinoma", &["malignant", "neoplasm"]),
    ("ca", &["malignant", "neoplasm"]),
    ("leg", &["leg", "lower", "extremity"]),
    ("legs", &["leg", "lower", "extremity"]),
    ("arm", &["arm", "upper", "extremity"]),
    ("arms", &["arm", "upper", "extremity"]),
    ("renal", &["kidney"]),
    ("cardiac", &["heart"]),
    ("lumbago", &["low", "back", "pain"]),
    ("mod", &["moderate"]),
    ("chr", &["chronic"]),
    ("oedema", &["edema"]),
    ("anaemia", &["anemia"]),
    ("haemorrhage", &["hemorrhage"]),
    ("diarrhoea", &["diarrhea"]),
    ("oesophagitis", &["esophagitis"]),
];

/// Words after which Roman numerals are numbers.
const NUMBERED: [&str; 6] = ["stage", "grade", "type", "class", "degree", "stadium"];
const ROMAN: [(&str, &str); 5] = [("iii", "3"), ("ii", "2"), ("iv", "4"), ("i", "1"), ("v", "5")];

impl NoteWords {
    pub fn new(folded: &Folded, sentences: usize) -> NoteWords {
        let mut words = NoteWords::default();
        for sentence in 0..sentences {
            let range = folded.sentence(sentence);
            let first = words.words.len();
            each_word(&folded.text()[range.clone()], &mut |word, at| {
                let next = words.numbers.len() as u32;
                let known = words.numbers.get(word).copied();
                let number = known.unwrap_or_else(|| {
                    words.numbers.insert(word.to_owned(), next);
                    words.places.push(Vec::new());
                    next
                });
                words.places[number as usize].push((sentence as u32, (words.words.len() - first) as u32));
                let [start, end] = [at.start, at.end].map(|at| (range.start + at) as u32);
                words.words.push(Word { number, start, end });
            });
            words.ends.push(words.words.len() as u32);
        }
        words
    }

    /// The numbers of the words of a wording; `None` if the note does not have one of them, or the wording has none.
    pub fn numbers(&self, wording: &str) -> Option<Vec<u32>> {
        let mut numbers = Some(Vec::new());
        each_word(wording, &mut |word, _| match (&mut numbers, self.numbers.get(word)) {
            (Some(all), Some(number)) => all.push(*number),
            (all, _) => *all = None,
        });
        numbers.filter(|all| !all.is_empty())
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
            words.len() >= rest.len() && rest.iter().zip(words).all(|(number, word)| *number == word.number)
        });
        starts.map(|(sentence, at)| stretch(*sentence, *at as usize, numbers.len())).collect()
    }

    /// Where all of some words are in one sentence, in any order, with at most `between` others among them.
    pub fn together(&self, numbers: &[u32], between: usize) -> Vec<Stretch> {
        let mut wanted: Vec<u32> = numbers.to_vec();
        wanted.sort_unstable();
        wanted.dedup();
        let Some(rarest) = wanted.iter().min_by_key(|number| self.places_of(**number).len()) else {
            return Vec::new();
        };
        let longest = wanted.len() + between;
        let mut found: Vec<Stretch> = Vec::new();
        for (sentence, at) in self.places_of(*rarest) {
            let (words, at) = (self.sentence(*sentence as usize), *at as usize);
            let shortest = (at.saturating_sub(longest - 1)..=at)
                .filter_map(|start| Some((start, covered(&words[start..], &wanted, longest)?)))
                .filter(|(start, length)| start + length > at)
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
        EMPTY.contains(&word)
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
        open.retain(|number| *number != word.number);
        if open.is_empty() {
            return Some(at + 1);
        }
    }
    None
}

/// Words that mean nothing.
const EMPTY: [&str; 14] = ["of", "the", "a", "an", "in", "to", "and", "or", "for", "by", "with", "due", "on", "sided"];

/// Whether "right" or "left" is not a side before these words: "handed", "hand dominant", "now", "work".
fn says_no_side(rest: &str) -> bool {
    const WORDS: [&str; 15] = [
        "handed",
        "handedness",
        "dominant",
        "now",
        "away",
        "after",
        "before",
        "work",
        "the",
        "early",
        "ama",
        "home",
        "over",
        "his",
        "her",
    ];
    let mut words = rest.split(|c: char| !c.is_alphanumeric());
    match words.next() {
        Some("hand") => words.next() == Some("dominant"),
        Some(word) => WORDS.contains(&word),
        None => false,
    }
}

/// Cuts a text into words; several that one written word is read as share its place.
fn each_word(text: &str, take: &mut dyn FnMut(&str, Range<usize>)) {
    let mut numbered = false;
    let mut from = 0;
    while let Some(start) = text[from..].find(char::is_alphanumeric).map(|n| from + n) {
        let end = text[start..].find(|c: char| !c.is_alphanumeric()).map_or(text.len(), |n| start + n);
        from = end;
        let written = text[start..end].to_lowercase();
        let sided = matches!(written.as_str(), "right" | "left");
        if sided && says_no_side(text[end..].trim_start_matches([' ', '-'])) {
            continue;
        }
        let side = match written.as_str() {
            "r" if !text[end..].starts_with('/') => Some("right"),
            "l" if !text[end..].starts_with(['/', '-']) => Some("left"),
            _ => None,
        };
        // "B/L" is both sides.
        if written == "b" && text[end..].get(..2).is_some_and(|next| next.eq_ignore_ascii_case("/l")) {
            from = end + 2;
            take("bilateral", start..from);
            continue;
        }
        if let Some(side) = side {
            take(side, start..end);
        } else if let Some((_, words)) = SPELLED_OUT.iter().find(|(form, _)| *form == written) {
            words.iter().for_each(|word| take(word, start..end));
        } else if numbered && let Some((_, digit, tail)) = roman(&written) {
            take(digit, start..end);
            if !tail.is_empty() {
                take(tail, start..end);
            }
        } else if !EMPTY.contains(&written.as_str()) {
            parts(&written).for_each(|part| take(singular(part), start..end));
        }
        numbered = NUMBERED.contains(&written.as_str());
    }
}

/// `iiib` as `3` and `b`.
fn roman(word: &str) -> Option<(&str, &'static str, &str)> {
    let (numeral, digit) = ROMAN.iter().find(|(numeral, _)| word.starts_with(numeral))?;
    let tail = &word[numeral.len()..];
    matches!(tail, "" | "a" | "b" | "c").then_some((*numeral, *digit, tail))
}

/// Runs of digits and of letters: `3b` is two words.
fn parts(word: &str) -> impl Iterator<Item = &str> {
    let mut rest = word;
    std::iter::from_fn(move || {
        let digits = rest.chars().next()?.is_ascii_digit();
        let end = rest.find(|c: char| c.is_ascii_digit() != digits).unwrap_or(rest.len());
        let (part, more) = rest.split_at(end);
        rest = more;
        Some(part)
    })
}

/// Without the plural's ending; what is cut off is the same on both sides, so a wrong cut does no harm.
fn singular(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(stem) if stem.len() >= 3 && !stem.ends_with(['s', 'u', 'i']) => stem,
        _ => word,
    }
}
