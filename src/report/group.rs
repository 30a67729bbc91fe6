//! The elements of one checklist as one diagnostic.
//!
//! The question of a reader is "what does this history leave out?", and its answer is one list, loudest first, with
//! the question that each element asks. The labels say where the elements belong: those that belong in one place
//! share its label. The title counts what the note lacks, not what is listed, and the list says so where a selection
//! or a persona leaves some of them out.

use super::pretty::{Drawing, Picture, number};
use super::wrap::hang;
use super::{Linted, Style, clean};
use crate::base::{Profile, Span};
use crate::check::{ChecklistResult, ElementOf, Finding, Label, Status};
use crate::note::Section;
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
    let result = linted.outcome.checklists.iter().find(|c| c.id == *checklist);
    let title = heading(linted, title, result, rows.len());
    rows.sort_by_key(|row| (Reverse(row.finding.severity), place_in(result, &row.finding.rule)));

    let labels = labels(linted, &rows);
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
        _ => format!("{title}; {listed} listed here"),
    }
}

/// The element's place in the pack, to list by.
fn place_in(result: Option<&ChecklistResult>, rule: &str) -> usize {
    let id = rule.rsplit('/').next().unwrap_or(rule);
    result.and_then(|r| r.elements.iter().position(|e| e.id == id)).unwrap_or(usize::MAX)
}

/// The list itself; where the elements are not equally loud, each says how loud it is.
fn list(rows: &[Row<'_>], width: usize) -> String {
    let longest = rows.iter().map(|r| r.element.label.chars().count()).max().unwrap_or(0).min(28);
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

/// The places that the list rests on: why the checklist applies, each heading with what belongs under it, and each
/// prompt without an answer.
fn labels(linted: &Linted<'_>, rows: &[Row<'_>]) -> Vec<Label> {
    let mut labels: Vec<Label> = Vec::new();
    let mut headings: Vec<(Span, Vec<&str>)> = Vec::new();
    for row in rows {
        let primary = &row.finding.primary;
        let home = home(linted, row).and_then(|section| section.heading);
        if let Some(heading) = home {
            match headings.iter_mut().find(|(span, _)| *span == heading) {
                Some((_, names)) => names.push(&row.element.label),
                None => headings.push((heading, vec![&row.element.label])),
            }
        }
        if row.element.unfilled {
            labels.push(primary.clone());
        } else if home != Some(primary.span) && !labels.iter().any(|l| l.span == primary.span) {
            labels.insert(0, Label { span: primary.span, text: "the checklist applies to this".to_owned() });
        }
    }
    labels.extend(headings.into_iter().map(|(span, names)| {
        let listed = names.join(", ");
        let named = if listed.chars().count() <= NAMES { listed } else { number(names.len(), "element", "elements") };
        Label { span, text: format!("belongs here: {named}") }
    }));
    labels
}

/// The section that a missing element is pointed to.
fn home<'a>(linted: &Linted<'a>, row: &Row<'_>) -> Option<&'a Section> {
    let finding = row.finding;
    let spans = || finding.related.iter().chain([&finding.primary]).map(|label| label.span);
    let sections = &linted.note.sections;
    let under = |span: Span| sections.get(sections.partition_point(|s| s.span.start <= span.start).checked_sub(1)?);
    spans().find_map(|span| under(span).filter(|section| section.heading == Some(span)))
}

/// Where the elements belong, by the kinds of the sections that are pointed at.
fn help(linted: &Linted<'_>, rows: &[Row<'_>]) -> String {
    let mut kinds: Vec<&str> = Vec::new();
    for section in rows.iter().filter_map(|row| home(linted, row)) {
        let kind = section.kind.as_str();
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    let place = match kinds.as_slice() {
        [] => "They belong where the topic is described".to_owned(),
        [one] => format!("They belong in {one}"),
        [first @ .., last] => format!("They belong in {} and {last}", first.join(", ")),
    };
    match linted.note.context.profile {
        Profile::Note => format!("{place}; a denial documents an element too. --split shows each by itself"),
        Profile::Template => format!("{place}; a prompt for each is enough. --split shows each by itself"),
    }
}
