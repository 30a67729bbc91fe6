//! What must hold for every text, from bytes to findings.

use crate::builtin::{DETECTOR, HEADINGS, RULES};
use notelint::base::Profile;
use notelint::check::{Checked, check};
use notelint::detect::Detector;
use notelint::note::{Context, Note, Source};
use proptest::prelude::*;
use std::sync::LazyLock;

fn read(text: &str, profile: Profile) -> Note {
    let context = Context { profile, checklists: vec!["back-pain".into()], ..Context::default() };
    Note::read(Source::from_text("note.txt", text), context, &HEADINGS)
}

fn lint(text: &str, profile: Profile) -> (Note, Checked) {
    let note = read(text, profile);
    let checked = check(&note, &DETECTOR.facts(&note), &RULES);
    (note, checked)
}

/// Pieces that notes are made of, so that random texts reach rules and not only the reader.
fn clinical_text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "CC: ",
        "HPI: ",
        "\nROS:\n",
        "\n\nAssessment: ",
        "\nPlan: ",
        "FH: ",
        "Exam - ",
        "\n1. ",
        "\n- ",
        "\r\n",
        "\t",
        "low back pain",
        "denies radiation",
        "no numbness, tingling or weakness",
        "but ",
        "radiates down the left leg to the foot",
        "7/10",
        "for 3 weeks",
        "since lifting a box",
        "***",
        "[onset]",
        "Severity: ___/10",
        "{site:12}",
        "@AGE@",
        "M54.9",
        "S39.012A",
        "return if worse",
        "mother has back pain",
        "worse with sitting",
        "strength 5/5",
        "positive straight leg raise",
        "will order MRI",
        "“sharp”",
        "½ mile",
        "can’t sleep",
        "患者 ",
        "e\u{301}",
        "\u{feff}",
        ". ",
        "; ",
        ": ",
        "? ",
    ]);
    prop::collection::vec(prop_oneof![4 => piece.prop_map(str::to_owned), 1 => "\\PC{0,6}"], 0..40)
        .prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_span_is_words_of_the_note(text in clinical_text(), template in any::<bool>()) {
        let profile = if template { Profile::Template } else { Profile::Note };
        let (note, checked) = lint(&text, profile);
        for finding in &checked.findings {
            prop_assert!(!finding.primary.span.is_empty(), "{} points at nothing", finding.rule);
            for label in std::iter::once(&finding.primary).chain(&finding.related) {
                prop_assert!(text.get(label.span.range()).is_some(), "{} points outside: {:?}", finding.rule, label.span);
            }
        }
        for evidence in checked.checklists.iter().flat_map(|c| &c.elements).flat_map(|e| &e.evidence) {
            prop_assert!(text.get(evidence.span.range()).is_some_and(|words| !words.trim().is_empty()));
        }
        for pair in checked.findings.windows(2) {
            prop_assert!(pair[0].primary.span.start <= pair[1].primary.span.start, "findings come in text order");
        }
        for mention in DETECTOR.facts(&note).mentions {
            prop_assert!(text.get(mention.span.range()).is_some());
        }
    }

    #[test]
    fn line_ends_do_not_change_what_is_found(text in clinical_text()) {
        let unix = text.replace("\r\n", "\n").replace('\r', "\n");
        let dos = unix.replace('\n', "\r\n");
        let found = |text: &str| -> Vec<String> {
            let mut rules: Vec<String> = lint(text, Profile::Note).1.findings.into_iter().map(|f| f.rule).collect();
            rules.sort();
            rules
        };
        prop_assert_eq!(found(&unix), found(&dos));
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(source) = Source::from_bytes("note.txt", bytes) {
            let text = source.text().to_owned();
            lint(&text, Profile::Note);
        }
    }

    /// The first notes of a run meet a small automaton and the later ones the whole: both must see the same.
    #[test]
    fn a_long_run_finds_what_a_short_one_finds(text in clinical_text()) {
        let note = read(&text, Profile::Note);
        let warm = &*WARM;
        prop_assert_eq!(Detector::new(&RULES).facts(&note).mentions, warm.facts(&note).mentions);
    }
}

/// A detector that has read enough to have built the whole automaton.
static WARM: LazyLock<Detector<'static>> = LazyLock::new(|| {
    let detector = Detector::new(&RULES);
    let long = read(&"Nothing of note here today. ".repeat(10_000), Profile::Note);
    detector.facts(&long);
    detector
});

#[test]
fn a_neutral_sentence_adds_no_finding_to_a_complete_note() {
    let text =
        std::fs::read_to_string("examples/notes/complete-visit.txt").expect("the example is part of the project");
    let ids =
        |text: &str| -> Vec<String> { lint(text, Profile::Note).1.findings.into_iter().map(|f| f.rule).collect() };
    let before = ids(&text);
    for neutral in ["The visit took place in room four.", "He thanked the staff.", "Chart reviewed."] {
        assert_eq!(ids(&format!("{text}\n{neutral}\n")), before, "after {neutral:?}");
    }
}
