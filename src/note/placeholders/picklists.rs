//! Answers to choose from that are written as plain words: `RIGHT LEFT`, `Y / N`, `dull   sharp   burning`.
//!
//! The words alone do not decide: "dull/aching" is an answer, "right left" a slip. What decides is that nobody can give
//! all these answers at once ([`Family`] says which exclude each other), and how they are set: between slashes or bars,
//! after wide gaps, in capitals in a line that is not, or as the whole value of a prompt. A scale with all its numbers
//! (`0 1 2 3 4 5`) is a choice as well.

use super::push;
use crate::base::{PlaceholderKind::Picklist, Span};
use crate::note::Placeholder;
use crate::note::bytes::{ByteSet, byte_set};
use crate::note::line::{Line, label};
use Family::{Change, Day, Finding, Grade, Height, Manner, Quality, Rating, Sex, Side, Time, Verb, Way, YesNo};

/// Answers of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    Change,
    Day,
    Finding,
    Grade,
    Height,
    Manner,
    Quality,
    Rating,
    Sex,
    Side,
    Time,
    Verb,
    Way,
    YesNo,
}

impl Family {
    /// How many different answers in a row nobody gives at once. "Mild/moderate" is one answer, "yes/no" is not.
    fn too_many(self) -> u32 {
        match self {
            Day | Grade | Height | Quality | Rating => 3,
            _ => 2,
        }
    }
}

/// The answers, lower case; those of one family and number mean about the same.
#[rustfmt::skip]
const ANSWERS: [(&str, Family, u8); 105] = [
    ("+", Finding, 0), ("-", Finding, 1), ("abnormal", Finding, 1), ("absent", Finding, 1), ("aching", Quality, 0),
    ("achy", Quality, 0), ("acute", Manner, 0), ("admits", Verb, 0), ("afternoon", Day, 1), ("anterior", Way, 2),
    ("b", Side, 2), ("better", Change, 0), ("bilateral", Side, 2), ("both", Side, 2), ("burning", Quality, 2), ("can", Verb, 0),
    ("can not", Verb, 1), ("cannot", Verb, 1), ("chronic", Manner, 2), ("comes and goes", Time, 1),
    ("constant", Time, 0), ("continuous", Time, 0), ("cramping", Quality, 3), ("denies", Verb, 1), ("did", Verb, 0),
    ("did not", Verb, 1), ("diminished", Finding, 1), ("distal", Way, 5), ("does", Verb, 0), ("does not", Verb, 1),
    ("dull", Quality, 0), ("evening", Day, 2), ("excellent", Rating, 0), ("fair", Rating, 2), ("false", YesNo, 1),
    ("female", Sex, 1), ("frequent", Time, 2), ("getting better", Change, 0), ("getting worse", Change, 2),
    ("good", Rating, 1), ("gradual", Manner, 1), ("gradually", Manner, 1), ("has", Verb, 0), ("has not", Verb, 1),
    ("have", Verb, 0), ("have not", Verb, 1), ("impaired", Finding, 1), ("improving", Change, 0),
    ("insidious", Manner, 1), ("intact", Finding, 0), ("intermittent", Time, 1), ("is", Verb, 0), ("is not", Verb, 1),
    ("l", Side, 1), ("lateral", Way, 0), ("left", Side, 1), ("limited", Finding, 1), ("low", Height, 2),
    ("lower", Height, 2), ("male", Sex, 0), ("medial", Way, 1), ("mid", Height, 1), ("middle", Height, 1),
    ("mild", Grade, 1), ("moderate", Grade, 2), ("morning", Day, 0), ("n", YesNo, 1), ("neg", Finding, 1),
    ("negative", Finding, 1), ("night", Day, 3), ("no", YesNo, 1), ("none", Grade, 0), ("normal", Finding, 0),
    ("occasional", Time, 2), ("poor", Rating, 3), ("pos", Finding, 0), ("positive", Finding, 0),
    ("posterior", Way, 3), ("present", Finding, 0), ("proximal", Way, 4), ("r", Side, 0), ("reduced", Finding, 1),
    ("reports", Verb, 0), ("right", Side, 0), ("severe", Grade, 3), ("sharp", Quality, 1), ("shooting", Quality, 1),
    ("slowly", Manner, 1), ("stabbing", Quality, 1), ("staying the same", Change, 1), ("sudden", Manner, 0),
    ("suddenly", Manner, 0), ("the same", Change, 1), ("throbbing", Quality, 3), ("true", YesNo, 0),
    ("unknown", YesNo, 2), ("unsure", YesNo, 2), ("upper", Height, 0), ("was", Verb, 0), ("was not", Verb, 1),
    ("were", Verb, 0), ("were not", Verb, 1), ("worse", Change, 2), ("y", YesNo, 0), ("yes", YesNo, 0),
];

