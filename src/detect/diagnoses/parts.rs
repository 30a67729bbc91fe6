//! The parts of a statement: what stands between commas, "and", "due to".
//!
//! "Hypertension, CKD stage 3 and anemia due to iron deficiency" names three conditions and a cause. The text is cut at the
//! words that join conditions; what a part means, and whether two belong together ("nausea and vomiting"), the wordings
//! decide.

use std::ops::Range;

/// How a part is joined to the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// It is the first.
    Start,
    /// A comma, a semicolon, a bracket.
    Comma,
    /// "and", "/"
    And,
    /// "with", "complicated by"
    With,
    /// "due to", "secondary to"
    Cause,
    /// "versus", "or": one of several that are considered.
    Versus,
    /// "consistent with", "likely": what the provider takes it for.
    Hedge,
    /// "for": what something is done about ("screening for"), or only told about.
    For,
    /// "given", "based on": what the statement rests on.
    Reason,
    /// The end of a title: a dash, a colon. What is after it is about the title.
    Tail,
    /// A verb, or another word that no wording holds.
    Prose,
}

/// A part of a statement, in the folded text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Part {
    pub range: Range<usize>,
    pub joint: Joint,
}

/// The words that join parts, longest first where one begins another. Letters only at both edges of a word.
const JOINTS: &[(&str, Joint)] = &[
    ("as well as", Joint::And),
    ("along with", Joint::And),
    ("and also", Joint::And),
    ("and", Joint::And),
    ("&", Joint::And),
    ("+", Joint::And),
    ("plus", Joint::And),
    ("in the setting of", Joint::Cause),
    ("in setting of", Joint::Cause),
    ("as a result of", Joint::Cause),
    ("resulting from", Joint::Cause),
    ("felt secondary to", Joint::Cause),
    ("because of", Joint::Cause),
    ("secondary to", Joint::Cause),
    ("related to", Joint::Cause),
    ("attributed to", Joint::Cause),
    ("caused by", Joint::Cause),
    ("due to", Joint::Cause),
    ("from", Joint::Cause),
    ("2/2", Joint::Cause),
    ("d/t", Joint::Cause),
    ("most consistent with", Joint::Hedge),
    ("consistent with", Joint::Hedge),
    ("in keeping with", Joint::Hedge),
    ("c/w", Joint::Hedge),
    ("compatible with", Joint::Hedge),
    ("suspicious for", Joint::Hedge),
    ("concerning for", Joint::Hedge),
    ("suggestive of", Joint::Hedge),
    ("most likely", Joint::Hedge),
    ("likely", Joint::Hedge),
    ("probably", Joint::Hedge),
    ("possibly", Joint::Hedge),
    ("presumably", Joint::Hedge),
    ("complicated by", Joint::With),
    ("associated with", Joint::With),
    ("superimposed upon", Joint::With),
    ("superimposed on", Joint::With),
    ("with", Joint::With),
    ("w/", Joint::With),
    ("without", Joint::With),
    ("versus", Joint::Versus),
    ("vs.", Joint::Versus),
    ("vs", Joint::Versus),
    ("or", Joint::Versus),
    ("for", Joint::For),
    ("as evidenced by", Joint::Reason),
    ("evidenced by", Joint::Reason),
    ("as manifested by", Joint::Reason),
    ("manifested by", Joint::Reason),
    ("based on", Joint::Reason),
    ("in light of", Joint::Reason),
    ("in view of", Joint::Reason),
    ("given", Joint::Reason),
];

/// Words of prose that no wording of a condition holds.
const PROSE: &[&str] = &[
    "is",
    "was",
    "are",
    "were",
    "has",
    "had",
    "have",
    "having",
    "who",
    "which",
    "that",
    "this",
    "presents",
    "presenting",
    "presented",
    "present",
    "appears",
    "remains",
    "developed",
    "revealed",
    "showed",
    "shows",
    "underwent",
    "felt",
    "noted",
    "found",
    "will",
    "may",
    "might",
    "seems",
    "be",
    "been",
    "causing",
    "here",
    "today",
    "she",
    "he",
    "they",
    "i",
    "we",
    "it",
    "now",
    "but",
    "does",
    "did",
    "do",
    "call",
    "called",
    "spoke",
    "recommend",
    "continue",
    "diagnosis",
];

