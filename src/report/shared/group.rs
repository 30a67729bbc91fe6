//! The elements of one checklist as one diagnostic.
//!
//! The question of a reader is "what does this history leave out?", and its answer is one list, loudest first, with
//! the question that each element asks. The labels say where the elements belong: those that belong in one place
//! share its label. The title counts what is listed. Where a selection or a persona leaves some of the lacking elements
//! out, it gives no total, because the rest would pass for documented.

use crate::base::{Profile, SectionKind, Severity, Span};
use crate::check::{ChecklistResult, ElementOf, Finding, Label, Status};
use crate::note::Section;
use crate::report::check::pretty::{Drawing, FRAME, Picture, number};
use crate::report::shared::clean;
use crate::report::shared::linted::Linted;
use crate::report::shared::linted::Style;
use crate::report::shared::wrap::hang;
use std::cmp::Reverse;

/// Characters of names up to which a label lists them.
const NAMES: usize = 28;

/// One drawing for each checklist that `findings` are elements of, in the order of their first finding.
pub(crate) fn drawings(linted: &Linted<'_>, findings: &[&Finding], style: &Style) -> Vec<Drawing> {
    gather(linted, findings).into_iter().map(|rows| drawing(linted, &rows, style)).collect()
}

/// An element that lacks.
pub(crate) struct Row<'a> {
    pub(crate) finding: &'a Finding,
    pub(crate) element: &'a ElementOf,
}

/// The rows of each checklist that `findings` are elements of: never empty, loud before quiet, then as in the pack.
pub(crate) fn gather<'a>(linted: &Linted<'_>, findings: &[&'a Finding]) -> Vec<Vec<Row<'a>>> {
    let mut groups: Vec<Vec<Row<'a>>> = Vec::new();
    for &finding in findings {
        let Some(element) = &finding.element else { continue };
        let row = Row { finding, element };
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

fn result_of<'a>(linted: &Linted<'a>, row: &Row<'_>) -> Option<&'a ChecklistResult> {
    linted.outcome.checklists.iter().find(|list| list.id == row.element.checklist)
}

fn drawing(linted: &Linted<'_>, rows: &[Row<'_>], style: &Style) -> Drawing {
    let labels = labels(linted, rows);
    let (first, others) = match labels.split_first() {
        Some(split) => split,
        None => (&rows[0].finding.primary, &[][..]),
    };
    let picture = Picture::new(&linted.note.source, style, first, others.iter());
    let split = if rows.len() == 1 { "" } else { ". --split shows each by itself" };
    Drawing {
        code: rows[0].element.checklist.clone(),
        severity: rows[0].finding.severity,
        message: format!(
            "{}\n{}{}",
            heading(linted, rows),
            list(rows, style.width.saturating_sub(FRAME)),
            picture.places
        ),
        help: format!("{}{split}", help(linted, rows)),
        url: None,
        labels: picture.labels,
        excerpt: picture.excerpt,
    }
}

/// "Back pain: 6 of 19 elements are not documented".
pub(crate) fn heading(linted: &Linted<'_>, rows: &[Row<'_>]) -> String {
    let (title, listed) = (&rows[0].element.title, rows.len());
    let lack = match linted.note.context.profile {
        Profile::Note => "not documented",
        Profile::Template => "not prompted for",
    };
    let elements = result_of(linted, &rows[0]).map_or(&[][..], |r| &r.elements);
    let lacking = elements.iter().filter(|e| matches!(e.status, Status::Missing | Status::Unfilled)).count();
    let are = if listed == 1 { "is" } else { "are" };
    let counted = match lacking == listed {
        true => format!("{listed} of {}", number(elements.len(), "element", "elements")),
        false => number(listed, "element", "elements"),
    };
    format!("{}: {counted} {are} {lack}", clean::line(title))
}

/// The element's place in the pack, to list by.
fn place_in(result: Option<&ChecklistResult>, rule: &str) -> usize {
    let id = rule.rsplit('/').next().unwrap_or(rule);
    result.and_then(|r| r.elements.iter().position(|e| e.id == id)).unwrap_or(usize::MAX)
}

/// The list itself, names in one column and questions in the other; where the elements are not equally loud, those
/// of one severity stand under its name.
fn list(rows: &[Row<'_>], width: usize) -> String {
    let longest = rows.iter().map(|r| clean::line(&r.element.label).chars().count()).max().unwrap_or(0);
    let mixed = rows.iter().any(|r| r.finding.severity != rows[0].finding.severity);
    let indent = if mixed { "  " } else { "" };
    let column = indent.len() + longest.min(width / 2) + 2;
    let mut lines: Vec<String> = Vec::new();
    for same in rows.chunk_by(|a, b| a.finding.severity == b.finding.severity) {
        if mixed {
            lines.push(subheading(same[0].finding.severity).to_owned());
        }
        lines.extend(same.iter().map(|row| {
            let open = if row.element.unfilled { " (prompt left open)" } else { "" };
            let ask = format!("{}{open}", clean::line(&row.element.ask));
            hang(&format!("{indent}{}", clean::line(&row.element.label)), column, &ask, width)
        }));
    }
    lines.join("\n")
}

const fn subheading(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "errors",
        Severity::Warning => "warnings",
        Severity::Advice | Severity::Off => "advice",
    }
}

/// The places that the list rests on: why the checklist applies, each heading with what belongs under it, and each
/// prompt that was left open.
fn labels(linted: &Linted<'_>, rows: &[Row<'_>]) -> Vec<Label> {
    let mut topics: Vec<Span> = Vec::new();
    let (mut open, mut headings) = (Vec::new(), Vec::new());
    for row in rows {
        let primary = row.finding.primary.span;
        let home = home(linted, row).and_then(|section| section.heading);
        if let Some(heading) = home {
            name_at(&mut headings, heading, &row.element.label);
        }
        if row.element.unfilled {
            name_at(&mut open, primary, &row.element.label);
        } else if home != Some(primary) && !topics.contains(&primary) {
            topics.push(primary);
        }
    }
    let topics = topics.into_iter().map(|span| Label { span, text: "the checklist applies to this".to_owned() });
    let open =
        open.iter().map(|(span, names)| Label { span: *span, text: format!("{}: prompt left open", listed(names)) });
    let headings =
        headings.iter().map(|(span, names)| Label { span: *span, text: format!("belongs here: {}", listed(names)) });
    topics.chain(open).chain(headings).collect()
}

