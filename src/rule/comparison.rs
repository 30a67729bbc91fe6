//! Conditions that compare values with numbers: `{value: sodium, below: 125}`.

use super::fault::listed;
use super::record::{ConditionRecord, Text};
use super::scope::Scope;
use super::values::{number, range};
use super::{Compared, Comparison, ConceptId, ValueId};
use crate::base::{SectionKinds, When};
use crate::yaml::Spanned;
use std::ops::Range;

/// What a value is compared with: at most one of these.
pub(super) const COMPARISONS: [&str; 6] = ["below", "above", "between", "rise-of", "fall-of", "at-least-times"];

impl ConditionRecord {
    /// The keys that refine a value, each with its place if it is there.
    pub fn of_values(&self) -> Vec<(&'static str, Option<Range<usize>>)> {
        let text = |text: &Option<Text>| text.as_ref().map(Spanned::place);
        vec![
            ("below", text(&self.below)),
            ("above", text(&self.above)),
            ("between", self.between.as_ref().map(Spanned::place)),
            ("rise-of", text(&self.rise_of)),
            ("fall-of", text(&self.fall_of)),
            ("at-least-times", text(&self.at_least_times)),
            ("unit", text(&self.unit)),
            ("when", self.when.as_ref().map(Spanned::place)),
            ("on-different-days", self.on_different_days.as_ref().map(Spanned::place)),
        ]
    }
}

impl Scope<'_> {
    /// A demand on a value; `None` if it is faulty.
    pub fn value(&self, record: &ConditionRecord, name: &Text) -> Option<Compared> {
        let value = self.values.known(self.yaml, name);
        let list = |texts| self.listed(texts);
        let (with, with_any, without) = (list(&record.with), list(&record.with_any), list(&record.without));
        let when = match &record.when {
            Some(texts) => {
                self.each(texts, |text| self.yaml.word(Some(text), "time of a value", When::ALL, When::as_str))
            }
            None => Some(vec![When::Now]),
        };
        let sections = match &record.r#in {
            Some(sections) => self.yaml.sections(sections).map(SectionKinds::from_iter),
            None => Some(SectionKinds::ALL),
        };
        let value = value?;
        Some(Compared {
            value,
            test: self.comparison(record, value)?,
            when: when?,
            on_different_days: record.on_different_days.as_ref().is_some_and(|days| days.value),
            sections: sections?,
            with: with?,
            with_any: with_any?,
            without: without?,
        })
    }

    fn comparison(&self, record: &ConditionRecord, value: ValueId) -> Option<Comparison> {
        let there = record.of_values().into_iter().filter_map(|(key, place)| Some((key, place?)));
        let mut tests = there.filter(|(key, _)| COMPARISONS.contains(key));
        let (_, second) = (tests.next(), tests.next());
        if let Some((_, place)) = second {
            let help = "make them conditions of their own under `all`, or write `between`";
            self.yaml.fault(place, "a value that is compared twice", "the second comparison", help);
            return None;
        }
        let scaled = |text: &Text| self.in_own_unit(record, value, number(self.yaml, text)?);
        let difference = |text: &Text| Some(scaled(text)? - self.in_own_unit(record, value, 0.0)?);
        if let Some(text) = &record.below {
            return scaled(text).map(Comparison::Below);
        }
        if let Some(text) = &record.above {
            return scaled(text).map(Comparison::Above);
        }
        if let Some(texts) = &record.between {
            let (low, high) = range(self.yaml, texts)?;
            let scale = |number| self.in_own_unit(record, value, number);
            return Some(Comparison::Between(scale(low)?, scale(high)?));
        }
        if let Some(text) = &record.rise_of {
            return difference(text).map(Comparison::RiseOf);
        }
        if let Some(text) = &record.fall_of {
            return difference(text).map(Comparison::FallOf);
        }
        if let Some(text) = &record.at_least_times {
            return number(self.yaml, text).map(Comparison::AtLeastTimes);
        }
        Some(Comparison::Any)
    }

    /// A number of a condition in the unit of the value.
    fn in_own_unit(&self, record: &ConditionRecord, id: ValueId, number: f64) -> Option<f64> {
        let Some(unit) = &record.unit else { return Some(number) };
        let value = self.values.get(id);
        let fits = |at: u32| self.values.unit(at) == unit.value;
        let own = value.unit.into_iter().chain(value.also_in.iter().map(|other| other.unit));
        let found = own.clone().find(|at| fits(*at));
        if found.is_none() {
            let help = match value.unit {
                Some(_) => format!("write one of: {}", listed(own.map(|at| self.values.unit(at)))),
                None => "take it out: it has no unit".to_owned(),
            };
            let message = format!("`{}` is not a unit of `{}`", unit.value, value.name);
            self.yaml.fault(unit.place(), message, "does not fit", help);
        }
        value.converted(number, found?)
    }

    /// Concepts of a list that may be missing.
    fn listed(&self, texts: &Option<super::record::Texts>) -> Option<Vec<ConceptId>> {
        texts.as_ref().map_or(Some(Vec::new()), |texts| self.concepts(texts))
    }
}
