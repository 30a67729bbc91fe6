//! One Aho-Corasick pass for all literals of all packs.
//!
//! A hook lints one note of 3 KB, and building an automaton of thousands of literals takes longer than everything
//! else together. So the first notes get an automaton of only those literals that they can hold: a literal
//! passes when all its three-byte grams occur in the note, which a bit table answers in a microsecond. A run over
//! many notes builds the whole automaton once. Both find exactly the same.

use crate::rule::RuleSet;
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

/// From this many bytes read on, the whole automaton pays.
const BULK_BYTES: usize = 200_000;

/// An occurrence of a literal in the scan form of a text, word boundaries not yet looked at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct LiteralHit {
    pub literal: u32,
    pub start: usize,
    pub end: usize,
}

/// Finds literals.
#[derive(Debug, Default)]
pub(super) struct Literals {
    whole: OnceLock<AhoCorasick>,
    bytes_read: AtomicUsize,
}

impl Literals {
    /// Every occurrence of every literal, overlapping ones included, in order of their ends.
    pub fn hits(&self, rules: &RuleSet, scan_text: &str) -> Vec<LiteralHit> {
        let before = self.bytes_read.fetch_add(scan_text.len(), Ordering::Relaxed);
        if before + scan_text.len() >= BULK_BYTES {
            let whole = self.whole.get_or_init(|| automaton(rules.literals.texts(), AhoCorasickKind::ContiguousNFA));
            return occurrences(whole, scan_text, |found| found);
        }
        let grams = Grams::of(scan_text.as_bytes());
        let chosen: Vec<u32> = (0u32..)
            .zip(rules.literals.texts())
            .filter(|(_, literal)| grams.may_hold(literal.as_bytes()))
            .map(|(index, _)| index)
            .collect();
        let subset =
            automaton(chosen.iter().map(|index| rules.literals.text(*index)), AhoCorasickKind::NoncontiguousNFA);
        occurrences(&subset, scan_text, |found| chosen[found as usize])
    }
}

fn automaton<'a>(literals: impl Iterator<Item = &'a str>, kind: AhoCorasickKind) -> AhoCorasick {
    AhoCorasick::builder()
        .match_kind(MatchKind::Standard)
        .kind(Some(kind))
        .build(literals)
        .expect("a few thousand short literals stay far below the automaton's limits")
}

fn occurrences(automaton: &AhoCorasick, text: &str, literal: impl Fn(u32) -> u32) -> Vec<LiteralHit> {
    automaton
        .find_overlapping_iter(text)
        .map(|m| LiteralHit { literal: literal(m.pattern().as_u32()), start: m.start(), end: m.end() })
        .collect()
}

/// Which three-byte sequences a text holds; may say yes wrongly, never no.
struct Grams(Vec<u64>);

impl Grams {
    const BITS: usize = 1 << 16;

    fn of(text: &[u8]) -> Grams {
        let mut bits = vec![0u64; Self::BITS / 64];
        for gram in text.windows(3) {
            let slot = Self::slot(gram);
            bits[slot / 64] |= 1 << (slot % 64);
        }
        Grams(bits)
    }

    fn may_hold(&self, literal: &[u8]) -> bool {
        literal.windows(3).all(|gram| {
            let slot = Self::slot(gram);
            self.0[slot / 64] & (1 << (slot % 64)) != 0
        })
    }

    /// The bit of a gram: a multiplicative hash, so that likely grams spread over the whole table.
    fn slot(gram: &[u8]) -> usize {
        let mixed = u32::from(gram[0]) | u32::from(gram[1]) << 8 | u32::from(gram[2]) << 16;
        (mixed.wrapping_mul(0x9E37_79B1) >> 16) as usize % Self::BITS
    }
}
