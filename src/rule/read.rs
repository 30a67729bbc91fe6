//! From YAML to records.
//!
//! Reading ends at the first thing that does not have the right shape, and authors want to see all errors. So a key
//! that does not belong is reported, replaced by blanks (which keeps every place), and the file is read again; only
//! broken YAML ends the reading. The parser's messages are replaced by ours: it knows YAML, we know what an author
//! meant to do.

use super::fault::{RuleSource, flow_end, known, nearest};
use super::record::FileRecord;
use serde_saphyr::{DuplicateKeyPolicy, Error, Options};
use std::collections::BTreeSet;
use std::ops::Range;

/// Larger files are refused without being read.
const MAX_BYTES: usize = 4 << 20;
/// The number of shape errors shown for one file.
const MAX_REPAIRS: usize = 40;

/// What could be read of a file.
pub(super) struct Reading {
    pub record: FileRecord,
    pub lost: Lost,
}

/// Keys that were replaced by blanks somewhere in a file: if one of them is missing, that is no fault of its own.
#[derive(Debug, Default)]
pub(super) struct Lost(BTreeSet<String>);

impl Lost {
    /// Whether any of these keys was lost.
    pub fn any(&self, keys: &[&str]) -> bool {
        keys.iter().any(|key| self.0.contains(*key))
    }
}

