//! Patterns as they run: compiled when the rules are built, and read straight from the binary.
//!
//! A hook lints one note, and compiling the fifty expressions whose gates that note opens took most of its time. The
//! `regex` crates cannot store what they compile, so their compiler is used when rules are loaded, and its automaton is
//! written down as plain words, which a small machine in `detect` runs. Parsing, case, classes and repetition are the
//! library's; a test compares the machine's matches with the library's.
//!
//! A program is a run of 32-bit words: some with one bit for each pair of bytes that a match can begin with, the
//! place of its first state, then the states. A state is one word (kind in its three lowest bits) and, for ranges and
//! unions, the words that it counts.

use super::table::{Table, TableSlice};
use regex_automata::nfa::thompson::{Compiler, Config, NFA, State as Nfa, WhichCaptures};
use regex_automata::util::look::Look;
use regex_automata::util::primitives::StateID;
use regex_automata::util::syntax;
use std::collections::{HashMap, HashSet};
use std::ops::RangeInclusive;

/// Words for the pairs: one bit for each two times five bits, enough to distinguish letters.
const PAIRS: usize = 32;
/// The place of the first state also says whether every match begins at the border of a word.
const BORDER: u32 = 1 << 31;
/// Bytes fall into as many groups as an alternative has bits for them.
const GROUPS: u8 = 16;
/// All groups: also of what needs no byte.
const ANY_GROUP: u32 = 0xFFFF_0000;
const MATCH: u32 = 0;
const RANGES: u32 = 1;
const UNION: u32 = 2;
const LOOK: u32 = 3;

/// The programs of all patterns of a rule set, one after the other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Programs(Table);

/// Where a pattern's program is in [`Programs`], in words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ProgramRef {
    pub(super) start: u32,
    pub(super) words: u32,
    /// The program expects the text in lower case.
    pub lower: bool,
}

/// One program, ready to run.
#[derive(Clone, Copy, Debug)]
pub struct Program<'a>(TableSlice<'a>);

/// What a state of a program does.
#[derive(Clone, Copy, Debug)]
pub enum ProgramState<'a> {
    /// The pattern has matched.
    Match,
    /// Goes on at `next` where the assertion holds.
    Look {
        /// The assertion.
        look: Look,
        /// The next state.
        next: u32,
    },
    /// Reads one byte; none or one of the ranges takes it.
    Ranges(Ranges<'a>),
    /// Goes on at each of these states, the first of them preferred.
    Union(Alternatives<'a>),
}

/// Ranges of bytes, each with its next state.
#[derive(Clone, Copy, Debug)]
pub struct Ranges<'a>(TableSlice<'a>);

/// The next states of a union. The lower half of each word is a state; the upper half has the groups of bytes with
/// which it can go on, so the next letter alone rules out most alternatives of a vocabulary.
#[derive(Clone, Copy, Debug)]
pub struct Alternatives<'a>(TableSlice<'a>);

impl Programs {
    /// The programs that were stored with the binary.
    pub fn stored(bytes: &'static [u8]) -> Programs {
        Programs(Table::stored(bytes))
    }

    /// What to store.
    pub fn bytes(&self) -> &[u8] {
        self.0.bytes()
    }

    /// The program of a pattern.
    pub fn get(&self, at: ProgramRef) -> Program<'_> {
        Program(self.0.words().part(at.start as usize, (at.start + at.words) as usize))
    }

    /// Compiles an expression and adds its program; `None` if it is too large to run.
    pub(super) fn add(&mut self, source: &str) -> Option<ProgramRef> {
        let lower = is_lower(source);
        let nfa = Compiler::new()
            .syntax(syntax::Config::new().unicode(false).utf8(false).case_insensitive(!lower))
            .configure(Config::new().utf8(false).which_captures(WhichCaptures::None))
            .build(source)
            .ok()?;
        let words = assemble(&nfa)?;
        let at = ProgramRef { start: self.0.words().len() as u32, words: words.len() as u32, lower };
        self.0.extend(words);
        Some(at)
    }
}

impl<'a> Program<'a> {
    /// How many words it has; every state is named by a smaller number.
    pub fn len(self) -> usize {
        self.0.len()
    }

    /// Whether it has no state.
    pub fn is_empty(self) -> bool {
        self.len() <= PAIRS + 1
    }

    /// Its first state.
    pub fn entry(self) -> u32 {
        self.0.get(PAIRS) & !BORDER
    }

