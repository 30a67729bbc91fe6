//! The cues agree with one another.
//!
//! Of equally long cues the one that is defined first counts, so words that are in two cues are lost in the second; and
//! words that mean the same must not do opposite things.

use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct Lexicon {
    cues: Vec<Cue>,
}

#[derive(Deserialize)]
struct Cue {
    cue: String,
    sets: Option<String>,
    #[serde(default)]
    pseudo: bool,
    #[serde(default)]
    terms: Vec<String>,
    #[serde(default)]
    phrases: String,
}

const LEXICONS: [&str; 5] = [
    include_str!("../../../rules/lexicons/cues-advice.yaml"),
    include_str!("../../../rules/lexicons/cues-family.yaml"),
    include_str!("../../../rules/lexicons/cues-negation.yaml"),
    include_str!("../../../rules/lexicons/cues-time.yaml"),
    include_str!("../../../rules/lexicons/cues-uncertainty.yaml"),
];

/// Words that say the same in a cue, each with the one that stands for all of them.
const SAME: [(&str, &str); 29] = [
    ("cannot", "can not"),
    ("can't", "can not"),
    ("couldn't", "can not"),
    ("could not", "can not"),
    ("unable to", "can not"),
    ("doesn't", "do not"),
    ("does not", "do not"),
    ("don't", "do not"),
    ("didn't", "do not"),
    ("did not", "do not"),
    ("isn't", "is not"),
    ("wasn't", "is not"),
    ("hasn't", "has not"),
    ("haven't", "has not"),
    ("h/o", "history of"),
    ("hx", "history"),
    ("w/o", "without"),
    ("rule out", "exclude"),
    ("ruled out", "excluded"),
    ("recall", "remember"),
    ("neg", "negative"),
    ("pos", "positive"),
    ("s/p", "status post"),
    ("vs", "versus"),
    ("are", "is"),
    ("was", "is"),
    ("were", "is"),
    ("have", "has"),
    ("has been", "is"),
];

/// The spellings of a term: `{a,b}` is one of them.
fn spellings(term: &str) -> Vec<String> {
    let Some((before, rest)) = term.split_once('{') else { return vec![term.to_owned()] };
    let (choices, after) = rest.split_once('}').unwrap();
    choices.split(',').flat_map(|choice| spellings(&format!("{before}{choice}{after}"))).collect()
}

/// The readings of a phrase that has no lists, classes or endings: `[a]` may be absent, `(a|b)` is one of them.
fn readings(phrase: &str) -> Vec<String> {
    if phrase.contains(['{', '~', '*', '.', '#']) {
        return Vec::new();
    }
    let Some(open) = phrase.rfind(['[', '(']) else { return vec![phrase.to_owned()] };
    let close = open + phrase[open..].find([']', ')']).unwrap();
    let (before, inside, after) = (&phrase[..open], &phrase[open + 1..close], &phrase[close + 1..]);
    let absent = phrase[open..].starts_with('[').then_some("");
    inside.split('|').chain(absent).flat_map(|one| readings(&format!("{before}{one}{after}"))).collect()
}

/// The words of a cue, with one spelling for all that say the same.
fn meaning(words: &str) -> String {
    let mut words = format!(" {} ", words.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" "));
    for (other, same) in SAME {
        words = words.replace(&format!(" {other} "), &format!(" {same} "));
    }
    words.trim().to_owned()
}

fn cues() -> Vec<Cue> {
    LEXICONS.iter().flat_map(|yaml| serde_saphyr::from_str::<Lexicon>(yaml).unwrap().cues).collect()
}

fn words(cue: &Cue) -> impl Iterator<Item = String> {
    let terms = cue.terms.iter().flat_map(|term| spellings(term));
    terms.chain(cue.phrases.lines().map(str::trim).flat_map(readings))
}

/// Cues that compete for words: a cue that only ends or clears stands beside them.
fn competes(cue: &Cue) -> bool {
    cue.pseudo || cue.sets.is_some()
}

#[test]
fn no_words_are_in_two_cues() {
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    let mut twice = Vec::new();
    for cue in cues().iter().filter(|cue| competes(cue)) {
        for words in words(cue) {
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            match seen.insert(words.clone(), cue.cue.clone()) {
                Some(other) if other != cue.cue => twice.push(format!("{words}: {other}, {}", cue.cue)),
                _ => {}
            }
        }
    }
    assert!(twice.is_empty(), "{}", twice.join("\n"));
}

#[test]
fn words_that_mean_the_same_do_the_same() {
    let mut seen: BTreeMap<String, (Option<String>, String)> = BTreeMap::new();
    let mut clashes = Vec::new();
    for cue in cues().iter().filter(|cue| competes(cue)) {
        for words in words(cue) {
            let (effect, name) = seen.entry(meaning(&words)).or_insert_with(|| (cue.sets.clone(), cue.cue.clone()));
            if *effect != cue.sets {
                clashes.push(format!("{words}: {name}, {}", cue.cue));
            }
        }
    }
    assert!(clashes.is_empty(), "{}", clashes.join("\n"));
}
