//! Which notes a run reads, and how their bytes come in.
//!
//! A path on the command line is read whatever its ending; in a folder, the ending says which files are notes. Links in
//! folders lead to files only, never to folders, so a circle of links ends. Wildcards that the shell left are expanded. Notes are ordered by their paths, so the
//! same folder gives the same report on every machine. A file that cannot be read is reported by itself and does not
//! keep the others from being linted.

use super::choice::{Choice, FOLDERS, Skipped};
use super::paths::plain;
use super::read::{InputKind, read, read_up_to_limit};
use super::trouble::Trouble;
use super::wildcards;
use ignore::{DirEntry, WalkBuilder};
use notelint::note::{Encoding, Source};
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// The name of standard input where `--stdin-filename` gives none.
pub const STDIN: &str = "<stdin>";

/// Where to read one note from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// On standard input; reported under this path.
    Stdin(PathBuf),
    /// In a file.
    File(PathBuf),
}

impl Input {
    /// The note that a path of the command line names; `-` is standard input, reported under its own name.
    pub fn named(path: &Path) -> Input {
        if path.as_os_str() == "-" { Input::Stdin(PathBuf::from(STDIN)) } else { Input::File(path.to_path_buf()) }
    }

    /// The path to report it under.
    pub fn path(&self) -> &Path {
        match self {
            Input::Stdin(path) | Input::File(path) => path,
        }
    }

    /// Reads the note; the encoding is found out unless one is given.
    ///
    /// # Errors
    /// If it is not there, too large, or not text.
    pub fn read(&self, encoding: Option<Encoding>) -> Result<Source, Trouble> {
        let (path, bytes) = match self {
            Input::Stdin(path) => (path, read_up_to_limit(path, io::stdin().lock(), 0, InputKind::Note)?),
            Input::File(path) => (path, read(path, InputKind::Note)?),
        };
        let source = match encoding {
            Some(encoding) => Source::from_encoded(path, bytes, encoding),
            None => Source::from_bytes(path, bytes),
        };
        source.map_err(|problem| Trouble::NotText { path: path.clone(), problem })
    }
}

/// The notes of a run in the order of their paths, each once, and the errors in finding them.
#[derive(Debug, Default)]
pub struct Inputs {
    /// The notes.
    pub notes: Vec<Input>,
    /// Paths that gave no note.
    pub troubles: Vec<Trouble>,
    /// Files in folders that are no notes.
    pub skipped: Skipped,
}

/// Finds the notes that `paths` name. `choose` decides about files found in folders, and with `force` about those that
/// are named, too.
pub fn gather(
    paths: &[PathBuf],
    stdin_name: Option<&Path>,
    force: bool,
    mut choose: impl FnMut(&Path) -> Choice,
) -> Inputs {
    let mut notes: BTreeMap<PathBuf, Input> = BTreeMap::new();
    let mut inputs = Inputs::default();
    for path in paths.iter().flat_map(|path| {
        wildcards::expand(path).filter(|found| !found.is_empty()).unwrap_or_else(|| vec![path.clone()])
    }) {
        if path.as_os_str() == "-" {
            let name = stdin_name.unwrap_or(Path::new(STDIN)).to_path_buf();
            notes.insert(PathBuf::new(), Input::Stdin(name));
            continue;
        }
        match fs::metadata(&path) {
            Err(error) => inputs.troubles.push(Trouble::reading(&path, error)),
            Ok(meta) if meta.is_dir() => {
                let before = notes.len();
                for file in walk(&path, &mut inputs.troubles) {
                    match choose(&file) {
                        Choice::Lint => {
                            let file = plain(&file);
                            notes.entry(file.clone()).or_insert(Input::File(file));
                        }
                        Choice::Leave => {}
                        Choice::Skip => inputs.skipped.add(&file),
                    }
                }
                if notes.len() == before && !notes.keys().any(|note| note.starts_with(plain(&path))) {
                    inputs.troubles.push(Trouble::NoNote { path: path.clone() });
                }
            }
            Ok(_) => match if force { choose(&path) } else { Choice::Lint } {
                Choice::Lint => {
                    notes.entry(plain(&path)).or_insert_with(|| Input::File(path.clone()));
                }
                Choice::Leave => {}
                Choice::Skip => inputs.skipped.add(&path),
            },
        }
    }
    inputs.notes = notes.into_values().collect();
    inputs
}

