//! Where a note states its diagnoses.
//!
//! Most stand in lists: a numbered problem, an item, a line of its own in an assessment, a list of diagnoses. There the
//! words are a diagnosis unless they say otherwise. The rest stands in prose: an assessment without a list, or in a note
//! without any assessment the sentence that concludes. There only what the sentence concludes is one.

use super::parts::{self, Joint};
use super::says;
use super::stated::{Form, Stated, whole};
use crate::base::{SectionKind, SectionKinds, Span};
use crate::note::{Note, Problem, Section, Sentence};
use std::ops::Range;

/// Longest line in words that is an item of a list without a sign before it.
const LINE: usize = 14;
/// Fewest parts of a sentence that is a list, and most words of each.
const LIST: usize = 3;
const ITEM: usize = 6;
/// Sentences of prose at the start of an assessment in which it says what it assesses.
const OPENING: usize = 3;

/// The places of a note, in text order.
pub(super) fn find(note: &Note) -> Vec<Stated> {
    let mut stated = Vec::new();
    let assessed = note.sections.iter().any(|section| SectionKinds::ASSESSMENT.contains(section.kind));
    for (index, section) in note.sections.iter().enumerate() {
        let sentences = sentences_of(note, index);
        match section.kind {
            _ if is_differential(note, section) => {}
            SectionKind::Codes => stated.extend(sentences.map(|at| whole(note, at, Form::Listed))),
            kind if SectionKinds::ASSESSMENT.contains(kind) || !assessed && is_problem_list(note, section) => {
                assessment(note, section, sentences, &mut stated)
            }
            kind => stated.extend(sentences.filter_map(|at| match kind {
                _ if titles(note, at) => Some(whole(note, at, Form::Listed)),
                SectionKind::Plan if !assessed => says::head(note, at).filter(|_| begins_line(note, at)),
                SectionKind::Pmh | SectionKind::Fh => None,
                _ => says::announced(note, at),
            })),
        }
    }
    if stated.is_empty() {
        let told = |section: &Section| matches!(section.kind, SectionKind::Course | SectionKind::Other);
        let sentences = (0..note.sentences.len()).filter(|at| told(&note.sections[note.sentences[*at].section]));
        for at in sentences {
            let known = stated.len();
            stated.extend(says::concluded(note, at));
            if stated.len() == known {
                stated.extend(says::told(note, at));
            }
        }
    }
    stated
}

/// The places in one assessment. What its prose says beside a list, only the reader can tell.
fn assessment(note: &Note, section: &Section, sentences: Range<usize>, stated: &mut Vec<Stated>) {
    let mut forms: Vec<Form> = sentences.clone().map(|at| form(note, section, at)).collect();
    // "A: Migraine. Obesity. Start topiramate." is a list in one line.
    for (form, at) in forms.iter_mut().zip(sentences.clone()) {
        if *form != Form::Prose || !is_verbless(note, at) || says::presents(note, at) {
            break;
        }
        *form = Form::Listed;
    }
    for (at, form) in sentences.clone().zip(forms) {
        if says::considers(note, at) {
            continue;
        }
        if form == Form::Listed {
            stated.push(whole(note, at, form));
            continue;
        }
        if form == Form::Reasoning && says::reasons(note, at) {
            stated.push(whole(note, at, form));
        }
        let known = stated.len();
        stated.extend(says::topic(note, at));
        stated.extend(says::concluded(note, at));
        if form != Form::Reasoning && stated.len() == known && at < sentences.start + OPENING {
            stated.push(whole(note, at, Form::Prose));
        }
    }
}

