//! A phrase as a small automaton of at most 64 positions, which runs either way from any of them.
//!
//! Every part that reads something is a position (Glushkov 1961): no position is entered without reading, so a match that goes
//! through a position is any way in from the left and any way out to the right. That lets a match begin at the rarest word of
//! a phrase. Two positions may follow one another side by side, or over a gap: a bracket lets only the latter through.

use super::pattern::{Atom, Edge, Key, Pattern};
use std::collections::BTreeSet;

/// Most positions of a phrase.
pub(super) const MAX_POSITIONS: usize = 64;
/// The number of words that `..` reaches over.
const NEAR: usize = 3;

/// What a position reads.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Step {
    /// A token, an entry of a list, or a place.
    Atom(Atom),
    /// A comma before an entry of a run.
    Comma,
    /// A word, or any sign, that ends no clause. Signs are read without counting; they lead to wherever the first and the
    /// last position of the same gap lead. The last position of a counted gap reads signs only.
    Gap { first: u8, last: u8, signs: bool },
}

/// A phrase ready to run.
#[derive(Clone, Debug, Default)]
pub(super) struct Machine {
    pub steps: Vec<Step>,
    /// Positions at which a match may begin and end.
    pub first: u64,
    pub last: u64,
    /// For each position those that follow it side by side, and over a gap.
    pub beside: Vec<u64>,
    pub across: Vec<u64>,
    /// Positions of which every match goes through one: the rarest such set.
    pub anchors: u64,
    /// The next rarest such set, or no position: without it in a sentence, an anchor there is not worth a look.
    pub need: u64,
    /// How often what is read at the anchors, and at the positions that are needed, occurs in a text.
    pub weights: [u64; 2],
}

/// How often what an atom reads occurs in a text.
pub(super) type Weigh<'w> = &'w dyn Fn(&Atom) -> u64;

/// Why a phrase has no machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// It needs too many positions.
    TooLarge,
    /// It matches the empty text.
    Empty,
    /// It begins or ends with a gap.
    OuterGap,
    /// No word has to be in it.
    NoAnchor,
}

/// A part of a phrase as its neighbours see it.
#[derive(Clone, Copy, Default)]
struct Part {
    /// Positions at which it may begin, at once and after a gap.
    first: [u64; 2],
    last: [u64; 2],
    /// Whether it may be nothing, or nothing but a gap.
    empty: [bool; 2],
    /// The two rarest sets of positions of which every match goes through one, each with its weight.
    anchors: [Option<(u64, u64)>; 2],
}

impl Machine {
    /// Builds the machine of a phrase.
    pub fn new(pattern: &Pattern, weigh: Weigh<'_>) -> Result<Machine, Refused> {
        let mut machine = Machine::default();
        let part = machine.part(pattern, weigh)?;
        if part.empty[0] || part.empty[1] {
            return Err(Refused::Empty);
        }
        if part.first[1] | part.last[1] != 0 && machine.is_gap_at(part.first[1] | part.last[1]) {
            return Err(Refused::OuterGap);
        }
        (machine.first, machine.last) = (part.first[0] | part.first[1], part.last[0] | part.last[1]);
        machine.anchors = part.anchors[0].ok_or(Refused::NoAnchor)?.1;
        machine.need = part.anchors[1].map_or(0, |need| need.1);
        machine.weights = part.anchors.map(|set| set.map_or(0, |set| set.0));
        Ok(machine)
    }

    fn is_gap_at(&self, positions: u64) -> bool {
        bits(positions).any(|at| matches!(self.steps[at], Step::Gap { .. }))
    }

    fn push(&mut self, step: Step) -> Result<usize, Refused> {
        if self.steps.len() == MAX_POSITIONS {
            return Err(Refused::TooLarge);
        }
        self.steps.push(step);
        self.beside.push(0);
        self.across.push(0);
        Ok(self.steps.len() - 1)
    }

