//! Paths as a run compares and shows them. Nothing here asks the disk.

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
