//! What the words of a sentence do.

use crate::builtin;
use notelint::base::Act;
use notelint::note::Context;

/// What the note does with the words that it marks with brackets.
fn act(marked: &str) -> Act {
    let start = marked.find('<').expect("a mark");
    let end = marked.find('>').expect("the end of a mark") - 1;
    let note = marked.replace(['<', '>'], "");
    let read = builtin::examine(&note, Context::default());
    let mention = read.facts.mentions.iter().find(|m| m.span.start < end && start < m.span.end);
    mention.unwrap_or_else(|| panic!("nothing is mentioned at the mark of {marked:?}")).act
}

#[test]
fn headings_decide_where_nothing_else_does() {
    assert_eq!(act("HPI: Low back pain, <dull>."), Act::History);
    assert_eq!(act("Exam: <Tender> over the lumbar spine."), Act::Finding);
    assert_eq!(act("Assessment: <Lumbar strain>."), Act::Assessment);
    assert_eq!(act("Plan: <Naproxen>."), Act::Order);
    assert_eq!(act("Instructions: Watch for <fever>."), Act::Advice);
}

#[test]
fn an_examination_inside_a_history_is_a_finding() {
    for note in [
        "HPI: Low back pain. Today's evaluation shows <tightness> of the paraspinal muscles.",
        "HPI: Low back pain. On examination she is well. There is <tightness> across the low back.",
        "Seen for low back pain. To palpation the lumbar muscles have a <dull> ache.",
        "HPI: Low back pain. Straight leg raise is <limited> by back pain.",
    ] {
        assert_eq!(act(note), Act::Finding, "{note}");
    }
}

#[test]
fn what_the_patient_says_is_history_wherever_it_is_written() {
    for note in [
        "Exam: Tender. She reports <dull> low back pain on sitting.",
        "HPI: On examination there is spasm. She describes a <dull> low back pain.",
        "HPI: Low back pain. She feels <tightness> in the low back.",
    ] {
        assert_eq!(act(note), Act::History, "{note}");
    }
}

#[test]
fn what_is_planned_is_an_order_and_what_is_only_a_condition_is_advice() {
    assert_eq!(act("HPI: Low back pain. Will order <lumbar x-ray>."), Act::Order);
    assert_eq!(act("HPI: Low back pain. Return if <fever> develops."), Act::Advice);
}
