//! A note's text with its lines numbered and its words marked.
//!
//! Numbers are drawn by the style, so that only the note is copied from the page. A mark of a finding is a link to it;
//! of the pieces of one mark only the first is a stop of the Tab key.

use super::marks::{Segment, Why};
use crate::base::Span;
use crate::note::Source;
use crate::report::shared::clean;
use maud::{Markup, PreEscaped, Render, html};

/// Where links find the words at an offset of a note.
pub(super) fn anchor(note: &str, offset: usize) -> String {
    format!("{note}-b{offset}")
}

/// Where links find an entry of the list of findings.
pub(super) fn entry(note: &str, number: usize) -> String {
    format!("{note}-f{number}")
}

/// The whole text.
pub(super) fn text(note: &str, source: &Source, segments: &[Segment]) -> Markup {
    let lines = (1..=source.lines().count()).filter_map(|line| source.line_span(line));
    let mut rest = segments;
    let mut page = String::from("<pre class=\"text\">");
    for line in lines.filter(|line| line.start < source.text().len()) {
        page.push_str("<span class=\"l\">");
        let mut from = line.start;
        while let Some((segment, others)) = rest.split_first().filter(|(segment, _)| segment.span.start < line.end) {
            let piece = Span::new(segment.span.start.max(from), segment.span.end.min(line.end).max(from));
            plain(source, Span::new(from, piece.start), &mut page);
            marked(note, source, piece, segment, &mut page);
            from = piece.end;
            if segment.span.end > line.end {
                break;
            }
            rest = others;
        }
        plain(source, Span::new(from, line.end), &mut page);
        page.push_str("\n</span>");
    }
    page.push_str("</pre>");
    PreEscaped(page)
}

fn plain(source: &Source, span: Span, page: &mut String) {
    let words: String = source.text()[span.range()].chars().map(clean::stand_in).collect();
    words.render_to(page);
}

fn marked(note: &str, source: &Source, piece: Span, segment: &Segment, page: &mut String) {
    if source.text()[piece.range()].trim().is_empty() {
        return plain(source, piece, page);
    }
    let words: String = source.text()[piece.range()].chars().map(clean::stand_in).collect();
    let first = segment.begins && piece.start == segment.span.start;
    let id = first.then(|| anchor(note, piece.start));
    let class = segment.why.as_str();
    let mark = match segment.entries.first() {
        Some(number) => {
            let covering = segment.entries.iter().map(usize::to_string).collect::<Vec<_>>().join(" ");
            let href = format!("#{}", entry(note, *number));
            let stop = (!first).then_some("-1");
            html! { a class={ "m " (class) } id=[id] href=(href) title=(segment.title) data-f=(covering) tabindex=[stop] { (words) } }
        }
        None => html! { mark class=(class) id=[id] title=(segment.title) { (words) } },
    };
    mark.render_to(page);
}

/// What the marks mean.
pub(super) fn legend() -> Markup {
    let finding = [Why::Error, Why::Warning, Why::Advice];
    let other = [(Why::Documented, "documented"), (Why::Denied, "documented by a denial"), (Why::Code, "code")];
    html! {
        p class="legend" {
            "Marked in the text: "
            @for why in finding { span class={ "m " (why.as_str()) } { (why.as_str()) } " " }
            @for (why, words) in other { mark class=(why.as_str()) { (words) } " " }
        }
    }
}
