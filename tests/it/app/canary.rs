//! A name that is only in a note must not reach anything outside the note's own folder.
//!
//! The name is wherever a message might quote it, in notes that are linted and in notes that cannot be. Then everything
//! that a run leaves is searched: its output for other systems, the baseline, its messages on standard error, and every
//! new file in its folder, its home or its folder for temporary files.

use notelint::report::Format;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

const CANARY: &str = "Zebulon";

/// The name in prose, evidence, blanks, a heading, a problem's title, next to codes, and within one word.
const NOTE: &str = "\
---
codes: [M54.9, K21.0]
note-type: follow-up
---
CC: low back pain of Zebulon, Zebulon's low back pain

HPI: Zebulon Zebulon has a dull ache in Zebulon's right low back for [Zebulon] weeks. Zebulon: *** [date Zebulon]
Denies Zebulon. Pain radiates to Zebulon's left leg {zebulon_Zebulon}. ( ) Zebulon ( ) other than Zebulon

Zebulon Quist:
Exam: straight leg raise positive in Zebulon.

Assessment:
1. Back pain of Zebulon (M54.9)
2. Left lumbar radiculopathy, Zebulon, S86.112 Zebulon M25.569

<!-- notelint: ignore[Zebulon] Zebulon -->
Plan: ____ Zebulon
";

/// A template whose comments name a person in place of a rule.
const TEMPLATE: &str = "Onset: ***\n<!-- notelint: ignore[Zebulon] no -->\n<!-- notelint: Zebulon -->\n<!-- notelint: ignore[note-hygiene/unfilled-placeholder]\nZebulon: ***\n";

/// Notes that cannot be linted, each for another reason.
const FAULTY: [(&str, &[u8]); 5] = [
    ("type.txt", b"---\nnote-type: Zebulon Quist\n---\nHPI: pain\n"),
    ("date.txt", b"---\ndate-of-service: Zebulon\n---\nHPI: pain\n"),
    ("code.txt", b"---\ncodes: [Zebulon]\n---\nHPI: pain\n"),
    ("yaml.txt", b"---\nZebulon: [Zebulon\n---\nHPI: pain of Zebulon\n"),
    ("bytes.txt", b"HPI: Zebulon \xff\xfe\x00 Zebulon\n"),
];

/// A folder with notes, a home and a place for temporary files.
fn house() -> TempDir {
    let house = tempfile::tempdir().unwrap();
    for folder in ["notes", "forms", "faulty", "home", "tmp"] {
        fs::create_dir(house.path().join(folder)).unwrap();
    }
    fs::write(house.path().join("notes/visit.txt"), NOTE).unwrap();
    fs::write(house.path().join("notes/later.txt"), NOTE.replace("***", "two")).unwrap();
    fs::write(house.path().join("forms/form.txt"), TEMPLATE).unwrap();
    for (name, text) in FAULTY {
        fs::write(house.path().join("faulty").join(name), text).unwrap();
    }
    house
}

fn run(house: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_notelint"));
    command.current_dir(house).args(args).env("RUST_LOG", "trace").env("RUST_BACKTRACE", "1");
    for home in ["HOME", "USERPROFILE", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "LOCALAPPDATA"] {
        command.env(home, house.join("home"));
    }
    for tmp in ["TMPDIR", "TEMP", "TMP"] {
        command.env(tmp, house.join("tmp"));
    }
    command.output().unwrap()
}

/// The outputs and messages of a run that reports something.
fn said(house: &Path, args: &[&str]) -> String {
    let ended = run(house, args);
    let text = String::from_utf8_lossy(&ended.stdout) + String::from_utf8_lossy(&ended.stderr);
    assert!(!text.is_empty(), "{args:?} says nothing, so it proves nothing");
    text.into_owned()
}

/// All files in and below a folder, with their contents.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => found.extend(files(&path)),
            false => drop(found.insert(path.to_string_lossy().into_owned(), fs::read(&path).unwrap())),
        }
    }
    found
}

fn holds_canary(bytes: &[u8]) -> bool {
    String::from_utf8_lossy(bytes).to_lowercase().contains(&CANARY.to_lowercase())
}

#[test]
fn a_name_in_a_note_is_in_nothing_that_is_for_other_systems() {
    let house = house();
    let before = files(house.path());
    let house = house.path();
    let inputs = [&["notes"][..], &["forms", "--profile", "template"], &["faulty"], &["notes", "--statistics"]];

    let outputs: Vec<String> = Format::all().map(Format::name).map(|name| format!("{name}:out.{name}")).collect();
    let outputs: Vec<&str> = outputs.iter().flat_map(|output| ["-o", output]).collect();
    for input in inputs {
        for format in Format::all() {
            let name = format.name();
            let redacted = said(house, &[&["check"], input, &["--format", name, "--redact"]].concat());
            assert!(!holds_canary(redacted.as_bytes()), "{input:?} as {name} --redact: {redacted}");
            if format.is_for_other_systems() {
                let unasked = said(house, &[&["check"], input, &["--format", name]].concat());
                assert!(!holds_canary(unasked.as_bytes()), "{input:?} as {name}: {unasked}");
            }
        }
        let ended = run(house, &[&["check", "--redact"], input, &outputs].concat());
        assert!(!holds_canary(&ended.stderr) && !holds_canary(&ended.stdout), "{input:?} in all formats");
        let kept = ["--baseline", "known.json"];
        for more in [&["--update-baseline"][..], &[]] {
            let ended = run(house, &[&["check", "--redact"], input, &kept, more].concat());
            assert!(!holds_canary(&ended.stderr) && !holds_canary(&ended.stdout), "{input:?} with a baseline");
        }
    }
    for name in ["pretty", "json", "markdown"] {
        let report = said(house, &["diff", "notes/visit.txt", "notes/later.txt", "--redact", "--format", name]);
        assert!(!holds_canary(report.as_bytes()), "diff as {name}: {report}");
    }

    let left: BTreeMap<_, _> = files(house).into_iter().filter(|(path, _)| !before.contains_key(path)).collect();
    let faithless: Vec<&String> = left.iter().filter(|(_, bytes)| holds_canary(bytes)).map(|(path, _)| path).collect();
    assert!(faithless.is_empty(), "{faithless:?} hold the name");
    let expected = Format::all().len() + 1;
    assert_eq!(left.len(), expected, "the reports and the baseline, no cache and no log: {:?}", left.keys());
}

#[test]
fn the_name_would_be_seen() {
    let house = house();
    for name in ["sarif", "github", "gitlab", "junit", "rdjson", "csv"] {
        let asked = said(house.path(), &["check", "notes", "--format", name, "--show-text"]);
        assert!(holds_canary(asked.as_bytes()), "{name} --show-text quotes the note: {asked}");
    }
    for name in ["pretty", "short", "json", "jsonl", "html"] {
        let asked = said(house.path(), &["check", "notes", "--format", name]);
        assert!(holds_canary(asked.as_bytes()), "{name} quotes the note: {asked}");
    }
}
