//! Does a condition hold, and on which words?
//!
//! A condition is evaluated to the end even when it plainly holds, because the words are half of the answer:
//! a finding shows what it rests on. `any` gives the evidence of all that hold, in text order, so that the
//! first words of the note come first; `all` keeps the author's order, so that the occasion named first is
//! the one pointed at. `not`, the topic, elements, sections and what came with the note give no evidence:
//! there are no words to point at, or another rule already does.

use super::view::View;
use crate::base::{Effect, Span};
use crate::detect::Mention;
use crate::rule::{ConceptId, Condition, Evidence};

/// Whether a condition holds.
#[derive(Debug, Default)]
pub(super) struct Judgement {
    pub holds: bool,
    /// What it rests on, best first; may be empty though the condition holds.
    pub evidence: Vec<EvidenceRef>,
}

/// One thing that a judgement rests on: an index into the facts or the note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum EvidenceRef {
    Mention(usize),
    Code(usize),
    Placeholder(usize),
}

/// Why a mention is not what a condition asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It is said in another sense.
    Sense,
    /// It stands in another section.
    Section,
    /// This, which it must stand with, is not in its sentence.
    Alone(ConceptId),
    /// Nothing of what it may stand with is in its sentence.
    AloneAmong,
    /// This, which it must stand without, is in its sentence.
    Beside(Span),
    /// It speaks of the complaint that these words name.
    OtherComplaint(Span),
    /// Its sentence does not name the complaint.
    Unnamed,
}

impl Judgement {
    fn bare(holds: bool) -> Judgement {
        Judgement { holds, evidence: Vec::new() }
    }

    fn resting_on(evidence: Vec<EvidenceRef>) -> Judgement {
        Judgement { holds: !evidence.is_empty(), evidence }
    }
}

