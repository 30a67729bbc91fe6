//! The time for a text must grow with its length and no faster.
//!
//! Each text here repeats one thing so often that a search which starts again at the beginning, or looks at all of them
//! for each, takes a minute or more of processor time where it now takes a second: the run says which test does not
//! end. What is asserted is that nothing is left out on the way. `tools/stress` takes the times.

use crate::builtin::{LINTER, RULES, examine};
use notelint::base::{Effect, Profile};
use notelint::lint::{Examined, Linter};
use notelint::note::{Context, Source};
use notelint::rule::{RuleFile, builtin_symbols, load_onto};

fn note(text: &str) -> Examined {
    examine(text, Context::default())
}

fn template(text: &str) -> Examined {
    examine(text, Context { profile: Profile::Template, ..Context::default() })
}

/// What a pack reports.
fn findings(examined: &Examined, pack: &str) -> usize {
    let own = |id: &str| id.strip_prefix(pack).is_some_and(|rest| rest.starts_with('/'));
    examined.outcome.findings.iter().filter(|triaged| own(&triaged.finding.rule)).count()
}

/// Different words of the shape of a code; many of them are one.
fn codes(count: usize) -> Vec<String> {
    let letter = |at: usize| char::from(b'A' + (at % 26) as u8);
    (0..count).map(|at| format!("{}{:02}.{:02}", letter(at), at / 26 % 100, at / 2600 % 100)).collect()
}

/// For each prompt, the blank in its own sentence.
#[test]
fn the_blank_of_a_prompt() {
    let count = 300_000;
    let examined = note(&"Severity: ***\n".repeat(count));
    assert_eq!((examined.note.sentences.len(), examined.note.placeholders.len()), (count, count));
    assert_eq!(findings(&examined, "note-hygiene"), count);
}

/// For each sentence, the placeholders that no sentence may end in.
#[test]
fn the_placeholders_of_a_sentence() {
    let count = 75_000;
    let examined = note(&"severity *** ".repeat(count));
    assert_eq!(examined.note.placeholders.len(), count);
    assert_eq!(findings(&examined, "note-hygiene"), count);
}

/// For each word, the bare prompt that it is part of.
#[test]
fn the_prompt_of_a_word() {
    let count = 50_000;
    let examined = note(&"Onset:\n".repeat(count));
    assert_eq!((examined.note.sentences.len(), examined.note.form.len()), (count, count));
    let open = |effect| examined.facts.mentions.iter().filter(|mention| mention.assertion.has(effect)).count();
    assert_eq!(open(Effect::Unfilled), examined.facts.mentions.len());
}

/// For each opening bracket, the closing one.
#[test]
fn the_end_of_a_bracket() {
    let count = 200_000;
    let nested = note(&format!("{}pain{}", "[".repeat(count), "]".repeat(count)));
    assert_eq!((nested.note.sentences.len(), nested.note.placeholders.len()), (1, 0));
    let count = 40_000;
    assert_eq!(note(&"[ab](".repeat(count)).note.placeholders.len(), count);
}

/// For each box, the list that it belongs to.
#[test]
fn the_list_of_a_box() {
    let examined = note(&format!("Fever: {}", "[ ] yes ".repeat(75_000)));
    assert_eq!(examined.note.placeholders.len(), 1);
}

/// After each line, the next line with words.
#[test]
fn the_next_line_with_words() {
    assert_eq!(note(&format!("{}pain", "\n".repeat(500_000))).note.sentences.len(), 1);
    assert_eq!(note(&format!("{}pain", " ".repeat(500_000))).note.sentences.len(), 1);
}

/// After each heading, the next one; for each mention, its section.
#[test]
fn the_section_of_a_word() {
    let count = 15_000;
    let examined = note(&"CC: back pain. HPI: dull. Exam: tender. ".repeat(count));
    assert_eq!((examined.note.sections.len(), examined.note.sentences.len()), (3 * count, 3 * count));
}

/// For each item, the words that introduce its list.
#[test]
fn the_introduction_of_a_list() {
    let count = 20_000;
    let examined = note(&format!("HPI:\nPatient denies:\n{}", "- chest pain\n".repeat(count)));
    assert_eq!(examined.note.sentences.len(), count + 1);
    let denied = examined.facts.mentions.iter().filter(|mention| mention.assertion.has(Effect::Negated)).count();
    assert!((1..=examined.facts.mentions.len()).contains(&denied) && examined.facts.mentions.len() >= count);
}

