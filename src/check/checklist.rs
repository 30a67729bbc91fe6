//! What a complete note on a topic states, element by element.
//!
//! In a note an element is documented, prompted for but not answered, or missing; a denial is documentation. In a
//! template a prompt is enough: an element is prompted, already stated, or missing. Every element gets a status,
//! whatever its severity; findings are for the reader, statuses are the record.

use super::compose::{self, Draft, Slots};
use super::condition::EvidenceRef;
use super::demand::Demand;
use super::finding::{Checked, ChecklistResult, ElementEvidence, ElementOf, ElementResult, Finding, Status};
use super::view::View;
use crate::base::{Effect, Profile, Span};
use crate::detect::Mention;
use crate::note::Answer;
use crate::rule::{Check, Checklist, ConceptId, Condition, Element, Message, Pack, Piece, Rule};

/// Judges every checklist whose topic applies.
pub(super) fn run(view: &View, checked: &mut Checked) {
    for (index, pack) in (0u32..).zip(&view.rules.packs) {
        let Some(list) = pack.checklist.as_ref().filter(|_| view.applies(index)) else { continue };
        let topic = topic_words(view, list, index);
        let mut elements = Vec::new();
        for rule in list.elements.iter().filter_map(|&i| view.rules.rules.get(i as usize)) {
            let Check::Element(element) = &rule.check else { continue };
            let judged = judge_element(view, rule, element);
            if super::is_active(rule, view.note) {
                checked.findings.extend(report(view, pack, rule, &element.label, topic, &judged));
            }
            let evidence = judged.evidence.into_iter().map(|(_, evidence)| evidence).collect();
            elements.push(ElementResult { id: element.element.clone(), status: judged.status, evidence });
        }
        checked.checklists.push(ChecklistResult { id: pack.id.clone(), elements });
    }
}

/// The words that make a checklist apply: those that name its complaint best, in the order of `subject`, else whatever
/// its condition rests on.
fn topic_words(view: &View, list: &Checklist, pack: u32) -> Option<Span> {
    let evidence = view.topic(list, pack);
    let rank = |&e: &EvidenceRef| {
        let concept = view.mention(e)?.concept;
        list.this_subject.iter().position(|own| *own == concept)
    };
    let named = evidence.iter().copied().filter(|e| rank(e).is_some()).min_by_key(rank);
    named.or_else(|| view.best(evidence)).and_then(|words| view.span(words))
}

/// The result of one element.
pub(super) struct ElementJudgement {
    pub status: Status,
    /// What the status rests on, and how it is shown: of a marked choice, the answer.
    pub evidence: Vec<(EvidenceRef, ElementEvidence)>,
    /// The blank where the answer should be.
    blank: Option<Span>,
}

/// Judges one element, whether or not its topic applies.
pub(super) fn judge_element(view: &View, rule: &Rule, element: &Element) -> ElementJudgement {
    let Element { documented_by, prompted_by, .. } = element;
    let judgement = view.judge(documented_by, rule.pack);
    let template = view.note.context.profile == Profile::Template;
    let stated = |e: &EvidenceRef| !matches!(*e, EvidenceRef::Mention(i) if is_form(view, &view.facts.mentions[i]));
    if judgement.holds && (!template || judgement.evidence.is_empty() || judgement.evidence.iter().any(stated)) {
        let real = judgement.evidence.iter().filter(|e| !template || stated(e));
        let evidence = real.filter_map(|&e| Some((e, evidence_of(view, e)?))).collect();
        return ElementJudgement { status: Status::Documented, evidence, blank: None };
    }
    if let Some(answer) = prompted_by.iter().filter(|_| !template).find_map(|&concept| marked(view, concept)) {
        return ElementJudgement { status: Status::Documented, evidence: vec![answer], blank: None };
    }
    let prompts = prompts(view, rule.pack, documented_by, prompted_by);
    let status = match (prompts.is_empty(), template) {
        (true, _) => Status::Missing,
        (false, true) => Status::Prompted,
        (false, false) => Status::Unfilled,
    };
    let blank = prompts.first().and_then(|(_, m)| blank(view, m));
    let asking =
        |&(i, m): &(usize, &Mention)| (EvidenceRef::Mention(i), ElementEvidence { span: m.span, denied: false });
    let evidence = prompts.iter().map(asking).collect();
    ElementJudgement { status, evidence, blank }
}

/// Whether a mention is part of a form rather than a statement.
pub(super) fn is_form(view: &View, mention: &Mention) -> bool {
    mention.asked || mention.assertion.has(Effect::Unfilled) || blank(view, mention).is_some()
}

