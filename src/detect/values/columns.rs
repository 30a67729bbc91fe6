//! Tables in text: the line above a row of numbers that says what its columns are.

use super::Naming;
use super::pieces::{Kind, pieces};
use crate::base::When;
use crate::note::Note;
use crate::rule::Named;
use crate::words::Tokens;

/// How many lines above a row its header may be.
const FAR: usize = 25;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Label {
    /// Values of a time.
    When(When),
    /// Values of a day.
    Day(u32),
    /// The values, whenever they were measured.
    Result,
}

/// The labels of the columns of numbers in the nearest line above a sentence that has at least two; empty if there is none.
pub(super) fn header(note: &Note, tokens: &Tokens, sentence: usize, names: &[Naming]) -> Vec<Label> {
    let section = note.sentences[sentence].section;
    let first = sentence.saturating_sub(FAR).max(tokens.first);
    for above in (first..sentence).rev() {
        if note.sentences[above].section != section {
            break;
        }
        let from = names.partition_point(|name| name.sentence < above);
        let to = names.partition_point(|name| name.sentence <= above);
        let here = &names[from..to];
        if here.iter().any(|name| !matches!(name.named, Named::Time(_))) {
            continue;
        }
        let labels = labels(note.folded.text(), tokens, above, here);
        if labels.len() > 1 {
            return labels;
        }
    }
    Vec::new()
}

fn labels(text: &str, tokens: &Tokens, sentence: usize, names: &[Naming]) -> Vec<Label> {
    let pieces = pieces(text, tokens, sentence, names);
    let mut labels = Vec::new();
    let mut at = 0;
    while let Some(piece) = pieces.get(at) {
        at += 1;
        let number = |at: usize| match pieces.get(at).map(|piece| piece.kind) {
            Some(Kind::Number { low, .. }) if low.fract() == 0.0 => Some(low as u32),
            _ => None,
        };
        match piece.kind {
            Kind::Time(when) => labels.push(Label::When(when)),
            Kind::Date(day) => labels.push(Label::Day(day)),
            Kind::Number { .. } if pieces.get(at).is_some_and(|sign| sign.kind == Kind::Sign(b'/')) => {
                if let (Some(month @ 1..=12), Some(day @ 1..=31)) = (number(at - 1), number(at + 1)) {
                    let year =
                        number(at + 3).filter(|_| pieces.get(at + 2).is_some_and(|s| s.kind == Kind::Sign(b'/')));
                    labels.push(Label::Day(year.map_or(0, |year| (year % 100 + 2000) * 10_000) + month * 100 + day));
                    at += if year.is_some() { 4 } else { 2 };
                }
            }
            Kind::Word => {
                let word = &text[piece.start..piece.end];
                if ["result", "results", "value", "values"].iter().any(|known| word.eq_ignore_ascii_case(known)) {
                    labels.push(Label::Result);
                }
            }
            _ => {}
        }
    }
    labels
}
