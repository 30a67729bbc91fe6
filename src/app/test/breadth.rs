//! No list of the built-in rules has an entry that is too broad for what the list means.
//!
//! A word in more than a tenth of the notes says nothing by itself: `the`, `for`, a number, and `back` and `pain`, which
//! the notes are about. It is right among its like, as `back` is in a list of parts of the body, and a mistake where it is
//! the only one of its kind, as in a list of movements. Lists are checked of which a phrase of a concept needs an entry: a
//! run (`{way...}`) may have any word, since what is around it decides.

use super::bench::Bench;
use super::reach::{Reached, count};
use notelint::rule::{Holder, Loaded, builtin_files, load_with_entries};
use notelint::words::{Kind, Node, parse};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashSet};

/// The most notes of a hundred that an entry may be in if no other one of its list is of its kind.
const PERCENT: usize = 10;

/// Words of a kind.
const KINDS: [&str; 3] = [
    // what hurts, and where
    "pain ache backache backpain discomfort symptom symptoms numb numbness weak weakness tender burn burning hurt hurts caus \
     injury strain disease dysfunction stenosis degeneration sciatica disc spine spinal lumb lumbar back \
     low lower lbp neck leg foot buttock",
    // connecting words
    "the a an his her my this that it to of in on with without from for at by over as is and or due",
    // where to, and how long ago
    "back down off out away ago before earlier",
];

/// Entries that are right although they are the only ones of their kind.
const RIGHT: [(&str, &str); 9] = [
    ("opinion-of", "pain"),
    ("without-ado", "pain"),
    ("measured-fall", "pain"),
    ("when-now", "pain"),
    ("pressure-other", "back"),
    ("likened-who", "{his} {word}"),
    ("likened-thing", "{his} {word}"),
    ("label-lead", "a"),
    ("choice", ","),
];

/// The lists of which a phrase needs one entry.
fn needed<'n>(node: &'n Node, lists: &mut Vec<&'n str>) {
    match &node.kind {
        Kind::List(name) => lists.push(name),
        Kind::Optional(inner) => needed(inner, lists),
        Kind::Either(all) | Kind::Sequence(all) => all.iter().for_each(|part| needed(part, lists)),
        _ => {}
    }
}

/// Whether an entry has a word of a kind. What it takes in from lists does not count.
fn is_of(entry: &str, kind: &str) -> bool {
    let own = entry.split('{').map(|part| part.split_once('}').map_or(part, |(_, own)| own));
    let mut words = own.flat_map(|part| part.split(|c: char| !c.is_alphabetic()));
    words.any(|word| kind.split_whitespace().any(|other| other == word))
}

/// Whether another entry of its list is of the same kind. An entry that is made of lists and numbers is of none, and says
/// itself what it is.
fn is_among_its_like(entry: &str, list: &[&str]) -> bool {
    let composed = entry.contains('{') && !entry.contains("{word}");
    let others = || list.iter().filter(|other| **other != entry);
    let has_like = |kind: &&str| is_of(entry, kind) && others().any(|other| is_of(other, kind));
    composed || others().next().is_none() || KINDS.iter().any(has_like)
}

#[test]
fn a_broad_word_among_others_is_a_mistake() {
    for (entry, list, fine) in [
        ("back", &["bend~", "lift~", "back"], false),
        ("back", &["neck", "back"], true),
        ("the", &["bend~", "lift~", "the"], false),
        ("the", &["the", "his"], true),
        ("{his} {word}", &["someone", "{his} {word}"], false),
        ("{number} weeks", &["lately", "{number} weeks"], true),
    ] as [(&str, &[&str], bool); 6]
    {
        assert_eq!(is_among_its_like(entry, list), fine, "{entry} in {list:?}");
    }
}

#[test]
fn a_broad_word_is_not_the_only_one_of_its_kind_in_a_list() {
    let Loaded { rules, tests, entries, .. } = load_with_entries(&builtin_files()).expect("valid rules");
    let bench = Bench::new(rules);
    let tests: Vec<_> = tests.iter().collect();
    let reached = tests.par_iter().map(|test| bench.try_case(test).reached(&entries, bench.rules())).collect();
    let (words, notes) = count(&entries, &tests, reached);

    let mut lists: BTreeMap<(&str, &str), Vec<Reached<'_>>> = BTreeMap::new();
    for word in words {
        if let Holder::List(name) = &word.entry.holder {
            lists.entry((name, &word.entry.path)).or_default().push(word);
        }
    }
    let phrases: Vec<_> = entries.iter().filter_map(|entry| Some((&entry.path, parse(&entry.text).ok()?))).collect();
    let mut checked: HashSet<(&str, &str)> = HashSet::new();
    for (path, phrase) in &phrases {
        let mut names = Vec::new();
        needed(phrase, &mut names);
        for name in names {
            let own = (name, path.as_str());
            let is_own = lists.contains_key(&own);
            checked.extend(lists.keys().filter(|list| if is_own { **list == own } else { list.0 == name }));
        }
    }
    lists.retain(|list, _| checked.contains(list));

    let mut wrong = Vec::new();
    for ((name, _), list) in &lists {
        let texts: Vec<&str> = list.iter().map(|word| word.entry.text.as_str()).collect();
        for Reached { entry, notes: own } in list {
            let right = RIGHT.contains(&(*name, entry.text.as_str())) || is_among_its_like(&entry.text, &texts);
            if own * 100 > notes * PERCENT && !right {
                wrong.push(format!(
                    "{}:{}: {name}: `{}` is in {own} of {notes} notes",
                    entry.path, entry.line, entry.text
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "too broad for the list, or right and to be named above:\n{}", wrong.join("\n"));
}
