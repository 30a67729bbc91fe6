//! Runs an automaton over the tokens of a text.
//!
//! Fixed words walk the trie from every token. Any other phrase wakes at its rarest word, and is checked to both sides
//! from there, at most [`REACH`] tokens away: so the work for a token is bounded, and a text without a full stop costs
//! no more than any other of its length. Entries of lists that have several words are found first, in layers; a phrase
//! reads them as one.
//!
//! All matches are reported, overlapping ones as well. For one phrase and one anchor that is the longest reading, with
//! the shortest one as its core: look-alikes are compared by cores, and the vocabulary of a concept keeps the longest
//! words.

use super::automaton::{
    AFTER, ANCHOR_BITS, Automaton, BEFORE, BETWEEN, CLASS, Compiled, EDGE as PLACE, GAP, LIST, MachineCode, Position,
    SET, TERM, Target, WORD,
};
use super::core_words::{ITEM, role};
use super::entries::Entries;
use super::hit::Hit;
use super::signature::{ANYTHING, NO_TOKEN};
use super::spelling::{Spelling, joined, same_spelling};
use super::tokens::{self, ASIDE, BARRIER, EDGE, Stretch, Token, Tokens};
use std::ops::Range;

/// Tokens that a phrase reaches to either side of its rarest word.
pub const REACH: usize = 80;

/// Memory that is reused from one text to the next.
#[derive(Debug, Default)]
pub struct Scratch {
    rows: Vec<u64>,
    /// What is still to be checked, by layer.
    woken: Vec<Vec<Woken>>,
    entries: Entries,
    /// For each thing that a machine needs, where the sentence has it: its first token, and the one after its last.
    seen: Vec<[u32; 2]>,
    /// The signatures of the tokens of the sentence, between those of its edges.
    signatures: Vec<u64>,
    /// The number of wakes that were run, for benchmarks.
    pub runs: usize,
}

/// A machine and where its anchor is.
#[derive(Clone, Copy, Debug)]
struct Woken {
    machine: u32,
    position: u32,
    /// What it needs besides.
    brief: u32,
    from: u32,
    to: u32,
}

impl Automaton {
    /// Adds the hits in a text, ordered by [`Hit::place`].
    pub fn find(&self, text: &str, tokens: &Tokens, scratch: &mut Scratch, hits: &mut Vec<Hit>) {
        let compiled = self.compiled();
        if scratch.rows.len() <= REACH {
            scratch.rows.resize(REACH + 1, 0);
        }
        scratch.entries.clear(tokens.all.len());
        scratch.seen.clear();
        scratch.seen.resize(compiled.at.needs, [0; 2]);
        scratch.woken.resize((compiled.at.top + 1).max(scratch.woken.len()), Vec::new());
        let mut run = Run { compiled, text, tokens: &tokens.all, range: 0..0, sentence: 0, scratch, hits };
        let mut figures = tokens.figures.iter().peekable();
        for (sentence, range) in (tokens.first..).zip(&tokens.sentences) {
            (run.range, run.sentence) = (range.clone(), sentence);
            let first = run.hits.len();
            run.sign();
            while let Some(figure) = figures.next_if(|figure| (figure.from as usize) < range.end) {
                run.found(Target::List(figure.list), figure.from as usize..figure.to as usize, None);
            }
            run.wake();
            run.settle();
            run.hits[first..].sort_unstable_by_key(|hit| (hit.place(), hit.owner, hit.text, hit.core));
        }
        hits.dedup_by(|next, kept| {
            (next.start, next.end, next.owner, next.text) == (kept.start, kept.end, kept.owner, kept.text)
        });
    }
}

/// One sentence on its way through.
struct Run<'r> {
    compiled: Compiled<'r>,
    text: &'r str,
    tokens: &'r [Token],
    range: Range<usize>,
    sentence: usize,
    scratch: &'r mut Scratch,
    hits: &'r mut Vec<Hit>,
}

