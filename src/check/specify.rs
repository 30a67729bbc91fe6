//! A diagnosis or code is vaguer than what the note documents.
//!
//! Three verdicts, because the guidelines allow an unspecified code if nothing more is known: the note documents more,
//! and both places are shown; it documents nothing more, and what would add specificity may be given as advice; the
//! provider says that the cause is undetermined, and the rule reports nothing (`quiet-if`).

use super::compose::{self, Draft, Slots};
use super::condition::EvidenceRef;
use super::diagnoses::code_at;
use super::finding::{Finding, Label};
use super::nearness::Nearness;
use super::view::View;
use crate::base::{Certainty, Severity, Span};
use crate::detect::{Diagnosis, Mention};
use crate::note::Problem;
use crate::rule::{Detail, Rule, Specify};
use std::collections::HashSet;

/// The most places that are shown besides the vague words.
const MOST_SHOWN: usize = 6;
/// The most of them for one detail.
const MOST_OF_ONE: usize = 3;
/// The most statements of one diagnosis whose words are compared.
const MOST_STATED: usize = 8;

/// Points at the vague words; the related spans are what the note documents beyond them.
pub(super) fn run(view: &View, rule: &Rule, check: &Specify) -> Option<Finding> {
    let vague = view.judge(&check.vague, rule.pack);
    if !vague.holds {
        return None;
    }
    let found = titling(view, &vague.evidence);
    let place = view.place(found, &rule.belongs_in)?;
    let taken = ground(view, &vague.evidence);
    let stated = stated(view, &vague.evidence);
    let nearness = Nearness::to(view.note, Some(place));
    let problems = titled(view, &vague.evidence);
    // Another diagnosis is a problem of its own, and is meant to be.
    let other = |e: &EvidenceRef| {
        !matches!(e, EvidenceRef::Diagnosis(_))
            && view.problem(*e).is_some_and(|p| !problems.is_empty() && !problems.contains(&p))
    };
    let sentences = vague.evidence.iter().filter_map(|e| diagnosis(view, *e)).map(|each| each.sentence).collect();
    let open =
        Vague { evidence: &vague.evidence, taken: &taken, stated: &stated, sentences: &sentences, nearness: &nearness };
    let held: Vec<(&Detail, Vec<Span>)> = check
        .documented
        .iter()
        .filter_map(|detail| Some((detail, beyond(view, rule, &open, other, detail)?)))
        .collect();
    let (severity, message, shown_for) = match &check.advice {
        _ if !held.is_empty() => (rule.severity, &rule.message, "less specific than the note"),
        Some(advice) => (Severity::Advice, advice, "no word of the note that notelint knows says more"),
        None => return None,
    };
    let mut related = places(&held);
    related.extend(vague.evidence.iter().filter_map(|e| code_beside(view, *e)));
    let mut codes = view.codes(&vague.evidence);
    codes.extend(held.iter().filter_map(|(detail, _)| detail.family.clone()));
    compose::finding(
        view,
        rule,
        Draft {
            primary: place,
            shown_for: shown_for.into(),
            related,
            severity,
            message,
            found,
            says: held.iter().map(|(detail, _)| detail.says.as_str()).collect(),
            codes,
            element: None,
            slots: Slots::default(),
        },
    )
}

/// The vague words that a finding points at: of several wordings of a diagnosis, which all leave open what is asked, the
/// first that titles a problem, where it is mended.
fn titling(view: &View, evidence: &[EvidenceRef]) -> Option<EvidenceRef> {
    let first = view.best(evidence)?;
    if !matches!(first, EvidenceRef::Diagnosis(_)) {
        return Some(first);
    }
    let diagnoses = evidence.iter().copied().filter_map(|e| Some((e, diagnosis(view, e)?)));
    let rank = |&(_, diagnosis): &(EvidenceRef, &Diagnosis)| {
        let titles = |problem: &Problem| problem.assessed && problem.title.overlaps(diagnosis.span);
        !view.note.problem_at(diagnosis.span.start).is_some_and(titles)
    };
    diagnoses.min_by_key(rank).map(|(evidence, _)| evidence)
}

fn diagnosis<'v>(view: &View<'v>, evidence: EvidenceRef) -> Option<&'v Diagnosis> {
    match evidence {
        EvidenceRef::Diagnosis(at) => view.facts.diagnoses.get(at),
        _ => None,
    }
}

/// The code beside a diagnosis.
fn code_beside(view: &View, evidence: EvidenceRef) -> Option<Label> {
    let (_, span) = code_at(view, diagnosis(view, evidence)?)?;
    Some(Label { span, text: "its code".into() })
}

/// What a note leaves open, and what it says about it in the same place.
struct Vague<'a> {
    evidence: &'a [EvidenceRef],
    /// The text that the evidence covers.
    taken: &'a [Span],
    /// The words of the first statements of its diagnoses.
    stated: &'a [HashSet<String>],
    /// The sentences of its diagnoses.
    sentences: &'a HashSet<usize>,
    nearness: &'a Nearness<'a>,
}

impl Vague<'_> {
    /// Whether a mention says no more than the statement: "L1 fracture" beside "compression fracture of L1". Another
    /// diagnosis of the sentence does not either: the "acute hypoxic" of "acute hypoxic and hypercapnic respiratory
    /// failure" is assessed.
    fn says(&self, view: &View, mention: &Mention) -> bool {
        let words = view.note.source.text().get(mention.span.range()).unwrap_or_default();
        let all = &view.facts.diagnoses;
        let next = all.partition_point(|diagnosis| diagnosis.span.end <= mention.span.start);
        self.stated.iter().any(|stated| telling(words).all(|word| stated.contains(&word)))
            || self.sentences.contains(&mention.sentence())
                && all.get(next).is_some_and(|diagnosis| diagnosis.span.overlaps(mention.span))
    }
}

