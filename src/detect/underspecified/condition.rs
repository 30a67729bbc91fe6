//! Where a note names the condition of a code.
//!
//! A condition has the names that a family of codes has in notes, or else the words of its title. Some notes only write
//! its signs ("R shin erythema", "sputum cx: MRSA"). And what the code says itself, in its title or in a term that the
//! tabular list files under it, is no more than the code says, wherever the note writes it.

use super::super::assertion::Assertions;
use super::super::mentions::Place;
use super::super::words::{NoteWords, Stretch};
use crate::base::Sense;
use crate::icd10::{Entry, NoteKind};

/// Words between the words of a title, where a note writes it in its own order.
const LOOSE: usize = 3;

/// Words of titles that do not distinguish one condition from another.
const GENERIC: [&str; 34] = [
    "unspecified",
    "specified",
    "not",
    "other",
    "pain",
    "disease",
    "disorder",
    "syndrome",
    "condition",
    "part",
    "site",
    "side",
    "type",
    "organism",
    "female",
    "male",
    "episode",
    "single",
    "without",
    "complication",
    "mention",
    "severity",
    "stage",
    "uncomplicated",
    "elsewhere",
    "classified",
    "body",
    "region",
    "current",
    "specific",
    "lateral",
    "initial",
    "encounter",
    "level",
];

/// Where the condition of a code stands in a note.
pub(super) struct Condition {
    /// Where it is named, in the order of the text.
    pub home: Vec<Stretch>,
    /// Where the note writes a sign of it that is not denied, in the order of the text.
    pub signs: Vec<Stretch>,
    /// What the code says itself: the numbers of its words, and where they stand.
    own: Vec<(Vec<u32>, Vec<Stretch>)>,
}

impl Condition {
    pub fn of(entry: &Entry, words: &NoteWords, assertions: &Assertions) -> Condition {
        let names = entry.names();
        let mut home = standing(words, &names);
        if home.is_empty() {
            home = by_title(words, entry);
        }
        let mut signs = standing(words, &entry.signs());
        signs.retain(|sign| {
            let place = Place { range: words.range(sign), sentence: sign.sentence };
            Sense::Present.accepts(assertions.decide(&place).assertion)
        });
        Condition { home, signs, own: own(words, entry) }
    }

    /// Whether words are those of the code's own title or terms: all of them are, and the others stand around them.
    pub fn says(&self, words: &NoteWords, at: &Stretch) -> bool {
        self.own.iter().any(|(own, places)| {
            let within = |place: &Stretch| {
                place.sentence == at.sentence && place.words.start <= at.words.start && at.words.end <= place.words.end
            };
            words.numbers_at(at).all(|number| own.contains(&number)) && places.iter().any(within)
        })
    }
}

/// Where wordings stand, in the order of the text.
fn standing(words: &NoteWords, wordings: &[String]) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = wordings.iter().flat_map(|wording| words.standing(wording)).collect();
    found.sort_by_key(|stretch| (stretch.sentence, stretch.words.start));
    found.dedup();
    found
}

/// Where most of the words of a code's title are together.
fn by_title(words: &NoteWords, entry: &Entry) -> Vec<Stretch> {
    let title = entry.base().title().unwrap_or_default().to_lowercase();
    let all: Vec<&str> = title.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 1).collect();
    let telling: Vec<&str> = all.iter().copied().filter(|word| !GENERIC.contains(word)).collect();
    let telling = if telling.is_empty() { all } else { telling };
    let there: Vec<u32> = telling.iter().filter_map(|word| words.numbers(word)).flatten().collect();
    // Words that mean nothing have no number in any text; they are not looked for.
    let asked = telling.iter().filter(|word| !NoteWords::is_empty(word)).count();
    let enough = if asked <= 2 { asked } else { (2 * asked).div_ceil(3) };
    if there.is_empty() {
        return Vec::new();
    }
    words.most_of(&there, enough)
}

/// The titles and terms of a code that the note has all words of, and where.
fn own(words: &NoteWords, entry: &Entry) -> Vec<(Vec<u32>, Vec<Stretch>)> {
    let mut texts: Vec<String> = [entry.title(), entry.base().title()].into_iter().flatten().collect();
    let mut node = Some(entry.base());
    while let Some(at) = node {
        let notes = at.own_notes().into_iter();
        let included = notes.filter(|note| matches!(note.kind, NoteKind::InclusionTerm | NoteKind::Includes));
        texts.extend(included.map(|note| note.text));
        node = at.parent();
    }
    let title: Vec<u32> = texts.first().map(|title| known(words, title)).unwrap_or_default();
    let mut found = Vec::new();
    for text in texts {
        for text in [bare(&text), text] {
            let Some(numbers) = words.numbers(&text) else { continue };
            let mut places = words.standing(&text);
            places.extend(words.together(&numbers, LOOSE, |number| title.contains(&number)));
            if !places.is_empty() {
                found.push((numbers, places));
            }
        }
    }
    found
}

/// The words of a title that the note has.
fn known(words: &NoteWords, title: &str) -> Vec<u32> {
    let each = title.split(|c: char| !c.is_alphanumeric());
    each.filter_map(|word| words.numbers(word)).flatten().collect()
}

/// A title without what is in brackets, and without the words that say that it leaves something open.
fn bare(title: &str) -> String {
    let mut depth = 0usize;
    let mut bare = String::new();
    for c in title.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => bare.push(c),
            _ => {}
        }
    }
    let open = |word: &&str| !matches!(word.trim_matches(','), "NOS" | "unspecified" | "Unspecified");
    bare.split_whitespace().filter(open).collect::<Vec<_>>().join(" ")
}
