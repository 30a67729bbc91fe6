//! The pieces of a note that one diagnostic shows.
//!
//! miette's own sources scan the text from its first byte for every label, print a 20 KB line whole and pass escape
//! bytes on. An [`Excerpt`] is made for one diagnostic instead: around each label a window of its line, cropped on
//! character boundaries, and the lines above and below where they are short. Windows hold cleaned text of the same
//! byte length, so that spans of the note stay spans of the excerpt, and the cost of a diagnostic does not depend on
//! the size of the note. A span that no single window covers is refused, which makes miette draw two snippets: labels
//! share one only where that fits the terminal, because a drawing that the terminal wraps points at the wrong words.

use crate::base::Span;
use crate::note::{Position, Source};
use crate::report::shared::clean;
use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

/// Columns that miette takes for line numbers and the margin.
const GUTTER: usize = 8;
/// Columns between the middle of a label and its text.
const HOOK: usize = 4;
/// Characters shown on each side of a label, however long it is.
const AROUND: usize = 20;
/// Shown where a line is cropped. It takes the place of three one-byte characters, hence the same length.
const ELLIPSIS: &str = "…";

/// The windows of one diagnostic, in order, apart from each other.
#[derive(Debug)]
pub(crate) struct Excerpt {
    name: String,
    windows: Vec<Window>,
}

#[derive(Debug)]
struct Window {
    span: Span,
    text: String,
    /// Where the first line of `text` would begin if it were as long as what it shows.
    first: Position,
}

impl Excerpt {
    /// Cuts windows around labels: each a span, which must be in range and on character boundaries, and the columns
    /// that its text takes; in the order of the note. Each window is about as wide as a terminal of `width` columns;
    /// two become one where that still fits.
    pub(crate) fn new(source: &Source, name: &str, labels: &[(Span, usize)], width: usize) -> Excerpt {
        let text = source.text();
        let columns = width.saturating_sub(GUTTER);
        let mut windows: Vec<Span> = Vec::new();
        let mut before = 0;
        for &(label, words) in labels {
            let mut next = window(text, label, words, columns);
            let apart = windows.last().is_none_or(|last| last.end < next_line_back(text, next.start));
            let between = Span::new(std::mem::replace(&mut before, label.end), label.start);
            let Some(last) = windows.last_mut().filter(|_| !apart) else {
                windows.push(next);
                continue;
            };
            // A few bytes after a label keep it clear of the ellipsis.
            let clear = label.end + ELLIPSIS.len();
            let end = (clear..next.end).find(|&at| text.is_char_boundary(at)).unwrap_or(next.end);
            let (tight, both) = (last.cover(Span::new(label.start, end)), last.cover(next));
            let fits = |window: &Span| fits(text, *window, label, words, columns);
            match ([both, tight].into_iter().find(fits), border(text, between)) {
                (Some(_), _) if tight == *last && fits(last) => {}
                (Some(window), _) => *last = window,
                (None, Some(border)) => {
                    last.end = last.end.min(border.start);
                    next.start = next.start.max(border.end);
                    windows.push(next);
                }
                (None, None) => *last = tight,
            }
        }
        let cut = |span: Span| {
            let (text, swallowed) = shown(text, span);
            let first = source.position(span.start);
            Window { span, text, first: Position { column: first.column + swallowed, ..first } }
        };
        Excerpt { name: name.to_owned(), windows: windows.into_iter().map(cut).collect() }
    }
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        lines_before: usize,
        lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let wanted = Span::new(span.offset(), span.offset() + span.len());
        let window = self.windows.iter().find(|w| w.span.contains(wanted)).ok_or(MietteError::OutOfBounds)?;
        let shown = if lines_before + lines_after > 0 { window.span } else { wanted };
        let (from, to) = (shown.start - window.span.start, shown.end - window.span.start);
        let above = window.text.get(..from).ok_or(MietteError::OutOfBounds)?;
        let here = window.text.get(from..to).ok_or(MietteError::OutOfBounds)?;
        let (line, column) = match above.rfind('\n') {
            Some(end) => (window.first.line + above.matches('\n').count(), above[end + 1..].chars().count() + 1),
            None => (window.first.line, window.first.column + above.chars().count()),
        };
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            here.as_bytes(),
            (shown.start, shown.len()).into(),
            line - 1,
            column - 1,
            here.matches('\n').count(),
        )))
    }
}

