//! From the words of a diagnosis to its code: "CHF", "left knee pain", "type 2 diabetes with neuropathy".
//!
//! An index over the project's own wordings, the titles and the included terms of the tabular list, as sets of
//! normalised words. A text is compared with all of them at once: what it shares with a name counts for it, what the
//! name needs and the text lacks counts against it, and rare words count more.

mod history;
mod index;
mod layout;
mod named;
mod normal;
mod query;
mod rank;
mod refine;

pub use named::NamedDisease;

use super::code::Code;
use super::set::CodeSet;
use super::{tables, validity};
use crate::base::{Date, Span};

/// A condition that a text names, and the code that its wording supports.
#[derive(Clone, Debug, PartialEq)]
pub struct Wording {
    /// The code, or the header of the family; `None` where the classification has no code for the words (urosepsis).
    pub code: Option<Code>,
    /// Whether more than one code lies below it: the wording alone supports none of them.
    pub is_family: bool,
    /// How well the words name it; comparable within one text.
    pub score: f32,
    /// The share of the name that the text has, by weight: 1 if nothing is missing.
    pub coverage: f32,
    /// Whether the name is one of the project's own list.
    pub is_own: bool,
    /// The words of the text that name it, in order; the others are left over.
    pub words: Vec<Span>,
    /// The axes that a reviewer would ask about; empty if nobody has listed any.
    pub asks: Vec<&'static str>,
}

impl std::fmt::Display for Wording {
    /// The code; a family with the hyphen of the tabular list, `M54.1-`. Nothing if there is no code.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Some(code) = self.code else { return Ok(()) };
        let dot = if self.is_family && code.undotted_str().len() == 3 { "." } else { "" };
        write!(f, "{code}{dot}{}", if self.is_family { "-" } else { "" })
    }
}

/// Where a text comes from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// A part of a note, which may name no condition.
    InText,
    /// A question.
    Alone,
}

impl CodeSet {
    /// The conditions that the words of a diagnosis may name, best first, with the codes in force on a day; empty if
    /// they name none. At most [`MOST`].
    ///
    /// The text is one wording or one line of an assessment: several conditions in it compete, and `words` of each tells
    /// which part it rests on. Any text is accepted; none makes it panic.
    pub fn wordings(&self, text: &str, day: Date) -> Vec<Wording> {
        rank::ranked(self, text, day, Asked::InText)
    }

    /// The same for a text that somebody asks about, who means a condition: names of which the text has only a part are
    /// answers as well.
    pub fn wordings_for(&self, text: &str, day: Date) -> Vec<Wording> {
        rank::ranked(self, text, day, Asked::Alone)
    }

    /// A row as it stands on a day: itself, or the nearest header above it that is in force; and whether it is a family,
    /// because none of its codes is the default.
    fn in_force(&self, row: u16, day: Date) -> Option<(Code, bool)> {
        // Most rows are codes in force, and need no look at what is below them.
        if tables::period_of(row).is_some_and(|period| period.holds(day)) {
            return Some((self.code_at(row)?, false));
        }
        let mut entry = self.entry_at(row)?;
        while !validity::is_live(self, entry.code(), day) {
            entry = entry.parent()?;
        }
        Some((entry.code(), !entry.is_billable(day)))
    }
}

/// The most conditions that a lookup gives.
pub const MOST: usize = 8;
