//! What goes to standard error.
//!
//! Every message that is drawn here passes through [`Cleaned`]: it may quote arguments, file names, packs and
//! configurations, and none of those may control the terminal. The files that faults are shown in are cleaned when they
//! are read.

use super::trouble::Trouble;
use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, Severity, SourceCode, ThemeCharacters, ThemeStyles,
};
use notelint::report::{clean_line, clean_text};
use std::fmt;
use std::io::{self, Write};

/// Draws diagnostics on standard error.
pub struct Desk {
    handler: GraphicalReportHandler,
    color: bool,
}

impl Desk {
    /// A desk that draws `width` columns wide.
    pub fn new(color: bool, width: usize) -> Desk {
        let styles = if color { ThemeStyles::ansi() } else { ThemeStyles::none() };
        let theme = GraphicalTheme { characters: ThemeCharacters::unicode(), styles };
        let handler =
            GraphicalReportHandler::new_themed(theme).with_width(width).with_links(false).without_cause_chain();
        Desk { handler, color }
    }

    /// Draws one trouble; each fault of a pack is drawn by itself.
    pub fn report(&self, trouble: &Trouble) {
        match trouble {
            Trouble::Rules(faults) => faults.iter().for_each(|fault| self.draw(fault)),
            trouble => self.draw(trouble),
        }
    }

    /// Writes a line that is no diagnostic; nothing where it is empty.
    pub fn say(&self, line: &str) {
        if !line.is_empty() {
            let _ = writeln!(io::stderr(), "{}", clean_line(line));
        }
    }

    /// Draws one diagnostic. A closed standard error stops nothing.
    pub fn draw(&self, diagnostic: &dyn Diagnostic) {
        let diagnostic = Cleaned::new(diagnostic);
        let mut page = String::new();
        if self.handler.render_report(&mut page, &diagnostic).is_err() {
            page = diagnostic.to_string();
        }
        let choice = if self.color { anstream::ColorChoice::Always } else { anstream::ColorChoice::Never };
        let _ = writeln!(anstream::AutoStream::new(io::stderr(), choice), "{page}");
    }
}

/// A diagnostic in which no character controls a terminal, with those that it brings along.
struct Cleaned<'a> {
    diagnostic: &'a dyn Diagnostic,
    related: Vec<Cleaned<'a>>,
}

impl<'a> Cleaned<'a> {
    fn new(diagnostic: &'a dyn Diagnostic) -> Cleaned<'a> {
        let related = diagnostic.related().into_iter().flatten().map(Cleaned::new).collect();
        Cleaned { diagnostic, related }
    }
}

impl fmt::Debug for Cleaned<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.diagnostic, f)
    }
}

impl fmt::Display for Cleaned<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&clean_text(&self.diagnostic.to_string()))
    }
}

impl std::error::Error for Cleaned<'_> {}

impl Diagnostic for Cleaned<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.diagnostic.code()
    }

    fn severity(&self) -> Option<Severity> {
        self.diagnostic.severity()
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.diagnostic.help().map(|help| Box::new(clean_text(&help.to_string())) as Box<dyn fmt::Display>)
    }

    fn related<'a>(&'a self) -> Option<Box<dyn Iterator<Item = &'a dyn Diagnostic> + 'a>> {
        (!self.related.is_empty()).then(|| {
            Box::new(self.related.iter().map(|cleaned| cleaned as &dyn Diagnostic)) as Box<dyn Iterator<Item = _>>
        })
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.diagnostic.source_code()
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let cleaned = |mut label: LabeledSpan| {
            label.set_label(label.label().map(|text| clean_line(text).into_owned()));
            label
        };
        self.diagnostic.labels().map(|labels| Box::new(labels.map(cleaned)) as Box<dyn Iterator<Item = LabeledSpan>>)
    }
}
