//! What must hold for every code of the code set.
//!
//! The title of a code is no more than the code says, nor is a term that the tabular list files under it; and an official
//! title is no form to fill in.

use crate::builtin::{examine, read};
use notelint::base::{Date, Severity};
use notelint::icd10::{Class, Code, CodeSet, NoteKind};
use notelint::note::Context;

/// The codes and titles of the committed table.
fn table() -> Vec<(String, String)> {
    let table = std::fs::read_to_string("data/icd10cm/codes.tsv").unwrap();
    let cells = |line: &str| -> Option<(String, String)> {
        Some((line.split('\t').next()?.to_owned(), line.split('\t').nth(6)?.to_owned()))
    };
    table.lines().skip(1).filter_map(cells).collect()
}

fn context() -> Context {
    Context { day: Date::parse("2026-11-02"), ..Context::default() }
}

/// The warnings about what a code does not specify, in a note that says one thing and the code.
fn warnings(words: &str, code: &str) -> Vec<String> {
    let examined = examine(&format!("Assessment: {words} {code}"), context());
    let about = examined
        .outcome
        .reported()
        .filter(|finding| finding.severity >= Severity::Warning && finding.rule == "icd10/unspecified-code");
    about.map(|finding| format!("{words} {code}: {}", finding.message.render(false))).collect()
}

#[test]
fn a_code_is_no_less_specific_than_its_title_and_its_terms() {
    let set = CodeSet::builtin();
    let day = Date::parse("2026-11-02").unwrap();
    let (mut titles, mut terms, mut wrong) = (0, 0, Vec::new());
    for (code, _) in table() {
        let Some(base) = Code::parse(&code).and_then(|code| set.find(code)) else { continue };
        let first = base.seventh_characters(day).first().and_then(|each| base.with_seventh(each.character));
        let entry = first.unwrap_or(base);
        if entry.class() != Class::Unspecified || !entry.is_billable(day) {
            continue;
        }
        let code = entry.code().to_string();
        wrong.extend(warnings(&entry.title().unwrap_or_default(), &code));
        titles += 1;
        for note in base.own_notes().iter().filter(|note| note.kind == NoteKind::InclusionTerm) {
            wrong.extend(warnings(&note.text, &code));
            terms += 1;
        }
    }
    assert!(titles > 7000 && terms > 1000, "{titles} titles, {terms} terms");
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), titles + terms, wrong.join("\n"));
}

#[test]
fn no_title_holds_a_placeholder() {
    const AT_ONCE: usize = 100;
    let table = table();
    let mut wrong = Vec::new();
    for titles in table.chunks(AT_ONCE) {
        let text: String = titles.iter().map(|(code, title)| format!("- {title} {code}\n")).collect();
        let note = read(&format!("Assessment:\n{text}"), context());
        wrong.extend(note.placeholders.iter().map(|place| {
            let line = note.source.text()[..place.span.start].rfind('\n').map_or(0, |at| at + 1);
            note.source.text()[line..].lines().next().unwrap_or_default().to_owned()
        }));
    }
    assert!(table.len() > 40_000 && wrong.is_empty(), "{} of {}\n{}", wrong.len(), table.len(), wrong.join("\n"));
}
