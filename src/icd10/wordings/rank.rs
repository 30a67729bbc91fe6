//! Compares a text with the names that share a rare word with it.
//!
//! What the text has of a name counts for it by weight; what the name needs and the text lacks counts against it. The
//! score is not a probability: it orders the names that one text may mean.

use super::history::history_of;
use super::index::{self, Source};
use super::query::{Query, QueryWord};
use super::refine;
use super::{Asked, MOST, Wording};
use crate::base::Date;
use crate::icd10::set::CodeSet;

/// How much a missing word counts against a name, next to the same word present.
const MISSING: f32 = 0.5;
/// How much more if it names a part of the body, and the text names others.
const ELSEWHERE: f32 = 0.3;
/// A name without a place, of a text with one.
const UNPLACED: f32 = 1.0;
/// A name of nothing but what the text gives as the cause: "hypotension due to pneumonia".
const ONLY_CAUSE: f32 = 4.0;
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
/// How many names are weighed for one text; only those with many common words have more.
const MOST_WEIGHED: usize = 2500;
/// The share that the text must have of a name that the project lists.
const OWN_COVERAGE: f32 = 0.7;
/// A text of so few words may lack much of the name that it means.
const SHORT: u32 = 2;
/// What counts as nothing among sums of weights.
const NOTHING: f32 = 0.1;

/// A name that the text may mean.
pub(super) struct Candidate {
    pub document: usize,
    pub score: f32,
    pub coverage: f32,
    /// The words of the query that it has, as bits.
    pub used: u64,
}

/// The conditions that a text may name, best first.
pub(super) fn ranked(set: &CodeSet, text: &str, day: Date, asked: Asked) -> Vec<Wording> {
    let query = Query::read(text);
    let mut best = candidates(&query, asked);
    best.sort_by(|one, other| other.score.total_cmp(&one.score).then(one.document.cmp(&other.document)));
    let mut found: Vec<Wording> = Vec::new();
    let mut rows: Vec<Option<u16>> = Vec::new();
    for candidate in best.iter().take(MOST * 2) {
        let (row, used) = reached(set, &query, candidate, found.len() < MOST_REFINED);
        // Many names of one code are no news, and to look the code up costs as much as to weigh a name.
        if rows.contains(&row) {
            continue;
        }
        rows.push(row);
        let wording = wording(set, &query, candidate, row, used, day);
        if found.is_empty() {
            found.extend(past(set, &query, candidate, &wording, day));
        }
        if found.iter().all(|other| other.code != wording.code || other.is_family != wording.is_family) {
            found.push(wording);
        }
        if found.len() == MOST {
            break;
        }
    }
    found
}

/// The names that share a rare word with a text, the rarest first. A word is not opened if what the text has besides the
/// rarer ones is too little for one of the best.
fn candidates(query: &Query, asked: Asked) -> Vec<Candidate> {
    let mut opening: Vec<&QueryWord> = query.words.iter().filter(|word| word.opens).collect();
    opening.sort_by_key(|word| index::keys_of(word.number).len());
    let mut seen = vec![0u64; index::count() / 64 + 1];
    let mut found: Vec<Candidate> = Vec::new();
    let mut best = Best::default();
    let mut left = MOST_WEIGHED;
    let mut rest: f32 = query.words.iter().map(|word| word.entry.weight * word.credit).sum();
    for word in opening {
        if rest + WHOLE + OWN < best.least() {
            break;
        }
        rest -= word.entry.weight * word.credit;
        for document in index::keys_of(word.number) {
            let (slot, bit) = (document / 64, 1 << (document % 64));
            match seen.get_mut(slot) {
                Some(bits) if *bits & bit == 0 => *bits |= bit,
                _ => continue,
            }
            if let Some(candidate) = weigh(query, document, asked) {
                best.add(candidate.score);
                found.push(candidate);
            }
            left -= 1;
            if left == 0 {
                return found;
            }
        }
    }
    found
}

/// The scores of the names that are looked at in the end.
#[derive(Default)]
struct Best([f32; MOST * 2]);

