//! Which words are headings, and of which section.
//!
//! Spellings come in as data; this file only knows how loosely a heading may be written: letter case, full
//! stops (`H.P.I.`), `&` for "and", a remark in brackets, a date after it, two headings in one
//! (`Impression/Plan`, `X-rays and laboratory data`). The names under which an examination or a review of
//! systems is subdivided are here as well, because they decide what is *not* a section.

use crate::base::SectionKind;
use memchr::memchr2;
use std::collections::HashMap;

/// Spellings of section headings, ready to look up.
#[derive(Debug, Default)]
pub struct Headings {
    spellings: HashMap<Box<str>, Heading>,
}

/// The section that a spelling announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Heading {
    /// The kind of section.
    pub kind: SectionKind,
    /// Short or ambiguous: a heading only with a colon or alone on its line.
    pub strict: bool,
}

impl Headings {
    /// Takes (spelling, kind, strict) triples; spellings are lower case with single spaces and no colon.
    pub fn new<'a>(spellings: impl IntoIterator<Item = (&'a str, SectionKind, bool)>) -> Headings {
        let spellings = spellings
            .into_iter()
            .map(|(spelling, kind, strict)| (normal(spelling).into_boxed_str(), Heading { kind, strict }))
            .collect();
        Headings { spellings }
    }

    /// What `words` announce, if they are a heading. At most [`super::line::LABEL`] bytes are expected.
    pub(super) fn get(&self, words: &str) -> Option<Heading> {
        let words = normal(words);
        let bare = without_remark(&words);
        let without = || self.exactly(bare).filter(|_| bare.len() < words.len());
        self.exactly(&words).or_else(without).or_else(|| self.both(bare))
    }

    /// What a spelling announces; several diagnoses, and the short form, are a diagnosis.
    fn exactly(&self, words: &str) -> Option<Heading> {
        let diagnosis = || {
            let before = [" diagnoses", " dx", " dxs"].iter().find_map(|last| words.strip_suffix(last))?;
            self.spellings.get(&*format!("{before} diagnosis")).filter(|known| known.kind == SectionKind::Assessment)
        };
        self.spellings.get(words).or_else(diagnosis).copied()
    }

    /// Two headings in one: assessment with plan is both, otherwise the first one says what it is.
    fn both(&self, words: &str) -> Option<Heading> {
        const JOINTS: [&str; 4] = ["/", " and ", " - ", ", "];
        memchr2(b'/', b' ', words.as_bytes())?;
        let (first, second) = JOINTS.iter().find_map(|joint| {
            let (first, second) =
                words.split_once(joint).filter(|(first, second)| first.len().min(second.len()) > 1)?;
            Some((self.exactly(first.trim())?, self.exactly(second.trim())?))
        })?;
        let kind = match (first.kind, second.kind) {
            (SectionKind::Assessment, SectionKind::Plan) => SectionKind::AssessmentPlan,
            (kind, _) => kind,
        };
        Some(Heading { kind, strict: first.strict && second.strict })
    }
}

/// Whether `words` name a part of an examination or of a review of systems: such a line belongs to the section that it
/// is in.
pub(super) fn is_system(words: &str) -> bool {
    let words = normal(words);
    let words = without_remark(&words);
    let words = words.strip_suffix(" exam").or_else(|| words.strip_suffix(" examination")).unwrap_or(words);
    SYSTEMS.binary_search(&words).is_ok()
}

/// Lower case, single spaces, no full stops, plain apostrophes, "and" for `&` and `+`, a space for a hyphen.
fn normal(words: &str) -> String {
    let bytes = words.as_bytes();
    let word = |at: usize| matches!(bytes.get(at), Some(b'a'..=b'z' | b'0'..=b'9' | b',' | b'\''));
    let is_normal = |at: usize| match bytes[at] {
        b' ' => at > 0 && word(at - 1) && word(at + 1),
        byte => byte == b'/' || word(at),
    };
    if (0..bytes.len()).all(is_normal) {
        return words.to_owned();
    }
    let mut out = String::with_capacity(words.len() + 8);
    let mut gap = false;
    for char in words.chars() {
        let word = match char {
            '.' | '`' | '\u{FEFF}' => continue,
            '&' | '+' => {
                gap = true;
                out.push_str(if out.is_empty() { "and" } else { " and" });
                continue;
            }
            '-' if !gap => ' ',
            '–' | '—' => '-',
            '’' => '\'',
            other => other,
        };
        if word.is_whitespace() {
            gap = !out.is_empty();
            continue;
        }
        if gap && word != '/' && !out.ends_with('/') {
            out.push(' ');
        }
        gap = false;
        match word.is_ascii() {
            true => out.push(word.to_ascii_lowercase()),
            false => out.extend(word.to_lowercase()),
        }
    }
    out
}

/// Normal words without brackets, dates and numbers at their end.
fn without_remark(words: &str) -> &str {
    let words = words.split_once('(').map_or(words, |(before, _)| before);
    words.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '/' | ',' | '#' | '-' | ':'))
}

/// In the order of their letters, for binary search.
const SYSTEMS: [&str; 116] = [
    "abd",
    "abdomen",
    "abdominal",
    "allergic/immunologic",
    "appearance",
    "back",
    "back/spine",
    "breast",
    "breasts",
    "cardiac",
    "cardio",
    "cardiopulmonary",
    "cardiovascular",
    "cardiovascular system",
    "cervical spine",
    "chest",
    "chest/lungs",
    "cn",
    "cns",
    "const",
    "constitutional",
    "constitutional symptoms",
    "coord",
    "coordination",
    "cor",
    "cranial nerves",
    "cv",
    "cvs",
    "derm",
    "dermatologic",
    "ear",
    "ears",
    "ears, nose, mouth, throat",
    "endo",
    "endocrine",
    "ent",
    "ext",
    "extremities",
    "extremity",
    "exts",
    "eyes",
    "gait",
    "gastrointestinal",
    "gen",
    "general",
    "general appearance",
    "genitalia",
    "genitourinary",
    "gi",
    "gu",
    "head",
    "head and neck",
    "heart",
    "heent",
    "hem/onc",
    "hematologic",
    "hematologic/lymphatic",
    "hematology",
    "heme",
    "heme/lymph",
    "hips",
    "immunologic",
    "integument",
    "integumentary",
    "knee",
    "knees",
    "lower extremities",
    "lower extremity",
    "lumbar spine",
    "lumbosacral spine",
    "lungs",
    "lymph",
    "lymph nodes",
    "lymphatic",
    "lymphatics",
    "mental status",
    "motor",
    "mouth",
    "ms",
    "msk",
    "musculoskeletal",
    "neck",
    "neuro",
    "neurologic",
    "neurological",
    "nose",
    "oropharynx",
    "pelvic",
    "pelvis",
    "physical appearance",
    "psych",
    "psychiatric",
    "psychological",
    "pulm",
    "pulmonary",
    "range of motion",
    "rectal",
    "reflexes",
    "resp",
    "respiratory",
    "rom",
    "sensation",
    "sensory",
    "shoulder",
    "shoulders",
    "skin",
    "spine",
    "station",
    "strength",
    "thoracic spine",
    "throat",
    "thyroid",
    "upper extremities",
    "upper extremity",
    "vascular",
    "vitals/general",
];

#[cfg(test)]
mod tests {
    #[test]
    fn systems_are_in_the_order_of_their_letters() {
        assert!(super::SYSTEMS.is_sorted());
    }
}
