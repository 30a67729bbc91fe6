//! The front matter of a note.

use crate::builtin::{LINTER, read as read_with};
use notelint::base::{Date, Setting, Span};
use notelint::detect::{CodeMention, CodeState};
use notelint::lint::Examined;
use notelint::note::{Context, FaultKind, Note};
use proptest::prelude::*;

fn read(text: &str) -> Note {
    read_with(text, Context::default())
}

fn codes(note: Note) -> Vec<CodeMention> {
    LINTER.examine(note).facts.codes
}

fn fault(text: &str) -> Option<(FaultKind, usize)> {
    let note = read(text);
    let fault = note.front_matter.as_ref()?.fault.clone()?;
    Some((fault.kind, note.source.position(fault.span.start).line))
}

const WHOLE: &str = "---
title: Visit
codes: [M54.50, 'I10', \"e119\"]
date-of-service: 2021-09-30
note-type: follow-up
setting: inpatient
---
CC: low back pain (M54.16)
";

#[test]
fn it_tells_what_came_with_the_note() {
    let note = read(WHOLE);
    assert_eq!(note.context.day, Date::new(2021, 9, 30));
    assert_eq!(note.context.note_type.as_deref(), Some("follow-up"));
    assert_eq!(note.context.setting, Some(Setting::Inpatient));
    let Examined { note, facts, .. } = LINTER.examine(note);
    let found = facts.codes;
    let words: Vec<&str> = found.iter().map(|mention| note.words(mention.span.unwrap())).collect();
    assert_eq!(words, ["M54.50", "I10", "e119", "M54.16"]);
    let names: Vec<&str> = found.iter().map(|mention| mention.code.as_str()).collect();
    assert_eq!(names, ["M54.50", "I10", "E11.9", "M54.16"]);
    assert_eq!(found[0].state, CodeState::NotYet, "M54.50 began on 2021-10-01");
}

#[test]
fn no_word_of_it_is_clinical_text() {
    let note = read(&WHOLE.replace("title: Visit", "title: 'Low back pain *** [onset] Assessment: sciatica'"));
    let end = note.front_matter.as_ref().unwrap().span.end;
    assert_eq!(note.source.text()[end..].trim_start().get(..3), Some("CC:"));
    assert!(note.sections.iter().all(|section| section.span.start >= end));
    assert!(note.sentences.iter().all(|sentence| sentence.span.start >= end));
    assert!(note.placeholders.is_empty() && note.form.is_empty());
    let Examined { note, facts, .. } = LINTER.examine(note);
    assert!(facts.mentions.iter().all(|mention| mention.span.start >= end));
    let plain = read(&WHOLE[WHOLE.rfind("---\n").unwrap() + 4..]);
    assert_eq!(plain.sections.len(), note.sections.len());
    assert_eq!(plain.folded.text(), note.folded.text());
}

#[test]
fn the_command_line_wins_but_for_the_day() {
    let context = Context {
        codes: vec!["R52".into()],
        note_type: Some("ed".into()),
        setting: Some(Setting::Outpatient),
        day: Date::new(2026, 1, 1),
        ..Context::default()
    };
    let note = read_with(WHOLE, context);
    assert_eq!((note.context.note_type.as_deref(), note.context.setting), (Some("ed"), Some(Setting::Outpatient)));
    assert_eq!(note.context.day, Date::new(2021, 9, 30));
    let found = codes(note);
    assert_eq!(found.last().map(|mention| (mention.code.as_str(), mention.span)), Some(("R52", None)));
    assert_eq!(found.len(), 5);
}

#[test]
fn it_may_be_written_in_many_ways() {
    let day = Date::new(2026, 10, 2);
    for key in ["date-of-service", "date_of_service", "dos"] {
        assert_eq!(read(&format!("---\n{key}: 2026-10-02\n---\nCC: cough")).context.day, day);
        assert_eq!(read(&format!("---\n{key}: '2026-10-02' # seen\n---\n")).context.day, day);
    }
    let lists = ["codes: M54.50", "codes: [M54.50]", "codes:\n  - M54.50", "codes:\n- \"M54.50\"", "{codes: [M54.50]}"];
    for list in lists {
        for text in
            [format!("---\n{list}\n---\nCC: cough"), format!("---\n{list}\n---"), format!("--- \n{list}\n---  \n")]
        {
            for text in [text.clone(), text.replace('\n', "\r\n"), format!("\u{feff}{text}"), text.replace('\n', "\r")]
            {
                let note = read(&text);
                let front = note.front_matter.as_ref().unwrap_or_else(|| panic!("{text:?}"));
                assert_eq!(
                    front.codes.iter().map(|span| note.words(*span)).collect::<Vec<_>>(),
                    ["M54.50"],
                    "{text:?}"
                );
                assert_eq!(front.fault, None);
            }
        }
    }
    let empty = read("---\ncodes:\nsetting:\nnote-type: ~\n---\nCC: cough");
    assert_eq!((empty.front_matter.unwrap().fault, empty.context.setting), (None, None));
    let umlaut = read("---\nauthor: Jörg Müller\ncodes: [I10]\n---\n");
    assert_eq!(umlaut.words(umlaut.front_matter.as_ref().unwrap().codes[0]), "I10");
}

#[test]
fn keys_of_other_tools_are_left_alone() {
    let note = read("---\nlayout: note\ntags: [a, {b: [c]}]\nweight: 3\n---\nCC: cough");
    assert_eq!(note.front_matter.map(|front| (front.codes.len(), front.fault)), Some((0, None)));
    assert_eq!(note.sentences.len(), 1);
}

#[test]
fn lines_of_dashes_around_anything_else_are_lines() {
    let texts = [
        "---\nCC: low back pain\nHPI: three days of ache\n---\nExam: normal",
        "---\ncc: low back pain\nhpi: three days of ache\n---\nExam: normal",
        "---\nPatient: Jane Roe\nReason: low back pain\n---\nExam: normal",
        "---\nLow back pain for three days.\n---\nExam: normal",
        "---\n- low back pain\n- cough\n---\n",
        "---\n---\nCC: low back pain",
        "---\nlayout: note\nlow back pain: [for three days\n---\nCC: cough",
        "---\ncodes: [M54.50]\nCC: low back pain",
        "\n---\ncodes: [M54.50]\n---\nCC: low back pain",
        "----\ncodes: [M54.50]\n----\nCC: low back pain",
        "CC: cough\n---\ncodes: [M54.50]\n---\n",
        "---",
        "---\n",
        "",
    ];
    for text in texts {
        let note = read(text);
        assert_eq!(note.front_matter, None, "{text:?}");
        let words = |text: &str| text.contains(char::is_alphabetic);
        assert_eq!(words(text), note.sentences.iter().any(|s| words(note.words(s.span))), "{text:?}");
    }
    let long = format!("---\ncodes: [M54.50]\n# {}\n---\nCC: cough", "word ".repeat(20_000));
    assert_eq!(read(&long).front_matter, None, "as long as no front matter is");
}

#[test]
fn an_error_is_reported_with_its_line() {
    let cases = [
        ("---\ndate-of-service: tomorrow\n---\n", FaultKind::Date, 2),
        ("---\nsetting: inpatient\ndos: 10/02/2026\n---\n", FaultKind::Date, 3),
        ("---\ndos: 2026-02-30\n---\n", FaultKind::Date, 2),
        ("---\ndos: [2026-02-03]\n---\n", FaultKind::Date, 2),
        ("---\nsetting: clinic\n---\n", FaultKind::Setting, 2),
        ("---\nnote-type: [ed]\n---\n", FaultKind::NoteType, 2),
        ("---\ncodes: {a: M54.50}\n---\n", FaultKind::Codes, 2),
        ("---\n\ncodes:\n  - M54.50\n  - low back pain\n---\n", FaultKind::Codes, 5),
        ("---\ncodes: M54.50, I10\n---\n", FaultKind::Codes, 2),
        ("---\ncodes: [[M54.50]]\n---\n", FaultKind::Codes, 2),
        ("---\ncodes: Roe\n---\n", FaultKind::Codes, 2),
        ("---\ncodes: [I10]\ncodes: [I11]\n---\n", FaultKind::Twice, 3),
        ("---\ntitle: a\ncodes: [M54.50\n---\n", FaultKind::Yaml, 3),
    ];
    for (text, kind, line) in cases {
        let (found, at) = fault(text).unwrap_or_else(|| panic!("{text:?} is no fault"));
        assert_eq!(found, kind, "{text:?}");
        if kind != FaultKind::Yaml {
            assert_eq!(at, line, "{text:?}");
        }
        assert_eq!(fault(&text.replace('\n', "\r\n")).unwrap(), (found, at));
        assert_eq!(fault(&format!("\u{feff}{text}")).unwrap(), (found, at));
    }
}

#[test]
fn what_is_right_beside_a_fault_counts() {
    let note = read("---\nsetting: clinic\ncodes: [I10]\ndos: 2026-10-02\n---\n");
    assert_eq!(note.context.day, Date::new(2026, 10, 2));
    assert_eq!(codes(note).len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_block_is_read_or_is_text(
        lines in prop::collection::vec(prop_oneof![
            Just("codes: [M54.50, I10]".to_owned()), Just("codes:".to_owned()), Just("- M54.50".to_owned()), Just("dos: 2026-10-02".to_owned()),
            Just("setting: \"inpatient".to_owned()), Just("a: &b [*b]".to_owned()), Just("é: ü".to_owned()), Just("CC: pain".to_owned()),
            Just("---".to_owned()), Just("[".repeat(200)), "\\PC{0,12}",
        ], 0..8),
        end in prop::sample::select(vec!["\n", "\r\n", "\r"]),
    ) {
        let text = format!("---{end}{}{end}---{end}CC: low back pain M54.16", lines.join(end));
        let note = read(&text);
        if let Some(front) = &note.front_matter {
            prop_assert!(text.get(front.span.range()).is_some());
            prop_assert!(front.fault.as_ref().is_none_or(|fault| front.span.contains(fault.span)));
            prop_assert!(front.codes.iter().all(|span| front.span.contains(*span) && !span.is_empty()));
        }
        let end = note.front_matter.as_ref().map_or(0, |front| front.span.end);
        let after = |span: Span| span.start >= end;
        prop_assert!(note.sections.iter().all(|section| after(section.span)));
        prop_assert!(codes(note).iter().filter_map(|mention| mention.span).is_sorted_by_key(|span| span.start));
    }
}
