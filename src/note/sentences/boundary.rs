//! Where one statement ends and the next begins, inside one run of prose.
//!
//! Full stops do more than end sentences: they abbreviate (`Dr.`, `approx.`), occur in doses and codes (`2.5`,
//! `M54.9`), in initials and in `q.i.d.`; and dictation often loses the space after them (`pain.He`). The word before
//! and the character after distinguish these, never a dictionary.

use super::super::Placeholder;
use super::super::bytes::{ByteSet, byte_set};
use super::super::line::{LABEL, label, last_word, skip_blank, tick};
use crate::base::Span;

/// A place where a statement ends.
pub(super) struct Cut {
    /// The byte after its last character.
    pub end: usize,
    /// Where the next one begins: a number or a bar between them is left out.
    pub next: usize,
    /// The number of the next one, if it is a numbered item.
    pub number: Option<u32>,
}

/// The bytes at which a statement may end, apart from blanks.
const SIGNS: ByteSet = byte_set!(b'.' | b'!' | b'?' | b'|' | b'\t' | b':' | b'[' | b'(' | 0xE2);

/// The bytes that make the blank before them a place where one may end: the wide gap, the number of an item.
const AFTER_BLANK: ByteSet = byte_set!(b' ' | b'\t' | b'0'..=b'9');

/// The cuts inside `run`, in order. None lies inside a placeholder. `number` introduces the run; 0 is none.
pub(super) fn cuts(text: &str, run: Span, table: bool, mut number: u32, placeholders: &[Placeholder]) -> Vec<Cut> {
    let bytes = &text.as_bytes()[..run.end];
    let mut cuts = Vec::new();
    let mut covers = placeholders.iter().map(|placeholder| placeholder.span).peekable();
    let mut start = run.start;
    let mut at = run.start;
    while covers.next_if(|cover| cover.end <= run.start).is_some() {}
    let covered = covers.peek().is_some_and(|cover| cover.start < run.start);
    if let Some((next, first)) = enumerator(text, run).filter(|_| !covered) {
        cuts.push(Cut { end: run.start, next, number: Some(first) });
        (start, at, number) = (next, next, first);
    }
    // The last byte ends nothing but the run.
    let is_sign = |pair: &[u8]| SIGNS.has(pair[0]) | ((pair[0] == b' ') & AFTER_BLANK.has(pair[1]));
    while let Some(length) = bytes.get(at..).and_then(|rest| rest.windows(2).position(is_sign)) {
        at += length;
        let byte = bytes[at];
        while covers.next_if(|cover| cover.end <= at).is_some() {}
        if let Some(cover) = covers.peek().filter(|cover| cover.start < at && at < cover.end) {
            at = cover.end.min(run.end);
            continue;
        }
        let cut = match byte {
            b'.' => full_stop(text, start, at, run.end),
            b'!' | b'?' => mark(text, at, run.end),
            b'|' if table => Some(Cut { end: at, next: at + 1, number: None }),
            b' ' | b'\t' => gap(text, at, run.end).or_else(|| next_item(text, at, run.end, number)),
            b':' => first_item(text, at, run.end),
            b'[' | b'(' | 0xE2 if at > start => ticked(text, at, run.end),
            _ => None,
        };
        match cut {
            Some(cut) if cut.next < run.end => {
                number = cut.number.unwrap_or(number);
                at = cut.next.max(at + 1);
                start = cut.next;
                cuts.push(cut);
            }
            Some(_) => break,
            None => at += 1,
        }
    }
    cuts
}

/// Whether words end in a full stop that only abbreviates.
pub(super) fn is_abbreviation(words: &str) -> bool {
    words.strip_suffix('.').is_some_and(|words| {
        let word = last_word(words);
        is_title(word) || is_joining(word)
    })
}

