//! Writes an automaton down as one flat table.
//!
//! The places at the beginning of the table say where [`Automaton`] reads each part.

use super::automaton::{
    AFTER, ANCHOR_BITS, Automaton, BEFORE, BETWEEN, CLASS, EDGE, GAP, KIND_BITS, LIST, SET, Target, WORD,
};
use super::body::{Body, push_masks, slots};
use super::core_words;
use super::dictionary::{self, HEADS};
use super::frequencies::Frequencies;
use super::machine::{Machine, Step, bits};
use super::neighbors::{self, Neighbors, Side};
use super::pattern::Atom;
use super::signature::signature;
use super::table::Table;
use super::tokens::NUMBER;
use super::vocabulary::Vocabulary;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Something that machines need is looked for in every sentence if that saves at least one look at a machine in so many
/// times that it is there.
const WORTHWHILE: u64 = 40;
/// How many classes a token can have.
const CLASSES: usize = 16;

impl Automaton {
    /// One that knows the reader's own words and finds nothing.
    pub(super) fn of_core_words() -> Automaton {
        let mut vocabulary = Vocabulary::default();
        let frequencies = Frequencies::default();
        vocabulary.number(&frequencies);
        Layout::new(&vocabulary, &neighbors::buckets(&vocabulary, &frequencies)).finish(0)
    }
}

/// How a term must be spelled, as [`Spelling`](super::spelling::Spelling) describes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Written {
    pub text: String,
    pub lead: usize,
    pub exact: bool,
}

/// What ends at a node of the trie.
type Find = (Target, Option<Written>);

/// What a position reads: a kind, and a number.
type Reads = [u32; 2];

/// A machine that is to be written down.
struct Encoded {
    numbers: Vec<u32>,
    anchors: Vec<EncodedAnchor>,
    layer: u32,
    /// What it needs, and on which side of its anchor.
    need: Option<(Vec<Reads>, u32)>,
}

/// A position at which a look may begin: what it reads, and the signatures of what may be before and after it.
struct EncodedAnchor {
    position: u32,
    reads: Reads,
    beside: [u64; 2],
}

/// How much it would cost to look for something that machines need, and how much it would save.
#[derive(Default)]
struct Need {
    cost: u64,
    saves: u64,
}

/// What something wakes, and the numbers of needs that it meets.
#[derive(Default)]
struct Wakes(BTreeSet<u32>, BTreeSet<u32>);

/// An automaton while it is put together.
pub(super) struct Layout {
    words: Vec<(String, u32)>,
    stems: Vec<(String, u32)>,
    meanings: Vec<u32>,
    /// The members of each set; a list has a set of the same number.
    sets: Vec<Vec<u32>>,
    list_classes: Vec<u16>,
    known: HashMap<Vec<u32>, u32>,
    bounds: Vec<[u32; 2]>,
    trie: BTreeMap<(u32, u32), u32>,
    outs: Vec<Vec<u32>>,
    finds: Vec<Find>,
    find_numbers: HashMap<Find, u32>,
    machines: Vec<Encoded>,
    needs: BTreeMap<Vec<Reads>, Need>,
}

