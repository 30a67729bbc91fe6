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
    let anchor = Span::new(around.start.max(sentence.start), around.end.min(sentence.end));
    let mut span = sentence;
    let written = codes(&text[sentence.range()]).into_iter();
    let written = written.map(|code| Span::new(sentence.start + code.start, sentence.start + code.end));
    let known = case.facts.codes.iter().filter_map(|code| code.span).filter(|code| sentence.overlaps(*code));
    for code in written.chain(known) {
        if code.end <= anchor.start {
            span.start = span.start.max(code.end);
        } else if code.start >= anchor.end {
            span.end = span.end.min(code.start);
        } else {
            return None;
        }
    }
    let span = trimmed(text, cut(text, span, anchor));
    let words = &text[span.range()];
    let refused = |breach: Breach| matches!(breach, Breach::Payment | Breach::Quality | Breach::Blame | Breach::Code);
    let fine = words.chars().any(char::is_alphabetic) && !guarded(words).iter().any(|found| refused(found.breach));
    fine.then_some(span)
}

/// At most so many bytes, whole words, with the anchor inside.
fn cut(text: &str, span: Span, anchor: Span) -> Span {
    if span.len() <= LONGEST {
        return span;
    }
    let room = LONGEST.saturating_sub(anchor.len()) / 2;
    let blank = |at: usize| text.is_char_boundary(at) && text[at..].starts_with(char::is_whitespace);
    let start = (anchor.start.saturating_sub(room).max(span.start)..=anchor.start).find(|at| *at == span.start || blank(*at));
    let last = (anchor.end + room).min(span.end);
    let end = (anchor.end..=last).rev().find(|at| *at == span.end || blank(*at));
    Span::new(start.unwrap_or(anchor.start), end.unwrap_or(anchor.end))
}

/// Without signs at its edges that belong to what is not quoted: "Back pain (".
fn trimmed(text: &str, span: Span) -> Span {
    let words = &text[span.range()];
    let before = |c: char| c.is_whitespace() || matches!(c, ')' | ']' | ',' | ';' | ':' | '-' | '.' | '–' | '—' | '|' | '*' | '#' | '_');
    let after = |c: char| c.is_whitespace() || matches!(c, '(' | '[' | ',' | ';' | ':' | '-' | '–' | '—' | '|' | '*' | '_');
    let end = words.trim_end_matches(after).len();
    let start = words.len() - words.trim_start_matches(before).len();
    if start < end { Span::new(span.start + start, span.start + end) } else { span }
}
