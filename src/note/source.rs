//! Decodes bytes to text, or refuses them with a clear error.
//!
//! Everything else is built on offsets, so the text is kept exactly as it was read: a byte order mark stays in place
//! (and counts neither as a column nor as a word), line ends stay as they are. Bytes that are not text are refused and
//! never patched with replacement characters: a finding must be based on words that are in the file.
//!
//! What is not UTF-8 is decoded, and **offsets are then those of the decoded text in UTF-8**: lines and columns, which
//! count characters, are right in the file as well; byte offsets are not. That holds for UTF-16 with a byte order mark,
//! for an encoding that the caller names, and for Windows-1252, of which Latin-1 text is a part.

use crate::base::Span;
use memchr::{memchr, memchr2_iter};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A note's text, where it came from, and where its lines begin.
#[derive(Clone, Debug)]
pub struct Source {
    path: PathBuf,
    text: Arc<str>,
    lines: Arc<LineIndex>,
    guessed: bool,
}

/// An encoding that a caller names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encoding(&'static encoding_rs::Encoding);

impl Encoding {
    /// The encoding of a name as the web has them: `utf-8`, `latin1`, `windows-1252`, `macintosh`.
    pub fn named(name: &str) -> Option<Encoding> {
        encoding_rs::Encoding::for_label(name.as_bytes()).map(Encoding)
    }
}

/// The line and column of a byte, for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1. A byte order mark does not count.
    pub column: usize,
}

/// The offsets at which lines begin. `\n`, `\r\n` and a lone `\r` end a line.
#[derive(Debug)]
pub struct LineIndex {
    starts: Vec<usize>,
    /// Characters before each multiple of [`STRIDE`]; empty where every character is one byte.
    chars: Vec<usize>,
}

/// Why bytes are not a note. The words end with what to do about it.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ReadError {
    /// Longer than offsets of 32 bits reach, once it is folded.
    #[error("a text of {length} bytes is too long; give at most 1 GB")]
    TooLong {
        /// Length of the file in bytes.
        length: usize,
    },
    /// A NUL byte: not text.
    #[error(
        "not a text file: there is a NUL byte at byte {offset}; give the note as plain text (a UTF-16 file needs a byte order mark, or save it as UTF-8)"
    )]
    Binary {
        /// Offset of the byte.
        offset: usize,
    },
    /// Bytes that are not UTF-8.
    #[error("not valid UTF-8 at byte {offset} (line {line}); save the file as UTF-8 and try again")]
    Utf8 {
        /// Offset of the first bad byte.
        offset: usize,
        /// Its line, from 1.
        line: usize,
    },
    /// Bytes that the encoding that the caller named does not have.
    #[error("not valid {encoding}; name another encoding, or save the file as UTF-8")]
    Encoded {
        /// The encoding.
        encoding: &'static str,
    },
    /// A UTF-16 byte order mark, but an odd number of bytes after it.
    #[error(
        "UTF-16 text that ends in the middle of a character, after {length} bytes; copy the file again, or save it as UTF-8"
    )]
    Truncated {
        /// Length of the file in bytes.
        length: usize,
    },
    /// A UTF-16 byte order mark, but half a surrogate pair after it.
    #[error("not valid UTF-16 at byte {offset}; save the file as UTF-8 and try again")]
    Utf16 {
        /// Offset of the first bad unit.
        offset: usize,
    },
}

impl Source {
    /// Reads bytes: UTF-8 with or without a byte order mark, UTF-16 with one, else Windows-1252 if they can be that.
    ///
    /// # Errors
    /// If the bytes are not text in one of these encodings, or more than 1 GB.
    pub fn from_bytes(path: impl Into<PathBuf>, bytes: Vec<u8>) -> Result<Source, ReadError> {
        if bytes.len() > LONGEST {
            return Err(ReadError::TooLong { length: bytes.len() });
        }
        let text = match bytes.as_slice() {
            [0xFF, 0xFE, units @ ..] => utf16(units, encoding_rs::UTF_16LE, u16::from_le_bytes)?,
            [0xFE, 0xFF, units @ ..] => utf16(units, encoding_rs::UTF_16BE, u16::from_be_bytes)?,
            _ => match String::from_utf8(bytes) {
                Ok(text) => text,
                Err(error) => return Source::guessed(path, error.as_bytes(), error.utf8_error().valid_up_to()),
            },
        };
        match memchr(0, text.as_bytes()) {
            Some(offset) => Err(ReadError::Binary { offset }),
            None => Ok(Source::from_text(path, &text)),
        }
    }

    /// Reads bytes in an encoding that the caller knows; a byte order mark of another one is believed.
    ///
    /// # Errors
    /// If the bytes are not text in it, or more than 1 GB.
    pub fn from_encoded(path: impl Into<PathBuf>, bytes: Vec<u8>, encoding: Encoding) -> Result<Source, ReadError> {
        let is_marked = encoding_rs::Encoding::for_bom(&bytes).is_some();
        if is_marked || encoding.0 == encoding_rs::UTF_8 {
            return Source::strict(path, bytes);
        }
        if bytes.len() > LONGEST / 2 {
            return Err(ReadError::TooLong { length: bytes.len() });
        }
        let text = encoding.0.decode_without_bom_handling_and_without_replacement(&bytes);
        let text = text.ok_or(ReadError::Encoded { encoding: encoding.0.name() })?;
        match memchr(0, text.as_bytes()) {
            Some(offset) => Err(ReadError::Binary { offset }),
            None => Ok(Source::from_text(path, &text)),
        }
    }

