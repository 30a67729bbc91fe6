//! Compiles the phrases and terms of all owners into one automaton.

use super::automaton::{Automaton, TERM, Target};
use super::core_words::is_short;
use super::dictionary::SHORTEST_STEM;
use super::figures::FRACTION;
use super::frequencies::Frequencies;
use super::layout::{Layout, Written};
use super::list_names::{ListNames, SHARED};
use super::lists::{Settled, absorb, layers, weight, weights};
use super::machine::{Machine, Refused, fixed};
use super::neighbors::Neighbors;
use super::parse::{Fault, Node, parse};
use super::pattern::{Atom, Key, Names, Pattern, is_class};
use super::tokens::{EDGE, Token, Tokens};
use super::vocabulary::Vocabulary;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// A phrase with at most so many variants is a row of words in the trie.
const MAX_VARIANTS: usize = 8;
/// The most rows of ids that one variant may have in the trie, by its forms and open endings.
const MAX_ROWS: usize = 64;

/// Gathers what is to be found, and compiles it.
#[derive(Debug)]
pub struct Builder<'l> {
    reader: Automaton,
    names: ListNames,
    /// The number of the file that names are read in.
    file: u32,
    /// The entries of each list, from the first of an author's own on, with the text that each is from.
    lists: Vec<Vec<(u32, Node, Pattern)>>,
    /// Lists whose entries are taken in once something uses them.
    waiting: BTreeMap<u32, &'l [String]>,
    phrases: Vec<(u32, u32, Node, Pattern)>,
    terms: Vec<Term>,
    faults: Vec<(u32, Fault)>,
}

/// Fixed words of one owner.
#[derive(Debug)]
struct Term {
    owner: u32,
    words: Vec<BTreeSet<Key>>,
    written: Option<Written>,
}

impl Default for Builder<'_> {
    fn default() -> Self {
        Builder::new()
    }
}

