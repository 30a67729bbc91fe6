//! The text as the scan reads it: typography folded to ASCII, white space collapsed, one line a sentence.
//!
//! Terms and patterns are written once, in plain ASCII with single spaces; notes have curly quotes, en dashes,
//! non-breaking spaces and hard-wrapped lines. Folding the note, rather than multiplying the patterns, also
//! lets every pattern run without Unicode classes. A line feed stands between sentences only, so no term and
//! no `.` can reach across.

use super::Sentence;
use crate::base::Span;

/// Folded text with the way back to the original.
#[derive(Debug, Default)]
pub struct Folded {
    text: String,
}

impl Folded {
    /// Folds each sentence of `text` to one line.
    pub fn new(_text: &str, _sentences: &[Sentence]) -> Folded {
        Folded::default()
    }

    /// The whole folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The folded bytes of one sentence, its line feed left out.
    pub fn sentence(&self, _index: usize) -> std::ops::Range<usize> {
        0..0
    }

    /// The sentence in which a folded offset lies.
    pub fn sentence_at(&self, _offset: usize) -> usize {
        0
    }

    /// The original bytes behind a non-empty folded range that does not cross a sentence.
    pub fn original(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(range.start, range.end)
    }
}
