//! One page for a browser: the result of the run, what each note leaves out, and each note with its words marked.
//!
//! The page is one file that loads nothing from the network, because the notes in it are confidential and because it is
//! mailed, archived and opened years later. Its policy forbids every request, and names its own style and script by
//! their digests, so that a script smuggled in by a note would not run even if escaping it were forgotten. Without a
//! script everything is visible; the script only hides what the filter excludes.
//!
//! A note's page is written before the others are known. So its name in links is made from its path, by which the head,
//! written last, finds it again.

mod article;
mod grid;
mod head;
mod marks;
mod text;

use crate::base::{Fnv, Severity};
use crate::report::check::reporter::Reporter;
use crate::report::shared::linted::Linted;
use crate::report::shared::style::Style;
use crate::report::shared::tally::Tally;
use grid::capital;
use std::borrow::Cow;
use std::io::{self, Write};

/// Severities that are shown, the most severe first.
const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Advice];

/// Writes the page.
pub(crate) struct Html;

impl Reporter for Html {
    fn begin(&self, tally: &Tally, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(head::head(tally, style).into_string().as_bytes())
    }

    fn note(&self, linted: &Linted<'_>, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(article::article(linted, style).into_string().as_bytes())
    }

    fn between(&self) -> &'static [u8] {
        b"\n"
    }

    fn end(&self, _: &Tally, _: &Style, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(head::tail().into_string().as_bytes())
    }
}

/// The name of a note in links, from its path as it is shown.
fn name(shown: &str) -> String {
    format!("n{:012x}", Fnv::new().and(shown.as_bytes()).value() >> 16)
}

/// An id for people: `adl-impact` is "adl impact".
fn in_words(id: &str) -> Cow<'_, str> {
    if id.contains('-') { id.replace('-', " ").into() } else { id.into() }
}
