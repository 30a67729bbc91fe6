//! One diagnostic as miette draws it.
//!
//! A redacted report has no snippet; the place is then given below the message, because nobody can correct a finding
//! without knowing where it is.

use crate::base::{Severity, Span};
use crate::check::Label;
use crate::note::Source;
use crate::report::shared::clean;
use crate::report::shared::excerpt::Excerpt;
use crate::report::shared::labels::arrange;
use crate::report::shared::style::Style;
use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode, ThemeCharacters, ThemeStyles,
};
use std::fmt::{self, Display};

/// Characters that miette puts before a line of the message, and the margin that it keeps.
pub(crate) const FRAME: usize = 6;

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
