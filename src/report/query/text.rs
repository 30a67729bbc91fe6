//! Queries as letters in plain text, one after the other.

use super::{CLOSING, LINE, QueryPage};
use crate::note::Note;
use crate::query::{ANSWER, Draft, REFERENCE};
use crate::report::shared::clean;
use crate::report::shared::wrap::{hang, wrap};
use std::io::{self, Write};

/// Writes the letters.
///
/// # Errors
/// Only those of the writer.
pub fn text(page: &QueryPage<'_>, width: usize, out: &mut dyn Write) -> io::Result<()> {
    for (at, letter) in page.letters.iter().enumerate() {
        if at > 0 {
            writeln!(out, "\n{:-<width$}\n", "")?;
        }
        for line in &page.letterhead {
            writeln!(out, "{}", clean::line(line))?;
        }
        if !page.letterhead.is_empty() {
            writeln!(out)?;
        }
        for (note, draft) in letter.queries() {
            if let Some(to) = page.to(letter) {
                writeln!(out, "To: {to}")?;
            }
            query(page, note, draft, width, out)?;
        }
        for line in &page.signature {
            writeln!(out, "{}", clean::line(line))?;
        }
    }
    Ok(())
}

fn query(page: &QueryPage<'_>, note: &Note, draft: &Draft, width: usize, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "Note: {}\nSubject: {}\n\nClinical indicators:", page.about(note), page.words(&draft.title))?;
    for indicator in &draft.indicators {
        let line = format!("{}: {}", page.place(note, indicator), page.quoted(note, indicator));
        writeln!(out, "{}", hang("  -", 4, &line, width))?;
    }
    writeln!(out, "\nQuestion:")?;
    for line in wrap(&page.words(&draft.question), width - 2) {
        writeln!(out, "  {line}")?;
    }
    for (at, item) in draft.items.iter().enumerate() {
        writeln!(out, "{}", hang(&format!("  {}.", at + 1), 6, &page.words(&item.ask), width))?;
        writeln!(out, "      {ANSWER} {LINE}")?;
    }
    writeln!(out)?;
    for option in page.options(draft) {
        writeln!(out, "{}", hang("  [ ]", 6, &option, width))?;
    }
    writeln!(out, "\n{CLOSING}\n{REFERENCE} {}\n", draft.id)
}