impl Layout {
    /// One for these words, each of which has its bucket.
    pub fn new(vocabulary: &Vocabulary, buckets: &[u8]) -> Layout {
        let mut meanings: Vec<u32> = buckets.iter().map(|bucket| u32::from(*bucket) << 24).collect();
        for (id, class, value) in vocabulary.meanings() {
            meanings[id as usize] |= u32::from(class) | u32::from(value) << 16;
        }
        Layout {
            words: vocabulary.spelled_words(),
            stems: vocabulary.spelled_stems(),
            meanings,
            sets: Vec::new(),
            list_classes: Vec::new(),
            known: HashMap::new(),
            bounds: Vec::new(),
            trie: BTreeMap::new(),
            outs: vec![Vec::new()],
            finds: Vec::new(),
            find_numbers: HashMap::new(),
            machines: Vec::new(),
            needs: BTreeMap::new(),
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
        let find = (target, written.cloned());
        let next = self.finds.len() as u32;
        let number = *self.find_numbers.entry(find.clone()).or_insert(next);
        if number == next {
            self.finds.push(find);
        }
        let outs = &mut self.outs[node as usize];
        if !outs.contains(&number) {
            outs.push(number);
        }
    }

    /// Adds the machine of a phrase.
    pub fn machine(
        &mut self,
        target: Target,
        machine: &Machine,
        layer: u32,
        vocabulary: &Vocabulary,
        neighbors: &Neighbors<'_>,
    ) {
        let steps: Vec<Reads> = machine.steps.iter().map(|step| self.encode(step, vocabulary)).collect();
        let width = [8, 16, 32, 64].into_iter().find(|width| *width >= steps.len()).unwrap_or(64);
        let mut numbers = vec![width as u32];
        numbers.extend(target.encoded());
        push_masks(&mut numbers, &[machine.first, machine.last], width);
        let (before, across_before) = (machine.reversed(&machine.beside), machine.reversed(&machine.across));
        for (at, [kind, of]) in steps.iter().enumerate() {
            numbers.push(kind | of << KIND_BITS);
            push_masks(&mut numbers, &[machine.beside[at], machine.across[at], before[at], across_before[at]], width);
        }
        let need = self.need(machine, &steps);
        let anchor = |at: usize| EncodedAnchor {
            position: at as u32,
            reads: steps[at],
            beside: [
                neighbors.of(machine, at, Side::Before, before[at] | across_before[at], machine.first),
                neighbors.of(machine, at, Side::After, machine.beside[at] | machine.across[at], machine.last),
            ],
        };
        let anchors = bits(machine.anchors).map(anchor).collect();
        self.machines.push(Encoded { numbers, anchors, layer, need });
    }

    /// What a machine needs besides its anchor, and whether that is after or before the anchor.
    fn need(&mut self, machine: &Machine, steps: &[Reads]) -> Option<(Vec<Reads>, u32)> {
        let mut atoms: Vec<Reads> = bits(machine.need).map(|at| steps[at]).collect();
        atoms.sort_unstable();
        atoms.dedup();
        if atoms.is_empty() {
            return None;
        }
        let need = self.needs.entry(atoms.clone()).or_default();
        (need.cost, need.saves) = (machine.weights[1], need.saves.saturating_add(machine.weights[0]));
        let ends = |mask: u64| (mask.trailing_zeros(), 63 - mask.leading_zeros());
        let ((first, last), (from, to)) = (ends(machine.need), ends(machine.anchors));
        Some((atoms, if first > to { AFTER } else { 0 } | if last < from { BEFORE } else { 0 }))
    }

    /// The kind and number of what a position reads.
    fn encode(&mut self, step: &Step, vocabulary: &Vocabulary) -> Reads {
        match step {
            Step::Atom(Atom::Words(words)) => match vocabulary.ids(words).as_slice() {
                [id] => [WORD, *id],
                all => [SET, self.set(all.to_vec())],
            },
            Step::Atom(Atom::Class(class)) => [CLASS, u32::from(*class)],
            Step::Atom(Atom::Between(low, high)) => {
                let bounds = [*low, *high];
                let known = self.bounds.iter().position(|known| *known == bounds);
                let number = known.unwrap_or_else(|| {
                    self.bounds.push(bounds);
                    self.bounds.len() - 1
                });
                [BETWEEN, number as u32]
            }
            Step::Atom(Atom::List(list)) => [LIST, *list],
            Step::Atom(Atom::Edge(edge)) => [EDGE, edge.number()],
            Step::Comma => [WORD, core_words::id(",")],
            Step::Gap { first, last, signs } => {
                [GAP, u32::from(*first) | u32::from(*last) << 8 | u32::from(*signs) << 16]
            }
        }
    }

    fn set(&mut self, ids: Vec<u32>) -> u32 {
        let sets = &mut self.sets;
        *self.known.entry(ids).or_insert_with_key(|ids| {
            sets.push(ids.clone());
            sets.len() as u32 - 1
        })
    }

    pub fn finish(self, top: u32) -> Automaton {
        let mut body = Body::default();
        let (mut entries, mut letters) = (Vec::new(), Vec::new());
        for (place, spelled) in [(1, &self.words), (3, &self.stems)] {
            let (slots, mask) = slots(spelled, &mut entries, &mut letters);
            body.part(place, slots);
            body.places[place + 1] = mask;
        }
        let mut heads = [0u32; HEADS];
        for (stem, _) in &self.stems {
            let (at, bit) =
                dictionary::head(dictionary::hash(&stem.as_bytes()[..dictionary::SHORTEST_STEM.min(stem.len())]));
            heads[at] |= bit;
        }
        body.part(5, heads);
        body.part(6, entries);

        let (wakes, anchors, needs) = self.wakes();
        // No list of wakes begins at zero, which means that there are none.
        let mut all_wakes = vec![0];
        let [of_words, of_lists, of_classes] = wakes.map(|kind| {
            let record = |(of, Wakes(wakes, needs))| {
                let at = all_wakes.len() as u32;
                all_wakes.extend([wakes.len() as u32, needs.len() as u32]);
                all_wakes.extend(wakes);
                all_wakes.extend(needs);
                (of, at)
            };
            kind.into_iter().map(record).collect::<BTreeMap<u32, u32>>()
        });
        let woken = |of: &BTreeMap<u32, u32>, number: u32| of.get(&number).copied().unwrap_or(0);
        let mut sets_of_word: Vec<Vec<u32>> = vec![Vec::new(); self.meanings.len()];
        for (set, members) in (0..).zip(&self.sets) {
            members.iter().for_each(|id| sets_of_word[*id as usize].push(set));
        }
        let mut sets = vec![0];
        let records = (0..).zip(&self.meanings).zip(&sets_of_word).flat_map(|((id, meaning), of_word)| {
            let root = self.trie.get(&(0, id)).copied().unwrap_or(0);
            let at = if of_word.is_empty() { 0 } else { sets.len() as u32 };
            if at != 0 {
                sets.push(of_word.len() as u32);
                sets.extend(of_word);
            }
            [*meaning, root, at, woken(&of_words, id)]
        });
        body.part(7, records.collect::<Vec<_>>());
        body.part(8, sets);
        self.write_trie(&mut body, &mut letters);
        let lists = (0..).zip(&self.sets).flat_map(|(set, members)| {
            let classes = self.list_classes.get(set as usize).copied().unwrap_or(0);
            let word = |id: &u32| signature(0, (self.meanings[*id as usize] >> 24) as u8);
            let reads = members.iter().fold(u64::from(classes), |so_far, id| so_far | word(id));
            [u32::from(classes), woken(&of_lists, set), reads as u32, (reads >> 32) as u32]
        });
        body.part(13, lists.collect::<Vec<_>>());
        body.part(14, (0..CLASSES as u32).map(|class| woken(&of_classes, class)));
        body.part(15, all_wakes);
        body.part(16, anchors);
        body.part(17, self.bounds.into_iter().flatten());
        body.part(18, self.machines.into_iter().flat_map(|machine| machine.numbers));
        (body.places[19], body.places[20]) = (top, needs);
        Automaton::over(Table::new([body.places.as_slice(), &body.numbers].concat(), letters))
    }

    /// What words, lists and classes wake, all anchors, and how many needs there are, zero included.
    fn wakes(&self) -> ([BTreeMap<u32, Wakes>; 3], Vec<u32>, u32) {
        let worthwhile = self.needs.iter().filter(|(_, need)| need.cost < need.saves.saturating_mul(WORTHWHILE));
        let numbers: BTreeMap<&Vec<Reads>, u32> = worthwhile.map(|(atoms, _)| atoms).zip(1..).collect();
        let mut wakes: [BTreeMap<u32, Wakes>; 3] = Default::default();
        // Anchors that the same word wakes are next to each other.
        let mut found = Vec::new();
        let mut offset = 0;
        for machine in &self.machines {
            let need = machine.need.as_ref().and_then(|(atoms, side)| Some((numbers.get(atoms)?, side)));
            let brief = need.map_or(0, |(number, side)| number << 2 | side);
            for anchor in &machine.anchors {
                let mut first = None;
                self.each_reader(anchor.reads, &mut |kind, of| first = first.or(Some((kind, of))));
                found.push((first, offset, machine.layer, brief, anchor));
            }
            offset += machine.numbers.len() as u32;
        }
        found.sort_by_key(|(first, offset, ..)| (*first, *offset));
        let mut anchors = Vec::new();
        for (number, (_, offset, layer, brief, anchor)) in (0..).zip(found) {
            let EncodedAnchor { position, reads, beside } = anchor;
            let bounds = if reads[0] == BETWEEN { reads[1] + 1 } else { 0 };
            anchors.extend([offset, *position, brief, bounds]);
            anchors.extend(beside.iter().flat_map(|beside| [*beside as u32, (beside >> 32) as u32]));
            let wake = layer << ANCHOR_BITS | number;
            self.each_reader(*reads, &mut |kind, of| {
                wakes[kind].entry(of).or_default().0.insert(wake);
            });
        }
        for (atoms, number) in &numbers {
            for reads in *atoms {
                self.each_reader(*reads, &mut |kind, of| {
                    wakes[kind].entry(of).or_default().1.insert(*number);
                });
            }
        }
        (wakes, anchors, numbers.len() as u32 + 1)
    }

    /// Takes everything that is read where an atom is: a word (0), an entry of a list (1), a class (2), and which one.
    fn each_reader(&self, [atom, value]: Reads, take: &mut dyn FnMut(usize, u32)) {
        match atom {
            WORD => take(0, value),
            SET => self.sets[value as usize].iter().for_each(|id| take(0, *id)),
            LIST => {
                self.sets[value as usize].iter().for_each(|id| take(0, *id));
                bits(u64::from(self.list_classes[value as usize])).for_each(|class| take(2, class as u32));
                take(1, value);
            }
            CLASS => take(2, value.trailing_zeros()),
            _ => take(2, NUMBER.trailing_zeros()),
        }
    }

    /// The nodes of the trie but for the first, whose children are in the records of the words.
    fn write_trie(&self, body: &mut Body, letters: &mut Vec<u8>) {
        let mut children = Vec::new();
        let mut deeper = self.trie.iter().filter(|((node, _), _)| *node != 0).peekable();
        let (mut nodes, mut outs) = (Vec::new(), Vec::new());
        for node in 0..=self.outs.len() as u32 {
            nodes.extend([children.len() as u32 / 2, outs.len() as u32]);
            while let Some(((_, id), child)) = deeper.next_if(|((parent, _), _)| *parent == node) {
                children.extend([*id, *child]);
            }
            outs.extend(self.outs.get(node as usize).into_iter().flatten());
        }
        body.part(9, nodes);
        body.part(10, children);
        body.part(11, outs);
        let mut finds = Vec::new();
        for (target, written) in &self.finds {
            finds.extend(target.encoded());
            match written {
                Some(Written { text, lead, exact }) => {
                    finds.extend([letters.len() as u32, text.len() as u32, (*lead as u32) << 1 | u32::from(*exact)]);
                    letters.extend_from_slice(text.as_bytes());
                }
                None => finds.extend([0, 0, 0]),
            }
        }
        body.part(12, finds);
    }
}
