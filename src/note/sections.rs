//! Where a note's sections begin.
//!
//! A heading is a known spelling in a place where headings occur: at the start of a line with a colon, a dash or
//! nothing after it, or inside a paragraph after a sentence end, with a colon. What a place allows depends on its
//! section: `Medications:` under a numbered problem of a plan is a part of that problem, `NECK:` inside an examination
//! a part of the examination. In doubt a line stays in its section, because text in the wrong section is read in the
//! wrong sense, while a missed heading only widens one.

mod dress;
mod inline;
mod letters;
mod small;
mod wrapped;

use super::Section;
use super::headings::{Heading, Headings, is_system};
use super::line::{LABEL, Line, Lines, Marker, is_caps, label, lines, opening, skip_blank, word_count};
use crate::base::{SectionKind, Span};
use dress::undressed;
use memchr::memchr2;
use small::Before;

/// The sections of a text whose front matter ends where `body` begins, in order, without gaps from the first word on.
pub(super) fn find(text: &str, body: Span, headings: &Headings) -> Vec<Section> {
    let word = text[body.range()].find(|c: char| !c.is_whitespace() && c != '\u{FEFF}');
    let Some(first) = word.map(|word| body.start + word) else { return Vec::new() };
    let mut reader = Reader {
        text,
        headings,
        found: vec![Open::unnamed(first)],
        caps: false,
        numbered: None,
        wrapped: false,
        lead_in: false,
        before: Before::Ends,
        soap: false,
    };
    let mut rest = lines(text, body);
    while let Some(line) = rest.next() {
        if line.is_blank() {
            (reader.wrapped, reader.lead_in, reader.before) = (false, false, Before::Ends);
            continue;
        }
        let (mut after, mut last) = (line.body.start, line.clone());
        let mut alone = false;
        reader.end_list(&line);
        if let Some(opening) = reader.at_line(&line, rest.clone()) {
            while last.span.end < opening.after
                && let Some(next) = rest.next()
            {
                last = next;
            }
            after = opening.after.min(last.body.end);
            alone = opening.after >= last.body.end;
            reader.open(opening, &line);
            reader.lead_in = false;
        } else if line.marker == Marker::Number {
            reader.numbered = Some(line.indent);
        }
        reader.inside(&last, after, &rest);
        reader.wrapped = is_unfinished(&text[last.body.range()]);
        reader.before = if alone { Before::Ends } else { Before::of(&text[last.body.range()]) };
        if !line.is_item(text) {
            reader.lead_in =
                after == line.body.start && text[line.body.range()].trim_end_matches(['*', '_']).ends_with(':');
        }
    }
    reader.sections()
}

/// Where the body of a section begins: after the heading's mark-up, colon and white space.
pub(super) fn body_start(text: &str, section: &Section) -> usize {
    let Some(heading) = section.heading else { return section.span.start };
    let bytes = &text.as_bytes()[..section.span.end];
    let marks = bytes[section.span.start..heading.start].iter().rev().take_while(|b| matches!(b, b'*' | b'_')).count();
    let close = |at: usize| {
        let found = bytes[at..].iter().take(marks).take_while(|b| matches!(b, b'*' | b'_')).count();
        if found == marks { at + marks } else { at }
    };
    let end_of_line = memchr2(b'\n', b'\r', &bytes[heading.end..]).map_or(bytes.len(), |length| heading.end + length);
    let before = close(heading.end);
    let mut at = skip_blank(text, before, end_of_line);
    match text[at..end_of_line].chars().next() {
        Some(c @ (':' | '：')) => at += c.len_utf8(),
        _ => {
            let opened = text[section.span.start..heading.start].trim_end().chars().next_back();
            let opened = opened.filter(|sign| !matches!(sign, '*' | '_' | '-' | '#'));
            at = dress::after_separator(text, opened, before, end_of_line).unwrap_or(at);
        }
    }
    if before == heading.end {
        at = close(at);
    }
    at = skip_blank(text, at, end_of_line);
    if bytes[at..].starts_with(b",") { skip_blank(text, at + 1, section.span.end) } else { at }
}

