//! The text around codes: the words before them, brackets, their place in a list, the line that introduces it.
//!
//! All of it is read once for adjacent codes, and never further than sixty characters away, so that each code costs the
//! same on a line of any length.

use super::code_cues::{self, Cue};
use super::shape::Shape;
use crate::base::{SectionKind, Span};
use crate::icd10::Code;

/// How far a cue reaches, in bytes.
const REACH: usize = 60;

/// Longest line that introduces a list, in bytes.
const LEAD: usize = 100;

/// The surroundings of adjacent codes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Around {
    /// The section's kind.
    pub kind: SectionKind,
    /// Whether another thing is announced right before them.
    pub other: bool,
    /// Whether other things are listed right before them: `CPT 99213, J1100`.
    pub others: bool,
    /// The cue right before them, if there is one.
    pub cue: Option<Cue>,
    /// Whether the classification, or a word for diagnoses, comes before them on the line.
    pub near: bool,
    /// What the line above introduces: a list of codes, or of something else.
    pub lead: Option<Announces>,
    /// Whether they fill their brackets.
    pub bracketed: bool,
    /// Whether they are at an edge of their brackets.
    pub at_bracket: bool,
    /// Whether they begin an item: a line after its bullet, a cell of a table, what follows a semicolon.
    pub begins: bool,
    /// Whether they end one.
    pub ends: bool,
    /// Whether they come after or before a comma.
    pub by_comma: bool,
    /// Whether words follow, as a title follows its code.
    pub titled: bool,
    /// Whether the next word says that this is not a code: `D50 amp`.
    pub disowned: bool,
}

/// What is announced by a line that introduces a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Announces {
    /// Codes of diagnoses.
    Codes,
    /// Anything else that looks like them.
    Others,
}

/// Reads the surroundings of `chain`, adjacent codes of `line`.
pub(super) fn around(text: &str, line: Span, chain: &[Shape], kind: SectionKind, lead: &Lead) -> Around {
    let (start, end) = (chain[0].span.start, chain[chain.len() - 1].span.end);
    let before = tail(&text[line.start..start], REACH + 20);
    let after = head(&text[end..line.end], REACH);
    let whole = before.len() == start - line.start;
    let (opened, closed) = (before.trim_end(), after.trim_start());
    let opens = opened.ends_with(['(', '[', '{']);
    let closes = closed.starts_with([')', ']', '}']);
    let mut around = Around {
        kind,
        other: false,
        others: false,
        cue: None,
        near: false,
        lead: lead.announces,
        bracketed: opens && closes,
        at_bracket: opens || closes,
        begins: begins_item(before, whole),
        ends: ends_item(without_remark(after)),
        by_comma: opened.ends_with([',', ':', '-', '–']) || closed.starts_with(','),
        titled: is_titled(closed),
        disowned: code_cues::disowns(first_word(closed.trim_start_matches(['-', ' ']))),
    };
    read_before(before, &mut around);
    if around.cue.is_none() && !around.other {
        around.cue = cue_after(closed);
    }
    around
}

/// The cue in brackets after codes: `M1711 (diagnosis code)`, `I10 (Primary)`.
fn cue_after(after: &str) -> Option<Cue> {
    let word = first_word(after.strip_prefix(['(', '['])?);
    code_cues::cue(word).filter(|kind| matches!(kind, Cue::System | Cue::Code | Cue::Diagnosis))
}

/// Reads the words before codes, backwards.
fn read_before(before: &str, around: &mut Around) {
    let mut direct = true;
    let mut listed = false;
    let mut rest = before;
    let mut next = "";
    loop {
        let gap_start = rest.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
        let (head, gap) = rest.split_at(gap_start);
        let word_start = head.trim_end_matches(|c: char| c.is_alphanumeric()).len();
        let word = &head[word_start..];
        if word.is_empty() || before.len() - gap_start > REACH {
            return;
        }
        let kind = match is_joined(gap, word, gap_start == before.len() - gap.len() && next.is_empty()) {
            // "model X-M54.5": what is joined to it is a part of the name that the model has.
            true => Some(Cue::Filler),
            false => kind_of(word, next, &head[..word_start], gap),
        };
        direct &= !breaks(gap, word);
        listed |= gap.contains(',');
        if direct {
            match kind {
                Some(Cue::Other) => {
                    around.others = true;
                    around.other = !listed && !gap.contains(['(', '[']);
                    return;
                }
                Some(Cue::Filler) => {}
                Some(cue @ (Cue::System | Cue::Diagnosis)) => {
                    (around.cue, around.near) = (around.cue.or(Some(cue)), true);
                    return;
                }
                // "CPT code", "diagnosis code": the word before says which code.
                Some(Cue::Code) => around.cue = Some(Cue::Code),
                None if word.bytes().any(|b| b.is_ascii_digit()) && around.cue.is_none() => listed = true,
                None => direct = false,
            }
        } else if matches!(kind, Some(Cue::System | Cue::Diagnosis)) {
            around.near = true;
            return;
        }
        (rest, next) = (&head[..word_start], word);
    }
}

/// Whether a word is capitals or digits that are joined to the shape by a sign: the X of "X-M54.5".
fn is_joined(gap: &str, word: &str, last: bool) -> bool {
    const LONGEST: usize = 4;
    let capitals = word.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    last && matches!(gap, "-" | "/") && capitals && word.len() <= LONGEST && Code::parse(word).is_none()
}

