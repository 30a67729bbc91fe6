//! Errors in a rule file, shown on the author's own YAML.
//!
//! Every fault names its file and line, underlines the value it is about, and says what to do next: a rule author is
//! not a programmer, and no other tool would show the error. Faults are collected, so that one run shows them all.

use crate::base::clean;
use miette::{Diagnostic, LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// One error in one file.
#[derive(Clone, Debug)]
pub struct Fault {
    message: String,
    label: String,
    help: String,
    path: String,
    line: usize,
    place: Range<usize>,
    source: Arc<Listing>,
}

impl Fault {
    /// A fault with its message, its label and its help.
    pub(super) fn new(texts: [String; 3], path: &str, line: usize, place: Range<usize>, source: Arc<Listing>) -> Fault {
        let [message, label, help] = texts.map(|text| in_line(&text));
        Fault { message, label, help, path: path.to_owned(), line, place, source }
    }

    /// Its bytes in its file.
    pub(super) fn place(&self) -> Range<usize> {
        self.place.clone()
    }

    /// Whether another fault of the same file says the same.
    pub(super) fn is_of(&self, other: &Fault) -> bool {
        (&self.message, &self.place) == (&other.message, &other.place)
    }

    /// The file, as it was named to the loader.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The line of the value it is about, counted from 1.
    pub fn line(&self) -> usize {
        self.line
    }

    /// What is wrong, in one line.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Fault {}

impl Diagnostic for Fault {
    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.help))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.source)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let label = LabeledSpan::new(Some(self.label.clone()), self.place.start, self.place.len());
        Some(Box::new(std::iter::once(label)))
    }
}

/// All errors, in the order of files and lines; never empty.
#[derive(Clone, Debug)]
pub struct Faults(pub(super) Vec<Fault>);

impl Faults {
    /// The faults, each a diagnostic of its own.
    pub fn iter(&self) -> impl Iterator<Item = &Fault> {
        self.0.iter()
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.len() {
            1 => f.write_str("1 fault in the rule files"),
            n => write!(f, "{n} faults in the rule files"),
        }
    }
}

impl std::error::Error for Faults {}

impl Diagnostic for Faults {
    fn related<'a>(&'a self) -> Option<Box<dyn Iterator<Item = &'a dyn Diagnostic> + 'a>> {
        Some(Box::new(self.0.iter().map(|fault| fault as &dyn Diagnostic)))
    }
}

/// The end of the flow collection that opens at `start`: the byte after the partner of its bracket.
pub(super) fn flow_end(text: &str, start: usize) -> usize {
    let mut depth = 0usize;
    let mut quote = None;
    for (offset, byte) in text.bytes().enumerate().skip(start) {
        match (quote, byte) {
            (Some(open), _) if byte == open => quote = None,
            (Some(_), _) => {}
            (None, b'\'' | b'"') => quote = Some(byte),
            (None, b'{' | b'[') => depth += 1,
            (None, b'}' | b']') => {
                depth -= 1;
                if depth == 0 {
                    return offset + 1;
                }
            }
            _ => {}
        }
    }
    text.len()
}

pub(super) fn boundary_before(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

pub(super) fn boundary_after(text: &str, at: usize) -> usize {
    (at..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}

pub(super) fn in_line(text: &str) -> String {
    clean::line(text).into_owned()
}

/// A value of the author's as a message shows it: whole if short, its beginning if long.
pub(super) fn named(value: &str) -> String {
    match value.char_indices().nth(LONG_NAME) {
        Some((end, _)) => format!("`{}…`", value[..end].trim_end()),
        None => format!("`{value}`"),
    }
}

/// Longer values are cut after so many characters.
const LONG_NAME: usize = 48;

/// Lines longer than this are shown in part.
const LONG_LINE: usize = 140;
/// How much of a long line is shown on either side of the place.
const AROUND: usize = 60;

/// A file as faults show it. Patterns make lines of many hundred characters: of such a line only the text around the
/// place is shown, and none of the neighbouring lines.
#[derive(Debug)]
pub(super) struct Listing {
    pub path: String,
    pub text: String,
}

impl SourceCode for Listing {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let text = self.text.as_str();
        let (place, end) = (span.offset(), span.offset() + span.len());
        if end > text.len() {
            return Err(MietteError::OutOfBounds);
        }
        let start = text[..place].rfind('\n').map_or(0, |n| n + 1);
        let mut from = start;
        let mut to = text[end..].find('\n').map_or(text.len(), |n| end + n);
        let mut column = 0;
        if before + after == 0 {
            // So is the place asked for that the header names.
            (from, to, column) = (place, end, place - start);
        } else if to - from > LONG_LINE {
            from = boundary_before(text, place.saturating_sub(AROUND)).max(start);
            to = boundary_after(text, (end + AROUND).min(to));
            column = from - start;
        } else {
            for _ in 0..before {
                from = from.checked_sub(1).map_or(0, |end| text[..end].rfind('\n').map_or(0, |n| n + 1));
            }
            for _ in 0..after {
                to = text.get(to + 1..).map_or(to, |rest| rest.find('\n').map_or(text.len(), |n| to + 1 + n));
            }
        }
        let line = text[..from].matches('\n').count();
        let bytes = &text.as_bytes()[from..to];
        let count = text[from..to].matches('\n').count() + 1;
        let shown = SourceSpan::from((from, to - from));
        Ok(Box::new(MietteSpanContents::new_named(self.path.clone(), bytes, shown, line, column, count)))
    }
}

/// The nearest of `known` to a misspelt `word`, if one is near enough to be meant.
pub(super) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let far = (word.chars().count() / 4).clamp(1, 4);
    known
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate))
        .filter(|(distance, _)| *distance <= far)
        .min()
        .map(|(_, candidate)| candidate)
}

/// The next step after an unknown word: the nearest known one, or all of them.
pub(super) fn known<'a>(word: &str, all: impl IntoIterator<Item = &'a str> + Clone) -> String {
    match nearest(word, all.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("known here: {}", listed(all)),
    }
}

/// Words in a row; `none` if there are none.
pub(super) fn listed<'a>(all: impl IntoIterator<Item = &'a str>) -> String {
    let all = all.into_iter().collect::<Vec<_>>();
    if all.is_empty() { "none".to_owned() } else { all.join(", ") }
}
