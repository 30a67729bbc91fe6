//! Which words of a note are marked, and why.
//!
//! What is marked overlaps: "low back pain" documents an element, its last words another, and eleven findings point at
//! the same heading. So the marked words are cut wherever a mark begins or ends, and each segment knows the marks that
//! cover it, the most prominent first. A segment lists a bounded number of them, so that time and page grow with the marks and not
//! with their square.

use crate::base::Span;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Marks that a segment lists; more than that many on the same words are only counted.
const LISTED: usize = 24;
/// Marks that its title names.
const NAMED: usize = 3;

/// Why words are marked; the greater, the more prominent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Why {
    Code,
    Denied,
    Documented,
    Advice,
    Warning,
    Error,
}

impl Why {
    /// The class in the style, and the word of the legend.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Why::Code => "code",
            Why::Denied => "denied",
            Why::Documented => "documented",
            Why::Advice => "advice",
            Why::Warning => "warning",
            Why::Error => "error",
        }
    }
}

/// Marked words.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    /// Not empty.
    pub(super) span: Span,
    pub(super) why: Why,
    /// What is said of them; holds no word of the note.
    pub(super) title: String,
    /// The number of the entry in the list of findings.
    pub(super) entry: Option<usize>,
}

/// Words that the same marks cover.
#[derive(Debug, PartialEq)]
pub(super) struct Segment {
    pub(super) span: Span,
    /// Whether a mark begins here, so that links may lead here.
    pub(super) begins: bool,
    pub(super) why: Why,
    /// The entries that point here, the most prominent first, each once.
    pub(super) entries: Vec<usize>,
    pub(super) title: String,
}

/// The segments of all marks, in order.
pub(super) fn segments(marks: &[Mark]) -> Vec<Segment> {
    let mut edges: Vec<(usize, bool, usize)> = Vec::with_capacity(2 * marks.len());
    for (at, mark) in marks.iter().enumerate() {
        edges.push((mark.span.start, true, at));
        edges.push((mark.span.end, false, at));
    }
    edges.sort_unstable();
    let mut open: BTreeSet<(Reverse<Why>, usize)> = BTreeSet::new();
    let mut segments = Vec::new();
    let mut edges = edges.chunk_by(|a, b| a.0 == b.0).peekable();
    while let Some(here) = edges.next() {
        for (_, begins, at) in here {
            let key = (Reverse(marks[*at].why), *at);
            if *begins {
                open.insert(key)
            } else {
                open.remove(&key)
            };
        }
        let Some(next) = edges.peek() else { break };
        if let Some((Reverse(why), _)) = open.first() {
            let span = Span::new(here[0].0, next[0].0);
            let begins = here.iter().any(|(_, begins, _)| *begins);
            let covering: Vec<&Mark> = open.iter().take(LISTED).map(|(_, at)| &marks[*at]).collect();
            let title = title(&covering, open.len());
            segments.push(Segment { span, begins, why: *why, entries: entries(&covering), title });
        }
    }
    segments
}

fn entries(marks: &[&Mark]) -> Vec<usize> {
    let mut entries: Vec<usize> = Vec::new();
    for entry in marks.iter().filter_map(|mark| mark.entry) {
        if !entries.contains(&entry) {
            entries.push(entry);
        }
    }
    entries
}

/// "warning: radiation not documented; documented: location and 2 more".
fn title(marks: &[&Mark], count: usize) -> String {
    let mut named: Vec<&str> = Vec::new();
    let mut merged = 0;
    for mark in marks {
        if named.contains(&&*mark.title) {
            merged += 1;
        } else if named.len() < NAMED {
            named.push(&mark.title);
        }
    }
    let more = count - merged - named.len();
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{}{more}", named.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(start: usize, end: usize, why: Why, entry: Option<usize>) -> Mark {
        Mark { span: Span::new(start, end), why, title: format!("{} {start}", why.as_str()), entry }
    }

    #[test]
    fn overlapping_marks_become_segments_that_know_all_of_them() {
        let marks =
            [mark(0, 13, Why::Documented, None), mark(9, 20, Why::Warning, Some(4)), mark(25, 26, Why::Code, None)];
        let cut = segments(&marks);
        let spans: Vec<_> = cut.iter().map(|s| (s.span.start, s.span.end, s.why.as_str(), s.begins)).collect();
        assert_eq!(
            spans,
            [(0, 9, "documented", true), (9, 13, "warning", true), (13, 20, "warning", false), (25, 26, "code", true)]
        );
        assert_eq!(cut[1].title, "warning 9; documented 0");
        assert_eq!((&cut[0].entries[..], &cut[1].entries[..]), (&[][..], &[4][..]));
    }

    #[test]
    fn marks_beyond_measure_are_counted() {
        let marks: Vec<_> = (0..1000).map(|n| mark(n, 2000 - n, Why::Advice, Some(n))).collect();
        let cut = segments(&marks);
        assert_eq!(cut.len(), 1999);
        assert!(cut.iter().all(|segment| segment.entries.len() <= LISTED));
        assert!(cut[999].title.ends_with("and 997 more"), "{}", cut[999].title);
    }
}
