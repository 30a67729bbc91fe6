//! Whether the words of a diagnosis and the title of a code contradict each other.
//!
//! Both sides are compared by what they state: the side, the type, the stage, the acuity, the severity. What only one of
//! them states is no contradiction. That they name different conditions is said only where nothing connects them: another
//! chapter of the classification, and no telling word in common.

use crate::detect::Diagnosis;
use crate::icd10::{Code, CodeSet, Entry};
use std::collections::BTreeSet;

/// Words that state one of several things, group by group. Words of one group contradict each other.
const GROUPS: [&[&[&str]]; 3] = [
    &[&["right", "rt"], &["left", "lt"]],
    &[&["acute"], &["chronic"], &["subacute"]],
    &[&["mild"], &["moderate"], &["severe"]],
];

/// Words before a number that states a stage or a type.
const NUMBERED: [&str; 4] = ["stage", "type", "grade", "class"];

/// Words that connect nothing.
const EMPTY: [&str; 24] = [
    "unspecified",
    "other",
    "with",
    "without",
    "and",
    "disease",
    "disorder",
    "syndrome",
    "due",
    "acute",
    "chronic",
    "right",
    "left",
    "the",
    "not",
    "type",
    "stage",
    "specified",
    "primary",
    "essential",
    "complication",
    "complications",
    "mild",
    "severe",
];

/// The title of a code beside a diagnosis, if it contradicts the diagnosis in these words.
pub(super) fn contradiction(set: &CodeSet, words: &str, diagnosis: &Diagnosis, code: Code) -> Option<String> {
    let entry = set.find(code)?;
    let title = entry.title()?;
    let own = diagnosis.code().and_then(|own| set.find(own));
    let stated =
        format!("{words} {}", own.filter(|_| diagnosis.is_of(code)).and_then(|own| own.title()).unwrap_or_default());
    let unrelated = || own.is_some_and(|own| is_unrelated(words, &own, &entry, diagnosis, code));
    (states_otherwise(&stated, &title) || unrelated()).then_some(title)
}

/// Whether two texts state different things of one kind.
fn states_otherwise(one: &str, other: &str) -> bool {
    let (one, other) = (tokens(one), tokens(other));
    let apart = |group: &[&[&str]]| {
        let stated = |words: &[String]| -> BTreeSet<usize> {
            let has = |(at, names): (usize, &&[&str])| {
                names.iter().any(|name| words.iter().any(|word| word == name)).then_some(at)
            };
            group.iter().enumerate().filter_map(has).collect()
        };
        let (one, other) = (stated(&one), stated(&other));
        !one.is_empty() && !other.is_empty() && one.is_disjoint(&other)
    };
    let numbered = |name: &str| {
        let (one, other) = (numbers(&one, name), numbers(&other, name));
        !one.is_empty() && !other.is_empty() && one.is_disjoint(&other)
    };
    GROUPS.iter().any(|group| apart(group)) || NUMBERED.iter().any(|name| numbered(name))
}

/// The numbers after a word: 3 of "stage 3b" and of "stage III".
fn numbers(words: &[String], name: &str) -> BTreeSet<char> {
    let number = |pair: &[String]| {
        let next = pair[1].as_str();
        let roman = [("iv", '4'), ("iii", '3'), ("ii", '2'), ("v", '5'), ("i", '1')];
        let digit = next.chars().next().filter(char::is_ascii_digit);
        let roman = roman
            .iter()
            .find(|(numeral, _)| next.trim_end_matches(['a', 'b', 'c']) == *numeral)
            .map(|(_, digit)| *digit);
        (pair[0] == name).then_some(digit.or(roman)).flatten()
    };
    words.windows(2).filter_map(number).collect()
}

/// Whether nothing connects a diagnosis with a code.
fn is_unrelated(words: &str, own: &Entry, entry: &Entry, diagnosis: &Diagnosis, code: Code) -> bool {
    let chapter = |code: Code| code.undotted_str().as_bytes()[0];
    let names_disease = |code: Code| matches!(chapter(code), b'A'..=b'Q');
    if diagnosis.is_of(code) || !diagnosis.is_exact || !names_disease(own.code()) || !names_disease(code) {
        return false;
    }
    if chapter(own.code()) == chapter(code) || is_pain(own.code()) {
        return false;
    }
    let telling = |entry: &Entry| {
        let mut all = Vec::new();
        let mut at = Some(*entry);
        while let Some(entry) = at {
            all.extend(entry.title());
            all.extend(entry.synonyms());
            all.extend(entry.names().iter().map(ToString::to_string));
            at = entry.parent();
        }
        tokens(&all.join(" "))
    };
    let (mut here, there) = (telling(own), telling(entry));
    here.extend(tokens(words));
    !here.iter().any(|word| word.len() > 3 && !EMPTY.contains(&word.as_str()) && there.contains(word))
}

/// Codes of pain, which stand for what causes it.
fn is_pain(code: Code) -> bool {
    ["M255", "M54", "M79", "G89", "N23", "H571", "H920"].iter().any(|family| code.undotted_str().starts_with(family))
}

fn tokens(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}
