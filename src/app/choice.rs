//! Which files of a folder are notes.
//!
//! One decision serves folders and, with `--force-exclude`, files that a hook names, so that both lint the same files.
//! The configuration comes first; then the files that belong to a project and not to a chart; then the ending. What is
//! neither a note nor left out on purpose is counted, so that nothing is passed over in silence.

use notelint::report::number;
use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

/// Endings of the files that are notes in a folder.
pub const ENDINGS: [&str; 5] = ["txt", "text", "md", "markdown", "note"];
/// Endings that are templates as well, where templates are linted.
const TEMPLATES: [&str; 13] =
    ["j2", "jinja", "jinja2", "hbs", "handlebars", "mustache", "liquid", "tpl", "tex", "html", "htm", "ahk", "dot"];
/// Files that every project has, by the beginning of their names.
const PROJECT: [&str; 15] = [
    "readme",
    "license",
    "licence",
    "copying",
    "notice",
    "changelog",
    "changes",
    "history",
    "contributing",
    "contributors",
    "authors",
    "code_of_conduct",
    "security",
    "requirements",
    "robots",
];
/// Folders of a project that hold no notes. `.github` is hidden, but a hook names files in it.
pub const FOLDERS: [&str; 2] = [".github", "node_modules"];
/// Endings that a line names.
const NAMED: usize = 6;

/// What becomes of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// It is linted.
    Lint,
    /// It is no note, and nobody expects it to be one.
    Leave,
    /// It may be a note in another format, so that it is counted.
    Skip,
}

/// What is known of a file before its name is looked at.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known {
    /// Whether `exclude` names it.
    pub excluded: bool,
    /// What `include` says, if it says something.
    pub included: Option<bool>,
    /// Whether `templates`, or an override, makes it a template.
    pub named_template: bool,
    /// Whether it is read as a template.
    pub template: bool,
}

impl Choice {
    /// Decides about a file; only folders below the one that was named count as folders of a project.
    pub fn of(path: &Path, known: Known) -> Choice {
        match known {
            Known { excluded: true, .. } | Known { included: Some(false), .. } => Choice::Leave,
            Known { included: Some(true), .. } => Choice::Lint,
            _ if is_of_project(path) => Choice::Leave,
            Known { named_template: true, .. } => Choice::Lint,
            _ => {
                let ending = ending(path);
                let is_note = ENDINGS.contains(&ending.as_str());
                let is_template = known.template && TEMPLATES.contains(&ending.as_str());
                match is_note || is_template {
                    true => Choice::Lint,
                    false if is_data(path) && !known.template => Choice::Leave,
                    false => Choice::Skip,
                }
            }
        }
    }
}

/// Whether a file holds data or configuration, such as a baseline. A template may be in one; a note is not.
fn is_data(path: &Path) -> bool {
    ["json", "yaml", "yml"].contains(&ending(path).as_str())
}

/// Whether a file belongs to the project around the notes. A name goes on with what is no letter: `README-ja.md`,
/// `requirements.txt`, but not `history-of-present-illness.txt` or `notice of visit.txt`, which go on with a word.
fn is_of_project(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    let is_named = |begin: &str| {
        let rest = name.strip_prefix(begin);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.') || is_language(rest))
    };
    let in_folder = path
        .parent()
        .is_some_and(|parent| parent.components().any(|part| FOLDERS.iter().any(|folder| part.as_os_str() == *folder)));
    name == super::config::FILE_NAME || in_folder || PROJECT.iter().any(|begin| is_named(begin))
}

/// `-dev.txt`, `_ja.md`, `-mit`: what tells several files of one kind apart is one short word.
fn is_language(rest: &str) -> bool {
    let Some(word) = rest.strip_prefix(['-', '_']) else { return false };
    let word = word.split('.').next().unwrap_or(word);
    (2..=6).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

fn ending(path: &Path) -> String {
    path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase()).unwrap_or_default()
}

/// The files that were skipped, by ending.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Skipped(BTreeMap<String, usize>);

impl Skipped {
    /// Counts a file.
    pub fn add(&mut self, path: &Path) {
        *self.0.entry(ending(path)).or_default() += 1;
    }
}

/// "7 files skipped (.docx 4, .rtf 3)"; nothing if none was.
impl fmt::Display for Skipped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut endings: Vec<(&String, &usize)> = self.0.iter().collect();
        endings.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        let total: usize = self.0.values().sum();
        if total == 0 {
            return Ok(());
        }
        let named = endings.iter().take(NAMED).map(|(ending, count)| match ending.as_str() {
            "" => format!("no ending {count}"),
            ending => format!(".{ending} {count}"),
        });
        let more: usize = endings.iter().skip(NAMED).map(|(_, count)| **count).sum();
        let more = (more > 0).then(|| format!("others {more}"));
        let named: Vec<String> = named.chain(more).collect();
        write!(f, "{} skipped ({})", number(total, "file", "files"), named.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(path: &str, known: Known) -> Choice {
        Choice::of(Path::new(path), known)
    }

    #[test]
    fn the_ending_decides_where_nothing_else_does() {
        let (note, template) = (Known::default(), Known { template: true, ..Known::default() });
        assert_eq!(of("a/visit.TXT", note), Choice::Lint);
        assert_eq!((of("a/knee.j2", note), of("a/knee.j2", template)), (Choice::Skip, Choice::Lint));
        assert_eq!((of("scan.rtf", template), of("visit", note)), (Choice::Skip, Choice::Skip));
    }

    #[test]
    fn files_of_a_project_are_never_notes_unless_they_are_included() {
        for name in [
            "README.md",
            "a/readme_ja.md",
            "LICENSE",
            "LICENSE-MIT",
            "CHANGELOG.md",
            "requirements-dev.txt",
            "robots.txt",
        ] {
            assert_eq!(of(name, Known { named_template: true, ..Known::default() }), Choice::Leave, "{name}");
        }
        for name in ["node_modules/x/a.txt", ".github/PULL_REQUEST_TEMPLATE.md", "sub/.github/a.md"] {
            assert_eq!(of(name, Known::default()), Choice::Leave, "{name}");
        }
        for name in ["history-of-present-illness.txt", "historyofpain.md", "notices.txt"] {
            assert_eq!(of(name, Known::default()), Choice::Lint, "{name}");
        }
        assert_eq!(of("README.md", Known { included: Some(true), ..Known::default() }), Choice::Lint);
    }

    #[test]
    fn exclude_is_stronger_than_include_and_templates_than_the_ending() {
        assert_eq!(of("a.txt", Known { excluded: true, included: Some(true), ..Known::default() }), Choice::Leave);
        assert_eq!(of("a.yml", Known { named_template: true, ..Known::default() }), Choice::Lint);
    }

    #[test]
    fn what_is_skipped_is_counted_the_most_frequent_ending_first() {
        let mut skipped = Skipped::default();
        assert_eq!(skipped.to_string(), "");
        ["a.rtf", "b.DOCX", "c.docx", "scan"].iter().for_each(|name| skipped.add(Path::new(name)));
        assert_eq!(skipped.to_string(), "4 files skipped (.docx 2, no ending 1, .rtf 1)");
    }
}