/// Cuts a statement, also at the codes that stand in it; ranges are of `text`.
pub(super) fn cut(text: &str, range: Range<usize>, codes: &[String]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let (mut start, mut joint, mut at) = (range.start, Joint::Start, range.start);
    while at < range.end {
        let Some((length, next)) = code_at(text, &range, at, codes).or_else(|| joint_at(text, &range, at)) else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
            continue;
        };
        push(text, start..at, joint, &mut parts);
        (start, joint, at) = (at + length, next, at + length);
    }
    push(text, start..range.end, joint, &mut parts);
    parts
}

fn push(text: &str, range: Range<usize>, joint: Joint, parts: &mut Vec<Part>) {
    let words = &text[range.clone()];
    let left = words.len() - words.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
    let words = words[left..].trim_end_matches(|c: char| !c.is_alphanumeric());
    if words.contains(char::is_alphabetic) {
        parts.push(Part { range: range.start + left..range.start + left + words.len(), joint });
    }
}

/// A code at a place, with or without its dot, which parts what is before it from what is after it. `codes` are sorted,
/// without dots.
fn code_at(text: &str, range: &Range<usize>, at: usize, codes: &[String]) -> Option<(usize, Joint)> {
    let rest = &text.as_bytes()[at..range.end];
    let shaped = matches!(rest, [letter, digit, ..] if letter.is_ascii_alphabetic() && digit.is_ascii_alphanumeric());
    if codes.is_empty() || !shaped || text[range.start..at].ends_with(char::is_alphanumeric) {
        return None;
    }
    let length = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'.').count();
    let word = text[at..at + length].trim_end_matches('.');
    let bare = word.replace('.', "").to_ascii_uppercase();
    codes.binary_search(&bare).is_ok().then_some((word.len(), Joint::Comma))
}

/// The joint that begins at a place, and its length.
fn joint_at(text: &str, range: &Range<usize>, at: usize) -> Option<(usize, Joint)> {
    let rest = &text[at..range.end];
    let before = text[range.start..at].chars().next_back();
    let first = rest.chars().next()?;
    match first {
        ',' | ';' | '(' | ')' | '[' | ']' => return Some((1, Joint::Comma)),
        ':' => return Some((1, Joint::Tail)),
        '.' if ends_sentence(&text[range.start..at], &rest[1..]) => return Some((1, Joint::Tail)),
        '/' if before.is_some_and(|c| c.is_alphabetic()) && word_before(text, range.start, at) > 3 => {
            return Some((1, Joint::And));
        }
        '-' if before.is_none_or(|c| c == ' ') && rest[1..].starts_with([' ', '-', '>']) => {
            return Some((1, Joint::Tail));
        }
        _ => {}
    }
    if before.is_some_and(char::is_alphanumeric) {
        return None;
    }
    if let Some(title) = ["Mr.", "Ms.", "Mrs.", "Dr."].iter().find(|title| rest.starts_with(**title)) {
        return Some((title.len(), Joint::Prose));
    }
    let starts = |words: &str| {
        rest.get(..words.len()).is_some_and(|head| head.eq_ignore_ascii_case(words))
            && !(words.ends_with(char::is_alphanumeric) && rest[words.len()..].starts_with(char::is_alphanumeric))
    };
    if let Some((words, joint)) = JOINTS.iter().find(|(words, _)| starts(words)) {
        return Some((words.len(), *joint));
    }
    PROSE
        .iter()
        .find(|word| starts(word) && !rest[word.len()..].starts_with('-'))
        .map(|word| (word.len(), Joint::Prose))
}

/// Letters of the word that ends at a place.
fn word_before(text: &str, start: usize, at: usize) -> usize {
    text[start..at].chars().rev().take_while(|c| c.is_alphabetic()).count()
}

/// Whether a full stop ends a sentence; one without a space after it ends a word of three letters or more.
fn ends_sentence(before: &str, after: &str) -> bool {
    let letters = before.chars().rev().take_while(|c| c.is_alphabetic()).count();
    let spaced = after.starts_with(' ') && after.len() > 1 && !abbreviates(before);
    spaced || letters > 2 && after.starts_with(char::is_alphabetic)
}

/// Whether a full stop ends an abbreviation.
fn abbreviates(before: &str) -> bool {
    let word = before.rsplit([' ', '(']).next().unwrap_or_default();
    word.len() == 1
        || word.contains('.')
        || matches!(word.to_ascii_lowercase().as_str(), "vs" | "dr" | "st" | "mt" | "no" | "sec")
}
