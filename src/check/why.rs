//! Why does an element count as documented, or not?
//!
//! A reader who doubts a finding wants to see each place where the note uses the element's words, and how it was
//! judged. The answer comes from the functions that checking itself calls: what [`check`](super::check()) takes as
//! evidence is accepted here, and whatever else the conditions name was refused by one of the tests that every mention
//! goes through. If several demands name a concept, the reasons are those of the demand that the mention comes nearest
//! to.
//!
//! Words that belong to a vocabulary but are not a mention of its concept ("radiation therapy") never reach checking. A
//! second pass over the note finds them, for explanations only.

use super::checklist::{ElementJudgement, is_form, judge_element};
use super::condition::EvidenceRef;
use super::demand::Demand;
use super::finding::Status;
use super::view::View;
use crate::base::{Assertion, Effect, PlaceholderKind, Profile, Sense, Span};
use crate::detect::{CueHit, Facts, Mention, NearMiss, WhyNot, near_misses};
use crate::note::Note;
use crate::rule::{Check, ConceptId, Condition, Evidence, Pack, RuleSet, ValueId};
use std::collections::BTreeSet;

/// How the words that some elements look for were judged.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Why<'r> {
    /// The topics to which the elements belong, each once.
    pub topics: Vec<TopicWhy<'r>>,
    /// The elements, in the order in which they were requested.
    pub elements: Vec<ElementWhy<'r>>,
}

/// Whether a checklist applies to the note.
#[derive(Clone, Debug, PartialEq)]
pub struct TopicWhy<'r> {
    /// The pack's id.
    pub checklist: String,
    /// Whether it applies. If not, none of its elements is required.
    pub applies: bool,
    /// Whether the caller asked for it, whatever the note says.
    pub requested: bool,
    /// What makes the topic apply, and what does not.
    pub seen: Vec<Seen<'r>>,
}

/// The result of an element.
#[derive(Clone, Debug, PartialEq)]
pub struct ElementWhy<'r> {
    /// Its rule: an index in [`RuleSet::rules`].
    pub rule: u32,
    /// Its status; if its topic does not apply, the status that it would have.
    pub status: Status,
    /// Everything that its conditions name, in text order.
    pub seen: Vec<Seen<'r>>,
}

/// One thing that a condition names, at one place.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen<'r> {
    /// What it is.
    pub thing: Thing,
    /// Where it is; `None` for a code that travels with the note.
    pub span: Option<Span>,
    /// How it was judged.
    pub ruling: Ruling<'r>,
    /// For a mention: the words that set its assertion.
    pub cues: Vec<CueHit>,
}

/// What a condition can rest on.
#[derive(Clone, Debug, PartialEq)]
pub enum Thing {
    /// A mention of a concept, or words that only look like one.
    Concept(ConceptId),
    /// A code.
    Code(String),
    /// A measured value.
    Value(ValueId),
    /// An unfilled place.
    Placeholder(PlaceholderKind),
}

/// How something that a condition names was judged.
#[derive(Clone, Debug, PartialEq)]
pub enum Ruling<'r> {
    /// It documents the element, or makes the topic apply.
    Accepted {
        /// As a denial.
        denied: bool,
    },
    /// It prompts for the element, and nothing answers.
    Prompt,
    /// It does not count, for all of these reasons.
    Refused(Vec<WhyNot<'r>>),
    /// The words are in the concept's vocabulary, but no mention of it here.
    NoMention(WhyNot<'r>),
}

impl Seen<'_> {
    /// For each effect of an assertion that a sense does not accept, the first cue that set it; an empty one if the
    /// section or the form itself did. Empty if the mention would have to be denied, and is not.
    pub fn cues_against(&self, asked: Sense, said: Assertion) -> impl Iterator<Item = CueHit> {
        // A sense that does not accept a plain affirmation requires a denial; a denied mention shows what else it
        // refuses.
        let denial = Assertion::AFFIRMED.with(Effect::Negated);
        let plain = if asked.accepts(Assertion::AFFIRMED) { Assertion::AFFIRMED } else { denial };
        let nowhere = self.span.map_or(0, |span| span.start);
        said.iter().filter(move |&effect| !asked.accepts(plain.with(effect))).map(move |effect| {
            let cue = self.cues.iter().find(|cue| cue.effect == effect && !cue.span.is_empty());
            cue.copied().unwrap_or(CueHit { span: Span::new(nowhere, nowhere), effect })
        })
    }
}

/// How the words that elements look for were judged: `elements` are indices in [`RuleSet::rules`]; those of other rules
/// are left out.
pub fn why<'r>(note: &Note, facts: &Facts, rules: &'r RuleSet, elements: &[u32]) -> Why<'r> {
    let view = View::new(note, facts, rules);
    let (mut asked, mut topics) = (Vec::new(), Vec::new());
    let mut packs = BTreeSet::new();
    for &index in elements {
        let Some(rule) = rules.rules.get(index as usize) else { continue };
        let Check::Element(element) = &rule.check else { continue };
        let judged = judge_element(&view, rule, element);
        asked.push((index, judged, Inquiry::new(&view, rule.pack, &element.documented_by)));
        let pack = &rules.packs[rule.pack as usize];
        if let Some(checklist) = pack.checklist.as_ref().filter(|_| packs.insert(rule.pack)) {
            topics.push((pack, Inquiry::new(&view, rule.pack, &checklist.applies)));
        }
    }
    // One pass over the note finds them for all conditions.
    let inquiries = asked.iter().map(|(.., inquiry)| inquiry).chain(topics.iter().map(|(_, inquiry)| inquiry));
    let concepts = inquiries.flat_map(|inquiry| inquiry.concepts.iter().copied()).collect();
    let misses = near_misses(note, rules, &concepts);
    Why {
        topics: topics.into_iter().map(|(pack, inquiry)| topic(pack, &inquiry, &misses)).collect(),
        elements: asked.into_iter().map(|(rule, judged, inquiry)| element(rule, judged, &inquiry, &misses)).collect(),
    }
}

