//! The quotations of a query: what the note documents about its topic.
//!
//! First come the sentences on which the findings rest, then what else the note says about the same condition: under its
//! problem, in its own words elsewhere, and with the words that rules connect with it. A query needs two where the note
//! has them, and nobody reads ten.

use super::quote::{has_code, quotable, without_codes};
use super::related::{concepts_beside, names_of};
use super::topics::{About, Topic, diagnosis, subject};
use super::{Case, Indicator};
use crate::base::{Effect, SectionKind, Sense, Span};
use crate::check::Status;
use crate::detect::Diagnosis;

/// Most quotations of a query.
const MOST: usize = 6;
/// Most of them that are added to those of the findings.
const MOST_ADDED: usize = 4;
/// Sections that say nothing about how the patient is.
const ELSEWHERE: [SectionKind; 5] =
    [SectionKind::Fh, SectionKind::Instructions, SectionKind::Codes, SectionKind::Allergies, SectionKind::Other];
/// Elements of a checklist that show best what its complaint is like, by their ids.
const TELLING: [&str; 7] = ["location", "onset", "duration", "severity", "character", "neuro-exam", "msk-exam"];

/// The quotations of a topic, in the order of the note.
pub(super) fn indicators(case: &Case<'_>, topic: &Topic<'_>, more: &[Span]) -> Vec<Indicator> {
    let mut found = Found { case, spans: Vec::new(), indicators: Vec::new() };
    let is_heading = |span: Span| case.note.section_at(span.start).is_some_and(|section| section.heading == Some(span));
    found.add(subject(case, topic));
    for finding in &topic.findings {
        let labels = [&finding.primary].into_iter().chain(&finding.related);
        labels.filter(|label| !is_heading(label.span)).for_each(|label| found.add(label.span));
    }
    more.iter().for_each(|span| found.add(*span));
    found.indicators.truncate(MOST);
    let most = (found.indicators.len() + MOST_ADDED).min(MOST);
    let candidates = match &topic.about {
        About::Checklist(id) => of_checklist(case, id),
        About::Condition(_) | About::Unexplained(_) => {
            let diagnosis = topic.findings.iter().find_map(|finding| diagnosis(case, finding));
            diagnosis.map(|diagnosis| of_diagnosis(case, diagnosis)).unwrap_or_default()
        }
        About::Conflict(_) | About::Wording(_) => Vec::new(),
    };
    for span in candidates {
        if found.indicators.len() < most {
            found.add(span);
        }
    }
    if found.indicators.len() < 2 {
        around(case, subject(case, topic)).into_iter().for_each(|span| found.add(span));
    }
    if found.indicators.len() < 2 && case.facts.diagnoses.len() <= 1 {
        opening(case).into_iter().for_each(|span| found.add(span));
    }
    if found.indicators.is_empty() {
        found.add_line(subject(case, topic));
    }
    found.indicators.sort_by_key(|indicator| indicator.span);
    found.indicators
}

struct Found<'a> {
    case: &'a Case<'a>,
    /// The sentences that are quoted.
    spans: Vec<Span>,
    indicators: Vec<Indicator>,
}

impl Found<'_> {
    /// Quotes the line of a place that has no words of its own: a blank, or what cannot be told from a code.
    fn add_line(&mut self, place: Span) {
        let note = self.case.note;
        let line = note.source.position(place.start).line;
        let Some(span) = note.source.line_span(line).map(|span| span.trim(note.source.text())) else { return };
        if let Some(span) = without_codes(self.case, span).or((!has_code(note.words(span))).then_some(span)) {
            self.push(span, (false, false));
        }
    }

    /// Quotes the sentence of some words, unless it is quoted already.
    fn add(&mut self, words: Span) {
        let note = self.case.note;
        let at = note.sentences.partition_point(|sentence| sentence.span.end <= words.start);
        let sentence = note.sentences.get(at).filter(|sentence| sentence.span.overlaps(words));
        let Some(sentence) = sentence else { return };
        let Some(span) = quotable(self.case, sentence.span, words) else { return };
        if self.spans.iter().any(|known| known.overlaps(span)) {
            return;
        }
        self.push(span, (span.start > sentence.span.start, sentence.span.end > span.end));
    }

    fn push(&mut self, span: Span, cut: (bool, bool)) {
        let note = self.case.note;
        let section = note.section_at(span.start);
        self.spans.push(span);
        self.indicators.push(Indicator {
            span,
            cut,
            section: section.map_or(SectionKind::Other, |section| section.kind),
            heading: section.and_then(|section| section.heading),
            line: note.source.position(span.start).line,
            date: note.date,
        });
    }
}

