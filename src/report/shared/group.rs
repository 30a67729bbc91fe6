//! The elements of a checklist that a note leaves out, as one group.
//!
//! The heading counts what is listed. Where a selection or a persona hides some of the missing elements, it gives no
//! total, because the rest would pass for documented.

use crate::base::{Profile, Span};
use crate::check::{ChecklistResult, ElementOf, Finding, Status};
use crate::note::Section;
use crate::report::shared::clean;
use crate::report::shared::count::number;
use crate::report::shared::linted::Linted;
use crate::report::shared::section::section_name;
use std::cmp::Reverse;

/// An element that a note leaves out.
pub(crate) struct MissingElement<'a> {
    pub(crate) finding: &'a Finding,
    pub(crate) element: &'a ElementOf,
}

/// The elements of each checklist among `findings`: never empty, the most severe first, then in the order of the pack.
pub(crate) fn gather<'a>(linted: &Linted<'_>, findings: &[&'a Finding]) -> Vec<Vec<MissingElement<'a>>> {
    let mut groups: Vec<Vec<MissingElement<'a>>> = Vec::new();
    for &finding in findings {
        let Some(element) = &finding.element else { continue };
        let row = MissingElement { finding, element };
        match groups.iter_mut().find(|g| g[0].element.checklist == element.checklist) {
            Some(group) => group.push(row),
            None => groups.push(vec![row]),
        }
    }
    for rows in &mut groups {
        let result = result_of(linted, &rows[0]);
        rows.sort_by_key(|row| (Reverse(row.finding.severity), place_in(result, &row.finding.rule)));
    }
    groups
}

fn result_of<'a>(linted: &Linted<'a>, row: &MissingElement<'_>) -> Option<&'a ChecklistResult> {
    linted.outcome.checklists.iter().find(|list| list.id == row.element.checklist)
}

/// "Back pain: 6 of 19 elements are not documented".
pub(crate) fn heading(linted: &Linted<'_>, rows: &[MissingElement<'_>]) -> String {
    let (title, listed) = (&rows[0].element.title, rows.len());
    let status = Status::Missing.in_words(linted.note.context.profile);
    let elements = result_of(linted, &rows[0]).map_or(&[][..], |r| &r.elements);
    let missing = elements.iter().filter(|e| matches!(e.status, Status::Missing | Status::Unfilled)).count();
    let are = if listed == 1 { "is" } else { "are" };
    let counted = match missing == listed {
        true => format!("{listed} of {}", number(elements.len(), "element", "elements")),
        false => number(listed, "element", "elements"),
    };
    format!("{}: {counted} {are} {status}", clean::line(title))
}

/// The element's place in the pack, to list by.
fn place_in(result: Option<&ChecklistResult>, rule: &str) -> usize {
    let id = rule.rsplit('/').next().unwrap_or(rule);
    result.and_then(|r| r.elements.iter().position(|e| e.id == id)).unwrap_or(usize::MAX)
}

/// The section in which an element belongs, where the finding points at its heading.
pub(crate) fn home<'a>(linted: &Linted<'a>, row: &MissingElement<'_>) -> Option<&'a Section> {
    let finding = row.finding;
    let spans = || finding.related.iter().chain([&finding.primary]).map(|label| label.span);
    let headed = |span: Span| linted.note.section_at(span.start).filter(|section| section.heading == Some(span));
    spans().find_map(headed)
}

/// Where the elements belong, and what would satisfy them.
pub(crate) fn help(linted: &Linted<'_>, rows: &[MissingElement<'_>]) -> String {
    let mut kinds: Vec<&str> = Vec::new();
    for section in rows.iter().filter_map(|row| home(linted, row)) {
        let kind = section_name(section.kind);
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    let one = rows.len() == 1;
    let belong = if one { "It belongs" } else { "They belong" };
    let place = match kinds.as_slice() {
        _ if rows.iter().all(|row| row.element.unfilled) => match one {
            true => "The answer belongs at the prompt".to_owned(),
            false => "The answers belong at the prompts".to_owned(),
        },
        [] => format!("{belong} where the topic is described"),
        [place] => format!("{belong} in {place}"),
        [first @ .., last] => format!("{belong} in {} and {last}", first.join(", ")),
    };
    let enough = match (linted.note.context.profile, one) {
        (Profile::Note, true) => "a denial documents it too",
        (Profile::Note, false) => "a denial documents an element too",
        (Profile::Template, true) => "a prompt for it is enough",
        (Profile::Template, false) => "a prompt for each is enough",
    };
    format!("{place}; {enough}")
}
