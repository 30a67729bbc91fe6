//! The baseline of a run: read before the first note, compared with each, reported on or updated after the last.
//!
//! Paths in the file are relative to its folder and have slashes, so that it means the same from every folder and on
//! every system.
//!
//! Several runs may update one baseline at the same time: each locks the file, reads it again, and adds its own entries
//! to what the others have written by then. Since the file is replaced, a run that waited for the lock may hold the old
//! file; it then starts again.

use super::paths::absolute;
use super::read::{InputKind, is_file, read, read_up_to_limit};
use super::same_file::{FileId, resolved};
use super::trouble::{Trouble, shown};
use super::write::{beside, replace, sync_folder};
use notelint::filter::{Baseline, Debt, Outcome};
use notelint::report::number;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Notes that a line names.
const NAMED: usize = 5;

/// The baseline that a run is measured by.
#[derive(Debug)]
pub struct BaselineFile {
    file: PathBuf,
    /// The file's folder, absolute.
    folder: PathBuf,
    baseline: Baseline,
    update: bool,
}

impl BaselineFile {
    /// Reads the baseline in `file`; for an `update`, it need not exist.
    ///
    /// # Errors
    /// If it does not exist or is invalid.
    pub fn open(file: &Path, update: bool) -> Result<BaselineFile, Trouble> {
        let baseline = match fs::metadata(file) {
            Ok(found) => {
                // A pipe may be read, but not updated.
                if update {
                    is_file(file, &found)?;
                }
                parse(file, &read(file, InputKind::Baseline)?)?
            }
            Err(error) if error.kind() == ErrorKind::NotFound && update => Baseline::default(),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return Err(Trouble::NoBaseline { path: file.to_path_buf() });
            }
            Err(error) => return Err(Trouble::reading(file, error)),
        };
        let path_of = absolute(file);
        let folder = path_of.parent().unwrap_or(&path_of).to_path_buf();
        Ok(BaselineFile { file: file.to_path_buf(), folder, baseline, update })
    }

    /// Removes the findings that the baseline accepts, and returns the debt of the note.
    pub fn apply(&self, note: &Path, outcome: &mut Outcome) -> Debt {
        self.baseline.apply(relative(&absolute(note), &self.folder), outcome, self.update)
    }

    /// Ends the run: returns the messages about stale entries, or about the file that was written.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn close(self, debts: Vec<Debt>) -> Result<String, Trouble> {
        if !self.update {
            return Ok(self.stale(&debts, &self.gone(&self.baseline, &debts)));
        }
        let (before, renewed) = self.write(debts)?;
        let (added, removed) = (renewed.more_than(&before), before.more_than(&renewed));
        Ok(format!(
            "{}: {}, {added} added, {removed} removed",
            shown(&self.file),
            number(renewed.len(), "entry", "entries")
        ))
    }

    /// Updates the file; returns the entries that it had, and those that it has now.
    fn write(&self, debts: Vec<Debt>) -> Result<(Baseline, Baseline), Trouble> {
        let failed = |source| Trouble::BaselineOutput { path: self.file.clone(), source };
        let target = resolved(&self.file);
        loop {
            let mut locked = lock(&target).map_err(failed)?;
            let before = match &mut locked {
                None => Baseline::default(),
                Some(file) => parse(&self.file, &read_up_to_limit(&self.file, file, 0, InputKind::Baseline)?)?,
            };
            let gone: Vec<String> = self.gone(&before, &debts).into_iter().map(|(path, _)| path).collect();
            let renewed = before.renewed(&self.baseline, debts.clone(), &gone);
            let mut new = beside(&target).map_err(failed)?;
            new.write_all(renewed.to_string().as_bytes()).map_err(failed)?;
            match locked {
                Some(_lock) => replace(new, &target).map_err(failed)?,
                None => {
                    new.as_file().sync_all().map_err(failed)?;
                    match new.persist_noclobber(&target) {
                        // Another run was the first to write it.
                        Err(error) if error.error.kind() == ErrorKind::AlreadyExists => continue,
                        other => other.map_err(|error| failed(error.error))?,
                    };
                    sync_folder(&target);
                }
            }
            return Ok((before, renewed));
        }
    }

    /// Notes of the baseline that were not linted because they no longer exist, with their entries.
    fn gone(&self, baseline: &Baseline, debts: &[Debt]) -> Vec<(String, usize)> {
        let linted: std::collections::HashSet<&str> = debts.iter().map(|debt| debt.path.as_str()).collect();
        let gone = |(path, _): &(&str, usize)| !linted.contains(path) && !self.folder.join(path).exists();
        baseline.notes().filter(gone).map(|(path, count)| (path.to_owned(), count)).collect()
    }

    fn stale(&self, debts: &[Debt], gone: &[(String, usize)]) -> String {
        let linted = debts.iter().filter(|debt| debt.stale > 0).map(|debt| (debt.path.as_str(), debt.stale));
        let mut notes: Vec<(&str, usize)> = linted.chain(gone.iter().map(|(path, count)| (&**path, *count))).collect();
        notes.sort_unstable();
        let count: usize = notes.iter().map(|(_, count)| count).sum();
        if count == 0 {
            return String::new();
        }
        let mut named: Vec<String> = notes.iter().take(NAMED).map(|(path, _)| shown(Path::new(path))).collect();
        if notes.len() > NAMED {
            named.push(format!("{} more", notes.len() - NAMED));
        }
        let file = shown(&self.file);
        format!(
            "{file}: {} no longer needed ({}); the same command with --update-baseline takes what is no longer needed out",
            number(count, "entry is", "entries are"),
            named.join(", "),
        )
    }
}

/// `path` as seen from `folder`, with slashes; both are absolute. On another drive, `path` as it is.
fn relative(path: &Path, folder: &Path) -> String {
    let shared = path.components().zip(folder.components()).take_while(|(a, b)| a == b).count();
    if shared == 0 {
        return path.to_string_lossy().replace('\\', "/");
    }
    let up = folder.components().skip(shared).map(|_| "..".to_owned());
    let down = path.components().skip(shared).map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

fn parse(file: &Path, bytes: &[u8]) -> Result<Baseline, Trouble> {
    let text = String::from_utf8_lossy(bytes);
    Baseline::parse(text.trim_start_matches('\u{feff}')).map_err(|fault| Trouble::Baseline {
        path: file.to_path_buf(),
        line: fault.line,
        reason: fault.reason,
    })
}

/// The file, locked until it is closed; `None` if there is none.
fn lock(target: &Path) -> io::Result<Option<File>> {
    loop {
        let file = match OpenOptions::new().read(true).write(true).open(target) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            file => file?,
        };
        if file.metadata()?.permissions().readonly() {
            return Err(ErrorKind::PermissionDenied.into());
        }
        match file.lock() {
            // On a file system without locks, runs are only safe one after the other.
            Err(error) if error.kind() != ErrorKind::Unsupported => return Err(error),
            _ => {}
        }
        if FileId::of_open(&file) == FileId::of(target) {
            return Ok(Some(file));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_those_that_the_folder_of_the_baseline_sees() {
        let seen = |note: &str, folder: &str| relative(&absolute(Path::new(note)), &absolute(Path::new(folder)));
        assert_eq!(seen("/srv/notes/./a.txt", "/srv"), "notes/a.txt");
        assert_eq!(seen("/srv/notes/../a b.txt", "/srv/lint"), "../a b.txt");
        assert_eq!(seen("ci/../notes/a.txt", "."), "notes/a.txt");
    }
}
