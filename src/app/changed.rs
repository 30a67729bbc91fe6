//! `--changed-since`: the lines that a branch changed, as git tells them.
//!
//! git is asked and not read: its program knows its own files best. The lines are those that differ from the commit at
//! which the branch left `REV`, so that what others did to `REV` since then counts for nothing. A file that git does not
//! know yet is new from its first line on.

use super::paths::absolute;
use super::trouble::Trouble;
use notelint::filter::{Disposition, Outcome};
use notelint::note::Source;
use std::collections::HashMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The lines that changed, by file.
#[derive(Debug, Default)]
pub struct Changed(HashMap<PathBuf, Lines>);

/// Lines of a file, from 1; `None` for all of them.
type Lines = Option<Vec<Range<usize>>>;

impl Changed {
    /// Asks git in the current folder.
    ///
    /// # Errors
    /// If git is not there, this is no repository, or it does not know the commit.
    pub fn since(rev: &str) -> Result<Changed, Trouble> {
        let root = PathBuf::from(git(rev, &["rev-parse", "--show-toplevel"])?.trim_end_matches(['\n', '\r']));
        let base = git(rev, &["merge-base", "--end-of-options", rev, "HEAD"]).unwrap_or_else(|_| rev.to_owned());
        let plain = ["-c", "core.quotePath=off", "diff", "--unified=0", "--no-color", "--no-ext-diff", "--no-renames"];
        let prefixes = ["--src-prefix=", "--dst-prefix=", "--end-of-options", base.trim_end(), "--"];
        let mut changed = parse(&git(rev, &[&plain[..], &prefixes].concat())?);
        let top = root.to_string_lossy();
        let new = git(rev, &["-C", &top, "ls-files", "--others", "--exclude-standard", "-z"])?;
        changed.extend(new.split('\0').filter(|name| !name.is_empty()).map(|name| (PathBuf::from(name), None)));
        Ok(Changed(changed.into_iter().map(|(path, lines)| (absolute(&root.join(path)), lines)).collect()))
    }

    /// Whether something changed in a file.
    pub fn has(&self, path: &Path) -> bool {
        self.lines(path).is_some()
    }

    /// Deselects the findings of a note that rest on no changed line.
    pub fn apply(&self, source: &Source, outcome: &mut Outcome) {
        let Some(Some(lines)) = self.lines(source.path()) else { return };
        for triaged in &mut outcome.findings {
            let labels = [&triaged.finding.primary].into_iter().chain(&triaged.finding.related);
            let mut spans =
                labels.map(|label| (source.position(label.span.start).line, source.position(label.span.end).line));
            let is_changed =
                spans.any(|(first, last)| lines.iter().any(|range| range.start <= last && first < range.end));
            if !is_changed {
                triaged.disposition = Disposition::Deselected;
            }
        }
    }

    /// git names files by their real paths, which a link may lead to.
    fn lines(&self, path: &Path) -> Option<&Lines> {
        let real = || std::fs::canonicalize(path).ok();
        self.0.get(&absolute(path)).or_else(|| self.0.get(&real()?))
    }
}

fn git(rev: &str, args: &[&str]) -> Result<String, Trouble> {
    let failed = |reason: String| Trouble::Git { rev: rev.to_owned(), reason };
    let output = Command::new("git").args(args).output().map_err(|error| failed(format!("git: {error}")))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(failed(said.lines().next().unwrap_or("git failed").to_owned()));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The lines that a diff without context adds. Lines of a hunk are counted, not looked at: they may look like a head.
fn parse(diff: &str) -> HashMap<PathBuf, Lines> {
    let mut changed: HashMap<PathBuf, Lines> = HashMap::new();
    let (mut file, mut within) = (None, 0);
    for line in diff.lines() {
        if within > 0 && line.starts_with(['+', '-']) {
            within -= 1;
        } else if let Some(name) = line.strip_prefix("+++ ") {
            let name = name.trim_end_matches('\t').trim_matches('"');
            file = (name != "/dev/null").then(|| PathBuf::from(name));
        } else if let Some((old, new)) = line.strip_prefix("@@ -").and_then(hunk) {
            within = old + new.len();
            if let Some(file) = &file {
                changed.entry(file.clone()).or_insert_with(|| Some(Vec::new())).get_or_insert_default().push(new);
            }
        }
    }
    changed
}

/// `4,2 +5,3 @@`: how many lines went, and the lines that came.
fn hunk(head: &str) -> Option<(usize, Range<usize>)> {
    let (old, rest) = head.split_once(" +")?;
    let new = rest.split(' ').next()?;
    let count = |part: &str| part.split_once(',').map_or(Some(1), |(_, count)| count.parse().ok());
    let start: usize = new.split(',').next()?.parse().ok()?;
    Some((count(old)?, start..start + count(new)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_look_like_heads_are_lines() {
        let diff = "diff --git a b\n--- notes/a b.txt\t\n+++ notes/a b.txt\t\n@@ -1,0 +2,2 @@ x\n+++ not a head\n+@@ -1 +9 @@\n\
                    @@ -7,2 +9 @@\n-old\n-older\n+new\n--- gone.txt\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n";
        let lines = parse(diff);
        assert_eq!(lines.len(), 1);
        assert_eq!(lines[Path::new("notes/a b.txt")], Some(vec![2..4, 9..10]));
    }
}
