//! Excludes notes: which codes the tabular list excludes together.
//!
//! A note belongs to a node and holds for everything below it; the codes that it names may be ranges, families, or
//! ranges with a condition ("S62.- with 7th character B"). Ranges are kept, never pairs, and conditions are evaluated:
//! without them one note would exclude a million pairs that the list allows. Two conditions that a note excludes may
//! still be coded together if they are unrelated (guideline I.A.12.a), so this is a reason to look, not an error.

use super::code::Code;
use super::entry::Entry;
use super::layout::EXCLUDES2;
use super::tables::{self, Range};
use std::collections::BTreeSet;

/// Pairs of codes after which [`Entry::excludes1_among`] stops.
pub const MOST_PAIRS: usize = 5000;

/// An Excludes note about two codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exclusion {
    /// The node that carries the note: `M54.5`, `M50-M54`.
    pub carrier: String,
    /// The code that is below the carrier.
    pub under: Code,
    /// The code that the note names.
    pub named: Code,
    /// The note as printed.
    pub text: String,
}

/// What a note under a code, or above it, names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExcludedRange {
    /// `F45.41`, `M51.2-`, `E08-E13 with .41`.
    pub codes: String,
    /// The note as printed.
    pub text: String,
    /// The node that carries the note.
    pub carrier: String,
}

impl Entry<'_> {
    /// The Excludes1 note that excludes two codes together, at whichever of them it is.
    pub fn excludes1(&self, other: &Entry<'_>) -> Option<Exclusion> {
        self.note_against(other, false).or_else(|| other.note_against(self, false))
    }

    /// The Excludes2 note that calls one of two codes another condition.
    pub fn excludes2(&self, other: &Entry<'_>) -> Option<Exclusion> {
        self.note_against(other, true).or_else(|| other.note_against(self, true))
    }

    /// The pairs of codes in a list that an Excludes1 note excludes: the indices of both codes and the note that
    /// [`excludes1`](Self::excludes1) gives, each pair once.
    ///
    /// A list of many thousand codes has millions of such pairs, so the search stops after some [`MOST_PAIRS`] of them.
    pub fn excludes1_among(entries: &[Entry<'_>]) -> Vec<(usize, usize, Exclusion)> {
        let mut by_row: Vec<(u16, usize)> = entries.iter().enumerate().map(|(at, entry)| (entry.row(), at)).collect();
        by_row.sort_unstable();
        let mut pairs = BTreeSet::new();
        for (one, entry) in entries.iter().enumerate() {
            let ranges = entry.rows_up().into_iter().flat_map(tables::ranges_of);
            for range in ranges.filter(|range| !is_second(range) && !holds(range, entry)) {
                let first = by_row.partition_point(|(row, _)| *row < range.low);
                let others = by_row[first..].iter().take_while(|(row, _)| *row <= range.high).map(|(_, other)| *other);
                let excluded = others.filter(|other| holds(&range, &entries[*other]));
                pairs.extend(excluded.take(MOST_PAIRS).map(|other| (one.min(other), one.max(other))));
            }
            if pairs.len() >= MOST_PAIRS {
                break;
            }
        }
        let note = |(one, other): (usize, usize)| Some((one, other, entries[one].excludes1(&entries[other])?));
        pairs.into_iter().take(MOST_PAIRS).filter_map(note).collect()
    }

    fn note_against(&self, other: &Entry<'_>, second: bool) -> Option<Exclusion> {
        self.rows_up().into_iter().find_map(|carrier| {
            let parted = |range: &Range| holds(range, other) && !holds(range, self);
            let range = tables::ranges_of(carrier).filter(|range| is_second(range) == second).find(parted)?;
            Some(Exclusion {
                carrier: self.set().name(carrier),
                under: self.code(),
                named: other.code(),
                text: note(&self.set().text_of(carrier), &range),
            })
        })
    }

    /// What the Excludes1 notes that hold for the code name, its own first.
    pub fn excluded1(&self) -> Vec<ExcludedRange> {
        let mut found = Vec::new();
        for carrier in self.rows_up() {
            let mut ranges = tables::ranges_of(carrier).filter(|range| !is_second(range)).peekable();
            if ranges.peek().is_none() {
                continue;
            }
            let lines = self.set().text_of(carrier);
            let name = self.set().name(carrier);
            found.extend(ranges.map(|range| ExcludedRange {
                codes: self.written(&range),
                text: note(&lines, &range),
                carrier: name.clone(),
            }));
        }
        found
    }

    /// A range as the list writes it.
    fn written(&self, range: &Range) -> String {
        let low = self.set().name(range.low);
        let family = |code: &str| if code.len() == 3 { format!("{code}.-") } else { format!("{code}-") };
        let last_below = |row: u16| Some(self.set().below(self.set().code_at(row)?).last()?.1);
        let last_below = last_below(range.low);
        let codes = if range.low == range.high {
            low
        } else if last_below == Some(range.high) {
            family(&low)
        } else {
            // The range ends with the last row below the code that the list names.
            let high = self.set().name(range.high);
            format!("{low}-{}", high.get(..low.len()).unwrap_or(&high))
        };
        match spelled(range.condition) {
            Some(condition) => format!("{codes} with {condition}"),
            None => codes,
        }
    }
}