    fn part(&mut self, pattern: &Pattern, weigh: Weigh<'_>) -> Result<Part, Refused> {
        match pattern {
            Pattern::Atom(atom) => {
                let place = matches!(atom, Atom::Edge(_));
                let bit = 1 << self.push(Step::Atom(atom.clone()))?;
                // A bracket is itself the edge of an item, so it may be between a word and an edge.
                let at = if place { [0, bit] } else { [bit, 0] };
                let anchor = (!place).then(|| (weigh(atom), bit));
                Ok(Part { first: at, last: at, empty: [false; 2], anchors: [anchor, None] })
            }
            Pattern::Optional(inner) => {
                let part = self.part(inner, weigh)?;
                Ok(Part { empty: [true, part.empty[1]], anchors: [None; 2], ..part })
            }
            Pattern::Either(branches) => {
                let mut whole: Option<Part> = None;
                for branch in branches {
                    let part = self.part(branch, weigh)?;
                    whole = Some(match whole {
                        None => part,
                        Some(so_far) => Part {
                            first: [so_far.first[0] | part.first[0], so_far.first[1] | part.first[1]],
                            last: [so_far.last[0] | part.last[0], so_far.last[1] | part.last[1]],
                            empty: [so_far.empty[0] | part.empty[0], so_far.empty[1] | part.empty[1]],
                            anchors: [0, 1].map(|nth| {
                                so_far.anchors[nth].zip(part.anchors[nth]).map(|(a, b)| (a.0 + b.0, a.1 | b.1))
                            }),
                        },
                    });
                }
                whole.ok_or(Refused::Empty)
            }
            Pattern::Sequence(items) => {
                let mut whole = Part { empty: [true, false], ..Part::default() };
                for item in items {
                    let part = self.part(item, weigh)?;
                    whole = self.join(whole, part);
                }
                Ok(whole)
            }
            Pattern::Run(list) => {
                let entry = self.push(Step::Atom(Atom::List(*list)))?;
                let comma = self.push(Step::Comma)?;
                self.beside[entry] |= 1 << entry | 1 << comma;
                self.beside[comma] |= 1 << entry;
                Ok(Part {
                    first: [1 << entry | 1 << comma, 0],
                    last: [1 << entry, 0],
                    empty: [true, false],
                    anchors: [None; 2],
                })
            }
            Pattern::Near => {
                let first = self.steps.len();
                let last = first + NEAR;
                for at in first..=last {
                    self.push(Step::Gap { first: first as u8, last: last as u8, signs: at == last })?;
                    if at < last {
                        self.across[at] |= 1 << (at + 1);
                    }
                }
                let all = (first..=last).fold(0, |all, at| all | 1 << at);
                Ok(Part { first: [0, 1 << first], last: [0, all], empty: [false, true], anchors: [None; 2] })
            }
            Pattern::Later => {
                let at = self.steps.len() as u8;
                let bit = 1 << self.push(Step::Gap { first: at, last: at, signs: false })?;
                self.across[usize::from(at)] |= bit;
                Ok(Part { first: [0, bit], last: [0, bit], empty: [false, true], anchors: [None; 2] })
            }
        }
    }

    fn join(&mut self, left: Part, right: Part) -> Part {
        for at in bits(left.last[0]) {
            self.beside[at] |= right.first[0];
            self.across[at] |= right.first[1];
        }
        for at in bits(left.last[1]) {
            self.across[at] |= right.first[0] | right.first[1];
        }
        let either = |empty: [bool; 2]| empty[0] | empty[1];
        let through = |outer: [u64; 2], empty: [bool; 2], inner: [u64; 2]| {
            let beside = if empty[0] { inner[0] } else { 0 };
            let across = if empty[0] { inner[1] } else { 0 } | if empty[1] { inner[0] | inner[1] } else { 0 };
            [outer[0] | beside, outer[1] | across]
        };
        let mut anchors: Vec<(u64, u64)> = left.anchors.into_iter().chain(right.anchors).flatten().collect();
        anchors.sort_by_key(|anchor| anchor.0);
        Part {
            first: through(left.first, left.empty, right.first),
            last: through(right.last, right.empty, left.last),
            empty: [
                left.empty[0] && right.empty[0],
                left.empty[1] && either(right.empty) || right.empty[1] && either(left.empty),
            ],
            anchors: [anchors.first().copied(), anchors.get(1).copied()],
        }
    }

    /// For each position those that it follows: the machine read from right to left.
    pub fn reversed(&self, follows: &[u64]) -> Vec<u64> {
        let mut before = vec![0; follows.len()];
        for (at, follow) in follows.iter().enumerate() {
            bits(*follow).for_each(|next| before[next] |= 1 << at);
        }
        before
    }
}

/// The positions in a mask.
pub(super) fn bits(mut mask: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let at = (mask != 0).then_some(mask.trailing_zeros() as usize);
        mask &= mask.wrapping_sub(1);
        at
    })
}

/// The words of a phrase that is the same few rows of words wherever it matches; `None` for any other.
pub(super) fn fixed(pattern: &Pattern, most: usize) -> Option<Vec<Vec<BTreeSet<Key>>>> {
    let rows = match pattern {
        Pattern::Atom(Atom::Words(words)) => vec![vec![words.clone()]],
        Pattern::Optional(inner) => {
            let mut rows = fixed(inner, most)?;
            rows.push(Vec::new());
            rows
        }
        Pattern::Either(branches) => {
            let rows = branches.iter().map(|branch| fixed(branch, most)).collect::<Option<Vec<_>>>()?;
            rows.into_iter().flatten().collect()
        }
        Pattern::Sequence(items) => {
            let mut rows = vec![Vec::new()];
            for item in items {
                let more = fixed(item, most)?;
                let joined = |row: &Vec<BTreeSet<Key>>, next: &Vec<BTreeSet<Key>>| [row.clone(), next.clone()].concat();
                rows = rows.iter().flat_map(|row| more.iter().map(move |next| joined(row, next))).collect();
                if rows.len() > most {
                    return None;
                }
            }
            rows
        }
        _ => return None,
    };
    (rows.len() <= most).then_some(rows)
}

impl Edge {
    /// The kind of place as a number.
    pub fn number(self) -> u32 {
        self as u32
    }
}
