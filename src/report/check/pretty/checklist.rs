//! The missing elements of a checklist as one diagnostic.
//!
//! The reader's question is "what does this history leave out?", and the answer is one list, the most severe first, with
//! the question that each element asks. The labels say where the elements belong: those that belong in one place share
//! its label.

use crate::base::{Profile, Severity, Span};
use crate::check::{Finding, Label, Status};
use crate::report::shared::clean;
use crate::report::shared::count::number;
use crate::report::shared::drawing::{Drawing, FRAME, Picture};
use crate::report::shared::group::{MissingElement, gather, heading, help, home};
use crate::report::shared::linted::Linted;
use crate::report::shared::style::Style;
use crate::report::shared::wrap::hang;

/// Characters of names up to which a label lists them.
const NAMES: usize = 28;

/// One drawing for each checklist that `findings` are elements of, in the order of their first finding.
pub(super) fn drawings(linted: &Linted<'_>, findings: &[&Finding], style: &Style) -> Vec<Drawing> {
    gather(linted, findings).into_iter().map(|rows| drawing(linted, &rows, style)).collect()
}

fn drawing(linted: &Linted<'_>, rows: &[MissingElement<'_>], style: &Style) -> Drawing {
    let labels = labels(linted, rows);
    let (first, others) = match labels.split_first() {
        Some(split) => split,
        None => (&rows[0].finding.primary, &[][..]),
    };
    let picture = Picture::new(&linted.note.source, style, first, others.iter());
    let split = if rows.len() == 1 { "" } else { ". --split shows each separately" };
    Drawing {
        code: rows[0].element.checklist.clone(),
        severity: rows[0].finding.severity,
        message: format!(
            "{}\n{}{}",
            heading(linted, rows),
            list(rows, linted.note.context.profile, style.width.saturating_sub(FRAME)),
            picture.places
        ),
        help: format!("{}{split}", help(linted, rows)),
        url: None,
        labels: picture.labels,
        excerpt: picture.excerpt,
    }
}

/// The list itself, names in one column and questions in the other; where the elements are not equally severe, those
/// of one severity are listed under its name.
fn list(rows: &[MissingElement<'_>], profile: Profile, width: usize) -> String {
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
            let mut ask = clean::line(&row.element.ask).into_owned();
            if row.element.unfilled {
                ask.push_str(&format!(" ({})", Status::Unfilled.in_words(profile)));
            }
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

/// What the snippet labels: why the checklist applies, each heading with what belongs under it, and each prompt that was
/// left open.
fn labels(linted: &Linted<'_>, rows: &[MissingElement<'_>]) -> Vec<Label> {
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
    let topics =
        topics.into_iter().map(|span| Label { span, text: "the checklist applies because of this".to_owned() });
    let unfilled = Status::Unfilled.in_words(linted.note.context.profile);
    let open = open.iter().map(|(span, names)| Label { span: *span, text: format!("{}: {unfilled}", listed(names)) });
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

/// The names themselves, or their number if they would make a label long.
fn listed(names: &[&str]) -> String {
    let listed = names.join(", ");
    if listed.chars().count() <= NAMES { listed } else { number(names.len(), "element", "elements") }
}
