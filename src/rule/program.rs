//! Patterns as they run: compiled when the rules are built, and read straight from the binary.
//!
//! A hook lints one note, and compiling the fifty expressions whose gates that note opens took most of its time.
//! The `regex` crates cannot store what they compile, so their compiler is used when rules are loaded, and the
//! automaton it yields is written down as plain words that a small machine in `detect` runs. Parsing, case, classes
//! and repetition are the library's; a test holds the machine to the library's matches.
//!
//! A program is a run of 32-bit words, little end first: eight words with one bit for each byte that a match can
//! begin with, the place of its first state, then the states. A state is one word (kind in its three lowest bits)
//! and, for ranges and unions, the words that it counts.

use regex_automata::nfa::thompson::{Compiler, Config, NFA, State as Nfa, WhichCaptures};
use regex_automata::util::look::Look;
use regex_automata::util::primitives::StateID;
use regex_automata::util::syntax;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::HashMap;

const FIRST_BYTES: usize = 8;
/// Bytes fall into as many groups as an alternative has bits for them.
const GROUPS: u8 = 16;
/// All groups: also of what needs no byte.
const ANY_GROUP: u32 = 0xFFFF_0000;
const MATCH: u32 = 0;
const RANGES: u32 = 1;
const UNION: u32 = 2;
const LOOK: u32 = 3;

/// The programs of all patterns of a rule set, one behind the other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Programs(Cow<'static, [u8]>);

/// Where a pattern's program stands among [`Programs`], in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgramRef {
    start: u32,
    words: u32,
    /// The program expects the text in lower case.
    pub lower: bool,
}

/// One program, ready to run.
#[derive(Clone, Copy, Debug)]
pub struct Program<'a>(&'a [u8]);

/// What a state of a program does.
#[derive(Clone, Copy, Debug)]
pub enum State<'a> {
    /// The pattern has matched.
    Match,
    /// Goes on at `next` where the assertion holds.
    Look {
        /// The assertion.
        look: Look,
        /// The state behind it.
        next: u32,
    },
    /// Reads one byte; none or one of the ranges takes it.
    Ranges(Words<'a>),
    /// Goes on at each of these states, the first of them preferred.
    Union(Alternatives<'a>),
}

/// A run of words.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a>(&'a [u8]);

/// The states behind a union. Each word names its state in the lower half, and in the upper half the groups of bytes
/// that it can go on with: most alternatives of a vocabulary are ruled out by the next letter alone.
#[derive(Clone, Copy, Debug)]
pub struct Alternatives<'a>(&'a [u8]);

impl Programs {
    /// The programs that were stored with the binary.
    pub fn stored(bytes: &'static [u8]) -> Programs {
        Programs(Cow::Borrowed(bytes))
    }

    /// What to store.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The program of a pattern.
    pub fn get(&self, at: ProgramRef) -> Program<'_> {
        let start = at.start as usize * 4;
        Program(&self.0[start..start + at.words as usize * 4])
    }

    /// Compiles an expression and adds its program; `None` where it is too large to run.
    pub(super) fn add(&mut self, source: &str) -> Option<ProgramRef> {
        let lower = is_lower(source);
        let nfa = Compiler::new()
            .syntax(syntax::Config::new().unicode(false).utf8(false).case_insensitive(!lower))
            .configure(Config::new().utf8(false).which_captures(WhichCaptures::None))
            .build(source)
            .ok()?;
        let words = assemble(&nfa)?;
        let start = (self.0.len() / 4) as u32;
        self.0.to_mut().extend(words.iter().flat_map(|word| word.to_le_bytes()));
        Some(ProgramRef { start, words: words.len() as u32, lower })
    }
}

impl<'a> Program<'a> {
    /// How many words it has; every state is named by a smaller number.
    pub fn len(self) -> usize {
        self.0.len() / 4
    }

