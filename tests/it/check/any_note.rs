//! What holds for the findings of any note, of any rules, and in linear time.

use super::rules::{
    ask, code, detail, element, fever_needs_imaging, lint_with, never, onset, pack, rule, says, unspecified,
};
use super::toy::{BACK, FEVER, LEFT, OTHER, RADIATION, RIGHT, context, read};
use notelint::base::{Profile, SectionKind, Span};
use notelint::check::{Checked, check};
use notelint::detect::{Facts, Mention};
use notelint::note::{Context, Section, Sentence, Source};
use notelint::rule::{Check, ConceptId, Condition, Conflict, Evidence, Rule};
use proptest::prelude::*;

/// Rules of each kind that report something on most notes.
fn every_kind() -> Vec<Rule> {
    let sides = Check::Conflict(Conflict { one: detail(says(LEFT), "left"), other: detail(says(RIGHT), "right") });
    vec![
        onset(),
        element("radiation", Condition::Any(vec![says(RADIATION), Condition::Element(0)])),
        fever_needs_imaging(None),
        rule("coded", never(Condition::Any(vec![says(BACK), code("M54.*")]))),
        unspecified(),
        rule("sides", sides),
    ]
}

fn assert_sound(text: &str, checked: &Checked) {
    for finding in &checked.findings {
        assert!(!finding.primary.span.is_empty());
        for label in finding.related.iter().chain([&finding.primary]) {
            assert!(text.get(label.span.range()).is_some());
        }
        assert!(finding.fingerprint.len() == 16 && finding.fingerprint.bytes().all(|b| b.is_ascii_hexdigit()));
    }
    assert!(checked.findings.is_sorted_by_key(|finding| (finding.primary.span, finding.rule.clone())));
}

fn any_note() -> impl Strategy<Value = String> {
    let words = "CC:|HPI:|Plan:|Assessment:|back pain|knee pain|radiates|denies|fever,|***|left|right|M54.9|3 days|\
                 Onset:|.|\n|\u{e9}\u{2014}|if|lumbar";
    let words: Vec<String> = words.split('|').map(|word| format!("{word} ").replace("\n ", "\n")).collect();
    prop::collection::vec(prop::sample::select(words), 0..40).prop_map(|words| words.concat())
}

proptest! {
    #[test]
    fn every_finding_points_at_words(text in any_note(), forced: bool, coded: bool, template: bool) {
        let context = Context {
            profile: if template { Profile::Template } else { Profile::Note },
            codes: if coded { vec!["M54.9".into()] } else { vec![] },
            checklists: if forced { vec!["back-pain".into()] } else { vec![] },
            ..context()
        };
        assert_sound(&text, &lint_with(&text, context, every_kind()));
    }

    /// Facts that do not fit their note are an error of another layer, but must not cause a panic.
    #[test]
    fn facts_that_do_not_fit_do_no_harm(
        text in "[a-z\u{e9}\n ]{0,30}",
        marks in prop::collection::vec((0u32..12, 0usize..40, 0usize..40, 0usize..5, 0usize..5, any::<bool>()), 0..12),
    ) {
        let (note, mut facts) = read(&text, Context { codes: vec!["M54.9".into()], ..context() });
        for (concept, start, len, section, sentence, asked) in marks {
            let mut mention =
                Mention::new(ConceptId(concept), Span::new(start, start + len), section, sentence);
            mention.asked = asked;
            facts.mentions.push(mention);
        }
        assert_sound(&text, &check(&note, &facts, &pack(every_kind())));
    }
}

/// A line of many megabytes is one sentence; work that grows with its square would not end.
#[test]
fn every_mention_of_one_long_line_is_judged() {
    let count = 100_000;
    let text = "back pain radiates, chest pain left ".repeat(count);
    let (mut note, _) = read("", context());
    note.source = Source::from_text("a.txt", &text);
    let span = Span::new(0, text.len());
    note.sections.push(Section { kind: SectionKind::Other, span, heading: None });
    note.sentences.push(Sentence { span, section: 0, paragraph: 0, prompt: None, item: false });
    let mut facts = Facts::default();
    for start in (0..count).map(|i| i * text.len() / count) {
        for (from, to, concept) in [(0, 9, BACK), (10, 18, RADIATION), (20, 30, OTHER), (31, 35, LEFT)] {
            facts.mentions.push(Mention::new(concept, Span::new(start + from, start + to), 0, 0));
        }
    }
    let with = Condition::Concept(Evidence {
        with: vec![LEFT],
        with_any: vec![RIGHT, LEFT],
        without: vec![FEVER],
        ..ask(RADIATION)
    });
    let rules = pack(vec![onset(), element("radiation", with.clone()), rule("each", never(with))]);
    let checked = check(&note, &facts, &rules);
    assert_eq!(checked.checklists[0].elements[1].evidence.len(), count);
    assert_eq!(checked.findings.len(), count + 1);
}
