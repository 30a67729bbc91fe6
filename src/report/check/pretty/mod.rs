//! Findings for people at a terminal: miette's drawing, one diagnostic for each finding.
//!
//! Three kinds are drawn together, unless `--split` separates them: eleven warnings about one history would hide each
//! other, so the elements of a checklist are one diagnostic with a list (see `checklist`); the advice about codes is
//! another (see `open_codes`); and what one rule forbids at many places is one with many labels (see `repeats`).

mod checklist;
mod open_codes;

use crate::check::Finding;
use crate::filter::Shown;
use crate::note::Source;
use crate::report::check::reporter::Reporter;
use crate::report::shared::clean;
use crate::report::shared::count::number;
use crate::report::shared::drawing::{Drawing, Picture, handler};
use crate::report::shared::linted::Linted;
use crate::report::shared::repeats::{self, Alike};
use crate::report::shared::style::Style;
use crate::report::shared::tally::Tally;
use std::io::{self, Write};

/// Rules that the closing summary lists after a run over several notes.
const FOREMOST: usize = 8;

/// Writes the drawings.
pub(crate) struct Pretty;

impl Reporter for Pretty {
    fn note(&self, linted: &Linted<'_>, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        note(linted, style, out)
    }

    /// The closing line, "3 notes: 1 error, 4 warnings, 2 advice", and before it how often each rule
    /// reported something: the first few where several notes were linted, all with `--statistics`.
    fn end(&self, tally: &Tally, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        if style.statistics {
            statistics(tally, usize::MAX, out)?;
        } else if !style.quiet && tally.notes > 1 {
            statistics(tally, FOREMOST, out)?;
        }
        if style.quiet || tally.notes == 0 {
            return Ok(());
        }
        writeln!(out, "{}", tally.counted())
    }
}

/// Checklists first, then finding by finding.
fn note(linted: &Linted<'_>, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let handler = handler(style);
    let (grouped, single): (Vec<&Finding>, Vec<&Finding>) =
        linted.outcome.reported().partition(|f| f.element.is_some() && !style.split);
    let groups = checklist::drawings(linted, &grouped, style);
    let (open, single) = open_codes::gather(single, style);
    let open = open_codes::drawing(linted, &open, style);
    // Places that one diagnostic shows together count as one.
    let singles = Shown::by(repeats::gather(single, style), |alike| &alike.first.rule);
    let more: Vec<String> = singles.more().collect();
    let singles = singles.shown.into_iter().map(|alike| drawing(&linted.note.source, &alike, style));
    let mut drawn = String::new();
    for drawing in groups.into_iter().chain(singles).chain(open) {
        drawn.clear();
        handler.render_report(&mut drawn, &drawing).map_err(io::Error::other)?;
        writeln!(out, "{drawn}")?;
    }
    more.iter().try_for_each(|line| writeln!(out, "{line}\n"))
}

/// A line for each rule that reported something, up to so many rules.
fn statistics(tally: &Tally, most: usize, out: &mut dyn Write) -> io::Result<()> {
    let rules = tally.by_weight();
    for (id, rule) in rules.iter().take(most) {
        writeln!(out, "{:>6}  {:<7}  {id}", rule.findings, rule.severity.as_str())?;
    }
    match rules.len().saturating_sub(most) {
        0 => Ok(()),
        more => writeln!(out, "        and {}; `--statistics` lists all", number(more, "more rule", "more rules")),
    }
}

/// One finding, or several of one rule that say the same of different places.
fn drawing(source: &Source, alike: &Alike<'_>, style: &Style) -> Drawing {
    let finding = alike.first;
    let related = finding.related.iter().chain(alike.others.iter().map(|other| &other.primary));
    let picture = Picture::new(source, style, &finding.primary, related);
    let message = finding.message.render(style.redact);
    Drawing {
        code: finding.rule.clone(),
        severity: finding.severity,
        message: format!("{}{}{}", clean::line(&message), alike.more(), picture.places),
        help: format!("{}{}", clean::line(&finding.help.render(style.redact)), alike.how_to_see_all()),
        url: finding.url.clone(),
        labels: picture.labels,
        excerpt: picture.excerpt,
    }
}
