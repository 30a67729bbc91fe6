//! Codes that do not specify what the note may have documented.
//!
//! Three verdicts, because the guidelines allow an unspecified code if nothing more is known (I.B.18): the note's own
//! words name what a more specific code says, and both places are shown; they do not, and what could be named is
//! reported as advice; the provider states that it cannot be determined, and nothing is reported.

use super::more_specific::ValidCodes;
use super::undetermined::Undetermined;
use super::{MOST, Saying, cut, finding};
use crate::base::{Assertion, CodeSlot, Effect, SectionKind, Sense, Severity, Span};
use crate::check::compose::{self, Slots};
use crate::check::condition::EvidenceRef;
use crate::check::finding::{Finding, Label};
use crate::check::nearness::Nearness;
use crate::check::placement::MOST_RELATED;
use crate::check::view::View;
use crate::detect::{AlternativeEvidence, AlternativeMention, AxisEvidence, Underspecified};
use crate::icd10::{Alternative, Class, LATERALITY};
use crate::note::Note;
use crate::rule::{Codes, Message, Rule};

/// Sections whose words are not about the condition as it is now.
const ELSEWHERE: [SectionKind; 4] =
    [SectionKind::Fh, SectionKind::Psh, SectionKind::Allergies, SectionKind::Instructions];

pub(super) fn run(view: &View, rule: &Rule, ask: &Codes) -> Vec<Finding> {
    let undetermined = Undetermined::in_note(view, rule);
    let valid = ValidCodes::of(view);
    let concerned = |open: &&Underspecified| ask.concerns(&view.facts.codes[open.code].code);
    let report = |open: &Underspecified| {
        if undetermined.as_ref().is_some_and(|stated| stated.is_about(view, open)) {
            return None;
        }
        // Another code of the note may have settled an axis; the rule about less specific codes reports that.
        let settled = valid.more_specific_code(view, open).map(|(axes, _)| axes).unwrap_or_default();
        let axes: Vec<&AxisEvidence> = open.axes.iter().filter(|axis| !settled.contains(&axis.name.as_str())).collect();
        documented(view, rule, open, &axes).or_else(|| nothing_more(view, rule, open, &axes, ask.advice.as_ref()?))
    };
    view.facts.underspecified.iter().filter(concerned).filter_map(report).collect()
}

/// The note names what the code does not specify.
fn documented(view: &View, rule: &Rule, open: &Underspecified, axes: &[&AxisEvidence]) -> Option<Finding> {
    let named = settled(view.note, view.span(EvidenceRef::Code(open.code)), axes.iter().copied());
    if named.is_empty() {
        return None;
    }
    let says: Vec<String> = named.iter().map(|each| says(&each.evidence.alternative)).collect();
    let axes: Vec<&str> = named.iter().map(|each| each.axis.name.as_str()).collect();
    let alternatives = named.iter().map(|each| &each.evidence.alternative);
    let saying = Saying {
        severity: rule.severity,
        message: &rule.message,
        shown_for: "less specific than the note".into(),
        related: labels(&named),
        says: says.iter().map(String::as_str).collect(),
        codes: alternatives.clone().map(ToString::to_string).collect(),
        slots: slots(open, &axes, alternatives, says.iter().map(String::as_str).collect()),
    };
    finding(view, rule, open.code, saying)
}

/// An alternative that the note names, and the places that count, the nearest first.
pub(in crate::check) struct Settled<'v> {
    pub axis: &'v AxisEvidence,
    pub evidence: &'v AlternativeEvidence,
    pub places: Vec<Span>,
}

/// What the note names along some axes that `home` leaves open.
pub(in crate::check) fn settled<'v>(
    note: &Note,
    home: Option<Span>,
    axes: impl IntoIterator<Item = &'v AxisEvidence>,
) -> Vec<Settled<'v>> {
    let mut found = Vec::new();
    let mut nearness = None;
    for axis in axes {
        for evidence in &axis.alternatives {
            let counted = evidence.named.iter().filter(|place| counts(note, axis, place));
            let mut places: Vec<Span> = counted.map(|place| place.span).collect();
            if places.len() > 1 {
                let nearness = nearness.get_or_insert_with(|| Nearness::to(note, home));
                places.sort_by_cached_key(|place| (nearness.of(*place), *place));
            }
            if !places.is_empty() {
                found.push(Settled { axis, evidence, places });
            }
        }
    }
    found
}

