//! From the parts of a statement to its diagnoses.

use super::super::assertion::{Asserted, Assertions};
use super::super::facts::{CueHit, Diagnosis};
use super::super::mentions::Place;
use super::beside::{history, is_against, is_left_open, is_not_itself, is_status, is_treated, leads};
use super::parts::{Joint, Part, cut};
use super::stated::{Form, Stated};
use crate::base::{Assertion, Certainty, Date, Effect, Span};
use crate::icd10::{Code, CodeSet, Wording};
use crate::note::Note;
use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

/// Most parts that one wording spans: "acute and chronic respiratory failure".
const LONGEST: usize = 2;

/// The least score of a wording in a list, and in a sentence of prose, where most words are no diagnosis.
const LISTED: f32 = 0.65;
const PROSE: f32 = 0.8;
/// The coverage of a name of which nothing is missing.
const EXACT: f32 = 0.99;

pub(super) struct Reader<'a> {
    pub note: &'a Note,
    pub assertions: &'a Assertions<'a>,
    pub set: CodeSet,
    pub day: Date,
    /// The codes that are written in the note, sorted, without dots.
    pub codes: Vec<String>,
    /// What the parts of the text that were looked up name.
    pub known: RefCell<HashMap<&'a str, Rc<Vec<Wording>>>>,
}

/// A condition that some parts name.
struct Named {
    range: Range<usize>,
    joint: Joint,
    /// Whether a part of it, or the part after it, is its cause.
    has_cause: bool,
    wordings: Rc<Vec<Wording>>,
}

/// What is the same for all conditions of a statement.
struct Statement<'s> {
    stated: &'s Stated,
    parts: &'s [Part],
    /// Whether it says that something is treated.
    treated: bool,
    /// The last part that says that something cannot be told.
    left_open: Option<&'s Part>,
}

impl<'a> Reader<'a> {
    /// The diagnoses at one place.
    pub fn read(&self, stated: &Stated) -> Vec<Diagnosis> {
        let text = self.note.folded.text();
        let mut parts = cut(text, stated.place.range.clone(), &self.codes);
        let treated = is_treated(&text[stated.place.range.clone()]);
        if treated {
            parts.iter_mut().for_each(|part| part.range.start += history(&text[part.range.clone()]));
        }
        let named = self.named(&parts, stated.form);
        let left_open = parts.iter().rfind(|part| is_left_open(&text[part.range.clone()]));
        let statement = Statement { stated, parts: &parts, treated, left_open };
        named.into_iter().filter_map(|named| self.diagnosis(named, &statement)).collect()
    }

    /// The conditions that the parts name: as many parts together as one wording needs.
    fn named(&self, parts: &[Part], form: Form) -> Vec<Named> {
        let mut named: Vec<Named> = Vec::new();
        let mut at = 0;
        while at < parts.len() {
            let words = |at: usize| &self.note.folded.text()[parts[at].range.clone()];
            if !named.is_empty() && (self.is_over(parts[at].joint, form) || is_left_open(words(at))) {
                break;
            }
            // "Given her fever": what it rests on. "Screening for diabetes": what is looked for.
            let only_for = parts[at].joint == Joint::For && at > 0 && is_against(words(at - 1));
            if parts[at].joint == Joint::Reason || only_for {
                at += 1;
                continue;
            }
            let Some((length, found)) = self.longest(&parts[at..], form) else {
                at += 1;
                continue;
            };
            at += length;
            let has_cause = found.has_cause || parts.get(at).is_some_and(|next| next.joint == Joint::Cause);
            named.push(Named { has_cause, ..found });
        }
        // "Respiratory failure and AKI due to sepsis": the cause is that of both.
        for at in (1..named.len()).rev() {
            named[at - 1].has_cause |= named[at].has_cause && named[at].joint == Joint::And;
        }
        named
    }

