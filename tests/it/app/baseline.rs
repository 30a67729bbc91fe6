//! A team introduces notelint with thirty faulty templates: known findings are accepted, new ones are not, and the
//! baseline only shrinks from there.

use crate::json_schema::report;
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

const FAULTY: &str = "HPI: Cough for *** days.\n\nPlan: Rest and fluids.\n\nFollow up with [Zebulon Quist].\n";

fn check(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_notelint"));
    command.current_dir(folder).arg("check").args(args).output().unwrap()
}

fn stderr(run: &Output) -> String {
    String::from_utf8_lossy(&run.stderr).into_owned()
}

/// Runs `check` with the baseline of `folder`: its exit code, its report and its messages.
fn measured(folder: &Path, args: &[&str]) -> (i32, Value, String) {
    let run = check(folder, &[&[".", "--baseline", "known.json", "--format", "json"], args].concat());
    (run.status.code().unwrap(), report(&run.stdout), stderr(&run))
}

fn reported(report: &Value) -> Vec<(String, u64)> {
    let of = |note: &Value| {
        let path = note["path"].as_str().unwrap().to_owned();
        let lines = note["findings"].as_array().unwrap().iter().map(|f| f["primary"]["line"].as_u64().unwrap());
        lines.map(|line| (path.clone(), line)).collect::<Vec<_>>()
    };
    report["notes"].as_array().unwrap().iter().flat_map(of).collect()
}

/// One faulty note and its baseline.
fn one() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("note.txt"), FAULTY).unwrap();
    let (exit, report, _) = measured(folder.path(), &["--update-baseline"]);
    assert_eq!((exit, reported(&report)), (0, vec![]));
    folder
}

#[test]
fn thirty_faulty_templates_are_taken_up() {
    let folder = tempfile::tempdir().unwrap();
    let path = |n: usize| folder.path().join(format!("forms/{n:02}.txt"));
    fs::create_dir(folder.path().join("forms")).unwrap();
    for n in 0..30 {
        fs::write(path(n), FAULTY).unwrap();
    }
    let before = check(folder.path(), &["."]);
    assert_eq!(before.status.code(), Some(1));

    let (exit, report, messages) = measured(folder.path(), &["--update-baseline"]);
    let entries = report["summary"]["baselined"].as_u64().unwrap();
    assert!(exit == 0 && entries >= 60, "{report}");
    assert_eq!(messages, format!("known.json: {entries} entries, {entries} added, 0 removed\n"));
    let text = fs::read_to_string(folder.path().join("known.json")).unwrap();
    assert_eq!(text.lines().filter(|line| line.starts_with("{\"path\":\"forms/")).count() as u64, entries);
    let known: Value = serde_json::from_str(&text).unwrap();
    assert!(known["entries"].as_array().unwrap().iter().all(|entry| entry.as_object().unwrap().len() == 3));

    let (exit, report, messages) = measured(folder.path(), &[]);
    assert_eq!((exit, reported(&report), messages.as_str()), (0, vec![], ""));
    assert_eq!(report["summary"]["baselined"], entries);

    fs::write(path(7), format!("{FAULTY}\nTemperature: [temperature]\n")).unwrap();
    let (exit, report, _) = measured(folder.path(), &[]);
    let new = reported(&report);
    assert_eq!((exit, new.len(), new[0].1), (1, 1, 7), "{report}");
    assert!(new[0].0.ends_with("forms/07.txt"));

    fs::write(path(7), FAULTY.replace("*** days", "two days")).unwrap();
    let (exit, _, messages) = measured(folder.path(), &[]);
    assert_eq!(exit, 0, "stale entries fail nothing");
    assert!(
        messages.contains("1 entry is no longer needed (forms/07.txt)") && messages.contains("--update-baseline"),
        "{messages}"
    );
    assert_eq!(measured(folder.path(), &["--fail-on", "advice"]).0, 0);

    let (exit, _, messages) = measured(folder.path(), &["--update-baseline"]);
    assert_eq!((exit, messages), (0, format!("known.json: {} entries, 0 added, 1 removed\n", entries - 1)));
    let (exit, report, messages) = measured(folder.path(), &[]);
    assert_eq!((exit, reported(&report), messages.as_str()), (0, vec![], ""));
    assert!(fs::read_dir(folder.path()).unwrap().count() == 2, "no other file remains");
}

