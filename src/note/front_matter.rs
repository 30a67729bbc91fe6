//! What a note says about itself before it begins: a YAML mapping between two lines of three dashes.
//!
//! ```text
//! ---
//! codes: [M54.50, I10]
//! date-of-service: 2026-10-02
//! note-type: follow-up
//! setting: outpatient
//! ---
//! ```
//!
//! Other tools keep their keys there as well, so unknown ones are left alone. But three dashes also draw a line under a
//! letterhead, and nothing that a clinician wrote may disappear: a block counts as front matter only if it has one of
//! our keys, or keys as programs write them, none of which is a heading of notes. Anything else is text. A block with
//! one of our keys that cannot be read is a fault, because its author wants it to count.

use super::{BOM, Context, Headings};
use crate::base::{Date, Setting, Span};
use crate::yaml::{self, Entries, Kind, Node, Text, Value};

/// Bytes within which front matter ends; a longer block is text.
const LONGEST: usize = 64 << 10;

/// Longest code in bytes.
const CODE: usize = 8;

/// The front matter of a note. What holds for the whole note is in its [`Context`].
#[derive(Clone, Debug, PartialEq)]
pub struct FrontMatter {
    /// From the first line of dashes to the end of the last one.
    pub span: Span,
    /// The words of its codes, in order.
    pub codes: Vec<Span>,
    /// Whether it gives the date of service.
    pub is_dated: bool,
    /// Who wrote the note, if it says so.
    pub author: Option<Span>,
    /// The first thing in it that cannot be read. Everything else in it counts.
    pub fault: Option<FrontMatterFault>,
}

/// What is wrong with front matter. It quotes no word of the note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrontMatterFault {
    /// Where.
    pub span: Span,
    /// What.
    pub kind: FaultKind,
}

/// The ways in which front matter can be wrong. The words end with what to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FaultKind {
    /// Not YAML.
    #[error("the front matter is not YAML from here on; write one `key: value` on a line")]
    Yaml,
    /// A key given twice.
    #[error("the front matter has a key twice; keep one of them")]
    Twice,
    /// Codes of another shape.
    #[error("`codes` holds something else than codes; write them as a list: `codes: [M54.50, I10]`")]
    Codes,
    /// An invalid date of service.
    #[error("the date of service is not a valid date; write it as `date-of-service: 2026-10-02`")]
    Date,
    /// A note type that is not a word.
    #[error("`note-type` is not a word; write it as `note-type: follow-up`")]
    NoteType,
    /// An unknown setting.
    #[error("`setting` names no setting; write `setting: outpatient` or `setting: inpatient`")]
    Setting,
}

/// Keys that name who wrote the note. Other tools have them too, so that they alone make no front matter.
const AUTHOR: [&str; 5] = ["author", "provider", "clinician", "attending", "signed-by"];

/// Our keys.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Key {
    Codes,
    Date,
    NoteType,
    Setting,
}

impl Key {
    fn named(name: &str) -> Option<Key> {
        match name {
            "codes" => Some(Key::Codes),
            "date-of-service" | "date_of_service" | "dos" => Some(Key::Date),
            "note-type" | "note_type" => Some(Key::NoteType),
            "setting" => Some(Key::Setting),
            _ => None,
        }
    }

    fn fault(self) -> FaultKind {
        match self {
            Key::Codes => FaultKind::Codes,
            Key::Date => FaultKind::Date,
            Key::NoteType => FaultKind::NoteType,
            Key::Setting => FaultKind::Setting,
        }
    }
}

/// The front matter at the start of a text. What it says goes to `context`, where the command line has not said
/// otherwise; only a date of service overrides the day that came with the context.
pub(super) fn read(text: &str, context: &mut Context, headings: &Headings) -> Option<FrontMatter> {
    let Block { span, inner } = block(text)?;
    let yaml = &text[inner.range()];
    let mut front = FrontMatter { span, codes: Vec::new(), is_dated: false, author: None, fault: None };
    let (entries, faults) = yaml::read::<Entries<Node>>(yaml);
    match (faults.first(), entries) {
        (None, Some(Entries(entries))) if is_meant(&entries, headings) => {
            let mut reader = Reader { text, start: inner.start, front: &mut front };
            entries.iter().for_each(|(key, value)| reader.entry(&key.value, value, context));
            // The span of an alias is that of its anchor.
            front.codes.sort_unstable();
            front.codes.dedup();
        }
        (Some(fault), _) if yaml.lines().any(has_own_key) => {
            let kind = if matches!(fault.kind, Kind::Twice(_)) { FaultKind::Twice } else { FaultKind::Yaml };
            front.fault = Some(FrontMatterFault { span: line_of(text, inner, fault.place.start), kind });
        }
        _ => return None,
    }
    Some(front)
}