impl Best {
    /// The lowest of them; 0 while there are fewer.
    fn least(&self) -> f32 {
        self.0[0]
    }

    fn add(&mut self, score: f32) {
        if score > self.0[0] {
            let place = self.0.partition_point(|known| *known < score) - 1;
            self.0.copy_within(1..=place, 0);
            self.0[place] = score;
        }
    }
}

/// What a text has of a name; `None` if that is too little.
fn weigh(query: &Query, document: usize, asked: Asked) -> Option<Candidate> {
    let (mut gain, mut met, mut cost, mut elsewhere) = (0.0, 0.0, 0.0, 0.0);
    let (mut placed, mut named, mut headed, mut lacks, mut used) = (false, false, false, false, 0u64);
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
        headed |= entry.is_generic && credit > 0.0;
        lacks |= credit == 0.0;
        named |= !entry.is_place && !entry.is_generic && credit > 0.0;
    }
    let coverage = met / f32::max(cost, NOTHING);
    let missing = cost - met;
    // "Kidney disease" is a condition, "disease" and "kidney" are none; a compound of both is one for whoever asks.
    named |= headed && placed && if asked == Asked::Alone { !lacks } else { missing < NOTHING };
    if !named || coverage < super::layout::LEAST_COVERAGE {
        return None;
    }
    // A part of a name is not enough if the text has more to say, or if the name is an everyday one, which is short.
    let source = index::source_of(document);
    if missing > NOTHING && asked == Asked::InText {
        let alone = used.count_ones() < 2;
        let is_own = source == Source::Own;
        if alone && (is_own || query.known > SHORT) || is_own && coverage < OWN_COVERAGE {
            return None;
        }
    }
    let mut score = gain - MISSING * missing - index::prior_of(document);
    if query.causes != 0 && used & !query.causes == 0 {
        score -= ONLY_CAUSE;
    }
    if query.has_place {
        score -= ELSEWHERE * elsewhere + if placed { 0.0 } else { UNPLACED };
    }
    if missing < NOTHING {
        // The code of a whole name may take the side that the text names: "ulcer of left ankle" says all of "ankle ulcer".
        let side = index::row_of(document).map_or(0.0, |row| refine::side_weight(query, row, used));
        gain += side;
        score += WHOLE + side;
        if source == Source::Own {
            score += OWN + if gain > query.weight - NOTHING { EXACT } else { 0.0 };
        }
    }
    (score > 0.0).then_some(Candidate { document, score, coverage, used })
}

/// The history of the condition, if that is what the text says.
fn past(set: &CodeSet, query: &Query, candidate: &Candidate, condition: &Wording, day: Date) -> Option<Wording> {
    let (row, used) = history_of(query, condition.code?, candidate.used, |code| set.row(code))?;
    let (code, is_family) = set.in_force(row, day)?;
    let words = query.spans(used);
    Some(Wording { code: Some(code), is_family, words, is_own: false, asks: Vec::new(), ..condition.clone() })
}

/// The row that a name leads to, with what the text says beside it, and the words that say so, as bits.
fn reached(set: &CodeSet, query: &Query, candidate: &Candidate, is_refined: bool) -> (Option<u16>, u64) {
    let used = candidate.used;
    let Some(start) = index::row_of(candidate.document) else { return (None, used) };
    let (start, before) = if is_refined { refine::by_words(set, query, start, used) } else { (start, used) };
    let (refined, more) = refine::by_side(query, start, before);
    (Some(refined), used | more)
}

fn wording(set: &CodeSet, query: &Query, candidate: &Candidate, row: Option<u16>, used: u64, day: Date) -> Wording {
    let code = row.and_then(|row| set.in_force(row, day));
    let is_own = index::source_of(candidate.document) == Source::Own;
    Wording {
        code: code.map(|(code, _)| code),
        is_family: code.is_some_and(|(_, is_family)| is_family),
        score: candidate.score,
        coverage: candidate.coverage,
        is_own,
        words: query.spans(used),
        asks: if is_own { index::asks_of(candidate.document).collect() } else { Vec::new() },
    }
}