/// For each mention, the complaint that it is about.
#[test]
fn the_complaint_of_a_mention() {
    let count = 8_000;
    let examined = note(&"Low back pain. Knee pain worse with stairs.\n".repeat(count));
    assert_eq!(examined.note.sentences.len(), 2 * count);
    assert!(examined.facts.mentions.len() >= 2 * count);
}

/// For each mention and each code, the problem that it is listed under.
#[test]
fn the_problem_of_a_word() {
    let count = 10_000;
    let problems = (0..count).map(|at| format!("# Back pain M54.9\nleft knee {at}\n")).collect::<String>();
    let examined = note(&format!("A/P:\n{problems}"));
    assert_eq!((examined.note.problems.len(), examined.facts.codes.len()), (count, count));
}

/// For each code, what is around it, its entry, and the codes that exclude it.
#[test]
fn the_company_of_a_code() {
    let count = 8_000;
    for text in [format!("Dx:\n{}\n", codes(count).join("\n")), format!("ICD-10: {}", codes(count).join(", "))] {
        let examined = note(&text);
        assert_eq!(examined.facts.codes.len(), count);
        assert!(findings(&examined, "icd10") >= count / 2);
    }
    let front = note(&format!("---\ncodes: [{}]\n---\nBack pain.\n", codes(count).join(", ")));
    assert_eq!(front.note.front_matter.map(|front| front.codes.len()), Some(count));
    assert_eq!(front.facts.codes.len(), count);
}

/// For each match of a site's pattern, the rest of the text.
#[test]
fn the_end_of_a_match() {
    let count = 100_000;
    let text =
        "schema: 1\nlexicon: site\ntitle: S\nconcepts: {zebra: {patterns: ['zebra(?:.* at night)?']}}\n".to_owned();
    let site = RuleFile { path: "site.yaml".to_owned(), text, builtin: false };
    let linter = Linter::new(load_onto(&RULES, &builtin_symbols(), &[site]).unwrap().rules);
    let source = Source::from_text("note.txt", &"zebra ".repeat(count));
    let examined = linter.examine(linter.read(source, Context::default()));
    assert!(examined.note.sentences.len() < count / 500);
    assert_eq!(examined.facts.mentions.len(), count);
}

/// For each comment, the line that it applies to, and the findings there.
#[test]
fn the_findings_of_a_comment() {
    let count = 25_000;
    let apart = template(&"<!-- notelint: ignore[back-pain] kept -->\nLow back pain\n".repeat(count));
    assert_eq!(apart.note.comments.len(), count);

    let (count, listed) = (200_000, 8_000);
    let comments = "<!-- notelint: ignore[icd10] kept -->\n".repeat(count);
    let stacked = template(&format!("{comments}ICD-10: {}", codes(listed).join(", ")));
    assert_eq!(stacked.note.comments.len(), count);
    let ignored = stacked.outcome.findings.iter().filter(|triaged| triaged.finding.ignored.is_some()).count();
    assert_eq!(ignored, findings(&stacked, "icd10"));
    assert!(ignored >= listed / 2);
}

/// For each finding, its line, and how many of its rule were before it.
#[test]
fn the_line_of_a_finding() {
    let count = 75_000;
    let report = LINTER.lint(&"Swelling is *** today.\n".repeat(count), &Context::default());
    let last = report.findings.iter().rfind(|finding| finding.rule == "note-hygiene/unfilled-placeholder");
    assert_eq!(last.map(|finding| finding.primary.line), Some(200));
    assert_eq!(report.omitted.get("note-hygiene/unfilled-placeholder"), Some(&(count - 200)));
}

/// For each diagnosis, the codes and the diagnoses of its sentence, and the statements of its condition.
#[test]
fn the_code_of_a_diagnosis() {
    let count = 10_000;
    let list: String = (0..count).map(|at| format!("{}. Left knee pain (M25.562).\n", at % 99 + 1)).collect();
    let examined = note(&format!("Assessment:\n{list}"));
    assert_eq!((examined.facts.diagnoses.len(), examined.facts.codes.len()), (count, count));
}

/// For each diagnosis, what the reasoning under it names.
#[test]
fn the_reasoning_under_a_diagnosis() {
    let count = 5_000;
    let item = |at: usize| format!("{}. Chest pain.\n- I believe this is costochondritis.\n", at % 99 + 1);
    let list: String = (0..count).map(item).collect();
    let examined = note(&format!("Assessment and Plan:\n{list}"));
    assert_eq!(examined.facts.reasoned.len(), count);
}
