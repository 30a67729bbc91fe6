//! Whether words are about a time before this illness.
//!
//! "Prior DVT of the right leg 2015" says nothing about the thrombosis of today. But "hx of severe asthma" is how notes
//! say that a patient has it, and "since 2015" how long.

use super::super::assertion::Asserted;
use crate::base::Effect;
use crate::note::Note;
use std::ops::Range;

/// Words in front that put what follows into the past.
const EARLIER: [&str; 6] = ["prior", "previous", "former", "remote", "previously", "formerly"];
/// Words behind that do.
const BEHIND: [&str; 15] = [
    "years ago",
    "year ago",
    "yrs ago",
    "decades ago",
    "last year",
    "as a child",
    "as a teen",
    "as a kid",
    "as a toddler",
    "as a baby",
    "as an infant",
    "in childhood",
    "in the past",
    "in infancy",
    "in college",
];
/// Words of a history that is still there.
const HISTORY: [&str; 6] = ["history", "hx", "h/o", "known", "pmh", "pmhx"];
/// Words before a year or a span that say since when, and not when.
const SINCE: [&str; 9] = ["since", "from", "dx", "diagnosed", "began", "started", "onset", "for", "starting"];
/// Words that are read in front.
const AHEAD: usize = 4;
/// How far behind is read, in bytes.
const REACH: usize = 70;

/// Whether the words at a range of the folded text are about the past.
pub(super) fn is_past(note: &Note, range: &Range<usize>, sentence: usize, asserted: &Asserted) -> bool {
    let line = note.folded.sentence(sentence);
    let text = note.folded.text();
    let before = text[line.start..range.start].to_lowercase();
    let before = before.rsplit([';', '.', ':', ',']).next().unwrap_or_default();
    let words: Vec<&str> = words_of(before).collect();
    let mut ahead = words.iter().enumerate().rev().take(AHEAD);
    let led = ahead.any(|(at, word)| EARLIER.contains(word) && words.get(at + 1) != Some(&"to"));
    // The words may begin with it: "prior MRSA pneumonia".
    let own = text[range.clone()].to_lowercase();
    let opens = words_of(&own).next().is_some_and(|word| EARLIER.contains(&word));
    let after = text[range.end..line.end].to_lowercase();
    // "Past ear infection", but "for the past 3 days".
    let past = words.last() == Some(&"past") && words.len() == 1;
    led || opens || past || is_dated(before, &after) || is_told_as_past(note, sentence, asserted)
}

fn words_of(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Whether a year or "years ago" stands behind, in the same clause, or "in the past" in front.
fn is_dated(before: &str, after: &str) -> bool {
    // "DVT, 2015"
    let after = after.strip_prefix(", ").filter(|rest| year_in(rest) == Some(0)).unwrap_or(after);
    let mut end = after.find([';', '.', ',']).unwrap_or(after.len()).min(REACH);
    while !after.is_char_boundary(end) {
        end -= 1;
    }
    let after = &after[..end];
    let when = BEHIND.iter().filter_map(|words| after.find(words)).min();
    let since = |end: usize| words_of(&after[..end]).rev().take(AHEAD).any(|word| SINCE.contains(&word));
    let front = BEHIND.iter().any(|words| before.trim_start().starts_with(words));
    when.into_iter().chain(year_in(after)).any(|at| !since(at)) || front
}

/// Where a year of the last or this century stands.
fn year_in(text: &str) -> Option<usize> {
    let mut at = 0;
    for word in text.split(|c: char| !c.is_ascii_alphanumeric()) {
        let is_year = word.len() == 4
            && (word.starts_with("19") || word.starts_with("20"))
            && word.bytes().all(|b| b.is_ascii_digit());
        if is_year {
            return Some(at);
        }
        at += word.len() + 1;
    }
    None
}

/// Whether a cue of the past concerns the words, other than one of a history that is still there.
fn is_told_as_past(note: &Note, sentence: usize, asserted: &Asserted) -> bool {
    let heading = note.sections[note.sentences[sentence].section].heading;
    let cues = asserted.cues.iter().filter(|cue| cue.effect == Effect::Historical && Some(cue.span) != heading);
    cues.into_iter().any(|cue| {
        let words = note.words(cue.span).to_lowercase();
        !HISTORY.iter().any(|known| words.contains(known)) || EARLIER.iter().any(|earlier| words.contains(earlier))
    })
}
