//! Comments to notelint in the text of a template.
//!
//! `notelint: …` in a comment of the file's language: `<!-- notelint: … -->` anywhere in a line, `# notelint: …` as a line
//! of its own, `{# notelint: … #}` in Jinja. They are not part of the form: the structure is read from a copy in which
//! blanks replace them, so that every offset stays the same. What only resembles one is found as well, so that its author
//! learns that it does nothing. Notes have no such comments, whatever they contain: a note is a legal record, and nothing
//! written in it may suppress a finding.

use super::markup::{MARKS, Mark};
use crate::base::{Profile, Span};
use std::borrow::Cow;
use std::path::Path;

/// The beginning of every such comment.
const NAME: &str = "notelint";

/// What people ask of a linter in a comment.
const ASKED: [&str; 8] = ["ignore", "disable", "enable", "skip", "suppress", "off", "allow", "noqa"];

/// A comment to notelint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Its place, delimiters included.
    pub span: Span,
    /// What it says after `notelint:`.
    pub words: Span,
    /// Whether it has an end. A comment ends on the line on which it begins.
    pub closed: bool,
    /// Whether it is written for notelint but not as notelint reads it: without the colon (`notelint-ignore`), or as a
    /// comment of another language than the file's.
    pub near: bool,
}

/// The comments of a text, in order; none unless it is a template.
pub(super) fn find(text: &str, body: Span, profile: Profile, path: &Path) -> Vec<Comment> {
    let mut found = Vec::new();
    if profile == Profile::Note || !text.contains(NAME) {
        return found;
    }
    let mut start = body.start;
    for line in text[body.range()].split_inclusive(['\n', '\r']) {
        in_line(text, Span::new(start, start + line.len()).trim(text), path, &mut found);
        start += line.len();
    }
    found
}

fn in_line(text: &str, line: Span, path: &Path, found: &mut Vec<Comment>) {
    let mut from = line.start;
    while let Some(name) = text[from..line.end].find(NAME).map(|at| from + at) {
        let (before, after) = (text[from..name].trim_end(), name + NAME.len());
        let opened = from + before.len();
        let alone = |mark: &Mark| opened == line.start + mark.open.len();
        let opens = |mark: &&Mark| before.ends_with(mark.open) && (!mark.close.is_empty() || alone(mark));
        from = after;
        let Some(mark) = MARKS.iter().find(opens) else { continue };
        let rest = &text[after..line.end];
        let colon = rest.starts_with(':');
        let asked = rest.trim_start_matches(['-', '_', ' ']);
        if !colon && !ASKED.iter().any(|word| asked.starts_with(word)) {
            continue;
        }
        let start = after + usize::from(colon);
        let end = match mark.close {
            "" => Some(line.end),
            close => text[start..line.end].find(close).map(|length| start + length),
        };
        from = end.map_or(line.end, |end| end + mark.close.len());
        found.push(Comment {
            span: Span::new(opened - mark.open.len(), from),
            words: Span::new(start, end.unwrap_or(line.end)).trim(text),
            closed: end.is_some(),
            near: !colon || !mark.is_of(path),
        });
    }
}

/// The text with blanks in place of some of it, in any order.
pub(super) fn without(text: &str, mut hidden: Vec<Span>) -> Cow<'_, str> {
    if hidden.is_empty() {
        return Cow::Borrowed(text);
    }
    hidden.sort();
    let mut blanked = String::with_capacity(text.len());
    let mut from = 0;
    for span in hidden {
        let start = span.start.max(from);
        if start < span.end {
            blanked.push_str(&text[from..start]);
            blanked.extend(std::iter::repeat_n(' ', span.end - start));
            from = span.end;
        }
    }
    blanked.push_str(&text[from..]);
    Cow::Owned(blanked)
}
