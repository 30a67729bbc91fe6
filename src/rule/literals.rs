//! The literals of the scan, in the order of their texts.
//!
//! There are some forty thousand, and a hook lints one note of 3 KB. An automaton of them would have to be built or
//! paged in; a sorted list needs neither. All literals that a text begins with are prefixes of its nearest predecessor
//! in the list, so one search finds that, and each literal names the longest other one that it begins with. The binary
//! stores the list in the form in which it is searched.

use super::owner::{FREE_BITS, Owner};
use super::table::{Table, TableSlice};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::iter::successors;
use std::num::NonZeroU32;

/// The table begins with the numbers of literals, uses and spellings.
const COUNTS: usize = 3;
/// Then, for each beginning of two bytes, the number of smaller literals: the search is only among equals.
const BEGINNINGS: usize = 1 << 14;
/// Then the heads of the literals, and one more after the last: where its text starts, where its uses start, the index
/// plus one of the longest other literal that it begins with, and its first four bytes, which decide most comparisons.
const HEADS: usize = COUNTS + BEGINNINGS + 1;
const HEAD: usize = 4;
/// Then the uses, and last the end of each spelling: their texts follow those of the literals.
const USE: usize = 2;
/// The bit of an owner's word that says that the word may go on.
const STEM: u32 = 1;
const _: () = assert!(STEM < 1 << FREE_BITS);

/// Every literal that the scan looks for, in its form ([`scan_form`](crate::base::scan_form)), and the owners of a hit.
/// A literal is identified by its index.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Literals {
    text: Cow<'static, str>,
    table: Table,
}

/// What a hit of a literal means to one owner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LiteralUse {
    /// The owner of the word.
    pub owner: Owner,
    /// The exact spelling that the text must have ("MS", not "ms"), among [`Literals`]; `None` if case does not
    /// matter.
    pub exact: Option<SpellingId>,
    /// The word may go on ("radiat*").
    pub stem: bool,
}

/// Names an exact spelling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpellingId(NonZeroU32);

impl SpellingId {
    /// The name of the spelling at an index.
    pub(super) fn at(index: usize) -> SpellingId {
        SpellingId(NonZeroU32::MIN.saturating_add(index as u32))
    }
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

    /// Puts literals in order. None is empty.
    pub(super) fn new(literals: &BTreeMap<String, Vec<LiteralUse>>, spellings: &[String]) -> Literals {
        let mut text = String::new();
        let (mut heads, mut uses) = (Vec::with_capacity(literals.len() * HEAD + HEAD), Vec::new());
        let mut smaller = vec![0; BEGINNINGS + 1];
        // The literals that the current one begins with, the longest last.
        let mut begun: Vec<(&str, u32)> = Vec::new();
        for ((literal, used), index) in literals.iter().zip(1..) {
            while begun.last().is_some_and(|(shorter, _)| !literal.starts_with(shorter)) {
                begun.pop();
            }
            let shorter = begun.last().map_or(0, |(_, number)| *number);
            heads.extend([text.len() as u32, uses.len() as u32, shorter, first_four(literal.as_bytes())]);
            begun.push((literal, index));
            text.push_str(literal);
            uses.extend(used.iter().flat_map(|used| {
                let stem = if used.stem { STEM } else { 0 };
                [used.owner.word() | stem, used.exact.map_or(0, |exact| exact.0.get())]
            }));
            smaller[beginning(literal.as_bytes()) + 1] = index;
        }
        heads.extend([text.len() as u32, uses.len() as u32, 0, 0]);
        for at in 1..smaller.len() {
            smaller[at] = smaller[at].max(smaller[at - 1]);
        }
        let ends = spellings.iter().map(|spelling| {
            text.push_str(spelling);
            text.len() as u32
        });
        let ends: Vec<u32> = ends.collect();
        let counts = [literals.len() as u32, uses.len() as u32, spellings.len() as u32];
        let table = counts.into_iter().chain(smaller).chain(heads).chain(uses).chain(ends).collect();
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

    /// The owners of a hit of one.
    pub fn uses(&self, literal: u32) -> impl Iterator<Item = LiteralUse> {
        let head = HEADS + literal as usize * HEAD + 1;
        let uses = HEADS + (self.len() + 1) * HEAD;
        let (from, to) = (self.words().get(head) as usize, self.words().get(head + HEAD) as usize);
        let words = self.words().part(uses + from, uses + to);
        (0..words.len() / USE).map(move |at| LiteralUse {
            owner: Owner::of_word(words.get(at * USE)),
            exact: NonZeroU32::new(words.get(at * USE + 1)).map(SpellingId),
            stem: words.get(at * USE) & STEM != 0,
        })
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

    /// An exact spelling.
    pub fn spelling(&self, id: SpellingId) -> &str {
        let (literals, uses) = (self.len(), self.words().get(1) as usize);
        let ends = HEADS + (literals + 1) * HEAD + uses;
        let before = match id.0.get() as usize - 1 {
            0 => HEADS + literals * HEAD,
            index => ends + index - 1,
        };
        self.text_between(self.words().get(before), self.words().get(ends + id.0.get() as usize - 1))
    }

    /// Adds uses of a literal, which may be new; the indices of others change.
    pub fn push(&mut self, text: &str, uses: impl IntoIterator<Item = LiteralUse>) {
        let all = 0..self.len() as u32;
        let mut literals: BTreeMap<String, Vec<LiteralUse>> =
            all.map(|literal| (self.text(literal).to_owned(), self.uses(literal).collect())).collect();
        literals.entry(text.to_owned()).or_default().extend(uses);
        let spellings = 0..self.words().get(2) as usize;
        let spellings: Vec<String> = spellings.map(|at| self.spelling(SpellingId::at(at)).to_owned()).collect();
        *self = Literals::new(&literals, &spellings);
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
