//! Prompts with nothing after them: `Onset:`.
//!
//! What follows decides. An answer may be in the next line; a list or indented lines make the prompt a label for them;
//! but another prompt, a blank line or the end leave it unanswered. Whether an unanswered prompt is a gap, or part of a
//! form, is decided by the whole text (see `form`).

use crate::base::{SectionKind, Span};
use crate::note::Section;
use crate::note::line::{Label, Line, Lines, Marker, is_caps, label, lines, opening, skip_blank, word_count};

/// Longest prompt in words; a longer line with a colon leads in to what follows.
const LONGEST: usize = 5;

/// The prompts and headings without an answer, with their colons, in order.
pub(super) fn find(text: &str, sections: &[Section]) -> Vec<Span> {
    let mut found = Vec::new();
    for (index, section) in sections.iter().enumerate() {
        let body = Span::new(crate::note::sections::body_start(text, section), section.span.end);
        if let Some(heading) = section.heading.filter(|_| text[body.range()].trim().is_empty()) {
            if !is_container(section, sections.get(index + 1)) && text[heading.end..body.start].contains(':') {
                let end = text[heading.end..body.start].find(':').map_or(heading.end, |at| heading.end + at + 1);
                found.push(Span::new(heading.start, end));
            }
            continue;
        }
        let mut rest = lines(text, body);
        while let Some(line) = rest.next() {
            if line.is_blank() {
                continue;
            }
            gaps(text, &line, &mut found);
            if let Some(prompt) = bare(text, &line)
                && !is_answered(text, &line, prompt, rest.clone())
            {
                found.push(Span::new(prompt.words.start, prompt.colon));
            }
        }
    }
    found.sort_unstable_by_key(|span| (span.start, span.end));
    found
}

/// The prompt that is all of a line.
fn bare(text: &str, line: &Line) -> Option<Label> {
    let prompt = label(text, line.body)?;
    let rest = text[prompt.value.min(line.body.end)..line.body.end].trim_matches(['*', '_', ' ', '.', ',', ';']);
    let words = &text[prompt.words.range()];
    let shape = word_count(words) <= LONGEST && words.starts_with(|c: char| c.is_uppercase());
    (rest.is_empty() && !has_wildcard(text, line, prompt) && shape && !leads_in(words)).then_some(prompt)
}

fn has_wildcard(text: &str, line: &Line, prompt: Label) -> bool {
    text[prompt.colon..line.body.end].contains("***") || text[prompt.colon..line.body.end].contains("__")
}

fn leads_in(words: &str) -> bool {
    words.ends_with("following") || words.ends_with("includes") || words.ends_with("include") || words.ends_with("if")
}

/// Whether the lines below answer a prompt, or are labelled by it. After a blank line only what is plainly subordinate
/// counts.
fn is_answered(text: &str, line: &Line, prompt: Label, mut below: Lines<'_>) -> bool {
    let mut gap = false;
    let next = loop {
        match below.next() {
            None => return false,
            Some(next) if !next.is_blank() => break next,
            Some(_) if gap => return false,
            Some(_) => gap = true,
        }
    };
    let list = matches!(next.marker, Marker::Bullet | Marker::Number) && next.marker != line.marker;
    let closes = line.marker == Marker::Bullet && next.marker == Marker::None && !gap;
    let nested = next.indent > line.indent || closes || list && line.marker != Marker::Bullet;
    let bold = |line: &Line| opening(&text.as_bytes()[line.body.range()]) > 0;
    if nested || gap {
        let heads = (bold(line) || line.marker == Marker::Hash)
            && !bold(&next)
            && next.marker != Marker::Hash
            && label(text, next.body).is_none();
        return nested || heads || text[next.body.range()].starts_with('|');
    }
    let Some(other) = label(text, next.body) else {
        return next.marker != Marker::Hash && next.marker != Marker::Number;
    };
    let louder = bold(line) && !bold(&next);
    let caps = is_caps(&text[prompt.words.range()]) && !is_caps(&text[other.words.range()]);
    louder || caps || word_count(&text[other.words.range()]) > LONGEST
}

/// Prompts in one line with wide gaps between them: `Onset:     Duration:`.
fn gaps(text: &str, line: &Line, found: &mut Vec<Span>) {
    let mut from = line.body;
    while let Some(prompt) = label(text, from) {
        let value = prompt.value.min(from.end);
        let gap = &text[prompt.colon..value];
        let Some(next) = label(text, Span::new(value, from.end)) else { return };
        let words = &text[next.words.range()];
        if !(gap.contains("   ") || gap.contains('\t'))
            || !words.starts_with(char::is_uppercase)
            || word_count(words) > 3
        {
            return;
        }
        found.push(Span::new(prompt.words.start, prompt.colon));
        from = Span::new(skip_blank(text, value, from.end), from.end);
    }
}

/// `Subjective:` and similar headings contain the sections that follow.
fn is_container(section: &Section, next: Option<&Section>) -> bool {
    use SectionKind::{Assessment, AssessmentPlan, Cc, Exam, Hpi, Meds, Other, Plan, Pmh, Psh, Results, Ros, Vitals};
    let Some(next) = next else { return false };
    match section.kind {
        Hpi => matches!(next.kind, Cc | Hpi),
        Exam => matches!(next.kind, Vitals | Exam | Results),
        Vitals => next.kind == Exam,
        Pmh => matches!(next.kind, Psh | Meds),
        Ros => false,
        AssessmentPlan | Assessment => matches!(next.kind, Assessment | AssessmentPlan),
        Plan => matches!(next.kind, Plan | SectionKind::Instructions),
        Other => true,
        _ => false,
    }
}
