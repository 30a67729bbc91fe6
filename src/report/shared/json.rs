//! JSON as all commands write it.
//!
//! serde_json leaves DEL and the C1 controls as they are, which a terminal would obey, so [`Escaping`] writes those as
//! `\u` escapes as well.

use crate::report::shared::clean;
use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter};
use std::io::{self, Write};

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

/// Writes some values of a list, separated; nothing if there are none.
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
        // serde_json has escaped what is below a blank; nearly all that is left is plain ASCII.
        if fragment.bytes().all(|byte| byte < 0x7f) {
            return self.0.write_string_fragment(out, fragment);
        }
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
