//! A form of hundreds of blanks: a report lists the first findings of a rule and says how many more there are, while the
//! summary, the baseline and the exit code know all of them.

use crate::json_schema::report;
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

const BLANKS: u64 = 230;
const LISTED: u64 = 200;
const RULE: &str = "note-hygiene/unfilled-placeholder";

fn form() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("form.txt"), "Swelling is *** today.\n".repeat(BLANKS as usize)).unwrap();
    folder
}

fn check(folder: &Path, args: &[&str]) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_notelint"));
    let run = command.current_dir(folder).args(["check", "form.txt", "--select", RULE]).args(args).output().unwrap();
    (run.status.code().unwrap(), String::from_utf8(run.stdout).unwrap())
}

fn json(folder: &Path, args: &[&str]) -> (i32, Value) {
    let (code, text) = check(folder, &[&["--format", "json"], args].concat());
    (code, report(text.as_bytes()))
}

fn reported(report: &Value) -> u64 {
    ["errors", "warnings", "advice"].iter().map(|severity| report["summary"][severity].as_u64().unwrap()).sum()
}

#[test]
fn a_report_lists_the_first_findings_of_a_rule_and_counts_all() {
    let folder = form();
    let (_, report) = json(folder.path(), &[]);
    let note = &report["notes"][0];
    assert_eq!(note["findings"].as_array().unwrap().len() as u64, LISTED);
    assert_eq!(note["omitted"], serde_json::json!({RULE: BLANKS - LISTED}));
    assert_eq!(reported(&report), BLANKS);
    let more = format!("and {} more of {RULE}", BLANKS - LISTED);
    for format in ["short", "github"] {
        let (_, text) = check(folder.path(), &["--format", format]);
        assert!(text.contains(&more), "{format}: {text}");
    }
    let (_, split) = check(folder.path(), &["--split"]);
    assert!(split.contains(&more), "{split}");
    // One diagnostic shows all places of a rule together, so nothing is left out.
    let (_, together) = check(folder.path(), &[]);
    assert!(together.contains(&format!("{} more places like it", BLANKS - 1)) && !together.contains(&more));
    // A finding that is missing from the format of a tracker would pass for resolved.
    let (_, table) = check(folder.path(), &["--format", "csv"]);
    assert_eq!(table.lines().count() as u64, 1 + BLANKS);
}

#[test]
fn a_note_of_few_findings_has_no_key_for_more() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("form.txt"), "Swelling is *** today.\n").unwrap();
    let (_, report) = json(folder.path(), &[]);
    assert_eq!(report["notes"][0].get("omitted"), None);
}

#[test]
fn a_baseline_knows_the_findings_that_are_not_listed() {
    let folder = form();
    let (code, report) = json(folder.path(), &["--baseline", "known.json", "--update-baseline"]);
    assert_eq!((code, reported(&report), report["summary"]["baselined"].as_u64()), (0, 0, Some(BLANKS)));
    let text = fs::read_to_string(folder.path().join("form.txt")).unwrap();
    fs::write(folder.path().join("form.txt"), text + "Fever is *** today.\n").unwrap();
    let (code, report) = json(folder.path(), &["--baseline", "known.json"]);
    assert_eq!((code, reported(&report), report["summary"]["baselined"].as_u64()), (1, 1, Some(BLANKS)));
}