    /// Whether a statement that has named something names nothing more from a joint on.
    fn is_over(&self, joint: Joint, form: Form) -> bool {
        matches!(
            (joint, form),
            (Joint::Reason, _)
                | (Joint::Tail, Form::Listed)
                | (Joint::Prose | Joint::For | Joint::Tail, Form::Conclusion | Form::Told)
                | (Joint::Hedge, Form::Told)
        )
    }

    fn longest(&self, parts: &[Part], form: Form) -> Option<(usize, Named)> {
        let least = |wording: &Wording| match (form, wording.words.len()) {
            (_, 0 | 1) => EXACT,
            (Form::Listed, _) => LISTED,
            _ => PROSE,
        };
        let mut best: Option<(usize, Named)> = None;
        for length in 1..=parts.len().min(LONGEST) {
            let group = &parts[..length];
            if let [_, .., last] = group {
                let apart =
                    matches!(last.joint, Joint::Tail | Joint::Hedge | Joint::Versus | Joint::Prose | Joint::Reason);
                // "Screening for diabetes" is one name, "oxygen for COPD" is not.
                let apart =
                    apart || last.joint == Joint::For && !leads(&self.note.folded.text()[group[0].range.clone()]);
                let last = &self.note.folded.text()[last.range.clone()];
                // "Anemia, and history of colon cancer": the history is that of what follows.
                if apart || is_left_open(last) || history(last) > 0 {
                    break;
                }
            }
            let range = group[0].range.start..group[length - 1].range.end;
            let words = &self.note.folded.text()[range.clone()];
            let wordings = self.wordings(&range);
            let Some(first) =
                wordings.first().filter(|first| first.coverage >= least(first) && self.is_condition(first, words))
            else {
                continue;
            };
            // "Postoperative pain, controlled on medication": what the longer name is about is the medication.
            if length > 1 && self.is_something_else(&self.covered(&range, first), range.end) {
                continue;
            }
            let uses = |part: &Part| {
                let place = |word: &Span| range.start + word.start..range.start + word.end;
                first.words.iter().map(place).any(|word| word.start < part.range.end && part.range.start < word.end)
            };
            if !group.iter().all(uses) {
                continue;
            }
            // One part more must say more: "diabetes without complication", not "breastfeeding difficulty, lactation consult".
            let is_better = |known: &Wording| {
                let says_more = known.code != first.code || first.asks.len() < known.asks.len();
                known.coverage < first.coverage || known.coverage == first.coverage && says_more
            };
            if best.as_ref().is_none_or(|(_, known)| is_better(&known.wordings[0])) {
                best = Some((
                    length,
                    Named {
                        range: self.covered(&range, first),
                        joint: parts[0].joint,
                        has_cause: group[1..].iter().any(|part| part.joint == Joint::Cause),
                        wordings,
                    },
                ));
            }
        }
        best
    }

    /// The wordings of a part of the text: a title is often repeated as it is, and a conclusion is read as reasoning too.
    fn wordings(&self, range: &Range<usize>) -> Rc<Vec<Wording>> {
        let text = &self.note.folded.text()[range.clone()];
        let find = || Rc::new(self.set.wordings(text, self.day));
        Rc::clone(self.known.borrow_mut().entry(text).or_insert_with(find))
    }

