//! The words of a text that the index knows, and what else each of them says.

use super::index::{self, Entry};
use super::normal;
use crate::base::Span;

/// How far a part of the body counts for the whole.
const PART: f32 = 0.5;
/// How far a compound counts for its roots.
const ROOT: f32 = 0.7;
/// The most words of a text that are looked at: an assessment line has fewer, and each has a bit.
const MOST_WORDS: usize = 64;
/// A word that others only imply opens no more names than this: "limb" says little about a finger.
const MOST_IMPLIED: usize = 400;

/// A word of the index that the text has, or that a word of it counts for.
pub(super) struct QueryWord {
    pub number: u16,
    pub entry: Entry,
    /// How far the text has it: 1 for the word itself.
    pub credit: f32,
    /// The words of the text that say it, as bits.
    pub from: u64,
    /// Whether names are looked for that have it.
    pub opens: bool,
}

/// A text as the index sees it.
pub(super) struct Query {
    pub words: Vec<QueryWord>,
    /// Whether it names a part of the body.
    pub has_place: bool,
    /// The weight of all that it says.
    pub weight: f32,
    /// How many of its words the index has.
    pub known: u32,
    /// The words after "due to" and the like, as bits.
    pub causes: u64,
    /// Which bits of a small set have a word, so that most misses are one look.
    sieve: [u64; 4],
    spans: Vec<Span>,
}

impl Query {
    /// Reads a text.
    pub fn read(text: &str) -> Query {
        let vocabulary = index::vocabulary();
        let number = |word: &str| vocabulary.get(word.as_bytes()).and_then(|number| u16::try_from(number.value()).ok());
        let mut words = normal::words(text);
        words.truncate(MOST_WORDS);
        let mut query = Query {
            words: Vec::new(),
            has_place: false,
            weight: 0.0,
            known: 0,
            causes: 0,
            sieve: [0; 4],
            spans: Vec::new(),
        };
        let mut said: Vec<(Option<u16>, u64)> = Vec::new();
        for (at, word) in words.iter().enumerate() {
            query.spans.push(Span::new(word.start, word.end));
            said.push((number(&word.text), 1 << at));
        }
        for (number, from) in &said {
            if let Some(number) = number {
                query.add(*number, 1.0, *from);
            }
        }
        let raw: Vec<String> =
            words.iter().map(|word| text.get(word.start..word.end).unwrap_or_default().to_lowercase()).collect();
        for at in 1..words.len() {
            for joined in [[&*raw[at - 1], &*raw[at]].concat(), [&*raw[at], &*raw[at - 1]].concat()] {
                if words[at].start == words[at - 1].start || joined.contains(|letter: char| !letter.is_alphanumeric()) {
                    continue;
                }
                if let Some(number) = number(&normal::stem(&joined)) {
                    query.add(number, 1.0, said[at - 1].1 | said[at].1);
                }
            }
        }
        for ((number, from), raw) in said.iter().zip(&raw) {
            for whole in number.iter().flat_map(|number| index::wholes_of(*number)) {
                query.add(whole, PART, *from);
            }
            let roots = if raw.len() > 5 { normal::roots::parts(raw) } else { None };
            for root in roots.unwrap_or_default() {
                if let Some(number) = vocabulary.get(normal::stem(root).as_bytes()) {
                    query.add(number.value() as u16, ROOT, *from);
                }
            }
        }
        let own = query.words.iter().filter(|word| word.credit >= 1.0);
        query.known = own.fold(0u64, |from, word| from | word.from).count_ones();
        if let Some(cause) = cause_in(text) {
            let words = words.iter().enumerate().filter(|(_, word)| word.start > cause);
            query.causes = words.fold(0, |bits, (at, _)| bits | 1 << at);
        }
        query.has_place = query.words.iter().any(|word| word.entry.is_place && word.credit >= 1.0);
        query.weight = query.words.iter().filter(|word| word.credit >= 1.0).map(|word| word.entry.weight).sum();
        query
    }

    fn add(&mut self, number: u16, credit: f32, from: u64) {
        if let Some(known) = self.words.iter_mut().find(|word| word.number == number) {
            known.credit = known.credit.max(credit);
            known.from |= from;
            return;
        }
        let Some(entry) = index::entry(number) else { return };
        let opens = credit >= 1.0 || index::keys_of(number).len() < MOST_IMPLIED;
        self.sieve[usize::from(number / 64 % 4)] |= 1 << (number % 64);
        self.words.push(QueryWord { number, entry, credit, from, opens });
    }

    /// A word of the index, if the text has it.
    pub fn find(&self, number: u16) -> Option<&QueryWord> {
        if self.sieve[usize::from(number / 64 % 4)] & (1 << (number % 64)) == 0 {
            return None;
        }
        self.words.iter().find(|word| word.number == number)
    }

    /// The word of a normalised spelling, if the text has it itself.
    pub fn says(&self, text: &str) -> Option<&QueryWord> {
        let number = index::vocabulary().get(text.as_bytes())?.value() as u16;
        self.find(number)
    }

    /// Where some of its words stand.
    pub fn spans(&self, used: u64) -> Vec<Span> {
        let spans = self.spans.iter().enumerate().filter(|(at, _)| used & (1 << at) != 0).map(|(_, span)| *span);
        let mut spans: Vec<Span> = spans.collect();
        spans.sort_by_key(|span| (span.start, span.end));
        spans.dedup();
        spans
    }
}

/// Where a text begins to give a cause; what comes first is what it is about.
fn cause_in(text: &str) -> Option<usize> {
    const GIVEN: [&str; 8] =
        [" due to ", " secondary to ", " 2/2 ", " d/t ", " because of ", " caused by ", " related to ", " from "];
    let text = text.to_ascii_lowercase();
    GIVEN.iter().filter_map(|words| text.find(words)).min()
}
