//! Words in place of an answer: `TBD`, `xxx`, `insert here`, `mm/dd/yyyy`, `for the past DURATION`.

use super::push;
use crate::base::PlaceholderKind::Word;
use crate::base::Span;
use crate::note::Placeholder;
use crate::note::line::Line;

/// Adds the places of a line.
pub(super) fn find(text: &str, line: &Line, found: &mut Vec<Placeholder>) {
    let words = &text[line.body.range()];
    let start = line.body.start;
    let mut before: Option<&str> = None;
    for token in (Tokens { text: words, at: 0 }) {
        let word = &words[token.range()];
        let last = before.replace(word);
        if !may_ask(word) {
            continue;
        }
        let stands_in = is_filler(word)
            || is_date(word)
            || word == "X" && stands_for_number(&words[token.end..])
            || is_caps_prompt(word, last, &words[token.end..]);
        if stands_in {
            push(found, Word, start + token.start, start + token.end);
        } else if let Some(length) = phrase(&words[token.start..]) {
            push(found, Word, start + token.start, start + token.start + length);
        }
    }
}

/// Whether a word begins like one of those looked for; most do not.
fn may_ask(word: &str) -> bool {
    let bytes = word.as_bytes();
    let shouted = bytes.len() > 2 && bytes[0].is_ascii_uppercase() && bytes[1].is_ascii_uppercase();
    let first =
        matches!(bytes[0] | 0x20, b'b' | b'c' | b'd' | b'f' | b'i' | b'l' | b'm' | b'r' | b's' | b't' | b'u' | b'x');
    shouted || first || bytes.len() >= 8 && matches!(bytes[0], b'0' | b'y' | b'Y')
}

/// Runs of letters, digits, `/` and `-`.
struct Tokens<'t> {
    text: &'t str,
    at: usize,
}

impl Iterator for Tokens<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        let is_word = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'-') || *b >= 0x80;
        let bytes = self.text.as_bytes();
        let start = self.at + bytes[self.at..].iter().position(is_word)?;
        let end = bytes[start..].iter().position(|b| !is_word(b)).map_or(bytes.len(), |length| start + length);
        self.at = end;
        Some(Span::new(start, end))
    }
}

fn is_filler(word: &str) -> bool {
    if !matches!(word.as_bytes()[0], b'x' | b'X' | b't' | b'T' | b'F' | b'f') {
        return false;
    }
    let filler = |part: &str| part.len() > 2 && part.bytes().all(|b| matches!(b, b'x' | b'X'));
    matches!(word, "TBD" | "TODO" | "FIXME" | "tbd" | "Tbd" | "fixme")
        || filler(word)
        || word.len() > 4 && word.contains('/') && word.split('/').any(filler)
}

fn is_date(word: &str) -> bool {
    let bytes = word.as_bytes();
    let shape = bytes.len() >= 8 && bytes.len() <= 10 && bytes.iter().filter(|b| matches!(b, b'/' | b'-')).count() == 2;
    shape
        && (bytes.iter().all(|b| matches!(b.to_ascii_lowercase(), b'm' | b'd' | b'y' | b'/' | b'-'))
            || bytes.iter().all(|b| matches!(b, b'0' | b'/' | b'-')))
}

/// `X out of 10`, `X/10`, `X weeks`.
fn stands_for_number(after: &str) -> bool {
    const UNITS: [&str; 9] = ["out of", "times", "days", "weeks", "months", "years", "hours", "minutes", "%"];
    let Some(after) = after.strip_prefix(' ') else { return false };
    UNITS.iter().any(|unit| after.starts_with(unit))
}

/// `pain for the past DURATION`: the name of an element, in capitals inside a sentence.
fn is_caps_prompt(word: &str, before: Option<&str>, after: &str) -> bool {
    const NAMES: [&str; 13] = [
        "DURATION",
        "LOCATION",
        "MECHANISM",
        "ONSET",
        "SEVERITY",
        "SIDE",
        "NAME",
        "NUMBER",
        "DATE",
        "AGE",
        "LATERALITY",
        "QUALITY",
        "TIMEFRAME",
    ];
    if !NAMES.contains(&word) {
        return false;
    }
    let led = before.is_some_and(|b| b.len() > 1 && b.bytes().skip(1).all(|b| b.is_ascii_lowercase()));
    let apart = after.is_empty() || after.starts_with(['.', ',', ' ']);
    let on = after.trim_start().chars().next().is_none_or(|c| !c.is_uppercase() && c != ':');
    led && apart && on
}

/// The length of a phrase that addresses the writer of the form, at the start of `words`.
fn phrase(words: &str) -> Option<usize> {
    const PHRASES: [&str; 9] = [
        "insert here",
        "insert text",
        "fill in here",
        "fill in the blank",
        "fill in)",
        "select one",
        "circle one",
        "delete if not applicable",
        "lorem ipsum",
    ];
    let begins = |phrase: &&&str| words.get(..phrase.len()).is_some_and(|words| words.eq_ignore_ascii_case(phrase));
    PHRASES.iter().find(begins).map(|phrase| phrase.len())
}