    /// As [`Source::from_bytes`], but nothing is guessed.
    fn strict(path: impl Into<PathBuf>, bytes: Vec<u8>) -> Result<Source, ReadError> {
        let fault = std::str::from_utf8(&bytes).err().map(|error| not_utf8(&bytes, error.valid_up_to()));
        let source = Source::from_bytes(path, bytes)?;
        match fault {
            Some(fault) if source.guessed => Err(fault),
            _ => Ok(source),
        }
    }

    /// Reads bytes that are not UTF-8 from an offset on as Windows-1252, if they look like text in it.
    fn guessed(path: impl Into<PathBuf>, bytes: &[u8], offset: usize) -> Result<Source, ReadError> {
        match decoded_by_guess(bytes) {
            Some(text) if text.len() <= LONGEST => Ok(Source { guessed: true, ..Source::from_text(path, &text) }),
            _ => Err(not_utf8(bytes, offset)),
        }
    }

    /// Whether the text is not UTF-8 and its encoding was guessed.
    pub fn is_guessed(&self) -> bool {
        self.guessed
    }

    /// Takes a text as it is, of at most 1 GB.
    pub fn from_text(path: impl Into<PathBuf>, text: &str) -> Source {
        Source { path: path.into(), text: text.into(), lines: Arc::new(LineIndex::new(text)), guessed: false }
    }

    /// The path as it was given, for output.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The text; all spans are byte offsets into it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The line index.
    pub fn lines(&self) -> &LineIndex {
        &self.lines
    }

    /// The line and column of a byte offset. An offset past the text counts as its end, one inside a
    /// character at the character.
    pub fn position(&self, offset: usize) -> Position {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.lines.line(offset);
        let start = self.lines.starts[line - 1];
        let mut column = self.lines.chars_before(&self.text, offset) - self.lines.chars_before(&self.text, start);
        if line == 1 && offset > 0 && self.text.starts_with(BOM) {
            column -= 1;
        }
        Position { line, column: column + 1 }
    }

    /// The bytes of a line (from 1), its line end and a byte order mark left out; `None` after the last line.
    pub fn line_span(&self, line: usize) -> Option<Span> {
        let mut start = *self.lines.starts.get(line.checked_sub(1)?)?;
        let end = self.lines.starts.get(line).copied().unwrap_or(self.text.len());
        if start == 0 && self.text.starts_with(BOM) {
            start = BOM.len_utf8();
        }
        let words = self.text[start..end].trim_end_matches('\n').trim_end_matches('\r');
        Some(Span::new(start, start + words.len()))
    }
}

impl LineIndex {
    fn new(text: &str) -> LineIndex {
        let chars = if text.is_ascii() { Vec::new() } else { char_counts(text.as_bytes()) };
        LineIndex { starts: line_starts(text.as_bytes()), chars }
    }

    /// The number of lines; an empty text has one.
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// The line (from 1) in which a byte offset lies.
    pub fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset)
    }

    fn chars_before(&self, text: &str, offset: usize) -> usize {
        match self.chars.get(offset / STRIDE) {
            None => offset,
            Some(counted) => counted + count_chars(&text.as_bytes()[offset / STRIDE * STRIDE..offset]),
        }
    }
}

pub(crate) const BOM: char = '\u{FEFF}';

/// Longest text in bytes. Folding makes it at most twice as long, when there is nothing but fractions in it.
pub(super) const LONGEST: usize = 1 << 30;

/// Bytes between two character counts: a column on a line of 20 MB is then counted from near by.
const STRIDE: usize = 4096;

fn line_starts(bytes: &[u8]) -> Vec<usize> {
    let ends = memchr2_iter(b'\n', b'\r', bytes).filter(|&at| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'));
    std::iter::once(0).chain(ends.map(|at| at + 1)).collect()
}

fn char_counts(bytes: &[u8]) -> Vec<usize> {
    let mut counts = vec![0];
    let mut sum = 0;
    for block in bytes.chunks(STRIDE) {
        sum += count_chars(block);
        counts.push(sum);
    }
    counts
}

fn count_chars(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}

fn not_utf8(bytes: &[u8], offset: usize) -> ReadError {
    match memchr(0, &bytes[..offset]) {
        Some(offset) => ReadError::Binary { offset },
        None => ReadError::Utf8 { offset, line: line_starts(&bytes[..offset]).len() },
    }
}

/// Windows-1252 text. Characters of UTF-8 say that it is damaged UTF-8; control characters, bytes that Windows-1252 does
/// not have, and more letters above ASCII than below say that it is something else.
fn decoded_by_guess(bytes: &[u8]) -> Option<String> {
    let is_utf8 = bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii());
    let is_control =
        |byte: &u8| matches!(byte, 0..=8 | 0x0B | 0x0E..=0x1A | 0x1C..=0x1F | 0x7F | 0x81 | 0x8D | 0x8F | 0x90 | 0x9D);
    let high = bytes.iter().filter(|byte| **byte >= 0x80).count();
    let letters = bytes.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
    if is_utf8 || high > letters || bytes.iter().any(is_control) {
        return None;
    }
    encoding_rs::WINDOWS_1252.decode_without_bom_handling_and_without_replacement(bytes).map(Into::into)
}

fn utf16(
    bytes: &[u8],
    encoding: &'static encoding_rs::Encoding,
    unit: fn([u8; 2]) -> u16,
) -> Result<String, ReadError> {
    if bytes.len() % 2 == 1 {
        return Err(ReadError::Truncated { length: bytes.len() + 2 });
    }
    match encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) => Ok(text.into_owned()),
        None => {
            let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
            let good: usize = char::decode_utf16(units).map_while(|char| char.ok().map(char::len_utf16)).sum();
            Err(ReadError::Utf16 { offset: 2 + 2 * good })
        }
    }
}
