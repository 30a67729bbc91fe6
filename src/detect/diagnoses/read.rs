//! From the parts of a statement to its diagnoses.

use super::super::assertion::{Asserted, Assertions};
use super::super::facts::{CueHit, Diagnosis};
use super::super::mentions::Place;
use super::parts::{Joint, Part, cut};
use super::places::{Form, Stated};
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

/// Words right after a condition, or in its wording, that make something else of it: what is done about it or against it,
/// who sees it, where it is written down.
const NOT_ITSELF: [&str; 58] = [
    "prophylaxis",
    "ppx",
    "prevention",
    "education",
    "teaching",
    "counseling",
    "counselling",
    "precautions",
    "instructions",
    "handout",
    "leaflet",
    "return",
    "signs",
    "risk",
    "risks",
    "risk-score",
    "score",
    "clinic",
    "team",
    "service",
    "nurse",
    "specialist",
    "group",
    "class",
    "referral",
    "consult",
    "consultation",
    "appointment",
    "visit",
    "follow-up",
    "followup",
    "checks",
    "check",
    "labs",
    "panel",
    "profile",
    "workup",
    "work-up",
    "screen",
    "screening",
    "surveillance",
    "protocol",
    "pathway",
    "bundle",
    "guideline",
    "guidelines",
    "management",
    "medication",
    "medications",
    "meds",
    "diary",
    "log",
    "diet",
    "plan",
    "review",
    "care",
    "vaccine",
    "vaccination",
];

/// Words with which a provider says that something cannot be told.
const UNDETERMINED: [&str; 13] = [
    "unspecified whether",
    "undetermined",
    "indeterminate",
    "unknown",
    "unclear",
    "not stated",
    "not specified",
    "not determined",
    "not identified",
    "cannot be determined",
    "unable to determine",
    "not yet known",
    "cryptogenic",
];

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
            let title_over = form == Form::Listed && !named.is_empty() && parts[at].joint == Joint::Tail;
            let ends = matches!(parts[at].joint, Joint::Prose | Joint::Tail);
            let concluded = matches!(form, Form::Conclusion | Form::Told) && !named.is_empty() && ends;
            let undetermined = !named.is_empty() && is_left_open(&self.note.folded.text()[parts[at].range.clone()]);
            if title_over || concluded || undetermined {
                break;
            }
            let Some((length, found)) = self.longest(&parts[at..], form) else {
                at += 1;
                continue;
            };
            at += length;
            let has_cause = found.has_cause || parts.get(at).is_some_and(|next| next.joint == Joint::Cause);
            named.push(Named { has_cause, ..found });
        }
        named
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
                let apart = matches!(last.joint, Joint::Tail | Joint::Hedge | Joint::Versus | Joint::Prose);
                if apart || is_left_open(&self.note.folded.text()[last.range.clone()]) {
                    break;
                }
            }
            let range = group[0].range.start..group[length - 1].range.end;
            let wordings = self.wordings(&range);
            let Some(first) =
                wordings.first().filter(|first| first.coverage >= least(first) && self.is_condition(first))
            else {
                continue;
            };
            let uses = |part: &Part| {
                let place = |word: &Span| range.start + word.start..range.start + word.end;
                first.words.iter().map(place).any(|word| word.start < part.range.end && part.range.start < word.end)
            };
            if !group.iter().all(uses) {
                continue;
            }
            if best.as_ref().is_none_or(|(_, known)| known.wordings[0].coverage <= first.coverage) {
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
    fn is_condition(&self, wording: &Wording) -> bool {
        const EMPTY: [&str; 6] = ["unspecified", "of", "the", "nos", "not", "other"];
        // One word for a circumstance ("CPAP", "DNR") or for any pain is no diagnosis of its own.
        let circumstance = |code: Code| code.undotted_str().starts_with('Z') || code.undotted_str() == "R52";
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
        let something_else = !listed_as_itself && self.is_something_else(&named.range, stated);
        if not.into_iter().any(|effect| assertion.has(effect)) || something_else || self.is_amount(&named.range) {
            return None;
        }
        let past = !treated && (assertion.has(Effect::Historical) || is_history(first));
        if past && stated.form == Form::Prose || stated.form == Form::Told && is_symptom(first) {
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
        let later = |cue: &&CueHit| self.stands_apart(cue, named, parts);
        let all_later = |effect: Effect| {
            let mut those = cues.iter().filter(|cue| cue.effect == effect).peekable();
            those.peek().is_some() && those.all(|cue| later(&cue))
        };
        if all_later(Effect::Uncertain) {
            assertion = assertion.without(Effect::Uncertain);
        // "Possible influenza, two swabs negative" is still thought possible.
        } else if assertion.has(Effect::Uncertain) && all_later(Effect::Negated) {
            assertion = assertion.without(Effect::Negated);
        }
        let tail = parts.iter().find(|part| part.joint == Joint::Tail && part.range.start >= named.range.end);
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
    fn is_something_else(&self, range: &Range<usize>, stated: &Stated) -> bool {
        let text = self.note.folded.text();
        let word = |word: &str| NOT_ITSELF.iter().any(|not| not.eq_ignore_ascii_case(word));
        let after = text[range.end..stated.place.range.end.max(range.end)].trim_start_matches([' ', '-']);
        let mut own = text[range.clone()].split(|c: char| !c.is_alphanumeric() && c != '-');
        after.split(|c: char| !c.is_alphanumeric() && c != '-').next().is_some_and(word)
            || own.next_back().is_some_and(word)
    }
}

/// Whether words say that something cannot be told.
fn is_left_open(words: &str) -> bool {
    let words = words.to_ascii_lowercase();
    UNDETERMINED.iter().any(|phrase| words.contains(phrase))
}

/// Words that show that a condition is treated now, so that its "history" is not over.
const TREATED: [&str; 12] = [
    "controlled",
    "continue",
    "treated with",
    "managed with",
    "managed by",
    "maintained on",
    "stable on",
    "with medication",
    "on medication",
    "taking",
    "refill",
    "chronic",
];

fn is_treated(statement: &str) -> bool {
    let statement = statement.to_ascii_lowercase();
    TREATED.iter().any(|words| statement.contains(words))
}

/// The length of the words that call a condition history.
fn history(words: &str) -> usize {
    const HISTORY: [&str; 8] = [
        "past medical history of ",
        "known history of ",
        "a history of ",
        "history of ",
        "hx of ",
        "h/o ",
        "past history of ",
        "prior history of ",
    ];
    let begins = |history: &&&str| words.get(..history.len()).is_some_and(|head| head.eq_ignore_ascii_case(history));
    HISTORY.iter().find(begins).map_or(0, |history| history.len())
}

/// Encounters for screening and for vaccination, which are assessed by their own names.
fn is_screening(wording: &Wording) -> bool {
    is_in(wording, &["Z11", "Z12", "Z13", "Z23"])
}

/// Codes of symptoms: in a story they are told, not concluded.
fn is_symptom(wording: &Wording) -> bool {
    is_in(wording, &["R", "Z"])
}

/// Codes of a personal history.
fn is_history(wording: &Wording) -> bool {
    is_in(wording, &["Z85", "Z86", "Z87"])
}

/// Whether the code of a wording begins like one of some families.
fn is_in(wording: &Wording, families: &[&str]) -> bool {
    wording.code.is_some_and(|code| families.iter().any(|family| code.undotted_str().starts_with(family)))
}
