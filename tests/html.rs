//! The page for a browser, read as text: links that lead somewhere, nothing that the net is asked for, no word too
//! many. What a browser makes of it is checked by `tools/browser/check`.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

use regex::Regex;
use std::collections::HashSet;
use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

const HOSTILE: &str = "CC: back pain </pre><script>alert(1)</script>\u{1b}[31m\u{202e}\r\n\r\nHPI: low back pain, \"dull\" & ***. Onset: ***\r\n\r\nA/P: 1. Low back pain (M54.9)\r\n";

/// The examples, and a note and a name that try to be more than text.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for example in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/notes")).unwrap() {
        let example = example.unwrap();
        fs::copy(example.path(), folder.path().join(example.file_name())).unwrap();
    }
    fs::write(folder.path().join("it's a&b.txt"), HOSTILE).unwrap();
    #[cfg(unix)]
    fs::write(folder.path().join("x\" onclick=\"alert(1)\"><script>.txt"), HOSTILE).unwrap();
    folder
}

fn written(folder: &Path, args: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_notelint"));
    let run = command.current_dir(folder).args(["check", "."]).args(args).output().unwrap();
    assert!(run.stderr.is_empty(), "{}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).unwrap()
}

fn all<'a>(page: &'a str, pattern: &str) -> Vec<&'a str> {
    Regex::new(pattern).unwrap().captures_iter(page).map(|found| found.get(1).unwrap().as_str()).collect()
}

#[test]
fn every_link_leads_somewhere_and_ids_are_unique() {
    let folder = folder();
    for args in [&["--format", "html"][..], &["--format", "html", "--redact"], &["--format", "html", "--split"]] {
        let page = written(folder.path(), args);
        let ids = all(&page, r#" id="([^"]+)""#);
        let known: HashSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), known.len(), "{args:?}");
        let links = all(&page, r##"href="#([^"]+)""##);
        assert!(links.len() > 20);
        assert_eq!(links.iter().find(|link| !known.contains(*link)), None, "{args:?}");
        for label in all(&page, r#"aria-labelledby="([^"]+)""#) {
            assert!(known.contains(label), "{label}");
        }
    }
}

#[test]
fn the_page_asks_nothing_of_the_net() {
    let page = written(folder().path(), &["--format", "html"]);
    assert!(
        page.contains("content=\"default-src 'none'; style-src 'sha256-") || page.contains("default-src &#39;none")
    );
    for load in [" src=", "<link", "<img", "<iframe", "@import", "url(", "javascript:"] {
        assert!(!page.contains(load), "{load}");
    }
    assert!(all(&page, r#"href="([^#"][^"]*)""#).iter().all(|link| link.starts_with("https://")));
}

#[test]
fn a_note_stays_text() {
    let page = written(folder().path(), &["--format", "html"]);
    assert_eq!((page.matches("<script>").count(), page.matches("</script>").count()), (1, 1), "its own");
    assert!(page.contains("&lt;/pre&gt;&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert!(!page.contains("\" onclick="));
    assert!(page.chars().all(|c| c == '\n' || !c.is_control() && c != '\u{202e}'));
    for tag in ["pre", "a", "span", "mark", "li", "ul", "section", "article", "table", "div"] {
        let opened = Regex::new(&format!("<{tag}[ >]")).unwrap().find_iter(&page).count();
        assert_eq!(opened, page.matches(&format!("</{tag}>")).count(), "{tag}");
    }
}

#[test]
fn all_findings_are_there_and_the_bytes_are_the_same_twice() {
    let folder = folder();
    let report: serde_json::Value = serde_json::from_str(&written(folder.path(), &["--format", "json"])).unwrap();
    let notes = report["notes"].as_array().unwrap();
    let findings: usize = notes.iter().map(|note| note["findings"].as_array().unwrap().len()).sum();
    let page = written(folder.path(), &["--format", "html"]);
    let listed: usize = all(&page, r#" data-n="(\d+)""#).iter().map(|count| count.parse::<usize>().unwrap()).sum();
    assert_eq!(listed, findings);
    assert_eq!(page.matches("<article ").count(), notes.len());
    assert_eq!(page, written(folder.path(), &["--format", "html"]));
}

#[test]
fn a_redacted_page_holds_no_word_of_a_note() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "CC: Zebulon low back pain\n\nHPI: Zebulon has [Zebulon] ***\n").unwrap();
    let page = written(folder.path(), &["--format", "html", "--redact"]);
    assert!(!page.contains("Zebulon") && !page.contains("<pre"), "{page}");
    assert!(page.contains("data-s=\"warning\""));
    assert!(written(folder.path(), &["--format", "html"]).contains("Zebulon"));
}

#[test]
fn a_note_that_could_not_be_read_stands_in_the_head() {
    let folder = folder();
    fs::write(folder.path().join("picture.txt"), b"\x89PNG\0\0").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_notelint"));
    let run = command.current_dir(folder.path()).args(["check", ".", "--format", "html"]).output().unwrap();
    let page = String::from_utf8(run.stdout).unwrap();
    let (head, _) = page.split_once("<article").unwrap();
    assert!(head.contains("Not read") && head.contains("picture.txt"));
}
