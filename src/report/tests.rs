//! The formats of `check` and `inspect`, for a note and findings made by hand.

use super::*;
use crate::base::{Persona, RuleKind, SectionKind, Severity, Span};
use crate::check::{
    Checked, ChecklistResult, ElementEvidence, ElementOf, ElementResult, Finding, Label, Status, Word, Words,
};
use crate::detect::Facts;
use crate::filter::{Outcome, Selection};
use crate::note::{Context, Folded, Note, Section, Sentence, Source};
use crate::rule::RuleSet;

const TEXT: &str =
    "CC: low back pain\nHPI: Dull ache \u{1b}[31m since Monday, *** worse.\nAssessment: M54.9 Jane Roe\n";

fn plain() -> Style {
    Style::new(80, false)
}

fn at(words: &str) -> Span {
    let start = TEXT.find(words).unwrap();
    Span::new(start, start + words.len())
}

fn label(words: &str, text: &str) -> Label {
    Label { span: at(words), text: text.into() }
}

fn note(path: &str) -> Note {
    let section =
        |kind, from: &str, to: usize| Section { kind, span: Span::new(at(from).start, to), heading: Some(at(from)) };
    let sections = vec![
        section(SectionKind::Cc, "CC", at("HPI").start),
        section(SectionKind::Hpi, "HPI", at("Assessment").start),
        section(SectionKind::Assessment, "Assessment", TEXT.len()),
    ];
    let sentence =
        |words: &str, section| Sentence { span: at(words), section, paragraph: section, prompt: None, item: false };
    Note {
        source: Source::from_text(path, TEXT),
        context: Context::default(),
        date: None,
        front_matter: None,
        sections,
        sentences: vec![sentence("low back pain", 0), sentence("since Monday", 1), sentence("M54.9 Jane Roe", 2)],
        problems: Vec::new(),
        placeholders: Vec::new(),
        form: Vec::new(),
        comments: Vec::new(),
        folded: Folded::default(),
    }
}

fn finding(rule: &str, severity: Severity, primary: Label, related: Vec<Label>) -> Finding {
    Finding {
        rule: rule.into(),
        kind: RuleKind::Specify,
        severity,
        persona: Persona::Regular,
        message: Words(vec![Word::Quote("M54.9 Jane Roe".into()), Word::Text(" is in the assessment".into())]),
        help: Words(vec![Word::Text("State the site.".into())]),
        help_for_coders: Words(vec![Word::Text("State the site.".into())]),
        url: None,
        primary,
        related,
        codes: vec!["M54.9".into()],
        element: None,
        code: None,
        says: Words::default(),
        axis: None,
        query: None,
        ignored: None,
        yields_to: Vec::new(),
        fingerprint: "0123456789abcdef".into(),
    }
}

fn element(name: &str, severity: Severity, unfilled: bool) -> Finding {
    let primary = if unfilled {
        label("***", "timing: prompt left open")
    } else {
        label("low back pain", "radiation: not documented")
    };
    let related = if unfilled { Vec::new() } else { vec![label("HPI", "belongs in this section")] };
    Finding {
        kind: RuleKind::Checklist,
        message: Words(vec![Word::Text(format!("What is said about {name}?"))]),
        element: Some(ElementOf {
            checklist: "back-pain".into(),
            title: "Back pain".into(),
            label: name.into(),
            ask: format!("What is said about {name}?"),
            unfilled,
        }),
        ..finding(&format!("back-pain/{name}"), severity, primary, related)
    }
}

fn outcome(findings: Vec<Finding>) -> Outcome {
    let result = |id: &str, status| ElementResult {
        id: id.into(),
        status,
        evidence: vec![ElementEvidence { span: at("Monday"), denied: false }],
    };
    let elements = vec![
        result("onset", Status::Documented),
        result("radiation", Status::Missing),
        result("timing", Status::Unfilled),
        result("severity", Status::Missing),
    ];
    let checked = Checked { findings, checklists: vec![ChecklistResult { id: "back-pain".into(), elements }] };
    Outcome::new(checked, Persona::Thorough, &Selection::default())
}

fn everything() -> Outcome {
    outcome(vec![
        element("severity", Severity::Advice, false),
        element("radiation", Severity::Warning, false),
        element("timing", Severity::Warning, true),
        finding("back-pain/vague", Severity::Error, label("M54.9", "the code"), vec![label("low back", "the site")]),
    ])
}

fn named(name: &str) -> Format {
    Format::named(name).unwrap()
}

