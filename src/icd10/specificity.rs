//! What a code does not specify, and what could be said instead.
//!
//! What follows from the tree of the tabular list is computed (`tools/icd10cm/specificity.py`); the rest is curated in
//! `data/icd10cm/curated` and comes first. The tables contain this for bases; a seventh character is carried over
//! to the alternatives that take it, and may itself leave an axis unspecified ("stage unspecified"). Messages say what
//! distinguishes the alternatives, never which of them to choose.

use super::code::Code;
use super::entry::Entry;
use super::layout::{DEFAULT, PART, UNSPECIFIED, WORD, line};
use super::tables;
use super::validity;
use crate::base::Date;

/// How much a code specifies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Its title says that something is not specified.
    Unspecified,
    /// It says that a condition is without the complications which its neighbouring codes name.
    Default,
    /// Neither.
    Specific,
}

/// The name of the axis of sides.
pub const LATERALITY: &str = "laterality";

/// The sides of titles.
const SIDES: [&str; 3] = ["right", "left", "bilateral"];
/// What ends the part of the body after a side in a title.
const PART_ENDS: [&str; 8] = [",", ";", "(", " and ", " or ", " with ", " of ", " due "];
/// Most words of a part of the body.
const LONGEST_PART: usize = 3;

/// Whether a word in lower case names some condition by itself: `hypertension`, `htn`.
pub fn names_a_condition(word: &str) -> bool {
    tables::is_name(word)
}

/// An axis of specificity that a code does not specify.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnspecifiedAxis {
    /// Its name: `laterality`, `site`, `stage`, `organism` ...
    pub axis: String,
    /// What is more specific along it; empty if the tabular list has no alternative.
    pub alternatives: Vec<Alternative>,
}

/// A code, or a family of codes, that is more specific.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// The code, or the header of the family.
    pub code: Code,
    /// Whether more than one code lies below it.
    pub is_family: bool,
    /// The words of the tabular list that distinguish it, in lower case: `right`, `with fat layer exposed`. Empty for a
    /// curated alternative.
    pub terms: Vec<String>,
    /// How a message names it: `the low back`. `None` if it is not curated; `terms` name it then.
    pub says: Option<String>,
    /// Words of notes that name it in a sentence with one of the [names](Entry::names) of the condition: `lumbar`. They
    /// mean nothing without it; case does not matter. Empty if nobody has listed any.
    pub words: Vec<String>,
    /// Wordings that name it by themselves: `HFrEF`, `iron deficiency anemia`.
    pub alone: Vec<String>,
}

impl std::fmt::Display for Alternative {
    /// The code; a family with the hyphen of the tabular list, `M54.1-`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let dot = if self.is_family && self.code.undotted_str().len() == 3 { "." } else { "" };
        write!(f, "{}{dot}{}", self.code, if self.is_family { "-" } else { "" })
    }
}

impl Alternative {
    /// Everything that distinguishes it: how a message names it or the terms of the list, then words and wordings of
    /// notes.
    pub fn distinguished_by(&self) -> Vec<&str> {
        let mut found: Vec<&str> = Vec::new();
        for each in self.says.iter().chain(&self.terms).chain(&self.words).chain(&self.alone) {
            if !found.contains(&each.as_str()) {
                found.push(each);
            }
        }
        found
    }
}

