//! Writes an automaton down as one flat table.
//!
//! The places at the beginning of the table say where [`Automaton`] reads each part.

use super::automaton::{
    AFTER, Automaton, BEFORE, BETWEEN, CLASS, EDGE, GAP, LIST, PLACES, POSITION_BITS, SET, Target, VERSION, WORD,
    trie_slot,
};
use super::core_words;
use super::dictionary::{self, HEADS};
use super::machine::{Machine, Step, bits};
use super::pattern::{Atom, Key};
use super::table::Table;
use super::tokens::NUMBER;
use super::vocabulary::Vocabulary;
use std::collections::{BTreeMap, BTreeSet, HashMap};

impl Automaton {
    /// One that knows the reader's own words and finds nothing.
    pub(super) fn of_core_words() -> Automaton {
        let mut vocabulary = Vocabulary::default();
        vocabulary.number();
        Layout::new(&vocabulary).finish(0)
    }
}

/// How a term must be spelled, as [`Spelling`](super::automaton::Spelling) describes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Written {
    pub text: String,
    pub lead: usize,
    pub exact: bool,
}

/// An automaton while it is put together.
pub(super) struct Layout {
    words: Vec<(String, u32)>,
    stems: Vec<(String, u32)>,
    meanings: Vec<u32>,
    /// The members of each set; a list has a set of the same number.
    sets: Vec<Vec<u32>>,
    list_classes: Vec<u16>,
    known: HashMap<Vec<u32>, u32>,
    trie: BTreeMap<(u32, u32), u32>,
    outs: Vec<Vec<(Target, Option<Written>)>>,
    machines: Vec<Vec<u32>>,
    /// What a word, a list's longer entry or a class wakes; and, after these three, what it is that some machines need.
    wakes: [BTreeMap<u32, BTreeSet<u32>>; 6],
    /// Layer and need of each machine.
    briefs: Vec<[u32; 2]>,
    needs: HashMap<Vec<[u32; 2]>, u32>,
}

impl Layout {
    pub fn new(vocabulary: &Vocabulary) -> Layout {
        let mut meanings = vec![0; vocabulary.len() as usize];
        for (id, class, value) in vocabulary.meanings() {
            meanings[id as usize] = u32::from(class) | u32::from(value) << 16;
        }
        Layout {
            words: vocabulary.spelled_words(),
            stems: vocabulary.spelled_stems(),
            meanings,
            sets: Vec::new(),
            list_classes: Vec::new(),
            known: HashMap::new(),
            trie: BTreeMap::new(),
            outs: vec![Vec::new()],
            machines: Vec::new(),
            wakes: Default::default(),
            briefs: Vec::new(),
            needs: HashMap::new(),
        }
    }

    /// Adds the entries of the next list that are single tokens.
    pub fn list(&mut self, ids: Vec<u32>, classes: u16) {
        self.sets.push(ids);
        self.list_classes.push(classes);
    }

    /// Adds a row of words to the trie.
    pub fn row(&mut self, target: Target, row: &[u32], written: Option<&Written>) {
        let mut node = 0;
        for id in row {
            let next = self.outs.len() as u32;
            let child = *self.trie.entry((node, *id)).or_insert(next);
            if child == next {
                self.outs.push(Vec::new());
            }
            node = child;
        }
        let out = (target, written.cloned());
        if !self.outs[node as usize].contains(&out) {
            self.outs[node as usize].push(out);
        }
    }

    /// Adds the machine of a phrase.
    pub fn machine(&mut self, target: Target, machine: &Machine, layer: u32, ids: impl Fn(&BTreeSet<Key>) -> Vec<u32>) {
        let (sets, known) = (&mut self.sets, &mut self.known);
        let mut set = |ids: Vec<u32>| {
            *known.entry(ids).or_insert_with_key(|ids| {
                sets.push(ids.clone());
                sets.len() as u32 - 1
            })
        };
        let steps: Vec<[u32; 2]> =
            machine.steps.iter().map(|step| encode(step, &|words| ids(words), &mut set)).collect();
        let half = |mask: u64| [mask as u32, (mask >> 32) as u32];
        let target = encoded_target(target);
        let mut code = target.to_vec();
        code.extend(half(machine.first));
        code.extend(half(machine.last));
        let (before, across) = (machine.reversed(&machine.beside), machine.reversed(&machine.across));
        for (at, step) in steps.iter().enumerate() {
            code.extend(step);
            for mask in [machine.beside[at], machine.across[at], before[at], across[at]] {
                code.extend(half(mask));
            }
        }
        let number = self.machines.len() as u32;
        for at in bits(machine.anchors) {
            self.wake(0, steps[at], number << POSITION_BITS | at as u32);
        }
        let need = self.need(machine, &steps);
        self.briefs.push([layer, need]);
        self.machines.push(code);
    }

