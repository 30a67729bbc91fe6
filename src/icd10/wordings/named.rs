//! The diseases that running text names, as in a message or in a query to a provider.
//!
//! An assessment is read by `detect`, which minds who has the condition and since when. Here it only matters whether words
//! name a disease at all: symptoms, findings and words for any disease ("infection", "injury") do not.

use super::Wording;
use crate::base::{Date, Span};
use crate::icd10::{Code, CodeSet};

/// Most words of a name that is looked for.
const LONGEST: usize = 6;
/// The coverage of a name of which nothing is missing.
const EXACT: f32 = 0.99;

/// Codes that say no more than that there is some disease or injury; pains that other chapters hold.
const VAGUE: [&str; 23] = [
    "T14", "B99", "A49", "T88", "T81.9", "M255", "M542", "M545", "M546", "M549", "M79", "H571", "H920", "N644", "G89",
    "E888", "D49", "I519", "N289", "J984", "K769", "G939", "K929",
];
/// Words with which no name begins or ends.
const SMALL: [&str; 54] = [
    "i",
    "you",
    "we",
    "it",
    "he",
    "she",
    "they",
    "can",
    "may",
    "will",
    "so",
    "has",
    "have",
    "had",
    "does",
    "did",
    "do",
    "mention",
    "mentions",
    "mentioned",
    "a",
    "an",
    "the",
    "of",
    "and",
    "or",
    "in",
    "on",
    "to",
    "with",
    "without",
    "is",
    "are",
    "was",
    "be",
    "for",
    "at",
    "by",
    "if",
    "any",
    "no",
    "not",
    "this",
    "that",
    "whether",
    "other",
    "known",
    "your",
    "her",
    "his",
    "due",
    "as",
    "please",
    "which",
];
/// Those of them that join the words of a name.
const JOINING: [&str; 8] = ["of", "the", "in", "on", "with", "without", "due", "to"];
/// Words that are no name by themselves, whatever the classification files under them.
const ALONE: [&str; 24] = [
    "injury",
    "infection",
    "disease",
    "disorder",
    "condition",
    "illness",
    "wound",
    "lesion",
    "complication",
    "trauma",
    "stress",
    "use",
    "abuse",
    "dependence",
    "delivery",
    "exposure",
    "failure",
    "shock",
    "syndrome",
    "labor",
    "pregnancy",
    "fall",
    "bleeding",
    "diagnosis",
];

/// Words that make something else of the name before them: "sepsis screening", "radicular symptoms".
const NOT_ITSELF: [&str; 26] = [
    "symptom",
    "symptoms",
    "sign",
    "signs",
    "feature",
    "features",
    "finding",
    "findings",
    "test",
    "tests",
    "region",
    "risk",
    "risks",
    "screen",
    "screening",
    "prophylaxis",
    "exam",
    "examination",
    "level",
    "levels",
    "distribution",
    "vaccine",
    "vaccination",
    "protocol",
    "precautions",
    "education",
];

/// A disease that a text names.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedDisease {
    /// The words.
    pub place: Span,
    /// Its code.
    pub code: Code,
}

