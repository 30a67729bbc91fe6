//! What sets a heading off, apart from a colon: ornaments around it, a dash, a slash or a gap after it.
//!
//! People rule their headings by hand (`== Plan ==`, `[Plan]`, `PLAN ----`) and put other signs in place of a colon (`Plan -
//! heat`, `A/ strain`, `Plan. Heat.`). The words between the signs must be a known heading, and the signs must enclose or
//! end them. The same reading says where the body of such a section begins.

use super::small::Before;
use super::{Opening, Reader, Style, prefix};
use crate::base::SectionKind::{self, Assessment, AssessmentPlan, Exam, Hpi, Instructions, Plan, Ros};
use crate::base::{SectionKinds, Span};
use crate::note::headings::Heading;
use crate::note::line::{LABEL, Line, Lines, is_caps, opening, skip_blank};

/// What stands before a heading and after it: `(opening, closing)`.
const ENCLOSING: [(char, char); 13] = [
    ('=', '='),
    ('~', '~'),
    ('[', ']'),
    ('<', '>'),
    ('-', '-'),
    ('+', '+'),
    ('|', '|'),
    (':', ':'),
    ('#', '#'),
    ('*', '*'),
    ('_', '_'),
    ('(', ')'),
    ('"', '"'),
];

/// Whether a sign may be an ornament of a heading.
fn is_ornament(sign: char) -> bool {
    ENCLOSING.iter().any(|(open, close)| sign == *open || sign == *close) || is_pointer(sign)
}

/// A sign that points at what follows.
fn is_pointer(sign: char) -> bool {
    matches!(sign, '#' | '►' | '▶' | '→' | '■' | '◆' | '»' | '«' | '✦' | '★' | '–' | '—')
}

/// The words of a line between its ornaments, if it has some.
pub(super) fn undressed(text: &str, body: Span) -> Option<Span> {
    let line = &text[body.range()];
    let sign = |c: char| is_ornament(c) || c.is_whitespace();
    let inner = line.trim_start_matches(sign);
    let before = line[..line.len() - inner.len()].trim();
    let words = inner.trim_end_matches(sign);
    let after = inner[words.len()..].trim();
    let start = body.start + (line.len() - inner.len());
    // Stars that touch the words are a place with a name: `***age***`.
    if before.ends_with("***") && line[before.len()..].starts_with(words) {
        return None;
    }
    let closes =
        |(open, close): (char, char)| before.ends_with(open) && after.trim_start_matches(':').starts_with(close);
    let ruled = before.is_empty()
        && after.len() > 1
        && after.starts_with(['-', '=', '~', '#', '–', '—'])
        && after.chars().all(|c| after.starts_with(c));
    let pointed = before.chars().next_back().is_some_and(is_pointer) && matches!(after, "" | ":");
    let dressed = ENCLOSING.into_iter().any(closes) || ruled || pointed;
    (dressed && !words.is_empty()).then(|| Span::new(start, start + words.len()))
}

/// Where the words after a heading begin that ends at `at`: after a sign that separates, or after emphasis or a bracket
/// that closes with it.
pub(super) fn after_separator(text: &str, opened: Option<char>, at: usize, end: usize) -> Option<usize> {
    let rest = &text[at..end];
    if let Some((_, close)) = opened.and_then(|open| ENCLOSING.into_iter().find(|(sign, _)| *sign == open)) {
        let solid = rest.trim_start_matches([' ', '\t']);
        let inner = solid.trim_start_matches(close);
        if inner.len() < solid.len() {
            let inner = inner.trim_start_matches([':', ' ', '\t']);
            return Some(end - inner.len());
        }
    }
    let words = rest.trim_start_matches([' ', '\t']);
    let gap = &rest[..rest.len() - words.len()];
    let signs = words.len() - words.trim_start_matches(['-', '–', '—', '=', '>', '→']).len();
    let blank_after = words[signs..].starts_with([' ', '\t']);
    let separates = match words.chars().next()? {
        '-' | '–' | '—' | '→' => blank_after || !gap.is_empty(),
        '=' | '>' => blank_after && !gap.is_empty(),
        '/' | '.' | ')' => {
            return (gap.is_empty() && words[1..].starts_with([' ', '\t'])).then(|| skip_blank(text, at + 1, end));
        }
        _ => return (gap.len() > 2 || gap.contains('\t')).then_some(at + gap.len()),
    };
    separates.then(|| skip_blank(text, at + gap.len() + signs, end))
}

