//! What is measured, in which units, and which words name it.

use super::ConceptId;
use crate::base::When;
use serde::{Deserialize, Serialize};

/// Everything that is measured, and in which units.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Values {
    /// The units that are known; a number with one that is not of a value is not that value.
    pub units: Vec<Unit>,
    /// What is measured.
    pub all: Vec<Value>,
    /// What concepts name, in the order of the concepts.
    pub names: Vec<(ConceptId, Named)>,
}

/// The index of a value in [`Values::all`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ValueId(pub u32);

/// What a concept names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Named {
    /// A value whose number follows: "sodium 121".
    Before(ValueId),
    /// A value whose number comes right before: "88 % on room air".
    After(ValueId),
    /// When a value was measured.
    Time(When),
}

/// A unit of measurement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Unit {
    /// Its name.
    pub name: String,
    /// How notes write it, in lower case and without blanks, the longest first; its name among them.
    pub spelled: Vec<String>,
    /// Whether a number with it is none of the values that are not measured in it.
    pub refuses: bool,
}

/// Something that is measured.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Value {
    /// Its name: `sodium`.
    pub name: String,
    /// Its unit, an index into [`Values::units`]; none for a count or a score.
    pub unit: Option<u32>,
    /// Its other units.
    pub also_in: Vec<Conversion>,
    /// The plausible numbers, in its unit.
    pub between: Option<(f64, f64)>,
    /// Whether its number needs a unit.
    pub needs_unit: bool,
    /// The highest score.
    pub out_of: Option<f64>,
    /// The values that a row of numbers gives, if it is only their common name.
    pub parts: Vec<ValueId>,
}

/// How numbers in another unit become those of the value's own.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Conversion {
    /// The other unit, an index into [`Values::units`].
    pub unit: u32,
    /// What the number is multiplied by.
    pub times: f64,
    /// What is added then.
    pub plus: f64,
}

impl Values {
    /// A value.
    pub fn get(&self, id: ValueId) -> &Value {
        &self.all[id.0 as usize]
    }

    /// What a concept names.
    pub fn named(&self, concept: ConceptId) -> impl Iterator<Item = Named> {
        let from = self.names.partition_point(|(other, _)| *other < concept);
        self.names[from..].iter().take_while(move |(other, _)| *other == concept).map(|(_, named)| *named)
    }

    /// The name of a unit.
    pub fn unit(&self, unit: u32) -> &str {
        &self.units[unit as usize].name
    }
}

impl Value {
    /// A number in one of its units, in its own unit; `None` if the unit is not one of the value's.
    pub fn converted(&self, number: f64, unit: u32) -> Option<f64> {
        if self.unit == Some(unit) {
            return Some(number);
        }
        let other = self.also_in.iter().find(|other| other.unit == unit)?;
        Some(number * other.times + other.plus)
    }

    /// Whether a number in its own unit is plausible.
    pub fn is_plausible(&self, number: f64) -> bool {
        self.between.is_none_or(|(low, high)| (low..=high).contains(&number))
    }
}
