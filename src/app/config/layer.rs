//! One configuration file, checked as far as it can be without the rules.

use super::decision::Decision;
use super::globs::Globs;
use super::page::{Page, Word};
use super::record::{OverrideRecord, Record};
use super::settings::Settings;
use crate::app::paths::absolute;
use crate::app::trouble::Trouble;
use notelint::base::Profile;
use std::path::{Path, PathBuf};

/// What one file says.
#[derive(Debug)]
pub struct Layer {
    /// Files to leave out.
    pub exclude: Globs,
    /// Packs and lexicons to add.
    pub rules: Vec<PathBuf>,
    /// What holds for all files.
    pub settings: Settings,
    /// What differs for some, `templates` first.
    pub overrides: Vec<(Globs, Settings)>,
    /// Findings that stay.
    pub decisions: Vec<Decision>,
}

/// A file that a configuration extends.
pub(super) type Base = (Word, PathBuf);

impl Layer {
    /// Reads a file, and the names of those that it extends.
    ///
    /// # Errors
    /// Where it cannot be read, or the first fault in it.
    pub(super) fn read(path: &Path) -> Result<(Layer, Vec<Base>), Trouble> {
        let (page, record) = Page::read(path)?;
        let folder = absolute(path).parent().map(Path::to_path_buf).unwrap_or_default();
        if let Some(schema) = record.schema.filter(|schema| schema.value != "1") {
            let message = format!("schema {} is not known", schema.value);
            return Err(page.word(schema).fault(message, "write `schema: 1`".to_owned()));
        }
        let Record { select, ignore, fail_on, persona, severity, .. } = record;
        let own = OverrideRecord { select, ignore, fail_on, persona, severity, ..OverrideRecord::default() };
        let mut overrides = Vec::new();
        if record.templates.is_some() {
            let templates = Globs::new(&folder, &page.words(record.templates))?;
            overrides.push((templates, Settings { profile: Some(Profile::Template), ..Settings::default() }));
        }
        for entry in record.overrides.unwrap_or_default() {
            let (at, mut entry) = (entry.referenced, entry.value);
            let paths = page.words(entry.paths.take());
            if paths.is_empty() {
                let help = "list the globs of the files that it is for";
                return Err(page.fault(at, "the override has no `paths`".to_owned(), Some(help.to_owned())));
            }
            overrides.push((Globs::new(&folder, &paths)?, Settings::read(&page, entry)?));
        }
        let decision = |entry| Decision::read(&page, &folder, entry);
        let base = |word: Word| {
            let path = folder.join(&word.value);
            (word, path)
        };
        let layer = Layer {
            exclude: Globs::new(&folder, &page.words(record.exclude))?,
            rules: page.words(record.rules).iter().map(|path| folder.join(&path.value)).collect(),
            settings: Settings::read(&page, own)?,
            overrides,
            decisions: record.suppressions.unwrap_or_default().into_iter().map(decision).collect::<Result<_, _>>()?,
        };
        Ok((layer, page.words(record.extends).into_iter().map(base).collect()))
    }
}
