//! The numbers after one name.
//!
//! From the name on, the words are read until a number fits, and then as long as they go on about it. What may be between
//! is a matter of grammar, so the few words that lead on or break off are here.

use super::columns::Label;
use super::pieces::{Kind, Piece};
use super::quantity::{Quantities, Quantity, Refused};
use super::times::{Cue, Reading, Says, times};
use super::when_asserted;
use crate::base::{Assertion, SectionKind, Span, When};
use crate::detect::facts::Measured;
use crate::note::Note;
use crate::rule::{RuleSet, Value, ValueId};
use std::ops::Range;

/// Words between a name and its number.
const FAR: usize = 6;
/// Words between two numbers of one name.
const NEAR: usize = 4;
/// Bytes between a name and its number in what a finding shows.
const SHOWN: usize = 24;

/// After these, the sentence goes on about something else.
const BREAKS: [&str; 18] = [
    "but", "because", "if", "while", "who", "with", "without", "or", "for", "given", "received", "started", "after",
    "unless", "when", "except", "than", "per",
];
/// These lead from one number to the next.
pub(super) const LEADS: [&str; 24] = [
    "to",
    "then",
    "now",
    "is",
    "was",
    "are",
    "were",
    "from",
    "of",
    "up",
    "down",
    "and",
    "rising",
    "falling",
    "improved",
    "improving",
    "increased",
    "decreased",
    "trending",
    "trended",
    "at",
    "back",
    "dropped",
    "rose",
];

/// After these, "to" between two numbers is a change and no range.
const CHANGES: [&str; 16] = [
    "from",
    "went",
    "rose",
    "fell",
    "dropped",
    "corrected",
    "drifted",
    "increased",
    "decreased",
    "improved",
    "trended",
    "trending",
    "down",
    "up",
    "fast",
    "climbed",
];

/// A name, and the pieces in which its numbers are.
pub(super) struct Region<'a> {
    pub note: &'a Note,
    pub rules: &'a RuleSet,
    pub sentence: usize,
    pub pieces: &'a [Piece],
    /// Index of the name.
    pub name: usize,
    pub body: Range<usize>,
    /// The time that the sentence opens with.
    pub lead: Option<When>,
    pub assertion: Assertion,
    pub header: &'a dyn Fn() -> Vec<Label>,
}

/// A number, or a row of them: one for each value of a name.
pub(super) type Row = Vec<Quantity>;

/// Where reading is.
#[derive(Default)]
struct State {
    segment: usize,
    enclosed: bool,
    /// Words since the last number, or the name.
    words: usize,
    /// Whether nothing but a sign of a table was read since the last number.
    adjacent: bool,
    leads: bool,
    from: bool,
    to: bool,
    opened: bool,
    comma: bool,
    changes: bool,
}

