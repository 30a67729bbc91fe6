//! Compares a text with the names that share a rare word with it.
//!
//! What the text has of a name counts for it by weight; what the name needs and the text lacks counts against it. The
//! score is not a probability: it orders the names that one text may mean.

use super::index::{self, Source};
use super::query::Query;
use super::refine;
use super::{MOST, Wording};
use crate::base::Date;
use crate::icd10::set::CodeSet;

/// How much a missing word counts against a name, next to the same word present.
const MISSING: f32 = 0.5;
/// How much more if it names a part of the body, and the text names others.
const ELSEWHERE: f32 = 0.3;
/// A name without a place, of a text with one.
const UNPLACED: f32 = 1.0;
/// What a name may do without counts less than what it needs.
const SPARE: f32 = 0.8;
/// The text has the whole name.
const WHOLE: f32 = 0.5;
/// The whole name is one of the project's.
const OWN: f32 = 0.7;
/// That, and the text says nothing else.
const EXACT: f32 = 3.0;
/// How many of the best names are refined by what the text says beside them.
const MOST_REFINED: usize = 3;
/// What counts as nothing among sums of weights.
const NOTHING: f32 = 0.1;

/// A name that the text may mean.
pub(super) struct Candidate {
    pub document: u16,
    pub score: f32,
    pub coverage: f32,
    /// The words of the query that it has, as bits.
    pub used: u64,
}

/// The conditions that a text may name, best first.
pub(super) fn ranked(set: &CodeSet, text: &str, day: Date) -> Vec<Wording> {
    let query = Query::read(text);
    let mut best = candidates(&query);
    best.sort_by(|one, other| other.score.total_cmp(&one.score).then(one.document.cmp(&other.document)));
    let mut found: Vec<Wording> = Vec::new();
    for candidate in best.iter().take(MOST * 2) {
        let wording = wording(set, &query, candidate, found.len() < MOST_REFINED, day);
        if found.iter().all(|other| other.code != wording.code || other.is_family != wording.is_family) {
            found.push(wording);
        }
        if found.len() == MOST {
            break;
        }
    }
    found
}

fn candidates(query: &Query) -> Vec<Candidate> {
    let mut seen = vec![0u64; index::count() / 64 + 1];
    let mut found = Vec::new();
    for word in &query.words {
        if !word.opens {
            continue;
        }
        for document in index::keys_of(word.number) {
            let (slot, bit) = (usize::from(document) / 64, 1 << (document % 64));
            match seen.get_mut(slot) {
                Some(bits) if *bits & bit == 0 => *bits |= bit,
                _ => continue,
            }
            found.extend(weigh(query, document));
        }
    }
    found
}

/// What a text has of a name; `None` if that is too little.
fn weigh(query: &Query, document: u16) -> Option<Candidate> {
    let (mut gain, mut met, mut cost, mut elsewhere) = (0.0, 0.0, 0.0, 0.0);
    let (mut placed, mut named, mut headed, mut used) = (false, false, false, 0u64);
    for (number, is_needed) in index::words_of(document) {
        let known = query.find(number);
        let entry = match known {
            Some(word) => word.entry,
            None if is_needed => index::entry(number)?,
            None => continue,
        };
        let credit = known.map_or(0.0, |word| word.credit);
        if let Some(word) = known {
            used |= word.from;
        }
        if !is_needed {
            gain += entry.weight * credit * SPARE;
            continue;
        }
        gain += entry.weight * credit;
        met += entry.cost() * credit;
        cost += entry.cost();
        if entry.is_place {
            elsewhere += entry.cost() * (1.0 - credit);
        }
        placed |= entry.is_place && credit > 0.0;
        headed |= entry.is_generic && credit >= 1.0;
        named |= !entry.is_place && !entry.is_generic && credit > 0.0;
    }
    let coverage = met / f32::max(cost, NOTHING);
    let missing = cost - met;
    // "Kidney disease" is a condition, "disease" and "kidney" are none.
    named |= headed && placed && missing < NOTHING;
    if !named || coverage < super::layout::LEAST_COVERAGE {
        return None;
    }
    let mut score = gain - MISSING * missing - index::prior_of(document);
    if query.has_place {
        score -= ELSEWHERE * elsewhere + if placed { 0.0 } else { UNPLACED };
    }
    if missing < NOTHING {
        score += WHOLE;
        if index::source_of(document) == Source::Own {
            score += OWN + if gain > query.weight - NOTHING { EXACT } else { 0.0 };
        }
    }
    (score > 0.0).then_some(Candidate { document, score, coverage, used })
}

fn wording(set: &CodeSet, query: &Query, candidate: &Candidate, is_refined: bool, day: Date) -> Wording {
    let document = candidate.document;
    let mut used = candidate.used;
    let mut row = index::row_of(document);
    if let Some(start) = row {
        let (start, before) = if is_refined { refine::by_words(set, query, start, used) } else { (start, used) };
        let (refined, more) = refine::by_side(query, start, before);
        row = Some(refined);
        used |= more;
    }
    let reached = row.and_then(|row| set.in_force(row, day));
    let is_own = index::source_of(document) == Source::Own;
    Wording {
        code: reached.map(|(code, _)| code),
        is_family: reached.is_some_and(|(_, is_family)| is_family),
        score: candidate.score,
        coverage: candidate.coverage,
        is_own,
        words: query.spans(used),
        asks: if is_own { index::asks_of(document).collect() } else { Vec::new() },
    }
}
