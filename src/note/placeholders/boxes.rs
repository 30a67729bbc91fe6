//! Lists of boxes of which none is ticked.
//!
//! Boxes in one line, and in consecutive lines, are one list: a single tick answers it, and the boxes left empty then
//! mean "not this one".

use super::push;
use crate::base::{PlaceholderKind::Checkbox, Span};
use crate::note::Placeholder;
use crate::note::line::{lines, tick};

/// Adds, for each line of an unanswered list, its boxes with their words.
pub(super) fn find(text: &str, body: Span, found: &mut Vec<Placeholder>) {
    let mut list = Vec::new();
    let mut answered = false;
    let mut close = |list: &mut Vec<Span>, answered: &mut bool| {
        if !*answered {
            for span in list.iter() {
                push(found, Checkbox, span.start, span.end);
            }
        }
        list.clear();
        *answered = false;
    };
    for line in lines(text, body) {
        let row = boxes(text, line.body);
        let begins = row.first == Some(line.body.start);
        if row.first.is_none() || !begins {
            close(&mut list, &mut answered);
        }
        if let Some(first) = row.first {
            answered |= row.ticked;
            if row.empty && row.last > first {
                list.push(Span::new(first, row.last));
            }
        }
    }
    close(&mut list, &mut answered);
}

struct Row {
    first: Option<usize>,
    last: usize,
    ticked: bool,
    empty: bool,
}

fn boxes(text: &str, body: Span) -> Row {
    let bytes = text.as_bytes();
    let mut row = Row { first: None, last: body.end, ticked: false, empty: false };
    let mut at = body.start;
    while at < body.end {
        let json = bytes[at..].starts_with(b"[]") && bytes[..at].trim_ascii_end().ends_with(b"\":");
        if !matches!(bytes[at], b'[' | b'(' | 0xE2) || !text.is_char_boundary(at) || json {
            at += 1;
            continue;
        }
        match tick(&text[at..body.end]) {
            Some((ticked, length)) => {
                row.first.get_or_insert(at);
                row.ticked |= ticked;
                row.empty |= !ticked;
                at += length;
            }
            None => at += 1,
        }
    }
    row
}
