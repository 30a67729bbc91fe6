//! A configuration file as it was read, and its words with their places.
//!
//! A configuration may extend other files. Each word keeps the file that it comes from, so a fault or an origin always
//! names the right one.

use super::record::Record;
use crate::app::names::suggest;
use crate::app::paths::from_here;
use crate::app::read::{InputKind, read_text};
use crate::app::trouble::{Trouble, shown};
use crate::yaml::{self, Text, Texts};
use miette::{NamedSource, SourceSpan};
use notelint::report::clean_text;
use std::fmt;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

/// The number of shape errors shown for one file.
const MAX_FAULTS: usize = 40;

/// A file, to show faults in.
#[derive(Debug)]
pub struct ConfigFile {
    name: String,
    /// What it holds, fit for a terminal; places are those of the file.
    text: String,
}

/// A word of a configuration, with its place.
#[derive(Clone)]
pub struct ConfigValue {
    /// The word.
    pub value: String,
    file: Arc<ConfigFile>,
    at: Range<usize>,
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
        let text = read_text(path, InputKind::Config)?;
        let file = ConfigFile { name: shown(from_here(path)), text: clean_text(&text) };
        let (record, faults) = yaml::read(&text);
        match file.yaml_faults(&text, &faults) {
            Some(trouble) => Err(trouble),
            None => Ok((Arc::new(file), record.unwrap_or_default())),
        }
    }

    /// A value of this file.
    pub(super) fn value(self: &Arc<ConfigFile>, text: Text) -> ConfigValue {
        ConfigValue { at: text.place(), value: text.value, file: Arc::clone(self) }
    }

    /// The values of a list of this file.
    pub(super) fn values(self: &Arc<ConfigFile>, texts: Option<Texts>) -> Vec<ConfigValue> {
        let texts = texts.map(|texts| texts.value).unwrap_or_default();
        texts.into_iter().map(|text| self.value(text)).collect()
    }

    /// A fault at a place of the file.
    pub(super) fn fault(&self, at: Range<usize>, message: String, help: Option<String>) -> Trouble {
        Trouble::Config { message, file: self.source(), place: at.into(), help, more: Vec::new() }
    }

    fn source(&self) -> Arc<NamedSource<String>> {
        Arc::new(NamedSource::new(&self.name, self.text.clone()))
    }

    /// The first fault of shape, with the others.
    fn yaml_faults(&self, text: &str, faults: &[yaml::Fault]) -> Option<Trouble> {
        let shown = |fault: &yaml::Fault| {
            let help = fault.help(&text[fault.place.start..], |key, known| suggest(key, known.iter().copied()));
            self.fault(fault.place.clone(), fault.message(), Some(help))
        };
        let mut troubles = faults.iter().take(MAX_FAULTS).map(shown);
        let mut first = troubles.next()?;
        if let Trouble::Config { more, .. } = &mut first {
            more.extend(troubles);
        }
        Some(first)
    }
}

impl ConfigValue {
    /// A fault at the word.
    pub fn fault(&self, message: String, help: impl Into<Option<String>>) -> Trouble {
        self.file.fault(self.at.clone(), message, help.into())
    }

    /// A fault: the word is not one of those that are allowed here.
    pub fn is_none_of(&self, words: &[&str]) -> Trouble {
        self.fault(format!("`{}` is not known here", self.value), format!("write one of {}", words.join(", ")))
    }

    /// The place of the word: `notelint.yaml:4`.
    pub fn line(&self) -> String {
        let start = self.at.start.min(self.file.text.len());
        let line = self.file.text.as_bytes()[..start].iter().filter(|byte| **byte == b'\n').count() + 1;
        format!("{}:{line}", self.file.name)
    }

    /// The file, and the place in it.
    pub(super) fn shown(&self) -> (Arc<NamedSource<String>>, SourceSpan) {
        (self.file.source(), self.at.clone().into())
    }
}