#[test]
fn entries_survive_edits_elsewhere() {
    let folder = one();
    let edits = [
        format!("Seen in the morning.\n\n{FAULTY}"),
        FAULTY.replace("\n\n", "\n\n\n\n"),
        FAULTY.replace("Cough for", "A dry cough at night for"),
        FAULTY.replace("[Zebulon Quist]", "[zebulon   QUIST]"),
        "Follow up with [Zebulon Quist].\n\nHPI: Cough for *** days.\n".to_owned(),
        FAULTY.replace('\n', "\r\n"),
    ];
    for edit in edits {
        fs::write(folder.path().join("note.txt"), &edit).unwrap();
        let (exit, report, messages) = measured(folder.path(), &[]);
        assert_eq!((exit, reported(&report), messages.as_str()), (0, vec![], ""), "{edit}");
    }
    fs::write(folder.path().join("note.txt"), FAULTY.replace("Quist", "Quill")).unwrap();
    let (exit, report, messages) = measured(folder.path(), &[]);
    assert_eq!((exit, reported(&report).len()), (1, 1), "other words are another finding");
    assert!(messages.contains("1 entry is no longer needed"), "{messages}");
}

#[test]
fn what_is_not_part_of_the_run_stays() {
    let folder = one();
    fs::write(folder.path().join("other.txt"), FAULTY).unwrap();
    let kept = fs::read_to_string(folder.path().join("known.json")).unwrap();
    let run = check(folder.path(), &["other.txt", "--baseline", "known.json", "--update-baseline"]);
    assert!(stderr(&run).contains(" 0 removed"), "{}", stderr(&run));
    let text = fs::read_to_string(folder.path().join("known.json")).unwrap();
    assert!(text.contains("\"note.txt\"") && text.contains("\"other.txt\""), "{text}");
    // A rule that was not selected does not lose its entries, either.
    let (_, _, messages) = measured(folder.path(), &["--select", "back-pain", "--update-baseline"]);
    assert!(messages.contains(" 0 added, 0 removed"), "{messages}");
    // The entries of a deleted note are dropped: under a new name its findings are new.
    fs::rename(folder.path().join("other.txt"), folder.path().join("renamed.txt")).unwrap();
    let (exit, report, messages) = measured(folder.path(), &[]);
    assert!(exit == 1 && reported(&report).iter().all(|(path, _)| path.ends_with("renamed.txt")));
    assert!(messages.contains("(other.txt)"), "{messages}");
    fs::remove_file(folder.path().join("renamed.txt")).unwrap();
    measured(folder.path(), &["--update-baseline"]);
    assert_eq!(fs::read_to_string(folder.path().join("known.json")).unwrap(), kept);
}

#[test]
fn it_means_the_same_from_every_folder() {
    let folder = one();
    let elsewhere = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let run = check(elsewhere.path(), &[&path("note.txt"), "--baseline", &path("known.json")]);
    assert_eq!(run.status.code(), Some(0), "{}", stderr(&run));
}

#[test]
fn faults_of_the_file_end_the_run() {
    let folder = one();
    let text = fs::read_to_string(folder.path().join("known.json")).unwrap();
    let faulty = [
        ("Zebulon Quist".to_owned(), "known.json:1: this is not JSON"),
        (text.replace("baseline/1", "baseline/9"), "known.json:2: the schema is not"),
        (text.replacen("\"rule\"", "\"rules\"", 1), "known.json:4: unknown field"),
        (text.replacen("{\"path\"", "=======\n{\"path\"", 1), "known.json:4: this is not JSON"),
    ];
    for (text, expected) in faulty {
        fs::write(folder.path().join("known.json"), text).unwrap();
        let (exit, _, messages) = measured(folder.path(), &[]);
        assert!(exit == 2 && messages.contains(expected) && messages.contains("--update-baseline"), "{messages}");
        assert!(!messages.contains("Zebulon"));
    }
    fs::remove_file(folder.path().join("known.json")).unwrap();
    let (exit, _, messages) = measured(folder.path(), &[]);
    assert!(
        exit == 2 && messages.contains("there is no such baseline") && messages.contains("--update-baseline"),
        "{messages}"
    );
}

