//! A configuration file as it was read, and its words with their places.
//!
//! A configuration may extend other files. Each word keeps the file that it comes from, so a fault or an origin always
//! names the right one.

use super::record::Record;
use crate::app::names::suggest;
use crate::app::paths::from_here;
use crate::app::trouble::{Trouble, shown};
use crate::yaml::{Text, Texts};
use miette::{NamedSource, SourceSpan};
use notelint::report::{clean_line, clean_text};
use serde_saphyr::Location;
use std::fmt;
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// A file, to show faults in.
#[derive(Debug)]
pub struct ConfigFile {
    name: String,
    text: String,
}

/// A word of a configuration, with its place.
#[derive(Clone)]
pub struct ConfigValue {
    /// The word.
    pub value: String,
    file: Arc<ConfigFile>,
    at: Location,
}

impl fmt::Debug for ConfigValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} at {}", self.value, self.line())
    }
}

impl ConfigFile {
    /// Reads a file and its record.
    ///
    /// # Errors
    /// If it cannot be read, or is not a record.
    pub(super) fn read(path: &Path) -> Result<(Arc<ConfigFile>, Record), Trouble> {
        let text = fs::read_to_string(path).map_err(|e| Trouble::reading(path, e))?;
        let file = ConfigFile { name: shown(from_here(path)), text };
        let record = match file.text.trim().is_empty() {
            true => Record::default(),
            false => serde_saphyr::from_str(&file.text).map_err(|e| file.yaml_fault(&e))?,
        };
        Ok((Arc::new(file), record))
    }

    /// A word of this file.
    pub(super) fn value(self: &Arc<ConfigFile>, text: Text) -> ConfigValue {
        ConfigValue { value: text.value, file: Arc::clone(self), at: text.referenced }
    }

    /// The words of a list of this file.
    pub(super) fn values(self: &Arc<ConfigFile>, texts: Option<Texts>) -> Vec<ConfigValue> {
        let texts = texts.map(|texts| texts.value).unwrap_or_default();
        texts.into_iter().map(|text| self.value(text)).collect()
    }

    /// A fault at a place of the file.
    pub(super) fn fault(&self, at: Location, message: String, help: Option<String>) -> Trouble {
        Trouble::Config {
            message: clean_line(&message).into_owned(),
            file: self.source(),
            place: place(at),
            help: help.map(|help| clean_line(&help).into_owned()),
        }
    }

    fn source(&self) -> Arc<NamedSource<String>> {
        Arc::new(NamedSource::new(&self.name, clean_text(&self.text)))
    }

    fn yaml_fault(&self, error: &serde_saphyr::Error) -> Trouble {
        let (message, help) = match error.without_snippet() {
            serde_saphyr::Error::SerdeUnknownField { field, expected, .. } => {
                (format!("there is no key `{field}`"), Some(suggest(field, expected.iter().copied())))
            }
            other => {
                let message = other.to_string();
                (message.split(" at line ").next().unwrap_or(&message).to_owned(), None)
            }
        };
        self.fault(error.location().unwrap_or(Location::UNKNOWN), message, help)
    }
}

impl ConfigValue {
    /// A fault at the word.
    pub fn fault(&self, message: String, help: impl Into<Option<String>>) -> Trouble {
        self.file.fault(self.at, message, help.into())
    }

    /// A fault: the word is not one of those that are allowed here.
    pub fn is_none_of(&self, words: &[&str]) -> Trouble {
        self.fault(format!("`{}` is not known here", self.value), format!("write one of {}", words.join(", ")))
    }

    /// The place of the word: `notelint.yaml:4`.
    pub fn line(&self) -> String {
        let start = self.place().map_or(0, |place| place.offset()).min(self.file.text.len());
        let line = self.file.text.as_bytes()[..start].iter().filter(|byte| **byte == b'\n').count() + 1;
        format!("{}:{line}", self.file.name)
    }

    /// The file, and the place in it.
    pub(super) fn shown(&self) -> (Arc<NamedSource<String>>, Option<SourceSpan>) {
        (self.file.source(), self.place())
    }

    fn place(&self) -> Option<SourceSpan> {
        place(self.at)
    }
}

fn place(location: Location) -> Option<SourceSpan> {
    let span = location.span();
    Some((span.byte_offset()? as usize, span.byte_len()? as usize).into())
}