    /// Whether a name is one of a condition. The titles of the tabular list also name external causes and encounters, and
    /// a single word of "disorder of brain" is no condition; in the project's own list each wording is one.
    fn is_condition(&self, wording: &Wording, words: &str) -> bool {
        const EMPTY: [&str; 6] = ["unspecified", "of", "the", "nos", "not", "other"];
        // One word for a circumstance ("CPAP", "DNR") or for any pain is no diagnosis of its own; homelessness is one.
        let circumstance = |code: Code| match code.undotted_str() {
            "R52" => true,
            code => {
                let family = code.get(1..3).and_then(|digits| digits.parse::<u8>().ok());
                code.starts_with('Z') && family.is_none_or(|family| !matches!(family, 55..=65 | 72))
            }
        };
        if is_history(wording) || is_status(words) && wording.words.len() > 1 {
            return true;
        }
        // What has no code and nothing to ask about is a matter of care: "code status".
        if wording.is_own && wording.code.is_none() && wording.asks.is_empty() {
            return false;
        }
        if wording.is_own {
            return wording.words.len() > 1 || !wording.code.is_some_and(circumstance);
        }
        let Some(entry) = wording.code.and_then(|code| self.set.find(code)) else { return false };
        if matches!(entry.code().undotted_str().as_bytes()[0], b'V'..=b'Z') {
            return false;
        }
        let title = entry.title().unwrap_or_default().to_lowercase();
        let telling =
            title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty() && !EMPTY.contains(word));
        wording.words.len() > 1 || telling.count() <= 1
    }

    /// From the first word that a wording uses to the last.
    fn covered(&self, range: &Range<usize>, wording: &Wording) -> Range<usize> {
        let start = wording.words.first().map_or(0, |word| word.start);
        let end = wording.words.last().map_or(range.len(), |word| word.end);
        range.start + start..range.start + end
    }

    fn diagnosis(&self, named: Named, statement: &Statement) -> Option<Diagnosis> {
        let Statement { stated, parts, treated, left_open } = *statement;
        let first = named.wordings.first()?;
        let assertion = self.assertion(&named, parts, stated);
        let not = [Effect::Negated, Effect::Family, Effect::Hypothetical, Effect::Planned, Effect::Unfilled];
        let listed_as_itself = first.is_own && is_screening(first);
        let something_else = !listed_as_itself && self.is_something_else(&named.range, stated.place.range.end);
        if not.into_iter().any(|effect| assertion.has(effect)) || something_else || self.is_amount(&named.range) {
            return None;
        }
        let past = !treated && (assertion.has(Effect::Historical) || is_history(first));
        let told = stated.form == Form::Told && (past || is_symptom(first));
        if past && stated.form == Form::Prose || told || is_of_family(first) {
            return None;
        }
        // "Cause undetermined", in a later part.
        let undetermined = left_open.is_some_and(|part| part.range.start >= named.range.end);
        let hedged = assertion.has(Effect::Uncertain) || matches!(named.joint, Joint::Hedge | Joint::Versus);
        Some(Diagnosis {
            span: self.note.folded.original(named.range.clone()),
            sentence: stated.place.sentence,
            codes: named.wordings.iter().filter(|wording| wording.code.is_some()).map(ToString::to_string).collect(),
            certainty: match (hedged, undetermined) {
                (true, _) => Certainty::Hedged,
                (false, true) => Certainty::Undetermined,
                (false, false) => Certainty::Stated,
            },
            past,
            has_cause: named.has_cause,
            is_exact: first.coverage >= EXACT,
            asks: first.asks.clone(),
            open: Vec::new(),
            axes: Vec::new(),
            sides: None,
        })
    }

    /// Whether a few letters follow a number: "5 mg".
    fn is_amount(&self, range: &Range<usize>) -> bool {
        let before = self.note.folded.text()[..range.start].trim_end_matches(' ');
        range.len() <= 3 && before.ends_with(|c: char| c.is_ascii_digit())
    }

    /// The assertion of a condition. In a list, what is after the end of its title says what is done about it: "COPD - wean
    /// oxygen to none" denies nothing.
    fn assertion(&self, named: &Named, parts: &[Part], stated: &Stated) -> Assertion {
        let place = Place { range: named.range.clone(), sentence: stated.place.sentence };
        let Asserted { mut assertion, cues, .. } = self.assertions.decide(&place);
        // What has resolved was there to be assessed.
        let mut denials = cues.iter().filter(|cue| cue.effect == Effect::Negated).peekable();
        let resolved = |cue: &CueHit| self.note.words(cue.span).to_ascii_lowercase().contains("resolved");
        if stated.form == Form::Listed && denials.peek().is_some() && denials.all(resolved) {
            assertion = assertion.without(Effect::Negated);
        }
        // "Insulin resistance, type not stated" hedges the type. What is hedged is what stands in its part.
        let all_apart = |effect: Effect| {
            let mut those = cues.iter().filter(|cue| cue.effect == effect).peekable();
            those.peek().is_some() && those.all(|cue| self.stands_apart(cue, named, parts))
        };
        if all_apart(Effect::Uncertain) {
            assertion = assertion.without(Effect::Uncertain);
        }
        // "Chest pain, ACS ruled out" denies the other; "possible influenza, two swabs negative" is still thought possible.
        if (stated.form == Form::Listed || assertion.has(Effect::Uncertain)) && all_apart(Effect::Negated) {
            assertion = assertion.without(Effect::Negated);
        }
        let tail = parts.iter().find(|part| part.joint == Joint::Tail && part.range.start >= named.range.end);
        // A plan is of what is to be done, a list of problems of what has been; what they list is assessed now.
        let heading = self.note.sections[self.note.sentences[stated.place.sentence].section].heading;
        for effect in [Effect::Planned, Effect::Historical] {
            let said = |cue: &CueHit| cue.effect == effect && Some(cue.span) != heading;
            if stated.form == Form::Listed && !cues.iter().any(said) {
                assertion = assertion.without(effect);
            }
        }
        let Some(tail) = tail.filter(|_| stated.form == Form::Listed) else { return assertion };
        let tail = self.note.folded.original(tail.range.clone()).start;
        let after = cues.iter().filter(|cue| cue.span.start >= tail && !cue.span.is_empty()).map(|cue| cue.effect);
        let before = |effect: Effect| cues.iter().any(|cue| cue.effect == effect && cue.span.start < tail);
        after.filter(|effect| !before(*effect)).fold(assertion, Assertion::without)
    }

    /// Whether a hedge or a denial is in a later part of its own, with what it is about.
    fn stands_apart(&self, cue: &CueHit, named: &Named, parts: &[Part]) -> bool {
        let place = |part: &Part| self.note.folded.original(part.range.clone());
        let mut later =
            parts.iter().filter(|part| part.range.start >= named.range.end && part.joint == Joint::Comma).map(place);
        later.any(|part| part.start <= cue.span.start && cue.span.start < part.end && part.len() > cue.span.len())
    }

    /// Whether the words around a condition make something else of it: "DVT prophylaxis".
    fn is_something_else(&self, range: &Range<usize>, end: usize) -> bool {
        let text = self.note.folded.text();
        let after = text[range.end..end.max(range.end)].trim_start_matches([' ', '-']);
        let mut own = text[range.clone()].split(|c: char| !c.is_alphanumeric() && c != '-');
        after.split(|c: char| !c.is_alphanumeric() && c != '-').next().is_some_and(is_not_itself)
            || own.next_back().is_some_and(is_not_itself)
    }
}

/// Encounters for screening and for vaccination, which are assessed by their own names.
fn is_screening(wording: &Wording) -> bool {
    is_in(wording, &["Z11", "Z12", "Z13", "Z23"])
}

/// Codes of symptoms: in a story they are told, not concluded.
fn is_symptom(wording: &Wording) -> bool {
    is_in(wording, &["R", "Z"])
}

/// Codes of what relatives have.
fn is_of_family(wording: &Wording) -> bool {
    is_in(wording, &["Z80", "Z81", "Z82", "Z83", "Z84"])
}

/// Codes of a personal history.
fn is_history(wording: &Wording) -> bool {
    is_in(wording, &["Z85", "Z86", "Z87"])
}

/// Whether the code of a wording begins like one of some families.
fn is_in(wording: &Wording, families: &[&str]) -> bool {
    wording.code.is_some_and(|code| families.iter().any(|family| code.undotted_str().starts_with(family)))
}