impl<'l> Builder<'l> {
    /// One with nothing to find.
    pub fn new() -> Builder<'l> {
        Builder {
            reader: Automaton::of_core_words(),
            names: ListNames::default(),
            file: SHARED,
            lists: vec![Vec::new(); FRACTION as usize + 1],
            waiting: BTreeMap::new(),
            phrases: Vec::new(),
            terms: Vec::new(),
            faults: Vec::new(),
        }
    }

    /// From here on, lists and phrases are those of one file, by a number from 1 on. Before that, they are of no file, and
    /// after `None` again: such lists are shared by all files.
    pub fn file(&mut self, number: Option<u32>) {
        self.file = number.unwrap_or(SHARED);
    }

    /// Names a list, before entries and phrases use it. `text` is a number of the caller's for where the name is.
    pub fn list(&mut self, name: &str, text: u32) {
        if is_class(name) {
            let help = "give the list another name";
            self.faults.push((text, Fault::new(0..name.len(), format!("`{name}` is the name of a class"), help)));
        } else if self.names.add(self.file, name, self.lists.len() as u32) {
            self.lists.push(Vec::new());
        }
    }

    /// Names a shared list that has no fault. Its entries are taken in only if something uses it.
    pub fn known_list(&mut self, name: &str, entries: &'l [String]) {
        let list = self.lists.len() as u32;
        if self.names.add(SHARED, name, list) {
            self.lists.push(Vec::new());
            self.waiting.insert(list, entries);
        }
    }

    /// Adds an entry to a list that was named before; an entry is a phrase.
    pub fn entry(&mut self, list: &str, entry: &str, text: u32) {
        let Some(list) = self.names.get(self.file, list) else { return };
        self.take_entry(list, entry, text);
    }

    /// Adds a phrase to the vocabulary of an owner.
    pub fn phrase(&mut self, owner: u32, phrase: &str, text: u32) {
        if let Some((node, pattern)) = self.settled(phrase, text) {
            self.phrases.push((owner, text, node, pattern));
        }
    }

    fn take_entry(&mut self, list: u32, entry: &str, text: u32) {
        if let Some((node, pattern)) = self.settled(entry, text) {
            self.lists[list as usize].push((text, node, pattern));
        }
    }

    /// A phrase with its names resolved, and all lists taken in that it uses.
    fn settled(&mut self, phrase: &str, text: u32) -> Option<(Node, Pattern)> {
        let names = Names { lists: &self.names, file: self.file, reader: &self.reader };
        let settled = parse(phrase).and_then(|node| names.settle(&node).map(|pattern| (node, pattern)));
        let (node, pattern) = settled.map_err(|fault| self.faults.push((text, fault))).ok()?;
        let mut lists = BTreeSet::new();
        pattern.lists(&mut lists);
        for list in lists {
            if let Some(entries) = self.waiting.remove(&list) {
                let file = std::mem::replace(&mut self.file, SHARED);
                entries.iter().for_each(|entry| self.take_entry(list, entry, u32::MAX));
                self.file = file;
            }
        }
        Some((node, pattern))
    }

    /// Adds fixed words to the vocabulary of an owner. The last may be an open ending (`radiat*`); an `exact` term is found
    /// only as it is spelled.
    pub fn term(&mut self, owner: u32, term: &str, exact: bool, text: u32) {
        let (spelled, open) = term.strip_suffix('*').map_or((term, false), |spelled| (spelled, true));
        let mut fault =
            |message: String, help: &str| self.faults.push((text, Fault::new(0..term.len(), message, help)));
        let read = Tokens::read(spelled, &self.reader).all;
        let (Some(first), Some(last)) = (read.first(), read.last()) else {
            return fault(format!("`{term}` is never read"), "leave it out: notes are read without it");
        };
        if read.iter().skip(1).any(|token| token.flags & EDGE != 0) {
            let help = "write a phrase with a gap: words inside and outside of brackets are not adjacent";
            return fault(format!("`{term}` goes on after a bracket"), help);
        }
        let ending = &spelled[last.start as usize..];
        if open && !(ending.chars().all(char::is_alphabetic) && ending.len() >= SHORTEST_STEM) {
            return fault(format!("`{term}` ends with a star after too few letters"), "write at least three letters");
        }
        let names = Names { lists: &self.names, file: self.file, reader: &self.reader };
        let mut words: Vec<BTreeSet<Key>> = names.words(spelled).into_iter().map(either_dash).collect();
        if open && let Some(last) = words.last_mut() {
            *last = std::mem::take(last).into_iter().map(open_ending).collect();
        }
        // What tokens do not tell is compared letter for letter: brackets, a full stop, and whether `history` was `hx`. The
        // author of a short form means it, while words are found in their short forms, too.
        let (lead, end) = (first.start as usize, last.end as usize);
        let short = |token: &Token| is_short(&spelled[token.start as usize..token.end as usize]);
        let literal = exact || lead > 0 || end < spelled.len() || read.iter().any(short);
        let written = literal.then(|| Written { text: spelled.to_owned(), lead, exact });
        self.terms.push(Term { owner, words, written });
    }

    /// Compiles all of it. `frequencies` say which word of a phrase is its rarest.
    ///
    /// # Errors
    /// Every fault, each with the caller's number of its text.
    pub fn finish(mut self, frequencies: &Frequencies) -> Result<Automaton, Vec<(u32, Fault)>> {
        let Some(lists) = self.settled_lists() else { return Err(self.faults) };
        let mut patterns: Vec<(Target, u32, Node, Pattern)> = Vec::new();
        for (owner, text, node, pattern) in std::mem::take(&mut self.phrases) {
            patterns.push((Target::Owner { owner, text }, text, node, pattern));
        }
        for (id, list) in (0..).zip(&lists) {
            patterns
                .extend(list.longer.iter().map(|(text, node, p)| (Target::List(id), *text, node.clone(), p.clone())));
        }
        let mut vocabulary = Vocabulary::default();
        lists.iter().for_each(|list| vocabulary.learn(&list.words));
        patterns.iter().for_each(|(.., pattern)| learn(&mut vocabulary, pattern));
        self.terms.iter().for_each(|term| vocabulary.learn(term.words.iter().flatten()));
        vocabulary.number(frequencies);

        let neighbors = Neighbors::new(&vocabulary, frequencies, &lists);
        let mut layout = Layout::new(&vocabulary, &neighbors.buckets);
        lists.iter().for_each(|list| layout.list(vocabulary.ids(&list.words), list.classes));
        let weights = weights(&lists, frequencies);
        let weigh = |atom: &Atom| weight(atom, frequencies, &weights);
        for term in &self.terms {
            let rows: Vec<Vec<u32>> = term.words.iter().map(|words| vocabulary.ids(words)).collect();
            add_row(&mut layout, Target::Owner { owner: term.owner, text: TERM }, &rows, term.written.as_ref());
        }
        let mut machines = Vec::new();
        for (target, text, node, pattern) in patterns {
            let rows = fixed(&pattern, MAX_VARIANTS).filter(|rows| rows.iter().all(|row| !row.is_empty()));
            let ids = |row: &Vec<BTreeSet<Key>>| row.iter().map(|words| vocabulary.ids(words)).collect::<Vec<_>>();
            if let Some(rows) = rows.map(|rows| rows.iter().map(ids).collect::<Vec<_>>())
                && rows.iter().all(|row| row.iter().map(Vec::len).product::<usize>() <= MAX_ROWS)
            {
                for row in rows {
                    add_row(&mut layout, target, &row, None);
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
        // Those that are looked at most often are next to each other.
        machines.sort_by_key(|(_, machine)| Reverse(machine.weights[0]));
        let layers = layers(&lists);
        let top = layers.iter().max().map_or(0, |layer| layer + 1);
        for (target, machine) in &machines {
            let layer = match target {
                Target::List(list) => layers[*list as usize],
                Target::Owner { .. } => top,
            };
            layout.machine(*target, machine, layer, &vocabulary, &neighbors);
        }
        Ok(layout.finish(top))
    }

    /// The lists with their names settled: each with its single words apart. `None` if a list needs itself.
    fn settled_lists(&mut self) -> Option<Vec<Settled>> {
        let mut settled: Vec<Settled> = Vec::new();
        for entries in &self.lists {
            let mut list = Settled::default();
            for (text, node, pattern) in entries {
                list.take(*text, node, pattern.clone());
            }
            settled.push(list);
        }
        // What a list takes in from another as it is, it holds itself; a circle of lists never ends.
        let mut state = vec![0u8; settled.len()];
        for id in 0..settled.len() {
            if let Err(list) = absorb(&mut settled, &mut state, id) {
                let name = self.names.name(list as u32);
                let (text, node, _) = &self.lists[list][0];
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

/// Adds every row of ids that a row of sets has.
fn add_row(layout: &mut Layout, target: Target, row: &[Vec<u32>], written: Option<&Written>) {
    let mut rows: Vec<Vec<u32>> = vec![Vec::new()];
    for ids in row {
        rows = rows.iter().flat_map(|row| ids.iter().map(move |id| [row.as_slice(), &[*id]].concat())).collect();
    }
    rows.iter().for_each(|row| layout.row(target, row, written));
}

/// A hyphen of a term is the sign, and with blanks around it a dash.
fn either_dash(word: String) -> BTreeSet<Key> {
    match word.as_str() {
        "-" | "--" => ["-", "--"].map(|dash| Key::Word(dash.to_owned())).into(),
        _ => [Key::Word(word)].into(),
    }
}

fn open_ending(word: Key) -> Key {
    let (Key::Word(word) | Key::Stem(word)) = word;
    Key::Stem(word)
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
