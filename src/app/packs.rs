//! The rules of a run: the built-in ones, and those that the user adds.
//!
//! The built-in rule set is used as it was validated at build time, and none of its YAML is read. Additions are linked on
//! top of it.

use super::paths::from_here;
use super::read::{InputKind, read_text};
use super::trouble::Trouble;
use ignore::WalkBuilder;
use notelint::lint::Linter;
use notelint::rule::{self, RuleFile};
use std::path::{Path, PathBuf};

/// A linter with the rules of `builtin` and of `paths`.
///
/// # Errors
/// If a path cannot be read, or the faults of all files.
pub fn linter(builtin: &Linter, paths: &[PathBuf]) -> Result<Linter, Trouble> {
    if paths.is_empty() {
        return Ok(builtin.clone());
    }
    let added = added(paths)?;
    let loaded = rule::load_onto(builtin.rules(), &rule::builtin_symbols(), &added).map_err(Trouble::Rules)?;
    Ok(Linter::new(loaded.rules))
}

/// The YAML of the built-in rules and of `paths`, which are files or folders of `.yaml` and `.yml` files.
///
/// # Errors
/// If a path cannot be read, or a folder holds no rule file.
pub fn files(paths: &[PathBuf]) -> Result<Vec<RuleFile>, Trouble> {
    Ok([rule::builtin_files(), added(paths)?].concat())
}

fn added(paths: &[PathBuf]) -> Result<Vec<RuleFile>, Trouble> {
    self::paths(paths)?.iter().map(|path| read(path)).collect()
}

/// The rule files that `paths` name: themselves, or those in a folder, in the order of their paths.
///
/// # Errors
/// If a folder holds no rule file.
pub fn paths(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Trouble> {
    let mut files = Vec::new();
    for path in paths {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let mut found: Vec<PathBuf> = WalkBuilder::new(path)
            .build()
            .filter_map(|entry| entry.ok().map(ignore::DirEntry::into_path))
            .filter(|file| file.extension().is_some_and(|e| e == "yaml" || e == "yml") && !file.is_dir())
            .collect();
        if found.is_empty() {
            return Err(Trouble::NoRules { path: path.clone() });
        }
        found.sort();
        files.append(&mut found);
    }
    Ok(files)
}

fn read(path: &Path) -> Result<RuleFile, Trouble> {
    let text = read_text(path, InputKind::Rules)?;
    Ok(RuleFile { path: from_here(path).to_string_lossy().into_owned(), text, builtin: false })
}
