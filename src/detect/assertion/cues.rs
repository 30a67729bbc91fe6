//! The cues of a note at their places, and which of overlapping ones count.

use super::super::hits::{Hit, in_sentence};
use crate::rule::{Cue, CueRole, Direction, Owner, Reach, RuleSet};
use std::ops::Range;

/// A cue at its place in the folded text.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub cue: u32,
    pub range: Range<usize>,
    pub sentence: usize,
}

/// The cues among the hits of a note, ordered by start.
#[derive(Default)]
pub(super) struct Cues {
    /// Those that count.
    counted: Vec<Placed>,
    /// Those among them that reach the sentences after their own.
    lasting: Vec<Placed>,
    /// Those that a pseudo-cue suppressed, each with the pseudo-cue's range.
    silenced: Vec<(Placed, Range<usize>)>,
}

impl Cues {
    /// Takes in the cues among the hits of the next sentences; `is_reply` tells the words that answer a finding.
    pub fn learn(&mut self, rules: &RuleSet, hits: &[Hit], is_reply: impl Fn(&Range<usize>) -> bool) {
        let cue = |placed: &Placed| &rules.cues[placed.cue as usize];
        let is_pseudo = |placed: &Placed| cue(placed).role == CueRole::Pseudo;
        let answers = |cue: &Cue| matches!(cue.role, CueRole::Sets(_)) && cue.direction == Direction::Forward;
        let asserts = |cue: u32| !matches!(rules.cues[cue as usize].role, CueRole::Act(_));
        let all = hits.iter().filter_map(|hit| match Owner::of_word(hit.owner) {
            Owner::Cue(cue) if asserts(cue) => Some(Placed { cue, range: hit.range(), sentence: hit.sentence() }),
            _ => None,
        });
        // Only cues and pseudo-cues compete for words: ", he denies" ends one scope and opens another.
        let (mut ends, mut placed): (Vec<Placed>, Vec<Placed>) =
            all.partition(|p| matches!(cue(p).role, CueRole::Ends(_) | CueRole::Clears(_)));
        self.silenced.extend(silence_covered(&mut placed, is_pseudo));
        // The no of "fever: no, cough: yes" is about the fever alone.
        placed.retain(|p| !(is_pseudo(p) || answers(cue(p)) && is_reply(&p.range)));
        placed.append(&mut ends);
        placed.sort_by_key(|p| p.range.start);
        let lasts = |cue: &Cue| {
            matches!((cue.role, cue.reach), (CueRole::Sets(_), Reach::Paragraph))
                && cue.direction != Direction::Backward
        };
        self.lasting.extend(placed.iter().filter(|p| lasts(cue(p))).cloned());
        self.counted.append(&mut placed);
    }

    /// The cues of a sentence that count.
    pub fn of(&self, sentence: usize) -> &[Placed] {
        in_sentence(&self.counted, sentence, |placed| placed.sentence)
    }

    /// The cues of some sentences that reach those after their own, the last sentence first.
    pub fn lasting_from(&self, sentences: Range<usize>) -> impl Iterator<Item = &Placed> {
        let first = self.lasting.partition_point(|placed| placed.sentence < sentences.start);
        let length = self.lasting[first..].partition_point(|placed| placed.sentence < sentences.end);
        let within = &self.lasting[first..first + length];
        within.chunk_by(|one, other| one.sentence == other.sentence).rev().flatten()
    }

    /// The suppressed cues of a sentence, each with the range of what suppressed it.
    pub fn silenced_of(&self, sentence: usize) -> &[(Placed, Range<usize>)] {
        in_sentence(&self.silenced, sentence, |(placed, _)| placed.sentence)
    }
}

/// Drops every cue that a longer one covers or crosses; returns those that a pseudo-cue removed, with its range.
fn silence_covered(placed: &mut Vec<Placed>, is_pseudo: impl Fn(&Placed) -> bool) -> Vec<(Placed, Range<usize>)> {
    let mut kept: Vec<Placed> = Vec::with_capacity(placed.len());
    let mut silenced = Vec::new();
    for next in placed.drain(..) {
        let Some(last) = kept.last_mut().filter(|last| last.range.end > next.range.start) else {
            kept.push(next);
            continue;
        };
        let (longer, shorter) =
            if next.range.len() > last.range.len() { (next, last.clone()) } else { (last.clone(), next) };
        if is_pseudo(&longer) {
            silenced.push((shorter, longer.range.clone()));
        }
        *last = longer;
    }
    *placed = kept;
    silenced.sort_by_key(|(cue, _)| cue.range.start);
    silenced
}
