//! Findings for people at a terminal: miette's drawing, one diagnostic for each finding.
//!
//! Elements of a checklist are the exception: eleven warnings about one history hide each other, so they are one
//! diagnostic with a list (see `group`), and so is the advice about codes (see `open_codes`); and what one rule forbids at many places is one with many labels (see
//! `repeats`), unless `--split` asks for each. A redacted report has no snippet; the place then stands below the
//! message, for a finding without a place cannot be mended.

use crate::base::{Severity, Span};
use crate::check::{Finding, Label};
use crate::filter::Counts;
use crate::note::Source;
use crate::report::check::format::Report;
use crate::report::check::open_codes;
use crate::report::shared::clean;
use crate::report::shared::excerpt::Excerpt;
use crate::report::shared::group;
use crate::report::shared::labels::arrange;
use crate::report::shared::linted::Linted;
use crate::report::shared::linted::Style;
use crate::report::shared::repeats::{self, Alike};
use crate::report::shared::tally::RuleTally;
use crate::report::shared::tally::Tally;
use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode, ThemeCharacters, ThemeStyles,
};
use std::cmp::Reverse;
use std::fmt::{self, Display};
use std::io::{self, Write};

/// Characters that miette puts before a line of the message, and the margin that it keeps.
pub(crate) const FRAME: usize = 6;

/// Rules that the closing summary counts one by one.
const FOREMOST: usize = 8;

/// One drawing.
#[derive(Debug)]
pub(crate) struct Drawing {
    pub(crate) code: String,
    pub(crate) severity: Severity,
    pub(crate) message: String,
    pub(crate) help: String,
    pub(crate) url: Option<String>,
    pub(crate) labels: Vec<LabeledSpan>,
    pub(crate) excerpt: Option<Excerpt>,
}

/// Draws findings.
pub(crate) struct Pretty;

impl Report for Pretty {
    fn note(&self, linted: &Linted<'_>, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        note(linted, style, out)
    }

    /// The closing line, "3 notes: 1 error, 4 warnings, 2 advice", and before it what each rule reported: the foremost
    /// ones where several notes were linted, all where they are asked for.
    fn end(&self, tally: &Tally, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        if style.statistics {
            statistics(tally, usize::MAX, out)?;
        } else if !style.quiet && tally.notes > 1 {
            statistics(tally, FOREMOST, out)?;
        }
        if style.quiet || tally.notes == 0 {
            return Ok(());
        }
        writeln!(out, "{}", counted(tally))
    }
}

/// Checklists first, then finding by finding.
fn note(linted: &Linted<'_>, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let handler = handler(style);
    let (grouped, single): (Vec<&Finding>, Vec<&Finding>) =
        linted.outcome.reported().partition(|f| f.element.is_some() && !style.split);
    let groups = group::drawings(linted, &grouped, style);
    let (open, single) = open_codes::gather(single, style);
    let open = open_codes::drawing(linted, &open, style);
    let singles = repeats::gather(single, style).into_iter().map(|alike| drawing(&linted.note.source, &alike, style));
    let mut page = String::new();
    for drawing in groups.into_iter().chain(singles).chain(open) {
        page.clear();
        handler.render_report(&mut page, &drawing).map_err(io::Error::other)?;
        writeln!(out, "{page}")?;
    }
    Ok(())
}

/// "3 notes: 1 error, 4 warnings; 2 suppressed".
pub(crate) fn counted(tally: &Tally) -> String {
    let Counts { errors, warnings, advice, suppressed, baselined } = tally.counts;
    let shown =
        numbers(&[(errors, "error", "errors"), (warnings, "warning", "warnings"), (advice, "advice", "advice")]);
    let shown = if shown.is_empty() { "no findings" } else { &shown };
    let hidden =
        numbers(&[(suppressed, "suppressed", "suppressed"), (baselined, "in the baseline", "in the baseline")]);
    let hidden = if hidden.is_empty() { hidden } else { format!("; {hidden}") };
    format!("{}: {shown}{hidden}", number(tally.notes, "note", "notes"))
}

