//! No text from outside controls the terminal, whichever door it comes in by.
//!
//! Notes were cleaned from the start. A carriage return in a pack, a bidirectional override in a configuration and an
//! escape sequence in `--code` once reached the terminal as they were.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

/// What YAML reads as an escape sequence, a lone carriage return and two characters that reorder words.
const HOSTILE: &str = r"\e[31mred\r\u202Eevil\u2066\x9b";
/// The same as an argument.
const ARGUMENT: &str = "\u{1b}[31mred\r\u{202e}evil\u{2066}\u{9b}";

fn pack() -> String {
    r#"schema: 1
pack: site
title: "Our site @"
description: "What we add @"
sources:
  policy: {title: "Our policy @", year: 2026}
applies: {sections: [plan]}
checklist:
  - element: follow-up
    label: "follow-up @"
    ask: "When is the patient seen again @?"
    help: "State a time @."
    documented-by: [{concept: follow-up, sense: named}]
    severity: warning
    belongs-in: [plan]
    why: "Readers see what was agreed @."
    source: policy
    tests:
      - {clean: "Plan: Rest. Recheck in 2 weeks."}
      - {clean: "Plan: Rest @. Recheck on Monday."}
      - {flagged: "<<Plan>>: Rest and fluids @."}
      - {flagged: "<<Plan>>: Recheck in 2 weeks @."}
concepts:
  follow-up: {terms: ['recheck{,ed}']}
  antibiotic: {terms: [amoxicillin, doxycycline]}
rules:
  - rule: antibiotic
    severity: warning
    when: [{concept: antibiotic, sense: named}]
    require: [{section: allergies}]
    message: "{found} is in the note @; allergies are not"
    help: "State the allergies @."
    why: "Our policy @."
    source: policy
    tests:
      - {clean: "Allergies: none known.\nPlan: Amoxicillin @."}
      - {clean: "Plan: Rest @."}
      - {flagged: "Plan: <<Amoxicillin>> for 7 days @."}
      - {flagged: "Plan: Take <<doxycycline>> @."}
"#
    .replace('@', HOSTILE)
}

fn site() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("site.yaml", &pack());
    write("n.txt", "Plan: Amoxicillin and rest.\n");
    write("old.txt", "Plan: Rest. Recheck on Monday.\n");
    let suppression = r#"{rule: site/follow-up, path: other.txt, reason: "since @"}"#.replace('@', HOSTILE);
    let config = format!("schema: 1\nrules: [site.yaml]\nsuppressions:\n  - {suppression}\n");
    write("notelint.yaml", &config);
    folder
}

fn run(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_notelint")).current_dir(folder).args(args).output().unwrap()
}

