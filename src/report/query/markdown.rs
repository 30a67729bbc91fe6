//! Queries in Markdown, for a message or a page.

use super::{CLOSING, LINE, QueryPage};
use crate::query::{ANSWER, REFERENCE};
use crate::report::shared::markdown::escape;
use std::io::{self, Write};

/// Writes the letters.
///
/// # Errors
/// Only those of the writer.
pub fn markdown(page: &QueryPage<'_>, out: &mut dyn Write) -> io::Result<()> {
    for letter in &page.letters {
        for line in &page.letterhead {
            writeln!(out, "{}  ", escape(line))?;
        }
        for (note, draft) in letter.queries() {
            if let Some(to) = page.to(letter) {
                writeln!(out, "\nTo: {}", escape(&to))?;
            }
            writeln!(
                out,
                "\nNote: {}\n\n## {}\n\n### Clinical indicators\n",
                escape(&page.about(note)),
                escape(&page.words(&draft.title))
            )?;
            for indicator in &draft.indicators {
                writeln!(out, "- {}: {}", escape(&page.place(note, indicator)), escape(&page.quoted(note, indicator)))?;
            }
            writeln!(out, "\n### Question\n\n{}\n", escape(&page.words(&draft.question)))?;
            for (at, item) in draft.items.iter().enumerate() {
                writeln!(out, "{}. {}\n\n   {ANSWER} {}\n", at + 1, escape(&page.words(&item.ask)), escape(LINE))?;
            }
            for option in page.options(draft) {
                writeln!(out, "- [ ] {}", escape(&option))?;
            }
            writeln!(out, "\n{CLOSING}\n\n{REFERENCE} {}", draft.id)?;
        }
        if !page.signature.is_empty() {
            writeln!(out)?;
        }
        for line in &page.signature {
            writeln!(out, "{}  ", escape(line))?;
        }
    }
    Ok(())
}