#[test]
fn sarif_marks_what_is_in_the_baseline() {
    let folder = one();
    let run = check(folder.path(), &["note.txt", "--baseline", "known.json", "--format", "sarif"]);
    let log: Value = serde_json::from_slice(&run.stdout).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert!(!results.is_empty() && results.iter().all(|result| result["baselineState"] == "unchanged"));
}

#[test]
fn no_word_of_a_note_is_in_the_baseline_or_in_what_is_said() {
    let folder = one();
    let text = fs::read_to_string(folder.path().join("known.json")).unwrap();
    fs::write(folder.path().join("note.txt"), FAULTY.replace("***", "two")).unwrap();
    for word in ["Zebulon", "zebulon", "Quist", "Cough", "***", "fluids"] {
        assert!(!text.contains(word), "{text}");
        for args in [&[][..], &["--update-baseline"]] {
            assert!(!measured(folder.path(), args).2.contains(word));
        }
    }
}

/// Eight runs once read the baseline at the same time and each replaced it with its own: only the entries of one were
/// left.
#[test]
fn runs_at_the_same_time_keep_the_entries_of_all() {
    let folder = tempfile::tempdir().unwrap();
    for n in 0..8 {
        fs::write(folder.path().join(format!("{n}.txt")), FAULTY).unwrap();
    }
    let start = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_notelint"));
        let update = ["--baseline", "known.json", "--update-baseline", "--quiet"];
        command.current_dir(folder.path()).arg("check").args(args).args(update).stdout(std::process::Stdio::null());
        command.spawn().unwrap()
    };
    let known = || {
        let text = fs::read_to_string(folder.path().join("known.json")).unwrap();
        let known: Value = serde_json::from_str(&text).unwrap();
        let entries = known["entries"].as_array().unwrap().iter();
        entries.map(|entry| (entry["path"].to_string(), entry["rule"].to_string())).collect::<Vec<_>>()
    };
    for _ in 0..3 {
        let runs: Vec<_> = (0..8).map(|n| start(&[&format!("{n}.txt")])).collect();
        runs.into_iter().for_each(|mut run| assert!(run.wait().unwrap().success()));
        let paths: std::collections::BTreeSet<String> = known().into_iter().map(|(path, _)| path).collect();
        assert_eq!(paths.len(), 8, "{paths:?}");
        assert_eq!(measured(folder.path(), &[]).0, 0);
    }
    let all = known();
    let rules: std::collections::BTreeSet<String> =
        all.iter().map(|(_, rule)| rule.trim_matches('"').to_owned()).collect();
    // Runs that select different rules for the same notes do not remove each other's entries, either.
    fs::remove_file(folder.path().join("known.json")).unwrap();
    let runs: Vec<_> = rules.iter().map(|rule| start(&[".", "--select", rule])).collect();
    runs.into_iter().for_each(|mut run| assert!(run.wait().unwrap().success()));
    assert_eq!(known(), all);
}

#[cfg(unix)]
#[test]
fn the_baseline_keeps_its_mode_and_its_link() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
    let folder = one();
    let root = folder.path();
    fs::create_dir(root.join("ci")).unwrap();
    fs::rename(root.join("known.json"), root.join("ci/real.json")).unwrap();
    fs::set_permissions(root.join("ci/real.json"), fs::Permissions::from_mode(0o664)).unwrap();
    symlink("ci/real.json", root.join("known.json")).unwrap();
    fs::write(root.join("other.txt"), FAULTY).unwrap();
    assert_eq!(measured(root, &["--update-baseline"]).0, 0);
    assert!(root.join("known.json").is_symlink());
    assert_eq!(fs::metadata(root.join("ci/real.json")).unwrap().mode() & 0o777, 0o664);
    assert!(fs::read_to_string(root.join("ci/real.json")).unwrap().contains("other.txt"));
    assert_eq!(fs::read_dir(root.join("ci")).unwrap().count(), 1, "nothing is left next to it");
}
