//! Turns occurrences of literals and matches of phrases and patterns into words of a vocabulary.

use super::literals::LiteralHit;
use super::patterns::PatternHit;
use crate::note::Folded;
use crate::rule::{LiteralUse, Owner, RuleSet};
use crate::words::{self, Automaton, Scratch, Tokens};
use std::ops::Range;

/// Words in the folded text that belong to a vocabulary.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Hit {
    pub owner: Owner,
    pub range: Range<usize>,
    /// The shortest reading of the phrase that found them; `None` where a term or a pattern did.
    pub core: Option<Range<usize>>,
    pub sentence: usize,
}

/// All words of all vocabularies, ordered by start, then longest first.
pub(super) fn gather(rules: &RuleSet, folded: &Folded, literals: &[LiteralHit], patterns: Vec<PatternHit>) -> Vec<Hit> {
    let mut hits = phrases(&rules.phrases, folded);
    hits.extend(patterns.into_iter().map(|hit| Hit {
        owner: hit.owner,
        range: hit.range,
        core: None,
        sentence: hit.sentence,
    }));
    for found in literals {
        for used in rules.literals.uses(found.literal) {
            if matches!(used.owner, Owner::Gate(_)) {
                continue;
            }
            if let Some(range) = as_word(rules, folded.text(), found.start..found.end, &used) {
                hits.push(Hit { owner: used.owner, sentence: folded.sentence_at(range.start), range, core: None });
            }
        }
    }
    hits.sort_by_key(|hit| (hit.range.start, usize::MAX - hit.range.end));
    hits
}

/// The words that phrases find.
fn phrases(automaton: &Automaton, folded: &Folded) -> Vec<Hit> {
    if automaton.is_empty() {
        return Vec::new();
    }
    let tokens = Tokens::read(folded.text(), automaton);
    let mut found = Vec::new();
    automaton.find(folded.text(), &tokens, &mut Scratch::default(), &mut found);
    let hit = |hit: words::Hit| Hit {
        owner: Owner::of_word(hit.owner),
        sentence: folded.sentence_at(hit.start),
        range: hit.start..hit.end,
        core: Some(hit.core.0..hit.core.1),
    };
    found.into_iter().map(hit).collect()
}

/// The occurrence as a whole word, or `None` if it is part of another.
fn as_word(rules: &RuleSet, text: &str, range: Range<usize>, used: &LiteralUse) -> Option<Range<usize>> {
    let words = &text[range.clone()];
    if words.starts_with(char::is_alphanumeric) && text[..range.start].ends_with(char::is_alphanumeric) {
        return None;
    }
    if let Some(exact) = used.exact
        && !same_spelling(words, rules.literals.spelling(exact))
    {
        return None;
    }
    let rest = &text[range.end..];
    if used.stem {
        let tail = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        return Some(range.start..range.end + tail);
    }
    (!words.ends_with(char::is_alphanumeric) || !rest.starts_with(char::is_alphanumeric)).then_some(range)
}

/// Equal but for hyphens, which the scan form reads as spaces.
fn same_spelling(words: &str, exact: &str) -> bool {
    words.len() == exact.len() && words.bytes().zip(exact.bytes()).all(|(a, b)| a == b || (a == b'-' && b == b' '))
}

/// How many words begin in a stretch of text.
pub(super) fn words_in(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}