/// Reads a file, or reports why it cannot be read.
pub(super) fn read(yaml: &RuleSource<'_>) -> Option<Reading> {
    if yaml.file.text.len() > MAX_BYTES {
        yaml.fault(0..0, "a rule file of more than 4 MB", "too large", "split it");
        return None;
    }
    let mut text = yaml.file.text.clone();
    let mut lost = Lost::default();
    for repairs in 0..MAX_REPAIRS {
        let error = match serde_saphyr::from_str_with_options::<Option<FileRecord>>(&text, options()) {
            Ok(Some(record)) => return Some(Reading { record, lost }),
            Ok(None) if repairs > 0 => return None,
            Ok(None) => {
                let help = "begin with `schema: 1` and `pack:` or `lexicon:`";
                yaml.fault(0..0, "an empty rule file", "nothing here", help);
                return None;
            }
            Err(error) => error,
        };
        let place = place(&text, &error);
        report(yaml, &error, place.clone());
        let entry = match error.without_snippet() {
            Error::SerdeUnknownField { field, expected, .. } => {
                lost.0.extend(nearest(field, expected.iter().copied()).map(str::to_owned));
                entry_of_key(&text, place)
            }
            Error::DuplicateMappingKey { .. } => entry_of_key(&text, place),
            Error::Unexpected { .. }
            | Error::InvalidScalar { .. }
            | Error::InvalidBooleanStrict { .. }
            | Error::NullIntoString { .. } => {
                let entry = entry_of_value(&text, place);
                lost.0.extend(entry.iter().flat_map(|entry| keys_of(&text, entry.start)));
                entry
            }
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

fn report(yaml: &RuleSource<'_>, error: &Error, place: Range<usize>) {
    let (message, label, help) = match error.without_snippet() {
        Error::SerdeUnknownField { field, expected, .. } => (
            format!("unknown key `{field}`"),
            "this key does not belong here".to_owned(),
            known(field, expected.iter().copied()),
        ),
        Error::DuplicateMappingKey { key, .. } => (
            format!("the key `{}` occurs here twice", key.as_deref().unwrap_or_default()),
            "the second of them".to_owned(),
            "put both into one".to_owned(),
        ),
        Error::Unexpected { expected, .. } => {
            let (what, help) = match *expected {
                "sequence start" => ("a list", "write it as a list: [one, other], or lines that begin with `- `"),
                "mapping start" => ("a mapping", "write it as `key: value`, or {key: value}"),
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
                syntax_help(&yaml.file.text, &text, place.start).to_owned(),
            )
        }
    };
    yaml.fault(place, message, label, help);
}

/// What most likely went wrong if the YAML itself does not parse.
fn syntax_help(text: &str, message: &str, at: usize) -> &'static str {
    let here = &text[at..];
    if message.contains("escape") {
        "write patterns in single quotes: '\\bword\\b'; in double quotes YAML reads the backslash itself"
    } else if message.contains("tab") {
        "YAML is indented with spaces"
    } else if message.contains("unclosed quote") || message.contains("quoted scalar") {
        "close the quote; a single quote inside single quotes is written twice"
    } else if message.contains("bracket") {
        "close the bracket; a text with brackets in it goes into quotes"
    } else if message.contains("mapping values") || here.starts_with(['@', '`', '%', '*', '&', '!', '|', '>', '{', '['])
    {
        "put the text in quotes"
    } else if message.contains("indicator") || message.contains("block") {
        "compare the indentation with the lines above"
    } else {
        "look for an open quote or bracket, and at the indentation, here and just above"
    }
}

/// The whole entry of a mapping whose key is at `key`.
fn entry_of_key(text: &str, key: Range<usize>) -> Option<Range<usize>> {
    let line = line_start(text, key.start);
    if text[line..key.start].chars().all(|c| c == ' ' || c == '-') {
        return Some(key.start..block_end(text, key.start));
    }
    // Inside braces: up to the comma, or from the comma before.
    let mut at = key.start;
    while at < text.len() {
        match text.as_bytes()[at] {
            b'{' | b'[' => at = flow_end(text, at),
            quote @ (b'"' | b'\'') => at += 2 + text[at + 1..].find(char::from(quote))?,
            b',' => return Some(key.start..at + 1),
            b'}' => {
                let head = text[..key.start].trim_end();
                return Some(if head.ends_with(',') { head.len() - 1 } else { key.start }..at);
            }
            _ => at += 1,
        }
    }
    None
}

/// The entry whose value is at `value`: of a mapping, or the item of a list.
fn entry_of_value(text: &str, value: Range<usize>) -> Option<Range<usize>> {
    let line = line_start(text, value.start);
    let head = text[line..value.start].trim_end();
    if let Some(key) = head.strip_suffix(':') {
        let in_braces = key.rfind(['{', ',']).map(|n| n + 1).unwrap_or_else(|| lead(key));
        let start = line + in_braces + lead(&key[in_braces..]);
        return entry_of_key(text, start..start);
    }
    if head.chars().all(|c| c == ' ') {
        // A block on the lines below its key.
        let above = text[..line].trim_end();
        let key = line_start(text, above.len());
        let key = key + lead(&text[key..]);
        return above.ends_with(':').then(|| key..block_end(text, key));
    }
    let dashes = head.trim_start().chars().all(|c| c == '-' || c == ' ');
    dashes.then(|| line + head.len() - 1).map(|dash| dash..block_end(text, dash))
}

/// The key of an entry (for an item, of its list) and, where it names things of the author's, the key above.
fn keys_of(text: &str, entry: usize) -> Vec<String> {
    let word = |at: usize| text[at..].split([':', '\n', ' ']).next().unwrap_or_default().to_owned();
    let above = |at: usize| {
        let line = line_start(text, at);
        let column = at - line;
        let lines = text[..line].lines().rev().filter(|line| !line.trim().is_empty());
        let parent =
            lines.map(|line| (lead(line), line)).find(|(own, line)| *own < column && line.trim_end().ends_with(':'));
        parent.map(|(own, line)| line[own..].trim_end().trim_end_matches(':').to_owned())
    };
    let own = if text[entry..].starts_with("- ") { above(entry) } else { Some(word(entry)) };
    let named = above(entry).filter(|key| key == "concepts" || key == "fragments");
    own.into_iter().chain(named).collect()
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |n| n + 1)
}

/// The width of the indentation of a line, the dashes of list items included.
fn lead(line: &str) -> usize {
    let mut rest = line.trim_start_matches(' ');
    while let Some(item) = rest.strip_prefix("- ") {
        rest = item.trim_start_matches(' ');
    }
    line.len() - rest.len()
}

/// The end of the block that begins at `start`: the lines below that are indented further, and a list in its column.
fn block_end(text: &str, start: usize) -> usize {
    let column = start - line_start(text, start);
    let is_item = text[start..].starts_with("- ");
    let mut end = start;
    for line in text[start..].split_inclusive('\n') {
        let body = line.trim_start_matches(' ');
        let indent = line.len() - body.len();
        let list = indent == column && body.starts_with("- ") && !is_item;
        if end > start && indent <= column && !list && !body.trim().is_empty() {
            break;
        }
        end += line.len();
    }
    end
}

/// Blanks in place of an entry, byte for byte.
fn paint_over(text: &mut String, entry: Range<usize>) {
    let blank = |b: u8| if matches!(b, b'\n' | b'\r') { char::from(b) } else { ' ' };
    let blank = text[entry.clone()].bytes().map(blank).collect::<String>();
    text.replace_range(entry, &blank);
}