fn walk(folder: &Path, troubles: &mut Vec<Trouble>) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let is_of_notes = |entry: &DirEntry| entry.depth() == 0 || FOLDERS.iter().all(|name| entry.file_name() != *name);
    for entry in WalkBuilder::new(folder).require_git(false).filter_entry(is_of_notes).build() {
        match entry {
            Ok(entry) => {
                let path = entry.path();
                let kind = entry.file_type();
                if kind.is_some_and(|k| k.is_dir()) {
                    continue;
                }
                if !kind.is_some_and(|k| k.is_symlink()) {
                    files.push(entry.into_path());
                    continue;
                }
                match fs::metadata(path) {
                    Ok(target) if !target.is_dir() => files.push(entry.into_path()),
                    Err(error) if error.kind() == ErrorKind::NotFound => troubles.push(Trouble::reading(path, error)),
                    _ => {}
                }
            }
            Err(error) => {
                let path = path_of(&error).unwrap_or(folder).to_path_buf();
                if let Some(source) = error.into_io_error() {
                    troubles.push(Trouble::Unreadable { path, source });
                }
            }
        }
    }
    files
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(inputs: &Inputs, root: &Path) -> Vec<String> {
        let name = |i: &Input| i.path().strip_prefix(root).unwrap_or(i.path()).to_string_lossy().replace('\\', "/");
        inputs.notes.iter().map(name).collect()
    }

    fn by_ending(path: &Path) -> Choice {
        Choice::of(path, Default::default())
    }

    #[test]
    fn with_force_a_file_that_is_named_is_chosen_as_in_a_folder() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir(root.join("node_modules")).unwrap();
        for file in ["a.txt", "README.md", "b.rtf", "node_modules/c.txt"] {
            fs::write(root.join(file), "x").unwrap();
        }
        let named = ["a.txt", "README.md", "b.rtf", "node_modules/c.txt"].map(|name| root.join(name));
        let hook = gather(&named, None, true, by_ending);
        let run = gather(&[root.to_path_buf()], None, false, by_ending);
        assert_eq!((names(&hook, root), &hook.skipped), (names(&run, root), &run.skipped));
        assert_eq!(names(&run, root), ["a.txt"]);
        assert_eq!(names(&gather(&named, None, false, by_ending), root).len(), 4);
    }

    #[test]
    fn folders_give_notes_in_order_without_hidden_and_ignored_ones() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir_all(root.join("b/.git")).unwrap();
        for file in ["b/z.txt", "b/a.MD", "b/.hidden.txt", "b/image.png", "b/.git/x.txt", "b/draft.txt", "c.note"] {
            fs::write(root.join(file), "x").unwrap();
        }
        fs::write(root.join("b/.gitignore"), "draft*\n").unwrap();
        let inputs =
            gather(&[root.to_path_buf(), root.join("./c.note"), root.join("b/image.png")], None, false, by_ending);
        assert_eq!(names(&inputs, root), ["b/a.MD", "b/image.png", "b/z.txt", "c.note"]);
        assert!(inputs.troubles.is_empty());
    }

    #[test]
    fn what_is_missing_or_empty_is_told_and_stops_nothing() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.txt"), "x").unwrap();
        fs::create_dir(folder.path().join("none")).unwrap();
        let paths = ["gone.txt", "none", "a.txt"].map(|p| folder.path().join(p));
        let inputs = gather(&paths, None, false, by_ending);
        assert_eq!(names(&inputs, folder.path()), ["a.txt"]);
        assert!(matches!(inputs.troubles.as_slice(), [Trouble::NotFound { .. }, Trouble::NoNote { .. }]));
    }

    #[cfg(unix)]
    #[test]
    fn a_circle_of_links_ends() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::write(root.join("a.txt"), "x").unwrap();
        symlink(root, root.join("again")).unwrap();
        symlink(root.join("self.txt"), root.join("self.txt")).unwrap();
        symlink(root.join("a.txt"), root.join("link.txt")).unwrap();
        symlink(root.join("gone.txt"), root.join("dangling.txt")).unwrap();
        let inputs = gather(&[root.to_path_buf()], None, false, by_ending);
        assert_eq!(names(&inputs, root), ["a.txt", "link.txt"]);
        assert!(matches!(inputs.troubles.as_slice(), [Trouble::NotFound { path }] if path.ends_with("dangling.txt")));
    }
}
