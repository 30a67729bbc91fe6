//! Findings that a site or a template suppresses: what is suppressed, what is reported about it, and the exit code.

use crate::builtin::read;
use crate::json_schema::report;
use notelint::base::Profile;
use notelint::check::check;
use notelint::detect::facts;
use notelint::note::Context;
use notelint::rule::RuleSet;
use proptest::prelude::*;
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

/// A knee visit without onset and swelling, and with a blank.
const NOTE: &str = "CC: Knee pain\n\nHPI: Knee pain for *** days.\n";

struct Site(TempDir);

struct Run {
    code: i32,
    json: Value,
    stderr: String,
}

impl Site {
    fn new(files: &[(&str, &str)]) -> Site {
        let site = Site(tempfile::tempdir().unwrap());
        files.iter().for_each(|(name, text)| site.write(name, text));
        site
    }

    /// A folder with one note and a configuration that has these suppressions.
    fn suppressing(entries: &str) -> Site {
        Site::new(&[("a.txt", NOTE), ("notelint.yaml", &format!("suppressions:\n{entries}"))])
    }

    fn write(&self, name: &str, text: &str) {
        let file = self.0.path().join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    fn check(&self, more: &[&str]) -> Run {
        let pack = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd/pack");
        let mut command = Command::new(env!("CARGO_BIN_EXE_notelint"));
        command.current_dir(self.0.path()).args(["check", ".", "--format", "json", "--as-of", "2026-11-23"]);
        let ended =
            command.arg("--rules").arg(pack).args(["--select", "visit,suppression"]).args(more).output().unwrap();
        Run {
            code: ended.status.code().unwrap(),
            json: report(&ended.stdout),
            stderr: String::from_utf8(ended.stderr).unwrap(),
        }
    }
}

impl Run {
    /// `rule:line` of all findings.
    fn findings(&self) -> Vec<String> {
        let notes = self.json["notes"].as_array().unwrap();
        let findings = notes.iter().flat_map(|note| note["findings"].as_array().unwrap());
        findings.map(|f| format!("{}:{}", f["rule"].as_str().unwrap(), f["primary"]["line"])).collect()
    }