    /// What a machine needs besides its anchor: a number, and whether it is after or before the anchor.
    fn need(&mut self, machine: &Machine, steps: &[[u32; 2]]) -> u32 {
        let mut atoms: Vec<[u32; 2]> = bits(machine.need).map(|at| steps[at]).collect();
        atoms.sort_unstable();
        atoms.dedup();
        if atoms.is_empty() {
            return 0;
        }
        let next = self.needs.len() as u32 + 1;
        let number = *self.needs.entry(atoms.clone()).or_insert(next);
        if number == next {
            atoms.into_iter().for_each(|atom| self.wake(3, atom, number));
        }
        let ends = |mask: u64| (mask.trailing_zeros(), 63 - mask.leading_zeros());
        let ((first, last), (from, to)) = (ends(machine.need), ends(machine.anchors));
        number << 2 | if first > to { AFTER } else { 0 } | if last < from { BEFORE } else { 0 }
    }

    /// Records that what an atom reads means something to machines, in the three tables of a kind.
    fn wake(&mut self, kind: usize, [atom, value]: [u32; 2], wake: u32) {
        let mut record = |kind: usize, of: u32| {
            self.wakes[kind].entry(of).or_default().insert(wake);
        };
        match atom {
            WORD => record(kind, value),
            SET => self.sets[value as usize].iter().for_each(|id| record(kind, *id)),
            LIST => {
                self.sets[value as usize].iter().for_each(|id| record(kind, *id));
                let classes = u64::from(self.list_classes[value as usize]);
                bits(classes).for_each(|class| record(kind + 2, class as u32));
                record(kind + 1, value);
            }
            CLASS => record(kind + 2, value.trailing_zeros()),
            _ => record(kind + 2, NUMBER.trailing_zeros()),
        }
    }

    pub fn finish(self, top: u32) -> Automaton {
        let ids = self.meanings.len();
        let mut body: Vec<u32> = Vec::new();
        let mut places = [0u32; PLACES];
        places[0] = VERSION;
        let (mut entries, mut text) = (Vec::new(), Vec::new());
        for (place, spelled) in [(1, &self.words), (3, &self.stems)] {
            let (slots, mask) = slots(spelled, &mut entries, &mut text);
            places[place] = (PLACES + body.len()) as u32;
            places[place + 1] = mask;
            body.extend(slots);
        }
        let here = |body: &Vec<u32>| (PLACES + body.len()) as u32;
        places[5] = here(&body);
        let mut heads = [0u32; HEADS];
        for (stem, _) in &self.stems {
            let (at, bit) =
                dictionary::head(dictionary::hash(&stem.as_bytes()[..dictionary::SHORTEST_STEM.min(stem.len())]));
            heads[at] |= bit;
        }
        body.extend(heads);
        places[6] = here(&body);
        body.extend(entries);
        places[8] = here(&body);
        places[9] = ids as u32;
        body.extend(&self.meanings);
        let mut of_word: Vec<Vec<u32>> = vec![Vec::new(); ids];
        for (set, members) in (0..).zip(&self.sets) {
            members.iter().for_each(|id| of_word[*id as usize].push(set));
        }
        places[10] = here(&body);
        body.extend(ends(of_word.iter().map(Vec::len)));
        places[11] = here(&body);
        body.extend(of_word.into_iter().flatten());
        places[12] = here(&body);
        body.extend((0..ids as u32).map(|id| self.trie.get(&(0, id)).copied().unwrap_or(0)));
        let deeper: Vec<(u32, u32, u32)> = self
            .trie
            .iter()
            .filter(|((node, _), _)| *node != 0)
            .map(|((node, id), child)| (*node, *id, *child))
            .collect();
        let mask = (deeper.len() * 2 + 1).next_power_of_two() as u32 - 1;
        let mut trie = vec![0u32; (mask as usize + 1) * 3];
        for (node, id, child) in deeper {
            let mut at = trie_slot(node, id, mask);
            while trie[at as usize * 3 + 2] != 0 {
                at = (at + 1) & mask;
            }
            trie[at as usize * 3..at as usize * 3 + 3].copy_from_slice(&[node, id, child]);
        }
        places[13] = here(&body);
        places[14] = mask;
        body.extend(trie);
        places[15] = here(&body);
        body.extend(ends(self.outs.iter().map(Vec::len)));
        places[16] = here(&body);
        for (target, written) in self.outs.iter().flatten() {
            body.extend(encoded_target(*target));
            match written {
                Some(Written { text: spelling, lead, exact }) => {
                    body.extend([text.len() as u32, spelling.len() as u32, (*lead as u32) << 1 | u32::from(*exact)]);
                    text.extend_from_slice(spelling.as_bytes());
                }
                None => body.extend([0, 0, 0]),
            }
        }
        let counts = [ids, self.sets.len(), 16].repeat(2);
        for ((place, wakes), count) in (17..).zip(&self.wakes).zip(counts) {
            places[place] = here(&body);
            body.push(count as u32);
            let of = |index: u32| wakes.get(&index);
            body.extend(ends((0..count as u32).map(|index| of(index).map_or(0, BTreeSet::len))));
            body.extend((0..count as u32).filter_map(of).flatten());
        }
        places[23] = here(&body);
        let mut at = here(&body) + self.machines.len() as u32;
        for machine in &self.machines {
            body.push(at);
            at += machine.len() as u32;
        }
        body.extend(self.machines.into_iter().flatten());
        places[24] = top;
        places[25] = here(&body);
        body.extend(self.list_classes.into_iter().map(u32::from));
        places[26] = here(&body);
        body.extend(self.briefs.into_iter().flatten());
        places[27] = self.needs.len() as u32 + 1;
        places[7] = here(&body);
        let mut table = Table::default();
        table.extend(places);
        table.extend(body);
        table.extend_raw(&text);
        Automaton::over(table)
    }
}

