//! All words, lists and phrases of a vocabulary as one flat table, which is read in place.
//!
//! The table begins with the places of its parts: the dictionary, what each word means and wakes, the sets that it
//! belongs to, the trie of fixed words, and the machines of all other phrases. What a run reads together is next to each
//! other.

use super::signature::signature;
use super::spelling::Spelling;
use super::table::{Numbers, Table};
use super::tokens::Token;

/// Kinds of what a position reads.
pub(super) const WORD: u32 = 0;
pub(super) const SET: u32 = 1;
pub(super) const LIST: u32 = 2;
pub(super) const CLASS: u32 = 3;
pub(super) const BETWEEN: u32 = 4;
pub(super) const GAP: u32 = 5;
pub(super) const EDGE: u32 = 6;
/// Bits of a step that name its kind.
pub(super) const KIND_BITS: u32 = 3;

/// Numbers that an anchor has: the machine, its position there, the brief, the bounds of a number, and what may be next to
/// it before and after.
pub(super) const ANCHOR: usize = 8;
/// Numbers that a word has: its meaning and bucket, the node of the trie after it, the sets that it is in, and what it wakes.
pub(super) const WORD_RECORD: usize = 4;
/// Numbers that a set has: its classes, what an entry wakes, and its signature in two.
const SET_RECORD: usize = 4;
/// Numbers that a find has: the target in two, and in three the spelling.
pub(super) const FIND: usize = 5;
/// Numbers that a machine has before its masks: its width, and its target in two.
pub(super) const MACHINE_HEAD: usize = 3;
/// Bits of a wake that name the anchor; above them is the layer of its machine.
pub(super) const ANCHOR_BITS: u32 = 24;
/// Whether what a machine needs is after its anchor, or before it.
pub(super) const AFTER: u32 = 1;
pub(super) const BEFORE: u32 = 2;
pub(super) const PLACES: usize = 22;
/// The first number of a table in this layout.
pub(super) const VERSION: u32 = 0x0005_7764;

/// What [`Target::Owner`] has for a text if the match is of a term.
pub(super) const TERM: u32 = u32::MAX;
/// What a target that is a list has for a text.
const NO_TEXT: u32 = u32::MAX - 1;

/// The target of a match.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Target {
    /// The vocabulary of an owner; the text that the phrase is from.
    Owner { owner: u32, text: u32 },
    /// A list.
    List(u32),
}

impl Target {
    /// The target as two numbers.
    pub fn encoded(self) -> [u32; 2] {
        match self {
            Target::Owner { owner, text } => [owner, text],
            Target::List(list) => [list, NO_TEXT],
        }
    }

    #[inline]
    fn decoded([of, text]: [u32; 2]) -> Target {
        if text == NO_TEXT { Target::List(of) } else { Target::Owner { owner: of, text } }
    }
}

/// Everything that can be found in a text, compiled.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Automaton {
    table: Table,
    at: Places,
}

/// Where the parts of a table begin, and how many some of them have.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Places {
    pub words: usize,
    pub words_mask: u32,
    pub stems: usize,
    pub stems_mask: u32,
    pub heads: usize,
    pub entries: usize,
    records: usize,
    sets: usize,
    nodes: usize,
    children: usize,
    outs: usize,
    finds: usize,
    /// For each set the classes that belong to it, what an entry of several words wakes if it is a list, and the union of
    /// the signatures of what belongs to it.
    lists: usize,
    /// What each class wakes.
    classes: usize,
    wakes: usize,
    anchors: usize,
    bounds: usize,
    machines: usize,
    /// The highest layer: that of phrases.
    pub top: usize,
    /// How many different things machines need, zero included.
    pub needs: usize,
}

impl Automaton {
    /// One whose table was stored with the binary.
    pub fn stored(bytes: &'static [u8]) -> Automaton {
        Automaton::over(Table::stored(bytes))
    }

    /// Whether there is nothing to find.
    pub fn is_empty(&self) -> bool {
        self.table.is_empty()
    }

    /// What to store.
    pub fn bytes(&self) -> Vec<u8> {
        self.table.bytes()
    }

    pub(super) fn over(table: Table) -> Automaton {
        let (numbers, _) = table.parts();
        let at = |place: usize| numbers.get(place) as usize;
        if numbers.get(0) != VERSION {
            return Automaton::default();
        }
        let at = Places {
            words: at(1),
            words_mask: numbers.get(2),
            stems: at(3),
            stems_mask: numbers.get(4),
            heads: at(5),
            entries: at(6),
            records: at(7),
            sets: at(8),
            nodes: at(9),
            children: at(10),
            outs: at(11),
            finds: at(12),
            lists: at(13),
            classes: at(14),
            wakes: at(15),
            anchors: at(16),
            bounds: at(17),
            machines: at(18),
            top: at(19),
            needs: at(20),
        };
        Automaton { table, at }
    }

