//! A reply closes findings: the filled-in text of the queries, read back into the note.

use crate::builtin::{RULES, examine};
use notelint::filter::Changes;
use notelint::note::Context;
use notelint::query::{Draft, amended, drafts};

const NOTE: &str = "CC: Knee pain.\nHPI: Knee pain for a week, dull, after a long run. Worse on stairs.\n\nExam: Right knee tender, \
                    ligaments stable.\n\nAssessment:\n1. Knee pain.\n2. Depression.\n";

fn queries(text: &str) -> Vec<Draft> {
    let examined = examine(text, Context::default());
    drafts(&examined.note, &examined.facts, &examined.outcome, &RULES, false).drafts
}

/// The rules of which a reply closes findings.
fn closed(reply: &str) -> Vec<String> {
    let old = examine(NOTE, Context::default());
    let amended = amended(NOTE, &queries(NOTE), &RULES, reply).expect("it refers to a query").text;
    let new = examine(&amended, Context::default());
    let resolved = Changes::between(&old.outcome, &new.outcome).resolved;
    resolved.into_iter().map(|finding| finding.rule.clone()).collect()
}

fn about(rule: &str) -> Draft {
    let all = queries(NOTE);
    let about = all.iter().find(|draft| draft.findings.iter().any(|asked| asked.rule == rule));
    about.unwrap_or_else(|| panic!("no query about {rule}: {all:#?}")).clone()
}

#[test]
fn an_answer_in_words_closes_its_finding() {
    let id = about("diagnoses/open").id;
    let reply = format!("[x] Other (please specify): recurrent, moderate\n[ ] Unable to determine\n\nQuery: {id}\n");
    assert!(closed(&reply).contains(&"diagnoses/open".to_owned()), "{:?}", closed(&reply));
}

#[test]
fn answers_to_several_questions_go_to_their_sections() {
    let draft = about("joint-pain/adl-impact");
    let at = draft.items.iter().position(|item| item.rule == "joint-pain/adl-impact").unwrap() + 1;
    let reply = format!(
        "  {at}.  What does the pain keep the patient from doing?\n      Answer: He cannot kneel or run.\n\nQuery: {}\n",
        draft.id
    );
    assert_eq!(closed(&reply), ["joint-pain/adl-impact"]);
}

#[test]
fn a_reply_without_an_answer_closes_nothing() {
    let id = about("diagnoses/open").id;
    let reply =
        format!("[ ] Other (please specify): ________________________\n[ ] Unable to determine\n\nQuery: {id}\n");
    let reply = amended(NOTE, &queries(NOTE), &RULES, &reply).unwrap();
    assert_eq!((reply.answered.len(), reply.unanswered), (0, vec![id]));
    assert_eq!(amended(NOTE, &queries(NOTE), &RULES, "An amended note.\nQuery: 00000000\n"), None);
}