impl View<'_> {
    /// Evaluates a condition of a rule of `pack`, whose subjects decide what evidence is about.
    pub fn judge(&self, condition: &Condition, pack: u32) -> Judgement {
        match condition {
            Condition::All(parts) => {
                let mut evidence = Vec::new();
                for part in parts {
                    let judgement = self.judge(part, pack);
                    if !judgement.holds {
                        return Judgement::default();
                    }
                    evidence.extend(judgement.evidence);
                }
                Judgement { holds: true, evidence }
            }
            Condition::Any(parts) => self.at_least(1, parts, pack),
            Condition::AtLeast(count, parts) => self.at_least(*count as usize, parts, pack),
            Condition::Not(part) => Judgement::bare(!self.judge(part, pack).holds),
            Condition::Concept(ask) => Judgement::resting_on(self.mentions_for(ask, pack)),
            Condition::Code(patterns) => Judgement::resting_on(indices(&self.facts.codes, EvidenceRef::Code, |code| {
                patterns.iter().any(|pattern| code_matches(pattern, &code.code))
            })),
            Condition::Placeholder(kinds) => {
                Judgement::resting_on(indices(&self.note.placeholders, EvidenceRef::Placeholder, |p| {
                    kinds.contains(&p.kind)
                }))
            }
            Condition::Section(kinds) => Judgement::bare(self.has_section(*kinds)),
            Condition::Element(rule) => Judgement::bare(self.documented(*rule)),
            Condition::Applies(pack) => Judgement::bare(self.applies(*pack)),
            Condition::NoteType(types) => {
                let given = self.note.context.note_type.as_deref();
                Judgement::bare(given.is_some_and(|given| types.iter().any(|t| t.eq_ignore_ascii_case(given))))
            }
            Condition::Setting(setting) => Judgement::bare(self.note.context.setting == Some(*setting)),
            Condition::Profile(profile) => Judgement::bare(self.note.context.profile == *profile),
        }
    }

    /// Whether an optional condition holds; one that is not there does not.
    pub fn holds(&self, condition: Option<&Condition>, pack: u32) -> bool {
        condition.is_some_and(|condition| self.judge(condition, pack).holds)
    }

    fn at_least(&self, count: usize, parts: &[Condition], pack: u32) -> Judgement {
        let held: Vec<Judgement> = parts.iter().map(|p| self.judge(p, pack)).filter(|v| v.holds).collect();
        if held.len() < count {
            return Judgement::default();
        }
        let mut evidence: Vec<EvidenceRef> = held.into_iter().flat_map(|v| v.evidence).collect();
        evidence.sort_unstable_by_key(|&e| (self.span(e).is_none(), self.span(e), e));
        evidence.dedup();
        Judgement { holds: true, evidence }
    }

    fn mentions_for(&self, ask: &Evidence, pack: u32) -> Vec<EvidenceRef> {
        let mut found: Vec<_> = ask.concepts.iter().flat_map(|&concept| self.mentions_of(concept)).collect();
        found.sort_unstable_by_key(|&(i, _)| i);
        found.dedup_by_key(|&mut (i, _)| i);
        // Mentions come sentence by sentence, so the company of one sentence is looked at once.
        let mut company = (usize::MAX, false);
        found.retain(|(_, mention)| {
            ask.sense.accepts(mention.assertion)
                && self.stands_in(mention, ask.sections)
                && {
                    if company.0 != mention.sentence {
                        company = (mention.sentence, self.has_company(ask, mention.sentence));
                    }
                    company.1
                }
                && self.refused_subject(ask, pack, mention).is_none()
        });
        found.into_iter().map(|(i, _)| EvidenceRef::Mention(i)).collect()
    }

    /// All reasons for which a mention is not what is asked for; none where it is.
    pub fn refusals(&self, ask: &Evidence, pack: u32, mention: &Mention) -> Vec<Refusal> {
        let sense = (!ask.sense.accepts(mention.assertion)).then_some(Refusal::Sense);
        let section = (!self.stands_in(mention, ask.sections)).then_some(Refusal::Section);
        let company = self.refused_company(ask, mention.sentence);
        [sense, section, company, self.refused_subject(ask, pack, mention)].into_iter().flatten().collect()
    }

    fn refused_subject(&self, ask: &Evidence, pack: u32, mention: &Mention) -> Option<Refusal> {
        self.subjects(pack)?.refusal(self, mention, ask.about)
    }

    /// Whether a sentence holds what evidence must stand with, and nothing that it must stand without.
    pub fn has_company(&self, ask: &Evidence, sentence: usize) -> bool {
        self.refused_company(ask, sentence).is_none()
    }

    fn refused_company(&self, ask: &Evidence, sentence: usize) -> Option<Refusal> {
        let real = |m: &Mention| !m.assertion.has(Effect::Hypothetical) && !m.assertion.has(Effect::Family);
        let stands = |concept: ConceptId| self.mentions_in(concept, sentence).any(real);
        if let Some(&missing) = ask.with.iter().find(|&&concept| !stands(concept)) {
            return Some(Refusal::Alone(missing));
        }
        if !ask.with_any.is_empty() && !ask.with_any.iter().any(|&concept| stands(concept)) {
            return Some(Refusal::AloneAmong);
        }
        let beside = ask.without.iter().find_map(|&c| self.mentions_in(c, sentence).next())?;
        Some(Refusal::Beside(beside.span))
    }

    /// Where a piece of evidence stands; `None` for a code that travels with the note.
    pub fn span(&self, evidence: EvidenceRef) -> Option<Span> {
        match evidence {
            EvidenceRef::Mention(i) => Some(self.facts.mentions.get(i)?.span),
            EvidenceRef::Code(i) => self.facts.codes.get(i)?.span,
            EvidenceRef::Placeholder(i) => Some(self.note.placeholders.get(i)?.span),
        }
    }

    /// The codes among evidence, each once.
    pub fn codes(&self, evidence: &[EvidenceRef]) -> Vec<String> {
        let mut codes: Vec<String> = evidence.iter().filter_map(|&e| self.code(e).map(str::to_owned)).collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }

    /// The code that a piece of evidence is, if it is one.
    pub fn code(&self, evidence: EvidenceRef) -> Option<&str> {
        match evidence {
            EvidenceRef::Code(i) => Some(&self.facts.codes.get(i)?.code),
            _ => None,
        }
    }
}

fn indices<T>(items: &[T], name: fn(usize) -> EvidenceRef, wanted: impl Fn(&T) -> bool) -> Vec<EvidenceRef> {
    items.iter().enumerate().filter(|(_, item)| wanted(item)).map(|(i, _)| name(i)).collect()
}

/// `M54.9` is that code; `M54.*`, `M54.-` and `M54.5-` are all codes that begin so, the header `M54` among them.
fn code_matches(pattern: &str, code: &str) -> bool {
    match pattern.strip_suffix(['*', '-']) {
        Some(family) => code.starts_with(family.trim_end_matches('.')),
        None => code == pattern,
    }
}