impl Region<'_> {
    /// Reads the values that a group of names has; returns where it stopped, and a time that is for what follows.
    pub fn read(&self, group: &[ValueId], taken: &mut [bool], found: &mut Vec<Measured>) -> (usize, Option<When>) {
        let value = self.rules.values.get(group[0]);
        let ids = if group.len() == 1 && !value.parts.is_empty() { value.parts.clone() } else { group.to_vec() };
        let (mut readings, mut cues, stop, rest) = self.readings(&ids, taken);
        if readings.is_empty() {
            return (stop, rest);
        }
        let section = self.section();
        let Some(asserted) = when_asserted(self.assertion, section) else { return (stop, rest) };
        let default = if asserted == When::Now { self.lead.unwrap_or(When::Now) } else { asserted };
        cues.retain(|cue| cue.segment != usize::MAX);
        let whens = times(&mut readings, &cues, default);
        for (index, (reading, when)) in readings.iter().zip(whens).enumerate() {
            for (part, id) in reading.quantity.iter().zip(&ids) {
                let first = (index == 0).then_some(self.pieces[self.name].start);
                found.push(self.measured(*id, *part, first, when, reading.day));
            }
        }
        (stop, rest)
    }

    /// Reads the value whose name comes right after its number.
    pub fn read_before(&self, id: ValueId, taken: &mut [bool], found: &mut Vec<Measured>) {
        let quantities = self.quantities(self.rules.values.get(id), true);
        let numbers = self.body.clone().rev().filter(|at| matches!(self.pieces[*at].kind, Kind::Number { .. }));
        for at in numbers.filter(|at| !taken[*at]) {
            let Ok(mut quantity) = quantities.read(at, None) else { continue };
            let name = &self.pieces[self.name];
            if name.end - name.start == 1 && self.pieces[at].end != name.start && quantity.whole <= name.start {
                continue; // 54F, but not "54 F"
            }
            // The name may begin with the unit: "3 L nasal cannula".
            let far = self.pieces[at + 1..self.name].iter().filter(|piece| piece.start >= quantity.whole).count() > 1;
            if quantity.end > self.pieces[self.name].start || far {
                continue;
            }
            let before = at.checked_sub(2).filter(|_| self.pieces[at - 1].kind == Kind::Sign(b'-'));
            let range = before.and_then(|at| quantities.read(at, None).ok());
            if let Some(range) = range.filter(|range| range.end == quantity.end) {
                quantity = range;
            }
            taken[at] = true;
            if let Some(when) = when_asserted(self.assertion, self.section()) {
                let mut measured = self.measured(id, quantity, None, when, None);
                measured.said = self.note.folded.original(quantity.start..self.pieces[self.name].end);
                found.push(measured);
            }
            return;
        }
    }

    fn section(&self) -> SectionKind {
        self.note.sections[self.note.sentences[self.sentence].section].kind
    }

    pub(super) fn quantities<'s>(&'s self, value: &'s Value, to_is_range: bool) -> Quantities<'s> {
        let text = self.note.folded.text();
        Quantities {
            text,
            pieces: self.pieces,
            values: &self.rules.values,
            value,
            stop: self.pieces.len(),
            to_is_range,
        }
    }

    pub(super) fn word(&self, piece: &Piece) -> &str {
        &self.note.folded.text()[piece.start..piece.end]
    }

    /// The readings, the cues among them, where they end, and a time at the end that is for what follows.
    fn readings(&self, ids: &[ValueId], taken: &mut [bool]) -> (Vec<Reading<Row>>, Vec<Cue>, usize, Option<When>) {
        let (mut readings, mut cues): (Vec<Reading<Row>>, Vec<Cue>) = (Vec::new(), Vec::new());
        let mut state = State { adjacent: true, ..State::default() };
        let mut carried = None;
        let mut at = self.body.start;
        while at < self.body.end {
            let piece = self.pieces[at];
            if piece.opens || piece.closes {
                state.segment += 1;
                state.enclosed = piece.opens;
                state.opened = piece.opens;
                state.adjacent &= !piece.opens;
                carried = None;
            }
            match piece.kind {
                Kind::Time(when) => {
                    cues.push(Cue { segment: state.segment, says: Says::When(when), enclosed: state.enclosed });
                    carried = Some(when);
                    state.adjacent = false;
                }
                Kind::Date(day) => {
                    cues.push(Cue { segment: state.segment, says: Says::Day(day), enclosed: state.enclosed });
                    state.adjacent = false;
                }
                Kind::Arrow => {
                    state.segment += 1;
                    state.leads = true;
                }
                Kind::Sign(b';') => {
                    carried = None;
                    break;
                }
                Kind::Sign(b'.') if !readings.is_empty() => break,
                Kind::Sign(b'>') if !readings.is_empty() => {
                    state.segment += 1;
                    state.leads = true;
                }
                Kind::Sign(b',') => {
                    state.segment += 1;
                    state.comma = true;
                    state.adjacent = false;
                    carried = None;
                }
                Kind::Sign(b'|') => state.segment += 1,
                Kind::Number { .. } => match self.reading(ids, at, &mut state, &readings) {
                    Ok((reading, next)) => {
                        taken[at..next].iter_mut().for_each(|taken| *taken = true);
                        readings.push(reading);
                        state = State {
                            segment: state.segment,
                            enclosed: state.enclosed,
                            adjacent: true,
                            ..State::default()
                        };
                        carried = None;
                        at = next;
                        continue;
                    }
                    Err(Refused::Date(day, next)) => {
                        cues.push(Cue { segment: state.segment, says: Says::Day(day), enclosed: state.enclosed });
                        state.adjacent = false;
                        at = next;
                        continue;
                    }
                    Err(Refused::Other) => break,
                },
                Kind::Word | Kind::After(_) => {
                    let word = self.word(&piece).to_ascii_lowercase();
                    if BREAKS.contains(&word.as_str()) {
                        break;
                    }
                    state.words += 1;
                    if state.words > if readings.is_empty() { FAR } else { NEAR } {
                        break;
                    }
                    let flag = matches!(word.as_str(), "h" | "l" | "hh" | "ll" | "high" | "low" | "a" | "crit");
                    state.adjacent &= flag && !readings.is_empty();
                    state.from |= word == "from" || word == "was" && state.opened && state.words == 1;
                    state.to |= matches!(word.as_str(), "to" | "now" | "then");
                    state.changes |= CHANGES.contains(&word.as_str());
                    state.leads |= LEADS.contains(&word.as_str()) || piece.kind != Kind::Word;
                    if word == "and" {
                        state.segment += 1;
                    }
                }
                _ => {}
            }
            at += 1;
        }
        // A time right before the next name is that name's: "Hgb 8.1, baseline Cr 1.0".
        if carried.is_some() && at == self.body.end && at < self.pieces.len() {
            if let Some(last) = cues.last_mut().filter(|cue| readings.iter().all(|r| r.segment < cue.segment)) {
                last.segment = usize::MAX;
            } else {
                carried = None;
            }
        } else {
            carried = None;
        }
        self.columns(&mut readings);
        (readings, cues, at, carried)
    }

    /// The quantity, or pair of them, that begins with a number.
    fn reading(
        &self,
        ids: &[ValueId],
        at: usize,
        state: &mut State,
        before: &[Reading<Row>],
    ) -> Result<(Reading<Row>, usize), Refused> {
        let value = |index: usize| self.rules.values.get(ids[index]);
        let word = at.checked_sub(1).map(|at| self.pieces[at]).filter(|piece| piece.kind == Kind::Word);
        if word.is_some_and(|piece| self.is_of_word(&piece, at)) {
            return Err(Refused::Other);
        }
        let to_is_range = !state.changes && before.is_empty();
        let (quantity, next) = match ids {
            [_] => {
                let quantity = self.quantities(value(0), to_is_range).read(at, None)?;
                (vec![quantity], quantity.next)
            }
            _ => self.row(ids, at)?,
        };
        let first = quantity[0];
        if matches!(self.pieces.get(next).map(|piece| piece.kind), Some(Kind::After(other)) if !ids.contains(&other)) {
            return Err(Refused::Other);
        }
        let is_range = first.low < first.high && quantity.len() == 1;
        if let Some(last) = before.last() {
            let listed = state.comma && state.words == 0 && self.ends_item(next);
            let timed = self.has_time(at, next);
            let led = state.leads || state.to || state.from || state.adjacent || state.opened;
            if !timed && (last.is_limit || !led && !listed) {
                return Err(Refused::Other);
            }
        }
        let beside = (state.adjacent || state.opened) && !before.is_empty() && !state.leads;
        let reading = Reading {
            quantity,
            segment: state.segment,
            goes_on: !(before.is_empty() || state.opened && is_range),
            from: state.from && !state.to,
            is_limit: is_range
                && beside
                && before.iter().all(|reading| reading.quantity[0].low == reading.quantity[0].high),
            column: None,
            day: None,
        };
        Ok((reading, next))
    }

    /// Whether an item of a list ends at a piece.
    fn ends_item(&self, at: usize) -> bool {
        self.pieces.get(at).is_none_or(|piece| {
            piece.opens
                || piece.closes
                || matches!(piece.kind, Kind::Sign(_) | Kind::Arrow | Kind::Time(_) | Kind::Date(_) | Kind::Name(_))
        })
    }

    /// Whether a time is right before or after a number.
    fn has_time(&self, at: usize, next: usize) -> bool {
        let is_time =
            |at: usize| self.pieces.get(at).is_some_and(|piece| matches!(piece.kind, Kind::Time(_) | Kind::Date(_)));
        (1..=3).any(|back| at.checked_sub(back).is_some_and(is_time)) || is_time(next) || is_time(next + 1)
    }

    /// Gives each number of a row the time of its column.
    fn columns(&self, readings: &mut [Reading<Row>]) {
        let row = readings.len() > 1 && readings[1..].iter().all(|reading| reading.goes_on || reading.is_limit);
        if !row {
            return;
        }
        let labels = (self.header)();
        if labels.len() < readings.len() {
            return;
        }
        let latest = labels.iter().filter_map(|label| match label {
            Label::Day(day) => Some(*day),
            _ => None,
        });
        let latest = latest.max();
        for (reading, label) in readings.iter_mut().zip(&labels) {
            reading.column = Some(match label {
                Label::When(when) => *when,
                Label::Day(day) if Some(*day) == latest => When::Now,
                Label::Day(_) => When::Earlier,
                Label::Result => When::Now,
            });
            if let Label::Day(day) = label {
                reading.day = Some(*day);
            }
        }
    }

    fn measured(&self, id: ValueId, quantity: Quantity, name: Option<usize>, when: When, day: Option<u32>) -> Measured {
        let folded = &self.note.folded;
        let original = |range: Range<usize>| -> Span { folded.original(range) };
        let from = name.filter(|name| quantity.start.saturating_sub(*name) <= SHOWN).unwrap_or(quantity.start);
        Measured {
            value: id,
            span: original(quantity.start..quantity.end),
            said: original(from..quantity.whole.max(quantity.end)),
            sentence: self.sentence,
            low: quantity.low,
            high: quantity.high,
            unit: quantity.unit,
            own: quantity.own,
            when,
            day,
        }
    }
}
