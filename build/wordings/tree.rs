//! The rows of the tabular list, put together to conditions.
//!
//! Titles that differ in nothing but the side, or in saying that something is not specified, are one condition: the row
//! that specifies least is its default, and those of the sides are kept apart.

use super::lexicon::{Lexicon, Name, side_number, side_of};
use crate::normal::DENIED;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// The rows of one condition, by [`side_of`]: without a side, right, left, both.
pub type Sides = [Option<u16>; 4];

/// A category, and the words that the titles of a condition share.
type Condition<'a> = (&'a str, BTreeSet<String>);

/// The rows of the tabular list, and which of them are one condition.
pub struct Tree<'a> {
    /// The lines of `codes.tsv`.
    pub codes: &'a [Vec<String>],
    /// For each row without a side, the row of the condition's default; for those of a side, the same.
    pub defaults: HashMap<u16, u16>,
    /// The rows of a side.
    pub sided: HashSet<u16>,
    /// For each row without a side, the rows of its condition.
    pub sides: BTreeMap<u16, Sides>,
    lexicon: &'a Lexicon,
}

impl<'a> Tree<'a> {
    /// Finds out which rows are one condition.
    pub fn new(codes: &'a [Vec<String>], lexicon: &'a Lexicon) -> Tree<'a> {
        let mut tree = Tree { codes, defaults: HashMap::new(), sided: HashSet::new(), sides: BTreeMap::new(), lexicon };
        let mut groups: BTreeMap<Condition<'a>, Vec<(u16, usize)>> = BTreeMap::new();
        for (at, row) in codes.iter().enumerate() {
            if row[6].is_empty() || row[0].contains('-') || !tree.is_live(&row[0]) {
                continue;
            }
            let (mut needed, spare) = lexicon.name(&row[6]);
            let side = side_of(&needed.union(&spare).cloned().collect());
            needed.retain(|word| side_number(word).is_none());
            let default = row[4] == "D";
            needed.extend(spare.into_iter().filter(|word| word == "other" || word.starts_with(DENIED) && !default));
            groups.entry((&row[0][..3], needed)).or_default().push((at as u16, side));
        }
        for members in groups.into_values() {
            let without: Vec<u16> = members.iter().filter(|(_, side)| *side == 0).map(|(row, _)| *row).collect();
            let unspecified = |row: &&u16| matches!(codes[usize::from(**row)][4].as_str(), "U" | "D");
            let default = without.iter().filter(unspecified).max_by_key(|row| codes[usize::from(**row)][0].len());
            let Some(default) = default.or(without.first()).copied() else { continue };
            let mut sides = [Some(default), None, None, None];
            for (row, side) in members.iter().copied() {
                // The first is the header, if the side is one.
                if side > 0 && sides[side].is_none() {
                    sides[side] = Some(row);
                }
            }
            for (row, side) in &members {
                if *side > 0 && sides[*side] == Some(*row) {
                    tree.defaults.insert(*row, default);
                    tree.sided.insert(*row);
                }
            }
            for row in without {
                tree.defaults.insert(row, default);
                if sides[1..].iter().any(Option::is_some) {
                    tree.sides.insert(row, sides);
                }
            }
        }
        tree
    }

    /// Whether a row, or any below it, is still in force.
    pub fn is_live(&self, code: &str) -> bool {
        let first = self.codes.partition_point(|row| row[0].as_str() < code);
        let below = self.codes[first..].iter().take_while(|row| row[0].starts_with(code));
        below.into_iter().any(|row| {
            !row[1].is_empty() && row[2].is_empty()
                || row[5].split_whitespace().any(|group| group.split(':').nth(2) == Some(""))
        })
    }

    /// What a row of six characters says beyond the row above it, if it says all that one says: whoever finds that one
    /// looks at what is below it. `None` for all others, and for the default of a condition.
    pub fn extension(&self, code: &str) -> Option<Name> {
        let above = (code.len() > 5).then(|| self.row(&code[..5])).flatten()?;
        let row = self.row(code)?;
        if self.defaults.get(&above) == Some(&row) {
            return None;
        }
        let (wider, _) = self.lexicon.name(&self.codes[usize::from(above)][6]);
        let (mut needed, spare) = self.lexicon.name(&self.codes[usize::from(row)][6]);
        let says_all = wider.iter().all(|word| needed.contains(word) || spare.contains(word));
        needed.retain(|word| !wider.contains(word));
        (says_all && !needed.is_empty()).then_some((needed, spare))
    }

    /// The row of a code without its dot.
    pub fn row(&self, code: &str) -> Option<u16> {
        self.codes.binary_search_by(|row| row[0].as_str().cmp(code)).ok().map(|at| at as u16)
    }
}