    /// The same, to be read.
    #[inline]
    pub(super) fn compiled(&self) -> Compiled<'_> {
        let (numbers, letters) = self.table.parts();
        Compiled { numbers, letters, at: self.at }
    }
}

/// A compiled automaton while it is read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Compiled<'a> {
    pub numbers: Numbers<'a>,
    pub letters: &'a [u8],
    pub at: Places,
}

/// A place in a machine at which a look at its phrase may begin.
#[derive(Clone, Copy, Debug)]
pub(super) struct Anchor<'a>(&'a [u32; ANCHOR]);

impl Anchor<'_> {
    /// Where the machine is among all.
    pub fn machine(self) -> u32 {
        self.0[0]
    }

    /// Its position in the machine.
    pub fn position(self) -> u32 {
        self.0[1]
    }

    /// What the machine needs besides: its number, four times, with `AFTER` or `BEFORE`.
    pub fn brief(self) -> u32 {
        self.0[2]
    }

    /// The number of the bounds between which a number must be.
    pub fn bounds(self) -> Option<u32> {
        self.0[3].checked_sub(1)
    }

    /// Whether what is next to it may be there, by the signatures.
    #[inline]
    pub fn is_beside(self, before: u64, after: u64) -> bool {
        let wide = |at: usize| u64::from(self.0[at]) | u64::from(self.0[at + 1]) << 32;
        wide(6) & after != 0 && wide(4) & before != 0
    }
}

/// A machine while it runs: its target, and where its masks begin.
///
/// A mask has as many bits as the machine is wide: 8, 16, 32 or 64. After the masks of the positions at which a match may
/// begin and end, each position has its step and four masks: what follows it side by side and over a gap, and what
/// precedes it.
#[derive(Clone, Copy, Debug)]
pub(super) struct MachineCode<'a> {
    pub width: u32,
    pub target: Target,
    numbers: Numbers<'a>,
    at: usize,
}

/// The numbers that so many masks of a width take up.
pub(super) const fn mask_numbers(masks: usize, width: usize) -> usize {
    (masks * width).div_ceil(u32::BITS as usize)
}

/// A position of a machine.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Position {
    /// The kind of what it reads, and its number.
    pub kind: u32,
    pub value: u32,
    /// Positions that follow it side by side (0) and over a gap (1), or precede it (2 and 3).
    pub beside: [u64; 4],
}

impl MachineCode<'_> {
    /// Positions at which a match may begin (0) or end (1).
    #[inline]
    pub fn outer<const WIDTH: usize>(&self, end: usize) -> u64 {
        mask::<WIDTH>(self.numbers.part(self.at, mask_numbers(2, WIDTH)), end)
    }

    /// One of its positions.
    #[inline]
    pub fn position<const WIDTH: usize>(&self, position: u32) -> Position {
        let length = 1 + mask_numbers(4, WIDTH);
        let at = self.at + mask_numbers(2, WIDTH) + position as usize * length;
        let [step, masks @ ..] = self.numbers.part(at, length) else { return Position::default() };
        Position {
            kind: step & ((1 << KIND_BITS) - 1),
            value: step >> KIND_BITS,
            beside: [0, 1, 2, 3].map(|which| mask::<WIDTH>(masks, which)),
        }
    }
}

/// One of some masks.
#[inline]
fn mask<const WIDTH: usize>(masks: &[u32], which: usize) -> u64 {
    let number = |at: usize| masks.get(at).map_or(0, |number| u64::from(*number));
    match WIDTH {
        64 => number(which * 2) | number(which * 2 + 1) << 32,
        _ => {
            let in_one = u32::BITS as usize / WIDTH;
            number(which / in_one) >> (which % in_one * WIDTH) & ((1 << WIDTH) - 1)
        }
    }
}

impl<'a> Compiled<'a> {
    /// The classes and the value of a word that is a number.
    #[inline]
    pub fn meaning(&self, id: u32) -> (u16, f32) {
        let meaning = if id == 0 { 0 } else { self.record(id, 0) };
        if meaning as u16 == 0 { (0, f32::NAN) } else { (meaning as u16, (meaning >> 16 & 0xFF) as f32) }
    }

    /// The signature of a token.
    #[inline]
    pub fn signature(&self, token: &Token) -> u64 {
        match token.id {
            0 => u64::from(token.classes),
            id => signature(token.classes, (self.record(id, 0) >> 24) as u8),
        }
    }

    #[inline]
    fn record(&self, id: u32, field: usize) -> u32 {
        self.numbers.get(self.at.records + id as usize * WORD_RECORD + field)
    }

