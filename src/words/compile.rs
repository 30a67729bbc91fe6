//! Compiles the phrases and terms of all owners into one automaton.

use super::automaton::{Automaton, Target};
use super::figures::FRACTION;
use super::frequencies::Frequencies;
use super::layout::Layout;
use super::lists::{Settled, absorb, layers, weight, weights};
use super::machine::{Machine, Refused, fixed};
use super::parse::{Fault, Node, parse};
use super::pattern::{Atom, Key, Names, Pattern, is_class};
use super::vocabulary::Vocabulary;
use std::collections::{BTreeMap, BTreeSet};

/// A phrase with at most so many variants is a row of words in the trie.
const MAX_VARIANTS: usize = 8;
/// The most rows of ids that one variant may have in the trie, by its forms and open endings.
const MAX_ROWS: usize = 64;

/// Gathers what is to be found, and compiles it.
#[derive(Debug)]
pub struct Builder {
    reader: Automaton,
    names: BTreeMap<String, u32>,
    /// The entries of each list, from the first of an author's own on, with the text that each is from.
    lists: Vec<Vec<(u32, Node)>>,
    phrases: Vec<(u32, u32, Node)>,
    terms: Vec<Term>,
    faults: Vec<(u32, Fault)>,
}

/// Fixed words of one owner.
#[derive(Debug)]
struct Term {
    owner: u32,
    words: Vec<Key>,
    exact: Option<String>,
}

impl Default for Builder {
    fn default() -> Self {
        Builder::new()
    }
}

impl Builder {
    /// One with nothing to find.
    pub fn new() -> Builder {
        Builder {
            reader: Automaton::of_core_words(),
            names: BTreeMap::new(),
            lists: vec![Vec::new(); FRACTION as usize + 1],
            phrases: Vec::new(),
            terms: Vec::new(),
            faults: Vec::new(),
        }
    }

    /// Names a list, before entries and phrases use it. `text` is a number of the caller's for where the name is.
    pub fn list(&mut self, name: &str, text: u32) {
        if is_class(name) {
            let help = "give the list another name";
            self.faults.push((text, Fault::new(0..name.len(), format!("`{name}` is the name of a class"), help)));
        } else if !self.names.contains_key(name) {
            self.names.insert(name.to_owned(), self.lists.len() as u32);
            self.lists.push(Vec::new());
        }
    }

    /// Adds an entry to a list that was named before; an entry is a phrase.
    pub fn entry(&mut self, list: &str, entry: &str, text: u32) {
        let Some(list) = self.names.get(list) else { return };
        match parse(entry) {
            Ok(node) => self.lists[*list as usize].push((text, node)),
            Err(fault) => self.faults.push((text, fault)),
        }
    }

    /// Adds a phrase to the vocabulary of an owner.
    pub fn phrase(&mut self, owner: u32, phrase: &str, text: u32) {
        match parse(phrase) {
            Ok(node) => self.phrases.push((owner, text, node)),
            Err(fault) => self.faults.push((text, fault)),
        }
    }

    /// Adds fixed words to the vocabulary of an owner. The last may be an open ending (`radiat*`); an `exact` term is found
    /// only as it is spelled.
    pub fn term(&mut self, owner: u32, term: &str, exact: bool) {
        let (text, open) = match term.strip_suffix('*') {
            Some(text) if text.ends_with(char::is_alphabetic) => (text, true),
            _ => (term, false),
        };
        let names = Names { lists: &self.names, reader: &self.reader };
        let mut words: Vec<Key> = names.words(text).into_iter().map(Key::Word).collect();
        if open && let Some(last) = words.last_mut() {
            let Key::Word(word) = last.clone() else { return };
            *last = Key::Stem(word);
        }
        self.terms.push(Term { owner, words, exact: exact.then(|| text.to_owned()) });
    }

