//! From YAML to records.
//!
//! Reading ends at the first thing that does not fit the shape, and authors want to see them all. So a key that does
//! not belong is reported, painted over with blanks (which keeps every place where it is), and the file is read
//! again; only broken YAML ends the reading for good. The parser's own messages are turned into ours: it knows
//! YAML, we know what an author meant to do.

use super::fault::{Page, flow_end, known};
use super::record::FileRecord;
use serde_saphyr::{DuplicateKeyPolicy, Error, Options};
use std::ops::Range;

/// Larger files are refused unread.
const MAX_BYTES: usize = 4 << 20;
/// So many faults of shape are shown for one file.
const MAX_REPAIRS: usize = 40;

/// What could be read of a file.
pub(super) struct Reading {
    pub record: FileRecord,
    /// Nothing was painted over.
    pub whole: bool,
}

/// Reads a file, or reports why it cannot be read.
pub(super) fn read(page: &Page<'_>) -> Option<Reading> {
    if page.file.text.len() > MAX_BYTES {
        page.fault(0..0, "a rule file of more than 4 MB", "too large", "split it");
        return None;
    }
    let mut text = page.file.text.clone();
    for repairs in 0..MAX_REPAIRS {
        let error = match serde_saphyr::from_str_with_options::<Option<FileRecord>>(&text, options()) {
            Ok(Some(record)) => return Some(Reading { record, whole: repairs == 0 }),
            Ok(None) if repairs > 0 => return None,
            Ok(None) => {
                page.fault(
                    0..0,
                    "an empty rule file",
                    "nothing here",
                    "begin with `schema: 1` and `pack:` or `lexicon:`",
                );
                return None;
            }
            Err(error) => error,
        };
        let place = place(&text, &error);
        report(page, &error, place.clone());
        let entry = match error.without_snippet() {
            Error::SerdeUnknownField { .. } | Error::DuplicateMappingKey { .. } => entry_of_key(&text, place),
            Error::Unexpected { .. }
            | Error::InvalidScalar { .. }
            | Error::InvalidBooleanStrict { .. }
            | Error::NullIntoString { .. }
            | Error::SerdeInvalidType { .. } => entry_of_value(&text, place),
            _ => None,
        };
        paint_over(&mut text, entry?);
    }
    None
}

fn options() -> Options {
    let mut options = Options::default();
    options.duplicate_keys = DuplicateKeyPolicy::Error;
    options.strict_booleans = true;
    options
}

/// The bytes an error is about. The parser gives bytes or, for broken YAML, a line and a column in characters.
fn place(text: &str, error: &Error) -> Range<usize> {
    let Some(location) = error.without_snippet().location() else { return 0..0 };
    if let Some(start) = location.span().byte_offset() {
        let start = (start as usize).min(text.len());
        let end = start + location.span().byte_len().unwrap_or(0) as usize;
        return start..end.min(text.len());
    }
    let line = location.line().saturating_sub(1) as usize;
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let column = location.column().saturating_sub(1) as usize;
    let within: usize = text[start..].chars().take(column).take_while(|c| *c != '\n').map(char::len_utf8).sum();
    start + within..start + within
}

fn report(page: &Page<'_>, error: &Error, place: Range<usize>) {
    let (message, label, help) = match error.without_snippet() {
        Error::SerdeUnknownField { field, expected, .. } => (
            format!("unknown key `{field}`"),
            "not a key that stands here".to_owned(),
            known(field, expected.iter().copied()),
        ),
        Error::DuplicateMappingKey { key, .. } => (
            format!("the key `{}` stands here twice", key.as_deref().unwrap_or_default()),
            "the second of them".to_owned(),
            "put both into one".to_owned(),
        ),
        Error::Unexpected { expected, .. } => {
            let (what, help) = match *expected {
                "sequence start" => ("a list", "write it as a list: [one, other], or lines that begin with `- `"),
                "mapping start" => ("keys with values", "write it as `key: value`, or {key: value}"),
                "string scalar" => ("a single text", "write one text, in quotes if it has signs such as { [ : # in it"),
                other => (other, "see the description of the rule format"),
            };
            (format!("{what} is expected here"), format!("not {what}"), help.to_owned())
        }
        Error::InvalidScalar { .. } => (
            "a whole number is expected here".to_owned(),
            "not such a number".to_owned(),
            "write a number from 0 up".to_owned(),
        ),
        Error::InvalidBooleanStrict { .. } => (
            "true or false is expected here".to_owned(),
            "neither of the two".to_owned(),
            "write `true` or `false`".to_owned(),
        ),
        Error::NullIntoString { .. } => {
            ("a text is missing here".to_owned(), "empty".to_owned(), "write the text, or take the key out".to_owned())
        }
        Error::MultipleDocuments { .. } => (
            "a second document in one file".to_owned(),
            "begins here".to_owned(),
            "put each pack and each lexicon into a file of its own".to_owned(),
        ),
        other => {
            let text = other.to_string();
            let text = text.rsplit_once(" at line ").map_or(text.as_str(), |(text, _)| text).to_owned();
            (
                format!("this is not YAML: {text}"),
                "here".to_owned(),
                syntax_help(&page.file.text, &text, place.start).to_owned(),
            )
        }
    };
    page.fault(place, message, label, help);
}

