//! One part of the body, named with different sides in different places of a note.
//!
//! A note tells, finds, images and judges; each of these is a place. A place that names both sides compares them, and
//! then nothing is said. What is past, a relative's, or only possible has no side here: "right hip was replaced in 2015".

use super::compose::{self, Draft, Slots};
use super::finding::{Finding, Label};
use super::view::View;
use crate::base::{Act, Effect, SectionKind, Span};
use crate::detect::Mention;
use crate::icd10::{Code, CodeSet};
use crate::rule::{ConceptId, Rule, SidedPart, Sides};
use std::collections::BTreeMap;

/// A side of the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

/// Where a side is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Told,
    Found,
    Imaged,
    /// A section under a heading of its own, by its index: a procedure, a consent.
    Section(usize),
    /// A line of such a section that begins with a prompt, by its sentence.
    Line(usize),
    Judged,
    Coded,
}

/// What one place names.
#[derive(Debug, Default)]
struct Named {
    left: Vec<Span>,
    right: Vec<Span>,
}

impl Named {
    /// The only side that it names.
    fn only(&self) -> Option<Side> {
        match (self.left.is_empty(), self.right.is_empty()) {
            (false, true) => Some(Side::Left),
            (true, false) => Some(Side::Right),
            _ => None,
        }
    }

    fn first(&self) -> Option<Span> {
        self.left.iter().chain(&self.right).min().copied()
    }
}

pub(super) fn run(view: &View, rule: &Rule, check: &Sides) -> Vec<Finding> {
    check.parts.iter().filter_map(|part| contradiction(view, rule, part)).collect()
}

fn contradiction(view: &View, rule: &Rule, part: &SidedPart) -> Option<Finding> {
    if part.both.iter().any(|&concept| view.mentions_of(concept).next().is_some()) {
        return None;
    }
    let mut places: BTreeMap<Place, Named> = BTreeMap::new();
    let mut name = |concepts: &[ConceptId], side: Side| {
        for (_, mention) in concepts.iter().flat_map(|&concept| view.mentions_of(concept)) {
            if let Some(place) = place(view, mention) {
                let named = places.entry(place).or_default();
                if side == Side::Left { &mut named.left } else { &mut named.right }.push(mention.span);
            }
        }
    };
    name(&part.left, Side::Left);
    name(&part.right, Side::Right);
    for (span, side) in coded(view, part) {
        let named = places.entry(Place::Coded).or_default();
        if side == Side::Left { &mut named.left } else { &mut named.right }.push(span);
    }
    let sides = places.values().map(Named::only).collect::<Option<Vec<Side>>>()?;
    let (last, others) = sides.split_last()?;
    if !others.iter().any(|side| side != last) {
        return None;
    }
    // What is judged or done last is what goes on into orders and codes; it is shown against the first that differs.
    let primary = places.values().next_back()?.first()?;
    let other = places.values().find(|named| named.only() != Some(*last))?.first()?;
    compose::finding(
        view,
        rule,
        Draft {
            primary,
            shown_for: "one side".into(),
            related: vec![Label { span: other, text: "the other side".into() }],
            severity: rule.severity,
            message: &rule.message,
            found: None,
            says: vec![&part.name],
            codes: Vec::new(),
            element: None,
            slots: Slots::default(),
        },
    )
}

/// The place of a mention; `None` if its side says nothing about now.
fn place(view: &View, mention: &Mention) -> Option<Place> {
    let out = [Effect::Historical, Effect::Family, Effect::Hypothetical, Effect::Negated, Effect::Unfilled];
    if mention.asked || out.iter().any(|effect| mention.assertion.has(*effect)) {
        return None;
    }
    let index = mention.section();
    let section = view.note.sections.get(index)?;
    let sentence = view.note.sentences.get(mention.sentence())?;
    let free = section.kind == SectionKind::Other && section.heading.is_none();
    Some(match section.kind {
        SectionKind::Pmh | SectionKind::Psh | SectionKind::Fh | SectionKind::Sh => return None,
        SectionKind::Meds | SectionKind::Allergies => return None,
        _ if view.problem_of(mention).is_some_and(|problem| problem.assessed) => Place::Judged,
        SectionKind::Results => Place::Imaged,
        SectionKind::Assessment | SectionKind::Plan | SectionKind::AssessmentPlan | SectionKind::Instructions => {
            Place::Judged
        }
        SectionKind::Codes => Place::Coded,
        SectionKind::Exam | SectionKind::Vitals => Place::Found,
        SectionKind::Other if !free && sentence.prompt.is_some() => Place::Line(mention.sentence()),
        SectionKind::Other if !free => Place::Section(index),
        _ => match mention.act {
            Act::Finding => Place::Found,
            Act::Assessment | Act::Order | Act::Advice => Place::Judged,
            Act::History => Place::Told,
        },
    })
}

/// Codes of a part whose titles name one side.
fn coded(view: &View, part: &SidedPart) -> Vec<(Span, Side)> {
    let mut found = Vec::new();
    if part.codes.is_empty() || view.facts.codes.is_empty() {
        return found;
    }
    let set = CodeSet::builtin();
    for mention in &view.facts.codes {
        let of_part =
            part.codes.iter().any(|family| mention.code.starts_with(family.trim_end_matches(['*', '-', '.'])));
        let title = Code::parse(&mention.code).filter(|_| of_part).and_then(|code| set.find(code)?.title());
        let Some((span, title)) = mention.span.zip(title) else { continue };
        let has = |side: &str| title.split(|c: char| !c.is_alphabetic()).any(|word| word.eq_ignore_ascii_case(side));
        match (has("left"), has("right")) {
            (true, false) => found.push((span, Side::Left)),
            (false, true) => found.push((span, Side::Right)),
            _ => {}
        }
    }
    found
}
