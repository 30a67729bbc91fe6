//! The blanks in a sentence, and whether words wait for one.

use super::has_words;
use crate::base::Span;
use crate::note::{Note, Placeholder, Sentence};

/// Words that only introduce a blank: "radiates to the ***", "pain level: ___".
const HINGES: [&str; 21] = [
    "a",
    "an",
    "the",
    "to",
    "at",
    "by",
    "for",
    "from",
    "in",
    "into",
    "is",
    "of",
    "on",
    "with",
    "as",
    "are",
    "was",
    "include",
    "includes",
    "included",
    "including",
];

/// The placeholders that reach into a sentence.
pub(super) fn blanks_in<'n>(note: &'n Note, sentence: &Sentence) -> &'n [Placeholder] {
    let from = note.placeholders.partition_point(|b| b.span.end <= sentence.span.start);
    let to = note.placeholders.partition_point(|b| b.span.start < sentence.span.end);
    &note.placeholders[from..to.max(from)]
}

/// Whether words only introduce the blank after them.
pub(super) fn is_hinge(words: &str) -> bool {
    let hinge = |word: &str| HINGES.iter().any(|hinge| hinge.eq_ignore_ascii_case(word));
    words.len() <= 24 && words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).all(hinge)
}

/// Whether the value of a prompt line is nothing but blanks.
pub(super) fn only_blanks_after(note: &Note, sentence: &Sentence) -> bool {
    let Some(prompt) = sentence.prompt else { return false };
    let mut at = prompt.end;
    for blank in blanks_in(note, sentence).iter().filter(|blank| blank.span.end > prompt.end) {
        if has_words(note.words(Span::new(at, blank.span.start.max(at)))) {
            return false;
        }
        at = at.max(blank.span.end);
    }
    !has_words(note.words(Span::new(at.min(sentence.span.end), sentence.span.end)))
}
