//! The four letters of a note in SOAP form.
//!
//! A single letter names many things: `P: 72` is a pulse, `A: airway` the first of five letters, `vitamin A: low` a
//! vitamin. So a letter is a heading at the start of a line, or inside a paragraph where the section before it is one that it
//! follows; and never if it measures something, or if the next letter of the alphabet comes next.

use super::dress::after_separator;
use super::{Opening, Reader, Style};
use crate::base::{SectionKind, Span};
use crate::note::line::{Line, Lines, skip_blank};

/// How far the next letter of an enumeration is looked for, in bytes and in lines.
const NEAR: (usize, usize) = (300, 3);

impl Reader<'_> {
    /// Whether the letter `words` only measures something: `P: 72` is a pulse, not a plan; `S: 62yo` and `S: 62-year-old`
    /// begin a story.
    pub(super) fn is_reading(&self, words: Span, after: usize, line: &Line) -> bool {
        if words.len() != 1 {
            return false;
        }
        let value = &self.text[after..line.body.end.max(after)];
        let digits = value.bytes().take_while(u8::is_ascii_digit).count();
        let rest = value[digits..].trim_start_matches([' ', '-']);
        let unit = rest.split(|c: char| !c.is_alphabetic() && !matches!(c, '/' | '%')).next().unwrap_or(rest);
        let unit = unit.to_ascii_lowercase();
        let measured = matches!(
            unit.as_str(),
            "l" | "lpm" | "l/min" | "lnc" | "bpm" | "/min" | "/m" | "%" | "mmhg" | "reg" | "regular"
        );
        let timed = matches!(
            unit.as_str(),
            "f" | "m" | "d" | "days" | "wk" | "wks" | "weeks" | "mo" | "mos" | "months" | "hr" | "hrs" | "hours"
        ) || unit.starts_with('y');
        digits > 0 && (measured || digits > 1 && !timed)
    }

    /// Whether the letter `words` enumerates: the next one comes soon (`A: airway patent B: ...`, `P: worse sitting. Q: dull`).
    pub(super) fn is_counted(&self, words: Span, after: usize, line: &Line, next: &Lines<'_>) -> bool {
        let partner = match &self.text[words.range()] {
            "A" => 'B',
            "O" | "P" => 'Q',
            _ => return false,
        };
        let begins = |rest: &str| {
            let after = rest.strip_prefix(partner).map(str::trim_start);
            after.is_some_and(|after| after.starts_with([':', '-', '/', '–', '=', ')']))
        };
        let mut end = line.body.end.min(after.max(words.end) + NEAR.0);
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let rest = &self.text[after.min(end)..end];
        let inside = rest
            .match_indices(partner)
            .any(|(at, _)| rest[..at].ends_with(|c: char| !c.is_alphanumeric()) && begins(&rest[at..]));
        inside || next.clone().take(NEAR.1).any(|next| begins(&self.text[next.body.range()]))
    }

    /// The letter before a colon inside a paragraph.
    pub(super) fn letter_inside(&self, colon: usize, line: &Line, next: &Lines<'_>) -> Option<Opening> {
        let start = colon.checked_sub(1)?;
        self.follows(start, true, line, next).map(|opening| Opening { after: colon + 1, ..opening })
    }

    /// The letter at `start` inside a paragraph, if another sign than a colon sets it off: `S- sore. O- tender.`
    pub(super) fn letter_set_off(&self, start: usize, line: &Line, next: &Lines<'_>) -> Option<Opening> {
        let after =
            after_separator(self.text, None, start + 1, line.body.end).filter(|after| *after < line.body.end)?;
        let sign = self.text[start + 1..after].trim();
        let opening = self.follows(start, false, line, next).filter(|_| !matches!(sign, "" | "."))?;
        (!self.is_reading(opening.words, after, line)).then_some(Opening { after, ..opening })
    }

    /// The letter at `start`, if it is a heading that follows the one before. Without a colon a sentence must end before it.
    fn follows(&self, start: usize, colon: bool, line: &Line, next: &Lines<'_>) -> Option<Opening> {
        use SectionKind::*;
        let kind = match self.text.as_bytes()[start] {
            b'S' => Hpi,
            b'O' => Exam,
            b'A' => Assessment,
            b'P' => Plan,
            _ => return None,
        };
        let told = self.text[line.body.start.min(start)..start].trim_end_matches(['*', '_', '(']);
        let before = told.trim_end();
        if before.is_empty() || before.len() == told.len() && !before.ends_with(['.', ';', '|']) {
            return None;
        }
        let comes_next = match (self.current().kind, kind) {
            (Cc | Other, Hpi) | (Assessment, Plan) | (Exam | Ros | Vitals | Results, Assessment) => true,
            (Cc | Hpi | Ros | Pmh | Psh | Fh | Sh | Meds | Allergies, Exam | Assessment) => true,
            (Hpi | Exam, Plan) => self.soap,
            _ => false,
        };
        let ended = before.ends_with(['.', '!', '?', ';', ')', '|']);
        let last = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or(before);
        let chained = colon && self.soap && !LETTERED.iter().any(|word| word.eq_ignore_ascii_case(last));
        let words = Span::new(start, start + 1);
        let after = skip_blank(self.text, (start + 2).min(line.body.end), line.body.end);
        let read = || self.is_reading(words, after, line) || self.is_counted(words, after, line, next);
        let heading = self.headings.get(&self.text[words.range()]).filter(|heading| heading.kind == kind)?;
        let style = Style { prominent: false, marker: None, indent: 0, inline: true };
        (comes_next && (ended || chained) && !read()).then_some(Opening { heading, words, after, style })
    }

    /// `S) sore`, each of the four letters on a line of its own.
    pub(super) fn lettered(&self, line: &Line, style: Style) -> Option<Opening> {
        use SectionKind::{Assessment, Cc, Exam, Hpi, Other, Plan};
        let marker = self.text[line.span.start..line.body.start].trim();
        let letter = marker.strip_prefix('(').unwrap_or(marker).strip_suffix([')', '.'])?;
        let kind = self.current().kind;
        let comes_next = match letter {
            "S" => matches!(kind, Cc | Other) && self.numbered.is_none(),
            "O" => self.soap && kind == Hpi,
            "A" => self.soap && matches!(kind, Hpi | Exam),
            "P" => self.soap && kind == Assessment,
            _ => false,
        };
        let start = line.span.start + self.text[line.span.range()].find(letter)?;
        let heading =
            self.headings.get(letter).filter(|heading| matches!(heading.kind, Hpi | Exam | Assessment | Plan))?;
        let words = Span::new(start, start + 1);
        (comes_next && !line.is_blank()).then_some(Opening { heading, words, after: line.body.start, style })
    }
}

/// Words that a letter names one of.
const LETTERED: [&str; 12] =
    ["vitamin", "hepatitis", "influenza", "flu", "group", "type", "grade", "class", "stage", "option", "part", "plan"];
