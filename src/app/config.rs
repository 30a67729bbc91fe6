//! `notelint.yaml`: what a folder of notes asks of every run.
//!
//! The nearest one in the note's folder or above counts, up to the root of the repository; it is never merged with
//! another, so one file tells all. Paths and globs are relative to its own folder. A key that is not known, a word
//! that is not one of the few that a key takes, and a glob that does not parse are faults shown in the file: a
//! configuration that silently does nothing is worse than none.

use super::trouble::{Trouble, from_here, shown};
use crate::yaml::{Entries, Text, Texts, record};
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use miette::{NamedSource, SourceSpan};
use notelint::base::{Persona, Severity};
use notelint::report::clean_text;
use serde_saphyr::Location;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The name that is looked for.
pub const FILE_NAME: &str = "notelint.yaml";

/// Where a run may be made to fail, as `fail-on` says it.
const FAIL_ON: [&str; 4] = ["error", "warning", "advice", "never"];
/// What a rule may be set to.
const LEVELS: [&str; 4] = ["error", "warning", "advice", "off"];

record! {
    /// What a folder of notes asks of every run of notelint. Paths and globs are relative to this file.
    Record {
        /// The version of the configuration. Always 1.
        schema: Text = crate::schema::version(),
        /// Globs of files that are templates: a placeholder in them prompts for an element instead of being left open.
        templates: Texts,
        /// Packs and lexicons to add to the built-in ones: files, or folders of files.
        rules: Texts,
        /// Only these rules: a pack, pack/rule, or pack/prefix*
        select: Texts,
        /// Not these rules: a pack, pack/rule, or pack/prefix*
        ignore: Texts,
        /// From which severity on findings make the run fail. Without it, warning.
        fail_on: Text = crate::schema::word(FAIL_ON),
        /// Who is reading: a clinician (regular, the default), or a reviewer, who is shown all of it (thorough).
        persona: Text = crate::schema::word(Persona::ALL),
        /// Globs of files and folders to leave out.
        exclude: Texts,
        /// Severities of single rules by id: `back-pain/timing: off`
        severity: Entries<Text> = serde_json::json!({"additionalProperties": crate::schema::word(LEVELS)}),
    }
}

/// A configuration, checked as far as it can be without the rules.
#[derive(Debug)]
pub struct Config {
    folder: PathBuf,
    page: Page,
    templates: GlobSet,
    exclude: GlobSet,
    /// Packs and lexicons to add.
    pub rules: Vec<PathBuf>,
    /// Only these rules.
    pub select: Vec<Text>,
    /// Not these rules.
    pub ignore: Vec<Text>,
    /// From which severity on a run fails; `Some(None)` for never.
    pub fail_on: Option<Option<Severity>>,
    /// Who is reading.
    pub persona: Option<Persona>,
    /// Severities of single rules, in the order of the file.
    pub severity: Vec<(Text, Severity)>,
}

/// The configuration for notes in `folder`, if there is one.
pub fn nearest(folder: &Path) -> Option<PathBuf> {
    for folder in folder.ancestors() {
        let file = folder.join(FILE_NAME);
        if file.is_file() {
            return Some(file);
        }
        if folder.join(".git").exists() {
            return None;
        }
    }
    None
}

impl Config {
    /// Reads a configuration.
    ///
    /// # Errors
    /// Where it cannot be read, or the first fault in it.
    pub fn read(path: &Path) -> Result<Config, Trouble> {
        let text = fs::read_to_string(path).map_err(|e| Trouble::reading(path, e))?;
        let page = Page { name: shown(from_here(path)), text };
        let record: Record = match page.text.trim().is_empty() {
            true => Record::default(),
            false => serde_saphyr::from_str(&page.text).map_err(|e| page.yaml_fault(&e))?,
        };
        let folder = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
        let folder = folder.parent().map(Path::to_path_buf).unwrap_or_default();
        page.config(record, folder)
    }

    /// Whether the configuration declares a note's path a template.
    pub fn is_template(&self, note: &Path) -> bool {
        self.templates.is_match(self.relative(note))
    }

    /// Whether the configuration leaves a path out.
    pub fn excludes(&self, note: &Path) -> bool {
        let path = self.relative(note);
        path.ancestors().any(|part| !part.as_os_str().is_empty() && self.exclude.is_match(part))
    }

    /// A fault at a word of the file.
    pub fn fault(&self, at: &Text, message: String, help: String) -> Trouble {
        self.page.fault(place(at.referenced), message, Some(help))
    }

    /// Where a word stands: `notelint.yaml:4`.
    pub fn line(&self, at: &Text) -> String {
        let start = place(at.referenced).map_or(0, |place| place.offset()).min(self.page.text.len());
        let line = self.page.text.as_bytes()[..start].iter().filter(|byte| **byte == b'\n').count() + 1;
        format!("{}:{line}", self.page.name)
    }

    fn relative(&self, note: &Path) -> PathBuf {
        let note = std::path::absolute(note).unwrap_or_else(|_| note.to_path_buf());
        note.strip_prefix(&self.folder).map(Path::to_path_buf).unwrap_or(note)
    }
}

/// The file as it was read, to show faults in.
#[derive(Debug)]
struct Page {
    name: String,
    text: String,
}