fn full_stop(text: &str, start: usize, at: usize, end: usize) -> Option<Cut> {
    let bytes = &text.as_bytes()[..end];
    if at > start && bytes[at - 1] == b'.' {
        return None;
    }
    let mut after = at + 1;
    while after < end && bytes[after] == b'.' {
        after += 1;
    }
    let dots = after - at;
    after = closers(text, after, end);
    if bytes.get(after) == Some(&b',') && is_upper(text, skip_blank(text, after + 1, end), end) {
        return Some(Cut { end: after, next: item_at(text, after + 1, end).0, number: None });
    }
    let before = word_before(text, start, at);
    let space = text[after..end].chars().next().is_none_or(char::is_whitespace);
    if !space {
        let glued = dots == 1
            && after == at + 1
            && before.len() >= 3
            && before.bytes().all(|b| b.is_ascii_lowercase())
            && is_upper(text, after, end);
        return glued.then_some(Cut { end: after, next: after, number: None });
    }
    let next = skip_blank(text, after, end);
    let upper = is_upper(text, next, end);
    let digit = bytes.get(next).is_some_and(u8::is_ascii_digit);
    let first = at - before.len() == start;
    let holds = if dots > 1 {
        !upper
    } else {
        is_title(before)
            || before.eq_ignore_ascii_case("no") && digit && !first
            || is_joining(before) && !upper
            || before.contains('.') && before.split('.').all(|part| part.len() <= 2) && !upper
            || is_initial(text, start, at, before) && upper
            || is_genus(before)
                && (bytes.get(next).is_some_and(u8::is_ascii_lowercase) || text[next..end].starts_with("DIFF"))
    };
    if holds {
        return None;
    }
    let (next, number) = item_at(text, next, end);
    Some(Cut { end: after, next, number })
}

/// `!` and `?` end a statement, but not in `?fracture` or `(?)`.
fn mark(text: &str, at: usize, end: usize) -> Option<Cut> {
    let bytes = &text.as_bytes()[..end];
    let before = at.checked_sub(1).map(|at| bytes[at]);
    if !before.is_some_and(|b| b.is_ascii_alphanumeric() || b >= 0x80 || b == b')') {
        return None;
    }
    let mut after = at + 1;
    while after < end && matches!(bytes[after], b'!' | b'?') {
        after += 1;
    }
    after = closers(text, after, end);
    if text[after..end].starts_with(|c: char| !c.is_whitespace()) {
        return None;
    }
    let (next, number) = item_at(text, after, end);
    Some(Cut { end: after, next, number })
}

/// A wide gap before another prompt: `Pain: 5/10   Site: low back`.
fn gap(text: &str, at: usize, end: usize) -> Option<Cut> {
    let bytes = text.as_bytes();
    let inner = at > 0 && matches!(bytes[at - 1], b' ' | b'\t');
    let wide = bytes[at] == b'\t' || matches!(bytes.get(at + 1), Some(b' ' | b'\t'));
    if inner || !wide {
        return None;
    }
    let next = skip_blank(text, at, end);
    if text[at..next].contains(['\n', '\r']) || !is_upper(text, next, end) {
        return None;
    }
    let near = floor(text, end.min(next + 2 * LABEL));
    label(text, Span::new(next, near)).map(|_| Cut { end: at, next, number: None })
}

/// `Impression: 1. Strain. 2. ...`: the first of several items in a line.
fn first_item(text: &str, at: usize, end: usize) -> Option<Cut> {
    let next = skip_blank(text, at + 1, end);
    let (start, number) = item_at(text, next, end);
    (number == Some(1) && next > at + 1).then_some(Cut { end: at + 1, next: start, number })
}

/// `1) strain  2) sprain`: the item after the last one, though no full stop ends that.
fn next_item(text: &str, at: usize, end: usize, number: u32) -> Option<Cut> {
    let (next, found) = enumerator(text, Span::new(at + 1, end))?;
    (number > 0 && found == number + 1).then_some(Cut { end: at, next, number: Some(found) })
}

