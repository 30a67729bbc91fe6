//! What may be quoted: the words of a sentence without the codes in it.

use super::Case;
use crate::base::Span;
use crate::rule::{Breach, codes, guarded};

/// Most bytes of a quotation; a longer sentence is cut at words.
const LONGEST: usize = 220;

/// Whether a text names a code.
pub(super) fn has_code(text: &str) -> bool {
    !codes(text).is_empty()
}

/// The part of a sentence around some words that can be quoted; `None` if it speaks of money or scores.
pub(super) fn quotable(case: &Case<'_>, sentence: Span, around: Span) -> Option<Span> {
    let text = case.note.source.text();
    let around = Span::new(around.start.max(sentence.start), around.end.min(sentence.end));
    let anchor = without_codes(case, around)?;
    let mut span = sentence;
    for code in codes_in(case, sentence) {
        if code.end <= anchor.start {
            span.start = span.start.max(code.end);
        } else {
            span.end = span.end.min(code.start);
        }
    }
    let span = trimmed(text, cut(text, span, anchor));
    let words = &text[span.range()];
    let refused = |breach: Breach| matches!(breach, Breach::Payment | Breach::Quality | Breach::Blame | Breach::Code);
    let fine = words.chars().any(char::is_alphabetic) && !guarded(words).iter().any(|found| refused(found.breach));
    fine.then_some(span)
}

/// The longest part of some words that is no code.
pub(super) fn without_codes(case: &Case<'_>, words: Span) -> Option<Span> {
    let text = case.note.source.text();
    let mut parts = Vec::new();
    let mut start = words.start;
    for code in codes_in(case, words) {
        parts.push(Span::new(start, code.start.max(start)));
        start = code.end.max(start);
    }
    parts.push(Span::new(start.min(words.end), words.end));
    let parts = parts
        .into_iter()
        .map(|part| trimmed(text, part))
        .filter(|part| text[part.range()].contains(char::is_alphabetic));
    parts.max_by_key(|part| part.len())
}

/// The codes that some words hold, in order: those of the note, and what has their shape.
fn codes_in(case: &Case<'_>, words: Span) -> Vec<Span> {
    let written = codes(&case.note.source.text()[words.range()]).into_iter();
    let written = written.map(|code| Span::new(words.start + code.start, words.start + code.end));
    let known = case.facts.codes.iter().filter_map(|code| code.span).filter(|code| words.overlaps(*code));
    let mut all: Vec<Span> = written.chain(known).collect();
    all.sort_unstable();
    all
}

/// At most so many bytes, whole words, with the anchor inside.
fn cut(text: &str, span: Span, anchor: Span) -> Span {
    if span.len() <= LONGEST {
        return span;
    }
    let room = LONGEST.saturating_sub(anchor.len()) / 2;
    let blank = |at: usize| text.is_char_boundary(at) && text[at..].starts_with(char::is_whitespace);
    let start =
        (anchor.start.saturating_sub(room).max(span.start)..=anchor.start).find(|at| *at == span.start || blank(*at));
    let last = (anchor.end + room).min(span.end);
    let end = (anchor.end..=last).rev().find(|at| *at == span.end || blank(*at));
    Span::new(start.unwrap_or(anchor.start), end.unwrap_or(anchor.end))
}

/// Without signs at its edges that belong to what is not quoted: "Back pain (".
fn trimmed(text: &str, span: Span) -> Span {
    let words = &text[span.range()];
    let before = |c: char| {
        c.is_whitespace() || matches!(c, ')' | ']' | ',' | ';' | ':' | '-' | '.' | '–' | '—' | '|' | '*' | '#' | '_')
    };
    let after =
        |c: char| c.is_whitespace() || matches!(c, '(' | '[' | ',' | ';' | ':' | '-' | '–' | '—' | '|' | '*' | '_');
    let end = words.trim_end_matches(after).len();
    let start = words.len() - words.trim_start_matches(before).len();
    if start < end { Span::new(span.start + start, span.start + end) } else { span }
}
