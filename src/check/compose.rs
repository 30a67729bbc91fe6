//! The only place where findings are made.
//!
//! Whatever a check passes in, a finding from this file points at words: its primary span is in range, not empty and on
//! character boundaries, and so is every related one. Formats rely on it.
//!
//! A fingerprint identifies a finding across versions of the note. It is a hash of the rule's id, of the words that the
//! finding points at (ignoring letter case and white space) and of how many like it come before. It does not depend on
//! where the words are, so lines around them may be added and removed.

use super::condition::EvidenceRef;
use super::finding::{CodeOf, ElementOf, Finding, Label, OptionOf, QueryOf, Word, Words};
use super::view::View;
use crate::base::{CodeSlot, Fnv, Severity, Span};
use crate::rule::{Message, Piece, QueryOption, Rule};
use std::collections::HashMap;

/// What a check contributes to a finding; the rest comes from the rule.
pub(super) struct Draft<'a> {
    pub primary: Span,
    /// Why the primary span is shown.
    pub shown_for: String,
    pub related: Vec<Label>,
    pub severity: Severity,
    pub message: &'a Message,
    /// What the primary span rests on; a code that comes with the note is quoted in place of the words.
    pub found: Option<EvidenceRef>,
    /// What the details that hold say.
    pub says: Vec<&'a str>,
    pub codes: Vec<String>,
    pub element: Option<ElementOf>,
    /// What fills the slots that the rest of the draft does not.
    pub slots: Slots,
}

/// What fills the slots of messages if neither the evidence nor the details of a rule do.
#[derive(Debug, Default)]
pub(super) struct Slots {
    /// Quoted in place of the words that the finding rests on.
    pub found: Option<String>,
    /// Said in place of what the details say.
    pub says: Vec<Word>,
    /// What the code set says about a code.
    pub filled: Vec<(CodeSlot, String)>,
    /// The code.
    pub code: Option<CodeOf>,
    /// The other code of a pair, which may come with the note and have no words in it.
    pub other: Option<String>,
}

/// Makes a finding; `None` if there is no word to point at.
pub(super) fn finding(view: &View, rule: &Rule, draft: Draft) -> Option<Finding> {
    let text = view.note.source.text();
    let primary = sound(text, draft.primary)?;
    let related: Vec<Label> =
        draft.related.into_iter().filter_map(|l| Some(Label { span: sound(text, l.span)?, ..l })).collect();
    let found = draft.slots.found.as_deref().or_else(|| view.code(draft.found?));
    let slots = Filling {
        found: found.unwrap_or(&text[primary.range()]),
        other: draft.slots.other.as_deref().or(related.first().map(|label| &text[label.span.range()])),
        says: join(&draft.says),
        slots: &draft.slots,
    };
    Some(Finding {
        rule: rule.id.clone(),
        kind: rule.check.kind(),
        severity: draft.severity,
        persona: rule.persona,
        message: slots.fill(draft.message),
        help: slots.fill(&rule.help.for_clinicians()),
        help_for_coders: slots.fill(&rule.help),
        url: rule.url.clone(),
        primary: Label { span: primary, text: draft.shown_for },
        related,
        codes: draft.codes,
        element: draft.element,
        code: draft.slots.code.clone(),
        says: slots.fill(&Message(vec![Piece::Says])),
        axis: draft.slots.filled.iter().find(|(slot, _)| *slot == CodeSlot::Axis).map(|(_, axis)| axis.clone()),
        query: rule.query.as_ref().map(|query| QueryOf {
            title: query.title.as_ref().map(|title| slots.fill(title)),
            ask: query.ask.as_ref().map(|ask| slots.fill(ask)),
            options: query.options.iter().filter_map(|option| offered(view, rule, option)).collect(),
        }),
        ignored: None,
        yields_to: Vec::new(),
        fingerprint: String::new(),
    })
}

/// An answer, if the note documents what it needs.
fn offered(view: &View, rule: &Rule, answer: &QueryOption) -> Option<OptionOf> {
    let option = answer.option.clone();
    let Some(when) = &answer.when else { return Some(OptionOf { option, evidence: Vec::new() }) };
    let judgement = view.judge(when, rule.pack);
    let evidence = judgement.evidence.iter().filter_map(|&evidence| view.span(evidence)).collect();
    judgement.holds.then_some(OptionOf { option, evidence })
}

/// Puts the findings of one note in order and gives each its fingerprint.
pub(super) fn put_in_order(text: &str, findings: &mut [Finding]) {
    findings.sort_by(|a, b| (a.primary.span, &a.rule).cmp(&(b.primary.span, &b.rule)));
    let mut seen = HashMap::new();
    for finding in findings {
        let alike = hash(&finding.rule, &text[finding.primary.span.range()]);
        let ordinal = seen.entry(alike).or_insert(0u64);
        finding.fingerprint = format!("{:016x}", alike.and(&ordinal.to_le_bytes()).value());
        *ordinal += 1;
    }
}

/// The span cut to the text and widened to whole characters, if anything is left of it.
fn sound(text: &str, span: Span) -> Option<Span> {
    let mut start = span.start.min(text.len());
    let mut end = span.end.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    while !text.is_char_boundary(end) {
        end += 1;
    }
    (start < end).then(|| Span::new(start, end))
}

struct Filling<'a> {
    found: &'a str,
    other: Option<&'a str>,
    says: String,
    slots: &'a Slots,
}

impl Filling<'_> {
    fn fill(&self, message: &Message) -> Words {
        let mut words = Vec::with_capacity(message.0.len());
        for piece in &message.0 {
            match piece {
                Piece::Text(text) => words.push(Word::Text(text.clone())),
                Piece::Found => words.push(Word::Quote(self.found.to_owned())),
                Piece::Other => words.extend(self.other.map(|other| Word::Quote(other.to_owned()))),
                Piece::Says if self.slots.says.is_empty() => words.push(Word::Text(self.says.clone())),
                Piece::Says => words.extend_from_slice(&self.slots.says),
                Piece::Code(slot) => {
                    let filled = self.slots.filled.iter().find(|(of, _)| of == slot);
                    words.extend(filled.map(|(_, text)| Word::Text(text.clone())));
                }
            }
        }
        Words(words)
    }
}

/// "a", "a and b", "a, b and c"; repeated words are listed once.
pub(super) fn join(says: &[&str]) -> String {
    let mut distinct: Vec<&str> = Vec::new();
    for say in says {
        if !distinct.contains(say) {
            distinct.push(say);
        }
    }
    match distinct.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}

/// Hashes a rule's id and words of a note, ignoring letter case and white space.
fn hash(rule: &str, words: &str) -> Fnv {
    words.split_whitespace().fold(Fnv::new().and(rule.as_bytes()), |state, word| {
        word.bytes().fold(state.and(b" "), |state, byte| state.and(&[byte.to_ascii_lowercase()]))
    })
}
