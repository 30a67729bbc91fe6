//! The baseline of a run: read before the first note, measured against each, told of or written after the last.
//!
//! Paths in the file are relative to its folder and have slashes, so that it means the same from every folder and on
//! every system. It is written beside itself and then renamed: whoever stops a run finds the old file or the new one.

use super::paths::absolute;
use super::trouble::{Trouble, shown};
use notelint::filter::{Baseline, Debt, Outcome};
use notelint::report::number;
use std::fs;
use std::io::{self, ErrorKind};
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
    /// Reads the baseline in `file`; to `update` it, it need not be there.
    ///
    /// # Errors
    /// Where it is not there or has a fault.
    pub fn open(file: &Path, update: bool) -> Result<BaselineFile, Trouble> {
        let path = || file.to_path_buf();
        let baseline = match fs::read(file) {
            Ok(bytes) => {
                let text = String::from_utf8_lossy(&bytes);
                let fault = |fault: notelint::filter::BaselineFault| Trouble::Baseline {
                    path: path(),
                    line: fault.line,
                    reason: fault.reason,
                };
                Baseline::parse(text.trim_start_matches('\u{feff}')).map_err(fault)?
            }
            Err(error) if error.kind() == ErrorKind::NotFound && update => Baseline::default(),
            Err(error) if error.kind() == ErrorKind::NotFound => return Err(Trouble::NoBaseline { path: path() }),
            Err(error) => return Err(Trouble::reading(file, error)),
        };
        let path_of = absolute(file);
        let folder = path_of.parent().unwrap_or(&path_of).to_path_buf();
        Ok(BaselineFile { file: path(), folder, baseline, update })
    }

    /// Sets aside what the baseline accepts of a note, and says what the note owes.
    pub fn apply(&self, note: &Path, outcome: &mut Outcome) -> Debt {
        self.baseline.apply(relative(&absolute(note), &self.folder), outcome, self.update)
    }

    /// Ends the run: what is to be said about stale entries, or about the file that was written.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn close(self, debts: Vec<Debt>) -> Result<String, Trouble> {
        let gone = self.gone(&debts);
        if !self.update {
            return Ok(self.stale(&debts, &gone));
        }
        let gone: Vec<String> = gone.into_iter().map(|(path, _)| path).collect();
        let renewed = self.baseline.renewed(debts, &gone);
        let failed = |source| Trouble::BaselineOutput { path: self.file.clone(), source };
        replace(&self.file, &renewed.to_string()).map_err(failed)?;
        let (added, removed) = (renewed.more_than(&self.baseline), self.baseline.more_than(&renewed));
        Ok(format!(
            "{}: {}, {added} added, {removed} removed",
            shown(&self.file),
            number(renewed.len(), "entry", "entries")
        ))
    }

    /// Notes of the baseline that were not linted because they are not there any more, with their entries.
    fn gone(&self, debts: &[Debt]) -> Vec<(String, usize)> {
        let linted: std::collections::HashSet<&str> = debts.iter().map(|debt| debt.path.as_str()).collect();
        let gone = |(path, _): &(&str, usize)| !linted.contains(path) && !self.folder.join(path).exists();
        self.baseline.notes().filter(gone).map(|(path, count)| (path.to_owned(), count)).collect()
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

/// Writes a file that is whole at every moment.
fn replace(file: &Path, text: &str) -> io::Result<()> {
    let mut name = file.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".{}.tmp", std::process::id()));
    let beside = file.with_file_name(name);
    let written = fs::write(&beside, text).and_then(|()| fs::rename(&beside, file));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
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
