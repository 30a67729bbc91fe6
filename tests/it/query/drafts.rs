//! Drafts over every note of the project: the examples, and the notes with which packs test their rules.

use crate::builtin::{FROM_FILES, LINTER, RULES, examine, read};
use notelint::base::Persona;
use notelint::check::Words;
use notelint::lint::Linter;
use notelint::note::{Context, Note, Source};
use notelint::query::{Draft, Drafts, drafts, lint::lint};
use notelint::report::{QueryLetter, QueryPage, query_html, query_json, query_markdown, query_text};
use notelint::rule::{Expect, RuleFile, codes, guarded};
use std::fmt::Write;

/// A note and the queries about it, for a reviewer.
fn drafted(text: &str) -> (Note, Drafts) {
    let linter = LINTER.clone().persona(Persona::Thorough);
    let examined = linter.examine(read(text, Context::default()));
    let drafts = drafts(&examined.note, &examined.facts, &examined.outcome, &RULES, true);
    (examined.note, drafts)
}

fn page<'a>(note: &'a Note, drafts: &'a Drafts, redact: bool) -> QueryPage<'a> {
    let letters = vec![QueryLetter { to: note.author(), notes: vec![(note, drafts)] }];
    QueryPage { letterhead: Vec::new(), signature: Vec::new(), letters, redact }
}

fn text(note: &Note, drafts: &Drafts) -> String {
    let mut out = Vec::new();
    query_text(&page(note, drafts, false), 80, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn examples() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/notes");
    let files = std::fs::read_dir(folder).unwrap();
    files.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap()).collect()
}

/// Notes on which some rule reports something.
fn flagged() -> Vec<String> {
    let of_rules =
        FROM_FILES.tests.iter().filter(|case| matches!(case.expect, Expect::Flagged(_)) && case.phrase.is_none());
    of_rules.map(|case| case.text.clone()).chain(examples()).collect()
}

