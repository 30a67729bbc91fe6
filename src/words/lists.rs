//! Lists with their names settled: which entries are single words, which are longer, and in which order to find them.

use super::figures::FRACTION;
use super::frequencies::Frequencies;
use super::machine::bits;
use super::parse::Node;
use super::pattern::{Atom, Key, Pattern};
use super::tokens::NUMBER;
use std::collections::BTreeSet;

/// A list, its names settled.
#[derive(Clone, Debug, Default)]
pub(super) struct Settled {
    pub words: BTreeSet<Key>,
    /// Classes that are entries as they are.
    pub classes: u16,
    /// All other entries, each with the text that it is from.
    pub longer: Vec<(u32, Node, Pattern)>,
    /// Lists that are entries as they are.
    whole: Vec<u32>,
}

impl Settled {
    /// Takes in one entry.
    pub fn take(&mut self, text: u32, node: &Node, pattern: Pattern) {
        match pattern {
            Pattern::Atom(Atom::Words(words)) => self.words.extend(words),
            Pattern::Atom(Atom::Class(class)) => self.classes |= class,
            Pattern::Atom(Atom::List(list)) if list > FRACTION => self.whole.push(list),
            Pattern::Either(branches) => branches.into_iter().for_each(|branch| self.take(text, node, branch)),
            pattern => self.longer.push((text, node.clone(), pattern)),
        }
    }

    /// The lists that longer entries use.
    fn uses(&self) -> BTreeSet<u32> {
        let mut found = BTreeSet::new();
        self.longer.iter().for_each(|(.., pattern)| pattern.lists(&mut found));
        found
    }
}

/// How often what an atom reads occurs in a text, given that of each list.
pub(super) fn weight(atom: &Atom, frequencies: &Frequencies, lists: &[u64]) -> u64 {
    match atom {
        Atom::Words(words) => frequencies.of_words(words),
        Atom::List(list) => lists[*list as usize],
        Atom::Class(class) => frequencies.of_class(*class),
        Atom::Between(..) => frequencies.of_class(NUMBER),
        Atom::Edge(_) => u64::MAX / 128,
    }
}

/// How often entries of each list occur in a text: at most as often as the rarest word of each of them.
pub(super) fn weights(lists: &[Settled], frequencies: &Frequencies) -> Vec<u64> {
    /// The least that must be there for a pattern to match; `None` if that is nothing.
    fn least(pattern: &Pattern, weigh: &dyn Fn(&Atom) -> u64) -> Option<u64> {
        match pattern {
            Pattern::Atom(Atom::Edge(_)) => None,
            Pattern::Atom(atom) => Some(weigh(atom)),
            Pattern::Either(all) => all.iter().map(|part| least(part, weigh)).sum(),
            Pattern::Sequence(all) => all.iter().filter_map(|part| least(part, weigh)).min(),
            Pattern::Optional(_) | Pattern::Run(_) | Pattern::Near | Pattern::Later => None,
        }
    }
    let mut weights = vec![0; lists.len()];
    for id in by_layer(lists) {
        let list = &lists[id];
        let classes: u64 = bits(u64::from(list.classes)).map(|bit| frequencies.of_class(1 << bit)).sum();
        let weigh = |atom: &Atom| weight(atom, frequencies, &weights);
        let longer: u64 = list.longer.iter().filter_map(|(.., pattern)| least(pattern, &weigh)).sum();
        weights[id] = frequencies.of_words(&list.words) + classes + longer;
    }
    weights
}

/// Takes the entries of whole lists into a list; the error is a list that needs itself.
pub(super) fn absorb(lists: &mut [Settled], state: &mut [u8], id: usize) -> Result<(), usize> {
    match state[id] {
        2 => return Ok(()),
        1 => return Err(id),
        _ => state[id] = 1,
    }
    for other in lists[id].uses() {
        absorb(lists, state, other as usize)?;
    }
    for other in std::mem::take(&mut lists[id].whole) {
        absorb(lists, state, other as usize)?;
        let other = lists[other as usize].clone();
        lists[id].words.extend(other.words);
        lists[id].classes |= other.classes;
        for entry in other.longer {
            if !lists[id].longer.iter().any(|known| known.2 == entry.2) {
                lists[id].longer.push(entry);
            }
        }
    }
    state[id] = 2;
    Ok(())
}

/// The indices of lists, each after those that its longer entries use.
pub(super) fn by_layer(lists: &[Settled]) -> Vec<usize> {
    let layers = layers(lists);
    let mut order: Vec<usize> = (0..lists.len()).collect();
    order.sort_by_key(|list| layers[*list]);
    order
}

/// The layer of each list: above every list that its longer entries use.
pub(super) fn layers(lists: &[Settled]) -> Vec<u32> {
    fn layer(lists: &[Settled], known: &mut [Option<u32>], id: usize) -> u32 {
        if let Some(layer) = known[id] {
            return layer;
        }
        let below = lists[id].uses().into_iter().map(|other| layer(lists, known, other as usize) + 1).max();
        let own = below.unwrap_or(0);
        known[id] = Some(own);
        own
    }
    let mut known = vec![None; lists.len()];
    (0..lists.len()).map(|id| layer(lists, &mut known, id)).collect()
}