/// Whether a detail holds on other words than the vague ones, and on which, the nearest first. Words inside the vague
/// statement ("back pain" in "low back pain") say nothing more, and those under another problem are about that.
fn beyond(
    view: &View,
    rule: &Rule,
    vague: &Vague,
    other: impl Fn(&EvidenceRef) -> bool,
    detail: &Detail,
) -> Option<Vec<Span>> {
    let judgement = view.judge(&detail.condition, rule.pack);
    if !judgement.holds {
        return None;
    }
    let free = |e: &EvidenceRef| match view.span(*e) {
        Some(span) => {
            let next = vague.taken.partition_point(|taken| taken.end <= span.start);
            let taken = vague.taken.get(next).is_some_and(|taken| taken.overlaps(span));
            !(taken || view.mention(*e).is_some_and(|mention| vague.says(view, mention)))
        }
        None => !vague.evidence.contains(e),
    };
    let none_needed = judgement.evidence.is_empty();
    let mut said: Vec<EvidenceRef> = judgement.evidence.into_iter().filter(|e| free(e) && !other(e)).collect();
    let holds = none_needed || !said.is_empty();
    said.sort_by_cached_key(|e| view.span(*e).map(|span| vague.nearness.of(span)));
    // Each concept once; what settles a diagnosis again in another sentence, after the others.
    let (mut concepts, mut seen) = (HashSet::new(), HashSet::new());
    let (mut first, mut again) = (Vec::new(), Vec::new());
    for e in said {
        let Some(mention) = view.mention(e) else {
            first.push(e);
            continue;
        };
        let is_first = concepts.insert(mention.concept);
        let is_new = seen.insert((mention.concept, mention.sentence()));
        if is_first {
            first.push(e);
        } else if is_new && !vague.sentences.is_empty() {
            again.push(e);
        }
    }
    holds.then(|| first.into_iter().chain(again).filter_map(|e| view.span(e)).take(MOST_OF_ONE).collect())
}

/// What the evidence says in its own place: each diagnosis with the words up to its neighbours in the sentence. What a
/// diagnosis is taken for belongs to the one before it: "pain of the thumb, probably arthritis".
fn stated(view: &View, evidence: &[EvidenceRef]) -> Vec<HashSet<String>> {
    let of = |&e: &EvidenceRef| {
        let EvidenceRef::Diagnosis(at) = e else { return None };
        let all = &view.facts.diagnoses;
        let here = all.get(at)?;
        let sentence = view.note.sentences.get(here.sentence)?.span;
        let back = if here.certainty == Certainty::Hedged { 2 } else { 1 };
        let before = at.checked_sub(back).and_then(|at| all.get(at)).map_or(sentence.start, |before| before.span.end);
        let after = all.get(at + 1).map_or(sentence.end, |after| after.span.start);
        let (start, end) = (before.max(sentence.start), after.min(sentence.end));
        (start < end).then(|| telling(view.note.words(Span::new(start, end))).collect())
    };
    evidence.iter().filter_map(of).take(MOST_STATED).collect()
}

/// The words of a text that say something, in lower case.
fn telling(text: &str) -> impl Iterator<Item = String> {
    const EMPTY: [&str; 20] = [
        "a", "an", "the", "of", "in", "on", "at", "to", "with", "and", "is", "are", "was", "has", "had", "her", "his",
        "their", "my", "some",
    ];
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase);
    words.filter(|word| !EMPTY.contains(&word.as_str()))
}

/// The places to show: one for every detail, then what else each of them rests on.
fn places(held: &[(&Detail, Vec<Span>)]) -> Vec<Label> {
    let label = |detail: &Detail, span: Span| Label { span, text: detail.says.clone() };
    let first = held.iter().filter_map(|(detail, spans)| Some(label(detail, *spans.first()?)));
    let more = held.iter().flat_map(|(detail, spans)| spans.iter().skip(1).map(|&span| label(detail, span)));
    let mut shown: Vec<Label> = Vec::new();
    for label in first.chain(more) {
        if shown.len() < MOST_SHOWN && !shown.iter().any(|other| other.span.overlaps(label.span)) {
            shown.push(label);
        }
    }
    shown
}

/// The problems whose titles all of the evidence is in; none if some of it is elsewhere.
fn titled<'v>(view: &'v View, evidence: &[EvidenceRef]) -> Vec<&'v Problem> {
    let title = |&e: &EvidenceRef| view.problem(e).filter(|p| view.span(e).is_some_and(|span| p.title.overlaps(span)));
    evidence.iter().map(title).collect::<Option<Vec<_>>>().unwrap_or_default()
}

/// The text that evidence covers, as spans in order that do not overlap.
fn ground(view: &View, evidence: &[EvidenceRef]) -> Vec<Span> {
    let mut spans: Vec<Span> = evidence.iter().filter_map(|&e| view.span(e)).collect();
    spans.sort_unstable();
    spans.dedup_by(|next, last| {
        let joined = last.overlaps(*next);
        if joined {
            *last = last.cover(*next);
        }
        joined
    });
    spans
}
