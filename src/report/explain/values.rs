//! A demand on measured values, in words: "`sodium` below 125 mmol/L, measured now".

use super::conditions::{listed, sections};
use crate::base::{SectionKinds, When};
use crate::rule::{Compared, Comparison, ConceptId, Values};

/// The demand as `explain` shows it; `name` gives a concept as the pack names it.
pub(super) fn compared(asked: &Compared, values: &Values, holds: bool, name: impl Fn(ConceptId) -> String) -> String {
    let value = values.get(asked.value);
    let unit = value.unit.map(|unit| format!(" {}", values.unit(unit))).unwrap_or_default();
    let test = match asked.test {
        Comparison::Any => String::new(),
        Comparison::Below(limit) => format!(" below {limit}{unit}"),
        Comparison::Above(limit) => format!(" above {limit}{unit}"),
        Comparison::Between(low, high) => format!(" from {low} to {high}{unit}"),
        Comparison::RiseOf(by) => format!(" at least {by}{unit} above the lowest one from before"),
        Comparison::FallOf(by) => format!(" at least {by}{unit} below the highest one from before"),
        Comparison::AtLeastTimes(times) => format!(" at least {times} times the lowest one from before"),
    };
    let verb = if holds { "the note has" } else { "the note does not have" };
    let mut text = format!("{verb} the value `{}`{test}", value.name);
    if asked.when[..] != [When::Now] {
        let when = asked.when.iter().map(|when| when.as_str().to_owned()).collect();
        text.push_str(&format!(", measured {}", listed(when, usize::MAX, "or")));
    }
    if asked.on_different_days {
        text.push_str(", on two days");
    }
    if asked.sections != SectionKinds::ALL {
        text.push_str(&format!(" in {}", sections(asked.sections)));
    }
    let company = [("with", &asked.with, "and"), ("with", &asked.with_any, "or"), ("without", &asked.without, "or")];
    let company = company.into_iter().filter(|(_, concepts, _)| !concepts.is_empty()).map(|(how, concepts, last)| {
        let names = concepts.iter().map(|concept| format!("`{}`", name(*concept))).collect();
        format!("{how} {}", listed(names, usize::MAX, last))
    });
    let company = company.collect::<Vec<_>>().join(" and ");
    if !company.is_empty() {
        text.push_str(&format!(", {company} in the same sentence"));
    }
    text
}
