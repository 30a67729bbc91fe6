//! One configuration file, checked as far as it can be without the rules.

use super::file::{ConfigFile, ConfigValue};
use super::globs::Globs;
use super::record::{OverrideRecord, Record};
use super::settings::Settings;
use super::suppression::SuppressionEntry;
use crate::app::paths::absolute;
use crate::app::trouble::Trouble;
use notelint::base::Profile;
use std::path::{Path, PathBuf};

/// What one file says.
#[derive(Debug)]
pub struct Layer {
    /// The file.
    pub path: PathBuf,
    /// Files to leave out.
    pub exclude: Globs,
    /// Files to lint whatever their ending.
    pub include: Globs,
    /// The findings that are accepted.
    pub baseline: Option<(ConfigValue, PathBuf)>,
    /// Packs and lexicons to add.
    pub rules: Vec<PathBuf>,
    /// What holds for all files.
    pub settings: Settings,
    /// What differs for some, `templates` first.
    pub overrides: Vec<(Globs, Settings)>,
    /// Findings that stay.
    pub suppressions: Vec<SuppressionEntry>,
}

/// A file that a configuration extends.
pub(super) type Base = (ConfigValue, PathBuf);

impl Layer {
    /// Reads a file, and the names of those that it extends.
    ///
    /// # Errors
    /// If it cannot be read, or the first fault in it.
    pub(super) fn read(path: &Path) -> Result<(Layer, Vec<Base>), Trouble> {
        let (file, record) = ConfigFile::read(path)?;
        let folder = absolute(path).parent().map(Path::to_path_buf).unwrap_or_default();
        if let Some(schema) = record.schema.filter(|schema| schema.value != "1") {
            let message = format!("schema {} is not known", schema.value);
            return Err(file.value(schema).fault(message, "write `schema: 1`".to_owned()));
        }
        let Record { select, ignore, fail_on, persona, severity, .. } = record;
        let own = OverrideRecord { select, ignore, fail_on, persona, severity, ..OverrideRecord::default() };
        let mut overrides = Vec::new();
        if record.templates.is_some() {
            let templates = Globs::new(&folder, &file.values(record.templates))?;
            overrides.push((templates, Settings { profile: Some(Profile::Template), ..Settings::default() }));
        }
        for entry in record.overrides.unwrap_or_default() {
            let (at, mut entry) = (entry.place(), entry.value);
            let paths = file.values(entry.paths.take());
            if paths.is_empty() {
                let help = "list the globs of the files that it is for";
                return Err(file.fault(at, "the override has no `paths`".to_owned(), Some(help.to_owned())));
            }
            overrides.push((Globs::new(&folder, &paths)?, Settings::read(&file, entry)?));
        }
        let decision = |entry| SuppressionEntry::read(&file, &folder, entry);
        let base = |word: ConfigValue| {
            let path = folder.join(&word.value);
            (word, path)
        };
        let letter = record.query.map(|query| query.value).unwrap_or_default();
        let mut settings = Settings::read(&file, own)?;
        settings.letterhead = letter.letterhead.map(|text| text.value);
        settings.signature = letter.signature.map(|text| text.value);
        let layer = Layer {
            path: path.to_path_buf(),
            exclude: Globs::new(&folder, &file.values(record.exclude))?,
            include: Globs::new(&folder, &file.values(record.include))?,
            baseline: record.baseline.map(|text| file.value(text)).map(base),
            rules: file.values(record.rules).iter().map(|path| folder.join(&path.value)).collect(),
            settings,
            overrides,
            suppressions: record
                .suppressions
                .unwrap_or_default()
                .into_iter()
                .map(decision)
                .collect::<Result<_, _>>()?,
        };
        Ok((layer, file.values(record.extends).into_iter().map(base).collect()))
    }
}
