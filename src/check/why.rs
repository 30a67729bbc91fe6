//! Why does an element count as documented, or not?
//!
//! Whoever doubts a finding wants to see each place where the note uses the element's words, and what became of it. The
//! answer is given by the functions that checking itself asks: what [`check`](super::check()) takes as evidence is accepted here,
//! and whatever else the conditions name was refused by one of the questions that every mention is put to. Where several
//! demands name a concept, the reasons are those of the demand that the mention comes nearest to.
//!
//! Words that belong to a vocabulary and are no mention of its concept ("radiation therapy") never reach checking. They
//! are looked for in a pass of their own, which only this question pays for.

use super::checklist::{ElementJudgement, is_form, judge_element};
use super::condition::{EvidenceRef, Refusal};
use super::finding::Status;
use super::view::View;
use crate::base::{Assertion, Effect, PlaceholderKind, Profile, SectionKinds, Sense, Span};
use crate::detect::{CueHit, Detector, Facts, Mention, MissCause, NearMiss};
use crate::note::Note;
use crate::rule::{Check, ConceptId, Condition, Evidence, Pack, RuleSet};
use std::collections::BTreeSet;

/// What became of the words that some elements look for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Why {
    /// The topics to which the elements belong, each once.
    pub topics: Vec<TopicWhy>,
    /// The elements, in the order in which they were asked for.
    pub elements: Vec<ElementWhy>,
}

/// Whether a checklist is held against the note.
#[derive(Clone, Debug, PartialEq)]
pub struct TopicWhy {
    /// The pack's id.
    pub checklist: String,
    /// Whether it is. Where it is not, none of its elements is asked for.
    pub applies: bool,
    /// The caller asked for it, whatever the note says.
    pub requested: bool,
    /// What puts the topic on the table, and what does not.
    pub seen: Vec<Seen>,
}

/// What was found of an element.
#[derive(Clone, Debug, PartialEq)]
pub struct ElementWhy {
    /// Its rule: an index in [`RuleSet::rules`].
    pub rule: u32,
    /// Whether it is there; where its topic is not on the table, whether it would be.
    pub status: Status,
    /// Everything that its conditions name, in text order.
    pub seen: Vec<Seen>,
}

/// One thing that a condition names, at one place.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    /// What it is.
    pub thing: Thing,
    /// Where it stands; `None` for a code that travels with the note.
    pub span: Option<Span>,
    /// What became of it.
    pub ruling: Ruling,
}

/// What a condition can rest on.
#[derive(Clone, Debug, PartialEq)]
pub enum Thing {
    /// A mention of a concept, or words that only look like one.
    Concept(ConceptId),
    /// A code.
    Code(String),
    /// An unfilled place.
    Placeholder(PlaceholderKind),
}

/// What became of something that a condition names.
#[derive(Clone, Debug, PartialEq)]
pub enum Ruling {
    /// It documents the element, or puts the topic on the table.
    Accepted {
        /// As a denial.
        denied: bool,
    },
    /// It asks for the element, and nothing answers.
    Prompt,
    /// It does not count, for all of these reasons.
    Refused(Vec<Reason>),
    /// The words are in the concept's vocabulary, and no mention of it here.
    NoMention(MissCause),
}

/// Why a mention does not count.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// It is said in another sense than the one asked for.
    Sense {
        /// What is asked for.
        asked: Sense,
        /// What speaks against it, and the words that say so; none where it would have to be denied and is not.
        against: Vec<CueHit>,
    },
    /// It stands in another section.
    Section {
        /// Index of the section.
        stands_in: usize,
        /// Where the rule looks.
        asked: SectionKinds,
    },
    /// None of these stands in its sentence.
    Without(Vec<ConceptId>),
    /// These words stand in its sentence, and must not.
    Beside(Span),
    /// It speaks of the complaint that these words name.
    OtherComplaint(Span),
    /// Its sentence does not name the complaint.
    Unnamed,
    /// It is part of a form, and states nothing.
    Form,
    /// It is what is asked for, and something else that must hold with it does not.
    NotEnough,
    /// It is asked for only so that it be absent.
    Against,
}