/// Where in [`ANSWERS`] those with the same first two letters are: from the first to after the last. The answers are in
/// the order of their letters.
const BEGINNING: [(u8, u8); 32 * 32] = {
    let mut ranges = [(0, 0); 32 * 32];
    let mut at = ANSWERS.len();
    while at > 0 {
        at -= 1;
        let word = ANSWERS[at].0.as_bytes();
        let range = &mut ranges[letters(word[0], if word.len() > 1 { word[1] } else { b' ' })];
        let end = if range.1 == 0 { at as u8 + 1 } else { range.1 };
        *range = (at as u8, end);
    }
    ranges
};

/// The index of two letters, large or small; no letter is one as well.
const fn letters(first: u8, second: u8) -> usize {
    let second = if second.is_ascii_alphabetic() { second & 31 } else { 0 };
    (first & 31) as usize * 32 + second as usize
}

/// What is between two answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Joint {
    /// `/`, `|`
    Sign,
    /// Two blanks or a tab.
    Gap,
    /// One blank.
    Space,
}

/// Answers in a row.
struct Row {
    family: Family,
    joint: Joint,
    span: Span,
    /// Different answers.
    kinds: u32,
    /// Every answer is in capitals.
    shouted: bool,
    /// An answer of one letter is among them.
    letters: bool,
}

/// Adds the choices of a line, whose words begin at `starts`.
pub(super) fn find(text: &str, line: &Line, starts: &[usize], found: &mut Vec<Placeholder>) {
    let words = &text[line.body.range()];
    let value = label(text, line.body).map(|label| label.value - line.body.start);
    let mixed = words.bytes().any(|b| b.is_ascii_lowercase());
    let (mut from, mut first) = (0, true);
    for start in starts.iter().map(|start| start - line.body.start) {
        let glued = words.as_bytes()[start] != b'+' && start > 0 && GLUE.has(words.as_bytes()[start - 1]);
        if start < from || glued {
            continue;
        }
        let mut choice = None;
        if let Some(row) = row(words, start) {
            from = row.span.end;
            choice = Some(row.span).filter(|_| row.is_open(words, value, mixed, first));
        } else if words.as_bytes()[start].is_ascii_digit()
            && let Some(end) = scale(words, start)
        {
            from = end;
            choice = Some(Span::new(start, end));
        }
        if let Some(span) = choice {
            push(found, Picklist, line.body.start + span.start, line.body.start + span.end);
        }
        first = false;
    }
    if let Some(value) = value.filter(|value| *value < words.len())
        && let Some(span) = list(words, value)
    {
        push(found, Picklist, line.body.start + span.start, line.body.start + span.end);
    }
}

