//! What must hold for every text, from bytes to findings.

use crate::builtin;
use notelint::base::Profile;
use notelint::check::Finding;
use notelint::lint::Examined;
use notelint::note::{Context, Source};
use proptest::prelude::*;

fn examine(text: &str, profile: Profile) -> Examined {
    builtin::examine(text, Context { profile, checklists: vec!["back-pain".into()], ..Context::default() })
}

/// What every rule reports, for every persona.
fn findings(text: &str, profile: Profile) -> Vec<Finding> {
    examine(text, profile).outcome.findings.into_iter().map(|triaged| triaged.finding).collect()
}

fn rules(text: &str) -> Vec<String> {
    findings(text, Profile::Note).into_iter().map(|finding| finding.rule).collect()
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
        let Examined { facts, outcome, .. } = examine(&text, profile);
        for finding in findings(&text, profile) {
            prop_assert!(!finding.primary.span.is_empty(), "{} points at nothing", finding.rule);
            for label in std::iter::once(&finding.primary).chain(&finding.related) {
                prop_assert!(text.get(label.span.range()).is_some(), "{} points outside: {:?}", finding.rule, label.span);
            }
        }
        for evidence in outcome.checklists.iter().flat_map(|c| &c.elements).flat_map(|e| &e.evidence) {
            prop_assert!(text.get(evidence.span.range()).is_some_and(|words| !words.trim().is_empty()));
        }
        for pair in findings(&text, profile).windows(2) {
            prop_assert!(pair[0].primary.span.start <= pair[1].primary.span.start, "findings come in text order");
        }
        for mention in facts.mentions {
            prop_assert!(text.get(mention.span.range()).is_some());
        }
    }

    #[test]
    fn line_ends_do_not_change_what_is_found(text in clinical_text()) {
        let unix = text.replace("\r\n", "\n").replace('\r', "\n");
        let dos = unix.replace('\n', "\r\n");
        let found = |text: &str| {
            let mut rules = rules(text);
            rules.sort();
            rules
        };
        prop_assert_eq!(found(&unix), found(&dos));
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(source) = Source::from_bytes("note.txt", bytes) {
            let text = source.text().to_owned();
            findings(&text, Profile::Note);
        }
    }
}

#[test]
fn a_neutral_sentence_adds_no_finding_to_a_complete_note() {
    let text =
        std::fs::read_to_string("examples/notes/complete-visit.txt").expect("the example is part of the project");
    let before = rules(&text);
    for neutral in ["The visit took place in room four.", "He thanked the staff.", "Chart reviewed."] {
        assert_eq!(rules(&format!("{text}\n{neutral}\n")), before, "after {neutral:?}");
    }
}
