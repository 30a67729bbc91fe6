//! Labels as miette can draw them.
//!
//! miette draws overlapping labels one after the other, at the wrong words, and a label over a line end as a bracket.
//! So an overlapped label gives its text to the label that is kept, the labels drawn are disjoint, and each piece lies
//! on one line; only the last piece of a label carries its text.

use crate::base::Span;
use crate::check::Label;
use crate::report::shared::clean;
use miette::LabeledSpan;

/// Labels drawn for one finding; JSON has all of them.
pub(crate) const MOST: usize = 12;
/// Lines of one label that are underlined.
const LINES: usize = 4;
/// Bytes of one line that are underlined.
const LENGTH: usize = 160;

/// A label that is drawn: no other shares a byte with it.
#[derive(Debug, PartialEq)]
struct Drawn {
    span: Span,
    text: String,
    primary: bool,
}

/// Prepares labels for drawing, in the order of the text: `primary` is always kept, of the others those given first.
pub(crate) fn arrange<'a>(text: &str, primary: &Label, related: impl Iterator<Item = &'a Label>) -> Vec<LabeledSpan> {
    let mut drawn =
        vec![Drawn { span: primary.span.trim(text), text: clean::line(&primary.text).into(), primary: true }];
    for label in related {
        let span = label.span.trim(text);
        let text = clean::line(&label.text);
        match drawn.iter().position(|d| d.span.overlaps(span) || d.span == span) {
            Some(kept) if drawn[kept].text.contains(&*text) => {}
            Some(kept) => drawn[kept].text = format!("{}; {text}", drawn[kept].text),
            None if drawn.len() < MOST => drawn.push(Drawn { span, text: text.into(), primary: false }),
            None => {}
        }
    }
    drawn.sort_by_key(|d| d.span);
    drawn.iter().flat_map(|d| pieces(text, d)).collect()
}

/// One label for each line that the span touches.
fn pieces(text: &str, drawn: &Drawn) -> Vec<LabeledSpan> {
    let mut lines = Vec::new();
    let mut from = drawn.span.start;
    for line in text[drawn.span.range()].split(['\n', '\r']) {
        let span = Span::new(from, from + line.len()).trim(text);
        from += line.len() + 1;
        if !span.is_empty() {
            lines.push(clip(text, span));
        }
        if lines.len() == LINES {
            break;
        }
    }
    let last = lines.len().saturating_sub(1);
    let label = |(at, span): (usize, Span)| {
        let words = (at == last && !drawn.text.is_empty()).then(|| drawn.text.clone());
        let range = (span.start, span.len());
        match drawn.primary && at == 0 {
            true => LabeledSpan::new_primary_with_span(words, range),
            false => LabeledSpan::new_with_span(words, range),
        }
    };
    lines.into_iter().enumerate().map(label).collect()
}

/// The span, cut on a character boundary if it is too long to underline.
fn clip(text: &str, span: Span) -> Span {
    let end = text[span.range()].char_indices().map(|(at, _)| at).take_while(|at| *at <= LENGTH).last().unwrap_or(0);
    if span.len() <= LENGTH { span } else { Span::new(span.start, span.start + end) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(start: usize, end: usize, text: &str) -> Label {
        Label { span: Span::new(start, end), text: text.into() }
    }

    fn drawn(text: &str, primary: Label, related: &[Label]) -> Vec<(usize, usize, Option<String>, bool)> {
        let labels = arrange(text, &primary, related.iter());
        labels.iter().map(|l| (l.offset(), l.len(), l.label().map(str::to_owned), l.primary())).collect()
    }

    #[test]
    fn overlapping_labels_become_one_that_says_both() {
        let text = "sharp low back pain today";
        let labels = drawn(text, label(6, 19, "named here"), &[label(10, 14, "the site"), label(20, 25, "now")]);
        assert_eq!(labels, [(6, 13, Some("named here; the site".into()), true), (20, 5, Some("now".into()), false)]);
    }

    #[test]
    fn a_label_over_a_line_end_is_drawn_line_by_line() {
        let labels = drawn("low back\r\n  pain\n", label(0, 17, "here"), &[]);
        assert_eq!(labels, [(0, 8, None, true), (12, 4, Some("here".into()), false)]);
    }
}