fn write(format: Format, style: &Style) -> String {
    let (note, outcome) = (note("a.txt"), everything());
    let linted =
        Linted { note: &note, outcome: &outcome, facts: &Facts::default(), fail_on: None, in_repository: None };
    let mut out = Vec::new();
    format.begin(&Tally::default(), style, &mut out).unwrap();
    format.note(&linted, style, &mut out).unwrap();
    format.end(&Tally { notes: 1, counts: outcome.counts(), ..Tally::default() }, style, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn page(outcome: &Outcome, style: &Style) -> String {
    let mut out = Vec::new();
    let linted = Linted { note: &note("a.txt"), outcome, facts: &Facts::default(), fail_on: None, in_repository: None };
    named("pretty").note(&linted, style, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn people_get_one_list_for_a_checklist_and_snippets() {
    insta::assert_snapshot!(write(named("pretty"), &plain()));
}

#[test]
fn split_shows_each_element_by_itself() {
    let page = write(named("pretty"), &Style { split: true, ..plain() });
    assert!(page.contains("back-pain/radiation\n") && page.contains("back-pain/timing\n"), "{page}");
    assert!(!page.contains("elements are not documented"), "{page}");
}

#[test]
fn a_selection_that_leaves_elements_out_gives_no_total() {
    let outcome = outcome(vec![element("severity", Severity::Advice, false)]);
    let page = page(&outcome, &plain());
    assert!(page.contains("Back pain: 1 element is not documented\n"), "{page}");
    assert!(page.contains("It belongs in the history of present illness; a denial documents it"), "{page}");
}

#[test]
fn what_one_rule_forbids_at_many_places_is_one_drawing_unless_split() {
    let blank = |words: &str| Finding {
        kind: RuleKind::Forbid,
        message: Words(vec![Word::Quote(words.into()), Word::Text(" was left to be filled in".into())]),
        ..finding("r/blank", Severity::Error, label(words, "here"), Vec::new())
    };
    let outcome = outcome(vec![blank("Dull"), blank("***"), blank("M54.9")]);
    let together = page(&outcome, &plain());
    assert!(together.contains("\"Dull\" was left to be filled in; 2 more places like it\n"), "{together}");
    assert_eq!((together.matches("r/blank").count(), together.matches("here").count()), (1, 3), "{together}");
    let split = page(&outcome, &Style { split: true, ..plain() });
    assert_eq!((split.matches("r/blank").count(), split.matches("here").count()), (3, 3), "{split}");
}

#[test]
fn editors_get_one_line_each() {
    insta::assert_snapshot!(write(named("short"), &plain()));
}

#[test]
fn programs_get_the_schema() {
    let json: serde_json::Value = serde_json::from_str(&write(named("json"), &plain())).unwrap();
    insta::assert_snapshot!(serde_json::to_string_pretty(&json).unwrap());
}

#[test]
fn redacted_reports_hold_no_word_of_the_note() {
    for format in [named("pretty"), named("short"), named("json")] {
        for split in [false, true] {
            let page = write(format, &Style { redact: true, split, ..plain() });
            for words in ["Jane", "Monday", "Dull", "CC:", "low back", "\"text\""] {
                assert!(!page.contains(words), "{format:?} shows {words}:\n{page}");
            }
            assert!(page.contains("a.txt"), "{format:?} names the note");
        }
    }
}

#[test]
fn no_format_lets_control_characters_through() {
    let note = note("a\u{1b}]0;x\u{7}\u{9b}\u{202e}.txt");
    let mut rude = finding("r/s", Severity::Error, label("ache \u{1b}[31m", "here"), Vec::new());
    rude.message = Words(vec![Word::Quote("\u{1b}[2J \u{7f}".into())]);
    let outcome = outcome(vec![rude]);
    let linted =
        Linted { note: &note, outcome: &outcome, facts: &Facts::default(), fail_on: None, in_repository: None };
    for format in [named("pretty"), named("short"), named("json")] {
        let mut out = Vec::new();
        format.note(&linted, &plain(), &mut out).unwrap();
        let page = String::from_utf8(out).unwrap();
        assert!(page.chars().all(|c| c == '\n' || !c.is_control() && c != '\u{202e}'), "{format:?}: {page:?}");
    }
    let mut out = Vec::new();
    inspect_pretty(&note, &Default::default(), &RuleSet::default(), &plain(), &mut out).unwrap();
    assert!(String::from_utf8(out).unwrap().chars().all(|c| c == '\n' || !c.is_control()));
}

/// A finding whose cost grew with the note would keep this from ending.
#[test]
fn the_cost_of_a_finding_does_not_depend_on_the_size_of_the_note() {
    let text = "word ".repeat(1 << 20);
    let note = Note { source: Source::from_text("big.txt", &text), sections: Vec::new(), ..note("x") };
    let spot = |n: usize| Label { span: Span::new(n * 500, n * 500 + 4), text: "here".into() };
    let findings = (0..10_000).map(|n| finding("r/s", Severity::Error, spot(n), Vec::new())).collect();
    let outcome = outcome(findings);
    let linted =
        Linted { note: &note, outcome: &outcome, facts: &Facts::default(), fail_on: None, in_repository: None };
    for format in [named("pretty"), named("short"), named("json")] {
        format.note(&linted, &plain(), &mut std::io::sink()).unwrap();
    }
}
