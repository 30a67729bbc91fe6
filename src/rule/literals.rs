//! The literals that wake patterns, in the order of their texts.
//!
//! There are some ten thousand, and a hook lints one note of 3 KB. An automaton of them would have to be built or
//! paged in; a sorted list needs neither. All literals that a text begins with are prefixes of its nearest predecessor
//! in the list, so one search finds that, and each literal names the longest other one that it begins with. The binary
//! stores the list in the form in which it is searched.

use super::table::{Table, TableSlice};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::iter::successors;

/// The table begins with the number of literals.
const COUNTS: usize = 1;
/// Then, for each beginning of two bytes, the number of smaller literals: the search is only among equals.
const BEGINNINGS: usize = 1 << 14;
/// Then the heads of the literals, and one more after the last: where its text starts, its number as a gate, the index plus
/// one of the longest other literal that it begins with, and its first four bytes, which decide most comparisons.
const HEADS: usize = COUNTS + BEGINNINGS + 1;
const HEAD: usize = 4;

/// Every literal that the scan looks for, in its form ([`scan_form`](crate::base::scan_form)). A literal is identified by its
/// index.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Literals {
    text: Cow<'static, str>,
    table: Table,
}

impl Literals {
    /// The literals that were stored with the binary.
    pub(super) fn stored(text: &'static str, table: &'static [u8]) -> Literals {
        Literals { text: Cow::Borrowed(text), table: Table::stored(table) }
    }

    /// What to store: the text, and the table.
    pub fn bytes(&self) -> (&[u8], &[u8]) {
        (self.text.as_bytes(), self.table.bytes())
    }

    /// Puts literals in order, each with its number as a gate. None is empty.
    pub(crate) fn new(literals: &BTreeMap<String, u32>) -> Literals {
        let mut text = String::new();
        let mut heads = Vec::with_capacity(literals.len() * HEAD + HEAD);
        let mut smaller = vec![0; BEGINNINGS + 1];
        // The literals that the current one begins with, the longest last.
        let mut begun: Vec<(&str, u32)> = Vec::new();
        for ((literal, gate), index) in literals.iter().zip(1..) {
            while begun.last().is_some_and(|(shorter, _)| !literal.starts_with(shorter)) {
                begun.pop();
            }
            let shorter = begun.last().map_or(0, |(_, number)| *number);
            heads.extend([text.len() as u32, *gate, shorter, first_four(literal.as_bytes())]);
            begun.push((literal, index));
            text.push_str(literal);
            smaller[beginning(literal.as_bytes()) + 1] = index;
        }
        heads.extend([text.len() as u32, 0, 0, 0]);
        for at in 1..smaller.len() {
            smaller[at] = smaller[at].max(smaller[at - 1]);
        }
        let table = [literals.len() as u32].into_iter().chain(smaller).chain(heads).collect();
        Literals { text: Cow::Owned(text), table }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.words().get(0) as usize
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The text of one.
    #[inline]
    pub fn text(&self, literal: u32) -> &str {
        let head = HEADS + literal as usize * HEAD;
        self.text_between(self.words().get(head), self.words().get(head + HEAD))
    }

    /// The texts of all, in the order of their indices.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        (0..self.len() as u32).map(|literal| self.text(literal))
    }

    /// The number of one as a gate of [`RuleSet::patterns`](super::RuleSet::patterns).
    #[inline]
    pub fn gate(&self, literal: u32) -> u32 {
        self.words().get(HEADS + literal as usize * HEAD + 1)
    }

    /// The literals that a text begins with, the longest first, each with its length.
    #[inline]
    pub fn beginning<'l>(&'l self, text: &[u8]) -> impl Iterator<Item = (u32, usize)> + use<'l> {
        let equals = COUNTS + beginning(text);
        let (mut low, mut high) = (self.words().get(equals), self.words().get(equals + 1));
        let four = first_four(text);
        while low < high {
            let middle = low + (high - low) / 2;
            let order = self.words().get(HEADS + middle as usize * HEAD + 3).cmp(&four);
            if order.then_with(|| self.text(middle).as_bytes().cmp(text)).is_le() {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let nearest = low.checked_sub(1);
        let shared = nearest
            .map_or(0, |literal| self.text(literal).bytes().zip(text).take_while(|(one, other)| one == *other).count());
        let shorter = |literal: &u32| self.words().get(HEADS + *literal as usize * HEAD + 2).checked_sub(1);
        successors(nearest, shorter)
            .map(|literal| (literal, self.text(literal).len()))
            .filter(move |(_, length)| *length <= shared)
    }

    #[inline]
    fn words(&self) -> TableSlice<'_> {
        self.table.words()
    }

    #[inline]
    fn text_between(&self, from: u32, to: u32) -> &str {
        self.text.get(from as usize..to as usize).unwrap_or_default()
    }
}

/// The first four bytes as a number, smaller for smaller texts.
#[inline]
fn first_four(text: &[u8]) -> u32 {
    let mut four = [0; 4];
    four.iter_mut().zip(text).for_each(|(to, byte)| *to = *byte);
    u32::from_be_bytes(four)
}

/// A number for the first two bytes of a text, smaller for smaller texts: bytes beyond ASCII share one.
#[inline]
fn beginning(text: &[u8]) -> usize {
    let byte = |at: usize| usize::from(text.get(at).map_or(0, |byte| (*byte).min(0x7f)));
    (byte(0) << 7) | byte(1)
}