    /// Compiles all of it. `frequencies` say which word of a phrase is its rarest.
    ///
    /// # Errors
    /// Every fault, each with the caller's number of its text.
    pub fn finish(mut self, frequencies: &Frequencies) -> Result<Automaton, Vec<(u32, Fault)>> {
        let Some(lists) = self.settled_lists() else { return Err(self.faults) };
        let names = Names { lists: &self.names, reader: &self.reader };
        let mut patterns: Vec<(Target, u32, Node, Pattern)> = Vec::new();
        for (owner, text, node) in &self.phrases {
            let target = Target::Owner { owner: *owner, text: *text };
            match names.settle(node) {
                Ok(pattern) => patterns.push((target, *text, node.clone(), pattern)),
                Err(fault) => self.faults.push((*text, fault)),
            }
        }
        for (id, list) in (0..).zip(&lists) {
            patterns
                .extend(list.longer.iter().map(|(text, node, p)| (Target::List(id), *text, node.clone(), p.clone())));
        }
        let mut vocabulary = Vocabulary::default();
        lists.iter().for_each(|list| vocabulary.learn(&list.words));
        patterns.iter().for_each(|(.., pattern)| learn(&mut vocabulary, pattern));
        self.terms.iter().for_each(|term| vocabulary.learn(&term.words));
        vocabulary.number();

        let mut layout = Layout::new(&vocabulary);
        lists.iter().for_each(|list| layout.list(vocabulary.ids(&list.words), list.classes));
        let weights = weights(&lists, frequencies);
        let weigh = |atom: &Atom| weight(atom, frequencies, &weights);
        for term in &self.terms {
            let rows = term.words.iter().map(|word| vocabulary.ids([word]));
            let target = Target::Owner { owner: term.owner, text: u32::MAX };
            // A term whose open ending has many words is found as a phrase is.
            if !add_row(&mut layout, target, &rows.collect::<Vec<_>>(), term.exact.as_deref(), usize::MAX) {
                continue;
            }
        }
        let mut machines = Vec::new();
        for (target, text, node, pattern) in patterns {
            let rows = fixed(&pattern, MAX_VARIANTS).filter(|rows| rows.iter().all(|row| !row.is_empty()));
            let ids = |row: &Vec<BTreeSet<Key>>| row.iter().map(|words| vocabulary.ids(words)).collect::<Vec<_>>();
            if let Some(rows) = rows.map(|rows| rows.iter().map(ids).collect::<Vec<_>>())
                && rows.iter().all(|row| row.iter().map(Vec::len).product::<usize>() <= MAX_ROWS)
            {
                for row in rows {
                    add_row(&mut layout, target, &row, None, MAX_ROWS);
                }
                continue;
            }
            match Machine::new(&pattern, &weigh) {
                Ok(machine) => machines.push((target, machine)),
                Err(refused) => self.faults.push((text, refusal(refused, &node))),
            }
        }
        if !self.faults.is_empty() {
            return Err(self.faults);
        }
        let layers = layers(&lists);
        let top = layers.iter().max().map_or(0, |layer| layer + 1);
        for (target, machine) in &machines {
            let layer = match target {
                Target::List(list) => layers[*list as usize],
                Target::Owner { .. } => top,
            };
            layout.machine(*target, machine, layer, |words| vocabulary.ids(words));
        }
        Ok(layout.finish(top))
    }

    /// The lists with their names settled: each with its single words apart. `None` if a list needs itself.
    fn settled_lists(&mut self) -> Option<Vec<Settled>> {
        let names = Names { lists: &self.names, reader: &self.reader };
        let mut settled: Vec<Settled> = Vec::new();
        for entries in &self.lists {
            let mut list = Settled::default();
            for (text, node) in entries {
                match names.settle(node) {
                    Ok(pattern) => list.take(*text, node, pattern),
                    Err(fault) => self.faults.push((*text, fault)),
                }
            }
            settled.push(list);
        }
        // What a list takes in from another as it is, it holds itself; a circle of lists never ends.
        let mut state = vec![0u8; settled.len()];
        for id in 0..settled.len() {
            if let Err(list) = absorb(&mut settled, &mut state, id) {
                let name = self.names.iter().find(|(_, id)| **id as usize == list).map_or("", |(name, _)| name);
                let (text, node) = &self.lists[list][0];
                let fault = Fault::new(
                    node.at.clone(),
                    format!("the list `{name}` needs itself"),
                    "write out one of the entries",
                );
                self.faults.push((*text, fault));
                return None;
            }
        }
        Some(settled)
    }
}

fn learn(vocabulary: &mut Vocabulary, pattern: &Pattern) {
    match pattern {
        Pattern::Atom(Atom::Words(words)) => vocabulary.learn(words),
        Pattern::Optional(inner) => learn(vocabulary, inner),
        Pattern::Either(all) | Pattern::Sequence(all) => all.iter().for_each(|part| learn(vocabulary, part)),
        _ => {}
    }
}

/// Adds every row of ids that matches a row of sets; false if there are too many.
fn add_row(layout: &mut Layout, target: Target, row: &[Vec<u32>], exact: Option<&str>, most: usize) -> bool {
    if row.is_empty() || row.iter().map(Vec::len).product::<usize>() > most {
        return false;
    }
    let mut rows: Vec<Vec<u32>> = vec![Vec::new()];
    for ids in row {
        rows = rows.iter().flat_map(|row| ids.iter().map(move |id| [row.as_slice(), &[*id]].concat())).collect();
    }
    rows.iter().for_each(|row| layout.row(target, row, exact));
    true
}

fn refusal(refused: Refused, node: &Node) -> Fault {
    let at = node.at.clone();
    match refused {
        Refused::TooLarge => Fault::new(
            at,
            "a phrase of more than 64 parts",
            "move its alternatives into a list, or write several phrases",
        ),
        Refused::Empty => {
            Fault::new(at, "a phrase that matches where nothing is", "leave off the brackets of one word")
        }
        Refused::OuterGap => Fault::new(at, "a gap at the edge of a phrase", "begin and end the phrase with a word"),
        Refused::NoAnchor => Fault::new(at, "a phrase without a word", "name a word or a list that it must have"),
    }
}
