//! What belongs to a diagnosis: its names, and the findings that rules connect with it.

use crate::detect::Diagnosis;
use crate::icd10::CodeSet;
use crate::rule::{ConceptId, Condition, RuleSet};

/// Words of a name that say nothing by themselves.
const EMPTY: [&str; 26] = [
    "the",
    "of",
    "and",
    "with",
    "without",
    "left",
    "right",
    "acute",
    "chronic",
    "unspecified",
    "other",
    "disease",
    "disorder",
    "syndrome",
    "due",
    "type",
    "mild",
    "moderate",
    "severe",
    "not",
    "elsewhere",
    "classified",
    "nos",
    "stage",
    "likely",
    "history",
];

/// The words of a name, all of which a sentence must have.
pub(super) struct Name(Vec<String>);

impl Name {
    fn of(words: &str) -> Option<Name> {
        let all = words.to_lowercase();
        let words = all.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 1 && !EMPTY.contains(word));
        let words: Vec<String> = words.map(str::to_owned).collect();
        (!words.is_empty()).then_some(Name(words))
    }

    /// Whether a sentence in lower case has all its words, each at a word's beginning.
    pub fn is_in(&self, sentence: &str) -> bool {
        self.0.iter().all(|word| {
            sentence.match_indices(word.as_str()).any(|(at, _)| {
                let whole = word.len() > 4 || !sentence[at + word.len()..].starts_with(|c: char| c.is_alphanumeric());
                whole && !sentence[..at].ends_with(|c: char| c.is_alphanumeric())
            })
        })
    }
}

/// The names of a diagnosis: its own wording, and the title of its code up to the first comma.
pub(super) fn names_of(wording: &str, diagnosis: &Diagnosis) -> Vec<Name> {
    let title = diagnosis.code().and_then(|code| CodeSet::builtin().find(code)?.title().map(|title| title.to_string()));
    let title = title.as_deref().and_then(|title| title.split([',', '(']).next());
    [Some(wording), title].into_iter().flatten().filter_map(Name::of).collect()
}

/// The concepts that stand beside a diagnosis in the conditions of rules: what a reader looks for when it is assessed.
pub(super) fn concepts_beside(rules: &RuleSet, diagnosis: &Diagnosis) -> Vec<ConceptId> {
    let Some(code) = diagnosis.codes.first() else { return Vec::new() };
    let code = code.trim_end_matches(['-', '.']);
    let mut found = Vec::new();
    for rule in &rules.rules {
        let conditions = rule.check.as_kind().conditions();
        if conditions.iter().any(|condition| names(condition, code)) {
            conditions.iter().for_each(|condition| concepts(condition, &mut found));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Whether a condition asks for a diagnosis with this code.
fn names(condition: &Condition, code: &str) -> bool {
    match condition {
        Condition::All(parts) | Condition::Any(parts) | Condition::AtLeast(_, parts) => {
            parts.iter().any(|part| names(part, code))
        }
        Condition::Diagnosis(asked) => asked.of.iter().any(|pattern| match pattern.strip_suffix(['*', '-']) {
            Some(family) => code.starts_with(family.trim_end_matches('.')),
            None => pattern == code,
        }),
        _ => false,
    }
}

fn concepts(condition: &Condition, found: &mut Vec<ConceptId>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) | Condition::AtLeast(_, parts) => {
            parts.iter().for_each(|part| concepts(part, found));
        }
        Condition::Concept(evidence) => found.extend_from_slice(&evidence.concepts),
        _ => {}
    }
}