/// The first character that a terminal obeys, with its surroundings.
fn hostile(bytes: &[u8]) -> Option<String> {
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    let obeyed = |c: char| {
        (c.is_control() && c != '\n' && c != '\t')
            || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    // Records of a CSV file end so.
    let text = text.replace("\r\n", "\n");
    let at = text.char_indices().find(|(_, c)| obeyed(*c))?.0;
    let around = text[..at].chars().rev().take(40).collect::<Vec<_>>().into_iter().rev().collect::<String>();
    Some(format!("{around}⟦{:?}⟧", text[at..].chars().take(20).collect::<String>()))
}

/// Runs a command, whose output must be harmless, and yields its exit code.
fn harmless(folder: &Path, args: &[&str]) -> Option<i32> {
    let run = run(folder, args);
    for (stream, bytes) in [("stdout", &run.stdout), ("stderr", &run.stderr)] {
        if let Some(found) = hostile(bytes) {
            panic!("{args:?}, {stream}: {found}");
        }
    }
    run.status.code()
}

#[test]
fn text_of_packs_and_configurations_reaches_no_terminal_and_no_page() {
    let folder = site();
    let root = folder.path();
    let formats = [
        "pretty",
        "short",
        "json",
        "jsonl",
        "html",
        "csv",
        "markdown",
        "sarif",
        "github",
        "gitlab",
        "junit",
        "rdjson",
        "matrix",
        "matrix-csv",
    ];
    for format in formats {
        let args = ["check", "n.txt", "--persona", "thorough", "--show-text", "--format", format, "--code", ARGUMENT];
        assert_eq!(harmless(root, &args), Some(1), "{format}");
    }
    for format in ["pretty", "markdown", "json"] {
        assert_eq!(
            harmless(root, &["explain", "site", "site/antibiotic", "site/follow-up", "--format", format]),
            Some(0)
        );
        assert_eq!(harmless(root, &["rules", "site", "--format", format]), Some(0));
        assert_eq!(harmless(root, &["diff", "old.txt", "n.txt", "--format", format, "--code", ARGUMENT]), Some(1));
    }
    assert_eq!(harmless(root, &["rules", "site", "--origin"]), Some(0));
    assert_eq!(harmless(root, &["test", "site.yaml"]), Some(1));
    for format in ["pretty", "json"] {
        let inspect = ["inspect", "n.txt", "--format", format];
        assert_eq!(harmless(root, &[&inspect[..], &["--element", "site/follow-up"]].concat()), Some(0));
        assert_eq!(harmless(root, &[&inspect[..], &["--term", ARGUMENT]].concat()), Some(0));
        assert_eq!(harmless(root, &["code", ARGUMENT, "M54.9", "--format", format]), Some(1));
    }
}

#[test]
fn faults_show_their_file_without_obeying_it() {
    let folder = site();
    let root = folder.path();
    let path = |name: &str| root.join(name);
    let pack = pack();
    for broken in [
        pack.replace("severity: warning", &format!("severity: \"{HOSTILE}\"")),
        pack.replace("pack: site", "pack: site\nodd\u{202e}key: 1"),
        pack.replace("pack: site", "# a comment\r# \u{202e}and more\rpack: [site"),
        pack.replace("concept: antibiotic", &format!("concept: \"{HOSTILE}\"")),
        pack.replace("pack: site", "pack: si\u{1b}[31mte"),
    ] {
        fs::write(path("broken.yaml"), broken).unwrap();
        assert_eq!(harmless(root, &["test", "broken.yaml"]), Some(2));
    }
    for broken in [
        format!("schema: 1\nfail-on: \"{HOSTILE}\"\n"),
        format!("schema: 1\nselect: [\"{HOSTILE}\"]\n"),
        format!("schema: 1\nextends: [\"{HOSTILE}\"]\n"),
        format!("schema: 1\nexclude: [\"[{HOSTILE}\"]\n"),
        "schema: 1\n# a\rseverity: {odd: off}\n".to_owned(),
        "schema: 1\n\"odd\u{202e}\": off\n".to_owned(),
        format!("schema: 1\nodd: 1\n\"{HOSTILE}\": off\n"),
        "schema: 1\nfail-on: war\u{1b}[31mning\n".to_owned(),
        format!("schema: 1\nsuppressions: [{{rule: site/follow-up, reason: a, until: \"{HOSTILE}\"}}]\n"),
    ] {
        fs::write(path("broken.yaml"), &broken).unwrap();
        assert_eq!(harmless(root, &["check", "n.txt", "--config", "broken.yaml"]), Some(2), "{broken}");
    }
}

#[test]
fn arguments_are_quoted_without_obeying_them() {
    let folder = site();
    let root = folder.path();
    for args in [
        &["check", ARGUMENT][..],
        &["check", "n.txt", "--format", ARGUMENT],
        &["check", "n.txt", "--checklist", ARGUMENT],
        &["check", "n.txt", "--select", ARGUMENT],
        &["check", "n.txt", "--config", ARGUMENT],
        &["check", "n.txt", "--rules", ARGUMENT],
        &["check", "n.txt", "--baseline", ARGUMENT],
        &["check", "n.txt", "--as-of", ARGUMENT],
        &["check", "n.txt", ARGUMENT, "-o", &format!("json:{ARGUMENT}/x")],
        &["explain", ARGUMENT],
        &["rules", ARGUMENT],
        &["test", ARGUMENT],
        &["inspect", "n.txt", "--element", ARGUMENT],
        &["diff", ARGUMENT, "n.txt"],
        &["completions", ARGUMENT],
        &[ARGUMENT],
        &[&format!("--{ARGUMENT}")],
    ] {
        assert_eq!(harmless(root, args), Some(2), "{args:?}");
    }
    assert_eq!(harmless(root, &["init", ARGUMENT]), Some(0));
}

#[test]
fn a_syntax_error_of_the_configuration_names_its_file_and_line() {
    let folder = site();
    let root = folder.path();
    for (broken, line) in [
        ("schema: 1\nselect: [back-pain\nfail-on: error\n", 3),
        ("schema: 1\nexclude:\n\t- old/\n", 3),
        ("schema: 1\nfail-on: \"error\n", 3),
        ("schema: 1\nfail-on: error\nfail-on: warning\n", 3),
        ("schema: 1\rfail-on: error\rexclude: @old\r", 3),
        ("schema: 1\nextends: {a: b}\n", 2),
    ] {
        fs::write(root.join("notelint.yaml"), broken).unwrap();
        let run = run(root, &["check", "n.txt"]);
        let text = String::from_utf8_lossy(&run.stderr).into_owned();
        assert_eq!(run.status.code(), Some(2), "{text}");
        let lines = (line - 1..=line).map(|line| format!("[notelint.yaml:{line}:")).collect::<Vec<_>>();
        assert!(lines.iter().any(|place| text.contains(place)), "{broken:?}: {text}");
        let shown = broken.split(['\n', '\r']).nth(line - 1).unwrap().trim();
        assert!(text.contains(shown) && text.contains("help:"), "{broken:?}: {text}");
    }
}
