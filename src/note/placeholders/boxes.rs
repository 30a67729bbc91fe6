//! Lists of boxes of which none is ticked.
//!
//! Boxes in one line, and in consecutive lines, are one list: a single tick answers it, and the boxes left empty then
//! mean "not this one".

use super::push;
use crate::base::{PlaceholderKind::Checkbox, Span};
use crate::note::Placeholder;
use crate::note::line::{Line, tick};
use memchr::memchr3;

/// The list that the lines read so far end with.
#[derive(Default)]
pub(super) struct List {
    /// For each line with an empty box, its boxes with their words.
    open: Vec<Span>,
    answered: bool,
}

impl List {
    /// Takes the next line; adds the places of the list that ends before it.
    pub fn line(&mut self, text: &str, line: &Line, found: &mut Vec<Placeholder>) {
        let row = boxes(text, line.body);
        if row.first != Some(line.body.start) {
            self.close(found);
        }
        if let Some(first) = row.first {
            self.answered |= row.ticked;
            if row.empty && line.body.end > first {
                self.open.push(Span::new(first, line.body.end));
            }
        }
    }

    /// Ends the list; adds its places if it is unanswered.
    pub fn close(&mut self, found: &mut Vec<Placeholder>) {
        let open = self.open.drain(..);
        if !std::mem::take(&mut self.answered) {
            open.for_each(|span| push(found, Checkbox, span.start, span.end));
        }
    }
}

#[derive(Default)]
struct Row {
    first: Option<usize>,
    ticked: bool,
    empty: bool,
}

fn boxes(text: &str, body: Span) -> Row {
    let bytes = text.as_bytes();
    let mut row = Row::default();
    let mut from = body.start;
    while let Some(at) = memchr3(b'[', b'(', 0xE2, &bytes[from..body.end]).map(|length| from + length) {
        let json = bytes[at..].starts_with(b"[]") && bytes[..at].trim_ascii_end().ends_with(b"\":");
        from = at + 1;
        if let Some((ticked, length)) = tick(&text[at..body.end]).filter(|_| !json) {
            row.first.get_or_insert(at);
            row.ticked |= ticked;
            row.empty |= !ticked;
            from = at + length;
        }
    }
    row
}