/// The answer marked in the list after a prompt for the element: "Quality: [ ] dull [x] sharp".
fn marked(view: &View, concept: ConceptId) -> Option<(EvidenceRef, ElementEvidence)> {
    let asked = view.mentions_of(concept).filter(|(_, mention)| mention.asked);
    let mut made = asked.filter_map(|(i, mention)| match view.note.answer(mention.sentence())? {
        Answer::Marked(span) => {
            let denied = mention.assertion.has(Effect::Negated);
            Some((EvidenceRef::Mention(i), ElementEvidence { span, denied }))
        }
        Answer::Unmarked(_) => None,
    });
    made.next()
}

/// The blank that waits for an answer: the one that leaves the mention itself unfilled, else the one in its sentence.
fn blank(view: &View, mention: &Mention) -> Option<Span> {
    if let Some(cue) = mention.cues.iter().find(|cue| cue.effect == Effect::Unfilled) {
        return Some(cue.span);
    }
    view.blank_for(mention.span, view.note.sentences.get(mention.sentence())?.span)
}

fn evidence_of(view: &View, evidence: EvidenceRef) -> Option<ElementEvidence> {
    let denied = match evidence {
        EvidenceRef::Mention(i) => view.facts.mentions.get(i)?.assertion.has(Effect::Negated),
        _ => false,
    };
    Some(ElementEvidence { span: view.span(evidence)?, denied })
}

/// The mentions with which a form prompts for the element: words that prompt for it, and words that would document it.
///
/// Words that would document the element prompt for it only where they would document it: "low back pain for ***" in a
/// history does not leave the assessment unfilled, and a medicine in a plan does not prompt for earlier treatment. In a
/// note a prompt is one with a blank.
fn prompts<'a>(
    view: &View<'a>,
    pack: u32,
    documented_by: &Condition,
    prompted_by: &[ConceptId],
) -> Vec<(usize, &'a Mention)> {
    let template = view.note.context.profile == Profile::Template;
    let left_open = |m: &Mention| (m.asked || m.assertion.has(Effect::Unfilled)) && blank(view, m).is_some();
    let mut found: Vec<_> = prompted_by.iter().flat_map(|&concept| view.mentions_of(concept)).collect();
    for (asked, _) in documented_by.evidence().filter(|(_, negated)| !negated) {
        let demand = Demand::new(view, asked, pack);
        let mentions = asked.concepts.iter().flat_map(|&concept| view.mentions_of(concept));
        found.extend(mentions.filter(|(_, mention)| demand.could_be_answered_by(mention)));
    }
    found.sort_unstable_by_key(|&(i, _)| i);
    found.dedup_by_key(|&mut (i, _)| i);
    found.retain(|(_, mention)| template || left_open(mention));
    found
}

/// The finding about an element that is missing.
fn report(
    view: &View,
    pack: &Pack,
    rule: &Rule,
    label: &str,
    topic: Option<Span>,
    judged: &ElementJudgement,
) -> Option<Finding> {
    let unfilled = match judged.status {
        Status::Missing => false,
        Status::Unfilled => true,
        Status::Documented | Status::Prompted => return None,
    };
    let words = if unfilled { judged.blank } else { topic };
    let primary = words.or_else(|| view.place_without_words(&rule.belongs_in))?;
    let what = judged.status.in_words(view.note.context.profile);
    // The message begins with what is missing, because a line of a short report has no label.
    let mut message = vec![Piece::Text(format!("{label} {what}: "))];
    message.extend(rule.message.0.iter().cloned());
    let related = if unfilled { None } else { view.belongs(&rule.belongs_in, primary) };
    compose::finding(
        view,
        rule,
        Draft {
            primary,
            shown_for: format!("{label}: {what}"),
            related: related.into_iter().collect(),
            severity: rule.severity,
            message: &Message(message),
            found: None,
            says: Vec::new(),
            codes: Vec::new(),
            element: Some(ElementOf {
                checklist: pack.id.clone(),
                title: pack.title.clone(),
                label: label.to_owned(),
                ask: ask(rule),
                unfilled,
            }),
            slots: Slots::default(),
        },
    )
}

/// The element's question. It has no slots to fill, because what is missing has no words.
fn ask(rule: &Rule) -> String {
    let text = |piece: &Piece| match piece {
        Piece::Text(text) => Some(text.clone()),
        _ => None,
    };
    rule.message.0.iter().filter_map(text).collect()
}
