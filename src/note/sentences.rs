//! Splits sections into statements.
//!
//! A section's lines are first joined where prose was hard-wrapped, then cut where statements end: after a full stop
//! that does not belong to an abbreviation, at a new item, at a new `Prompt: value`, at the bars of a table. A cut too
//! many only shortens the reach of a cue; a cut too few lets a denial reach into the next statement. So a line is
//! joined to the one before only if that one visibly continues.
//!
//! Headings are not sentences: in a note they only say what the text below is about. In a form they prompt for it
//! (`Assessment:`), so there each is a prompt of its own.

mod boundary;

use super::line::{Line, Marker, is_caps, label, leads_on, lines, skip_blank, tick, word_count};
use super::sections::body_start;
use super::{Placeholder, Section, Sentence};
use crate::base::{Profile, Span};
use boundary::{Cut, cuts};
use memchr::memchr2;

/// Longest prompt in words.
const PROMPT: usize = 6;
/// Longest sentence in bytes. No statement is as long; text without a full stop is cut here, so that the work for one
/// sentence stays small.
const LONGEST: usize = 4096;

/// The sentences of a text, in order, inside their sections; headings only in a template.
pub(super) fn split(text: &str, sections: &[Section], placeholders: &[Placeholder], profile: Profile) -> Vec<Sentence> {
    let mut splitter = Splitter { text, placeholders, next: 0, sentences: Vec::new(), paragraph: 0 };
    for (index, section) in sections.iter().enumerate() {
        if let Some(span) = section.heading.filter(|_| profile == Profile::Template) {
            splitter.next_paragraph();
            let paragraph = splitter.paragraph;
            splitter.sentences.push(Sentence { span, section: index, paragraph, prompt: Some(span), item: false });
        }
        splitter.section(index, Span::new(body_start(text, section), section.span.end));
    }
    splitter.sentences
}

struct Splitter<'t> {
    text: &'t str,
    placeholders: &'t [Placeholder],
    /// The first placeholder that may still reach past the place being read.
    next: usize,
    sentences: Vec<Sentence>,
    paragraph: usize,
}

/// Lines that were one before they were wrapped.
struct Run {
    words: Span,
    item: bool,
    table: bool,
    /// The number that introduces it; 0 for none.
    number: u32,
    last: Line,
}

/// What the lines so far say about the paragraph of the next one.
#[derive(Default)]
struct Flow {
    /// The last line was blank.
    blank: bool,
    /// Indent of the item that holds its nested items, or of the lead-in that holds its items.
    holder: Option<usize>,
}