/// A section that has begun.
struct Open {
    kind: SectionKind,
    start: usize,
    heading: Option<Span>,
    style: Style,
}

impl Open {
    fn unnamed(start: usize) -> Open {
        Open { kind: SectionKind::Other, start, heading: None, style: Style::default() }
    }
}

/// How a heading is set, to distinguish a heading of the note from one inside a section.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Style {
    /// In capitals, bold or a Markdown heading.
    prominent: bool,
    marker: Option<Marker>,
    indent: usize,
    /// Inside a line.
    inline: bool,
}

/// A heading that was found.
struct Opening {
    heading: Heading,
    words: Span,
    /// Where its value begins, or the end of its line.
    after: usize,
    style: Style,
}

struct Reader<'t> {
    text: &'t str,
    headings: &'t Headings,
    found: Vec<Open>,
    /// Whether a known heading in capitals has been seen.
    caps: bool,
    /// Indent of the last numbered item since the section began.
    numbered: Option<usize>,
    /// Whether the line before is prose that continues.
    wrapped: bool,
    /// Whether the line before introduces a list, or is an item of one that a line introduced.
    lead_in: bool,
    /// What the line before leaves to be said.
    before: Before,
    /// Whether a single letter has been a heading.
    soap: bool,
}

impl Reader<'_> {
    fn current(&self) -> &Open {
        &self.found[self.found.len() - 1]
    }

    fn open(&mut self, opening: Opening, line: &Line) {
        self.caps |= is_caps(&self.text[opening.words.range()]);
        self.soap |= opening.words.len() == 1;
        self.numbered = None;
        let start = if opening.style.inline { markup_start(self.text, opening.words.start) } else { line.span.start };
        self.begin(Open { kind: opening.heading.kind, start, heading: Some(opening.words), style: opening.style });
    }

    fn begin(&mut self, open: Open) {
        let first = &self.found[0];
        if self.found.len() == 1 && first.heading.is_none() && open.start <= first.start {
            self.found.clear();
        }
        self.found.push(open);
    }

    fn sections(self) -> Vec<Section> {
        let ends = self.found.iter().skip(1).map(|open| open.start).chain([self.text.len()]);
        let section = |(open, end): (&Open, usize)| Section {
            kind: open.kind,
            span: Span::new(open.start, end),
            heading: open.heading,
        };
        self.found.iter().zip(ends).map(section).collect()
    }

    /// The heading with which a line begins.
    fn at_line(&mut self, line: &Line, next: Lines<'_>) -> Option<Opening> {
        let words = &self.text[line.body.range()];
        let label = label(self.text, line.body);
        let marks = opening(words.as_bytes());
        let style = Style {
            prominent: line.marker == Marker::Hash || marks > 0,
            marker: Some(line.marker),
            indent: line.indent,
            inline: false,
        };
        if let Some(joined) = self.over_lines(line, next.clone(), style) {
            return Some(joined);
        }
        if let Some(label) = label {
            let name = &self.text[label.words.range()];
            let prominent = style.prominent || is_caps(name) && name.len() > 3;
            let found = self.headings.get(name).filter(|_| {
                !self.is_reading(label.words, label.value, line)
                    && !self.is_counted(label.words, label.value, line, &next)
            });
            let Some(heading) = found.or_else(|| self.unknown(line, name)) else {
                return self.set_off(line, &next, style);
            };
            let style = Style { prominent, ..style };
            let opening = Opening { heading, words: label.words, after: label.value, style };
            return self.allows(&opening, line, true).then_some(opening);
        }
        let alone = self.lettered(line, style).or_else(|| self.alone(line, &next, style));
        alone.or_else(|| self.set_off(line, &next, style)).or_else(|| self.shouted(line, style))
    }

    /// A heading that is alone on its line.
    fn alone(&self, line: &Line, next: &Lines<'_>, style: Style) -> Option<Opening> {
        let words = bare(self.text, line.body);
        let name = &self.text[words.range()];
        let ended = name.ends_with('.') && !is_caps(name);
        if name.is_empty() || name.len() > 2 * LABEL || ended {
            return None;
        }
        let dressed = undressed(self.text, line.body).filter(|words| !self.asks(*words, line, next));
        let known = |words: Span| {
            let name = &self.text[words.range()];
            let known = self.headings.get(name).or_else(|| letter(name).and_then(|rest| self.headings.get(rest)));
            known.filter(|_| name.len() <= LABEL).map(|heading| (heading, words))
        };
        let (heading, words) = known(words).or_else(|| dressed.and_then(known))?;
        let dressed = dressed == Some(words);
        let name = &self.text[words.range()];
        let caps = is_caps(name);
        // Two capitals alone on a line (`O/E`) are a heading even after a long line without a full stop.
        let prominent = style.prominent || dressed || caps && name.len() > if self.wrapped { 1 } else { 3 };
        let style = Style { prominent, ..style };
        let small = line.marker != Marker::Hash && !dressed && name.starts_with(|c: char| c.is_lowercase());
        let flows = self.wrapped && !style.prominent && !small;
        if flows || small && !self.may_be_small(heading, line, next) {
            return None;
        }
        // `FOLLOW UP` at the top of a note is its title, not its plan.
        let title =
            heading.kind == SectionKind::Plan && self.found.len() == 1 && self.current().start >= line.span.start;
        let heading = if title { Heading { kind: SectionKind::Other, ..heading } } else { heading };
        let opening = Opening { heading, words, after: line.span.end, style };
        self.allows(&opening, line, false).then_some(opening)
    }

    /// Whether words in brackets ask for something rather than announce it: nothing is said below them.
    fn asks(&self, words: Span, line: &Line, next: &Lines<'_>) -> bool {
        let bracket = self.text[line.body.start..words.start].contains(['[', '{', '<']);
        let said = || {
            next.clone()
                .next()
                .is_some_and(|next| self.text[next.body.range()].starts_with(|c: char| c.is_alphanumeric() || c == '-'))
        };
        let named =
            self.headings.get(&self.text[words.range()]).is_some_and(|heading| heading.kind != SectionKind::Other);
        bracket && !(named && said())
    }

    /// A list of history or medicines inside a line (`LBP for a week. PMH: HTN`) ends with that line.
    fn end_list(&mut self, line: &Line) {
        use SectionKind::{Allergies, Fh, Meds, Pmh, Psh, Sh};
        let current = self.current();
        let list = matches!(current.kind, Pmh | Psh | Fh | Sh | Meds | Allergies);
        let said = current.heading.is_some_and(|heading| {
            prefix(&self.text[heading.end..line.span.start], LABEL).contains(|c: char| c.is_alphanumeric())
        });
        let own = self.text[line.body.range()].starts_with(|c: char| c.is_uppercase());
        let before = &self.text[..line.span.start];
        let feeds = &before[before.trim_end().len()..];
        let blank = feeds.matches('\n').count().max(feeds.matches('\r').count()) > 1;
        // So do medicines at the start of a line, if sentences are told on the next; a history may be told in sentences.
        let told = || {
            let mut ends = self.text[line.body.range()].split(". ").skip(1);
            matches!(current.kind, Meds | Allergies) && ends.any(|next| next.starts_with(|c: char| c.is_uppercase()))
        };
        if list
            && (current.style.inline || current.style.marker == Some(Marker::None) && told())
            && said
            && own
            && !blank
            && !self.wrapped
            && self.before != Before::Goes
            && !line.is_item(self.text)
        {
            let style = Style::default();
            self.begin(Open { kind: SectionKind::Other, start: line.span.start, heading: None, style });
        }
    }

    /// An unknown heading in capitals is read as its first or last words (`CHIEF COMPLAINT AND MOOD`). If they are
    /// unknown too it ends a list of history; elsewhere it is taken as a part of its section.
    fn unknown(&self, line: &Line, name: &str) -> Option<Heading> {
        use SectionKind::*;
        let current = self.current().kind;
        let shape = line.marker == Marker::None && line.indent == 0 && name.len() > 3 && word_count(name) <= 6;
        if !shape || !self.caps || !is_caps(name) || is_system(name) || name.len() > LABEL {
            return None;
        }
        let history = matches!(current, Pmh | Psh | Fh | Sh | Meds | Allergies | Codes | Instructions | Other);
        let other = history.then_some(Heading { kind: Other, strict: true });
        if matches!(current, Exam | Ros | Vitals | Assessment | Plan | AssessmentPlan) {
            return None;
        }
        let gaps = || name.match_indices(char::is_whitespace).map(|(at, _)| at);
        let head = gaps().rev().map(|at| &name[..at]);
        let tail = gaps().map(|at| name[at..].trim_start());
        let part = |part: &str| {
            self.headings.get(part).filter(|heading| !heading.strict && part.contains(char::is_whitespace))
        };
        let complaints = name.ends_with("SYMPTOMS") || name.ends_with("COMPLAINTS");
        head.chain(tail).find_map(part).or(complaints.then_some(Heading { kind: Hpi, strict: true })).or(other)
    }

    /// Whether a heading at the start of a line opens a section here.
    fn allows(&self, opening: &Opening, line: &Line, colon: bool) -> bool {
        use SectionKind::*;
        let (current, kind, style) = (self.current(), opening.heading.kind, opening.style);
        let name = &self.text[opening.words.range()];
        let item = matches!(line.marker, Marker::Bullet | Marker::Number);
        let sibling =
            current.heading.is_some() && current.style.marker == style.marker && current.style.indent == style.indent;
        if self.wrapped && !style.prominent && (!colon || name.starts_with(|c: char| c.is_lowercase())) {
            return false;
        }
        if self.lead_in && item {
            return false;
        }
        let nested = item || line.indent > current.style.indent && !style.prominent;
        match current.kind {
            Assessment | Plan | AssessmentPlan | Instructions | Course => {
                let frame = matches!(kind, Cc | Hpi | Ros | Assessment | Plan | AssessmentPlan);
                let under_problem = self.numbered.is_some() && !style.prominent;
                let weaker = current.style.prominent && !style.prominent && !current.style.inline;
                let detail = matches!(
                    kind,
                    Cc | Hpi | Pmh | Psh | Fh | Sh | Meds | Allergies | Vitals | Exam | Results | Course | Other
                );
                match (nested, sibling) {
                    (true, true) => self.numbered.is_none() || line.marker == Marker::Number,
                    (true, false) => frame && self.numbered.is_none(),
                    (false, _) => !(detail && (weaker || under_problem)),
                }
            }
            Exam | Ros | Vitals if is_system(name) => false,
            Exam | Ros | Vitals if kind == Allergies => !item,
            Exam if kind == Vitals => style.prominent || !current.style.prominent && !nested,
            _ => true,
        }
    }
}

