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
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{Error, Spanned};
use std::fmt;

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
    let mut front = FrontMatter { span, codes: Vec::new(), fault: None };
    match serde_saphyr::from_str::<Entries>(yaml) {
        Ok(entries) if entries.is_meant(headings) => {
            let mut reader = Reader { text, start: inner.start, front: &mut front };
            entries.0.into_iter().for_each(|(key, value)| reader.entry(&key, value, context));
            // The span of an alias is that of its anchor.
            front.codes.sort_unstable();
            front.codes.dedup();
        }
        Err(error) if yaml.lines().any(has_own_key) => {
            let kind = match error.without_snippet() {
                Error::DuplicateMappingKey { .. } => FaultKind::Twice,
                _ => FaultKind::Yaml,
            };
            let line = error.location().map_or(1, |location| location.line().max(1));
            front.fault = Some(FrontMatterFault { span: nth_line(text, inner, line as usize), kind });
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

/// A line of a block, counted from 1; its last one if it has fewer.
fn nth_line(text: &str, inner: Span, line: usize) -> Span {
    let yaml = &text[inner.range()];
    let lines = yaml.lines().take(line);
    let words = lines.last().unwrap_or_default();
    let start = inner.start + (words.as_ptr() as usize).saturating_sub(yaml.as_ptr() as usize).min(yaml.len());
    Span::new(start, start + words.len())
}

/// A mapping in the order of the text.
struct Entries(Vec<(String, Spanned<Value>)>);

impl Entries {
    /// Whether it is front matter, and not a letterhead between two lines.
    fn is_meant(&self, headings: &Headings) -> bool {
        let own = |name: &str| Key::named(name).is_some();
        let machine = |name: &str| {
            name.starts_with(|c: char| c.is_ascii_lowercase())
                && !name.contains(char::is_whitespace)
                && headings.get(name).is_none()
        };
        let mut names = self.0.iter().map(|(name, _)| name.as_str());
        self.0.iter().any(|(name, _)| own(name)) || !self.0.is_empty() && names.all(machine)
    }
}

/// What a key holds, as far as ours hold anything.
enum Value {
    Nothing,
    Word(String),
    List(Vec<Spanned<Value>>),
    Mapping,
}

struct Reader<'a> {
    text: &'a str,
    start: usize,
    front: &'a mut FrontMatter,
}

impl Reader<'_> {
    fn entry(&mut self, name: &str, value: Spanned<Value>, context: &mut Context) {
        let Some(key) = Key::named(name) else { return };
        if matches!(value.value, Value::Nothing) {
            return;
        }
        let span = self.span(&value);
        let word = if let Value::Word(word) = &value.value { Some(word.trim()) } else { None };
        let understood = match key {
            Key::Codes => return self.codes(value),
            Key::Date => word.and_then(Date::parse).map(|day| context.day = Some(day)).is_some(),
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
    fn codes(&mut self, value: Spanned<Value>) {
        match value.value {
            Value::List(values) => values.iter().for_each(|value| self.code(value)),
            _ => self.code(&value),
        }
    }

    fn code(&mut self, value: &Spanned<Value>) {
        let span = self.span(value);
        let words = &self.text[span.range()];
        let one = matches!(value.value, Value::Word(_))
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
    fn span<T>(&self, value: &Spanned<T>) -> Span {
        let place = value.defined.span();
        let start = self.start + place.byte_offset().unwrap_or(0) as usize;
        let end = start + place.byte_len().unwrap_or(0) as usize;
        let span = self.text.get(start..end).map_or(self.front.span, |_| Span::new(start, end)).trim(self.text);
        let words = &self.text[span.range()];
        let quoted = words.len() > 2 && words.starts_with(['"', '\'']) && words.ends_with(['"', '\'']);
        if quoted { Span::new(span.start + 1, span.end - 1) } else { span }
    }
}

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Mapping;
        impl<'de> Visitor<'de> for Mapping {
            type Value = Entries;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a mapping")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(Mapping)
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Value;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("anything")
            }
            fn visit_str<E>(self, word: &str) -> Result<Value, E> {
                Ok(Value::Word(word.to_owned()))
            }
            fn visit_bool<E>(self, word: bool) -> Result<Value, E> {
                Ok(Value::Word(word.to_string()))
            }
            fn visit_i64<E>(self, word: i64) -> Result<Value, E> {
                Ok(Value::Word(word.to_string()))
            }
            fn visit_u64<E>(self, word: u64) -> Result<Value, E> {
                Ok(Value::Word(word.to_string()))
            }
            fn visit_f64<E>(self, word: f64) -> Result<Value, E> {
                Ok(Value::Word(word.to_string()))
            }
            fn visit_unit<E>(self) -> Result<Value, E> {
                Ok(Value::Nothing)
            }
            fn visit_none<E>(self) -> Result<Value, E> {
                Ok(Value::Nothing)
            }
            fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
                deserializer.deserialize_any(self)
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
                let mut values = Vec::new();
                while let Some(value) = list.next_element()? {
                    values.push(value);
                }
                Ok(Value::List(values))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(Value::Mapping)
            }
        }
        deserializer.deserialize_any(Any)
    }
}
