//! Headings inside a line.
//!
//! Dictation and quick notes put several sections in one paragraph (`CC: back pain. HPI: 3 days.`). There the colon
//! marks a heading, so the line is read from colon to colon, looking back at the words before each: a known spelling
//! with a capital, after a sentence end or, if it has several words, anywhere.

use super::{Open, Opening, Reader, Style, bare};
use crate::base::{SectionKind, Span};
use crate::note::headings::is_system;
use crate::note::line::{LABEL, Line, Lines, is_caps, opening, skip_blank};
use memchr::memchr2;

impl Reader<'_> {
    /// Headings inside a line, from `after` on; and the way back from vital signs to the examination.
    pub(super) fn inside(&mut self, line: &Line, after: usize, next: &Lines<'_>) {
        let bytes = self.text.as_bytes();
        let mut from = after;
        let mut at = after;
        while let Some(sign) = self.next_sign(at, line.body.end) {
            at = sign + 1;
            if matches!(bytes[sign], b'O' | b'A' | b'P') {
                if let Some(opening) = self.letter_set_off(sign, line, next) {
                    from = opening.after;
                    self.open(opening, line);
                }
                continue;
            }
            if bytes[sign] == b'1' {
                if let Some(opening) = self.before_list(from, sign, line) {
                    self.open(opening, line);
                    from = sign;
                }
                continue;
            }
            let colon = sign;
            if let Some(opening) = self.letter_inside(colon, line, next) {
                self.open(opening, line);
                from = colon + 1;
                continue;
            }
            let Some((start, clear)) = self.words_before(from, colon) else { continue };
            if start == line.body.start || clear {
                self.resume_exam(start, colon, line);
            }
            if start == line.body.start && from == start {
                continue;
            }
            if let Some(opening) = self.in_line(start, colon, clear, after, line) {
                self.open(opening, line);
                from = colon + 1;
            }
        }
    }

    /// The next sign that a heading may be before; in a note in SOAP form, a letter that may be one.
    fn next_sign(&self, at: usize, end: usize) -> Option<usize> {
        let rest = &self.text.as_bytes()[at..end];
        let length = match self.soap {
            true => rest.iter().position(|b| matches!(b, b':' | b'1' | b'O' | b'A' | b'P')),
            false => memchr2(b':', b'1', rest),
        };
        length.map(|length| at + length)
    }

    /// A heading in capitals right before the first number of a list (`ASSESSMENT 1. Lumbar strain`) needs no colon.
    fn before_list(&self, from: usize, at: usize, line: &Line) -> Option<Opening> {
        if !matches!(self.text.as_bytes()[at..line.body.end], [b'1', b'.' | b')', b' ', ..]) {
            return None;
        }
        let (start, clear) = self.words_before(from, at)?;
        let words = bare(self.text, Span::new(start, at));
        let name = &self.text[words.range()];
        let heading = self.headings.get(name).filter(|_| clear && name.len() > 3 && is_caps(name))?;
        let style = Style { prominent: false, marker: None, indent: 0, inline: true };
        Some(Opening { heading, words, after: at, style })
    }

    /// Where the words before a colon or a list begin, and whether a sentence ends before them.
    fn words_before(&self, from: usize, colon: usize) -> Option<(usize, bool)> {
        let bytes = self.text.as_bytes();
        let floor = from.max(colon.saturating_sub(LABEL));
        let mut at = colon;
        while at > floor {
            let byte = bytes[at - 1];
            let ends = matches!(byte, b'.' | b'!' | b'?' | b';' | b',')
                && bytes.get(at).is_some_and(|b| b.is_ascii_whitespace())
                || byte == b',' && at >= 2 && matches!(bytes[at - 2], b'.' | b',')
                || byte == b'|';
            if ends {
                break;
            }
            at -= 1;
        }
        let clear = at == from || at > floor;
        while !self.text.is_char_boundary(at) {
            at += 1;
        }
        let start = skip_blank(self.text, at, colon);
        (start < colon).then_some((start, clear))
    }

    /// Whether the heading of the section is in small letters.
    fn is_small(&self) -> bool {
        let heading = self.current().heading.map(|heading| &self.text[heading.range()]);
        heading.is_some_and(|heading| heading.starts_with(|c: char| c.is_lowercase()))
    }

    fn in_line(&self, start: usize, colon: usize, clear: bool, after: usize, line: &Line) -> Option<Opening> {
        use SectionKind::*;
        let marks = opening(&self.text.as_bytes()[start..colon]);
        let mut words = bare(self.text, Span::new(start + marks, colon));
        if words.is_empty() {
            return None;
        }
        let style = Style { prominent: false, marker: None, indent: 0, inline: true };
        let capital = |words: &str| words.starts_with(|c: char| c.is_uppercase()) && words.len() > 1;
        let comma =
            clear && self.text[..start].trim_end().ends_with(',') && !self.text[..start].trim_end().ends_with(".,");
        let small = clear && !comma && self.is_small();
        let capital = |words: &str| capital(words) || small && words.len() > 2;
        let mut found = None;
        if clear && capital(&self.text[words.range()]) && (!comma || is_caps(&self.text[words.range()])) {
            found = self.headings.get(&self.text[words.range()]);
        }
        while found.is_none() {
            let name = &self.text[words.range()];
            let next = name.find(char::is_whitespace)?;
            words = Span::new(skip_blank(self.text, words.start + next, words.end), words.end);
            let name = &self.text[words.range()];
            if name.contains(char::is_whitespace) && is_title(name) {
                found = self.headings.get(name).filter(|heading| !heading.strict);
            }
        }
        let heading = found?;
        let current = self.current();
        let first = start == after && current.heading.is_some() && after != line.body.start;
        let fits = match current.kind {
            Assessment | Plan | AssessmentPlan | Instructions | Course => {
                let detail = matches!(heading.kind, Pmh | Psh | Fh | Sh | Meds | Allergies | Vitals | Exam | Results);
                !detail || !line.is_item(self.text) && self.numbered.is_none()
            }
            Results => heading.kind != Assessment || current.style.inline || current.start >= line.span.start,
            Exam => heading.kind != Vitals && heading.kind != Exam,
            Ros => heading.kind != Allergies,
            _ => true,
        };
        (fits && (!first || matches!(current.kind, Hpi | Other))).then_some(Opening {
            heading,
            words,
            after: colon + 1,
            style,
        })
    }

    /// A system's name after vital signs: the examination continues.
    fn resume_exam(&mut self, start: usize, colon: usize, line: &Line) {
        let words = bare(self.text, Span::new(start, colon));
        let is_vitals = self.current().kind == SectionKind::Vitals && self.current().heading.is_some();
        if is_vitals && words.start > self.current().start && is_system(&self.text[words.range()]) {
            let start = if start == line.body.start { line.span.start } else { start };
            let style = self.current().style;
            self.begin(Open { kind: SectionKind::Exam, start, heading: None, style });
        }
    }
}

/// Every word begins with a capital, little words apart.
fn is_title(name: &str) -> bool {
    let little = |word: &str| matches!(word, "of" | "and" | "the" | "on" | "for" | "to" | "&" | "/");
    name.split_whitespace().all(|word| little(word) || word.starts_with(char::is_uppercase))
        && name.starts_with(char::is_uppercase)
}
