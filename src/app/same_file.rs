//! Whether two paths lead to one file, however they are spelled.
//!
//! An existing file is identified by its device and inode, so hard links, symbolic links and other spellings are the
//! same file. One that is still to be created is identified by its folder and its name.

use super::paths::absolute;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// Symbolic links that are followed from one path, as many as Linux follows.
const MAX_LINKS: usize = 40;

/// What a path leads to.
#[derive(Debug, PartialEq, Eq)]
pub enum FileId {
    /// A file that exists.
    Existing(Existing),
    /// A file that is still to be created.
    New(PathBuf),
}

#[cfg(unix)]
type Existing = (u64, u64);
#[cfg(not(unix))]
type Existing = same_file::Handle;

impl FileId {
    /// The file that a path leads to. `None` for pipes and devices, which nothing replaces.
    pub fn of(path: &Path) -> Option<FileId> {
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_file() => existing(path, &metadata).map(FileId::Existing),
            Ok(_) => None,
            Err(_) => {
                let target = resolved(path);
                // On these systems, `Report.json` and `report.json` are one file.
                let folds_case = cfg!(any(windows, target_os = "macos"));
                Some(FileId::New(if folds_case { target.to_string_lossy().to_lowercase().into() } else { target }))
            }
        }
    }

    /// An open file.
    pub fn of_open(file: &File) -> Option<FileId> {
        of_handle(same_file::Handle::from_file(file.try_clone().ok()?).ok()?)
    }

    /// The file that standard input was redirected from, if it was.
    pub fn stdin() -> Option<FileId> {
        of_handle(same_file::Handle::stdin().ok()?)
    }

    /// The file that standard output was redirected to, if it was.
    pub fn stdout() -> Option<FileId> {
        of_handle(same_file::Handle::stdout().ok()?)
    }

    /// The file that standard error was redirected to, if it was.
    pub fn stderr() -> Option<FileId> {
        of_handle(same_file::Handle::stderr().ok()?)
    }
}

#[cfg(unix)]
fn existing(_: &Path, metadata: &fs::Metadata) -> Option<Existing> {
    use std::os::unix::fs::MetadataExt;
    Some((metadata.dev(), metadata.ino()))
}

#[cfg(not(unix))]
fn existing(path: &Path, _: &fs::Metadata) -> Option<Existing> {
    same_file::Handle::from_path(path).ok()
}

fn of_handle(handle: same_file::Handle) -> Option<FileId> {
    if !handle.as_file().metadata().ok()?.is_file() {
        return None;
    }
    #[cfg(unix)]
    return Some(FileId::Existing((handle.dev(), handle.ino())));
    #[cfg(not(unix))]
    return Some(FileId::Existing(handle));
}

/// The path of the file itself, with every symbolic link followed. The file need not exist.
pub fn resolved(path: &Path) -> PathBuf {
    if let Ok(path) = fs::canonicalize(path) {
        return path;
    }
    let mut path = path.to_path_buf();
    for _ in 0..MAX_LINKS {
        let Ok(target) = fs::read_link(&path) else { break };
        path = path.parent().unwrap_or(Path::new("")).join(target);
    }
    let absolute = absolute(&path);
    match (absolute.parent().map(fs::canonicalize), absolute.file_name()) {
        (Some(Ok(folder)), Some(name)) => folder.join(name),
        _ => absolute,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_and_links_are_one_file() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("a.txt"), "x").unwrap();
        fs::create_dir(at("sub")).unwrap();
        fs::hard_link(at("a.txt"), at("hard.txt")).unwrap();
        let id = FileId::of(&at("a.txt"));
        assert_eq!(id, FileId::of(&at("sub/../a.txt")));
        assert_eq!(id, FileId::of(&at("hard.txt")));
        assert_ne!(id, FileId::of(&at("b.txt")));
        assert_eq!(FileId::of(&at("b.txt")), FileId::of(&at("sub/.././b.txt")));
        assert_eq!(FileId::of(&at("sub")), None, "a folder is no file");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_the_file_that_it_leads_to_even_before_that_exists() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("sub")).unwrap();
        symlink("sub/new.json", at("link")).unwrap();
        assert_eq!(FileId::of(&at("link")), FileId::of(&at("sub/new.json")));
        symlink("round", at("round")).unwrap();
        assert_eq!(resolved(&at("round")).file_name(), at("round").file_name(), "a circle of links ends");
    }
}
