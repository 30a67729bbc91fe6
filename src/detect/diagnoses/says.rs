//! What a sentence says about the words in it: that they are concluded, reasoned, told, or what the next words are about.
//!
//! In a list every wording is a diagnosis unless it says otherwise; in prose only where such words say so.

use super::super::mentions::Place;
use super::stated::{Form, Stated, whole};
use crate::note::Note;

/// Words with which a provider concludes.
const CONCLUDES: [&str; 37] = [
    "therefore has",
    "diagnosis therefore",
    "i have diagnosed",
    "assessment is",
    "assessment today is",
    "consider this",
    "diagnosis is",
    "diagnosis of",
    "diagnosed with",
    "newly diagnosed",
    "diagnosis was",
    "felt to have",
    "felt that",
    "felt she had",
    "felt he had",
    "felt the patient had",
    "i believe",
    "i think",
    "i suspect",
    "we believe",
    "we think",
    "we suspect",
    "impression is",
    "impression was",
    "findings are consistent with",
    "findings are in keeping with",
    "picture is that of",
    "confirm",
    "confirms",
    "confirmed",
    "in summary",
    "in conclusion",
    "to summarize",
    "to summarise",
    "also has",
    "does have",
    "under my care for",
];

/// Words with which a sentence begins that concludes.
const BEGINS: [&str; 6] = ["likely", "most likely", "probable", "presumed", "suspected", "suspect"];

/// Words with which a provider reasons.
const REASONS: [&str; 14] = [
    "i believe",
    "i think",
    "i suspect",
    "we believe",
    "we suspect",
    "i feel",
    "likely",
    "consistent with",
    "probably",
    "suspicious for",
    "suggestive of",
    "impression is",
    "diagnosis is",
    "this is",
];

/// Words with which a course tells what the patient turned out to have.
const TELLS: [&str; 7] =
    ["developed", "presumed", "found to have", "revealed", "went on to have", "remained", "treated for"];

/// Words with which a sentence begins that takes up a problem: "Regarding her migraines, ..."
const TOPICS: [&str; 15] = [
    "regarding",
    "as regards",
    "as for",
    "as far as",
    "with respect to",
    "with regard to",
    "with regards to",
    "in regard to",
    "in regards to",
    "in terms of",
    "concerning",
    "from the standpoint of",
    "for her",
    "for his",
    "for their",
];

/// Words that announce an assessment where no heading does: "Dx - otitis externa", "Imp OA knee".
const ANNOUNCES: [&str; 6] = ["impression", "imp", "diagnosis", "diagnoses", "dx", "assessment"];

/// How a condition that is treated is doing, said right after its name.
const STATES: [&str; 13] = [
    "well controlled",
    "well-controlled",
    "poorly controlled",
    "not controlled",
    "controlled on",
    "controlled with",
    "uncontrolled",
    "stable on",
    "at goal",
    "in remission",
    "is stable",
    "is improving",
    "is worsening",
];
/// Most words of a name before that.
const NAME: usize = 6;

/// Whether a sentence lists what has only been considered.
pub(super) fn considers(note: &Note, at: usize) -> bool {
    const CONSIDERS: [&str; 5] = ["considered", "consider ", "differential", "ddx", "rule out"];
    let text = lower(note, at);
    CONSIDERS.iter().any(|words| text.starts_with(words))
}

/// Whether a sentence reasons.
pub(super) fn reasons(note: &Note, at: usize) -> bool {
    let text = lower(note, at);
    REASONS.iter().any(|words| text.contains(words))
}

/// Whether a sentence presents the patient: "70-year-old woman with ..."
pub(super) fn presents(note: &Note, at: usize) -> bool {
    const AGES: [&str; 8] = ["year-old", "year old", "years old", "month-old", "week-old", "y/o", "yo", "yr"];
    let text = lower(note, at);
    let after = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let after = after.trim_start_matches(['-', ' ']);
    after.len() < text.len() && AGES.iter().any(|age| after.starts_with(age))
        || text.contains("year-old")
        || text.contains("year old")
}

/// What a sentence concludes: what is after the words that say so.
pub(super) fn concluded(note: &Note, at: usize) -> Vec<Stated> {
    let said = after(note, at, Form::Conclusion, &CONCLUDES);
    let begins = said.is_empty() && BEGINS.iter().any(|words| is_first(&lower(note, at), words));
    if begins { vec![whole(note, at, Form::Conclusion)] } else { said }
}