impl Reader<'_> {
    /// A heading with something else than a colon after it: `HPI - three days of pain`, `A/ strain`, `**Plan** heat`.
    pub(super) fn set_off(&self, line: &Line, next: &Lines<'_>, style: Style) -> Option<Opening> {
        if self.before == Before::Goes {
            return None;
        }
        let head = Span::new(line.body.start, line.body.start + prefix(&self.text[line.body.range()], LABEL).len());
        let marks = opening(&self.text.as_bytes()[head.range()]);
        let first = self.text[head.range()].chars().next()?;
        let opened = Some(first).filter(|sign| *sign == '[' || marks == 2);
        let start = head.start + opened.map_or(marks, |_| marks.max(1));
        let is_sign =
            |c: char| matches!(c, '-' | '–' | '—' | '→' | '=' | '>' | '/' | '.' | '\t' | ' ' | ']' | '*' | '_');
        let signs = self.text[start.min(head.end)..head.end].char_indices().filter(|(_, c)| is_sign(*c));
        signs.map(|(at, _)| start + at).find_map(|end| {
            let words = Span::new(start, end);
            let name = &self.text[words.range()];
            if name.trim() != name {
                return None;
            }
            let after =
                after_separator(self.text, opened, end, line.body.end).filter(|after| *after < line.body.end)?;
            let heading = self.headings.get(name).filter(|heading| self.fits(*heading, words, after, line, next))?;
            let caps = is_caps(name) && name.len() > 2;
            let style = Style { prominent: style.prominent || caps, ..style };
            let opening = Opening { heading, words, after, style };
            self.allows(&opening, line, false).then_some(opening)
        })
    }

    /// A heading in capitals before words that are not: `ASSESSMENT Lumbar strain`.
    pub(super) fn shouted(&self, line: &Line, style: Style) -> Option<Opening> {
        let head = prefix(&self.text[line.body.range()], LABEL);
        let mut ends = head.match_indices(' ').map(|(at, _)| at).take(6);
        let end = ends.find(|at| head[at + 1..].split(' ').next().is_some_and(|word| !is_caps(word)))?;
        let (name, value) = (&head[..end], &head[end + 1..]);
        let title = value.starts_with(char::is_uppercase) && value.chars().nth(1).is_some_and(char::is_lowercase);
        if name.len() < 4 || !is_caps(name) || !title {
            return None;
        }
        let heading = self.headings.get(name)?;
        let frame = matches!(heading.kind, Hpi | Ros | Exam | Assessment | Plan | AssessmentPlan);
        let words = Span::new(line.body.start, line.body.start + end);
        let opening = Opening { heading, words, after: words.end + 1, style: Style { prominent: true, ..style } };
        (frame && self.allows(&opening, line, false)).then_some(opening)
    }

    /// Whether a heading may be set off as these words are.
    fn fits(&self, heading: Heading, words: Span, after: usize, line: &Line, next: &Lines<'_>) -> bool {
        let name = &self.text[words.range()];
        let sign = self.text[words.end..after].trim();
        let value = &self.text[after..line.body.end];
        let small = name.starts_with(|c: char| c.is_lowercase());
        let caps = is_caps(name) && name.len() > 2;
        if caps && matches!(sign, "-" | "–" | "—") {
            return true;
        }
        let assessed =
            SectionKinds::ASSESSMENT.contains(self.current().kind) || self.current().kind == SectionKind::Plan;
        let part = !matches!(heading.kind, Hpi | Ros | Exam | Assessment | Plan | AssessmentPlan | Instructions);
        if part && assessed && heading.strict {
            return false;
        }
        match sign {
            _ if name.len() == 1 => {
                let (first, rest) = value.split_once(|c: char| !c.is_alphanumeric()).unwrap_or((value, ""));
                let letter = first.len() == 1
                    && (first != "a"
                        || rest.starts_with(['-', '/', ' ']) && rest.trim_start().starts_with(['-', '/', '&']));
                let read = self.is_reading(words, after, line) || self.is_counted(words, after, line, next);
                !small && !letter && !matches!(sign, "" | "." | ")") && !read
            }
            "-" | "–" | "—" | "--" | "->" | "→" => !small || self.may_be_small(heading, line, next),
            "]" | "**" | "__" => !small && name.len() > 2 && heading.kind != SectionKind::Other,
            "=" | "=>" | ">" | "/" => !small,
            "." => {
                let sentence = value.starts_with(char::is_uppercase) || value.starts_with(|c: char| c.is_ascii_digit());
                !small && name.len() > 3 && sentence && (heading.strict || caps || heading.kind != Plan) && !assessed
            }
            "" => !small && name.len() > 3 && !value.contains("   ") && !value.contains('\t') && !assessed,
            _ => false,
        }
    }
}