impl Splitter<'_> {
    fn section(&mut self, index: usize, body: Span) {
        self.paragraph += usize::from(self.sentences.last().is_some_and(|last| last.paragraph == self.paragraph));
        let mut run: Option<Run> = None;
        let mut flow = Flow::default();
        for line in lines(self.text, body) {
            if line.is_blank() {
                if run.as_ref().is_some_and(|run| self.is_covered(run.words.end, line.span.start)) {
                    continue;
                }
                self.flush(&mut run, index);
                flow.blank = true;
                continue;
            }
            if let Some(open) = run.as_mut().filter(|open| self.continues(open, &line)) {
                open.words.end = line.body.end;
                open.last = line;
                continue;
            }
            self.flush(&mut run, index);
            if self.begins_paragraph(&line, &mut flow) {
                self.next_paragraph();
            }
            flow.blank = false;
            let words = &self.text[line.body.range()];
            let table = words.starts_with('|') && words.ends_with('|') && words.len() > 2;
            run = Some(Run {
                words: Span::new(line.body.start, line.body.end - usize::from(table)),
                item: line.is_item(self.text),
                table,
                number: self.number(&line),
                last: line,
            });
        }
        self.flush(&mut run, index);
    }

    fn number(&self, line: &Line) -> u32 {
        let marker = self.text[line.span.start..line.body.start].trim();
        marker.trim_matches(|c: char| !c.is_ascii_digit()).parse().unwrap_or(0)
    }

    fn next_paragraph(&mut self) {
        if self.sentences.last().is_some_and(|last| last.paragraph == self.paragraph) {
            self.paragraph += 1;
        }
    }

    /// A blank line, an item of its own, or a prompt that is not indented further than the text begins a paragraph.
    fn begins_paragraph(&self, line: &Line, flow: &mut Flow) -> bool {
        let item = line.is_item(self.text);
        let held = flow.holder.is_some_and(|indent| {
            line.indent > indent || line.indent == indent && item && line.marker != Marker::Number
        });
        let prompt = label(self.text, line.body).filter(|label| self.is_prompt(label.words));
        let lead_in = self.text[line.body.range()].trim_end_matches(['*', '_']).ends_with(':');
        if held && !flow.blank {
            return false;
        }
        flow.holder = (line.marker == Marker::Number || lead_in).then_some(line.indent);
        flow.blank || item || prompt.is_some()
    }

    /// Whether a line continues the prose of the run.
    fn continues(&self, run: &Run, line: &Line) -> bool {
        if self.is_covered(run.words.end, line.body.start) {
            return true;
        }
        let words = &self.text[line.body.range()];
        let prompt = label(self.text, line.body).is_some_and(|label| self.is_prompt(label.words));
        if line.is_item(self.text) || line.marker == Marker::Hash || prompt || run.table || words.starts_with('|') {
            return false;
        }
        let before = &self.text[run.last.body.range()];
        let closed = before.trim_end_matches(['"', ')', ']', '”', '’', '*', '_']);
        if closed.ends_with(['.', '!', '?', ';']) && !boundary::is_abbreviation(closed) {
            return false;
        }
        if closed.ends_with([':', '：']) {
            return word_count(closed) <= PROMPT && !is_caps(words) && label(self.text, run.last.body).is_some();
        }
        let Some(first) = words.chars().next() else { return false };
        let indented = run.item && line.indent > run.last.indent && !first.is_uppercase();
        let length = run.last.body.len();
        let broken = before.strip_suffix('-').is_some_and(|word| word.ends_with(char::is_alphanumeric));
        broken
            || before.ends_with([',', '/', '&', '('])
            || leads_on(before)
            || indented
            || first.is_lowercase() && length >= 40
            || length >= 60 && !is_caps(before) && !is_caps(words)
    }

    /// Whether a placeholder reaches from before `from` to `to`.
    fn is_covered(&self, from: usize, to: usize) -> bool {
        let rest = &self.placeholders[self.next..];
        let at = rest.partition_point(|placeholder| placeholder.span.end <= from);
        rest.get(at).is_some_and(|placeholder| placeholder.span.start < from && placeholder.span.end > to)
    }

    fn is_prompt(&self, words: Span) -> bool {
        let words = &self.text[words.range()];
        words.starts_with(|c: char| c.is_uppercase() || c.is_numeric()) && word_count(words) <= PROMPT
    }

    fn flush(&mut self, run: &mut Option<Run>, section: usize) {
        let Some(run) = run.take() else { return };
        while self.placeholders.get(self.next).is_some_and(|placeholder| placeholder.span.end <= run.words.start) {
            self.next += 1;
        }
        let placeholders = &self.placeholders[self.next..];
        let mut start = run.words.start;
        let mut item = run.item;
        let mut sentences = Vec::new();
        for Cut { end, next, number } in cuts(self.text, run.words, run.table, run.number, placeholders) {
            sentences.push((Span::new(start, end), item, number.is_some()));
            start = next;
            item |= number.is_some();
        }
        sentences.push((Span::new(start, run.words.end), item, false));
        for (span, item, item_follows) in sentences {
            let mut rest = span;
            while rest.len() > LONGEST {
                let cut = cut_before(self.text, rest.start, rest.start + LONGEST);
                self.push(Span::new(rest.start, cut), section, item);
                rest.start = cut;
            }
            self.push(rest, section, item);
            if item_follows {
                self.next_paragraph();
            }
        }
    }

    fn push(&mut self, span: Span, section: usize, item: bool) {
        let blank = |c: char| c.is_whitespace() || c == '\u{FEFF}';
        let words = &self.text[span.range()];
        let start = span.start + (words.len() - words.trim_start_matches(blank).len());
        let span = Span::new(start, start + words.trim_matches(blank).len());
        if !self.text[span.range()].contains(|c: char| c.is_alphanumeric()) && !self.is_blank_place(span) {
            return;
        }
        let head = match tick(&self.text[span.range()]) {
            Some((_, length)) => skip_blank(self.text, span.start + length, span.end),
            None => span.start,
        };
        let line = memchr2(b'\n', b'\r', &self.text.as_bytes()[head..span.end]).map_or(span.end, |end| head + end);
        let prompt =
            label(self.text, Span::new(head, line)).map(|label| label.words).filter(|words| self.is_prompt(*words));
        self.sentences.push(Sentence { span, section, paragraph: self.paragraph, prompt, item });
    }

    /// Whether there is an unfilled place here, which is worth a sentence though it has no words.
    fn is_blank_place(&self, span: Span) -> bool {
        let at = self.placeholders.partition_point(|placeholder| placeholder.span.end <= span.start);
        self.placeholders.get(at).is_some_and(|placeholder| placeholder.span.overlaps(span))
    }
}

/// The last word break after `start` and before `end`, or else the last character break.
fn cut_before(text: &str, start: usize, end: usize) -> usize {
    let end = (start + 1..=end).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(end);
    text[start..end].rfind(char::is_whitespace).filter(|at| *at > 0).map_or(end, |at| start + at)
}
