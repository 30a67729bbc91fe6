//! Rules of the kind `conflict`.

use super::rules::{detail, lint, primary, related, rule, says, text, within};
use super::toy::{FEVER, LEFT, RIGHT};
use notelint::base::SectionKind;
use notelint::rule::{Check, Conflict, Message, Piece, Rule};

#[test]
fn conflict_shows_both_statements() {
    let check = Check::Conflict(Conflict {
        one: detail(within(LEFT, SectionKind::Hpi), "the history says left"),
        other: detail(within(RIGHT, SectionKind::Exam), "the examination says right"),
    });
    let message = Message(vec![Piece::Found, text(" against "), Piece::Other, text(": "), Piece::Says]);
    let sides = || Rule { message: message.clone(), quiet_if: Some(says(FEVER)), ..rule("sides", check.clone()) };
    let text = "HPI: Pain on the left.\nExam: Tender on the right.";
    let found = lint(text, sides());
    assert_eq!(primary(text, &found[0]), "left");
    assert_eq!(related(text, &found[0]), ["right"]);
    assert_eq!(found[0].primary.text, "the history says left");
    assert_eq!(found[0].related[0].text, "the examination says right");
    assert_eq!(
        found[0].message.render(false),
        "\"left\" against \"right\": the history says left and the examination says right"
    );
    assert!(lint("HPI: Pain on the left.\nExam: Tender on the left.", sides()).is_empty());
    assert!(lint("HPI: Pain on the left, fever.\nExam: Tender on the right.", sides()).is_empty());
}

#[test]
fn the_same_words_do_not_contradict_themselves() {
    let check = Check::Conflict(Conflict { one: detail(says(LEFT), "one"), other: detail(says(LEFT), "other") });
    assert!(lint("Pain on the left.", rule("sides", check)).is_empty());
}