/// What a word says, considering its neighbours: `ICD-9` is another system, and `A/P` are two words. `next` is the word
/// after it.
fn kind_of(word: &str, next: &str, before: &str, gap: &str) -> Option<Cue> {
    let kind = code_cues::cue(word);
    match word.to_ascii_lowercase().as_str() {
        "icd" | "icds" if next.starts_with('9') || next.starts_with("11") => Some(Cue::Other),
        "p" if before.ends_with(['/', '&']) && before[..before.len() - 1].ends_with(['a', 'A']) => Some(Cue::Diagnosis),
        "code" | "codes" if matches!(next, "status" | "blue" | "red" | "stroke") => None,
        // "in the primary care office" announces nothing.
        "primary" | "secondary" | "principal" | "tertiary"
            if !gap.contains(':') && !word.starts_with(char::is_uppercase) && code_cues::cue(next).is_none() =>
        {
            None
        }
        _ => kind,
    }
}

/// Whether what follows a word keeps it from announcing anything.
fn breaks(gap: &str, word: &str) -> bool {
    let stop = gap.contains(['!', '?']) || gap.contains(". ") && !code_cues::is_abbreviation(word);
    stop || gap.contains([';', '|', '\t', ')', ']', '}'])
}

/// Whether nothing but a marker, a box or the edge of a cell comes before.
fn begins_item(before: &str, whole: bool) -> bool {
    let before = before.trim_end_matches([' ', '"', '\'', '`', '*', '(']);
    if before.is_empty() || before.ends_with([';', '|', '\t', '•', '>']) {
        return whole || !before.is_empty();
    }
    let marker = before.trim_start();
    let words = marker.chars().filter(|c| c.is_alphanumeric());
    let sign = |c: char| c.is_ascii_digit() || "-–—*•·.)(#:[]xX☐☑☒✓ \u{feff}".contains(c);
    whole && marker.len() <= 12 && (marker.chars().all(sign) && words.count() <= 4 || is_letter_marker(marker))
}

/// `a.`, `B)`, `iv.`
fn is_letter_marker(marker: &str) -> bool {
    let letters = marker.trim_end_matches(['.', ')']);
    letters.len() < marker.len() && letters.len() <= 3 && letters.chars().all(|c| c.is_ascii_alphabetic())
}

/// Whether nothing but punctuation or the edge of a cell comes after.
fn ends_item(after: &str) -> bool {
    let closed = after.trim_start();
    after.starts_with('\t')
        || closed.starts_with([';', '|'])
        || closed.trim_end_matches(['.', '*', '"', '`', ' ']).is_empty()
}

/// What follows codes, without a remark in brackets: `I10 (well controlled)`.
fn without_remark(after: &str) -> &str {
    let remark = after.trim_start().strip_prefix('(').and_then(|remark| remark.split_once(')'));
    remark.map_or(after, |(_, rest)| rest)
}

/// Whether words of a title follow, past a dash, a colon or a closing bracket.
fn is_titled(after: &str) -> bool {
    let after =
        after.trim_start_matches([' ', '-', '–', '—', ':', '*', '|', ',', '\t', '(', '"', '`', '=', ')', ']', '.']);
    let word = first_word(after);
    word.len() > 1 && !code_cues::disowns(word) && word.chars().all(char::is_alphabetic)
}

fn first_word(text: &str) -> &str {
    &text[..text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len())]
}

/// The last characters of a text, at most `most` bytes.
fn tail(text: &str, most: usize) -> &str {
    let mut start = text.len().saturating_sub(most);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..]
}

/// The first characters of a text, at most `most` bytes.
fn head(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The line that introduces a list of codes: `ICD-10 codes:`, the head of a table.
#[derive(Debug, Default)]
pub(super) struct Lead {
    announces: Option<Announces>,
    /// Whether nothing but a blank line has come after it.
    fresh: bool,
}

impl Lead {
    /// Takes the next line. A list continues as long as its lines contain something that may be a code.
    pub fn read(&mut self, line: &str, has_shapes: bool) {
        let line = line.trim();
        if line.is_empty() {
            // The list may begin after one blank line.
            if !std::mem::take(&mut self.fresh) {
                self.announces = None;
            }
        } else if let Some(announces) = announced(line).filter(|_| !has_shapes) {
            *self = Lead { announces: Some(announces), fresh: true };
        } else {
            self.fresh = false;
            if !has_shapes && !line.starts_with('|') && !line.starts_with(|c: char| c.is_ascii_digit()) {
                self.announces = None;
            }
        }
    }
}

fn announced(line: &str) -> Option<Announces> {
    if line.len() > LEAD {
        return None;
    }
    // A line with other words announces something only by its form.
    let shaped = line.trim_end_matches(['*', '_', ' ']).ends_with(':') || line.contains(['|', '\t', ',', '#']);
    let mut words = line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    let (mut codes, mut others) = (false, false);
    while let Some(word) = words.next() {
        match code_cues::cue(word) {
            Some(Cue::System) if matches!(words.peek(), Some(&"9" | &"11")) => others = true,
            Some(Cue::System) => codes = true,
            Some(Cue::Other) => others = true,
            Some(Cue::Code | Cue::Diagnosis | Cue::Filler) => {}
            None if shaped => {}
            None => return None,
        }
    }
    match (codes, others) {
        (true, _) => Some(Announces::Codes),
        (false, true) => Some(Announces::Others),
        (false, false) => words_announce(line).then_some(Announces::Codes),
    }
}

/// Whether a line has a word for codes or diagnoses, and not `code status`.
fn words_announce(line: &str) -> bool {
    let mut words = line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    while let Some(word) = words.next() {
        let next = words.peek().copied().unwrap_or_default();
        if matches!(kind_of(word, next, "", ""), Some(Cue::Code | Cue::Diagnosis)) {
            return true;
        }
    }
    false
}
