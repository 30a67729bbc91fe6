//! What the answer to a query resolves, as a reader, a script and a program see it.

use crate::json_schema::report;
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

const BEFORE: &str = "CC: low back pain\n\nHPI: Zebulon reports a dull ache for *** weeks.\n\nSeen with [Zebulon Quist].\n\nAssessment: low back pain\n";

/// One blank is filled in, the complaint is rewritten, and a new blank is added at the end.
fn after() -> String {
    BEFORE
        .replace("*** weeks", "two weeks")
        .replace("CC: low back pain", "CC: Pain of the lower back, low back pain today")
        + "\nFollow up in {time}.\n"
}

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("before.txt"), BEFORE).unwrap();
    fs::write(folder.path().join("after.txt"), after()).unwrap();
    folder
}

fn diff(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_notelint"));
    command.current_dir(folder).arg("diff").args(args).output().unwrap()
}

fn json(folder: &Path, args: &[&str]) -> Value {
    let run = diff(folder, &[args, &["--format", "json"]].concat());
    assert!(run.stderr.is_empty(), "{}", String::from_utf8_lossy(&run.stderr));
    report(&run.stdout)
}

fn rules<'a>(report: &'a Value, list: &str) -> Vec<&'a str> {
    report[list].as_array().unwrap().iter().map(|finding| finding["rule"].as_str().unwrap()).collect()
}

fn hygiene(report: &Value, list: &str) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let all = report[list].as_array().unwrap().iter();
    let blank = all.filter(|finding| finding["rule"].as_str().unwrap().starts_with("note-hygiene/"));
    blank.map(|finding| (text(&finding["path"]), text(&finding["primary"]["text"]))).collect()
}

#[test]
fn findings_are_resolved_still_open_or_new() {
    let folder = folder();
    let report = json(folder.path(), &["before.txt", "after.txt"]);
    let blank = |path: &str, words: &str| vec![(path.to_owned(), words.to_owned())];
    assert_eq!(hygiene(&report, "resolved"), blank("before.txt", "***"));
    assert_eq!(hygiene(&report, "open"), blank("after.txt", "[Zebulon Quist]"));
    assert_eq!(hygiene(&report, "new_findings"), blank("after.txt", "{time}"));
    assert!(rules(&report, "open").contains(&"back-pain/radiation"), "still missing, whatever the complaint reads");
    assert!(!rules(&report, "new_findings").contains(&"back-pain/radiation"));
}

#[test]
fn a_redacted_report_keeps_to_its_schema() {
    let folder = folder();
    let report = json(folder.path(), &["before.txt", "after.txt", "--redact"]);
    assert!(!report["open"].as_array().unwrap().is_empty());
}

#[test]
fn only_what_is_new_fails() {
    let folder = folder();
    let exit = |args: &[&str]| diff(folder.path(), args).status.code();
    assert_eq!(exit(&["before.txt", "before.txt"]), Some(0), "what is open was there before");
    assert_eq!(exit(&["before.txt", "after.txt"]), Some(1));
    assert_eq!(exit(&["before.txt", "after.txt", "--fail-on", "never"]), Some(0));
    assert_eq!(exit(&["before.txt", "after.txt", "--select", "back-pain/radiation"]), Some(0));
    assert_eq!(exit(&["before.txt", "gone.txt"]), Some(2));
    assert_eq!(exit(&["before.txt", "."]), Some(2));
    assert_eq!(exit(&["-", "-"]), Some(2));
    assert_eq!(exit(&["before.txt", "after.txt", "--select", "no-such/rule"]), Some(2));
}

#[test]
fn folders_are_matched_by_relative_path() {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in [
        ("old/a/one.txt", BEFORE.to_owned()),
        ("old/gone.txt", BEFORE.to_owned()),
        ("new/a/one.txt", after()),
        ("new/two.txt", BEFORE.to_owned()),
    ] {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let report = json(folder.path(), &["./old", "new/"]);
    assert_eq!(hygiene(&report, "resolved").len(), 1);
    assert_eq!(hygiene(&report, "new_findings").len(), 3, "one of the first note, two of the second");
    let only = |key: &str| report[key][0].as_str().unwrap().replace('\\', "/");
    assert_eq!((only("only_old"), only("only_new")), ("old/gone.txt".into(), "new/two.txt".into()));
}

#[test]
fn the_configuration_of_the_new_note_applies_to_both() {
    let folder = folder();
    fs::create_dir(folder.path().join("kept")).unwrap();
    fs::rename(folder.path().join("after.txt"), folder.path().join("kept/after.txt")).unwrap();
    fs::write(folder.path().join("kept/notelint.yaml"), "ignore: [note-hygiene]\n").unwrap();
    let report = json(folder.path(), &["before.txt", "kept/after.txt"]);
    for list in ["resolved", "open", "new_findings"] {
        assert_eq!(hygiene(&report, list), []);
    }
}

#[test]
fn no_word_of_a_note_is_in_a_redacted_report() {
    let folder = folder();
    for format in ["pretty", "json", "markdown"] {
        let run = diff(folder.path(), &["before.txt", "after.txt", "--redact", "--format", format]);
        for stream in [&run.stdout, &run.stderr] {
            let text = String::from_utf8_lossy(stream);
            assert!(!["Zebulon", "Quist", "{time}"].iter().any(|word| text.contains(word)), "{format}: {text}");
        }
        let shown = diff(folder.path(), &["before.txt", "after.txt", "--format", format]);
        assert!(String::from_utf8_lossy(&shown.stdout).contains("Quist"), "{format} quotes the note otherwise");
    }
}
