//! What the words of a sentence do: history, finding, assessment, order or advice.
//!
//! Three things decide, the nearest first:
//!
//! 1. *The assertion*: what is planned is an order, and what is only a condition is advice.
//! 2. *The sentence*: "on examination", "she reports". Such words hold from their place to the end of the clause, and
//!    backwards where nothing else holds; the first of a clause decides. Those with the reach of a paragraph ("Today's
//!    evaluation shows ...") hold until the paragraph ends. Under the heading of an assessment they decide nothing: what
//!    is found there is a part of the reasoning.
//! 3. *The section*: an examination holds findings, and a history is told.
//!
//! Which words decide is data (`rules/lexicons/cues-acts.yaml`).

use super::hits::{Hit, in_sentence};
use crate::base::{Act, Assertion, SectionKind, SectionKinds};
use crate::note::Note;
use crate::rule::{CueRole, Direction, Owner, Reach, RuleSet};
use std::ops::Range;

/// The words of a note that say what its sentences do.
pub(super) struct Acts<'a> {
    note: &'a Note,
    rules: &'a RuleSet,
    /// Ordered by start.
    marks: Vec<Mark>,
    /// What holds at the end of the last paragraph that has been read, and its number.
    carried: Option<(usize, Act)>,
}

/// Words that begin an act, or that end the one before them, at a place in the folded text.
#[derive(Clone, Debug)]
struct Mark {
    start: usize,
    sentence: usize,
    /// `None` ends what holds.
    act: Option<Act>,
    /// Whether it also holds for what is before it.
    backward: bool,
    /// Whether it holds for the sentences after its own.
    lasting: bool,
}

impl<'a> Acts<'a> {
    pub fn new(note: &'a Note, rules: &'a RuleSet) -> Acts<'a> {
        Acts { note, rules, marks: Vec::new(), carried: None }
    }

    /// Takes in the marks among the hits of the next sentences.
    pub fn learn(&mut self, hits: &[Hit]) {
        self.carried = self.marks.last().and_then(|last| self.carried_into(last.sentence + 1)).or(self.carried);
        self.marks.clear();
        for hit in hits {
            let Owner::Cue(cue) = Owner::of_word(hit.owner) else { continue };
            let cue = &self.rules.cues[cue as usize];
            let act = match cue.role {
                CueRole::Act(act) => Some(act),
                CueRole::Ends(None) => None,
                _ => continue,
            };
            self.marks.push(Mark {
                start: hit.range().start,
                sentence: hit.sentence(),
                act,
                backward: act.is_some() && cue.direction != Direction::Forward,
                lasting: cue.reach == Reach::Paragraph,
            });
        }
        // "He says" both ends a clause and begins one.
        self.marks.sort_by_key(|mark| (mark.start, mark.act.is_some()));
    }

    /// What words of a sentence do.
    pub fn of(&self, words: &Range<usize>, sentence: usize, assertion: Assertion) -> Act {
        if let Some(act) = Act::of_assertion(assertion) {
            return act;
        }
        let section = self.note.sections[self.note.sentences[sentence].section].kind;
        let settled = SectionKinds::ASSESSMENT.contains(section) || section == SectionKind::Codes;
        let said = if settled { None } else { self.said(words, sentence) };
        said.unwrap_or(Act::of_section(section))
    }

    /// What the sentence says about it.
    fn said(&self, words: &Range<usize>, sentence: usize) -> Option<Act> {
        let marks = in_sentence(&self.marks, sentence, |mark| mark.sentence);
        let after = marks.partition_point(|mark| mark.start < words.end);
        let (before, after) = marks.split_at(after);
        // The first of a clause holds to its end: "he says that the muscles are in spasm" is told.
        let of_clause = before.iter().rev().map_while(|mark| mark.act).last();
        let of_next = || after.first().filter(|mark| mark.backward && before.is_empty()).and_then(|mark| mark.act);
        if let Some(act) = of_clause.or_else(of_next) {
            return Some(act);
        }
        let paragraph = self.note.sentences[sentence].paragraph;
        self.carried_into(sentence).filter(|(of, _)| *of == paragraph).map(|(_, act)| act)
    }

    /// What the last act before a sentence is, if it lasts, and its paragraph.
    fn carried_into(&self, sentence: usize) -> Option<(usize, Act)> {
        let before = &self.marks[..self.marks.partition_point(|mark| mark.sentence < sentence)];
        match before.iter().rfind(|mark| mark.act.is_some()) {
            Some(mark) => {
                mark.act.filter(|_| mark.lasting).map(|act| (self.note.sentences[mark.sentence].paragraph, act))
            }
            None => self.carried,
        }
    }
}
