//! What is measured, from keys to [`Values`]: units first, then values, then the concepts that name them.

use super::defined::{Defined, entries, kebab, twice};
use super::fault::known;
use super::file::Read;
use super::names::Names;
use super::record::{ConversionRecord, Text, Texts, UnitRecord, ValueRecord};
use super::source::RuleSource;
use super::{Conversion, Named, Unit, Value, ValueId, Values};
use crate::base::When;
use crate::yaml::Spanned;
use std::collections::BTreeMap;

/// Adds the units and values of files to those beneath.
pub(super) fn values(beneath: Values, names: &Names<'_>, files: &[Read<'_>]) -> Values {
    let mut link = Link { names, values: beneath, first: BTreeMap::new() };
    for file in files {
        for (name, record) in entries(&file.record.units) {
            link.unit(file.yaml, name, &record.value);
        }
    }
    let known = link.values.all.len();
    let mut defined = Vec::new();
    for file in files {
        for (name, record) in entries(&file.record.values) {
            if link.declare(file.yaml, name) {
                defined.push((file.yaml, name, &record.value));
            }
        }
    }
    for ((yaml, name, record), id) in defined.into_iter().zip((known as u32..).map(ValueId)) {
        link.value(yaml, name, record, id);
    }
    for file in files {
        for (word, concepts) in entries(&file.record.value_times) {
            let when = file.yaml.word(Some(word), "time of a value", When::ALL, When::as_str);
            if let Some(when) = when {
                link.name(file.yaml, concepts, Named::Time(when));
            }
        }
    }
    link.values.names.sort_unstable();
    link.values.names.dedup();
    link.values
}

/// A number as an author writes it.
pub(super) fn number(yaml: &RuleSource<'_>, text: &Text) -> Option<f64> {
    let number = text.value.parse::<f64>().ok().filter(|number| number.is_finite());
    if number.is_none() {
        yaml.fault(
            text.place(),
            format!("`{}` is not a number", text.value),
            "a number goes here",
            "write digits: 1.5",
        );
    }
    number
}

/// The ends of a range, the lower one first.
pub(super) fn range(yaml: &RuleSource<'_>, texts: &Texts) -> Option<(f64, f64)> {
    let [low, high] = &texts.value[..] else {
        yaml.fault(
            texts.place(),
            "a range has two ends",
            "not two numbers",
            "write the lower and the higher: [90, 190]",
        );
        return None;
    };
    let (low, high) = (number(yaml, low), number(yaml, high));
    let (low, high) = (low?, high?);
    if low >= high {
        let message = format!("the range from {low} to {high} is empty");
        yaml.fault(texts.place(), message, "no number is in it", "write the lower number first");
        return None;
    }
    Some((low, high))
}

struct Link<'n, 'a> {
    names: &'n Names<'a>,
    values: Values,
    /// The first definition of each name of these files, units and values apart.
    first: BTreeMap<(&'static str, &'n str), Defined<'n>>,
}

