//! Words in place of an answer: `TBD`, `xxx`, `insert here`, `mm/dd/yyyy`, `for the past DURATION`.

use super::push;
use crate::base::PlaceholderKind::Word;
use crate::base::{Profile, masked_date};
use crate::note::Placeholder;
use crate::note::bytes::{BytePairs, ByteSet, byte_set};
use crate::note::line::{Line, is_caps};

/// The bytes of a word: one may be several with strokes or hyphens between them.
const INNER: ByteSet = byte_set!(b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | 0x80.. | b'/' | b'-');

/// Adds the places of a line. A date without its numbers is a place in a form; in a note someone took the numbers out.
///
/// The words of the line begin at `starts`.
pub(super) fn find(text: &str, line: &Line, starts: &[usize], profile: Profile, found: &mut Vec<Placeholder>) {
    let bytes = &text.as_bytes()[..line.body.end];
    for &start in starts {
        if !ASKS.has(bytes, start) || start > line.body.start && INNER.has(bytes[start - 1]) {
            continue;
        }
        let end = INNER.run(bytes, start);
        if profile == Profile::Note && masked_date(&text[start..line.body.end]).is_some() {
            continue;
        }
        let (before, word, after) = (&text[line.body.start..start], &text[start..end], &text[end..line.body.end]);
        let stands_in = is_filler(word) && !is_karyotype(before)
            || is_date(word)
            || word == "X" && stands_for_number(after)
            || is_caps_prompt(word, before, after);
        if stands_in {
            push(found, Word, start, end);
        } else if let Some(length) = phrase(word, &text[start..line.body.end]) {
            push(found, Word, start, start + length);
        }
    }
}

/// The bytes with which the words begin that are looked for. Few others begin so.
const ASKS: BytePairs = {
    let mut pairs = BytePairs::none();
    let mut pair = 0;
    while pair < 128 * 128 {
        let (first, second) = ((pair / 128) as u8, (pair % 128) as u8);
        if may_ask(first, second) {
            pairs = pairs.with(first, second);
        }
        pair += 1;
    }
    pairs
};

const fn may_ask(first: u8, second: u8) -> bool {
    let filler = matches!(first, b'x' | b'X' | b't' | b'T' | b'f' | b'F');
    let shouted = first.is_ascii_uppercase() && second.is_ascii_uppercase();
    let (first, second) = (first | 0x20, second | 0x20);
    let date = matches!(first, b'm' | b'd' | b'y' | b'0') && matches!(second, b'm' | b'd' | b'y' | b'0' | b'/' | b'-');
    let phrase = matches!((first, second), (b'i', b'n') | (b's', b'e') | (b'c', b'i') | (b'd', b'e') | (b'l', b'o'));
    filler || shouted || date || phrase
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

/// "47, XXX" and "karyotype XXX" are sex chromosomes.
fn is_karyotype(before: &str) -> bool {
    let before = before.trim_end();
    let counted = before.strip_suffix(',').is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_digit()));
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    counted || matches!(word.to_ascii_lowercase().as_str(), "karyotype" | "trisomy")
}

fn is_date(word: &str) -> bool {
    let bytes = word.as_bytes();
    let shape = (8..=10).contains(&bytes.len()) && bytes.iter().filter(|b| matches!(b, b'/' | b'-')).count() == 2;
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
fn is_caps_prompt(word: &str, before: &str, after: &str) -> bool {
    // What forms ask for.
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
    if !is_caps(word) || !NAMES.contains(&word) {
        return false;
    }
    let led = last_word(before.as_bytes())
        .split_first()
        .is_some_and(|(_, rest)| !rest.is_empty() && rest.iter().all(u8::is_ascii_lowercase));
    let apart = after.is_empty() || after.starts_with(['.', ',', ' ']);
    let on = after.trim_start().chars().next().is_none_or(|c| !c.is_uppercase() && c != ':');
    led && apart && on
}

/// The last word of some bytes.
fn last_word(bytes: &[u8]) -> &[u8] {
    let end = bytes.iter().rposition(|b| INNER.has(*b)).map_or(0, |last| last + 1);
    let start = bytes[..end].iter().rposition(|b| !INNER.has(*b)).map_or(0, |before| before + 1);
    &bytes[start..end]
}

/// The length of a phrase that addresses the writer of the form, at the start of `words`; `word` is the first of them.
fn phrase(word: &str, words: &str) -> Option<usize> {
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
    if !matches!(word.len(), 4..=6) {
        return None;
    }
    let begins = |phrase: &&&str| words.get(..phrase.len()).is_some_and(|words| words.eq_ignore_ascii_case(phrase));
    PHRASES.iter().find(begins).map(|phrase| phrase.len())
}