impl Run<'_> {
    /// Takes down the signatures of the tokens.
    fn sign(&mut self) {
        let (compiled, sentence) = (self.compiled, &self.tokens[self.range.clone()]);
        self.scratch.signatures.clear();
        self.scratch.signatures.push(NO_TOKEN);
        self.scratch.signatures.extend(sentence.iter().map(|token| compiled.signature(token)));
        self.scratch.signatures.push(NO_TOKEN);
    }

    /// The signature of the token before a place (0), or after it (1).
    fn neighbor(&self, place: usize, side: usize) -> u64 {
        let bracket = self.tokens[..self.range.end].get(place).is_some_and(|next| next.flags & (EDGE | ASIDE) != 0);
        // Where a bracket is, an item begins or ends whatever is behind it.
        if bracket { ANYTHING } else { self.scratch.signatures[place - self.range.start + side] }
    }

    /// Walks the trie from every token, and records what each wakes.
    fn wake(&mut self) {
        for at in self.range.clone() {
            let Token { id, mut classes, .. } = self.tokens[at];
            let here = (at, at + 1);
            if id != 0 {
                let node = self.compiled.root(id);
                if node != 0 {
                    self.walk(node, at);
                }
                self.wake_all(self.compiled.woken_by_word(id), here);
            }
            while classes != 0 {
                self.wake_all(self.compiled.woken_by_class(classes.trailing_zeros()), here);
                classes &= classes - 1;
            }
        }
    }

    fn walk(&mut self, mut node: u32, from: usize) {
        let compiled = self.compiled;
        let mut at = from;
        loop {
            for (target, spelling) in compiled.outs(node) {
                match target {
                    Target::Owner { owner, text: TERM } => self.term(owner, from..at + 1, spelling),
                    target => self.found(target, from..at + 1, None),
                }
            }
            at += 1;
            if at == self.range.end || self.tokens[at].flags & EDGE != 0 {
                return;
            }
            node = compiled.child(node, self.tokens[at].id);
            if node == 0 {
                return;
            }
        }
    }

    /// A term is whole words as they are written: it does not begin or end within one (`3d`, `can't`), and what it has around
    /// its words is there as well.
    fn term(&mut self, owner: u32, range: Range<usize>, spelling: Option<Spelling<'_>>) {
        let (first, last) = (&self.tokens[range.start], &self.tokens[range.end - 1]);
        let (mut start, mut end) = (first.start as usize, last.end as usize);
        if range.start > self.range.start && joined(&self.tokens[range.start - 1], first, self.text)
            || range.end < self.range.end && joined(last, &self.tokens[range.end], self.text)
        {
            return;
        }
        if let Some(Spelling { text, lead, exact }) = spelling {
            let Some(at) = start.checked_sub(lead) else { return };
            match self.text.as_bytes().get(at..at + text.len()) {
                Some(words) if same_spelling(words, text, exact) => (start, end) = (at, end.max(at + text.len())),
                _ => return,
            }
        }
        self.hits.push(Hit::fixed(owner, start..end, self.sentence));
    }

    #[inline]
    fn wake_all(&mut self, (wakes, needs): (&[u32], &[u32]), (from, to): (usize, usize)) {
        if wakes.is_empty() && needs.is_empty() {
            return;
        }
        let (before, after) = (self.neighbor(from, 0), self.neighbor(to, 1));
        let number = self.tokens[from];
        let (from, to) = (from as u32, to as u32);
        for wake in wakes {
            let anchor = self.compiled.anchor(wake & ((1 << ANCHOR_BITS) - 1));
            // Next to it must be something that the phrase reads there.
            let Some(anchor) = anchor.filter(|anchor| anchor.is_beside(before, after)) else { continue };
            // Whether a number is between two others depends on the token, not on what wakes.
            let inside = anchor.bounds().is_none_or(|bounds| between(&number, self.compiled.bounds(bounds)));
            if inside && let Some(layer) = self.scratch.woken.get_mut((wake >> ANCHOR_BITS) as usize) {
                let (machine, position, brief) = (anchor.machine(), anchor.position(), anchor.brief());
                layer.push(Woken { machine, position, brief, from, to });
            }
        }
        for need in needs {
            let Some([first, last]) = self.scratch.seen.get_mut(*need as usize) else { continue };
            // What ended before this sentence is of another one.
            if *last as usize <= self.range.start {
                *first = from;
            }
            (*first, *last) = (from.min(*first), to.max(*last));
        }
    }

    /// Whether the sentence has what a machine needs, on the right side of its anchor.
    #[inline]
    fn is_worthwhile(&self, Woken { brief, from, to, .. }: Woken) -> bool {
        let Some([first, last]) = self.scratch.seen.get(brief as usize >> 2) else { return true };
        let here = *last as usize > self.range.start;
        brief == 0 || here && (brief & AFTER == 0 || *last > to) && (brief & BEFORE == 0 || *first < from)
    }

    /// Runs what was woken, layer by layer.
    fn settle(&mut self) {
        for layer in 0..self.scratch.woken.len() {
            let mut next = 0;
            while let Some(woken) = self.scratch.woken[layer].get(next).copied() {
                next += 1;
                if self.is_worthwhile(woken) {
                    self.run(woken);
                }
            }
            self.scratch.woken[layer].clear();
        }
    }

    fn found(&mut self, target: Target, range: Range<usize>, core: Option<Range<usize>>) {
        match target {
            Target::List(list) => {
                let entry = Stretch { list, from: range.start as u32, to: range.end as u32 };
                if self.scratch.entries.push(entry) {
                    self.wake_all(self.compiled.woken_by_list(list), (range.start, range.end));
                }
            }
            Target::Owner { owner, text } => {
                let bytes = |range: &Range<usize>| [self.tokens[range.start].start, self.tokens[range.end - 1].end];
                let [start, end] = bytes(&range);
                let core = core.map_or([start, end], |core| bytes(&core));
                self.hits.push(Hit { start, end, owner, text, core, sentence: self.sentence as u32 });
            }
        }
    }

    /// Checks a phrase to both sides of its anchor.
    fn run(&mut self, Woken { machine, position: anchor, from, to, .. }: Woken) {
        self.scratch.runs += 1;
        let code = self.compiled.machine(machine);
        let (from, to) = (from as usize, to as usize);
        let sides = match code.width {
            8 => self.sides::<8>(&code, anchor, from, to),
            16 => self.sides::<16>(&code, anchor, from, to),
            32 => self.sides::<32>(&code, anchor, from, to),
            _ => self.sides::<64>(&code, anchor, from, to),
        };
        let Some([starts, ends]) = sides else { return };
        if let Target::List(_) = code.target {
            // A list has all its readings: a shorter one may be what a phrase needs.
            for start in lengths(starts) {
                lengths(ends).for_each(|end| self.found(code.target, from - start..to + end, None));
            }
            return;
        }
        let (fewest, most) =
            (|side: u128| side.trailing_zeros() as usize, |side: u128| 127 - side.leading_zeros() as usize);
        let core = from - fewest(starts)..to + fewest(ends);
        self.found(code.target, from - most(starts)..to + most(ends), Some(core));
    }

    /// How many tokens a phrase may have before its anchor, and after it; `None` if it does not match.
    fn sides<const WIDTH: usize>(
        &mut self,
        code: &MachineCode<'_>,
        anchor: u32,
        from: usize,
        to: usize,
    ) -> Option<[u128; 2]> {
        let ends = self.side::<true, WIDTH>(code, anchor, to);
        if ends == 0 {
            return None;
        }
        let starts = self.side::<false, WIDTH>(code, anchor, from);
        (starts != 0).then_some([starts, ends])
    }

    /// How many tokens a phrase may go on after its anchor, or before it, one bit for each number of them.
    fn side<const FORWARD: bool, const WIDTH: usize>(
        &mut self,
        code: &MachineCode<'_>,
        anchor: u32,
        boundary: usize,
    ) -> u128 {
        let compiled = &self.compiled;
        let accepting = code.outer::<WIDTH>(usize::from(FORWARD));
        let masks = if FORWARD { 0 } else { 2 };
        let mut found = u128::from(accepting >> anchor & 1);
        let limit = if FORWARD { self.range.end - boundary } else { boundary - self.range.start }.min(REACH);
        // The positions that may come next from a position, at a place.
        let next = |position: &Position, place: usize| {
            let across = position.beside[masks + 1];
            let bracket = place < self.range.end && self.tokens[place].flags & EDGE != 0;
            if bracket { across } else { across | position.beside[masks] }
        };
        let mut open = next(&code.position::<WIDTH>(anchor), boundary);
        let mut furthest = 0;
        let mut done = 0;
        let rows = &mut self.scratch.rows;
        let (entries, signatures) = (&self.scratch.entries, &self.scratch.signatures);
        loop {
            let place = if FORWARD { boundary + done } else { boundary - done };
            let mut seen = 0u64;
            while open & !seen != 0 {
                let at = (open & !seen).trailing_zeros();
                seen |= 1 << at;
                let accepts = accepting >> at & 1 == 1;
                let position = code.position::<WIDTH>(at);
                let Position { kind, value, .. } = position;
                if kind == PLACE {
                    if is_place(self.tokens, &self.range, value, place) {
                        if accepts {
                            found |= 1 << done;
                        }
                        open |= next(&position, place);
                    }
                    continue;
                }
                if done == limit {
                    continue;
                }
                let index = if FORWARD { place } else { place - 1 };
                let token = &self.tokens[index];
                let signature = signatures[index + 1 - self.range.start];
                let mut arrive = |length: usize, also: u64| {
                    let reached = done + length;
                    if reached > limit {
                        return;
                    }
                    if accepts && kind != GAP {
                        found |= 1 << reached;
                    }
                    rows[reached] |=
                        also | next(&position, if FORWARD { boundary + reached } else { boundary - reached });
                    furthest = furthest.max(reached);
                };
                // Where a sign in a gap leads besides.
                let mut also = 0;
                let reads = match kind {
                    WORD => token.id == value,
                    SET => compiled.is_entry(token, signature, value),
                    LIST => {
                        for entry in entries.beside::<FORWARD>(place as u32).filter(|entry| entry.list == value) {
                            arrive((entry.to - entry.from) as usize, 0);
                        }
                        compiled.is_entry(token, signature, value)
                    }
                    CLASS => u32::from(token.classes) & value != 0,
                    BETWEEN => between(token, compiled.bounds(value)),
                    GAP if token.flags & BARRIER != 0 => false,
                    GAP if token.classes & tokens::WORD != 0 => value >> 16 == 0,
                    GAP => {
                        let outer = if FORWARD { value >> 8 } else { value } & 0xFF;
                        also = code.position::<WIDTH>(outer).beside[masks + 1] | 1 << at;
                        true
                    }
                    _ => false,
                };
                if reads {
                    arrive(1, also);
                }
            }
            if done == furthest {
                return found;
            }
            done += 1;
            open = std::mem::take(&mut rows[done]);
        }
    }
}

/// The numbers whose bits are set.
fn lengths(mut side: u128) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let length = (side != 0).then_some(side.trailing_zeros() as usize);
        side &= side.wrapping_sub(1);
        length
    })
}

fn between(token: &Token, [low, high]: [f32; 2]) -> bool {
    token.classes & tokens::NUMBER != 0 && token.value >= low && token.value <= high
}
/// Whether a place between two tokens is of a kind.
fn is_place(tokens: &[Token], range: &Range<usize>, kind: u32, place: usize) -> bool {
    let item = |at: usize| role(tokens[at].id) & ITEM != 0;
    let bracket = || place < range.end && tokens[place].flags & (EDGE | ASIDE) != 0;
    match kind {
        0 => place == range.start || bracket() || item(place - 1),
        1 => place == range.end || bracket() || item(place),
        2 => place == range.start,
        _ => tokens[place..range.end].iter().take(REACH).all(|token| token.classes & tokens::WORD == 0),
    }
}