/// A box in a row of boxes begins a statement of its own.
fn ticked(text: &str, at: usize, end: usize) -> Option<Cut> {
    let (_, length) = tick(&text[at..end])?;
    let labelled = text[at + length..end].trim_start().starts_with(char::is_alphanumeric);
    labelled.then_some(Cut { end: at, next: at, number: None })
}

/// Where the next statement begins, and its number if it is an item.
fn item_at(text: &str, at: usize, end: usize) -> (usize, Option<u32>) {
    let next = skip_blank(text, at.min(end), end);
    match enumerator(text, Span::new(next, end)) {
        Some((words, number)) => (words, Some(number)),
        None => (next, None),
    }
}

/// The offset after `2.` or `2)` at the start of `span`, if words follow, and the number.
fn enumerator(text: &str, span: Span) -> Option<(usize, u32)> {
    let bytes = &text.as_bytes()[span.range()];
    let digits = bytes.iter().take(3).take_while(|b| b.is_ascii_digit()).count();
    let closed = matches!(bytes.get(digits), Some(b'.' | b')'));
    let apart = bytes.get(digits + 1).is_some_and(|b| b.is_ascii_whitespace());
    if !matches!(digits, 1..=2) || !closed || !apart {
        return None;
    }
    let words = skip_blank(text, span.start + digits + 1, span.end);
    let number = text[span.start..span.start + digits].parse().unwrap_or(0);
    (words < span.end).then_some((words, number))
}

/// The offset after quotes and brackets that close at `at`.
fn closers(text: &str, mut at: usize, end: usize) -> usize {
    while let Some(char) = text[at..end].chars().next() {
        if !matches!(char, '"' | '\'' | ')' | ']' | '”' | '’' | '*' | '_') {
            break;
        }
        at += char.len_utf8();
    }
    at
}

fn is_upper(text: &str, at: usize, end: usize) -> bool {
    text[at..end].chars().next().is_some_and(char::is_uppercase)
}

/// The word that ends at `at`, with its inner full stops.
fn word_before(text: &str, start: usize, at: usize) -> &str {
    let bytes = text.as_bytes();
    let mut from = at;
    while from > start
        && at - from < 24
        && (bytes[from - 1].is_ascii_alphanumeric() || matches!(bytes[from - 1], b'.' | b'\''))
    {
        from -= 1;
    }
    &text[from..at]
}

/// Titles and similar words: a full stop after them never ends a statement.
fn is_title(word: &str) -> bool {
    const TITLES: [&str; 12] = ["dr", "drs", "mr", "mrs", "ms", "prof", "vs", "e.g", "i.e", "st", "eg", "mx"];
    word.len() <= 4 && TITLES.iter().any(|title| title.eq_ignore_ascii_case(word)) && word != "MS" && word != "ST"
}

/// Abbreviations that end a statement only if a capital follows.
fn is_joining(word: &str) -> bool {
    const JOINING: [&str; 40] = [
        "approx", "appt", "ave", "avg", "b.i.d", "bid", "cap", "caps", "cf", "dept", "esp", "est", "etc", "fig", "ft",
        "hr", "hrs", "incl", "jr", "lb", "lbs", "lt", "max", "mg", "min", "mins", "mo", "mos", "nos", "po", "pt", "rt",
        "sec", "sr", "tab", "tabs", "temp", "wk", "wks", "yrs",
    ];
    word.len() <= 6 && JOINING.iter().any(|joining| joining.eq_ignore_ascii_case(word))
}

/// The `E` of `E. coli`.
fn is_genus(word: &str) -> bool {
    matches!(word.as_bytes(), [b'A'..=b'Z'])
}

/// The `A` of `John A. Smith`, but not the `C` of `hepatitis C. He`.
fn is_initial(text: &str, start: usize, at: usize, word: &str) -> bool {
    let [letter] = word.as_bytes() else { return false };
    let before = text[start..at - 1].trim_end();
    let word = before.rsplit(char::is_whitespace).next().unwrap_or(before);
    letter.is_ascii_uppercase() && (before.is_empty() || word.starts_with(char::is_uppercase))
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