/// What became of the words that elements look for: `elements` are indices in [`RuleSet::rules`]; those of other rules are
/// left out.
pub fn why(note: &Note, facts: &Facts, rules: &RuleSet, elements: &[u32]) -> Why {
    let view = View::new(note, facts, rules);
    let (mut asked, mut topics) = (Vec::new(), Vec::new());
    let mut packs = BTreeSet::new();
    for &index in elements {
        let Some(rule) = rules.rules.get(index as usize) else { continue };
        let Check::Element { documented_by, prompted_by, .. } = &rule.check else { continue };
        let judged = judge_element(&view, rule, documented_by, prompted_by);
        asked.push((index, judged, Inquiry::new(&view, rule.pack, documented_by)));
        let pack = &rules.packs[rule.pack as usize];
        if let Some(checklist) = pack.checklist.as_ref().filter(|_| packs.insert(rule.pack)) {
            topics.push((pack, Inquiry::new(&view, rule.pack, &checklist.applies)));
        }
    }
    // One pass over the note finds them for all conditions.
    let inquiries = asked.iter().map(|(.., inquiry)| inquiry).chain(topics.iter().map(|(_, inquiry)| inquiry));
    let concepts = inquiries.flat_map(|inquiry| inquiry.concepts.iter().copied()).collect();
    let misses = Detector::new(rules).near_misses(note, &concepts);
    Why {
        topics: topics.into_iter().map(|(pack, inquiry)| topic(pack, &inquiry, &misses)).collect(),
        elements: asked.into_iter().map(|(rule, judged, inquiry)| element(rule, judged, &inquiry, &misses)).collect(),
    }
}

fn element(rule: u32, judged: ElementJudgement, inquiry: &Inquiry, misses: &[NearMiss]) -> ElementWhy {
    let ruling = |denied| match judged.status {
        Status::Documented => Ruling::Accepted { denied },
        Status::Missing | Status::Prompted | Status::Unfilled => Ruling::Prompt,
    };
    let found = judged.evidence.iter().map(|(thing, shown)| (*thing, Some(shown.span), ruling(shown.denied)));
    ElementWhy { rule, status: judged.status, seen: inquiry.seen(found.collect(), misses) }
}

fn topic(pack: &Pack, inquiry: &Inquiry, misses: &[NearMiss]) -> TopicWhy {
    let view = inquiry.view;
    let found = view.judge(inquiry.condition, inquiry.pack).evidence;
    let found = found.into_iter().map(|thing| (thing, view.span(thing), Ruling::Accepted { denied: false }));
    TopicWhy {
        checklist: pack.id.clone(),
        applies: view.applies(inquiry.pack),
        requested: view.note.context.checklists.contains(&pack.id),
        seen: inquiry.seen(found.collect(), misses),
    }
}

/// One condition of one pack, held against the note.
struct Inquiry<'a> {
    view: &'a View<'a>,
    pack: u32,
    condition: &'a Condition,
    /// What the condition asks of concepts, and whether it asks for their absence.
    asks: Vec<(&'a Evidence, bool)>,
    concepts: BTreeSet<ConceptId>,
}

