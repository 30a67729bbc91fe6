//! How words are written, beyond the tokens that they are read as.

use super::tokens::Token;

/// How a term must be spelled in a text, beyond the words that it is read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spelling<'a> {
    pub text: &'a [u8],
    /// How many of its bytes are before the first word: the bracket of `(-)`.
    pub lead: usize,
    /// Whether case matters.
    pub exact: bool,
}

/// Whether two tokens are parts of one written word.
pub(super) fn joined(one: &Token, other: &Token, text: &str) -> bool {
    let (end, start) = (one.end as usize, other.start as usize);
    let letter = |c: char| c.is_alphanumeric();
    end > start || end == start && text[..end].ends_with(letter) && text[start..].starts_with(letter)
}

/// Equal but for hyphens, which notes are read without, and for case if that does not matter.
pub(super) fn same_spelling(words: &[u8], spelling: &[u8], exact: bool) -> bool {
    let hyphen = |byte: u8| if byte == b'-' { b' ' } else { byte };
    let same = |one: u8, other: u8| hyphen(one) == hyphen(other) || !exact && one.eq_ignore_ascii_case(&other);
    words.len() == spelling.len() && words.iter().zip(spelling).all(|(one, other)| same(*one, *other))
}