impl Row {
    /// Whether nobody chose: `value` is where the value of the line's prompt begins, `mixed` a line with small
    /// letters, `first` a row with no word before it.
    fn is_open(&self, words: &str, value: Option<usize>, mixed: bool, first: bool) -> bool {
        let (lead, tail) = (&words[..self.span.start], &words[self.span.end..]);
        let shouted = self.shouted && mixed && !self.letters;
        let many = self.kinds >= if shouted { 2 } else { self.family.too_many() };
        let ends = tail.is_empty()
            || tail.starts_with([';', ',', '.', '(', '\t'])
            || tail.starts_with("  ")
            || tail.starts_with(" (");
        let asked = value == Some(self.span.start) || lead.trim_end().ends_with(['?', ':']);
        let apart = !first && (lead.ends_with("  ") || lead.ends_with('\t'));
        match self.joint {
            Joint::Sign => {
                let bracketed = self.family == YesNo && lead.ends_with('(') && tail.starts_with(')');
                many && (shouted
                    || ends && self.family != Way && (asked || self.kinds > 2 || apart && self.family != Side)
                    || bracketed)
            }
            Joint::Gap => many && ends && (asked || !first && !matches!(self.family, Side | YesNo | Finding)),
            Joint::Space if matches!(self.family, Side | Height | Way) => {
                let goes_on = tail.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
                let capital = words[self.span.start..].starts_with(char::is_uppercase);
                many && (self.letters && asked && ends
                    || !self.letters && (goes_on && (capital || self.family == Side) || shouted))
            }
            Joint::Space => {
                // Two adjectives before what they describe are no choice: "frequent intermittent headaches".
                let describes = tail.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_lowercase));
                let loose = asked || self.kinds > 2 || !describes;
                let plain = matches!(self.family, Time | Grade) && loose || asked && ends && self.family == YesNo;
                many && self.family != Verb && (shouted || plain)
            }
        }
    }
}

/// The row of answers that begins with the word at `start`.
fn row(words: &str, start: usize) -> Option<Row> {
    let (mut end, family, number) = answer(words, start)?;
    let joint = joint(words, end)?.0;
    let mut seen = 1u32 << number;
    let mut letters = end - start == 1;
    let mut count = 1;
    while let Some((kind, next)) = self::joint(words, end)
        && kind == joint
        && let Some((stop, other, number)) = answer(words, next)
        && other == family
    {
        seen |= 1 << number;
        letters |= stop - next == 1;
        end = stop;
        count += 1;
    }
    let mut kinds = if family == Side && seen & 0b11 != 0b11 { 1 } else { seen.count_ones() };
    let shouted = words[start..end].bytes().all(|b| !b.is_ascii_lowercase());
    // After answers that are known, others may follow in the same row: `morning   evening   all the same`.
    while joint == Joint::Gap
        && count > 1
        && let Some(stop) = other_answer(words, end)
    {
        (end, kinds) = (stop, kinds + 1);
    }
    (count > 1).then_some(Row { family, joint, span: Span::new(start, end), kinds, shouted, letters })
}

/// The end of a few words after a gap at `at`, up to the next gap or the end.
fn other_answer(words: &str, at: usize) -> Option<usize> {
    const LONGEST: usize = 40;
    let (_, next) = joint(words, at).filter(|(joint, _)| *joint == Joint::Gap)?;
    let mut near = (next + LONGEST).min(words.len());
    while !words.is_char_boundary(near) {
        near -= 1;
    }
    let rest = &words[next..near];
    let length = ["  ", "\t"].iter().filter_map(|gap| rest.find(gap)).min().unwrap_or(rest.len());
    let ends = length < rest.len() || near == words.len();
    let plain = rest[..length].chars().all(|c| c.is_alphabetic() || c == ' ' || c == '-');
    (ends && plain && length > 0).then_some(next + length)
}

