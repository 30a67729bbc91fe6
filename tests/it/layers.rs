//! The layers of the house: a file may name its own layer and those below it, never one above or beside it.
//!
//! The order is what lets each layer be read, tested and changed by itself, and nothing in the language keeps it. Nor
//! does anything keep files small, or a library quiet.

use std::fs;
use std::path::{Path, PathBuf};

/// Modules by layer, lowest first.
const LAYERS: [&[&str]; 8] =
    [&["base"], &["note", "icd10"], &["rule"], &["detect"], &["check"], &["filter"], &["report"], &["app"]];

/// Lines that one idea takes at most.
const LONGEST: usize = 400;

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|modules| modules.contains(&module))
}

fn sources() -> Vec<(PathBuf, String)> {
    fn visit(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                visit(&path, found);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    visit(&root, &mut found);
    found.into_iter().map(|(path, text)| (path.strip_prefix(&root).unwrap().to_path_buf(), text)).collect()
}

/// The code of a file: without lines of comment.
fn code(text: &str) -> String {
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The modules that code names behind `root`: `crate::note::Note`, `crate::{base, note::Note}`.
fn named(code: &str, root: &str) -> Vec<String> {
    let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut names = Vec::new();
    for (at, _) in code.match_indices(root) {
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$') {
            continue;
        }
        let rest = code[at + root.len()..].trim_start();
        let Some(group) = rest.strip_prefix('{') else {
            names.push(word(rest));
            continue;
        };
        let mut depth = 0usize;
        let mut start = 0;
        for (at, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth > 0 => depth -= 1,
                ',' | '}' if depth == 0 => {
                    names.push(word(group[start..at].trim_start()));
                    start = at + 1;
                    if c == '}' {
                        break;
                    }
                }
                _ => {}
            }
        }
    }
    names
}

#[test]
fn no_file_imports_upwards() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let module = path.components().next().unwrap().as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned();
        let Some(own) = layer(&module) else { continue };
        let code = code(&text);
        for name in named(&code, "crate::").into_iter().chain(named(&code, "notelint::")) {
            if name != module && layer(&name).is_some_and(|other| other >= own) {
                wrong.push(format!("{} names {name}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_module_has_a_layer() {
    for (path, _) in sources().iter().filter(|(path, _)| path.components().count() > 1) {
        let module = path.components().next().unwrap().as_os_str().to_string_lossy();
        assert!(layer(&module).is_some(), "{} belongs to no layer", path.display());
    }
}

#[test]
fn the_library_never_prints() {
    for (path, text) in sources().iter().filter(|(path, _)| !path.starts_with("app")) {
        for printing in ["println!", "print!", "eprintln!", "eprint!", "dbg!"] {
            assert!(!code(text).contains(printing), "{} has {printing}", path.display());
        }
    }
}

#[test]
fn a_file_is_one_idea() {
    for (path, text) in sources() {
        let lines = text.lines().count();
        assert!(lines <= LONGEST, "{} has {lines} lines", path.display());
    }
}

#[test]
fn names_are_found_however_they_are_written() {
    let code =
        "use crate::note::Note;\nuse crate::{base::{Span, Sense}, report};\nlet x = crate::app::run();\nmycrate::check";
    assert_eq!(named(code, "crate::"), ["note", "base", "report", "app"]);
}
