//! Phrases with every name resolved: what is left are sets of words, classes, lists and gaps.

use super::automaton::Automaton;
use super::core_words;
use super::figures::{DATE, FRACTION};
use super::forms::{forms, kept};
use super::list_names::ListNames;
use super::parse::{Fault, Kind, Node};
use super::tokens::{self, Tokens};
use std::collections::BTreeSet;

/// A word as vocabularies contain it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Key {
    /// This word or sign.
    Word(String),
    /// Any word that begins so.
    Stem(String),
}

/// What one step of a phrase reads.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Atom {
    /// One of these words.
    Words(BTreeSet<Key>),
    /// A token of a class.
    Class(u16),
    /// A number between two others.
    Between(u32, u32),
    /// An entry of a list.
    List(u32),
    /// Nothing, at a place of this kind.
    Edge(Edge),
}

/// A place between two tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    /// An item begins: the sentence, or after `, ; :` or a bracket.
    Start,
    /// An item ends.
    End,
    /// The sentence begins.
    First,
    /// No word follows in the sentence.
    Last,
}

/// A phrase with its names resolved.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Pattern {
    Atom(Atom),
    Optional(Box<Pattern>),
    Either(Vec<Pattern>),
    Sequence(Vec<Pattern>),
    /// Any number of entries of a list.
    Run(u32),
    Near,
    Later,
}

/// Names that are not lists of an author.
const CLASSES: &[(&str, Atom)] = &[
    ("number", Atom::Class(tokens::NUMBER)),
    ("digits", Atom::Class(tokens::DIGITS)),
    ("ordinal", Atom::Class(tokens::ORDINAL)),
    ("year", Atom::Class(tokens::YEAR)),
    ("level", Atom::Class(tokens::LEVEL)),
    ("clock", Atom::Class(tokens::CLOCK)),
    ("word", Atom::Class(tokens::WORD)),
    ("sign", Atom::Class(tokens::SIGN)),
    ("blank", Atom::Class(tokens::BLANK)),
    ("ticked", Atom::Class(tokens::TICKED)),
    ("unticked", Atom::Class(tokens::UNTICKED)),
    ("numeric-date", Atom::List(DATE)),
    ("fraction-span", Atom::List(FRACTION)),
    ("start", Atom::Edge(Edge::Start)),
    ("end", Atom::Edge(Edge::End)),
    ("first", Atom::Edge(Edge::First)),
    ("last", Atom::Edge(Edge::Last)),
];

/// Whether a name is taken by a class.
pub(super) fn is_class(name: &str) -> bool {
    CLASSES.iter().any(|(class, _)| *class == name)
}

impl Pattern {
    /// Adds the lists that it uses.
    pub fn lists(&self, found: &mut BTreeSet<u32>) {
        match self {
            Pattern::Atom(Atom::List(list)) | Pattern::Run(list) => {
                found.insert(*list);
            }
            Pattern::Optional(inner) => inner.lists(found),
            Pattern::Either(all) | Pattern::Sequence(all) => all.iter().for_each(|part| part.lists(found)),
            _ => {}
        }
    }
}

/// What names mean in one file.
pub(super) struct Names<'n> {
    pub lists: &'n ListNames,
    /// The number of the file.
    pub file: u32,
    /// An automaton that knows only the reader's own words: it cuts phrases as notes are cut.
    pub reader: &'n Automaton,
}

