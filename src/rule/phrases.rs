//! Terms, phrases and lists of words become one automaton.
//!
//! The language is that of [`words`](crate::words). What is added here is where each phrase is in its author's file, so that
//! a fault underlines the very sign that is wrong.

use super::Owner;
use super::defined::{Defined, entries, kebab, twice};
use super::file::Read;
use super::record::Text;
use super::source::RuleSource;
use super::symbols::Symbols;
use super::vocabulary::{EntryKind, Holder, Vocabulary};
use crate::words::{Automaton, Builder, Frequencies, lines};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Phrases and lists on their way into an automaton.
#[derive(Default)]
pub(super) struct Phrases<'a> {
    builder: Builder<'a>,
    /// Everything that the builder has taken in, by the number that it knows it by.
    written: Vec<Written<'a>>,
    any: bool,
}

/// A phrase, an entry or the name of a list, as it is in its file.
struct Written<'a> {
    yaml: &'a RuleSource<'a>,
    place: Range<usize>,
    /// The file has it letter for letter, so that a part of it has a place of its own.
    verbatim: bool,
}

impl<'a> Phrases<'a> {
    /// Takes in the lists of all files and reports those that are defined twice. The lists of a file are its own, unless
    /// it has nothing else. If entries are distinguished, each is a phrase by itself as well.
    pub fn lists(&mut self, beneath: &'a Symbols, files: &[Read<'a>], vocabulary: &mut Vocabulary) {
        let mut shared: BTreeMap<&str, Defined<'a>> = BTreeMap::new();
        for (name, defined, entries) in beneath.lists() {
            shared.insert(name, defined);
            self.builder.known_list(name, entries);
        }
        let mut first = Vec::new();
        for file in files {
            let mut own = BTreeMap::new();
            let defined = if file.shares_lists() { &mut shared } else { &mut own };
            for (name, list) in entries(&file.record.words) {
                kebab(file.yaml, name, "list");
                match defined.entry(&name.value) {
                    Entry::Occupied(first) => twice(file.yaml, name, "list", *first.get()),
                    Entry::Vacant(slot) => {
                        slot.insert(Defined::of(file.yaml, name));
                        let number = self.write(file.yaml, &name.value, name.place());
                        self.within(file);
                        self.builder.list(&name.value, number);
                        first.push((file, name, list));
                    }
                }
            }
        }
        for (file, name, list) in first {
            let yaml = file.yaml;
            self.within(file);
            if list.value.is_empty() {
                let help = "write its entries: [one, two words, begin*]";
                yaml.fault(name.place(), format!("the list `{}` is empty", name.value), "has no entry", help);
            }
            for entry in &list.value {
                let place = yaml.part(entry, 0..entry.value.len());
                let number = self.write(yaml, &entry.value, place.clone());
                self.builder.entry(&name.value, &entry.value, number);
                let list = Holder::List(name.value.clone());
                if let Some(alone) = vocabulary.alone(yaml, list, &entry.value, place, EntryKind::Phrase) {
                    self.any = true;
                    self.builder.phrase(alone.word(), &entry.value, number);
                }
            }
        }
    }

    /// Takes in one phrase, which is in its file at `place`.
    pub fn add(
        &mut self,
        yaml: &'a RuleSource<'a>,
        owners: impl IntoIterator<Item = Owner>,
        phrase: &str,
        place: Range<usize>,
    ) {
        self.any = true;
        let number = self.write(yaml, phrase, place);
        self.builder.file(Some(yaml.number));
        owners.into_iter().for_each(|owner| self.builder.phrase(owner.word(), phrase, number));
    }

    /// Takes in the spellings of one term, which is in its file at `place`.
    pub fn term(
        &mut self,
        yaml: &'a RuleSource<'a>,
        owners: impl IntoIterator<Item = Owner>,
        spellings: &[String],
        exact: bool,
        place: Range<usize>,
    ) {
        self.any = true;
        let number = self.written.len() as u32;
        // What is wrong with one of several spellings is at the whole term.
        self.written.push(Written { yaml, place, verbatim: false });
        for owner in owners {
            spellings.iter().for_each(|spelling| self.builder.term(owner.word(), spelling, exact, number));
        }
    }

    /// From here on, names are those of a file.
    fn within(&mut self, file: &Read<'_>) {
        self.builder.file((!file.shares_lists()).then_some(file.yaml.number));
    }

    fn write(&mut self, yaml: &'a RuleSource<'a>, text: &str, place: Range<usize>) -> u32 {
        let verbatim = yaml.is_verbatim(text, place.clone());
        self.written.push(Written { yaml, place, verbatim });
        self.written.len() as u32 - 1
    }

    /// Compiles them, and reports what is wrong with them. `lenient` where lists may be in a file that cannot be read.
    pub fn finish(self, frequencies: &Frequencies, lenient: bool) -> Automaton {
        let faults = match self.builder.finish(frequencies) {
            Ok(automaton) if self.any => return automaton,
            Ok(_) => return Automaton::default(),
            Err(faults) => faults,
        };
        // A phrase of two owners has its faults twice.
        let mut seen = BTreeSet::new();
        for (number, fault) in faults.into_iter().filter(|(_, fault)| !(lenient && fault.is_unknown_name)) {
            if !seen.insert((number, fault.at.start)) {
                continue;
            }
            let Some(Written { yaml, place, verbatim }) = self.written.get(number as usize) else { continue };
            let at = if *verbatim { place.start + fault.at.start..place.start + fault.at.end } else { place.clone() };
            yaml.fault(at, fault.message, "here", fault.help);
        }
        Automaton::default()
    }
}

/// The phrases of a block, each with its place in the file; one that is not a line there has the place of all of them.
pub(super) fn in_block<'t>(yaml: &RuleSource<'_>, block: &'t Text) -> Vec<(&'t str, Range<usize>)> {
    let place = block.place();
    let (file, base) = yaml.text_at(place.start);
    let mut from = file[..(place.start - base).min(file.len())].rfind('\n').map_or(0, |end| end + 1);
    let mut phrases = Vec::new();
    for (at, phrase) in lines(&block.value) {
        // A block keeps its lines as they are and in their order, below the line of its key.
        let mut line_start = from;
        let mut found = None;
        for line in file[from..].split_inclusive('\n') {
            let indent = line.len() - line.trim_start().len();
            let start = line_start + indent;
            line_start += line.len();
            if line.trim() == phrase {
                found = Some(base + start..base + start + phrase.len());
                break;
            }
        }
        if let Some(found) = &found {
            from = line_start.max(found.end - base);
        }
        phrases.push((phrase, found.unwrap_or_else(|| yaml.part(block, at..at + phrase.len()))));
    }
    phrases
}

/// How often words occur in the example notes of all rules: a phrase is looked for first where its rarest word is.
pub(super) fn frequencies(files: &[Read<'_>]) -> Frequencies {
    let elements = files.iter().flat_map(|file| file.record.checklist.iter().flat_map(|list| &list.value));
    let rules = files.iter().flat_map(|file| file.record.rules.iter().flat_map(|list| &list.value));
    let tests = elements.map(|element| &element.value.tests).chain(rules.map(|rule| &rule.value.tests));
    let tests = tests.flatten().flat_map(|tests| &tests.value);
    let notes = tests.flat_map(|test| test.value.clean.iter().chain(&test.value.flagged));
    Frequencies::of(notes.map(|note| note.value.as_str()))
}