    /// Whether a match may begin at an offset: most that cannot are ruled out by their first two bytes, or because they
    /// are inside a word.
    #[inline]
    pub fn may_begin(self, text: &[u8], at: usize) -> bool {
        let Some(&byte) = text.get(at) else { return false };
        let (word, bit) = pair(byte, text.get(at + 1).copied().unwrap_or(0));
        let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
        let at_border = || at.checked_sub(1).is_some_and(|before| is_word(text[before])) != is_word(byte);
        self.0.get(word) & bit != 0 && (self.0.get(PAIRS) & BORDER == 0 || at_border())
    }

    /// What a state does.
    #[inline]
    pub fn state(self, at: u32) -> ProgramState<'a> {
        let head = self.0.get(at as usize);
        let counted = || self.0.part(at as usize + 1, at as usize + 1 + (head >> 3) as usize);
        match head & 7 {
            RANGES => ProgramState::Ranges(Ranges(counted())),
            UNION => ProgramState::Union(Alternatives(counted())),
            LOOK => match Look::from_repr(1 << ((head >> 3) & 31)) {
                Some(look) => ProgramState::Look { look, next: head >> 8 },
                None => ProgramState::Union(Alternatives(self.0.part(0, 0))),
            },
            _ => ProgramState::Match,
        }
    }
}

impl<'a> Alternatives<'a> {
    /// The states that can go on before `byte`, or at the end of the text, from the last to the first; some that
    /// cannot may be among them.
    #[inline]
    pub fn before(self, byte: Option<u8>) -> impl Iterator<Item = u32> + 'a {
        let wanted = byte.map_or(ANY_GROUP, |byte| 1 << (16 + byte % GROUPS));
        self.0
            .iter()
            .rev()
            .filter(move |alternative| alternative & wanted == wanted)
            .map(|alternative| alternative & 0xFFFF)
    }
}

impl Ranges<'_> {
    /// The next state of the range that contains `byte`.
    #[inline]
    pub fn next(self, byte: u8) -> Option<u32> {
        self.0.iter().find(|range| (*range as u8..=(*range >> 8) as u8).contains(&byte)).map(|range| range >> 16)
    }
}

/// The word and the bit that represent a pair of bytes.
#[inline]
fn pair(first: u8, second: u8) -> (usize, u32) {
    (usize::from(first) % PAIRS, 1 << (second % 32))
}

/// Whether a pattern means the same on lower-case text: it has no capital letter but in escapes such as `\S`, and
/// does not switch case on or off. Letters of one case make programs several times smaller.
fn is_lower(source: &str) -> bool {
    let mut escaped = false;
    !source.contains("(?-i")
        && source.bytes().all(|byte| {
            let capital = byte.is_ascii_uppercase() && !escaped;
            escaped = byte == b'\\' && !escaped;
            !capital
        })
}

/// Writes the states that can be reached, each after its head word.
fn assemble(nfa: &NFA) -> Option<Vec<u32>> {
    let mut order = vec![nfa.start_anchored()];
    let mut places: HashMap<StateID, u32> = HashMap::new();
    let mut end = PAIRS as u32 + 1;
    let mut at = 0;
    while let Some(&id) = order.get(at) {
        at += 1;
        if places.contains_key(&id) {
            continue;
        }
        places.insert(id, end);
        end += 1 + match nfa.state(id) {
            Nfa::ByteRange { .. } => 1,
            Nfa::Sparse(sparse) => sparse.transitions.len() as u32,
            Nfa::Union { alternates } => alternates.len() as u32,
            Nfa::BinaryUnion { .. } => 2,
            _ => 0,
        };
        order.extend(successors(nfa.state(id)));
    }
    // A range and an alternative keep their next state in sixteen bits.
    if end > u32::from(u16::MAX) {
        return None;
    }
    let mut words = pairs(nfa);
    words.push(places[&nfa.start_anchored()] | if at_border(nfa) { BORDER } else { 0 });
    let mut written: Vec<(u32, StateID)> = places.iter().map(|(id, place)| (*place, *id)).collect();
    written.sort_unstable();
    let range = |start: u8, end: u8, next: StateID| u32::from(start) | u32::from(end) << 8 | places[&next] << 16;
    for (_, id) in written {
        match nfa.state(id) {
            Nfa::ByteRange { trans } => words.extend([RANGES | 1 << 3, range(trans.start, trans.end, trans.next)]),
            Nfa::Sparse(sparse) => {
                words.push(RANGES | (sparse.transitions.len() as u32) << 3);
                words.extend(sparse.transitions.iter().map(|t| range(t.start, t.end, t.next)));
            }
            Nfa::Union { alternates } => {
                words.push(UNION | (alternates.len() as u32) << 3);
                words.extend(alternates.iter().map(|next| places[next] | groups(nfa, *next)));
            }
            Nfa::BinaryUnion { alt1, alt2 } => {
                words.push(UNION | 2 << 3);
                words.extend([alt1, alt2].map(|next| places[next] | groups(nfa, *next)));
            }
            Nfa::Look { look, next } => words.push(LOOK | look.as_repr().trailing_zeros() << 3 | places[next] << 8),
            Nfa::Match { .. } => words.push(MATCH),
            // A dead end: a union of nothing. Dense states and captures are not built with this configuration.
            Nfa::Fail => words.push(UNION),
            Nfa::Dense(_) | Nfa::Capture { .. } => return None,
        }
    }
    Some(words)
}