impl<'n> Link<'n, '_> {
    /// Whether a name is new; reports one that is not.
    fn is_new(&mut self, what: &'static str, yaml: &'n RuleSource<'n>, name: &'n Text, beneath: bool) -> bool {
        let first = Defined { path: "the built-in rules", line: 1, builtin: true, name: None };
        let first = if beneath { Some(first) } else { self.first.get(&(what, name.value.as_str())).copied() };
        match first {
            Some(first) => twice(yaml, name, what, first),
            None => {
                self.first.insert((what, &name.value), Defined::of(yaml, name));
            }
        }
        first.is_none()
    }

    fn unit(&mut self, yaml: &'n RuleSource<'n>, name: &'n Text, record: &UnitRecord) {
        let beneath = self.values.units.iter().any(|unit| unit.name == name.value);
        if !self.is_new("unit", yaml, name, beneath && !self.first.contains_key(&("unit", name.value.as_str()))) {
            return;
        }
        let spelled = record.spelled.iter().flat_map(|texts| &texts.value).map(|text| text.value.as_str());
        let mut spelled: Vec<String> = spelled.chain([name.value.as_str()]).map(squeezed).collect();
        spelled.sort_by_key(|text| (usize::MAX - text.len(), text.clone()));
        spelled.dedup();
        let refuses = record.refuses.as_ref().is_none_or(|refuses| refuses.value);
        self.values.units.push(Unit { name: name.value.clone(), spelled, refuses });
    }

    /// Makes a value known, so that others can name it.
    fn declare(&mut self, yaml: &'n RuleSource<'n>, name: &'n Text) -> bool {
        kebab(yaml, name, "value");
        let beneath = self.values.all.iter().any(|value| value.name == name.value);
        let new =
            self.is_new("value", yaml, name, beneath && !self.first.contains_key(&("value", name.value.as_str())));
        if new {
            self.values.all.push(Value {
                name: name.value.clone(),
                unit: None,
                also_in: Vec::new(),
                between: None,
                needs_unit: false,
                out_of: None,
                parts: Vec::new(),
            });
        }
        new
    }

    fn value(&mut self, yaml: &'n RuleSource<'n>, name: &Text, record: &ValueRecord, id: ValueId) {
        let parts = record.parts.iter().flat_map(|parts| &parts.value);
        let parts = parts.filter_map(|part| self.values.known(yaml, part)).collect();
        if record.named_by.is_none() && record.after_number.is_none() {
            yaml.fault(
                name.place(),
                format!("nothing names the value `{}`", name.value),
                "no number can be it",
                "add `named-by:` with the concepts that name it",
            );
        }
        let unit = record.unit.as_ref().and_then(|unit| self.unit_named(yaml, unit));
        let also_in =
            entries(&record.also_in).filter_map(|(unit, record)| self.conversion(yaml, unit, record)).collect();
        let value = Value {
            name: name.value.clone(),
            unit,
            also_in,
            between: record.between.as_ref().and_then(|between| range(yaml, between)),
            needs_unit: record.needs_unit.as_ref().is_some_and(|needs| needs.value),
            out_of: record.out_of.as_ref().and_then(|most| number(yaml, most)),
            parts,
        };
        self.values.all[id.0 as usize] = value;
        for (concepts, named) in [(&record.named_by, Named::Before(id)), (&record.after_number, Named::After(id))] {
            if let Some(concepts) = concepts {
                self.name(yaml, concepts, named);
            }
        }
    }

    fn conversion(&self, yaml: &RuleSource<'_>, unit: &Text, record: &Spanned<ConversionRecord>) -> Option<Conversion> {
        let read = |text: &Option<Text>, default| text.as_ref().map_or(Some(default), |text| number(yaml, text));
        let (unit, times) = (self.unit_named(yaml, unit), read(&record.value.times, 1.0)?);
        if times == 0.0 {
            yaml.fault(record.place(), "every number becomes the same", "multiplied by 0", "write another factor");
            return None;
        }
        Some(Conversion { unit: unit?, times, plus: read(&record.value.plus, 0.0)? })
    }

    fn unit_named(&self, yaml: &RuleSource<'_>, text: &Text) -> Option<u32> {
        let found = self.values.units.iter().position(|unit| unit.name == text.value);
        if found.is_none() {
            let all = self.values.units.iter().map(|unit| unit.name.as_str());
            let help = known(&text.value, all);
            yaml.fault(text.place(), format!("unknown unit `{}`", text.value), "no unit has this name", help);
        }
        found.map(|at| at as u32)
    }

    fn name(&mut self, yaml: &RuleSource<'_>, concepts: &Texts, named: Named) {
        for text in &concepts.value {
            if let Some(concept) = self.names.concept(yaml, None, text) {
                let all = self.names.with_included(concept);
                self.values.names.extend(all.into_iter().map(|concept| (concept, named)));
            }
        }
    }
}

impl Values {
    /// The value of a name; reports an unknown one.
    pub(super) fn known(&self, yaml: &RuleSource<'_>, text: &Text) -> Option<ValueId> {
        let found = self.all.iter().position(|value| value.name == text.value);
        if found.is_none() {
            let help = known(&text.value, self.all.iter().map(|value| value.name.as_str()));
            yaml.fault(text.place(), format!("unknown value `{}`", text.value), "no value has this name", help);
        }
        found.map(|at| ValueId(at as u32))
    }
}

/// A spelling as units are compared: lower case, without blanks.
fn squeezed(text: &str) -> String {
    text.chars().filter(|char| !char.is_whitespace()).flat_map(char::to_lowercase).collect()
}
