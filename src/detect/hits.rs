//! Turns matches of terms, phrases and patterns into words of a vocabulary.

use crate::note::Folded;
use crate::rule::{Owner, RuleSet};
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

/// All words of all vocabularies, ordered by start, then longest first; of equal ones a phrase is before a term, since it
/// says more about its place: of `neg` the one that ends a sentence.
pub(super) fn gather(rules: &RuleSet, folded: &Folded, patterns: Vec<Hit>) -> Vec<Hit> {
    let mut hits = words(&rules.words, folded.text());
    hits.extend(patterns);
    hits.sort_by_key(|hit| (hit.range.start, usize::MAX - hit.range.end, hit.core.is_none()));
    hits
}

/// What terms and phrases find. The text is read once, however many automata there are.
fn words(automata: &[Automaton], text: &str) -> Vec<Hit> {
    let Some((first, more)) = automata.split_first() else { return Vec::new() };
    let tokens = Tokens::read(text, first);
    let (mut scratch, mut found) = (Scratch::default(), Vec::new());
    first.find(text, &tokens, &mut scratch, &mut found);
    for automaton in more {
        automaton.find(text, &tokens.for_automaton(text, automaton), &mut scratch, &mut found);
    }
    let hit = |hit: words::Hit| Hit {
        owner: Owner::of_word(hit.owner),
        range: hit.start..hit.end,
        core: (!hit.is_term()).then_some(hit.core.0..hit.core.1),
        sentence: hit.sentence,
    };
    found.into_iter().map(hit).collect()
}

/// How many words begin in a stretch of text.
pub(super) fn words_in(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}