/// What a sentence of an assessment is.
fn form(note: &Note, section: &Section, at: usize) -> Form {
    let sentence = &note.sentences[at];
    let heads = titles(note, at) || is_numbered(note, sentence);
    let under = |problem: &Problem| problem.assessed && section.span.start <= problem.title.start;
    let under_title = note.problem_at(sentence.span.start).is_some_and(under);
    let line = is_line(note, sentence);
    match (heads, under_title) {
        (true, _) => Form::Listed,
        (false, true) if line && !sentence.item && section.kind == SectionKind::Assessment => Form::Listed,
        (false, true) => Form::Reasoning,
        (false, false) if sentence.item || line => Form::Listed,
        (false, false) => Form::Prose,
    }
}

/// Whether a number introduces a sentence inside a line: "1. Gout. 2. Obesity."
fn is_numbered(note: &Note, sentence: &Sentence) -> bool {
    let before = note.source.text()[..sentence.span.start].trim_end_matches([' ', '\t']);
    let Some(before) = before.strip_suffix(['.', ')']) else { return false };
    let digits = before.bytes().rev().take_while(u8::is_ascii_digit).count();
    matches!(digits, 1 | 2) && before[..before.len() - digits].ends_with(|c: char| !c.is_alphanumeric() && c != '/')
}

/// The sentences of a section.
fn sentences_of(note: &Note, section: usize) -> Range<usize> {
    let first = note.sentences.partition_point(|sentence| sentence.section < section);
    first..first + note.sentences[first..].partition_point(|sentence| sentence.section == section)
}

/// Whether a sentence begins with the title of a problem.
fn titles(note: &Note, at: usize) -> bool {
    let span = note.sentences[at].span;
    let next = note.problems.partition_point(|problem| problem.title.end <= span.start);
    note.problems.get(next).is_some_and(|problem| problem.assessed && problem.title.overlaps(span))
}

/// Whether a sentence begins its line, apart from the sign or the number of an item.
fn begins_line(note: &Note, at: usize) -> bool {
    let sentence = &note.sentences[at];
    let section = &note.sections[sentence.section];
    let before =
        note.source.text()[section.span.start..sentence.span.start].trim_end_matches([' ', '\t', '-', '*', '•']);
    sentence.item || before.ends_with(['\n', '\r', ':']) || before.is_empty() || is_numbered(note, sentence)
}

/// Whether a sentence is short and a line of its own, or all that stands after a heading.
fn is_line(note: &Note, sentence: &Sentence) -> bool {
    let text = note.source.text();
    let section = &note.sections[sentence.section];
    let before = text[section.span.start..sentence.span.start].trim_end_matches([' ', '\t', '-', '*', '•']);
    let after = text[sentence.span.end..].trim_start_matches([' ', '\t', '.', '*', '_']);
    let begins = before.ends_with(['\n', '\r', ':']) || before.is_empty();
    let ends = after.starts_with(['\n', '\r']) || after.is_empty();
    begins && ends && note.words(sentence.span).split_whitespace().count() <= LINE
}

/// Whether a sentence is a few words without a verb, or a list of such.
fn is_verbless(note: &Note, at: usize) -> bool {
    let text = note.folded.text();
    let range = note.folded.sentence(at);
    let parts = parts::cut(text, range.clone(), &[]);
    let words = |range: Range<usize>| text[range].split_whitespace().count();
    let is_list = parts.len() >= LIST && parts.iter().all(|part| words(part.range.clone()) <= ITEM);
    (words(range) <= LINE || is_list) && parts.iter().all(|part| part.joint != Joint::Prose)
}

/// The list of problems of a note that has no assessment.
fn is_problem_list(note: &Note, section: &Section) -> bool {
    section.heading.is_some_and(|heading| {
        let words = note.words(heading).to_ascii_lowercase();
        words.contains("problem") && !["resolved", "inactive", "past"].iter().any(|over| words.contains(over))
    })
}

/// A list of what has only been considered.
fn is_differential(note: &Note, section: &Section) -> bool {
    let words = |span: Span| note.words(span).to_ascii_lowercase();
    section.heading.is_some_and(|heading| {
        let words = words(heading);
        (words.contains("differential") || words.contains("ddx")) && !words.contains("assessment")
    })
}
