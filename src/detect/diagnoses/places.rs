//! Where a note states its diagnoses.
//!
//! Most stand in lists: a numbered problem, an item, a line of its own in an assessment, a list of diagnoses. There the
//! words are a diagnosis unless they say otherwise. The rest stands in prose: an assessment without a list, or in a note
//! without any assessment the sentence that concludes. There only what the sentence concludes is one.

use super::super::mentions::Place;
use super::parts::{self, Joint};
use crate::base::{SectionKind, SectionKinds, Span};
use crate::note::{Note, Problem, Section, Sentence};
use std::ops::Range;

/// Longest line in words that is an item of a list without a sign before it.
const LINE: usize = 14;
/// Sentences of prose at the start of an assessment in which it says what it assesses.
const OPENING: usize = 3;

/// What the words at a place are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A title, an item, a line of a list.
    Listed,
    /// A sentence in which anything may be told.
    Prose,
    /// What a sentence concludes.
    Conclusion,
    /// What a sentence of a course says the patient turned out to have, in a note without an assessment.
    Told,
    /// A sentence under a diagnosis that says what it is taken for.
    Reasoning,
}

/// Words that may hold diagnoses.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stated {
    pub place: Place,
    pub form: Form,
}

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
            _ => stated.extend(sentences.filter(|at| titles(note, *at)).map(|at| whole(note, at, Form::Listed))),
        }
    }
    if stated.iter().any(|each| each.form == Form::Listed) {
        stated.retain(|each| each.form != Form::Prose);
    }
    if stated.is_empty() {
        let told = |section: &Section| matches!(section.kind, SectionKind::Course | SectionKind::Other);
        let sentences = (0..note.sentences.len()).filter(|at| told(&note.sections[note.sentences[*at].section]));
        stated.extend(sentences.filter_map(|at| conclusion(note, at).or_else(|| told_of(note, at))));
    }
    stated
}

/// The places in one assessment. Where it lists anything, its prose introduces the list or reasons about it.
fn assessment(note: &Note, section: &Section, sentences: Range<usize>, stated: &mut Vec<Stated>) {
    let mut forms: Vec<Form> = sentences.clone().map(|at| form(note, section, at)).collect();
    // "A: Migraine. Obesity. Start topiramate." is a list in one line.
    for (form, at) in forms.iter_mut().zip(sentences.clone()) {
        if *form != Form::Prose || !is_verbless(note, at) {
            break;
        }
        *form = Form::Listed;
    }
    let listed = forms.contains(&Form::Listed);
    for (at, form) in sentences.clone().zip(forms) {
        match form {
            _ if considers(note, at) => {}
            Form::Listed => stated.push(whole(note, at, form)),
            Form::Reasoning => {
                stated.extend(reasons(note, at).then(|| whole(note, at, form)));
                stated.extend(conclusion(note, at));
            }
            Form::Prose | Form::Conclusion | Form::Told => {
                let opens = !listed && at < sentences.start + OPENING;
                let conclusion = conclusion(note, at);
                stated.extend(conclusion.or_else(|| opens.then(|| whole(note, at, form))));
            }
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

/// Whether a sentence is a few words without a verb.
fn is_verbless(note: &Note, at: usize) -> bool {
    let text = note.folded.text();
    let range = note.folded.sentence(at);
    text[range.clone()].split_whitespace().count() <= LINE
        && parts::cut(text, range, &[]).iter().all(|part| part.joint != Joint::Prose)
}

/// The list of problems of a note that has no assessment.
fn is_problem_list(note: &Note, section: &Section) -> bool {
    section.heading.is_some_and(|heading| note.words(heading).to_ascii_lowercase().contains("problem"))
}

/// Whether a sentence lists what has only been considered.
fn considers(note: &Note, at: usize) -> bool {
    const CONSIDERS: [&str; 5] = ["considered", "consider ", "differential", "ddx", "rule out"];
    let text = note.folded.text()[note.folded.sentence(at)].to_ascii_lowercase();
    CONSIDERS.iter().any(|words| text.starts_with(words))
}

/// A list of what has only been considered.
fn is_differential(note: &Note, section: &Section) -> bool {
    let words = |span: Span| note.words(span).to_ascii_lowercase();
    section.heading.is_some_and(|heading| {
        let words = words(heading);
        (words.contains("differential") || words.contains("ddx")) && !words.contains("assessment")
    })
}

/// Words with which a provider concludes.
const CONCLUDES: [&str; 21] = [
    "therefore has",
    "diagnosis therefore",
    "i have diagnosed",
    "assessment is",
    "assessment today is",
    "consider this",
    "diagnosis is",
    "diagnosis of",
    "diagnosed with",
    "diagnosis was",
    "felt to have",
    "felt that",
    "felt she had",
    "felt he had",
    "felt the patient had",
    "i believe",
    "i think",
    "i suspect",
    "we believe",
    "impression is",
    "findings are consistent with",
];

/// Words with which a provider reasons.
const REASONS: [&str; 14] = [
    "i believe",
    "i think",
    "i suspect",
    "we believe",
    "we suspect",
    "i feel",
    "likely",
    "consistent with",
    "probably",
    "suspicious for",
    "suggestive of",
    "impression is",
    "diagnosis is",
    "this is",
];

fn reasons(note: &Note, at: usize) -> bool {
    let text = note.folded.text()[note.folded.sentence(at)].to_ascii_lowercase();
    REASONS.iter().any(|words| text.contains(words))
}

/// What a sentence concludes: what is after the words that say so.
fn conclusion(note: &Note, at: usize) -> Option<Stated> {
    after(note, at, Form::Conclusion, &CONCLUDES)
}

/// Words with which a course tells what the patient turned out to have.
const TELLS: [&str; 6] = ["developed", "presumed", "found to have", "revealed", "went on to have", "remained"];

fn told_of(note: &Note, at: usize) -> Option<Stated> {
    after(note, at, Form::Told, &TELLS)
}

/// What is after the first of some words in a sentence.
fn after(note: &Note, at: usize, form: Form, words: &[&str]) -> Option<Stated> {
    let mut stated = whole(note, at, form);
    let text = note.folded.text()[stated.place.range.clone()].to_ascii_lowercase();
    stated.place.range.start += words.iter().filter_map(|words| text.find(words).map(|at| at + words.len())).min()?;
    Some(stated)
}

/// A whole sentence, without the number before its words.
fn whole(note: &Note, sentence: usize, form: Form) -> Stated {
    let mut range = note.folded.sentence(sentence);
    let words = &note.folded.text()[range.clone()];
    range.start += words.find(|c: char| c.is_alphabetic()).unwrap_or(0);
    Stated { place: Place { range, sentence }, form }
}
