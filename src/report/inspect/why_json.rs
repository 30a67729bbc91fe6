//! Why the words that an element looks for do or do not document it, for programs: the keys `topics` and `elements`.
//!
//! It holds no word of the note but its codes; the offsets lead to the words.

use crate::base::{SectionKind, Span};
use crate::check::{Reason, Ruling, Seen, Thing, Why};
use crate::detect::{CueHit, MissCause};
use crate::note::Note;
use crate::report::shared::json::Located;
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
    place: Option<Located<'static>>,
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
    place: Option<Located<'static>>,
    /// Where the words would count.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sections: Vec<&'static str>,
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
    place: Option<Located<'static>>,
}

/// The topics and the elements of an answer.
pub(crate) fn entries<'a>(
    note: &Note,
    why: &'a Why,
    rules: &'a RuleSet,
) -> (Vec<TopicEntry<'a>>, Vec<ElementEntry<'a>>) {
    let entries = Entries { note, rules };
    let seen = |seen: &'a [Seen]| seen.iter().map(|seen| entries.seen(seen)).collect();
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
    fn seen(&self, seen: &'a Seen) -> SeenEntry<'a> {
        let thing = match &seen.thing {
            Thing::Concept(id) => ThingEntry::Concept(self.concept(*id)),
            Thing::Code(code) => ThingEntry::Code(code),
            Thing::Placeholder(kind) => ThingEntry::Placeholder(kind.as_str()),
        };
        let (verdict, sense, reasons) = match &seen.ruling {
            Ruling::Accepted { denied } => ("accepted", Some(if *denied { "denied" } else { "present" }), Vec::new()),
            Ruling::Prompt => ("prompt", None, Vec::new()),
            Ruling::Refused(reasons) => ("refused", None, reasons.iter().map(|r| self.reason(r)).collect()),
            Ruling::NoMention(cause) => ("no-mention", None, vec![self.miss(*cause, &seen.thing)]),
        };
        SeenEntry { thing, place: seen.span.map(|span| self.place(span)), verdict, sense, reasons }
    }

    fn reason(&self, reason: &'a Reason) -> ReasonEntry<'a> {
        let place = |span: &Span| Some(self.place(*span));
        let entry = ReasonEntry::default();
        match reason {
            Reason::Sense { asked, against } => ReasonEntry {
                reason: "sense",
                asked: Some(asked.as_str()),
                cues: against.iter().map(|cue| self.cue(cue)).collect(),
                ..entry
            },
            Reason::Section { asked, .. } => {
                ReasonEntry { reason: "section", sections: asked.iter().map(SectionKind::as_str).collect(), ..entry }
            }
            Reason::Without(concepts) => {
                ReasonEntry { reason: "with", concepts: concepts.iter().map(|id| self.concept(*id)).collect(), ..entry }
            }
            Reason::Beside(span) => ReasonEntry { reason: "without", place: place(span), ..entry },
            Reason::OtherComplaint(span) => ReasonEntry { reason: "other-complaint", place: place(span), ..entry },
            Reason::Unnamed => ReasonEntry { reason: "complaint-not-named", ..entry },
            Reason::Form => ReasonEntry { reason: "form", ..entry },
            Reason::NotEnough => ReasonEntry { reason: "not-enough", ..entry },
            Reason::Against => ReasonEntry { reason: "not", ..entry },
        }
    }

    fn miss(&self, cause: MissCause, thing: &Thing) -> ReasonEntry<'a> {
        let entry = ReasonEntry::default();
        match cause {
            MissCause::Section => {
                let Thing::Concept(id) = thing else { return entry };
                let sections = self.rules.concepts.get(id.0 as usize).map(|concept| concept.sections);
                let sections = sections.unwrap_or_default().iter().map(SectionKind::as_str).collect();
                ReasonEntry { reason: "in", sections, ..entry }
            }
            MissCause::LookAlike(span) => ReasonEntry { reason: "except", place: Some(self.place(span)), ..entry },
            MissCause::Near(span) => ReasonEntry { reason: "not-near", place: Some(self.place(span)), ..entry },
            MissCause::Alone(within) => ReasonEntry { reason: "only-near", within: Some(within), ..entry },
        }
    }

    fn cue(&self, cue: &CueHit) -> CueEntry {
        CueEntry { effect: cue.effect.as_str(), place: (!cue.span.is_empty()).then(|| self.place(cue.span)) }
    }

    fn concept(&self, id: ConceptId) -> &'a str {
        self.rules.concepts.get(id.0 as usize).map_or("", |concept| &concept.id)
    }

    fn place(&self, span: Span) -> Located<'static> {
        Located::new(self.note, span, true).into_owned()
    }
}
