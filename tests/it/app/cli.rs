//! The command line as scripts and people see it. Each case is a file, `tests/cmd/<command>/<case>.toml`: arguments,
//! standard input, exit code, and what is written to standard output and standard error. The files that it reads are
//! in `<case>.in`. After an intended change: `TRYCMD=overwrite cargo test --test it app::cli`, then read the difference.

use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};

#[test]
fn cases() {
    trycmd::TestCases::new().case("tests/cmd/*/*.toml");
}

/// An output that a case leaves out would not be compared.
#[test]
fn every_case_says_what_both_outputs_hold() {
    let mut cases = 0;
    let files = |folder: &Path| std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect::<Vec<_>>();
    for folder in files(Path::new("tests/cmd")).iter().filter(|folder| folder.is_dir()) {
        for case in files(folder) {
            if case.extension().is_some_and(|extension| extension == "toml") {
                let text = std::fs::read_to_string(&case).unwrap();
                let says = |key: &str| text.lines().any(|line| line.starts_with(key));
                assert!(says("stdout = ") && says("stderr = "), "{}", case.display());
                cases += 1;
            }
        }
    }
    assert!(cases >= 90, "{cases} cases");
}

fn notelint(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_notelint"));
    command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let folder = tempfile::tempdir().unwrap();
    for n in 0..500 {
        std::fs::write(folder.path().join(format!("{n}.txt")), "HPI: Low back pain since ***.\n").unwrap();
    }
    let mut run = notelint(&["check", "--fail-on", "never", folder.path().to_str().unwrap()]).spawn().unwrap();
    let mut first = [0; 1];
    run.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let ended = run.wait_with_output().unwrap();
    assert_eq!(ended.status.code(), Some(0));
    assert!(ended.stderr.is_empty(), "{}", String::from_utf8_lossy(&ended.stderr));
}

#[test]
fn rules_are_listed_with_their_packs() {
    let listed = |format: &str| {
        let ended = notelint(&["rules", "--rules", "tests/cmd/pack", "--format", format]).output().unwrap();
        String::from_utf8(ended.stdout).unwrap()
    };
    let table = listed("pretty");
    let row = table.lines().find(|line| line.starts_with("  locking ")).unwrap();
    assert_eq!(row.split_whitespace().take(2).collect::<Vec<_>>(), ["locking", "advice"]);
    let json = listed("json");
    assert!(
        json.contains(r#"{"id":"visit/blank","kind":"forbid","severity":"error","persona":"regular","pack":"visit""#)
    );
}

#[test]
fn a_report_does_not_depend_on_threads_or_on_the_order_of_arguments() {
    let folder = tempfile::tempdir().unwrap();
    let path = |n: usize| folder.path().join(format!("{n:03}.txt"));
    for n in 0..200 {
        std::fs::write(path(n), format!("HPI: Low back pain for {n} days, ***.\n")).unwrap();
    }
    let run = |args: Vec<String>, threads: &str| {
        let args: Vec<&str> =
            ["check", "--format", "json"].into_iter().chain(args.iter().map(String::as_str)).collect();
        notelint(&args).env("RAYON_NUM_THREADS", threads).output().unwrap().stdout
    };
    let forward: Vec<String> = (0..200).map(|n| path(n).to_string_lossy().into_owned()).collect();
    let backward: Vec<String> = forward.iter().rev().cloned().collect();
    let expected = run(forward, "1");
    assert!(!expected.is_empty() && expected == run(backward, "4"));
}

#[cfg(unix)]
#[test]
fn a_folder_that_holds_itself_is_walked_once() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("note.txt"), "CC: Sore throat for two days.\n").unwrap();
    std::os::unix::fs::symlink(folder.path(), folder.path().join("again")).unwrap();
    let run = notelint(&["check", "--format", "json", folder.path().to_str().unwrap()]).output().unwrap();
    assert_eq!(run.status.code(), Some(0), "{}", String::from_utf8_lossy(&run.stderr));
    let report = crate::json_schema::report(&run.stdout);
    assert_eq!(report["summary"]["notes"], 1);
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read_is_named_and_the_others_are_linted() {
    let folder = tempfile::tempdir().unwrap();
    let (good, broken) = (folder.path().join("good.txt"), folder.path().join("gone.txt"));
    std::fs::write(&good, "CC: Sore throat for two days.\n").unwrap();
    std::os::unix::fs::symlink(folder.path().join("nowhere"), &broken).unwrap();
    let run =
        notelint(&["check", "--format", "json", good.to_str().unwrap(), broken.to_str().unwrap()]).output().unwrap();
    assert_eq!(run.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&run.stderr).contains("gone.txt"));
    let report = crate::json_schema::report(&run.stdout);
    assert_eq!(report["summary"]["notes"], 1);
}

/// An export that lost its line ends. Each step was once quadratic in the length of a sentence.
#[test]
fn one_line_of_twenty_megabytes_is_linted() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("export.txt");
    let filler = "seen by the team and settled into the room with the usual routine of the ward ";
    let line =
        format!("CC: low back pain. HPI: dull ache, {} severity *** today", filler.repeat(20_000_000 / filler.len()));
    std::fs::write(&path, line).unwrap();
    let run = notelint(&["check", "--format", "short", path.to_str().unwrap()]).output().unwrap();
    assert_eq!(run.status.code(), Some(1), "{}", String::from_utf8_lossy(&run.stderr));
    let report = String::from_utf8(run.stdout).unwrap();
    assert!(report.contains("note-hygiene/unfilled-placeholder"), "{report}");
    assert!(report.lines().all(|line| line.len() < 400), "a finding quotes a window, not the line");
}
