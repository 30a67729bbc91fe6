use std::fmt;

/// The text of an ICD-10-CM code, as three to seven capital letters and digits.
///
/// A `Code` has the shape of one; [`CodeSet`](super::CodeSet) knows whether it exists.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code {
    length: u8,
    bytes: [u8; 7],
}

impl Code {
    /// Reads `M54.9`, `m549` or `S39.012A`: a letter, a letter or digit, a digit or one of the letters A and B, and up
    /// to four more, with a dot after the third or none. `None` for anything else; no text makes it panic.
    pub fn parse(text: &str) -> Option<Code> {
        let text = text.trim();
        let undotted = match text.split_once('.') {
            Some((category, rest)) if category.len() == 3 && !rest.is_empty() => format!("{category}{rest}"),
            Some(_) => return None,
            None => text.to_owned(),
        };
        Code::undotted(undotted.as_bytes())
    }

    /// Reads a code that has no dot.
    pub(super) fn undotted(text: &[u8]) -> Option<Code> {
        let mut bytes = [0; 7];
        if !(3..=7).contains(&text.len()) || !text.iter().all(u8::is_ascii_alphanumeric) {
            return None;
        }
        bytes[..text.len()].copy_from_slice(text);
        bytes.make_ascii_uppercase();
        let shaped = bytes[0].is_ascii_uppercase() && (bytes[2].is_ascii_digit() || matches!(bytes[2], b'A' | b'B'));
        shaped.then_some(Code { length: text.len() as u8, bytes })
    }

    /// The code without its dot.
    pub fn undotted_str(&self) -> &str {
        std::str::from_utf8(self.bytes()).unwrap_or_default()
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes[..usize::from(self.length)]
    }

    /// The first three characters.
    pub fn category(&self) -> Code {
        self.prefix(3)
    }

    /// The first characters, at least three of them.
    pub(super) fn prefix(&self, length: usize) -> Code {
        let length = length.clamp(3, usize::from(self.length));
        let mut bytes = [0; 7];
        bytes[..length].copy_from_slice(&self.bytes[..length]);
        Code { length: length as u8, bytes }
    }

    /// Whether this code is `family` or below it.
    pub fn is_within(&self, family: Code) -> bool {
        self.bytes().starts_with(family.bytes())
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.undotted_str();
        match text.len() {
            3 => f.write_str(text),
            _ => write!(f, "{}.{}", &text[..3], &text[3..]),
        }
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Code({self})")
    }
}