/// Adds an element's name to those that share a place.
fn name_at<'a>(places: &mut Vec<(Span, Vec<&'a str>)>, span: Span, name: &'a str) {
    match places.iter_mut().find(|(place, _)| *place == span) {
        Some((_, names)) => names.push(name),
        None => places.push((span, vec![name])),
    }
}

/// The names themselves, or their number where they would make a label long.
fn listed(names: &[&str]) -> String {
    let listed = names.join(", ");
    if listed.chars().count() <= NAMES { listed } else { number(names.len(), "element", "elements") }
}

/// The section that a missing element is pointed to.
fn home<'a>(linted: &Linted<'a>, row: &Row<'_>) -> Option<&'a Section> {
    let finding = row.finding;
    let spans = || finding.related.iter().chain([&finding.primary]).map(|label| label.span);
    let headed = |span: Span| linted.note.section_at(span.start).filter(|section| section.heading == Some(span));
    spans().find_map(headed)
}

/// Where the elements belong, by the kinds of the sections that are pointed at, and what would satisfy them.
pub(crate) fn help(linted: &Linted<'_>, rows: &[Row<'_>]) -> String {
    let mut kinds: Vec<&str> = Vec::new();
    for section in rows.iter().filter_map(|row| home(linted, row)) {
        let kind = in_words(section.kind);
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    let one = rows.len() == 1;
    let belong = if one { "It belongs" } else { "They belong" };
    let place = match kinds.as_slice() {
        _ if rows.iter().all(|row| row.element.unfilled) => match one {
            true => "The answer belongs where the prompt stands".to_owned(),
            false => "The answers belong where the prompts stand".to_owned(),
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

/// What people call a section.
pub(crate) const fn in_words(kind: SectionKind) -> &'static str {
    match kind {
        SectionKind::Cc => "the chief complaint",
        SectionKind::Hpi => "the history of present illness",
        SectionKind::Ros => "the review of systems",
        SectionKind::Pmh => "the medical history",
        SectionKind::Psh => "the surgical history",
        SectionKind::Fh => "the family history",
        SectionKind::Sh => "the social history",
        SectionKind::Meds => "the medications",
        SectionKind::Allergies => "the allergies",
        SectionKind::Vitals => "the vital signs",
        SectionKind::Exam => "the examination",
        SectionKind::Results => "the results",
        SectionKind::Course => "the course",
        SectionKind::Assessment => "the assessment",
        SectionKind::Plan => "the plan",
        SectionKind::AssessmentPlan => "the assessment and plan",
        SectionKind::Codes => "the diagnosis codes",
        SectionKind::Instructions => "the instructions",
        SectionKind::Other => "the section labelled above",
    }
}
