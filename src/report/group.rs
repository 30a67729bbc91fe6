//! The elements of one checklist as one diagnostic.
//!
//! The question of a reader is "what does this history leave out?", and its answer is one list, loudest first, with
//! the question that each element asks. The labels say where the elements belong: those that belong in one place
//! share its label. The title counts what the note lacks, not what is listed, and the list says so where a selection
//! or a persona leaves some of them out.

use super::pretty::{Drawing, Picture, number};
use super::wrap::hang;
use super::{Linted, Style, clean};
use crate::base::{Profile, Severity};
use crate::check::{ChecklistResult, ElementOf, Finding, Label, Status};
use std::cmp::Reverse;

/// Characters that miette puts before a line of the message, and the margin that it keeps.
const FRAME: usize = 6;
/// Characters of names up to which a label lists them.
const NAMES: usize = 48;

/// One drawing for each checklist that `findings` are elements of, in the order of their first finding.
pub(super) fn drawings(linted: &Linted<'_>, findings: &[&Finding], style: &Style) -> Vec<Drawing> {
    let mut groups: Vec<Vec<Row<'_>>> = Vec::new();
    for finding in findings {
        let Some(element) = &finding.element else { continue };
        let row = Row { finding, element };
        match groups.iter_mut().find(|g| g[0].element.checklist == element.checklist) {
            Some(group) => group.push(row),
            None => groups.push(vec![row]),
        }
    }
    groups.into_iter().map(|rows| drawing(linted, rows, style)).collect()
}

struct Row<'a> {
    finding: &'a Finding,
    element: &'a ElementOf,
}

fn drawing(linted: &Linted<'_>, mut rows: Vec<Row<'_>>, style: &Style) -> Drawing {
    let (checklist, title) = (&rows[0].element.checklist, &rows[0].element.title);
    let result = linted.checklists.iter().find(|c| c.id == *checklist);
    let title = heading(linted, title, result, rows.len());
    rows.sort_by_key(|row| (Reverse(row.finding.severity), place_in(result, &row.finding.rule)));

    let labels = labels(&rows);
    let help = help(linted, &rows);
    let severity = rows[0].finding.severity;
    let code = rows[0].element.checklist.clone();
    let (first, others) = match labels.split_first() {
        Some(split) => split,
        None => (&rows[0].finding.primary, &[][..]),
    };
    let picture = Picture::new(&linted.note.source, style, first, others.iter());
    let message = format!("{title}\n{}{}", list(&rows, style.width.saturating_sub(FRAME)), picture.places);
    Drawing { code, severity, message, help, url: None, labels: picture.labels, excerpt: picture.excerpt }
}

/// "Back pain: 6 of 19 elements are not documented".
fn heading(linted: &Linted<'_>, title: &str, result: Option<&ChecklistResult>, listed: usize) -> String {
    let lack = match linted.note.context.profile {
        Profile::Note => "not documented",
        Profile::Template => "not prompted for",
    };
    let elements = result.map_or(&[][..], |r| &r.elements);
    let lacking =
        elements.iter().filter(|e| matches!(e.status, Status::Missing | Status::Unfilled)).count().max(listed);
    let total = elements.len().max(lacking);
    let are = if lacking == 1 { "is" } else { "are" };
    let title = format!("{}: {lacking} of {} {are} {lack}", clean::line(title), number(total, "element", "elements"));
    match lacking - listed {
        0 => title,
        unlisted => format!("{title}; {unlisted} of them not listed in this run"),
    }
}

/// The element's place in the pack, to list by.
fn place_in(result: Option<&ChecklistResult>, rule: &str) -> usize {
    let id = rule.rsplit('/').next().unwrap_or(rule);
    result.and_then(|r| r.elements.iter().position(|e| e.id == id)).unwrap_or(usize::MAX)
}

/// The list itself; where the elements are not equally loud, each says how loud it is.
fn list(rows: &[Row<'_>], width: usize) -> String {
    let longest = rows.iter().map(|r| r.element.label.chars().count()).max().unwrap_or(0).min(24);
    let mixed = rows.iter().any(|r| r.finding.severity != rows[0].finding.severity);
    let line = |row: &Row<'_>| {
        let unfilled = if row.element.unfilled { " (prompt without an answer)" } else { "" };
        let ask = format!("{}{unfilled}", clean::line(&row.element.ask));
        let label = clean::line(&row.element.label);
        match mixed {
            true => {
                hang(&format!("{:<9}{label:<longest$}  ", row.finding.severity.as_str()), longest + 11, &ask, width)
            }
            false => hang(&format!("{label:<longest$}  "), longest + 2, &ask, width),
        }
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// One label for each place, naming the elements that belong there; the first place is that of the loudest.
fn labels(rows: &[Row<'_>]) -> Vec<Label> {
    let mut places: Vec<(&Label, Vec<&str>)> = Vec::new();
    for row in rows {
        let primary = &row.finding.primary;
        match places.iter_mut().find(|(label, _)| *label == primary) {
            Some((_, names)) => names.push(&row.element.label),
            None => places.push((primary, vec![&row.element.label])),
        }
    }
    let label = |(label, names): (&Label, Vec<&str>)| {
        let listed = names.join(", ");
        let named = if listed.chars().count() <= NAMES { listed } else { number(names.len(), "element", "elements") };
        let text = if label.text.is_empty() { named } else { format!("{}: {named}", label.text) };
        Label { span: label.span, text }
    };
    places.into_iter().map(label).collect()
}

/// Where the elements belong, by the kinds of the sections that are pointed at.
fn help(linted: &Linted<'_>, rows: &[Row<'_>]) -> String {
    let mut kinds = Vec::new();
    for row in rows.iter().filter(|r| !r.element.unfilled) {
        let at = row.finding.primary.span.start;
        let section = linted.note.sections.iter().rev().find(|s| s.span.start <= at && s.heading.is_some());
        kinds.extend(section.map(|s| s.kind.as_str()).filter(|kind| !kinds.contains(kind)));
    }
    let place = match kinds.as_slice() {
        [] => "State each where the note tells the history".to_owned(),
        [one] => format!("They belong under {one}"),
        [first @ .., last] => format!("They belong under {} and {last}", first.join(", ")),
    };
    let answer = match linted.note.context.profile {
        Profile::Note => "a denial is an answer too",
        Profile::Template => "a prompt that asks for it is enough",
    };
    let loudest = rows[0].finding.severity;
    let split = if loudest >= Severity::Warning { "; --split shows each by itself" } else { "" };
    format!("{place}; {answer}{split}")
}
