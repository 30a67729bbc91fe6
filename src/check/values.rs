//! Which measured values a condition accepts.

use super::judgement::EvidenceRef;
use super::view::View;
use crate::base::{SectionKind, SectionKinds, When};
use crate::detect::Measured;
use crate::rule::{Compared, Comparison};

/// Numbers that differ by less are the same: 1.5 times 1.1 is 1.65, whatever the machine makes of it.
const CLOSE: f64 = 1e-6;

impl View<'_> {
    /// The values that fit, in text order; with a comparison to earlier ones, those as well.
    pub(super) fn values_that_fit(&self, asked: &Compared) -> Vec<EvidenceRef> {
        let values = self.facts.values.iter().enumerate();
        let all: Vec<(usize, &Measured)> = values.filter(|(_, value)| value.value == asked.value).collect();
        let counts = |value: &Measured| {
            asked.when.contains(&value.when)
                && self.is_value_in(value, asked.sections)
                && self.company(&asked.with, &asked.with_any, &asked.without, value.sentence).is_none()
        };
        let mut fitting = Vec::new();
        for &(at, value) in all.iter().filter(|(_, value)| counts(value)) {
            match asked.test {
                Comparison::RiseOf(by) => {
                    fitting.extend(with_earlier(&all, at, value, Lowest, |low| value.own.0 - low + CLOSE >= by));
                }
                Comparison::FallOf(by) => {
                    fitting.extend(with_earlier(&all, at, value, Highest, |high| high - value.own.1 + CLOSE >= by));
                }
                Comparison::AtLeastTimes(times) => {
                    fitting.extend(with_earlier(&all, at, value, Lowest, |low| {
                        low > 0.0 && value.own.0 / low + CLOSE >= times
                    }));
                }
                test if fits(test, value.own) => fitting.push(at),
                _ => {}
            }
        }
        fitting.sort_unstable();
        fitting.dedup();
        if asked.on_different_days && !self.are_of_different_days(&fitting) {
            return Vec::new();
        }
        fitting.into_iter().map(EvidenceRef::Value).collect()
    }

    fn is_value_in(&self, value: &Measured, kinds: SectionKinds) -> bool {
        let Some(section) = self.note.sentences.get(value.sentence).and_then(|s| self.note.sections.get(s.section))
        else {
            return true;
        };
        kinds.contains(section.kind) || section.heading.is_none() && section.kind == SectionKind::Other
    }

    fn are_of_different_days(&self, values: &[usize]) -> bool {
        let day = |at: &usize| {
            let value = &self.facts.values[*at];
            (value.day, value.when == When::Now)
        };
        values.iter().any(|at| values.iter().any(|other| day(at) != day(other)))
    }
}

use Extreme::{Highest, Lowest};

/// Which of the values from before counts.
#[derive(Clone, Copy)]
enum Extreme {
    Lowest,
    Highest,
}

/// A value and the one from before that it is compared with, if they fit.
fn with_earlier(
    all: &[(usize, &Measured)],
    at: usize,
    value: &Measured,
    extreme: Extreme,
    fits: impl Fn(f64) -> bool,
) -> Vec<usize> {
    let before = all.iter().filter(|(other, measured)| {
        *other != at && value.when == When::Now && matches!(measured.when, When::Earlier | When::Baseline)
    });
    let key = |measured: &Measured| match extreme {
        Lowest => measured.own.1,
        Highest => -measured.own.0,
    };
    match before.min_by(|(_, one), (_, other)| key(one).total_cmp(&key(other))) {
        Some((other, measured)) if fits(key(measured).abs()) => vec![at, *other],
        _ => Vec::new(),
    }
}

/// Whether all of a range fits, so that "110 to 130" is not above 120.
fn fits(test: Comparison, (low, high): (f64, f64)) -> bool {
    match test {
        Comparison::Below(limit) => high < limit,
        Comparison::Above(limit) => low > limit,
        Comparison::Between(from, to) => low >= from - CLOSE && high <= to + CLOSE,
        _ => true,
    }
}
