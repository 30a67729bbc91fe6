//! The place of a finding in the coordinates that other programs use.

use crate::base::Span;
use crate::note::Source;
use std::path::Path;

/// A span as lines and columns, all from 1; the end is the place after the last character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Region {
    pub line: usize,
    /// In characters.
    pub column: usize,
    pub end_line: usize,
    /// In characters.
    pub end_column: usize,
}

impl Region {
    pub(crate) fn new(source: &Source, span: Span) -> Region {
        let (start, end) = (source.position(span.start), source.position(span.end));
        Region { line: start.line, column: start.column, end_line: end.line, end_column: end.column }
    }
}

/// The column of an offset in bytes, from 1, as reviewdog counts.
pub(crate) fn byte_column(source: &Source, offset: usize) -> usize {
    let line = source.position(offset).line;
    let start = source.line_span(line).map_or(0, |line| line.start);
    offset.saturating_sub(start) + 1
}

/// A path as a relative reference of a URI: slashes, and everything else that has a meaning there escaped.
pub(crate) fn uri(path: &Path) -> String {
    let text = path.to_string_lossy().replace('\\', "/");
    let text = text.strip_prefix("./").unwrap_or(&text);
    let mut uri = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    if uri.starts_with('/') { format!("file://{uri}") } else { uri }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_references() {
        assert_eq!(uri(Path::new("./notes/a b#1.txt")), "notes/a%20b%231.txt");
        assert_eq!(uri(Path::new("/srv/é.txt")), "file:///srv/%C3%A9.txt");
    }

    #[test]
    fn columns_in_bytes_and_in_characters_differ() {
        let source = Source::from_text("a.txt", "x\né pain\n");
        let at = source.text().find("pain").unwrap();
        let region = Region::new(&source, Span::new(at, at + 4));
        assert_eq!((region.line, region.column, region.end_column), (2, 3, 7));
        assert_eq!(byte_column(&source, at), 4);
    }
}
