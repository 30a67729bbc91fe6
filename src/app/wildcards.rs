//! Wildcards in paths of the command line, where the shell leaves them: on Windows, and in quotes.
//!
//! `*` and `?` stay within a folder and `**` goes through folders, as in a shell; hidden files need to be named. A file
//! that exists under the name itself is meant literally, so a note called `[draft].txt` can be named.

use ignore::WalkBuilder;
use ignore::gitignore::GitignoreBuilder;
use std::path::{Path, PathBuf};

/// The files and folders that a path with wildcards names, in their order; `None` if it has no wildcards or exists.
pub fn expand(path: &Path) -> Option<Vec<PathBuf>> {
    let text = path.to_str()?;
    let text = if cfg!(windows) { text.replace('\\', "/") } else { text.to_owned() };
    let first = text.find(['*', '?', '['])?;
    if path.exists() {
        return None;
    }
    let (base, pattern) = text.split_at(text[..first].rfind('/').map_or(0, |slash| slash + 1));
    let mut builder = GitignoreBuilder::new("");
    builder.add_line(None, &format!("/{pattern}")).ok()?;
    let globs = builder.build().ok()?;
    let folder = if base.is_empty() { Path::new(".") } else { Path::new(base) };
    let depth = if pattern.contains("**") { None } else { Some(pattern.split('/').count()) };
    let entries = WalkBuilder::new(folder).standard_filters(false).hidden(true).max_depth(depth).build();
    let found = entries.flatten().filter(|entry| entry.depth() > 0).filter_map(|entry| {
        let below = entry.path().strip_prefix(folder).ok()?;
        let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
        globs.matched(below, is_folder).is_ignore().then(|| Path::new(base).join(below))
    });
    let mut found: Vec<PathBuf> = found.collect();
    found.sort();
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn wildcards_are_those_of_a_shell() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir_all(root.join("a/deep")).unwrap();
        for file in ["a/x.txt", "a/y.md", "a/.z.txt", "a/deep/x.txt", "a/[b].txt"] {
            fs::write(root.join(file), "x").unwrap();
        }
        let names = |pattern: &str| {
            let found = expand(&root.join(pattern))?;
            let below = found.iter().map(|path| path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/"));
            Some(below.collect::<Vec<_>>())
        };
        assert_eq!(names("a/*.txt").unwrap(), ["a/[b].txt", "a/x.txt"]);
        assert_eq!(names("*/**/x.txt").unwrap(), ["a/deep/x.txt", "a/x.txt"]);
        assert_eq!(names("a/?.md").unwrap(), ["a/y.md"]);
        assert_eq!(names("a/*.pdf").unwrap(), [""; 0]);
        assert_eq!(names("a/[b].txt"), None);
        assert_eq!(names("a/x.txt"), None);
    }
}