/// What the note documents of a checklist, the most telling first.
fn of_checklist(case: &Case<'_>, id: &str) -> Vec<Span> {
    let elements = case.outcome.checklists.iter().filter(|list| list.id == id).flat_map(|list| &list.elements);
    let documented = elements.filter(|element| element.status == Status::Documented);
    let rank = |id: &str| TELLING.iter().position(|telling| *telling == id).unwrap_or(TELLING.len());
    let mut spans: Vec<(usize, Span)> =
        documented.filter_map(|element| Some((rank(&element.id), element.evidence.first()?.span))).collect();
    spans.sort_unstable();
    spans.into_iter().map(|(_, span)| span).collect()
}

/// What the note says about a diagnosis beside its wording.
fn of_diagnosis(case: &Case<'_>, diagnosis: &Diagnosis) -> Vec<Span> {
    let note = case.note;
    let mut spans: Vec<Span> = Vec::new();
    let same =
        |other: &&Diagnosis| other.span != diagnosis.span && diagnosis.code().is_some_and(|code| other.is_of(code));
    spans.extend(case.facts.diagnoses.iter().filter(same).map(|other| other.span));
    // Results and findings that rules connect with the condition.
    let concepts = concepts_beside(case.rules, diagnosis);
    let of_patient = |mention: &&crate::detect::Mention| {
        let kind = note.sections.get(mention.section()).map(|section| section.kind);
        let assertion = mention.assertion;
        concepts.contains(&mention.concept)
            && !mention.asked
            && (Sense::Present.accepts(assertion) || Sense::Denied.accepts(assertion))
            && !assertion.has(Effect::Family)
            && kind.is_some_and(|kind| !ELSEWHERE.contains(&kind))
    };
    spans.extend(case.facts.mentions.iter().filter(of_patient).map(|mention| mention.span));
    // Its own words elsewhere.
    let names = names_of(note.words(diagnosis.span), diagnosis);
    for sentence in &note.sentences {
        let kind = note.sections.get(sentence.section).map_or(SectionKind::Other, |section| section.kind);
        let words = note.words(sentence.span).to_lowercase();
        if kind != SectionKind::Fh && kind != SectionKind::Instructions && names.iter().any(|name| name.is_in(&words)) {
            spans.push(sentence.span);
        }
    }
    // What stands under its problem: what was seen, judged and done about it.
    if let Some(problem) = note.problem_at(diagnosis.span.start) {
        let under = note.sentences.iter().filter(|sentence| problem.span.contains(sentence.span));
        spans.extend(under.map(|sentence| sentence.span));
    }
    spans
}

/// The sentences before and after some words in their paragraph; the items of a list are about something else each.
fn around(case: &Case<'_>, words: Span) -> Vec<Span> {
    let sentences = &case.note.sentences;
    let at = sentences.partition_point(|sentence| sentence.span.end <= words.start);
    let Some(own) = sentences.get(at).filter(|own| !own.item) else { return Vec::new() };
    let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|at| sentences.get(at));
    beside.filter(|other| other.paragraph == own.paragraph && !other.item).map(|other| other.span).collect()
}

/// Why the patient came.
fn opening(case: &Case<'_>) -> Vec<Span> {
    let note = case.note;
    let of = |kind: SectionKind| {
        note.sentences
            .iter()
            .find(|sentence| note.sections.get(sentence.section).is_some_and(|section| section.kind == kind))
    };
    [SectionKind::Cc, SectionKind::Hpi].into_iter().filter_map(of).map(|sentence| sentence.span).collect()
}