/// The rules that reported something: loud before quiet, then often before seldom, then by id.
pub(crate) fn by_weight(tally: &Tally) -> Vec<(&str, &RuleTally)> {
    let mut rules: Vec<_> = tally.rules.iter().map(|(id, rule)| (id.as_str(), rule)).collect();
    rules.sort_by_key(|(_, rule)| Reverse((rule.severity, rule.findings)));
    rules
}

/// A line for each rule that reported something, up to so many rules.
fn statistics(tally: &Tally, most: usize, out: &mut dyn Write) -> io::Result<()> {
    let rules = by_weight(tally);
    for (id, rule) in rules.iter().take(most) {
        writeln!(out, "{:>6}  {:<7}  {id}", rule.findings, rule.severity.as_str())?;
    }
    match rules.len().saturating_sub(most) {
        0 => Ok(()),
        more => writeln!(out, "        and {}; `--statistics` counts each", number(more, "more rule", "more rules")),
    }
}

/// "1 error, 4 warnings"; what there is none of is not told.
pub(crate) fn numbers(counts: &[(usize, &str, &str)]) -> String {
    let words = counts.iter().filter(|(count, ..)| *count > 0).map(|(count, one, many)| number(*count, one, many));
    words.collect::<Vec<_>>().join(", ")
}

/// "1 note", "2 notes".
pub fn number(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
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

/// The place of a finding: a snippet with labels, or lines of positions where the words are left out.
pub(crate) struct Picture {
    /// Lines to put below the message.
    pub(crate) places: String,
    pub(crate) labels: Vec<LabeledSpan>,
    pub(crate) excerpt: Option<Excerpt>,
}

impl Picture {
    pub(crate) fn new<'a>(
        source: &Source,
        style: &Style,
        primary: &'a Label,
        related: impl Iterator<Item = &'a Label>,
    ) -> Picture {
        let name = clean::path(source.path());
        if style.redact {
            let place = |label: &Label| {
                let at = source.position(label.span.start);
                format!("\n{name}:{}:{} {}", at.line, at.column, clean::line(&label.text)).trim_end().to_owned()
            };
            let places = std::iter::once(primary).chain(related).map(place).collect();
            return Picture { places, labels: Vec::new(), excerpt: None };
        }
        let labels = arrange(source.text(), primary, related);
        let columns = |label: &LabeledSpan| label.label().map_or(0, |words| words.chars().count());
        let shown: Vec<_> = labels.iter().map(|l| (Span::new(l.offset(), l.offset() + l.len()), columns(l))).collect();
        Picture { places: String::new(), excerpt: Some(Excerpt::new(source, &name, &shown, style.width)), labels }
    }
}

pub(crate) fn handler(style: &Style) -> GraphicalReportHandler {
    let styles = if style.color { ThemeStyles::ansi() } else { ThemeStyles::none() };
    let theme = GraphicalTheme { characters: ThemeCharacters::unicode(), styles };
    GraphicalReportHandler::new_themed(theme).with_width(style.width).with_links(false).with_context_lines(1)
}

impl Display for Drawing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Drawing {}

impl Diagnostic for Drawing {
    fn code<'a>(&'a self) -> Option<Box<dyn Display + 'a>> {
        Some(Box::new(&self.code))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Advice | Severity::Off => miette::Severity::Advice,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn Display + 'a>> {
        (!self.help.is_empty()).then(|| Box::new(&self.help) as _)
    }

    fn url<'a>(&'a self) -> Option<Box<dyn Display + 'a>> {
        self.url.as_ref().map(|url| Box::new(url) as _)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.excerpt.as_ref().map(|excerpt| excerpt as _)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        (!self.labels.is_empty()).then(|| Box::new(self.labels.iter().cloned()) as _)
    }
}