/// The longest answer at `start`: its end, family and number.
fn answer(words: &str, start: usize) -> Option<(usize, Family, u8)> {
    let bytes = words.as_bytes();
    let (from, to) = BEGINNING[letters(*bytes.get(start)?, bytes.get(start + 1).copied().unwrap_or(b' '))];
    let fits = |(word, _, _): &&(&str, Family, u8)| {
        let end = start + word.len();
        bytes.get(end).is_none_or(|b| !INNER.has(*b) || *b == b'_')
            && bytes.get(start..end).is_some_and(|found| found.eq_ignore_ascii_case(word.as_bytes()))
    };
    let begun = &ANSWERS[usize::from(from)..usize::from(to)];
    let (word, family, number) = begun.iter().filter(fits).max_by_key(|(word, _, _)| word.len())?;
    Some((start + word.len(), *family, *number))
}

/// What follows an answer that ends at `at`, and where the next one begins.
fn joint(words: &str, at: usize) -> Option<(Joint, usize)> {
    let bytes = words.as_bytes();
    let blanks = |at: usize| bytes[at..].iter().take(40).take_while(|b| matches!(b, b' ' | b'\t')).count();
    let gap = blanks(at);
    match bytes.get(at + gap)? {
        b'/' | b'|' => Some((Joint::Sign, at + gap + 1 + blanks(at + gap + 1))),
        _ if gap == 1 && bytes[at] == b' ' => Some((Joint::Space, at + 1)),
        _ if gap > 0 => Some((Joint::Gap, at + gap)),
        _ => None,
    }
}

/// The end of a scale with all its numbers, from its first number on: `0 1 2 3 4 5`.
fn scale(words: &str, start: usize) -> Option<usize> {
    const FEWEST: u32 = 5;
    let bytes = words.as_bytes();
    let number = |at: usize| {
        let digits = bytes[at..].iter().take(3).take_while(|b| b.is_ascii_digit()).count();
        let value = words[at..at + digits].parse::<u32>().ok().filter(|value| *value <= 20)?;
        Some((value, at + digits))
    };
    let (first, mut end) = number(start).filter(|(value, _)| *value <= 1)?;
    let mut last = first;
    loop {
        let gap = bytes[end..].iter().take(12).take_while(|b| matches!(b, b' ' | b'\t' | b'-' | b'|')).count();
        match number(end + gap).filter(|(value, _)| gap > 0 && *value == last + 1) {
            Some((value, stop)) => (last, end) = (value, stop),
            None => break,
        }
    }
    (last - first + 1 >= FEWEST).then_some(end)
}

/// A list that is the whole value of a prompt, from `start` on: answers that each begin with a symbol of their own (`✅
/// done / ❌ open`), or between bars with one among them that does not decide (`fall | none | unknown`).
fn list(words: &str, start: usize) -> Option<Span> {
    const LONGEST: usize = 160;
    let value = &words[start..];
    if value.len() > LONGEST || !value.contains(['/', '|']) {
        return None;
    }
    let is_sign = |c: char| c > '\u{2000}' && !c.is_alphanumeric() && !matches!(c, '\u{2010}'..='\u{2027}');
    let signed = value.split(" / ").count() > 1 && value.split(" / ").all(|part| part.trim().starts_with(is_sign));
    let short = |part: &str| {
        (1..=3).contains(&part.split_whitespace().count()) && !part.contains(|c: char| c.is_ascii_digit() || c == ':')
    };
    let leaves_open =
        |part: &str| matches!(part.trim().to_ascii_lowercase().as_str(), "none" | "other" | "unknown" | "n/a");
    let bars = value.split('|').count() > 2 && value.split('|').all(short) && value.split('|').any(leaves_open);
    (signed || bars).then_some(Span::new(start, words.len()))
}

/// The bytes of a word.
const INNER: ByteSet = byte_set!(b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | 0x80.. | b'-' | b'\'' | b'_');

/// A word after one of these bytes is a part of another.
const GLUE: ByteSet = byte_set!(b'\'' | b'_' | b'+');

#[cfg(test)]
mod tests {
    #[test]
    fn answers_are_in_the_order_of_their_letters() {
        assert!(super::ANSWERS.is_sorted_by_key(|(word, ..)| word));
    }
}