impl CodeSet {
    /// The diseases that a running text names, in its order, the longest names first.
    pub fn diseases(&self, text: &str, day: Date) -> Vec<NamedDisease> {
        let words = words(text);
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            match (1..=LONGEST).rev().find_map(|length| self.name_at(text, &words, at, length, day)) {
                Some((length, named)) => {
                    found.push(named);
                    at += length;
                }
                None => at += 1,
            }
        }
        found
    }

    fn name_at(
        &self,
        text: &str,
        words: &[Word],
        at: usize,
        length: usize,
        day: Date,
    ) -> Option<(usize, NamedDisease)> {
        let window = words.get(at..at + length)?;
        let (first, last) = (window.first()?, window.last()?);
        let small = |word: &Word| SMALL.contains(&&*text[word.span.range()].to_ascii_lowercase());
        // "Heart failure as acute" is no name, "failure of the heart" is.
        let joins = |word: &Word| JOINING.contains(&&*text[word.span.range()].to_ascii_lowercase());
        if window.iter().skip(1).any(|word| word.opens || small(word) && !joins(word)) || small(first) || small(last) {
            return None;
        }
        let beside = words.get(at + length).filter(|word| !word.opens);
        let not_itself = |word: &Word| NOT_ITSELF.contains(&&*text[word.span.range()].to_ascii_lowercase());
        if not_itself(last) || beside.is_some_and(not_itself) {
            return None;
        }
        let place = Span::new(first.span.start, last.span.end);
        let named = &text[place.range()];
        if length == 1 && (named.len() < 2 || ALONE.contains(&&*named.to_ascii_lowercase())) {
            return None;
        }
        let wordings = self.wordings(named, day);
        let wording = wordings.first().filter(|wording| wording.coverage >= EXACT)?;
        let uses = |span: Span| {
            wording.words.iter().any(|word| word.start + place.start < span.end && span.start < word.end + place.start)
        };
        let code = wording.code.filter(|code| is_disease(*code))?;
        (window.iter().all(|word| small(word) || uses(word.span)) && self.is_a_name(wording, code))
            .then_some((length, NamedDisease { place, code }))
    }

    /// Whether a name is one of a condition; a single word of a title says less than the title.
    fn is_a_name(&self, wording: &Wording, code: Code) -> bool {
        if wording.is_own || wording.words.len() > 1 {
            return true;
        }
        let title =
            self.find(code).and_then(|entry| entry.title().map(|title| title.to_lowercase())).unwrap_or_default();
        let empty = ["unspecified", "of", "the", "nos", "not", "other"];
        let telling =
            title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty() && !empty.contains(word));
        telling.count() <= 1
    }
}

fn is_disease(code: Code) -> bool {
    let code = code.undotted_str();
    // Chapter 18 holds some states that a provider diagnoses: shock, sepsis with organ dysfunction, bacteremia, cachexia.
    let symptom =
        code.starts_with('R') && !["R57", "R65", "R64", "R7881"].iter().any(|family| code.starts_with(family));
    code.as_bytes()[0] <= b'T' && !symptom && !VAGUE.iter().any(|family| code.starts_with(&family.replace('.', "")))
}

/// A word, and whether a new clause begins with it.
struct Word {
    span: Span,
    opens: bool,
}

fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut start = None;
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '/');
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, inside(c)) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                let before = words.last().map_or(0, |word: &Word| word.span.end);
                let opens = words.is_empty() || text[before..from].chars().any(|c| !c.is_whitespace());
                words.push(Word { span: Span::new(from, at), opens });
                start = None;
            }
            _ => {}
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(text: &str) -> Vec<&str> {
        let found = CodeSet::builtin().diseases(text, CodeSet::last_day());
        found.into_iter().map(|disease| &text[disease.place.range()]).collect()
    }

    #[test]
    fn diseases_are_found_in_running_text() {
        assert_eq!(named("Please document sepsis and acute kidney injury."), ["sepsis", "acute kidney injury"]);
        assert_eq!(named("Acute on chronic systolic heart failure?"), ["Acute on chronic systolic heart failure"]);
        assert_eq!(named("CHF, severe protein-calorie malnutrition"), ["CHF", "severe protein-calorie malnutrition"]);
    }

    #[test]
    fn symptoms_and_words_for_any_disease_are_none() {
        for text in [
            "Does the pain travel, and how far?",
            "Please clarify the type and acuity of the diagnosis, if known.",
            "Was there an injury, or an infection?",
            "Which side is it on, or is it in the middle?",
            "Fever, cough and low back pain since Monday.",
            "Unable to determine",
            "Radicular symptoms and a radicular sign; stroke risk; sepsis screening.",
            "The type of heart disease",
        ] {
            assert_eq!(named(text), [""; 0], "{text}");
        }
    }
}