impl Entry<'_> {
    /// How much the code specifies. A code whose seventh character leaves an axis unspecified is unspecified as well.
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

    /// The axes that it does not specify, with the alternatives that can be billed on a day; curated ones first.
    ///
    /// A code of [`Class::Default`] or [`Class::Specific`] may have some as well: what a note may document in addition.
    pub fn unspecified_axes(&self, day: Date) -> Vec<UnspecifiedAxis> {
        let mut found: Vec<UnspecifiedAxis> = Vec::new();
        for text in self.set().text_of(self.row()) {
            let of_kind = |kind: char| text.strip_prefix(kind).and_then(|text| text.split_once('\t'));
            if let Some((axis, alternatives)) = of_kind(line::CURATED) {
                let alternatives = alternatives.split('\t').filter_map(|text| self.curated(text)).collect();
                found.push(UnspecifiedAxis { axis: axis.to_owned(), alternatives });
            } else if let Some((axis, alternatives)) = of_kind(line::LACK) {
                let mut alternatives: Vec<Alternative> =
                    alternatives.split("; ").filter_map(|text| self.tabular(text)).collect();
                if axis == LATERALITY {
                    alternatives.iter_mut().for_each(|each| self.name_side(each));
                }
                found.push(UnspecifiedAxis { axis: axis.to_owned(), alternatives });
            }
        }
        found.extend(self.open_seventh());
        for axis in &mut found {
            axis.alternatives.retain(|each| validity::is_live(self.set(), each.code, day));
        }
        found
    }

    /// What notes call the condition: the names of the nearest family upward that has any, itself included. Braces are
    /// expanded, case does not matter; empty if nobody has listed any.
    pub fn names(&self) -> Vec<String> {
        self.nearest(line::NAMES)
    }

    /// What notes write of the condition without naming it: findings, specimens; empty if nobody has listed any.
    pub fn signs(&self) -> Vec<String> {
        self.nearest(line::SIGNS)
    }

    /// The words of a kind at the nearest node upward that has any.
    fn nearest(&self, kind: char) -> Vec<String> {
        let found = self.rows_up().into_iter().find_map(|row| self.line_at(row, kind));
        found.map(|text| words(&text)).unwrap_or_default()
    }

    /// The source of the curated axes; `None` if none is curated.
    pub fn curation_source(&self) -> Option<String> {
        self.line_at(self.row(), line::SOURCE)
    }

    fn line_at(&self, row: u16, kind: char) -> Option<String> {
        self.set().text_of(row).iter().find_map(|text| text.strip_prefix(kind).map(str::to_owned))
    }

    /// Reads `M541-=radiculopathy|...`.
    fn tabular(&self, text: &str) -> Option<Alternative> {
        let (code, terms) = text.split_once('=')?;
        let (code, is_family) = self.reached(code)?;
        Some(self.tabular_alternative(code, is_family, terms))
    }

    /// An alternative of the tabular list. A single term gets the spellings that notes use for it; of several terms all
    /// would have to occur, so they get none.
    fn tabular_alternative(&self, code: Code, is_family: bool, terms: &str) -> Alternative {
        let words = self.with_parts(tables::wordings_of(terms));
        Alternative { code, is_family, terms: self::words(terms), says: None, words, alone: Vec::new() }
    }

    /// Adds how notes write a side with the part that the alternative's title has it of: "left axilla" of "Cutaneous
    /// abscess of left axilla", "right ear" of "Impacted cerumen, right ear".
    fn name_side(&self, alternative: &mut Alternative) {
        let [term] = alternative.terms.as_slice() else { return };
        let Some(side) = SIDES.into_iter().find(|side| term.split(' ').any(|word| word == *side)) else { return };
        let title = self.named(alternative.code).and_then(|entry| entry.base().title()).unwrap_or_default();
        let title = title.to_lowercase();
        for (at, _) in title.match_indices(side) {
            let rest = &title[at + side.len()..];
            let end = PART_ENDS.iter().filter_map(|end| rest.find(end)).min().unwrap_or(rest.len());
            let part = rest[..end].trim();
            if !part.is_empty() && part.split(' ').count() <= LONGEST_PART {
                let with_part = format!("{side} {part}");
                if !alternative.words.contains(&with_part) {
                    alternative.words.push(with_part);
                }
            }
        }
    }

    /// Reads `M545-;the low back;lumbar|...;lumbago|...`.
    fn curated(&self, text: &str) -> Option<Alternative> {
        let mut parts = text.split(PART);
        let (code, is_family) = self.reached(parts.next()?)?;
        let says = Some(parts.next()?.to_owned());
        Some(Alternative {
            code,
            is_family,
            terms: Vec::new(),
            says,
            words: self.with_parts(words(parts.next()?)),
            alone: words(parts.next()?),
        })
    }

    /// Words in which `<part>` means what has sides here, and `<parts>` more than one; if the tables list no such part,
    /// these words are left out.
    fn with_parts(&self, words: Vec<String>) -> Vec<String> {
        if !words.iter().any(|word| word.contains("<part")) {
            return words;
        }
        let parts = self.nearest(line::PARTS);
        let with = |word: &String, part: &String| {
            let (one, more) = part.split_once('/').map_or((part.as_str(), None), |(one, more)| (one, Some(more)));
            let more = more.map_or_else(|| format!("{one}s"), str::to_owned);
            word.replace("<parts>", &more).replace("<part>", one)
        };
        let expand = |word: String| -> Vec<String> {
            if word.contains("<part") { parts.iter().map(|part| with(&word, part)).collect() } else { vec![word] }
        };
        words.into_iter().flat_map(expand).collect()
    }

    /// The code that is written, the seventh character carried over, and whether it is a family.
    fn reached(&self, code: &str) -> Option<(Code, bool)> {
        let is_family = code.ends_with('-');
        let code = Code::undotted(code.trim_end_matches('-').as_bytes())?;
        let base = self.set().find(code)?;
        let seventh = self.seventh().filter(|_| !is_family);
        let extended = seventh.and_then(|seventh| base.with_seventh(char::from(seventh.character)));
        let is_family = extended.is_none() && (is_family || tables::group_of(base.row()).next().is_some());
        Some((extended.map_or(code, |entry| entry.code()), is_family))
    }

    /// What the seventh character does not specify.
    fn open_seventh(&self) -> Option<UnspecifiedAxis> {
        let own = char::from(self.seventh()?.character).to_string();
        let lines = self.seventh_lines();
        let cells: Vec<Vec<&str>> = lines.iter().map(|text| text.split('\t').collect()).collect();
        let axis =
            cells.iter().find(|cells| cells.first() == Some(&own.as_str()))?.get(2).filter(|axis| !axis.is_empty())?;
        let alternatives = cells.iter().filter_map(|cells| {
            let terms = cells.get(3).filter(|terms| !terms.is_empty())?;
            let entry = self.with_seventh(cells.first()?.chars().next()?)?;
            Some(self.tabular_alternative(entry.code(), false, terms))
        });
        Some(UnspecifiedAxis { axis: (*axis).to_owned(), alternatives: alternatives.collect() })
    }
}

fn words(text: &str) -> Vec<String> {
    text.split(WORD).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
