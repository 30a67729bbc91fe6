//! When each of the numbers after one name was measured.
//!
//! A row of numbers has segments, which commas, brackets and arrows separate. A time in the segment of a number is its
//! own; one in a segment without a number belongs to the number before it if it is in brackets or last, else to the one
//! after it. Without a time, what led from one number to the other decides: of `1.1 -> 2.9` the last is the present one.

use crate::base::When;

/// One number among those after a name.
#[derive(Clone, Debug)]
pub(super) struct Reading<Q> {
    pub quantity: Q,
    pub segment: usize,
    /// Whether an arrow, "to", or a row of numbers led to it from the one before.
    pub goes_on: bool,
    /// Whether "from" or "was" is right before it.
    pub from: bool,
    /// Whether it is a range beside a number: the limits of what is normal.
    pub is_limit: bool,
    /// The time that a column gives it.
    pub column: Option<When>,
    pub day: Option<u32>,
}

/// What says when: a time, or a date, and its segment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cue {
    pub segment: usize,
    pub says: Says,
    /// Whether its segment is in brackets.
    pub enclosed: bool,
}

/// What a cue says.
#[derive(Clone, Copy, Debug)]
pub(super) enum Says {
    When(When),
    Day(u32),
}

/// The time of each reading, and its day. `default` is what holds if nothing is said.
pub(super) fn times<Q>(readings: &mut [Reading<Q>], cues: &[Cue], default: When) -> Vec<When> {
    let mut own: Vec<Option<When>> = vec![None; readings.len()];
    for cue in cues {
        let Some(at) = target(readings, cue) else { continue };
        match cue.says {
            Says::When(when) => {
                own[at] = Some(own[at].map_or(when, |other| if other == When::Now { when } else { other }))
            }
            Says::Day(day) => readings[at].day = readings[at].day.or(Some(day)),
        }
    }
    let latest = readings.iter().filter_map(|reading| reading.day).max();
    let dated = readings.iter().filter(|reading| reading.day.is_some()).count();
    // The present one is the last that nothing puts into the past.
    let past = |at: usize| {
        let reading = &readings[at];
        reading.is_limit || reading.from || own[at].or(reading.column).is_some_and(|when| when != When::Now)
    };
    let present = (0..readings.len()).rfind(|&at| !past(at));
    let goes_on = readings.iter().any(|reading| reading.goes_on);
    let time = |(at, reading): (usize, &Reading<Q>)| {
        if let Some(when) = own[at].or(reading.column) {
            let before =
                when == When::Now && reading.column.is_none() && goes_on && present.is_some_and(|last| at < last);
            return if before { When::Earlier } else { when };
        }
        if reading.is_limit {
            return When::Reference;
        }
        if reading.from {
            return When::Earlier;
        }
        match reading.day {
            Some(_) if dated > 1 && reading.day != latest => When::Earlier,
            Some(_) if dated == 1 && readings.len() > 1 && own.iter().all(Option::is_none) => When::Earlier,
            None if goes_on && dated == 0 && present.is_some_and(|last| at < last) => When::Earlier,
            _ => default,
        }
    };
    readings.iter().enumerate().map(time).collect()
}

/// The reading that a cue is about.
fn target<Q>(readings: &[Reading<Q>], cue: &Cue) -> Option<usize> {
    let same = readings.iter().position(|reading| reading.segment == cue.segment);
    let before = || readings.iter().rposition(|reading| reading.segment < cue.segment);
    let after = || readings.iter().position(|reading| reading.segment > cue.segment);
    if cue.enclosed { same.or_else(before).or_else(after) } else { same.or_else(after).or_else(before) }
}
