//! What a code leaves open, and what could be said instead.
//!
//! The tables hold this for bases; a seventh character is carried over to the alternatives that take it, and may
//! itself leave an axis open ("stage unspecified"). Messages say what distinguishes the alternatives, never which of
//! them to choose.

use super::code::Code;
use super::entry::Entry;
use super::layout::{DEFAULT, UNSPECIFIED, line};
use super::tables;
use super::validity;
use crate::base::Date;

/// How much a code says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Its title says that something is not specified.
    Unspecified,
    /// It says that a condition is without the complications which codes beside it name.
    Default,
    /// Neither.
    Specific,
}

/// An axis of specificity that a code leaves open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lack {
    /// Its name: `laterality`, `site`, `stage`, `organism` ...
    pub axis: String,
    /// What is more specific along it; empty where the tabular list has nothing beside the code.
    pub alternatives: Vec<Alternative>,
}

/// A code, or a family of codes, that says more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// The code, or the header of the family.
    pub code: Code,
    /// Whether more than one code lies below it.
    pub is_family: bool,
    /// The words that tell it apart, in lower case: `right`, `with fat layer exposed`.
    pub terms: Vec<String>,
}

impl std::fmt::Display for Alternative {
    /// The code; a family with the hyphen of the tabular list, `M54.1-`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let dot = if self.is_family && self.code.undotted_str().len() == 3 { "." } else { "" };
        write!(f, "{}{dot}{}", self.code, if self.is_family { "-" } else { "" })
    }
}

impl Entry<'_> {
    /// How much the code says. A code whose seventh character leaves an axis open is unspecified as well.
    pub fn class(&self) -> Class {
        match tables::class_of(self.row()) {
            UNSPECIFIED => Class::Unspecified,
            _ if self.open_seventh().is_some() => Class::Unspecified,
            DEFAULT => Class::Default,
            _ => Class::Specific,
        }
    }

    /// Whether its title says that something is not specified.
    pub fn is_unspecified(&self) -> bool {
        self.class() == Class::Unspecified
    }

    /// The axes that it leaves open, with the alternatives that can be billed on a day.
    pub fn lacks(&self, day: Date) -> Vec<Lack> {
        let mut found: Vec<Lack> = Vec::new();
        for text in tables::text_of(self.row()) {
            let Some((axis, alternatives)) = text.strip_prefix(line::LACK).and_then(|text| text.split_once('\t'))
            else {
                continue;
            };
            let alternatives = alternatives.split("; ").filter_map(|text| self.alternative(text));
            found.push(Lack { axis: axis.to_owned(), alternatives: alternatives.collect() });
        }
        found.extend(self.open_seventh());
        for lack in &mut found {
            lack.alternatives.retain(|each| validity::is_live(self.set(), each.code, day));
        }
        found
    }

    /// Reads `M541-=radiculopathy|...`, and carries the seventh character over.
    fn alternative(&self, text: &str) -> Option<Alternative> {
        let (code, terms) = text.split_once('=')?;
        let is_family = code.ends_with('-');
        let code = Code::undotted(code.trim_end_matches('-').as_bytes())?;
        let base = self.set().find(code)?;
        let seventh = self.seventh().filter(|_| !is_family);
        let extended = seventh.and_then(|seventh| base.with_seventh(char::from(seventh.character)));
        Some(Alternative {
            code: extended.map_or(code, |entry| entry.code()),
            is_family: extended.is_none() && (is_family || tables::group_of(base.row()).next().is_some()),
            terms: terms.split('|').map(str::to_owned).collect(),
        })
    }

    /// What the seventh character leaves open.
    fn open_seventh(&self) -> Option<Lack> {
        let own = char::from(self.seventh()?.character).to_string();
        let lines = self.seventh_lines();
        let cells: Vec<Vec<&str>> = lines.iter().map(|text| text.split('\t').collect()).collect();
        let axis =
            cells.iter().find(|cells| cells.first() == Some(&own.as_str()))?.get(2).filter(|axis| !axis.is_empty())?;
        let alternatives = cells.iter().filter_map(|cells| {
            let terms = cells.get(3).filter(|terms| !terms.is_empty())?;
            let entry = self.with_seventh(cells.first()?.chars().next()?)?;
            let terms = terms.split('|').map(str::to_owned).collect();
            Some(Alternative { code: entry.code(), is_family: false, terms })
        });
        Some(Lack { axis: (*axis).to_owned(), alternatives: alternatives.collect() })
    }
}
