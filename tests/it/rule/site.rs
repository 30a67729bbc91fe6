//! The files of a site do the same on top of the built-in rules as in one piece with their files.

use crate::builtin::FROM_FILES;
use notelint::base::Span;
use notelint::lint::{Linter, Report};
use notelint::note::{Context, Source};
use notelint::rule::{
    Fault, Faults, Loaded, RuleFile, builtin, builtin_files, builtin_symbols, load_onto, load_with_tests,
};
use std::path::Path;

/// The files of `tests/site`: one of each kind, which refer to each other and to what is built in.
fn site() -> Vec<RuleFile> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/site");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    paths.iter().map(|path| file(&name(path), &std::fs::read_to_string(path).unwrap())).collect()
}

fn file(path: &str, text: &str) -> RuleFile {
    RuleFile { path: path.to_owned(), text: text.to_owned(), builtin: false }
}

fn on_top(files: &[RuleFile]) -> Result<Loaded, Faults> {
    load_onto(&builtin(), &builtin_symbols(), files)
}

fn in_one_piece(files: &[RuleFile]) -> Result<Loaded, Faults> {
    load_with_tests(&[&builtin_files(), files].concat())
}

/// What a linter reports about a text, and every mention in it by the id of its concept.
fn said(linter: &Linter, text: &str) -> (Report, Vec<(String, Span, String)>) {
    let note = linter.read(Source::from_text("note", text), Context::default());
    let facts = linter.examine(note).facts;
    let concept = |id: u32| linter.rules().concepts[id as usize].id.clone();
    let mentions = facts.mentions.iter();
    let mention = |m: &notelint::detect::Mention| {
        (concept(m.concept.0), m.span, format!("{:?} {:?} {}", m.assertion, m.cues, m.asked))
    };
    let mut mentions: Vec<_> = mentions.map(mention).collect();
    mentions.sort_by(|one, other| (one.1.start, &one.0, one.1.end).cmp(&(other.1.start, &other.0, other.1.end)));
    (linter.lint(text, &Context::default()), mentions)
}

/// Notes that reach the words and rules of the site.
const NOTES: &[&str] = &[
    "Story of the pain: zebra ache for 3 weeks, ZA, sore for 3 weeks, twinges in hot showers. Old zebra ache of the spots.",
    "CC: Back pain.\nTale: It runs like a hot wire fence. Stripes for 12 days, creeps into the left calf.\nWhat we do: legs up.",
    "HPI: Spine on fire since a fall; clinic visit. He says he is free of zebra ache. No more than 3 for 2 days of pain.",
    "HPI: low back is now tender, moderate zebras of the stripes at the zoo; his left knee. Denied ever radiating pain.",
    "Story of the pain: clinic word. Mild twinges of stripes. Back pain, not only since then. Exam: strength 5/5 both legs.",
];

#[test]
fn a_site_says_the_same_on_top_of_the_built_in_rules() {
    let files = site();
    let top = on_top(&files).unwrap_or_else(|faults| panic!("{:#?}", list(&faults)));
    let whole = in_one_piece(&files).unwrap();
    assert_eq!(top.rules.packs.len(), whole.rules.packs.len());
    let ids = |loaded: &Loaded| loaded.rules.rules.iter().map(|rule| (rule.id.clone(), rule.pack)).collect::<Vec<_>>();
    assert_eq!(ids(&top), ids(&whole));
    assert_eq!(top.rules.headings, whole.rules.headings);
    assert_eq!(top.rules.cues, whole.rules.cues);
    let own = |loaded: &Loaded| loaded.tests.iter().filter(|test| files.iter().any(|f| f.path == test.path)).count();
    assert_eq!((top.tests.len(), own(&top)), (own(&whole), own(&whole)), "the tests of the built-in rules are left");

    let (top, whole) = (Linter::new(top.rules), Linter::new(whole.rules));
    let examples = FROM_FILES.tests.iter().map(|test| test.text.as_str()).step_by(3);
    let mut reached = 0;
    for text in NOTES.iter().copied().chain(examples) {
        let (ours, theirs) = (said(&top, text), said(&whole, text));
        assert_eq!(ours, theirs, "{text}");
        reached += ours.0.findings.iter().filter(|finding| finding.rule.starts_with("clinic/")).count();
    }
    assert!(reached > 20, "{reached} findings of the site's own rules");
}

#[test]
fn a_site_without_packs_or_patterns_leaves_the_rest_as_it_is() {
    let words = file("w.yaml", "schema: 1\nlexicon: w\ntitle: W\nextend: {pain-radiation: {terms: [zebra walk]}}\n");
    let (top, rules) = (on_top(&[words]).unwrap().rules, builtin());
    assert_eq!(top.words.len(), 2, "the words of the site are beside those that are built in");
    assert!(top.words[0] == rules.words[0] && top.rules == rules.rules);
    assert!(on_top(&[]).unwrap().rules == rules);
    let has = |key: &str| builtin_files().iter().any(|file| file.text.contains(&format!("{key}:")));
    assert!(!has("fragments") && !has("patterns"), "a site cannot refer to such pieces of the built-in files");
}

fn list(faults: &Faults) -> Vec<String> {
    let line = |fault: &Fault| {
        let help = miette::Diagnostic::help(fault).map(|help| help.to_string());
        format!("{}:{}: {} ({})", fault.path(), fault.line(), fault.message(), help.unwrap_or_default())
    };
    faults.iter().map(line).collect()
}

#[test]
fn a_site_has_the_same_faults_on_top_of_the_built_in_rules() {
    let taken = "schema: 1\nlexicon: words\ntitle: T\nconcepts:\n  pain-radiation: {terms: [a]}\n  prior-treatment-word: {terms: [b]}\nheadings: {plan: {words: [history of present illness]}}\n";
    let lists = "schema: 1\nlexicon: lists\ntitle: T\nwords:\n  leg: [a]\n  mine: ['{yours} a']\n";
    let pack = "schema: 1\npack: back-pain\ntitle: T\nrules: []\n";
    let unknown = "schema: 1\nlexicon: u\ntitle: U\nwords:\n  yours: ['{mine} b', '{legs}', '{kind-of-nothing}']\nconcepts:\n  c: {phrases: \"a {path-ends}\\n\", patterns: ['{units} x']}\nextend: {pain-radiatio: {terms: [a]}}\n";
    let rules = "schema: 1\npack: clinic\ntitle: C\nsources: {o: {title: O}}\nrules:\n  - {rule: r, forbid: [{concept: pain-radiatoin}, {element: radiation}], yields-to: [back-pian/onset, nothing], message: m, help: h, why: w, source: o, tests: [{clean: a}, {flagged: <<b>>}]}\n";
    for files in [
        vec![file("taken.yaml", taken)],
        vec![file("lists.yaml", lists), file("pack.yaml", pack)],
        vec![file("unknown.yaml", unknown), file("lists.yaml", lists), file("rules.yaml", rules)],
        vec![file("broken.yaml", "schema: ["), file("rules.yaml", rules)],
    ] {
        let (top, whole) = (list(&on_top(&files).unwrap_err()), list(&in_one_piece(&files).unwrap_err()));
        assert_eq!(top, whole);
        assert!(top.len() >= files.len(), "{top:#?}");
    }
}