pub(super) fn is_second(range: &Range) -> bool {
    range.line & EXCLUDES2 != 0
}

/// The words of the note that names a range, from the lines of its carrier.
pub(super) fn note(lines: &[&str], range: &Range) -> String {
    let line = lines.get(usize::from(range.line & !EXCLUDES2));
    line.map(|line| line.chars().skip(1).collect()).unwrap_or_default()
}

/// Whether a code lies in a range and meets its condition.
pub(super) fn holds(range: &Range, entry: &Entry<'_>) -> bool {
    (range.low..=range.high).contains(&entry.row()) && meets(range.condition, entry.code().bytes())
}

/// A condition, as `tools/icd10cm/references.py` writes it, on a code without its dot.
fn meets(condition: &str, code: &[u8]) -> bool {
    if let Some(suffix) = condition.strip_prefix('.') {
        return code[3..].starts_with(suffix.as_bytes());
    }
    if let Some(suffix) = condition.strip_prefix('~') {
        return code.ends_with(suffix.as_bytes());
    }
    match condition.split_once('=') {
        Some((positions, allowed)) => positions.bytes().any(|position| {
            let at = usize::from(position.wrapping_sub(b'1'));
            code.get(at).is_some_and(|character| allowed.as_bytes().contains(character))
        }),
        None => condition.is_empty(),
    }
}

/// A condition in words.
fn spelled(condition: &str) -> Option<String> {
    if condition.is_empty() {
        return None;
    }
    Some(match (condition.strip_prefix('~'), condition.split_once('=')) {
        (Some(ending), _) => format!("final characters {ending}"),
        (_, Some((positions, allowed))) => {
            let positions: Vec<String> = positions.chars().map(String::from).collect();
            let allowed: Vec<String> = allowed.chars().map(String::from).collect();
            format!("character {} {}", positions.join(" or "), allowed.join(" or "))
        }
        _ => condition.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_are_evaluated() {
        for (condition, code, expected) in [
            ("", "M549", true),
            ("7=BC", "S42001B", true),
            ("7=BC", "S42001A", false),
            ("7=BC", "S42001", false),
            ("56=1234", "T3601XA", true),
            ("56=1234", "T360X1A", true),
            ("56=1234", "T360X5A", false),
            (".41", "E1141", true),
            (".41", "E1142", false),
            ("~23", "I69123", true),
            ("?", "I69123", false),
        ] {
            assert_eq!(meets(condition, code.as_bytes()), expected, "{condition} {code}");
        }
        assert_eq!(spelled("7=BC").as_deref(), Some("character 7 B or C"));
        assert_eq!(spelled(".41").as_deref(), Some(".41"));
    }
}