#[test]
fn every_draft_passes_the_lint_for_people() {
    let mut wrong = String::new();
    let (mut count, mut bare) = (0, 0);
    for note in flagged() {
        let (note, drafts) = drafted(&note);
        count += drafts.drafts.len();
        bare += drafts.drafts.iter().filter(|draft| draft.indicators.is_empty()).count();
        let letter = text(&note, &drafts);
        for finding in lint(&letter).reported().filter(|_| !drafts.drafts.is_empty()) {
            // A test of a rule may have no sentence that can be quoted, such as a code alone.
            if finding.rule != "query/no-indicators" {
                writeln!(wrong, "{}: {}", finding.rule, finding.message.render(false)).unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.chars().take(6000).collect::<String>());
    assert!(count > 500 && bare * 50 < count, "{count} drafts, {bare} without a quotation");
}

#[test]
fn the_words_of_a_draft_are_neutral() {
    for note in flagged() {
        for draft in drafted(&note).1.drafts {
            let own = |words: &Words| words.render(true);
            let Draft { title, question, items, options, .. } = &draft;
            let all = [title, question].into_iter().chain(options).chain(items.iter().map(|item| &item.ask)).map(own);
            let all = all.collect::<Vec<_>>().join("\n");
            assert_eq!((guarded(&all), codes(&all)), (Vec::new(), Vec::new()), "{all}");
        }
    }
}

#[test]
fn quotations_are_words_of_the_note_and_two_where_it_has_them() {
    let (note, drafts) = drafted(
        &std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/notes/thin-visit.txt")).unwrap(),
    );
    assert!(!drafts.drafts.is_empty());
    for draft in &drafts.drafts {
        assert!(draft.indicators.len() >= 2, "{draft:#?}");
        let of_line = |line: usize| note.words(note.source.line_span(line).unwrap()).to_owned();
        assert!(draft.indicators.iter().all(|indicator| of_line(indicator.line).contains(note.words(indicator.span))));
    }
}

#[test]
fn answers_are_those_that_the_note_supports() {
    let note = "HPI: Right knee pain for a week.\nExam: Right knee tender.\nAssessment: Knee pain.";
    let (_, drafts) = drafted(note);
    let options = drafts.drafts.iter().flat_map(|draft| &draft.options);
    let options: Vec<String> = options.map(|option| option.render(false)).collect();
    assert!(options.iter().any(|option| option.contains("\"Right knee")), "{options:?}");
    assert!(!options.iter().any(|option| option.to_lowercase().contains("left")), "{options:?}");
}

#[test]
fn findings_about_one_condition_are_one_query_and_codes_are_none() {
    let examined = examine("HPI: Cough.\nAssessment: Asthma (J45.909). Code M54.5 was entered.", Context::default());
    let Drafts { drafts, left_out } = drafts(&examined.note, &examined.facts, &examined.outcome, &RULES, false);
    let about = |draft: &&Draft| draft.title.render(false).contains("Asthma");
    assert!(drafts.iter().filter(about).count() <= 1, "{drafts:#?}");
    assert!(left_out.iter().any(|(rule, _)| rule.starts_with("icd10/")), "{left_out:?}");
}

/// A site pack whose rule carries its own query.
const PACK: &str = r#"
schema: 1
pack: our-ward
title: Our ward
sources: {own: {title: Ward manual, year: 2026}}
concepts:
  low-saturation: {terms: [SpO2 84 %]}
  oxygen: {terms: [on 6 L]}
  ventilator: {terms: [intubated]}
rules:
  - rule: saturation
    forbid: [{concept: low-saturation}]
    message: "{found} is documented without what it means"
    help: State what it means.
    query:
      title: Clarification of respiratory status
      ask: "The note documents {found}. Please clarify the diagnosis, if any, that it belongs to."
      options:
        - {option: Acute hypoxic respiratory failure, when: [{concept: oxygen}]}
        - {option: Respiratory failure with ventilation, when: [{concept: ventilator}]}
        - {option: No diagnosis of its own}
    why: A value alone says little.
    source: own
    tests:
      - {clean: "Exam: Lungs clear."}
      - {flagged: "Exam: <<SpO2 84 %>>."}
"#;

#[test]
fn the_words_of_a_rule_come_first_and_only_supported_answers_are_offered() {
    let file = RuleFile { path: "our-ward.yaml".into(), text: PACK.into(), builtin: false };
    let linter = Linter::with_rules(&[file]).unwrap();
    let source = Source::from_text("note.txt", "Exam: SpO2 84 %.\nCourse: She was put on 6 L.\n");
    let examined = linter.examine(linter.read(source, Context::default()));
    let Drafts { drafts, .. } = drafts(&examined.note, &examined.facts, &examined.outcome, linter.rules(), false);
    let [draft] = drafts.as_slice() else { panic!("{drafts:#?}") };
    let words = |words: &Words| words.render(false);
    assert_eq!(words(&draft.title), "Clarification of respiratory status");
    assert_eq!(
        words(&draft.question),
        "The note documents \"SpO2 84 %\". Please clarify the diagnosis, if any, that it belongs to."
    );
    let options: Vec<String> = draft.options.iter().map(words).collect();
    assert_eq!(options, ["Acute hypoxic respiratory failure", "No diagnosis of its own"]);
    let quoted: Vec<&str> = draft.indicators.iter().map(|indicator| examined.note.words(indicator.span)).collect();
    assert_eq!(quoted, ["SpO2 84 %.", "She was put on 6 L."]);
}

#[test]
fn redacted_queries_hold_no_word_of_the_note() {
    let text = "---\nauthor: Zyxel Quorn\n---\nHPI: Knee pain of Zyxel for a week.\nAssessment: Knee pain. Depression of Quorn.\n";
    let (note, drafts) = drafted(text);
    let page = page(&note, &drafts, true);
    let mut all = Vec::new();
    query_text(&page, 80, &mut all).unwrap();
    query_markdown(&page, &mut all).unwrap();
    query_json(&page, &mut all).unwrap();
    query_html(&page, &mut all).unwrap();
    let all = String::from_utf8(all).unwrap();
    assert!(!all.contains("Zyxel") && !all.contains("Quorn") && !all.contains("Knee"), "{all}");
}

#[test]
fn markup_in_a_note_is_not_markup_of_the_page() {
    let (note, drafts) = drafted("HPI: Knee pain <script>alert(1)</script>\nAssessment: Knee pain <img src=x>.\n");
    let mut html = Vec::new();
    query_html(&page(&note, &drafts, false), &mut html).unwrap();
    let html = String::from_utf8(html).unwrap();
    assert!(html.contains("&lt;img") && !html.contains("<script") && !html.contains("<img"), "{html}");
}
