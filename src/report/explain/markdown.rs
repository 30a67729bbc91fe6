//! An explanation as Markdown: one rule, or the page of a pack with all its rules.
//!
//! A rule's heading is its id, so its anchor on a page is the id without the slash: `#back-painradiation`. Line numbers of the
//! YAML are left out, because every edit of a pack would change the page.

use super::blocks::Block;
use super::cases::{about, marked};
use super::conditions::{Item, Voice};
use super::kinds::asks;
use super::outline::{Outline, meanings, outline};
use super::{Explained, Library};
use crate::report::shared::clean;
use crate::report::shared::markdown::escape_prose;
use crate::rule::Rule;
use std::io::{self, Write};

/// Writes one explanation.
///
/// # Errors
/// Only those of the writer.
pub fn markdown(library: &Library<'_>, what: Explained<'_>, out: &mut dyn Write) -> io::Result<()> {
    match what {
        Explained::Rule(rule) => write_rule(&outline(library, rule), "#", out),
        Explained::Pack(index) => write_pack(library, index, out),
    }
}

fn write_pack(library: &Library<'_>, index: u32, out: &mut dyn Write) -> io::Result<()> {
    let pack = &library.rules.packs[index as usize];
    let rules = library.rules_of(index);
    let path = rules.first().and_then(|rule| library.origin(rule)).map(|origin| origin.path.as_str());
    writeln!(out, "# {}: {}\n", pack.id, escape_prose(&pack.title))?;
    if let Some(path) = path {
        writeln!(out, "<!-- From {path}; `notelint explain {} --format markdown` writes this page. -->\n", pack.id)?;
    }
    if !pack.description.is_empty() {
        writeln!(out, "{}\n", escape_prose(&pack.description))?;
    }
    let voice = Voice { rules: library.rules, pack: &pack.id };
    if let Some(checklist) = &pack.checklist {
        writeln!(out, "## When the checklist applies\n")?;
        list(&voice.all(&checklist.applies), 0, out)?;
        writeln!(out, "\nVocabulary:\n")?;
        list(&meanings(library, &voice, &[&checklist.applies]), 0, out)?;
        writeln!(out)?;
    }
    writeln!(out, "## Rules\n\n| rule | severity | asks or reports |\n|---|---|---|")?;
    for rule in &rules {
        writeln!(out, "| {} | {} | {} |", link("", rule), rule.severity.as_str(), escape_prose(&asks(rule)))?;
    }
    for rule in rules {
        writeln!(out)?;
        write_rule(&outline(library, rule), "##", out)?;
    }
    Ok(())
}

/// A rule's short name as a link to its heading on a page.
pub(super) fn link(page: &str, rule: &Rule) -> String {
    let name = rule.id.rsplit('/').next().unwrap_or(&rule.id);
    format!("[{name}]({page}#{})", rule.id.replace('/', ""))
}

fn write_rule(outline: &Outline<'_>, level: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{level} {}\n\n**{}**\n", outline.id, escape_prose(&outline.asks))?;
    for (name, value) in &outline.facts {
        writeln!(out, "- {name}: {}", escape_prose(value))?;
    }
    for part in &outline.parts {
        writeln!(out, "\n*{}*", part.heading)?;
        for block in &part.blocks {
            writeln!(out)?;
            match block {
                Block::Text(text) => writeln!(out, "{}", escape_prose(text))?,
                Block::List(items) => list(items, 0, out)?,
                Block::Cases(cases) => {
                    for case in cases {
                        let about = about(case).map(|about| format!(" - {}", escape_prose(&about))).unwrap_or_default();
                        writeln!(out, "- {}{about}", code(&marked(case)))?;
                    }
                }
            }
        }
    }
    Ok(())
}

fn list(items: &[Item], indent: usize, out: &mut dyn Write) -> io::Result<()> {
    for item in items {
        writeln!(out, "{:indent$}- {}", "", escape_prose(&item.text))?;
        list(&item.parts, indent + 2, out)?;
    }
    Ok(())
}

/// A note on one line, between as many backticks as it takes.
fn code(note: &str) -> String {
    let note = note.trim().lines().collect::<Vec<_>>().join(" ⏎ ");
    let note = clean::line(&note);
    let fence = if note.contains('`') { "``" } else { "`" };
    format!("{fence}{note}{fence}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_of_several_lines_is_shown_on_one() {
        assert_eq!(code("Onset: ***\nPain."), "`Onset: *** ⏎ Pain.`");
    }
}