impl Names<'_> {
    /// A phrase with its names resolved.
    pub fn settle(&self, node: &Node) -> Result<Pattern, Fault> {
        let all = |nodes: &[Node]| nodes.iter().map(|node| self.settle(node)).collect::<Result<Vec<_>, _>>();
        Ok(match &node.kind {
            Kind::Word(word) => self.word(word, node)?,
            Kind::Stem(stem) => hyphened(stem, |last| BTreeSet::from([Key::Stem(kept(last))])),
            Kind::Forms(base) => hyphened(base, |last| forms(last).iter().map(|form| Key::Word(kept(form))).collect()),
            Kind::List(name) => Pattern::Atom(self.name(name, node)?),
            Kind::Run(name) => match self.name(name, node)? {
                Atom::List(list) if list > FRACTION => Pattern::Run(list),
                _ => {
                    let help = "put the class into a list of its own and write a run of that list";
                    return Err(Fault::new(node.at.clone(), format!("`{name}` is a class and has no run"), help));
                }
            },
            Kind::Between(low, high) => Pattern::Atom(Atom::Between(*low, *high)),
            Kind::Optional(inner) => Pattern::Optional(Box::new(self.settle(inner)?)),
            Kind::Either(branches) => either(all(branches)?),
            Kind::Sequence(items) => Pattern::Sequence(all(items)?),
            Kind::Near => Pattern::Near,
            Kind::Later => Pattern::Later,
        })
    }

    fn name(&self, name: &str, node: &Node) -> Result<Atom, Fault> {
        if let Some(list) = self.lists.get(self.file, name) {
            return Ok(Atom::List(list));
        }
        let class = CLASSES.iter().find(|(class, _)| *class == name);
        class.map(|(_, atom)| atom.clone()).ok_or_else(|| {
            // The name is between the braces.
            let at = node.at.start + 1..node.at.start + 1 + name.len();
            let known = self.lists.known(self.file).chain(CLASSES.iter().map(|(class, _)| *class));
            let near = known.map(|known| (strsim::levenshtein(known, name), known)).min();
            let help = match near {
                _ if self.lists.is_somewhere(name) => {
                    "another file has it for itself: move it to a lexicon that has only `words:`, which all files share"
                        .to_owned()
                }
                Some((letters, known)) if letters <= 2 => format!("did you mean `{known}`?"),
                _ => "define it under `words:`".to_owned(),
            };
            Fault { is_unknown_name: true, ..Fault::new(at, format!("unknown list `{name}`"), help) }
        })
    }

    fn word(&self, word: &str, node: &Node) -> Result<Pattern, Fault> {
        let letters = |part: &str| !part.is_empty() && part.chars().all(char::is_alphabetic);
        if word.contains('-') && word.split('-').all(letters) {
            return Ok(hyphened(word, |last| BTreeSet::from([Key::Word(kept(last))])));
        }
        let signs: &[&str] = match word {
            // A form writes any of these between a prompt and its value.
            ":" => &[":", "=", "--"],
            "-" => &["-", "--"],
            _ => &[],
        };
        if !signs.is_empty() {
            return Ok(Pattern::Atom(Atom::Words(signs.iter().map(|sign| Key::Word((*sign).to_owned())).collect())));
        }
        let words = self.words(word);
        if words.is_empty() {
            return Err(Fault::new(
                node.at.clone(),
                format!("`{word}` is never read"),
                "leave it out: notes are read without it",
            ));
        }
        let mut atoms: Vec<Pattern> =
            words.into_iter().map(|word| Pattern::Atom(Atom::Words(BTreeSet::from([Key::Word(word)])))).collect();
        Ok(if atoms.len() == 1 { atoms.remove(0) } else { Pattern::Sequence(atoms) })
    }

    /// The words and signs that a piece of text is read as.
    pub fn words(&self, text: &str) -> Vec<String> {
        let read = Tokens::read(text, self.reader);
        let core = |id: u32| core_words::spellings().nth((id as usize).checked_sub(1)?).map(str::to_owned);
        // What is not among the core words is spelled as it is written: numbers in words, too.
        let written =
            |token: &tokens::Token| kept(&text[token.start as usize..token.end as usize].to_ascii_lowercase());
        let word = |token: &tokens::Token| core(token.id).unwrap_or_else(|| written(token));
        read.all.iter().map(word).collect()
    }
}

/// One of several patterns; single words among them are one set.
fn either(branches: Vec<Pattern>) -> Pattern {
    let mut words = BTreeSet::new();
    let mut others = Vec::new();
    for branch in branches {
        match branch {
            Pattern::Atom(Atom::Words(more)) => words.extend(more),
            Pattern::Either(inner) => others.extend(inner),
            other => others.push(other),
        }
    }
    if !words.is_empty() {
        others.insert(0, Pattern::Atom(Atom::Words(words)));
    }
    if others.len() == 1 { others.remove(0) } else { Pattern::Either(others) }
}

/// `mid-line`: joined, or in words of their own.
fn hyphened(word: &str, last: impl Fn(&str) -> BTreeSet<Key>) -> Pattern {
    let mut parts: Vec<&str> = word.split('-').collect();
    let joined = Pattern::Atom(Atom::Words(last(&parts.concat())));
    let Some(end) = parts.pop().filter(|_| !parts.is_empty()) else { return joined };
    let one = |part: &str| Pattern::Atom(Atom::Words(BTreeSet::from([Key::Word(kept(part))])));
    let mut apart: Vec<Pattern> = parts.into_iter().map(one).collect();
    apart.push(Pattern::Atom(Atom::Words(last(end))));
    Pattern::Either(vec![joined, Pattern::Sequence(apart)])
}
