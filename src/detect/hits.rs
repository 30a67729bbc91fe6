//! The words of all vocabularies, found some sentences at a time.

pub(super) use crate::words::Hit;

use super::patterns;
use crate::note::Note;
use crate::rule::RuleSet;
use crate::words::{Scratch, Tokens};

/// Sentences that are searched together: a long note is searched in parts, so that its tokens and hits take little
/// memory.
const PART: usize = 1000;

/// Takes the hits of one part of a note after the other, ordered by their places, and its tokens.
pub(super) fn in_parts(note: &Note, rules: &RuleSet, mut take: impl FnMut(&[Hit], &Tokens)) {
    let (text, count) = (note.folded.text(), note.sentences.len());
    let (mut scratch, mut hits) = (Scratch::default(), Vec::new());
    for first in (0..count).step_by(PART) {
        let sentences = first..(first + PART).min(count);
        hits.clear();
        let mut tokens = Tokens::default();
        if let Some((words, more)) = rules.words.split_first() {
            let part = note.folded.sentence(first).start..note.folded.sentence(sentences.end - 1).end;
            tokens = Tokens::read_part(text, part, first, words);
            words.find(text, &tokens, &mut scratch, &mut hits);
            for words in more {
                words.find(text, &tokens.for_automaton(text, words), &mut scratch, &mut hits);
            }
        }
        patterns::find(rules, &note.folded, sentences, &mut hits);
        // Those of one automaton are in order.
        hits.sort_by_key(Hit::place);
        take(&hits, &tokens);
    }
}

/// The items of one sentence, of items in the order of their sentences.
pub(super) fn in_sentence<T>(items: &[T], sentence: usize, sentence_of: impl Fn(&T) -> usize) -> &[T] {
    let from = items.partition_point(|item| sentence_of(item) < sentence);
    let length = items[from..].partition_point(|item| sentence_of(item) == sentence);
    &items[from..from + length]
}

/// How many words begin in a stretch of text.
pub(super) fn words_in(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}