/// What most likely went wrong where the YAML itself does not parse.
fn syntax_help(text: &str, message: &str, at: usize) -> &'static str {
    let here = &text[at..];
    if message.contains("escape") {
        "write patterns in single quotes: '\\bword\\b'; in double quotes YAML reads the backslash itself"
    } else if message.contains("tab") {
        "YAML is indented with spaces"
    } else if message.contains("unclosed quote") || message.contains("quoted scalar") {
        "close the quote; a single quote inside single quotes is written twice"
    } else if message.contains("mapping values") || here.starts_with(['@', '`', '%', '*', '&', '!', '|', '>', '{', '['])
    {
        "put the text in quotes"
    } else if message.contains("indicator") || message.contains("block") {
        "compare the indentation with the lines above"
    } else {
        "look for an open quote or bracket, and at the indentation, here and just above"
    }
}

/// The whole entry of a mapping whose key stands at `key`.
fn entry_of_key(text: &str, key: Range<usize>) -> Option<Range<usize>> {
    let line = line_start(text, key.start);
    let before = &text[line..key.start];
    if before.chars().all(|c| c == ' ' || c == '-') {
        return Some(key.start..block_end(text, key.start, key.start - line));
    }
    // Inside braces: up to the comma, or from the comma before.
    let mut end = key.start;
    for (offset, byte) in text.bytes().enumerate().skip(key.start) {
        if offset < end {
            continue;
        }
        match byte {
            b'{' | b'[' => end = flow_end(text, offset),
            b'"' | b'\'' => end = offset + 2 + text[offset + 1..].find(char::from(byte))?,
            b',' => return Some(key.start..offset + 1),
            b'}' => {
                let head = text[..key.start].trim_end();
                let start = if head.ends_with(',') { head.len() - 1 } else { key.start };
                return Some(start..offset);
            }
            _ => {}
        }
    }
    None
}

/// The entry or list item whose value is at `value`, where it stands on a line of its own.
fn entry_of_value(text: &str, value: Range<usize>) -> Option<Range<usize>> {
    let line = line_start(text, value.start);
    let lead = text[line..].len() - text[line..].trim_start_matches([' ', '-']).len();
    let head = text.get(line + lead..value.start)?;
    if head.trim_end().ends_with(':') && !head.contains(['{', '[', '"', '\'', ',']) {
        return Some(line + lead..block_end(text, line + lead, lead));
    }
    let dash = text[line..].find('-')?;
    let item = text.get(line + dash + 1..value.start)?;
    item.trim().is_empty().then(|| line + dash..block_end(text, line + dash, dash))
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |n| n + 1)
}

/// The end of the block that begins at `start` in this column: the lines below that stand further in.
fn block_end(text: &str, start: usize, column: usize) -> usize {
    let mut end = start;
    for line in text[start..].split_inclusive('\n') {
        let body = line.trim_start_matches(' ');
        let inside = line.len() - body.len() > column || body.trim().is_empty();
        // A list may stand in the same column as its key.
        let item = line.len() - body.len() == column && body.starts_with("- ") && !text[start..].starts_with("- ");
        if end > start && !inside && !item {
            break;
        }
        end += line.len();
    }
    end
}

/// Blanks in place of an entry, byte for byte.
fn paint_over(text: &mut String, entry: Range<usize>) {
    let blank = text[entry.clone()].bytes().map(|b| if b == b'\n' || b == b'\r' { char::from(b) } else { ' ' });
    let blank = blank.collect::<String>();
    text.replace_range(entry, &blank);
}