    /// Whether it has no state.
    pub fn is_empty(self) -> bool {
        self.len() <= FIRST_BYTES + 1
    }

    /// Its first state.
    pub fn entry(self) -> u32 {
        word(self.0, FIRST_BYTES)
    }

    /// Whether a match can begin with `byte`.
    #[inline]
    pub fn begins_with(self, byte: u8) -> bool {
        word(self.0, usize::from(byte / 32)) & (1 << (byte % 32)) != 0
    }

    /// What a state does.
    #[inline]
    pub fn state(self, at: u32) -> State<'a> {
        let head = word(self.0, at as usize);
        let counted = || {
            let from = (at as usize + 1) * 4;
            Words(&self.0[from..from + (head >> 3) as usize * 4])
        };
        match head & 7 {
            RANGES => State::Ranges(counted()),
            UNION => State::Union(Alternatives(counted().0)),
            LOOK => match Look::from_repr(1 << ((head >> 3) & 31)) {
                Some(look) => State::Look { look, next: head >> 8 },
                None => State::Union(Alternatives(&[])),
            },
            _ => State::Match,
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
            .chunks_exact(4)
            .rev()
            .map(|bytes| word(bytes, 0))
            .filter(move |alternative| alternative & wanted == wanted)
            .map(|alternative| alternative & 0xFFFF)
    }
}

impl<'a> Words<'a> {
    fn iter(self) -> impl Iterator<Item = u32> + 'a {
        self.0.chunks_exact(4).map(|bytes| word(bytes, 0))
    }

    /// For ranges: the state behind the range that holds `byte`.
    #[inline]
    pub fn next(self, byte: u8) -> Option<u32> {
        self.iter().find(|range| (*range as u8..=(*range >> 8) as u8).contains(&byte)).map(|range| range >> 16)
    }
}

#[inline]
fn word(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at * 4..at * 4 + 4).and_then(|four| four.try_into().ok()).map_or(MATCH, u32::from_le_bytes)
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

/// Writes the states that can be reached, each behind its head word.
fn assemble(nfa: &NFA) -> Option<Vec<u32>> {
    let mut order = vec![nfa.start_anchored()];
    let mut places: HashMap<StateID, u32> = HashMap::new();
    let mut end = FIRST_BYTES as u32 + 1;
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
    let mut words = vec![0; FIRST_BYTES];
    words.push(places[&nfa.start_anchored()]);
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
    let first = first_bytes(nfa);
    words[..FIRST_BYTES].copy_from_slice(&first);
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

/// One bit for each byte that a match can begin with, assertions taken to hold.
fn first_bytes(nfa: &NFA) -> [u32; FIRST_BYTES] {
    let mut bits = [0; FIRST_BYTES];
    for byte in next_bytes(nfa, nfa.start_anchored()).0 {
        bits[usize::from(byte / 32)] |= 1 << (byte % 32);
    }
    bits
}

/// The groups of bytes that a state can go on with, in the upper half of a word.
fn groups(nfa: &NFA, id: StateID) -> u32 {
    let (bytes, done) = next_bytes(nfa, id);
    if done { ANY_GROUP } else { bytes.into_iter().fold(0, |groups, byte| groups | 1 << (16 + byte % GROUPS)) }
}

/// The bytes that can be read next from a state, assertions taken to hold, and whether it can match without any.
fn next_bytes(nfa: &NFA, id: StateID) -> (Vec<u8>, bool) {
    let mut bytes = Vec::new();
    let mut done = false;
    let mut seen = std::collections::HashSet::new();
    let mut open = vec![id];
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        match nfa.state(id) {
            Nfa::ByteRange { trans } => bytes.extend(trans.start..=trans.end),
            Nfa::Sparse(sparse) => bytes.extend(sparse.transitions.iter().flat_map(|t| t.start..=t.end)),
            Nfa::Match { .. } => done = true,
            state => open.extend(successors(state)),
        }
    }
    (bytes, done)
}