fn successors(state: &Nfa) -> Vec<StateID> {
    match state {
        Nfa::ByteRange { trans } => vec![trans.next],
        Nfa::Sparse(sparse) => sparse.transitions.iter().map(|t| t.next).collect(),
        Nfa::Union { alternates } => alternates.to_vec(),
        Nfa::BinaryUnion { alt1, alt2 } => vec![*alt1, *alt2],
        Nfa::Look { next, .. } | Nfa::Capture { next, .. } => vec![*next],
        Nfa::Dense(_) | Nfa::Fail | Nfa::Match { .. } => Vec::new(),
    }
}

/// One bit for each pair of bytes that a match can begin with, assertions taken to hold.
fn pairs(nfa: &NFA) -> Vec<u32> {
    let mut bits = vec![0; PAIRS];
    for (firsts, next) in reads(nfa, nfa.start_anchored()).0 {
        let (second, done) = next_bytes(nfa, next);
        let seconds = if done { u32::MAX } else { second.into_iter().fold(0, |bits, byte| bits | pair(0, byte).1) };
        firsts.for_each(|first| bits[pair(first, 0).0] |= seconds);
    }
    bits
}

/// Whether nothing is read before an assertion that holds at borders of words only.
fn at_border(nfa: &NFA) -> bool {
    let mut seen = HashSet::new();
    let mut open = vec![nfa.start_anchored()];
    while let Some(id) = open.pop() {
        match nfa.state(id) {
            Nfa::Look { look: Look::WordAscii | Look::WordStartAscii | Look::WordEndAscii, .. } => {}
            Nfa::ByteRange { .. } | Nfa::Sparse(_) | Nfa::Match { .. } => return false,
            state => open.extend(successors(state).into_iter().filter(|next| seen.insert(*next))),
        }
    }
    true
}

/// The groups of bytes that a state can go on with, in the upper half of a word.
fn groups(nfa: &NFA, id: StateID) -> u32 {
    let (bytes, done) = next_bytes(nfa, id);
    if done { ANY_GROUP } else { bytes.into_iter().fold(0, |groups, byte| groups | 1 << (16 + byte % GROUPS)) }
}

/// The bytes that can be read next from a state, assertions taken to hold, and whether it can match without any.
fn next_bytes(nfa: &NFA, id: StateID) -> (Vec<u8>, bool) {
    let (reads, done) = reads(nfa, id);
    (reads.into_iter().flat_map(|(bytes, _)| bytes).collect(), done)
}

/// What can be read next from a state, assertions taken to hold: ranges, each with its next state; and whether it can
/// match without any.
fn reads(nfa: &NFA, id: StateID) -> (Vec<(RangeInclusive<u8>, StateID)>, bool) {
    let mut found = Vec::new();
    let mut done = false;
    let mut seen = HashSet::new();
    let mut open = vec![id];
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        match nfa.state(id) {
            Nfa::ByteRange { trans } => found.push((trans.start..=trans.end, trans.next)),
            Nfa::Sparse(sparse) => found.extend(sparse.transitions.iter().map(|t| (t.start..=t.end, t.next))),
            Nfa::Match { .. } => done = true,
            state => open.extend(successors(state)),
        }
    }
    (found, done)
}
