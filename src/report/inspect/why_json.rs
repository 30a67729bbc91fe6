//! Why the words that an element looks for do or do not document it, for programs: the keys `topics` and `elements`.
//!
//! It holds no word of the note but its codes; the offsets lead to the words.

use crate::base::{Act, SectionKind, SectionKinds, Span};
use crate::check::{Ruling, Seen, Thing, Why};
use crate::detect::{CueHit, WhyNot};
use crate::lint::Location;
use crate::note::Note;
use crate::rule::{ConceptId, RuleSet};
use serde::Serialize;

#[derive(Serialize)]
pub(crate) struct TopicEntry<'a> {
    checklist: &'a str,
    applies: bool,
    requested: bool,
    seen: Vec<SeenEntry<'a>>,
}

#[derive(Serialize)]
pub(crate) struct ElementEntry<'a> {
    rule: &'a str,
    status: &'static str,
    seen: Vec<SeenEntry<'a>>,
}

#[derive(Serialize)]
struct SeenEntry<'a> {
    #[serde(flatten)]
    thing: ThingEntry<'a>,
    #[serde(flatten)]
    place: Option<Location>,
    verdict: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    sense: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reasons: Vec<ReasonEntry<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
enum ThingEntry<'a> {
    Concept(&'a str),
    Code(&'a str),
    Value(&'a str),
    Placeholder(&'static str),
}

/// A reason and its data.
#[derive(Default, Serialize)]
struct ReasonEntry<'a> {
    reason: &'static str,
    /// The sense that the rule accepts.
    #[serde(skip_serializing_if = "Option::is_none")]
    asked: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    cues: Vec<CueEntry>,
    /// The words that rule it out.
    #[serde(flatten)]
    place: Option<Location>,
    /// Where the words would count.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sections: Vec<&'static str>,
    /// What the words do.
    #[serde(skip_serializing_if = "Option::is_none")]
    act: Option<&'static str>,
    /// What they would have to do.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    acts: Vec<&'static str>,
    /// One of these must be in the same sentence.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    concepts: Vec<&'a str>,
    /// Words within which another must be.
    #[serde(skip_serializing_if = "Option::is_none")]
    within: Option<u32>,
}

#[derive(Serialize)]
struct CueEntry {
    effect: &'static str,
    #[serde(flatten)]
    place: Option<Location>,
}

/// The topics and the elements of an answer.
pub(crate) fn entries<'a>(
    note: &Note,
    why: &'a Why<'a>,
    rules: &'a RuleSet,
) -> (Vec<TopicEntry<'a>>, Vec<ElementEntry<'a>>) {
    let entries = Entries { note, rules };
    let seen = |seen: &'a [Seen<'a>]| seen.iter().map(|seen| entries.seen(seen)).collect();
    let topics = why.topics.iter().map(|topic| TopicEntry {
        checklist: &topic.checklist,
        applies: topic.applies,
        requested: topic.requested,
        seen: seen(&topic.seen),
    });
    let elements = why.elements.iter().map(|element| ElementEntry {
        rule: rules.rules.get(element.rule as usize).map_or("", |rule| &rule.id),
        status: element.status.as_str(),
        seen: seen(&element.seen),
    });
    (topics.collect(), elements.collect())
}

struct Entries<'n, 'a> {
    note: &'n Note,
    rules: &'a RuleSet,
}

impl<'a> Entries<'_, 'a> {
    fn seen(&self, seen: &'a Seen<'a>) -> SeenEntry<'a> {
        let thing = match &seen.thing {
            Thing::Concept(id) => ThingEntry::Concept(self.concept(*id)),
            Thing::Code(code) => ThingEntry::Code(code),
            Thing::Value(id) => ThingEntry::Value(&self.rules.values.get(*id).name),
            Thing::Placeholder(kind) => ThingEntry::Placeholder(kind.as_str()),
        };
        let (verdict, sense, reasons) = match &seen.ruling {
            Ruling::Accepted { denied } => ("accepted", Some(if *denied { "denied" } else { "present" }), Vec::new()),
            Ruling::Prompt => ("prompt", None, Vec::new()),
            Ruling::Refused(reasons) => {
                ("refused", None, reasons.iter().map(|reason| self.why_not(seen, *reason)).collect())
            }
            Ruling::NoMention(reason) => ("no-mention", None, vec![self.why_not(seen, *reason)]),
        };
        SeenEntry { thing, place: seen.span.map(|span| self.place(span)), verdict, sense, reasons }
    }

    fn why_not(&self, seen: &Seen, why_not: WhyNot) -> ReasonEntry<'a> {
        let named = |reason| ReasonEntry { reason, ..ReasonEntry::default() };
        let at = |reason, span| ReasonEntry { place: Some(self.place(span)), ..named(reason) };
        let only_in = |reason, kinds: SectionKinds| ReasonEntry {
            sections: kinds.iter().map(SectionKind::as_str).collect(),
            ..named(reason)
        };
        match why_not {
            WhyNot::OtherMeaning(sections) => only_in("in", sections),
            WhyNot::LookAlike(span) => at("except", span),
            WhyNot::UnwantedNeighbor(span) => at("not-near", span),
            WhyNot::MissingNeighbor(within) => ReasonEntry { within: Some(within), ..named("only-near") },
            WhyNot::Sense { asked, said } => ReasonEntry {
                asked: Some(asked.as_str()),
                cues: seen.cues_against(asked, said).map(|cue| self.cue(cue)).collect(),
                ..named("sense")
            },
            WhyNot::Section { asked, .. } => only_in("section", asked),
            WhyNot::Act { asked, does } => {
                ReasonEntry { act: Some(does.as_str()), acts: asked.iter().map(Act::as_str).collect(), ..named("act") }
            }
            WhyNot::NotTitle => named("title"),
            WhyNot::MissingCompany(concepts) => {
                ReasonEntry { concepts: concepts.iter().map(|id| self.concept(*id)).collect(), ..named("with") }
            }
            WhyNot::UnwantedCompany(span) => at("without", span),
            WhyNot::OtherComplaint(span) => at("other-complaint", span),
            WhyNot::ComplaintNotNamed => named("complaint-not-named"),
            WhyNot::InPassing => named("in-passing"),
            WhyNot::Form => named("form"),
            WhyNot::NotEnough => named("not-enough"),
            WhyNot::AskedAbsent => named("not"),
        }
    }

    fn cue(&self, cue: CueHit) -> CueEntry {
        CueEntry { effect: cue.effect.as_str(), place: (!cue.span.is_empty()).then(|| self.place(cue.span)) }
    }

    fn concept(&self, id: ConceptId) -> &'a str {
        self.rules.concepts.get(id.0 as usize).map_or("", |concept| &concept.id)
    }

    fn place(&self, span: Span) -> Location {
        Location::new(self.note, span, true)
    }
}
