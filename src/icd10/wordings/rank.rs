//! Compares a text with all names at once.

use super::index::{self, Postings, Source};
use super::{MOST, Wording, normal};
use crate::base::{Date, Span};
use crate::icd10::set::CodeSet;
use normal::Word;

/// A word of the text that some name has.
struct Known {
    word: Word,
    postings: Postings,
}

/// What a document has so far.
#[derive(Clone, Copy, Default)]
struct Tally {
    needed: f32,
    spare: f32,
}

/// How much a missing word counts against a name, next to the same word present.
const MISSING: f32 = 1.0;
/// The least share of a name that must be there.
const LEAST_COVERAGE: f32 = 0.5;

/// The conditions that a text may name, best first.
pub(super) fn ranked(set: &CodeSet, text: &str, day: Date) -> Vec<Wording> {
    let known = known(text);
    let mut tallies = vec![Tally::default(); index::count()];
    let mut seen: Vec<&str> = Vec::new();
    for each in &known {
        if seen.contains(&each.word.text.as_str()) {
            continue;
        }
        seen.push(&each.word.text);
        for document in index::documents_of(each.postings.needed) {
            if let Some(tally) = tallies.get_mut(usize::from(document)) {
                tally.needed += each.postings.weight;
            }
        }
        for document in index::documents_of(each.postings.spare) {
            if let Some(tally) = tallies.get_mut(usize::from(document)) {
                tally.spare += each.postings.weight;
            }
        }
    }
    let mut best: Vec<(u16, f32, f32)> = Vec::new();
    for (document, tally) in tallies.iter().enumerate().filter(|(_, tally)| tally.needed > 0.0) {
        let document = document as u16;
        let weight = index::weight_of(document);
        let coverage = (tally.needed / weight.max(0.1)).min(1.0);
        if coverage < LEAST_COVERAGE {
            continue;
        }
        let own = if index::source_of(document) == Source::Own { 0.5 } else { 0.0 };
        let missing = (weight - tally.needed).max(0.0);
        let whole = if missing < 0.1 { own } else { 0.0 };
        best.push((document, tally.needed + tally.spare - MISSING * missing + whole, coverage));
    }
    best.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
    let mut found: Vec<Wording> = Vec::new();
    for (document, score, coverage) in best.into_iter().take(MOST * 3) {
        if score <= 0.0 || found.len() == MOST {
            break;
        }
        let wording = wording(set, &known, document, score, coverage, day);
        if found.iter().all(|other| other.code != wording.code || other.is_family != wording.is_family) {
            found.push(wording);
        }
    }
    found
}

fn known(text: &str) -> Vec<Known> {
    let vocabulary = index::vocabulary();
    let known = |word: Word| {
        let number = vocabulary.get(word.text.as_bytes())?.value() as usize;
        Some(Known { word, postings: index::postings(number)? })
    };
    normal::words(text).into_iter().filter_map(known).collect()
}

fn wording(set: &CodeSet, known: &[Known], document: u16, score: f32, coverage: f32, day: Date) -> Wording {
    let has = |each: &&Known| {
        index::documents_of(each.postings.needed)
            .chain(index::documents_of(each.postings.spare))
            .any(|at| at == document)
    };
    let mut words: Vec<Span> = known.iter().filter(has).map(|each| Span::new(each.word.start, each.word.end)).collect();
    let mut row = index::row_of(document);
    if let Some(sides) = row.and_then(index::sides_of) {
        let side = known.iter().find_map(|each| {
            let at = ["right", "left", "bilateral"].iter().position(|side| *side == each.word.text)?;
            Some((sides[at]?, Span::new(each.word.start, each.word.end)))
        });
        if let Some((sided, span)) = side {
            row = Some(sided);
            words.push(span);
        }
    }
    words.sort_by_key(|span| (span.start, span.end));
    words.dedup();
    let reached = row.and_then(|row| set.in_force(row, day));
    let is_own = index::source_of(document) == Source::Own;
    Wording {
        code: reached.map(|(code, _)| code),
        is_family: reached.is_some_and(|(_, is_family)| is_family),
        score,
        coverage,
        is_own,
        words,
        asks: if is_own { index::asks_of(document).collect() } else { Vec::new() },
    }
}
