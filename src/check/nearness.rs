//! Which of several places is nearest in meaning to what it is evidence for.
//!
//! A note may say the same thing several times. What stands under the problem itself is about it; a sentence that names
//! the condition probably is; the rest may be. Readers look at the first place that is shown, so the nearest comes first.

use crate::base::Span;
use crate::note::Note;

/// Words of wordings that many conditions share.
const COMMON: [&str; 18] = [
    "with", "without", "pain", "disease", "disorder", "syndrome", "acute", "chronic", "mild", "moderate", "severe",
    "type", "stage", "right", "left", "likely", "history", "status",
];

/// The words of a wording that distinguish, and where its problem is.
pub(super) struct Nearness<'n> {
    note: &'n Note,
    problem: Option<Span>,
    names: Vec<String>,
}

impl<'n> Nearness<'n> {
    /// To words of a note; `None` for what has none.
    pub fn to(note: &'n Note, words: Option<Span>) -> Nearness<'n> {
        let problem = words.and_then(|span| note.problem_at(span.start)).map(|problem| problem.span);
        let wording = words.and_then(|span| note.source.text().get(span.range())).unwrap_or_default();
        let names = telling(wording).filter_map(|word| Some(stem(word)?.to_lowercase())).collect();
        Nearness { note, problem, names }
    }

    /// How far away a place is: 0 under the same problem, 1 in a sentence that names the condition, 2 elsewhere.
    pub fn of(&self, place: Span) -> u8 {
        match self.problem {
            Some(problem) if problem.contains(place) => 0,
            _ if self.is_named_beside(place) => 1,
            _ => 2,
        }
    }

    fn is_named_beside(&self, place: Span) -> bool {
        let sentences = &self.note.sentences;
        let at = sentences.partition_point(|sentence| sentence.span.end <= place.start);
        let Some(sentence) = sentences.get(at) else { return false };
        let around = self.around(place, sentence.span);
        if is_list(around) {
            return false;
        }
        let named = |word: &str| {
            let word = word.to_lowercase();
            self.names.iter().any(|name| word.starts_with(name.as_str()))
        };
        telling(around).any(named)
    }

    /// The words of a sentence around a place: sentences may be as long as the note.
    fn around(&self, place: Span, sentence: Span) -> &'n str {
        /// Bytes on each side.
        const REACH: usize = 200;
        let text = self.note.source.text();
        let (mut start, mut end) =
            (place.start.saturating_sub(REACH).min(text.len()), (place.end + REACH).min(text.len()));
        while !text.is_char_boundary(start) {
            start += 1;
        }
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let (start, end) = (start.max(sentence.start), end.min(sentence.end));
        if start < end { self.note.words(Span::new(start, end)) } else { "" }
    }
}

/// Whether a sentence only lists words, as those by which a document is found: each has its own subject.
fn is_list(sentence: &str) -> bool {
    /// The fewest members.
    const LEAST: usize = 8;
    /// Words of a member.
    const LONGEST: usize = 3;
    let members = || sentence.split(',');
    let short = members().filter(|member| member.split_whitespace().count() <= LONGEST).count();
    short >= LEAST && short * 5 >= members().count() * 4
}

/// The words of a text that are not shared by many conditions.
fn telling(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 1);
    words.filter(|word| !COMMON.iter().any(|common| common.eq_ignore_ascii_case(word)))
}

/// What the forms of a word have in common: "stenos" of "stenosis" and "stenosed"; an abbreviation as it is. `None` for
/// short words, which are mostly particles.
fn stem(word: &str) -> Option<&str> {
    /// Letters that change at the end.
    const ENDING: usize = 3;
    /// The fewest letters that distinguish.
    const LEAST: usize = 4;
    let is_abbreviation = word.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    if is_abbreviation || word.len() == LEAST {
        return Some(word);
    }
    (word.len() > LEAST).then(|| word.get(..(word.len() - ENDING).max(LEAST))).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::note::{Context, Headings, Source};

    fn ranks(text: &str, of: &str, places: &[&str]) -> Vec<u8> {
        let none: [(&str, _, _); 0] = [];
        let note = Note::read(Source::from_text("note", text), Context::default(), &Headings::new(none));
        let span = |words: &str| {
            let start = text.find(words).unwrap();
            Span::new(start, start + words.len())
        };
        let nearness = Nearness::to(&note, Some(span(of)));
        places.iter().map(|place| nearness.of(span(place))).collect()
    }

    #[test]
    fn a_sentence_that_names_the_condition_is_nearer_than_another() {
        let text = "Disc height is lost at L2-3. The canal is stenosed at L4-5. Spinal stenosis.";
        assert_eq!(ranks(text, "Spinal stenosis", &["L2-3", "L4-5"]), [2, 1]);
    }

    #[test]
    fn words_that_begin_alike_are_not_the_same() {
        let text = "Hyperlipidemia since 2010. Hypertensive at the dentist. Hypertension.";
        assert_eq!(ranks(text, "Hypertension.", &["2010", "dentist"]), [2, 1]);
    }
}