    fn suppressed(&self) -> u64 {
        self.json["summary"]["suppressed"].as_u64().unwrap()
    }
}

#[test]
fn without_any_all_is_reported() {
    let run = Site::new(&[("a.txt", NOTE)]).check(&[]);
    assert_eq!(run.findings(), ["visit/onset:1", "visit/swelling:1", "visit/blank:3"]);
    assert_eq!(run.suppressed(), 0);
}

#[test]
fn a_rule_a_pack_and_a_beginning_are_suppressed() {
    for (rule, left) in [("visit/blank", 2), ("visit", 0), ("visit/s*", 2)] {
        let run = Site::suppressing(&format!("  - {{rule: {rule}, reason: agreed}}\n")).check(&[]);
        assert_eq!((run.findings().len(), run.suppressed()), (left, 3 - left as u64), "{rule}");
        assert_eq!(run.code, i32::from(left > 0));
        assert!(run.stderr.is_empty(), "{}", run.stderr);
    }
}

#[test]
fn a_place_narrows_it() {
    let fingerprint = Site::new(&[("a.txt", NOTE)]).check(&[]).json["notes"][0]["findings"][1]["fingerprint"].clone();
    let of = |anchor: &str| {
        Site::suppressing(&format!("  - {{rule: visit, reason: agreed, anchor: {anchor}}}\n")).check(&[])
    };
    assert_eq!(of("hpi").findings(), ["visit/onset:1", "visit/swelling:1"]);
    assert_eq!(of(fingerprint.as_str().unwrap()).findings(), ["visit/onset:1", "visit/blank:3"]);
}

#[test]
fn a_path_narrows_it_and_counts_only_where_a_note_was_linted() {
    let site = Site::suppressing("  - {rule: visit, reason: agreed, path: old/}\n");
    let run = site.check(&[]);
    assert_eq!((run.findings().len(), run.stderr.as_str()), (3, ""));
    site.write("old/a.txt", NOTE);
    let run = site.check(&[]);
    assert_eq!((run.findings().len(), run.suppressed(), run.stderr.as_str()), (3, 3, ""));
}

#[test]
fn an_expired_or_unused_suppression_is_reported_and_fails_a_run_that_minds_warnings() {
    let over = Site::suppressing("  - {rule: visit, reason: agreed, until: 2026-11-22}\n");
    let run = over.check(&[]);
    assert_eq!((run.findings().len(), run.code), (3, 1));
    assert!(run.stderr.contains("held until 2026-11-22") && run.stderr.contains("notelint.yaml:2:"), "{}", run.stderr);
    assert!(over.check(&["--as-of", "2026-11-22"]).code == 2, "--as-of is given twice");

    let unused = Site::new(&[
        ("a.txt", "HPI: The cough is gone.\n"),
        ("notelint.yaml", "suppressions: [{rule: visit/blank, reason: agreed}]\n"),
    ]);
    let run = unused.check(&[]);
    assert_eq!((run.findings().len(), run.code), (0, 1));
    assert!(
        run.stderr.contains("notelint::suppression") && run.stderr.contains("matches no finding"),
        "{}",
        run.stderr
    );
    for (fail_on, code) in [("advice", 1), ("error", 0), ("never", 0)] {
        assert_eq!(unused.check(&["--fail-on", fail_on]).code, code, "{fail_on}");
    }
}

#[test]
fn a_run_that_selects_other_rules_does_not_call_it_unused() {
    let site = Site::suppressing("  - {rule: visit/blank, reason: agreed}\n");
    let run = site.check(&["--ignore", "visit/blank"]);
    assert_eq!((run.suppressed(), run.stderr.as_str()), (0, ""));
}

#[test]
fn a_base_of_two_folders_is_unused_only_where_both_say_so() {
    let base = "suppressions: [{rule: visit/blank, reason: agreed}]\n";
    let extends = "extends: [../base.yaml]\n";
    let site = Site::new(&[
        ("base.yaml", base),
        ("one/notelint.yaml", extends),
        ("one/a.txt", NOTE),
        ("two/notelint.yaml", extends),
        ("two/a.txt", "HPI: The cough is gone.\n"),
    ]);
    assert_eq!(site.check(&[]).stderr, "");
    fs::remove_file(site.0.path().join("one/a.txt")).unwrap();
    assert!(site.check(&[]).stderr.contains("base.yaml:1:"));
}

fn form(text: &str) -> Run {
    Site::new(&[("forms/a.txt", text), ("notelint.yaml", "templates: [forms/]\n")]).check(&[])
}

#[test]
fn a_template_says_which_findings_of_the_next_line_stay() {
    let text = "CC: Knee pain\nHPI: Pain of the right knee since ***, swelling ***\nAssessment:\n{}Knee pain M25.569\n";
    let plain = form(&text.replace("{}", ""));
    assert_eq!(plain.findings(), ["visit/side-open:4"]);
    for comment in [
        "<!-- notelint: ignore[visit/side-open] kept -->\n",
        "\n# notelint: ignore[visit/side-open] kept\n\n",
        "<!--notelint:ignore[ visit ]kept--> ",
    ] {
        let run = form(&text.replace("{}", comment));
        assert_eq!(run.suppressed(), 1, "{comment}");
        assert!(!run.findings().iter().any(|f| f.starts_with("suppression")), "{comment}: {:?}", run.findings());
        assert_eq!(run.findings().len() + 1, plain.findings().len());
    }
}

#[test]
fn what_is_nowhere_is_ignored_for_the_whole_template() {
    let text = "CC: Knee pain\nHPI: Onset since ***\nAssessment:\n";
    assert_eq!(form(text).findings(), ["visit/swelling:1"]);
    let run = form(&format!("{text}<!-- notelint: ignore[visit/swelling] the nurse asks for it -->\n"));
    assert_eq!((run.findings().len(), run.suppressed(), run.code), (0, 1, 0));
}

#[test]
fn a_comment_that_does_not_work_is_a_finding() {
    let text = "CC: Knee pain\nHPI: Onset since *** with swelling ***\n";
    for comment in [
        "<!-- notelint: ignore[visit/blank] -->",
        "<!-- notelint: ignore[visit/blnk] why -->",
        "<!-- notelint: ignore[] why -->",
        "<!-- notelint: ignore[visit/blank why -->",
        "<!-- notelint: ignore[visit/blank] why",
        "<!-- notelint: skip[visit/blank] why -->",
        "# notelint:",
    ] {
        let run = form(&format!("{text}{comment}\n"));
        assert_eq!(run.findings(), ["suppression/faulty:3"], "{comment}");
        assert_eq!((run.json["summary"]["errors"].as_u64(), run.code), (Some(1), 1));
    }
    let run = form(&format!("<!-- notelint: ignore[visit/swelling, visit/blank] why -->\n{text}"));
    assert_eq!(run.findings(), ["suppression/unused:1", "suppression/unused:1"]);
    assert_eq!(run.json["summary"]["warnings"], 2);
    let ids: Vec<_> = (0..2).map(|n| run.json["notes"][0]["findings"][n]["fingerprint"].clone()).collect();
    assert!(ids[0] != ids[1] && ids[0].as_str().unwrap().len() == 16);
}

/// Findings about comments were once made while others were suppressed, so they ignored the rule's own profile, were
/// not made where every other finding is made, and did not reach callers of `check` alone.
#[test]
fn findings_about_comments_are_made_like_all_others() {
    let mut rules = notelint::rule::builtin();
    let text = "Onset: ***\n# notelint: ignore[]\n# notelint: ignore[back-pain] the nurse asks\n";
    let context = Context { profile: Profile::Template, ..Context::default() };
    let note = read(text, context);
    let reported = |rules: &RuleSet| {
        let checked = check(&note, &facts(&note, rules), rules);
        let own = checked.findings.into_iter().filter(|finding| finding.rule.starts_with("suppression/"));
        own.map(|finding| (finding.message.render(false), finding.fingerprint.len())).collect::<Vec<_>>()
    };
    let expected = ["The comment names no rule", "The comment suppresses no finding of \"back-pain\""];
    assert_eq!(reported(&rules), expected.map(|message| (message.to_owned(), 16)));
    for rule in rules.rules.iter_mut().filter(|rule| rule.id.starts_with("suppression/")) {
        rule.profile = Some(Profile::Note);
    }
    assert_eq!(reported(&rules), []);
}

/// A comment searches only the findings near its line, so that a template with many of both takes linear time.
#[test]
fn each_of_many_comments_finds_its_line() {
    let mut rules = notelint::rule::builtin();
    rules.rules.retain(|rule| rule.id == "note-hygiene/unfilled-placeholder");
    rules.rules[0].profile = None;
    rules.packs.iter_mut().for_each(|pack| pack.checklist = None);
    let text = "# notelint: ignore[note-hygiene] kept\nOnset: ***\nTiming: ***\n".repeat(50);
    let context = Context { profile: Profile::Template, ..Context::default() };
    let note = read(&text, context);
    let findings = check(&note, &facts(&note, &rules), &rules).findings;
    assert_eq!(findings.len(), 100);
    for (at, finding) in findings.iter().enumerate() {
        assert_eq!(finding.ignored.as_deref(), (at % 2 == 0).then_some("kept"), "{finding:?}");
    }
}

#[test]
fn in_a_note_a_comment_does_nothing() {
    let run =
        Site::new(&[("a.txt", &format!("<!-- notelint: ignore[visit] why -->\n{NOTE}# notelint: bad\n"))]).check(&[]);
    assert_eq!((run.findings().len(), run.suppressed()), (3, 0));
}

#[test]
fn the_words_of_a_comment_are_none_of_the_template() {
    let text = "CC: Knee pain\nHPI: Onset since ***\n";
    let run = form(&format!("{text}<!-- notelint: ignore[visit/side-open] swelling: *** left M25.569 -->\n"));
    assert!(run.findings().contains(&"visit/swelling:1".to_owned()), "{:?}", run.findings());
    assert_eq!(run.json["notes"][0]["codes"].as_array().unwrap().len(), 0);
    // Nor is it the opening line.
    let run = form("<!-- notelint: ignore[visit/blank] why -->\n\nFollow-up of Knee pain\n");
    assert!(run.findings().iter().any(|f| f == "visit/onset:3"), "{:?}", run.findings());
}

proptest! {
    #[test]
    fn any_text_can_be_read(parts in prop::collection::vec(prop::sample::select(vec![
        "<!--", "-->", " notelint:", "# notelint: ", "ignore[", "visit]", "é", "\n", "\r\n", "\t", "Onset: ***", " why ",
    ]), 0..40)) {
        let text = parts.concat();
        let with_profile = |profile| read(&text, Context { profile, ..Context::default() });
        prop_assert!(with_profile(Profile::Note).comments.is_empty());
        let note = with_profile(Profile::Template);
        let mut end = 0;
        for comment in &note.comments {
            prop_assert!(end <= comment.span.start && comment.span.contains(comment.words));
            prop_assert!(note.words(comment.span).contains("notelint:"));
            end = comment.span.end;
        }
        for sentence in &note.sentences {
            prop_assert!(!note.in_comment(sentence.span.start));
        }
    }
}