fn element<'r>(rule: u32, judged: ElementJudgement, inquiry: &Inquiry<'_, 'r>, misses: &[NearMiss]) -> ElementWhy<'r> {
    let ruling = |denied| match judged.status {
        Status::Documented => Ruling::Accepted { denied },
        Status::Missing | Status::Prompted | Status::Unfilled => Ruling::Prompt,
    };
    let found = judged.evidence.iter().map(|(thing, shown)| (*thing, Some(shown.span), ruling(shown.denied)));
    ElementWhy { rule, status: judged.status, seen: inquiry.seen(found.collect(), misses) }
}

fn topic<'r>(pack: &Pack, inquiry: &Inquiry<'_, 'r>, misses: &[NearMiss]) -> TopicWhy<'r> {
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

/// One condition of one pack, applied to the note.
struct Inquiry<'v, 'r> {
    view: &'v View<'v>,
    pack: u32,
    condition: &'r Condition,
    /// What the condition requires of concepts, and whether it requires their absence.
    asks: Vec<(&'r Evidence, bool)>,
    concepts: BTreeSet<ConceptId>,
}

impl<'v, 'r> Inquiry<'v, 'r> {
    fn new(view: &'v View<'v>, pack: u32, condition: &'r Condition) -> Self {
        // Other elements and topics explain themselves.
        let asks: Vec<_> = condition.evidence().collect();
        let concepts = asks.iter().flat_map(|(ask, _)| ask.concepts.iter().copied()).collect();
        Inquiry { view, pack, condition, asks, concepts }
    }

    /// Everything that the condition names, in text order; `found` is its evidence, and words that are not mentions are
    /// among the `misses` of the note.
    fn seen(&self, found: Vec<(EvidenceRef, Option<Span>, Ruling<'r>)>, misses: &[NearMiss]) -> Vec<Seen<'r>> {
        let accepted: BTreeSet<EvidenceRef> = found.iter().map(|(thing, ..)| *thing).collect();
        let mut seen: Vec<Seen<'r>> = found
            .into_iter()
            .filter_map(|(e, span, ruling)| Some(Seen { thing: self.thing(e)?, span, ruling, cues: self.cues(e) }))
            .collect();
        for (i, mention) in self.concepts.iter().flat_map(|&concept| self.view.mentions_for(concept, self.pack)) {
            if !accepted.contains(&EvidenceRef::Mention(i)) {
                let (thing, span) = (Thing::Concept(mention.concept), Some(mention.span));
                let ruling = Ruling::Refused(self.why_not(mention));
                seen.push(Seen { thing, span, ruling, cues: mention.cues.to_vec() });
            }
        }
        // What is said of another part of the body may be said of the topic's own.
        let told = |miss: &&NearMiss| {
            let mut told = self.view.mentions_for(miss.concept, self.pack).filter(|(_, m)| m.elsewhere.is_some());
            !told.any(|(_, mention)| mention.span.overlaps(miss.span))
        };
        let own = misses.iter().filter(|miss| self.concepts.contains(&miss.concept)).filter(told);
        seen.extend(own.map(|&NearMiss { concept, span, why_not }| Seen {
            thing: Thing::Concept(concept),
            span: Some(span),
            ruling: Ruling::NoMention(why_not),
            cues: Vec::new(),
        }));
        seen.sort_by_key(|seen| (seen.span.is_none(), seen.span));
        seen
    }

    fn cues(&self, evidence: EvidenceRef) -> Vec<CueHit> {
        match evidence {
            EvidenceRef::Mention(i) => self.view.facts.mentions.get(i).map(|m| m.cues.to_vec()).unwrap_or_default(),
            EvidenceRef::Code(_) | EvidenceRef::Diagnosis(_) | EvidenceRef::Value(_) | EvidenceRef::Placeholder(_) => {
                Vec::new()
            }
        }
    }

    fn thing(&self, evidence: EvidenceRef) -> Option<Thing> {
        Some(match evidence {
            EvidenceRef::Mention(i) => Thing::Concept(self.view.facts.mentions.get(i)?.concept),
            EvidenceRef::Code(i) => Thing::Code(self.view.facts.codes.get(i)?.code.clone()),
            EvidenceRef::Diagnosis(i) => Thing::Code(self.view.facts.diagnoses.get(i)?.codes.first()?.clone()),
            EvidenceRef::Value(i) => Thing::Value(self.view.facts.values.get(i)?.value),
            EvidenceRef::Placeholder(i) => Thing::Placeholder(self.view.note.placeholders.get(i)?.kind),
        })
    }

    /// Why a mention that is not evidence does not count; never empty.
    fn why_not(&self, mention: &Mention) -> Vec<WhyNot<'r>> {
        let naming = self.asks.iter().filter(|(asked, absent)| !absent && asked.concepts.contains(&mention.concept));
        let reasons =
            naming.map(|(asked, _)| Demand::new(self.view, asked, self.pack).why_not(mention).collect::<Vec<_>>());
        match reasons.min_by_key(Vec::len) {
            None => vec![WhyNot::AskedAbsent],
            Some(reasons) if reasons.is_empty() => {
                let template = self.view.note.context.profile == Profile::Template;
                vec![if template && is_form(self.view, mention) { WhyNot::Form } else { WhyNot::NotEnough }]
            }
            Some(reasons) => reasons,
        }
    }
}