fn encoded_target(target: Target) -> [u32; 3] {
    match target {
        Target::Owner { owner, text } => [0, owner, text],
        Target::List(list) => [1, list, 0],
    }
}

/// Where each of several lists ends when they are put one after the other.
fn ends(lengths: impl Iterator<Item = usize>) -> impl Iterator<Item = u32> {
    lengths.scan(0, |end, length| {
        *end += length as u32;
        Some(*end)
    })
}

/// A table of slots for spellings, at most half full: hash, and one more than the index of the entry.
fn slots(spelled: &[(String, u32)], entries: &mut Vec<u32>, text: &mut Vec<u8>) -> (Vec<u32>, u32) {
    let mask = (spelled.len() * 2 + 1).next_power_of_two() as u32 - 1;
    let mut slots = vec![0u32; (mask as usize + 1) * 2];
    for (spelling, id) in spelled {
        let hash = dictionary::hash(spelling.as_bytes());
        let mut at = dictionary::slot(hash, mask);
        while slots[at as usize * 2 + 1] != 0 {
            at = (at + 1) & mask;
        }
        entries.extend([text.len() as u32, spelling.len() as u32, *id]);
        text.extend_from_slice(spelling.as_bytes());
        slots[at as usize * 2] = hash;
        slots[at as usize * 2 + 1] = (entries.len() / 3) as u32;
    }
    (slots, mask)
}

/// The ids and flags of what a position reads.
fn encode(step: &Step, ids: &dyn Fn(&BTreeSet<Key>) -> Vec<u32>, sets: &mut dyn FnMut(Vec<u32>) -> u32) -> [u32; 2] {
    match step {
        Step::Atom(Atom::Words(words)) => match ids(words).as_slice() {
            [id] => [WORD, *id],
            all => [SET, sets(all.to_vec())],
        },
        Step::Atom(Atom::Class(class)) => [CLASS, u32::from(*class)],
        Step::Atom(Atom::Between(low, high)) => [BETWEEN, (*low).min(0xFFFF) | (*high).min(0xFFFF) << 16],
        Step::Atom(Atom::List(list)) => [LIST, *list],
        Step::Atom(Atom::Edge(edge)) => [EDGE, edge.number()],
        Step::Comma => [WORD, core_words::id(",")],
        Step::Gap { first, last, signs } => [GAP, u32::from(*first) | u32::from(*last) << 8 | u32::from(*signs) << 16],
    }
}
