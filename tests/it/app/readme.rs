//! The README shows what the program really prints.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn readme() -> String {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    text.replace("\r\n", "\n")
}

/// The first fenced block of a language after `mark`.
fn block(text: &str, mark: &str, language: &str) -> String {
    let from = text.find(mark).unwrap_or_else(|| panic!("README has no {mark:?}"));
    let fence = format!("```{language}\n");
    let start = from + text[from..].find(&fence).unwrap_or_else(|| panic!("no {fence:?} after {mark:?}")) + fence.len();
    let end = start + text[start..].find("```").unwrap();
    text[start..end].to_owned()
}

fn notelint(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_notelint"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).args(args).output().unwrap()
}

#[test]
fn the_terminal_block_is_the_real_output() {
    let shown = block(&readme(), "# notelint", "console");
    let (first, expected) = shown.split_once('\n').unwrap();
    let args: Vec<&str> = first.strip_prefix("$ notelint ").unwrap().split(' ').collect();
    let ended = notelint(&[&args[..], &["--color", "never"]].concat());
    let actual = String::from_utf8(ended.stdout).unwrap();
    assert!(actual == expected, "README shows\n{expected}\nbut `{first}` prints\n{actual}");
}

#[test]
fn two_commands_set_it_up() {
    assert_eq!(block(&readme(), "## Try it", ""), "cargo run --release -- check examples/notes\ncargo test\n");
}

#[test]
fn as_many_examples_pass_as_it_says() {
    let notes = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/notes")).unwrap();
    let passing = notes
        .filter(|note| {
            let path = note.as_ref().unwrap().path();
            notelint(&["check", path.to_str().unwrap()]).status.success()
        })
        .count();
    assert!(passing == 4 && readme().contains("four of\nthem are clean enough"), "{passing} pass without a warning");
}

#[test]
fn the_ten_line_rule_loads_and_its_tests_pass() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("our-clinic.yaml");
    fs::write(&file, block(&readme(), "## A rule in ten lines", "yaml")).unwrap();
    let ended = notelint(&["test", "--rules", file.to_str().unwrap(), "our-clinic"]);
    let said = format!("{}{}", String::from_utf8_lossy(&ended.stdout), String::from_utf8_lossy(&ended.stderr));
    assert!(ended.status.success() && said.contains("2 passed, 0 failed"), "{said}");
}

#[test]
fn the_files_in_the_rule_format_load_and_their_tests_pass() {
    let format = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rule-format.md")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("words.yaml"), block(&format, "## A lexicon", "yaml")).unwrap();
    fs::write(folder.path().join("pack.yaml"), block(&format, "## A pack", "yaml")).unwrap();
    let ended = notelint(&["test", "--rules", folder.path().to_str().unwrap(), "our-back"]);
    let said = format!("{}{}", String::from_utf8_lossy(&ended.stdout), String::from_utf8_lossy(&ended.stderr));
    assert!(ended.status.success() && said.contains("4 passed, 0 failed"), "{said}");
}