/// The label's surroundings: its line or lines, whole where they fit into `columns`, with short neighbours. The label's
/// text hangs from its middle, so there is less room on the left where the text is long.
fn window(text: &str, label: Span, words: usize, columns: usize) -> Span {
    let left = || text[..label.start].char_indices().rev().take_while(|(_, c)| !is_break(*c)).map(|(at, _)| at);
    let right = || {
        let chars = text[label.end..].char_indices().take_while(|(_, c)| !is_break(*c));
        chars.map(|(at, c)| label.end + at + c.len_utf8())
    };
    let room = columns.saturating_sub(label.len()).max(2 * AROUND);
    let (before, after) = (left().take(room + 1).count(), right().take(room + 1).count());
    let half = room / 2;
    let take_left = match (before <= half, after <= half) {
        (true, _) => before,
        (false, true) => room - after,
        (false, false) => half,
    };
    let take_left = take_left.min(columns.saturating_sub(HOOK + words + label.len() / 2).max(AROUND));
    let take_right = room - take_left;
    let start = left().take(take_left).last().unwrap_or(label.start);
    let end = right().take(take_right).last().unwrap_or(label.end);
    let start = if before <= take_left { line_above(text, start, columns).unwrap_or(start) } else { start };
    let end = if after <= take_right { line_below(text, end, columns).unwrap_or(end) } else { end };
    Span::new(start, end)
}

/// Where two windows of neighbouring labels can be separated, given the text between the labels: at the line ends, which
/// are then in neither, or in the middle of a line, where there is room for an ellipsis on both sides.
fn border(text: &str, between: Span) -> Option<Span> {
    let words = text.get(between.range())?;
    if let (Some(first), Some(last)) = (words.find(is_break), words.rfind(is_break)) {
        return Some(Span::new(between.start + first, between.start + last + 1));
    }
    let middle = between.start + words.char_indices().map(|(at, _)| at).find(|at| *at >= words.len() / 2)?;
    (words.len() >= 6 && words.is_ascii()).then_some(Span::new(middle, middle))
}

/// Whether no line of a window is wider than `columns`, nor the text below `label`.
fn fits(text: &str, window: Span, label: Span, words: usize, columns: usize) -> bool {
    let lines_fit = text[window.range()].split(is_break).all(|line| line.chars().nth(columns).is_none());
    let line = text[window.start..label.start].rsplit(is_break).next().unwrap_or_default();
    lines_fit && line.chars().count() + label.len() / 2 + HOOK + words <= columns
}

fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r')
}

/// Start of the line above the one that begins at `start`, where there is one, not blank and within `columns` bytes.
fn line_above(text: &str, start: usize, columns: usize) -> Option<usize> {
    let end = next_line_back(text, start);
    if end == start {
        return None;
    }
    let floor = end.saturating_sub(columns);
    let above = match text.as_bytes()[floor..end].iter().rposition(|b| matches!(b, b'\n' | b'\r')) {
        Some(at) => floor + at + 1,
        None if floor == 0 => 0,
        None => return None,
    };
    (above < end).then_some(above)
}

/// End of the line below the one that ends at `end`, where there is one, not blank and within `columns` bytes.
fn line_below(text: &str, end: usize, columns: usize) -> Option<usize> {
    let rest = &text.as_bytes()[end..];
    let below = match rest {
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => return None,
    };
    let line = &rest[below..];
    match line.iter().take(columns).position(|b| matches!(b, b'\n' | b'\r')) {
        Some(0) => None,
        Some(at) => Some(end + below + at),
        None => (!line.is_empty() && line.len() <= columns).then_some(text.len()),
    }
}

/// The end of the line before `start` where `start` begins a line, else `start`.
fn next_line_back(text: &str, start: usize) -> usize {
    match &text.as_bytes()[..start] {
        [.., b'\r', b'\n'] => start - 2,
        [.., b'\r' | b'\n'] => start - 1,
        _ => start,
    }
}

