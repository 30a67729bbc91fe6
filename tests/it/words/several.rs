//! Phrases in two automata find what they find in one: a site has its own beside the built-in one.

use notelint::words::{Automaton, Builder, Frequencies, Hit, Scratch, Tokens};
use proptest::prelude::*;

const LISTS: &[(&str, &[&str])] = &[
    ("ache", &["ache~", "pain~", "sore"]),
    ("side", &["left", "right", "both"]),
    ("way", &["the", "his", "{side}", "as far as"]),
    ("leg", &["leg~", "foot~", "shoulder blade~"]),
    ("span", &["{number} [to {number}] (day~|week~)", "{fraction-span}"]),
];

const PHRASES: &[&str] = &[
    "{ache} .. {side}",
    "into {way...} {leg}",
    "for {span}",
    "{ache} ... {leg}",
    "radiat*",
    "{0-10} / 10",
    "not {word} leg",
    "{start} sore {end}",
    "{level} [{level}]",
    "x {number}",
];

/// Words and signs that are read in ways of their own. A hyphen between letters is not among them: what it joins is one
/// word only to the automaton that knows the whole.
const PIECES: &str = "pain aches sore left right into the his leg feet shoulder blades for three 3 3rd 2/52 days weeks to 7/10 L5-S1 \
    isn't it's patient's w/o x3d radiates ( ) , ; : but not no [x] ___ twenty second hx h/o \u{e9} \n .";

fn compiled(phrases: impl Iterator<Item = usize>, spare: bool) -> Automaton {
    let mut builder = Builder::new();
    let entries: Vec<Vec<String>> =
        LISTS.iter().map(|(_, entries)| entries.iter().map(|entry| (*entry).to_owned()).collect()).collect();
    for ((name, _), entries) in LISTS.iter().zip(&entries) {
        if spare { builder.known_list(name, entries) } else { builder.list(name, 0) }
    }
    for (name, entries) in LISTS.iter().filter(|_| !spare) {
        entries.iter().for_each(|entry| builder.entry(name, entry, 0));
    }
    phrases.for_each(|at| builder.phrase(at as u32, PHRASES[at], at as u32));
    builder.finish(&Frequencies::default()).unwrap()
}

fn hits(automaton: &Automaton, text: &str, tokens: &Tokens) -> Vec<Hit> {
    let mut hits = Vec::new();
    automaton.find(text, tokens, &mut Scratch::default(), &mut hits);
    hits
}

fn in_order(mut hits: Vec<Hit>) -> Vec<Hit> {
    hits.sort_by_key(|hit| (hit.start, hit.end, hit.owner, hit.core().map(|core| (core.start, core.end))));
    hits
}

proptest! {
    #[test]
    fn two_automata_find_what_one_finds(
        pieces in prop::collection::vec((any::<prop::sample::Index>(), prop::sample::select(vec![" ", " ", " ", ""])), 0..30),
        first in prop::collection::btree_set(0..PHRASES.len(), 0..PHRASES.len()),
    ) {
        let all: Vec<&str> = PIECES.split(' ').collect();
        let text: String = pieces.into_iter().flat_map(|(piece, after)| [all[piece.index(all.len())], after]).collect();
        let all = compiled(0..PHRASES.len(), false);
        let one = compiled(first.iter().copied(), false);
        let other = compiled((0..PHRASES.len()).filter(|phrase| !first.contains(phrase)), true);
        let tokens = Tokens::read(&text, &one);
        let moved = tokens.for_automaton(&text, &other);
        prop_assert_eq!(format!("{moved:?}"), format!("{:?}", Tokens::read(&text, &other)));
        let both = [hits(&one, &text, &tokens), hits(&other, &text, &moved)].concat();
        prop_assert_eq!(in_order(both), in_order(hits(&all, &text, &Tokens::read(&text, &all))));
    }
}

#[test]
fn a_list_belongs_to_its_file_unless_it_is_shared() {
    let known = [("limb".to_owned()), "{digit}".to_owned()];
    let digits = ["finger~".to_owned(), "toe~".to_owned()];
    let mut builder = Builder::new();
    builder.known_list("limb", &known);
    builder.known_list("digit", &digits);
    for (file, entry) in [(1, "left"), (2, "right")] {
        builder.file(Some(file));
        builder.list("side", 0);
        builder.entry("side", entry, 0);
    }
    for file in [1, 2] {
        builder.file(Some(file));
        builder.phrase(file, "{side} {limb}", 0);
    }
    let automaton = builder.finish(&Frequencies::default()).unwrap();
    let owners = |text: &str| {
        let found = hits(&automaton, text, &Tokens::read(text, &automaton));
        found.into_iter().map(|hit| hit.owner).collect::<Vec<_>>()
    };
    assert_eq!((owners("left toes"), owners("right limb")), (vec![1], vec![2]));
    let mut builder = Builder::new();
    builder.file(Some(1));
    builder.list("side", 0);
    builder.file(Some(2));
    builder.phrase(0, "{side} leg", 7);
    let faults = builder.finish(&Frequencies::default()).unwrap_err();
    assert!(faults[0].1.help.starts_with("another file has it for itself"), "{faults:?}");
}
