//! The reference of the rules is what the binary says, and never older: a stale page fails here.

use std::path::Path;
use std::process::Command;

const PACKS: [&str; 4] = ["back-pain", "icd10", "note-hygiene", "suppression"];

fn page(args: &[&str], path: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let ended = Command::new(env!("CARGO_BIN_EXE_notelint")).current_dir(root).args(args).output().unwrap();
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    let text = String::from_utf8(ended.stdout).unwrap();
    if std::env::var_os("UPDATE_GENERATED").is_some() {
        std::fs::create_dir_all(root.join(path).parent().unwrap()).unwrap();
        std::fs::write(root.join(path), &text).unwrap();
    }
    let kept = std::fs::read_to_string(root.join(path)).unwrap_or_default().replace("\r\n", "\n");
    assert!(kept == text, "{path} is stale; `UPDATE_GENERATED=1 cargo test --test it generated` writes it anew");
}

#[test]
fn the_overview_is_up_to_date() {
    page(&["rules", "--format", "markdown"], "rules/README.md");
}

#[test]
fn the_pages_of_the_packs_are_up_to_date() {
    for pack in PACKS {
        page(&["explain", pack, "--format", "markdown"], &format!("docs/rules/{pack}.md"));
    }
}
