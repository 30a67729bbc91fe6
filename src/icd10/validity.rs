//! What a code is on a day.
//!
//! A code can be one thing before a release and another after it: M54.5 was billable until 2021-09-30 and has been a
//! header since. So every question needs the day of service.

use super::code::Code;
use super::set::CodeSet;
use super::tables::{self, Period};
use crate::base::Date;

/// What a code is on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Validity {
    /// It can be billed.
    Valid,
    /// It could be billed until this day, and nothing below it can be now.
    Retired(Date),
    /// It can be billed from this day on.
    NotYet(Date),
    /// It only gathers the codes below it.
    Header,
    /// It is complete but for its seventh character.
    NeedsSeventh,
}

impl Validity {
    /// The word in JSON. A code that is not in force yet is `unknown` to the code set of its day.
    pub const fn as_str(self) -> &'static str {
        match self {
            Validity::Valid => "valid",
            Validity::Retired(_) => "retired",
            Validity::NotYet(_) => "unknown",
            Validity::Header => "header",
            Validity::NeedsSeventh => "needs-seventh",
        }
    }
}

/// The state of a billable code from its period.
pub(super) fn of_period(period: Option<Period>, day: Date) -> Option<Validity> {
    let period = period?;
    Some(match period.last {
        _ if period.holds(day) => Validity::Valid,
        Some(last) if last < day => Validity::Retired(last),
        _ => Validity::NotYet(period.first),
    })
}

/// The state of a row that may have codes and seventh characters below it.
pub(super) fn of_row(set: &CodeSet, code: Code, row: u16, day: Date) -> Validity {
    let own = of_period(tables::period_of(row), day);
    let seventh: Vec<Validity> = tables::group_of(row).filter_map(|each| of_period(each.period, day)).collect();
    if own == Some(Validity::Valid) {
        return Validity::Valid;
    }
    if seventh.contains(&Validity::Valid) {
        return Validity::NeedsSeventh;
    }
    let mut states: Vec<Validity> = set.below(code).skip(1).flat_map(|(_, row)| of_codes(row, day)).collect();
    if states.contains(&Validity::Valid) {
        return Validity::Header;
    }
    states.extend(seventh);
    let last =
        states.iter().filter_map(|state| if let Validity::Retired(last) = state { Some(*last) } else { None }).max();
    own.or_else(|| last.map(Validity::Retired))
        .or_else(|| states.into_iter().find(|state| matches!(state, Validity::NotYet(_))))
        .unwrap_or(Validity::Header)
}

/// The states of a row's own codes: itself, and itself with each seventh character.
fn of_codes(row: u16, day: Date) -> impl Iterator<Item = Validity> {
    let own = of_period(tables::period_of(row), day);
    own.into_iter().chain(tables::group_of(row).filter_map(move |each| of_period(each.period, day)))
}

/// Whether a code, or any below it, can be billed on a day.
pub(super) fn is_live(set: &CodeSet, code: Code, day: Date) -> bool {
    match set.locate(code) {
        Some((_, Some(seventh))) => of_period(seventh.period, day) == Some(Validity::Valid),
        _ => set.below(code).any(|(_, row)| of_codes(row, day).any(|state| state == Validity::Valid)),
    }
}