impl Page {
    fn config(self, record: Record, folder: PathBuf) -> Result<Config, Trouble> {
        if let Some(schema) = record.schema.as_ref().filter(|s| s.value != "1") {
            let message = format!("schema {} is not known", schema.value);
            return Err(self.fault(place(schema.referenced), message, Some("write `schema: 1`".to_owned())));
        }
        let fail_on = match record.fail_on.as_ref() {
            None => None,
            Some(word) if word.value == "never" => Some(None),
            Some(word) => Some(Some(self.severity(word, &FAIL_ON)?)),
        };
        let persona = match record.persona.as_ref() {
            None => None,
            Some(word) => {
                let words = [Persona::Regular.as_str(), Persona::Thorough.as_str()];
                Some(Persona::parse(&word.value).ok_or_else(|| self.not_one_of(word, &words))?)
            }
        };
        let mut severity = Vec::new();
        for (rule, level) in record.severity.unwrap_or_default().0 {
            let level = self.severity(&level, &LEVELS)?;
            severity.push((rule, level));
        }
        let list = |texts: Option<Texts>| texts.map(|texts| texts.value).unwrap_or_default();
        Ok(Config {
            templates: self.globs(&list(record.templates))?,
            exclude: self.globs(&list(record.exclude))?,
            rules: list(record.rules).iter().map(|path| folder.join(&path.value)).collect(),
            select: list(record.select),
            ignore: list(record.ignore),
            fail_on,
            persona,
            severity,
            folder,
            page: self,
        })
    }

    fn severity(&self, word: &Text, words: &[&str]) -> Result<Severity, Trouble> {
        let known = words.contains(&word.value.as_str());
        let severity = Severity::ALL.into_iter().find(|s| known && s.as_str() == word.value);
        severity.ok_or_else(|| self.not_one_of(word, words))
    }

    fn not_one_of(&self, word: &Text, words: &[&str]) -> Trouble {
        let help = format!("write one of {}", words.join(", "));
        self.fault(place(word.referenced), format!("`{}` is not known here", word.value), Some(help))
    }

    fn globs(&self, globs: &[Text]) -> Result<GlobSet, Trouble> {
        let mut set = GlobSetBuilder::new();
        for glob in globs {
            let fault = |e: globset::Error| {
                self.fault(place(glob.referenced), format!("the glob does not parse: {}", e.kind()), None)
            };
            let pattern = glob.value.trim_end_matches('/');
            set.add(GlobBuilder::new(pattern).literal_separator(true).build().map_err(fault)?);
        }
        set.build().map_err(|e| self.fault(None, e.to_string(), None))
    }

    fn yaml_fault(&self, error: &serde_saphyr::Error) -> Trouble {
        let (message, help) = match error.without_snippet() {
            serde_saphyr::Error::SerdeUnknownField { field, expected, .. } => {
                let help = super::names::suggest(field, expected.iter().copied());
                (format!("there is no key `{field}`"), Some(help))
            }
            other => {
                let message = other.to_string();
                (message.split(" at line ").next().unwrap_or(&message).to_owned(), None)
            }
        };
        self.fault(error.location().and_then(place), message, help)
    }

    fn fault(&self, place: Option<SourceSpan>, message: String, help: Option<String>) -> Trouble {
        let line = |text: String| notelint::report::clean_line(&text).into_owned();
        let file = Arc::new(NamedSource::new(&self.name, clean_text(&self.text)));
        Trouble::Config { message: line(message), file, place, help: help.map(line) }
    }
}

fn place(location: Location) -> Option<SourceSpan> {
    let span = location.span();
    Some((span.byte_offset()? as usize, span.byte_len()? as usize).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Config, Trouble> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(FILE_NAME);
        fs::write(&file, text).unwrap();
        Config::read(&file)
    }

    fn fault(text: &str) -> (String, usize, String) {
        match read(text) {
            Err(Trouble::Config { message, place, help, .. }) => {
                (message, place.map_or(usize::MAX, |p| p.offset()), help.unwrap_or_default())
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn faults_are_shown_where_they_stand() {
        assert_eq!(
            fault("schema: 1\ntemplate: [a]\n"),
            ("there is no key `template`".into(), 10, "did you mean `templates`?".into())
        );
        assert_eq!(fault("schema: 2\n").1, 8);
        assert_eq!(
            fault("fail-on: loud\n"),
            ("`loud` is not known here".into(), 9, "write one of error, warning, advice, never".into())
        );
        assert_eq!(fault("severity: {a/b: never}\n").1, 16);
        assert!(fault("exclude: ['a[']\n").0.starts_with("the glob does not parse"));
        assert!(!fault("select: [\n").0.is_empty());
    }

    #[test]
    fn globs_are_relative_to_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(FILE_NAME);
        fs::write(&file, "templates: ['forms/**']\nexclude: [old/, '**/*.bak.txt']\n").unwrap();
        let config = Config::read(&file).unwrap();
        let path = |p: &str| folder.path().join(p);
        assert!(config.is_template(&path("forms/a/b.txt")) && !config.is_template(&path("notes/forms.txt")));
        assert!(config.excludes(&path("old/a/b.txt")) && config.excludes(&path("x/y.bak.txt")));
        assert!(!config.excludes(&path("older/a.txt")));
    }

    #[test]
    fn the_schema_of_the_configuration_is_current() {
        crate::schema::assert_current::<Record>("config.schema.json", "The configuration of notelint");
    }

    #[test]
    fn an_empty_file_configures_nothing() {
        let config = read("# later\n").unwrap();
        assert!(config.select.is_empty() && config.fail_on.is_none());
    }
}