/// Words without the emphasis around them.
fn bare(text: &str, span: Span) -> Span {
    let words = &text[span.range()];
    let marks = opening(words.as_bytes());
    let is_mark = |c: char| matches!(c, '*' | '_' | '#');
    let end = if marks > 0 || words.ends_with('#') { words.trim_end_matches(is_mark).len() } else { words.len() };
    Span::new(span.start + marks.min(end), span.start + end.max(marks.min(end))).trim(text)
}

/// The words after the letter of `S - Subjective`.
fn letter(name: &str) -> Option<&str> {
    let rest = name.strip_prefix(['S', 'O', 'A', 'P'])?.trim_start();
    Some(rest.strip_prefix(['-', '–', '—', '=', '.'])?.trim_start())
}

/// Where emphasis that opens directly before `start` begins.
fn markup_start(text: &str, start: usize) -> usize {
    let marks = text.as_bytes()[..start].iter().rev().take(2).take_while(|b| matches!(b, b'*' | b'_')).count();
    start - marks
}

/// Whether a line of prose continues in the next line.
fn is_unfinished(words: &str) -> bool {
    words.len() >= 40 && !words.ends_with(['.', '!', '?', ':', ';', '*', '_', ')', '|'])
}

fn prefix(words: &str, length: usize) -> &str {
    let mut end = length.min(words.len());
    while !words.is_char_boundary(end) {
        end -= 1;
    }
    &words[..end]
}
