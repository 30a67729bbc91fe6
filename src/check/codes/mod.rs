//! What the code set says about the codes of a note.
//!
//! A rule tests one thing in every code: is it known, is it in force, is it as specific as the note. The answers come
//! from the tables of the code set; the rule's YAML says what is reported about them.

mod more_specific;
mod pairs;
pub(super) mod undetermined;
pub(super) mod unspecified;
mod validity;

use super::compose::{self, Draft, Slots};
use super::condition::EvidenceRef;
use super::finding::{CodeOf, Finding, Label};
use super::view::View;
use crate::base::{CodeCheck, CodeSlot, Severity};
use crate::detect::CodeMention;
use crate::icd10::{Code, Entry};
use crate::rule::{Codes, Message, Rule};
use std::collections::HashSet;

/// One finding for each code, or pair of codes, that the answer is about.
pub(super) fn run(view: &View, rule: &Rule, ask: &Codes) -> Vec<Finding> {
    if view.facts.codes.is_empty() {
        return Vec::new();
    }
    match ask.what {
        CodeCheck::Unspecified => unspecified::run(view, rule, ask),
        CodeCheck::LessSpecific => pairs::less_specific(view, rule, ask),
        CodeCheck::Excludes1 => pairs::excludes1(view, rule, ask),
        CodeCheck::Combination => pairs::combination(view, rule, ask),
        _ => validity::run(view, rule, ask),
    }
}

/// The codes that a rule is about, each at its first place in the note; those that only come with it last.
fn distinct<'v>(view: &View<'v>, ask: &Codes) -> Vec<(usize, &'v CodeMention)> {
    let mut seen = HashSet::new();
    let concerned = view.facts.codes.iter().enumerate().filter(|(_, mention)| ask.concerns(&mention.code));
    concerned.filter(|(_, mention)| seen.insert(&mention.code)).collect()
}

/// What a finding about a code says beyond the code.
struct Saying<'a> {
    severity: Severity,
    message: &'a Message,
    shown_for: String,
    related: Vec<Label>,
    says: Vec<&'a str>,
    codes: Vec<String>,
    slots: Slots,
}

/// A finding that points at a code.
fn finding(view: &View, rule: &Rule, code: usize, mut saying: Saying) -> Option<Finding> {
    let found = EvidenceRef::Code(code);
    let slot = |wanted| saying.slots.filled.iter().find(|(slot, _)| *slot == wanted).map(|(_, words)| words.clone());
    saying.slots.code = Some(CodeOf {
        code: view.facts.codes[code].code.clone(),
        title: slot(CodeSlot::Title).unwrap_or_default(),
        open: slot(CodeSlot::Axis),
    });
    let mut codes = view.codes(&[found]);
    codes.extend(saying.codes);
    compose::finding(
        view,
        rule,
        Draft {
            primary: view.place(Some(found), &rule.belongs_in)?,
            shown_for: saying.shown_for,
            related: saying.related,
            severity: saying.severity,
            message: saying.message,
            found: Some(found),
            says: saying.says,
            codes,
            element: None,
            slots: saying.slots,
        },
    )
}

/// The entry of a code mention.
fn entry<'s>(set: &'s crate::icd10::CodeSet, mention: &CodeMention) -> Option<Entry<'s>> {
    set.find(Code::parse(&mention.code)?)
}

/// Things that a line lists before it counts the rest.
const MOST: usize = 6;

/// Codes with their titles, as one line.
fn listed<'s>(entries: impl IntoIterator<Item = Entry<'s>>) -> String {
    let lines = entries.into_iter().map(|entry| match entry.title() {
        Some(title) => format!("{} ({title})", entry.code()),
        None => entry.code().to_string(),
    });
    cut(lines.collect()).unwrap_or_else(|| "none".into())
}

/// Things as one line; those beyond [`MOST`] are counted. `None` if there is nothing.
fn cut(mut lines: Vec<String>) -> Option<String> {
    let more = lines.len().saturating_sub(MOST);
    lines.truncate(MOST);
    if more > 0 {
        lines.push(format!("and {more} more"));
    }
    (!lines.is_empty()).then(|| lines.join("; "))
}

/// The title of a code, for messages.
fn title(entry: &Entry) -> (CodeSlot, String) {
    (CodeSlot::Title, entry.title().unwrap_or_else(|| "no title in this release".into()))
}