impl<'a> Inquiry<'a> {
    fn new(view: &'a View<'a>, pack: u32, condition: &'a Condition) -> Inquiry<'a> {
        // Other elements and topics answer for themselves.
        let asks: Vec<_> = condition.evidence().collect();
        let concepts = asks.iter().flat_map(|(ask, _)| ask.concepts.iter().copied()).collect();
        Inquiry { view, pack, condition, asks, concepts }
    }

    /// All that the condition names, in text order; what it rests on is `found`, and words that are no mentions are
    /// among the `misses` of the note.
    fn seen(&self, found: Vec<(EvidenceRef, Option<Span>, Ruling)>, misses: &[NearMiss]) -> Vec<Seen> {
        let accepted: BTreeSet<EvidenceRef> = found.iter().map(|(thing, ..)| *thing).collect();
        let mut seen: Vec<Seen> = found
            .into_iter()
            .filter_map(|(e, span, ruling)| Some(Seen { thing: self.thing(e)?, span, ruling }))
            .collect();
        for (i, mention) in self.concepts.iter().flat_map(|&concept| self.view.mentions_of(concept)) {
            if !accepted.contains(&EvidenceRef::Mention(i)) {
                let ruling = Ruling::Refused(self.reasons(mention));
                seen.push(Seen { thing: Thing::Concept(mention.concept), span: Some(mention.span), ruling });
            }
        }
        let own = misses.iter().filter(|miss| self.concepts.contains(&miss.concept));
        seen.extend(own.map(|&NearMiss { concept, span, cause }| Seen {
            thing: Thing::Concept(concept),
            span: Some(span),
            ruling: Ruling::NoMention(cause),
        }));
        seen.sort_by_key(|seen| (seen.span.is_none(), seen.span));
        seen
    }

    fn thing(&self, evidence: EvidenceRef) -> Option<Thing> {
        Some(match evidence {
            EvidenceRef::Mention(i) => Thing::Concept(self.view.facts.mentions.get(i)?.concept),
            EvidenceRef::Code(i) => Thing::Code(self.view.facts.codes.get(i)?.code.clone()),
            EvidenceRef::Placeholder(i) => Thing::Placeholder(self.view.note.placeholders.get(i)?.kind),
        })
    }

    /// Why a mention that nothing rests on was refused; never empty.
    fn reasons(&self, mention: &Mention) -> Vec<Reason> {
        let naming = self.asks.iter().filter(|(ask, absent)| !absent && ask.concepts.contains(&mention.concept));
        let refused = naming.map(|(ask, _)| (*ask, self.view.refusals(ask, self.pack, mention)));
        match refused.min_by_key(|(_, refusals)| refusals.len()) {
            None => vec![Reason::Against],
            Some((_, refusals)) if refusals.is_empty() => {
                let template = self.view.note.context.profile == Profile::Template;
                vec![if template && is_form(self.view, mention) { Reason::Form } else { Reason::NotEnough }]
            }
            Some((ask, refusals)) => refusals.into_iter().map(|refusal| reason(ask, mention, refusal)).collect(),
        }
    }
}

fn reason(ask: &Evidence, mention: &Mention, refusal: Refusal) -> Reason {
    match refusal {
        Refusal::Sense => Reason::Sense { asked: ask.sense, against: against(ask.sense, mention) },
        Refusal::Section => Reason::Section { stands_in: mention.section, asked: ask.sections },
        Refusal::Alone(missing) => Reason::Without(vec![missing]),
        Refusal::AloneAmong => Reason::Without(ask.with_any.clone()),
        Refusal::Beside(span) => Reason::Beside(span),
        Refusal::OtherComplaint(span) => Reason::OtherComplaint(span),
        Refusal::Unnamed => Reason::Unnamed,
    }
}

/// The effects that a sense does not take, each with the first words that say so.
fn against(sense: Sense, mention: &Mention) -> Vec<CueHit> {
    // A sense that takes no plain affirmation asks for a denial, and what else it refuses shows on one.
    let plain = Assertion::AFFIRMED;
    let denial = plain.with(Effect::Negated);
    let base = if sense.accepts(plain) { plain } else { denial };
    let refused = mention.assertion.iter().filter(|&effect| !sense.accepts(base.with(effect)));
    let cue = |effect| mention.cues.iter().find(|cue| cue.effect == effect && !cue.span.is_empty()).copied();
    let nowhere = Span::new(mention.span.start, mention.span.start);
    refused.map(|effect| cue(effect).unwrap_or(CueHit { span: nowhere, effect })).collect()
}
