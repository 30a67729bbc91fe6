//! JSON as all commands write it, and the entries that several of them share.
//!
//! serde_json leaves DEL and the C1 controls as they are, which a terminal would obey, so [`Escaping`] writes those as
//! `\u` escapes as well.

use crate::base::Span;
use crate::detect::CodeMention;
use crate::note::Note;
use crate::report::shared::clean;
use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter};
use std::borrow::Cow;
use std::io::{self, Write};

/// A span of a note: offsets in bytes, line and column from 1, the column in characters.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Located<'a> {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) line: usize,
    pub(crate) column: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) label: Option<&'a str>,
    /// The words; absent where they are redacted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) text: Option<Cow<'a, str>>,
}

impl<'a> Located<'a> {
    pub(crate) fn new(note: &'a Note, span: Span, redact: bool) -> Located<'a> {
        let text = (!redact).then(|| Cow::Borrowed(note.words(span)));
        let at = note.source.position(span.start);
        Located { start: span.start, end: span.end, line: at.line, column: at.column, label: None, text }
    }

    /// The same without borrowing from the note, and without the label.
    pub(crate) fn into_owned(self) -> Located<'static> {
        let text = self.text.map(|text| Cow::Owned(text.into_owned()));
        Located { start: self.start, end: self.end, line: self.line, column: self.column, label: None, text }
    }
}

/// A code of the note. `start` and `end` are null where it was given with the note.
#[derive(Serialize)]
pub(crate) struct CodeEntry<'a> {
    code: &'a str,
    start: Option<usize>,
    end: Option<usize>,
    state: &'static str,
}

impl<'a> From<&'a CodeMention> for CodeEntry<'a> {
    fn from(mention: &'a CodeMention) -> CodeEntry<'a> {
        CodeEntry {
            code: &mention.code,
            start: mention.span.map(|s| s.start),
            end: mention.span.map(|s| s.end),
            state: mention.state.as_str(),
        }
    }
}

/// Writes one JSON value, compact, with every control character escaped.
///
/// # Errors
/// Only those of the writer.
pub fn write_value(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    value
        .serialize(&mut serde_json::Serializer::with_formatter(out, Escaping(CompactFormatter)))
        .map_err(io::Error::from)
}

/// What separates the values of a list that is written as it comes.
pub(crate) const BETWEEN: &[u8] = b",\n";

/// Writes some values of a list, separated; nothing where there are none.
///
/// # Errors
/// Only those of the writer.
pub(crate) fn write_values(values: impl Iterator<Item: Serialize>, out: &mut dyn Write) -> io::Result<()> {
    for (at, value) in values.enumerate() {
        if at > 0 {
            out.write_all(BETWEEN)?;
        }
        write_value(&value, out)?;
    }
    Ok(())
}

struct Escaping(CompactFormatter);

impl Formatter for Escaping {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let mut from = 0;
        for (at, c) in fragment.char_indices().filter(|(_, c)| clean::stand_in(*c) != *c) {
            self.0.write_string_fragment(out, &fragment[from..at])?;
            write!(out, "\\u{:04x}", u32::from(c))?;
            from = at + c.len_utf8();
        }
        self.0.write_string_fragment(out, &fragment[from..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_escaped_and_read_back() {
        let text = "a\u{7f}\u{9b}31m\u{202e}\u{1b}\té";
        let mut out = Vec::new();
        write_value(&text, &mut out).unwrap();
        let written = String::from_utf8(out).unwrap();
        assert_eq!(written, r#""a\u007f\u009b31m\u202e\u001b\té""#);
        assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
    }
}
