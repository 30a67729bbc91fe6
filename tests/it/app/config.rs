//! The configuration as its page describes it: every example loads, and does what the page says.

use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

fn blocks() -> Vec<String> {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/configuration.md")).unwrap();
    let page = page.replace("\r\n", "\n");
    page.split("```yaml\n").skip(1).map(|rest| rest.split("```").next().unwrap().to_owned()).collect()
}

/// A folder with a configuration and what the examples name.
fn site(config: &str) -> TempDir {
    let site = tempfile::tempdir().unwrap();
    let pack = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd/pack/visit.yaml");
    fs::create_dir(site.path().join("our-rules")).unwrap();
    fs::copy(pack, site.path().join("our-rules/visit.yaml")).unwrap();
    fs::write(site.path().join("base.yaml"), "rules: [our-rules/]\nseverity: {visit/onset: error}\n").unwrap();
    fs::write(site.path().join("notelint.yaml"), config).unwrap();
    site
}

fn rules(site: &TempDir, more: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_notelint"));
    let ended = command.current_dir(site.path()).args(["rules", "visit"]).args(more).output().unwrap();
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    String::from_utf8(ended.stdout).unwrap()
}

#[test]
fn every_example_of_the_page_loads() {
    let blocks = blocks();
    assert_eq!(blocks.len(), 3);
    for block in blocks {
        let extends = if block.contains("extends:") { "" } else { "extends: [base.yaml]\n" };
        // The base adds the pack; naming its file twice would be a fault.
        let block = block.replace("rules: [our-rules/]", "rules: []");
        rules(&site(&format!("{block}{extends}")), &[]);
    }
}

#[test]
fn rules_tell_what_applies_to_a_path_and_which_file_says_so() {
    let site = site("extends: [base.yaml]\noverrides: [{paths: [ed/], severity: {visit/blank: off}}]\n");
    let severity = |page: String, rule: &str| {
        let mut lines = page.lines().skip_while(|line| !line.starts_with(rule));
        lines.nth(1).unwrap().split_whitespace().skip(1).collect::<Vec<_>>().join(" ")
    };
    let everywhere = rules(&site, &["--origin"]);
    assert_eq!(severity(everywhere.clone(), "visit/onset"), "error base.yaml:2");
    assert!(severity(everywhere, "visit/blank").starts_with("error "));
    assert_eq!(severity(rules(&site, &["--origin", "--path", "ed/a.txt"]), "visit/blank"), "off notelint.yaml:2");
}