/// The window's text as it is shown: cleaned, a lone `\r` as the line end that it is, ellipses where it is cropped;
/// and by how many characters the ellipsis at its start is shorter than what it replaces.
fn shown(text: &str, span: Span) -> (String, usize) {
    let mut clean = String::with_capacity(span.len());
    let mut chars = text[span.range()].chars().peekable();
    while let Some(c) = chars.next() {
        clean.push(match c {
            '\r' if chars.peek() == Some(&'\n') => '\r',
            '\r' => '\n',
            c => clean::stand_in(c),
        });
    }
    let cropped_left = span.start > 0 && next_line_back(text, span.start) == span.start;
    let elided = cropped_left && clean.get(..3).is_some_and(plain);
    if elided {
        clean.replace_range(..3, ELLIPSIS);
    }
    let cropped_right = text[span.end..].chars().next().is_some_and(|c| !is_break(c));
    if cropped_right && clean.len() >= 6 && clean.get(clean.len() - 3..).is_some_and(plain) {
        clean.replace_range(clean.len() - 3.., ELLIPSIS);
    }
    (clean, if elided { 2 } else { 0 })
}

fn plain(three: &str) -> bool {
    three.is_ascii() && !three.contains(['\n', '\r'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn excerpt(text: &str, spans: &[(usize, usize)]) -> Excerpt {
        let labels: Vec<_> = spans.iter().map(|(s, e)| (Span::new(*s, *e), 4)).collect();
        Excerpt::new(&Source::from_text("n.txt", text), "n.txt", &labels, 80)
    }

    #[test]
    fn a_long_line_is_cropped_around_the_label() {
        let text = format!("{} radiates {}", "word ".repeat(4000), "more ".repeat(4000));
        let at = text.find("radiates").unwrap();
        let excerpt = excerpt(&text, &[(at, at + 8)]);
        let contents = excerpt.read_span(&(at, 8).into(), 1, 1).unwrap();
        let shown = std::str::from_utf8(contents.data()).unwrap();
        assert!(shown.starts_with('…') && shown.ends_with('…') && shown.contains(" radiates "), "{shown}");
        assert!(shown.chars().count() <= 80 - GUTTER, "{shown}");
        let here = excerpt.read_span(&(at, 8).into(), 0, 0).unwrap();
        assert_eq!((here.line(), here.column()), (0, at));
    }

    #[test]
    fn short_neighbours_are_shown_and_distant_labels_get_their_own_window() {
        let text = "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\n";
        let (two, seven) = (text.find("two").unwrap(), text.find("seven").unwrap());
        let excerpt = excerpt(text, &[(two, two + 3), (seven, seven + 5)]);
        let windows: Vec<&str> = excerpt.windows.iter().map(|w| w.text.as_str()).collect();
        assert_eq!(windows, ["one\ntwo\nthree", "six\nseven\neight"]);
        assert!(excerpt.read_span(&(two, seven - two).into(), 1, 1).is_err());
    }

    #[test]
    fn labels_far_apart_on_one_line_get_windows_that_fit_and_do_not_meet() {
        let text = format!("pain {} worse {} better", "word ".repeat(8), "word ".repeat(8));
        let at = |word: &str| text.find(word).map(|at| (at, at + word.len())).unwrap();
        let excerpt = excerpt(&text, &[at("pain"), at("worse"), at("better")]);
        assert!(excerpt.windows.len() > 1);
        assert!(excerpt.windows.iter().all(|w| w.text.chars().count() <= 80 - GUTTER), "{:?}", excerpt.windows);
        assert!(excerpt.windows.is_sorted_by(|a, b| a.span.end <= b.span.start), "{:?}", excerpt.windows);
    }

    #[test]
    fn escape_bytes_and_lone_carriage_returns_are_replaced() {
        let excerpt = excerpt("CC\rpain \u{1b}[31m now", &[(3, 7)]);
        assert_eq!(excerpt.windows[0].text, "CC\npain ?[31m now");
    }

    proptest! {
        #[test]
        fn spans_of_the_note_are_spans_of_the_excerpt(
            text in "[a-zé\u{1b}\u{2028}\r\n ]{1,400}", at in proptest::array::uniform4(0usize..400),
        ) {
            let mut bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            bounds.push(text.len());
            let mut at = at.map(|at| bounds[at % bounds.len()]);
            at.sort_unstable();
            let [a, b, c, d] = at;
            let excerpt = excerpt(&text, &[(a, b), (c, d)]);
            for (start, end) in [(a, b), (c, d)] {
                let contents = excerpt.read_span(&(start, end - start).into(), 0, 0).unwrap();
                prop_assert_eq!(contents.data().len(), end - start);
            }
            for window in &excerpt.windows {
                prop_assert_eq!(window.text.len(), window.span.len());
                prop_assert!(window.text.chars().all(|c| !c.is_control() || matches!(c, '\t' | '\n' | '\r')));
            }
        }
    }
}