struct Block {
    span: Span,
    inner: Span,
}

/// The lines of dashes and what is between them.
fn block(text: &str) -> Option<Block> {
    let start = if text.starts_with(BOM) { BOM.len_utf8() } else { 0 };
    if !text[start..].starts_with("---") {
        return None;
    }
    let mut inner = None;
    let mut at = start;
    while at < text.len() && at - start < LONGEST {
        let end = text[at..].find(['\n', '\r']).map_or(text.len(), |length| at + length);
        let next = end + if text[end..].starts_with("\r\n") { 2 } else { 1 };
        let dashes = text[at..end].trim_end() == "---";
        match inner {
            None if dashes => inner = Some(next.min(text.len())),
            None => return None,
            Some(first) if dashes => return Some(Block { span: Span::new(start, end), inner: Span::new(first, at) }),
            Some(_) => {}
        }
        at = next;
    }
    None
}

fn has_own_key(line: &str) -> bool {
    line.split_once(':').is_some_and(|(name, _)| Key::named(name.trim_end()).is_some())
}

/// The line of a block at an offset into it.
fn line_of(text: &str, inner: Span, offset: usize) -> Span {
    let yaml = &text[inner.range()];
    let start = yaml[..offset].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let end = yaml[start..].find(['\n', '\r']).map_or(yaml.len(), |length| start + length);
    Span::new(inner.start + start, inner.start + end)
}

/// Whether a mapping with these keys is front matter, and not a letterhead between two lines.
fn is_meant(entries: &[(Text, Node)], headings: &Headings) -> bool {
    let own = |name: &str| Key::named(name).is_some();
    let machine = |name: &str| {
        name.starts_with(|c: char| c.is_ascii_lowercase())
            && !name.contains(char::is_whitespace)
            && headings.get(name).is_none()
    };
    let mut names = entries.iter().map(|(name, _)| name.value.as_str());
    entries.iter().any(|(name, _)| own(&name.value)) || !entries.is_empty() && names.all(machine)
}

struct Reader<'a> {
    text: &'a str,
    start: usize,
    front: &'a mut FrontMatter,
}

impl Reader<'_> {
    fn entry(&mut self, name: &str, value: &Node, context: &mut Context) {
        if AUTHOR.contains(&name) && matches!(value.value, Value::Scalar(_)) {
            let span = self.span(value);
            self.front.author.get_or_insert(span);
        }
        let Some(key) = Key::named(name) else { return };
        if matches!(value.value, Value::Null) {
            return;
        }
        let span = self.span(value);
        let word = if let Value::Scalar(word) = &value.value { Some(word.trim()) } else { None };
        let understood = match key {
            Key::Codes => return self.codes(value),
            Key::Date => {
                self.front.is_dated = true;
                word.and_then(Date::parse).map(|day| context.day = Some(day)).is_some()
            }
            Key::NoteType => word.map(|word| context.note_type.get_or_insert_with(|| word.to_owned())).is_some(),
            Key::Setting => {
                word.and_then(Setting::parse).map(|setting| context.setting.get_or_insert(setting)).is_some()
            }
        };
        if !understood {
            self.fault(span, key.fault());
        }
    }

    /// One code, or a list of them.
    fn codes(&mut self, value: &Node) {
        match &value.value {
            Value::List(values) => values.iter().for_each(|value| self.code(value)),
            _ => self.code(value),
        }
    }

    fn code(&mut self, value: &Node) {
        let span = self.span(value);
        let words = &self.text[span.range()];
        let one = matches!(value.value, Value::Scalar(_))
            && words.len() <= CODE
            && words.chars().all(|c| c.is_ascii_alphanumeric() || c == '.')
            && words.contains(|c: char| c.is_ascii_digit());
        match one {
            true => self.front.codes.push(span),
            false => self.fault(span, FaultKind::Codes),
        }
    }

    /// Keeps the first fault.
    fn fault(&mut self, span: Span, kind: FaultKind) {
        self.front.fault.get_or_insert(FrontMatterFault { span, kind });
    }

    /// The words of a value, without quotation marks.
    fn span(&self, value: &Node) -> Span {
        let span = Span::new(self.start + value.origin.start, self.start + value.origin.end).trim(self.text);
        let words = &self.text[span.range()];
        let quoted = words.len() > 2 && words.starts_with(['"', '\'']) && words.ends_with(['"', '\'']);
        if quoted { Span::new(span.start + 1, span.end - 1) } else { span }
    }
}
