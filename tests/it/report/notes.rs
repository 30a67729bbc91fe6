//! The complete reports on every example, as a reader sees them, kept in `tests/notes`.
//!
//! A change of a rule, a vocabulary or the drawing shows here as a change of text, and is to be read as its reader
//! would. After an intended one: `UPDATE_GOLDEN=1 cargo test --test it notes`, then read the difference.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const HOW: &str = "if it should: UPDATE_GOLDEN=1 cargo test --test it notes, then read the difference";

/// The examples of a folder, as paths from the root of the repository, and the name of each.
fn examples(folder: &str) -> Vec<(String, String)> {
    let mut found: Vec<_> = fs::read_dir(root().join(folder))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (name(path.file_name()), name(path.file_stem())))
        .map(|(file, stem)| (format!("{folder}/{file}"), stem))
        .collect();
    found.sort();
    found
}

fn name(part: Option<&std::ffi::OsStr>) -> String {
    part.unwrap().to_str().unwrap().to_owned()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Standard output of `notelint check`, 80 columns wide and without colours, and the exit code.
fn check(args: &[&str]) -> (String, Option<i32>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_notelint"));
    let ended = command.current_dir(root()).args(["check", "--color", "never"]).args(args).output().unwrap();
    assert!(ended.stderr.is_empty(), "{args:?}: {}", String::from_utf8_lossy(&ended.stderr));
    (String::from_utf8(ended.stdout).unwrap(), ended.status.code())
}

/// Compares with the file, or writes it if the environment asks for that.
fn golden(file: &Path, actual: &str) {
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(file, actual).unwrap();
    }
    let expected = fs::read_to_string(file).unwrap_or_default().replace("\r\n", "\n");
    assert!(expected == actual, "{} has changed; {HOW}\n--- now\n{actual}\n--- before\n{expected}", file.display());
}

/// One report for each example, and no report without an example.
fn reports(folder: &str, kept: &str, args: &[&str], at_least: usize) {
    let kept: PathBuf = root().join(kept);
    let examples = examples(folder);
    assert!(examples.len() >= at_least, "{folder} has only {} examples", examples.len());
    for (path, stem) in &examples {
        let (report, _) = check(&[&[path.as_str()], args].concat());
        golden(&kept.join(format!("{stem}.report")), &report);
    }
    let stems: BTreeSet<&str> = examples.iter().map(|(_, stem)| stem.as_str()).collect();
    for entry in fs::read_dir(&kept).unwrap() {
        let path = entry.unwrap().path();
        let report = path.extension().is_some_and(|e| e == "report");
        assert!(!report || stems.contains(&*name(path.file_stem())), "{} has no example", path.display());
    }
}

#[test]
fn notes_are_reported_as_before() {
    reports("examples/notes", "tests/notes", &[], 8);
}

#[test]
fn templates_are_reported_as_before() {
    reports("examples/templates", "tests/notes/templates", &["--checklist", "back-pain"], 4);
}

#[test]
fn editors_read_the_same_lines_as_before() {
    let (lines, _) = check(&["examples/notes", "--format", "short"]);
    golden(&root().join("tests/notes/all.short"), &lines);
}

#[test]
fn programs_read_the_same_values_as_before() {
    let (json, _) = check(&["examples/notes/unfilled-placeholders.txt", "--format", "json"]);
    let run = crate::json_schema::report(json.as_bytes());
    let note = serde_json::to_string_pretty(&run["notes"][0]).unwrap() + "\n";
    golden(&root().join("tests/notes/unfilled-placeholders.json"), &note);
}

#[test]
fn a_complete_note_has_no_findings() {
    let (report, code) = check(&["examples/notes/complete-visit.txt", "--persona", "regular", "--fail-on", "advice"]);
    assert_eq!((report.as_str(), code), ("1 note: no findings\n", Some(0)));
}

#[test]
fn reports_fit_a_terminal_of_80_columns() {
    let (report, _) = check(&["examples/notes"]);
    let wide: Vec<&str> = report.lines().filter(|line| line.chars().count() > 80).collect();
    assert!(wide.is_empty(), "{wide:#?}");
}
