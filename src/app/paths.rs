//! Paths as a run compares and shows them. Nothing here asks the disk but where the repository begins, once.

use std::path::{Component, Path, PathBuf};
use std::sync::OnceLock;

/// The path from the root, without `.` and `..`: by it the same file is known under every name but a link.
pub fn absolute(path: &Path) -> PathBuf {
    let mut absolute = PathBuf::new();
    for part in std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf()).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                absolute.pop();
            }
            part => absolute.push(part),
        }
    }
    absolute
}

/// The path without `.` parts, so that `a.txt` and `./a.txt` are one note.
pub fn plain(path: &Path) -> PathBuf {
    path.components().filter(|part| *part != Component::CurDir).collect()
}

/// A path as seen from the current folder, where it lies below.
pub fn from_here(path: &Path) -> &Path {
    static HERE: OnceLock<PathBuf> = OnceLock::new();
    let here = HERE.get_or_init(|| std::env::current_dir().unwrap_or_default());
    path.strip_prefix(here).unwrap_or(path)
}

/// A path as seen from the root of the repository that the current folder is in; `None` for one that is not in it. Systems
/// that show a repository know its files by these paths, whatever folder a job changes into.
pub fn in_repository(path: &Path) -> Option<PathBuf> {
    static ROOT: OnceLock<Option<PathBuf>> = OnceLock::new();
    let find = || {
        let here = absolute(Path::new("."));
        here.ancestors().find(|folder| folder.join(".git").exists()).map(Path::to_path_buf)
    };
    let root = ROOT.get_or_init(find).as_ref()?;
    absolute(path).strip_prefix(root).ok().map(Path::to_path_buf)
}
