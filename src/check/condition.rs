//! Does a condition hold, and on which words?
//!
//! A condition is evaluated to the end even when it plainly holds, because the words are half of the answer: a finding
//! shows its evidence. `any` gives the evidence of all that hold, in text order, so that the first words of the note
//! come first; `all` keeps the author's order, so that the finding points at what the author named first. `not`, the
//! topic, elements, sections and what came with the note give no evidence: there are no words to point at, or another
//! rule already does.

use super::demand::Demand;
pub(super) use super::judgement::{EvidenceRef, Judgement};
use super::view::View;
use crate::base::Span;
use crate::detect::{Diagnosis, Mention};
use crate::note::Problem;
use crate::rule::{Assessed, Condition, Evidence};

impl View<'_> {
    /// Judges a condition of a rule of `pack`, whose subjects decide which complaint the evidence is about.
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
            Condition::Concept(ask) => Judgement::resting_on(self.accepted(ask, pack)),
            Condition::Code(patterns) => Judgement::resting_on(indices(&self.facts.codes, EvidenceRef::Code, |code| {
                patterns.iter().any(|pattern| code_matches(pattern, &code.code))
            })),
            Condition::Diagnosis(asked) => {
                let assessed = |diagnosis: &Diagnosis| assesses(asked, diagnosis);
                Judgement::resting_on(indices(&self.facts.diagnoses, EvidenceRef::Diagnosis, assessed))
            }
            Condition::Value(asked) => Judgement::resting_on(self.values_that_fit(asked)),
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

    /// Whether an optional condition holds; a missing one does not.
    pub fn holds(&self, condition: Option<&Condition>, pack: u32) -> bool {
        condition.is_some_and(|condition| self.judge(condition, pack).holds)
    }

    fn at_least(&self, count: usize, parts: &[Condition], pack: u32) -> Judgement {
        let mut held = 0;
        let mut evidence: Vec<EvidenceRef> = Vec::new();
        for judgement in parts.iter().map(|part| self.judge(part, pack)).filter(|judgement| judgement.holds) {
            held += 1;
            evidence.extend(judgement.evidence);
        }
        if held < count {
            return Judgement::default();
        }
        evidence.sort_unstable_by_key(|&e| (self.span(e).is_none(), self.span(e), e));
        evidence.dedup();
        Judgement { holds: true, evidence }
    }

    fn accepted(&self, ask: &Evidence, pack: u32) -> Vec<EvidenceRef> {
        let mut found: Vec<_> = ask.concepts.iter().flat_map(|&concept| self.mentions_for(concept, pack)).collect();
        found.sort_unstable_by_key(|&(i, _)| i);
        found.dedup_by_key(|&mut (i, _)| i);
        let demand = Demand::new(self, ask, pack);
        found.retain(|(_, mention)| demand.accepts(mention));
        found.into_iter().map(|(i, _)| EvidenceRef::Mention(i)).collect()
    }

    /// Where a piece of evidence is; `None` for a code that comes with the note.
    pub fn span(&self, evidence: EvidenceRef) -> Option<Span> {
        match evidence {
            EvidenceRef::Mention(i) => Some(self.facts.mentions.get(i)?.span),
            EvidenceRef::Code(i) => self.facts.codes.get(i)?.span,
            EvidenceRef::Diagnosis(i) => Some(self.facts.diagnoses.get(i)?.span),
            EvidenceRef::Value(i) => Some(self.facts.values.get(i)?.said),
            EvidenceRef::Placeholder(i) => Some(self.note.placeholders.get(i)?.span),
        }
    }

    /// The mention, if a piece of evidence is one.
    pub fn mention(&self, evidence: EvidenceRef) -> Option<&Mention> {
        match evidence {
            EvidenceRef::Mention(i) => self.facts.mentions.get(i),
            _ => None,
        }
    }

    /// The problem that words among evidence are under.
    pub fn problem(&self, evidence: EvidenceRef) -> Option<&Problem> {
        match evidence {
            EvidenceRef::Mention(i) => self.problem_of(self.facts.mentions.get(i)?),
            EvidenceRef::Diagnosis(i) => self.note.problem_at(self.facts.diagnoses.get(i)?.span.start),
            EvidenceRef::Value(i) => self.note.problem_at(self.facts.values.get(i)?.span.start),
            EvidenceRef::Code(_) | EvidenceRef::Placeholder(_) => None,
        }
    }

    /// The codes among evidence, each once.
    pub fn codes(&self, evidence: &[EvidenceRef]) -> Vec<String> {
        let mut codes: Vec<String> = evidence.iter().filter_map(|&e| self.code(e).map(str::to_owned)).collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }

    /// The code, if a piece of evidence is one.
    pub fn code(&self, evidence: EvidenceRef) -> Option<&str> {
        match evidence {
            EvidenceRef::Code(i) => Some(&self.facts.codes.get(i)?.code),
            _ => None,
        }
    }
}

/// Whether a diagnosis is one that is asked for. Its first code is the one that its words mean.
fn assesses(asked: &Assessed, diagnosis: &Diagnosis) -> bool {
    let code = diagnosis.codes.first();
    code.is_some_and(|code| asked.of.iter().any(|pattern| code_matches(pattern, code.trim_end_matches(['-', '.']))))
        && asked.certainty.is_none_or(|certainty| diagnosis.certainty == certainty)
        && asked.leaves_open.as_ref().is_none_or(|axis| diagnosis.leaves_open(axis))
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