/// The places to be shown beside what leaves the axes open: the nearest of each alternative, then the others.
pub(in crate::check) fn labels(named: &[Settled]) -> Vec<Label> {
    let label =
        |each: &Settled, span: &Span| Label { span: *span, text: format!("{} documented here", each.axis.name) };
    let nearest = named.iter().filter_map(|each| Some(label(each, each.places.first()?)));
    let others = named.iter().flat_map(|each| each.places.iter().skip(1).map(move |span| label(each, span)));
    let mut shown: Vec<Label> = Vec::new();
    for label in nearest.chain(others) {
        if shown.len() < MOST_RELATED && !shown.iter().any(|other| other.span.overlaps(label.span)) {
            shown.push(label);
        }
    }
    shown
}

/// The note contains no word for it: what could be named is reported. A code that is the normal one if nothing is
/// documented needs nothing.
fn nothing_more(
    view: &View,
    rule: &Rule,
    open: &Underspecified,
    axes: &[&AxisEvidence],
    advice: &Message,
) -> Option<Finding> {
    if open.class != Class::Unspecified || axes.is_empty() {
        return None;
    }
    let names: Vec<&str> = axes.iter().map(|axis| axis.name.as_str()).collect();
    let choices: Vec<String> = axes.iter().filter_map(|axis| choices(axis)).collect();
    let saying = Saying {
        severity: Severity::Advice.min(rule.severity),
        message: advice,
        shown_for: "no word of the note that notelint knows says more".into(),
        related: Vec::new(),
        says: Vec::new(),
        codes: Vec::new(),
        slots: slots(
            open,
            &names,
            axes.iter().flat_map(|axis| &axis.alternatives).map(|each| &each.alternative),
            choices.iter().map(String::as_str).collect(),
        ),
    };
    finding(view, rule, open.code, saying)
}

/// Whether words say it about this patient, now. An order names the side that it is about as well as a complaint does,
/// and the stage of a kidney disease belongs to the medical history.
pub(in crate::check) fn counts(note: &Note, axis: &AxisEvidence, named: &AlternativeMention) -> bool {
    let sense = if named.denied { Sense::Denied } else { Sense::Present };
    let kind = note.sections.get(named.section).map(|section| section.kind);
    let assertion: Assertion = match axis.name.as_str() {
        LATERALITY => named.assertion.without(Effect::Planned),
        _ => named.assertion,
    };
    sense.accepts(assertion) && !kind.is_some_and(|kind| ELSEWHERE.contains(&kind))
}

/// What could be said along an axis: "right or left", "mild, moderate or severe".
fn choices(axis: &AxisEvidence) -> Option<String> {
    let mut all: Vec<String> = Vec::new();
    for each in &axis.alternatives {
        let says = says(&each.alternative);
        if !all.contains(&says) {
            all.push(says);
        }
    }
    let more = all.len().saturating_sub(MOST);
    all.truncate(MOST);
    if more > 0 {
        all.push(format!("{more} more"));
    }
    match all.split_last() {
        Some((last, [])) => Some(last.clone()),
        Some((last, rest)) => Some(format!("{} or {last}", rest.join(", "))),
        None => None,
    }
}

fn slots<'a>(
    open: &Underspecified,
    axes: &[&str],
    alternatives: impl Iterator<Item = &'a Alternative>,
    choices: Vec<&str>,
) -> Slots {
    let mut lines: Vec<String> = Vec::new();
    for alternative in alternatives {
        let line = format!("{alternative} ({})", says(alternative));
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    let codes = cut(lines).unwrap_or_else(|| "none beside it in the tabular list".into());
    Slots {
        filled: vec![
            (CodeSlot::Title, open.title.clone().unwrap_or_default()),
            (CodeSlot::Axis, compose::join(axes)),
            (CodeSlot::Codes, codes),
            (
                CodeSlot::Choices,
                if choices.is_empty() { "in the words of the note".into() } else { choices.join("; ") },
            ),
        ],
        ..Slots::default()
    }
}

/// How a message names an alternative.
pub(in crate::check) fn says(alternative: &Alternative) -> String {
    alternative.says.clone().unwrap_or_else(|| alternative.terms.join(", "))
}