    /// The node of the trie after a first word; zero if no row begins with it.
    #[inline]
    pub fn root(&self, id: u32) -> u32 {
        if id == 0 { 0 } else { self.record(id, 1) }
    }

    /// Whether a word belongs to a set.
    #[inline]
    fn is_in(&self, id: u32, set: u32) -> bool {
        id != 0 && {
            let sets = self.at.sets + self.record(id, 2) as usize;
            let count = self.numbers.get(sets) as usize;
            self.numbers.part(sets + 1, count).binary_search(&set).is_ok()
        }
    }

    /// Whether a token with a signature belongs by itself to a set or list.
    #[inline]
    pub fn is_entry(&self, token: &Token, signature: u64, set: u32) -> bool {
        let at = self.at.lists + set as usize * SET_RECORD;
        let [classes, _, reads, reads_high] = *self.numbers.part(at, SET_RECORD) else { return false };
        (u64::from(reads) | u64::from(reads_high) << 32) & signature != 0
            && (u32::from(token.classes) & classes != 0 || self.is_in(token.id, set))
    }

    /// The node after another word.
    #[inline]
    pub fn child(&self, node: u32, id: u32) -> u32 {
        let (from, to) = (self.node(node, 0), self.node(node + 1, 0));
        let children = self.numbers.part(self.at.children + from * 2, (to - from.min(to)) * 2);
        let (children, _) = children.as_chunks::<2>();
        children.binary_search_by_key(&id, |child| child[0]).map_or(0, |at| children[at][1])
    }

    /// Where the children of a node begin, and what ends at it.
    #[inline]
    fn node(&self, node: u32, field: usize) -> usize {
        self.numbers.get(self.at.nodes + node as usize * 2 + field) as usize
    }

    /// What ends at a node: the target, and the spelling that it must have.
    #[inline]
    pub fn outs(&self, node: u32) -> impl Iterator<Item = (Target, Option<Spelling<'a>>)> + use<'a> {
        let (from, to) = (self.node(node, 1), self.node(node + 1, 1));
        let compiled = *self;
        self.numbers.part(self.at.outs + from, to - from.min(to)).iter().map(move |find| {
            let find = compiled.numbers.part(compiled.at.finds + *find as usize * FIND, FIND);
            let [of, text, from, length, how] = find else { return (Target::List(0), None) };
            let spelling = (*length > 0).then(|| {
                let text = compiled.letters.get(*from as usize..*from as usize + *length as usize).unwrap_or_default();
                Spelling { text, lead: *how as usize >> 1, exact: how & 1 != 0 }
            });
            (Target::decoded([*of, *text]), spelling)
        })
    }

    /// What a word wakes, and the numbers of what it is that machines need.
    #[inline]
    pub fn woken_by_word(&self, id: u32) -> (&'a [u32], &'a [u32]) {
        self.wakes(self.record(id, 3))
    }

    /// The same of an entry of a list that has several words.
    #[inline]
    pub fn woken_by_list(&self, list: u32) -> (&'a [u32], &'a [u32]) {
        self.wakes(self.numbers.get(self.at.lists + list as usize * SET_RECORD + 1))
    }

    /// The same of a class, by its bit.
    #[inline]
    pub fn woken_by_class(&self, bit: u32) -> (&'a [u32], &'a [u32]) {
        self.wakes(self.numbers.get(self.at.classes + bit as usize))
    }

    /// Wakes and needs: two counts, and then as many of each.
    #[inline]
    fn wakes(&self, at: u32) -> (&'a [u32], &'a [u32]) {
        if at == 0 {
            return (&[], &[]);
        }
        let at = self.at.wakes + at as usize;
        let [wakes, needs] = [at, at + 1].map(|count| self.numbers.get(count) as usize);
        (self.numbers.part(at + 2, wakes), self.numbers.part(at + 2 + wakes, needs))
    }

    /// Two numbers between which another one is to be.
    #[inline]
    pub fn bounds(&self, of: u32) -> [f32; 2] {
        [0, 1].map(|end| self.numbers.get(self.at.bounds + of as usize * 2 + end) as f32)
    }

    /// An anchor.
    #[inline]
    pub fn anchor(&self, anchor: u32) -> Option<Anchor<'a>> {
        self.numbers.part(self.at.anchors + anchor as usize * ANCHOR, ANCHOR).first_chunk().map(Anchor)
    }

    /// A machine, by where it is among all.
    #[inline]
    pub fn machine(&self, offset: u32) -> MachineCode<'a> {
        let at = self.at.machines + offset as usize;
        let [width, of, text] = [0, 1, 2].map(|field| self.numbers.get(at + field));
        MachineCode { width, target: Target::decoded([of, text]), numbers: self.numbers, at: at + MACHINE_HEAD }
    }
}