/// What a sentence of a course tells, in a note without an assessment.
pub(super) fn told(note: &Note, at: usize) -> Vec<Stated> {
    let said = after(note, at, Form::Told, &TELLS);
    if !said.is_empty() {
        return said;
    }
    let head = head(note, at).map(|head| Stated { form: Form::Told, ..head });
    head.or_else(|| state(note, at)).into_iter().collect()
}

/// The name before a dash or a colon, and what is done about it after: "Hypertension - recheck in 2 weeks".
pub(super) fn head(note: &Note, at: usize) -> Option<Stated> {
    const SIGNS: [&str; 4] = [": ", " - ", " – ", " — "];
    let stated = whole(note, at, Form::Listed);
    let text = &note.folded.text()[stated.place.range.clone()];
    let end = SIGNS.iter().filter_map(|sign| text.find(sign)).min()?;
    up_to(stated, text, end)
}

/// The name before words about how a condition is doing: "HTN well controlled".
fn state(note: &Note, at: usize) -> Option<Stated> {
    let stated = whole(note, at, Form::Told);
    let text = note.folded.text()[stated.place.range.clone()].to_ascii_lowercase();
    let end = STATES.iter().filter_map(|state| text.find(state)).min()?;
    up_to(stated, &text, end)
}

/// The first words of a statement, if they are few enough to be a name.
fn up_to(mut stated: Stated, text: &str, end: usize) -> Option<Stated> {
    let words = text[..end].split_whitespace().count();
    stated.place.range.end = stated.place.range.start + end;
    (1..=NAME).contains(&words).then_some(stated)
}

/// What a sentence announces as its assessment.
pub(super) fn announced(note: &Note, at: usize) -> Option<Stated> {
    let mut stated = whole(note, at, Form::Listed);
    let text = &note.folded.text()[stated.place.range.clone()];
    let length = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let word = text[..length].to_ascii_lowercase();
    let rest = &text[length..];
    let signed = rest.trim_start().starts_with([':', '-', '–', '—', '=']);
    let short = matches!(&*word, "imp" | "dx") && rest.starts_with(' ');
    stated.place.range.start += length;
    (ANNOUNCES.contains(&&*word) && (signed || short)).then_some(stated)
}

/// The problem that a sentence of an assessment takes up.
pub(super) fn topic(note: &Note, at: usize) -> Option<Stated> {
    let mut stated = whole(note, at, Form::Listed);
    let text = &note.folded.text()[stated.place.range.clone()];
    let lower = text.to_ascii_lowercase();
    let length = TOPICS.iter().find(|words| is_first(&lower, words))?.len();
    let end = text.find([',', ':'])?;
    stated.place.range = stated.place.range.start + length..stated.place.range.start + end.max(length);
    Some(stated)
}

/// What is after each of some words in a sentence, up to the next of them.
fn after(note: &Note, at: usize, form: Form, words: &[&str]) -> Vec<Stated> {
    let stated = whole(note, at, form);
    let text = note.folded.text()[stated.place.range.clone()].to_ascii_lowercase();
    let whole_word = |at: usize, words: &str| {
        !text[..at].ends_with(char::is_alphanumeric) && !text[at + words.len()..].starts_with(char::is_alphanumeric)
    };
    let places =
        |words: &&str| text.match_indices(*words).map(|(at, words)| (at, at + words.len())).collect::<Vec<_>>();
    let mut cues: Vec<(usize, usize)> = words.iter().flat_map(places).collect();
    cues.retain(|(start, end)| whole_word(*start, &text[*start..*end]));
    cues.sort_unstable();
    let from = stated.place.range.start;
    let ends = cues.iter().skip(1).map(|(start, _)| from + start).chain([stated.place.range.end]);
    let parts = cues.iter().zip(ends).map(|((_, end), next)| from + end..next);
    let said = |range| Stated { place: Place { range, ..stated.place.clone() }, form };
    parts.filter(|range| !range.is_empty()).map(said).collect()
}

/// Whether a text begins with some words.
fn is_first(text: &str, words: &str) -> bool {
    text.strip_prefix(words).is_some_and(|rest| rest.starts_with(' '))
}

/// The words of a sentence without the number before them, in small letters.
fn lower(note: &Note, at: usize) -> String {
    note.folded.text()[note.folded.sentence(at)].to_ascii_lowercase()
}
