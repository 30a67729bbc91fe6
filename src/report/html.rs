//! One page for a browser.

use super::format::Report;
use super::{Linted, Style};
use std::io::{self, Write};

/// Writes the page.
pub(super) struct Page;

impl Report for Page {
    fn note(&self, _linted: &Linted<'_>, _style: &Style, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}
