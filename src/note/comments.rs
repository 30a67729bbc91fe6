//! Comments to notelint in the text of a template.
//!
//! `<!-- notelint: … -->` anywhere in a line, or `# notelint: …` as a line of its own. They are not part of the form:
//! the structure is read from a copy in which blanks replace them, so that every offset stays the same. Notes have no
//! such comments, whatever they contain: a note is a legal record, and nothing written in it may suppress a finding.

use crate::base::{Profile, Span};
use std::borrow::Cow;

/// The beginning of every such comment.
const NAME: &str = "notelint:";
const OPEN: &str = "<!--";
const CLOSE: &str = "-->";

/// A comment to notelint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Its place, delimiters included.
    pub span: Span,
    /// What it says after `notelint:`.
    pub words: Span,
    /// Whether it has an end. A comment ends on the line on which it begins.
    pub closed: bool,
}

/// The comments of a text, in order; none unless it is a template.
pub(super) fn find(text: &str, body: Span, profile: Profile) -> Vec<Comment> {
    let mut found = Vec::new();
    if profile == Profile::Note || !text.contains(NAME) {
        return found;
    }
    let mut start = body.start;
    for line in text[body.range()].split_inclusive(['\n', '\r']) {
        in_line(text, Span::new(start, start + line.len()).trim(text), &mut found);
        start += line.len();
    }
    found
}

fn in_line(text: &str, line: Span, found: &mut Vec<Comment>) {
    let mut from = line.start;
    while let Some(name) = text[from..line.end].find(NAME).map(|at| from + at) {
        let (before, after) = (text[from..name].trim_end(), name + NAME.len());
        let opened = from + before.len();
        from = after;
        if before.ends_with(OPEN) {
            let end = text[after..line.end].find(CLOSE).map(|length| after + length);
            from = end.map_or(line.end, |end| end + CLOSE.len());
            let words = Span::new(after, end.unwrap_or(line.end)).trim(text);
            found.push(Comment { span: Span::new(opened - OPEN.len(), from), words, closed: end.is_some() });
        } else if before == "#" && opened == line.start + 1 {
            found.push(Comment { span: line, words: Span::new(after, line.end).trim(text), closed: true });
            return;
        }
    }
}

/// The text with blanks in place of the comments.
pub(super) fn without<'t>(text: &'t str, comments: &[Comment]) -> Cow<'t, str> {
    if comments.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut blanked = String::with_capacity(text.len());
    let mut from = 0;
    for Comment { span, .. } in comments {
        blanked.push_str(&text[from..span.start]);
        blanked.extend(std::iter::repeat_n(' ', span.len()));
        from = span.end;
    }
    blanked.push_str(&text[from..]);
    Cow::Owned(blanked)
}
