//! An explanation at a terminal: headings, lines and cases, no wider than the terminal.

use super::blocks::Block;
use super::cases::{about, marked};
use super::conditions::{Item, Voice};
use super::kinds::asks;
use super::outline::{meanings, outline};
use super::{Explained, Library};
use crate::report::shared::clean;
use crate::report::shared::style::Style;
use crate::report::shared::wrap::{hang, wrap};
use crate::rule::{Case, Rule};
use std::io::{self, Write};

/// Writes one explanation.
///
/// # Errors
/// Only those of the writer.
pub fn pretty(library: &Library<'_>, what: Explained<'_>, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let mut printer = Printer { style, out };
    match what {
        Explained::Rule(rule) => printer.rule(library, rule),
        Explained::Pack(pack) => printer.pack(library, pack),
    }
}

struct Printer<'a> {
    style: &'a Style,
    out: &'a mut dyn Write,
}

impl Printer<'_> {
    fn rule(&mut self, library: &Library<'_>, rule: &Rule) -> io::Result<()> {
        let outline = outline(library, rule);
        self.heading(outline.id)?;
        self.text(&outline.asks)?;
        writeln!(self.out)?;
        let written = library.origin(rule).map(|origin| ("written in", format!("{}:{}", origin.path, origin.line)));
        for (name, value) in outline.facts.into_iter().chain(written) {
            self.fact(name, &value)?;
        }
        for part in &outline.parts {
            writeln!(self.out)?;
            self.heading(part.heading)?;
            for block in &part.blocks {
                self.block(block)?;
            }
        }
        Ok(())
    }

    fn pack(&mut self, library: &Library<'_>, index: u32) -> io::Result<()> {
        let pack = &library.rules.packs[index as usize];
        self.heading(&format!("{}: {}", pack.id, pack.title))?;
        if !pack.description.is_empty() {
            self.text(&pack.description)?;
        }
        let voice = Voice { rules: library.rules, pack: &pack.id };
        if let Some(checklist) = &pack.checklist {
            writeln!(self.out)?;
            self.heading("When the checklist applies")?;
            self.list(&voice.all(&checklist.applies), 2)?;
            writeln!(self.out)?;
            self.heading("Vocabulary")?;
            self.list(&meanings(library, &voice, &[&checklist.applies]), 2)?;
        }
        writeln!(self.out)?;
        self.heading("Rules")?;
        for rule in library.rules_of(index) {
            let name = rule.id.rsplit('/').next().unwrap_or(&rule.id);
            let line = format!("  {name} ({})", rule.severity.as_str());
            writeln!(self.out, "{}", clean::line(&line))?;
            for line in wrap(&clean::line(&asks(rule)), self.style.width - 4) {
                writeln!(self.out, "    {line}")?;
            }
        }
        writeln!(self.out)?;
        let example = library.rules_of(index).first().map(|rule| rule.id.clone()).unwrap_or_default();
        self.text(&format!("`notelint explain {example}` explains one of them."))
    }

    fn heading(&mut self, text: &str) -> io::Result<()> {
        let text = clean::line(text);
        if self.style.color { writeln!(self.out, "\u{1b}[1m{text}\u{1b}[0m") } else { writeln!(self.out, "{text}") }
    }

    fn fact(&mut self, name: &str, value: &str) -> io::Result<()> {
        writeln!(self.out, "{}", hang(&format!("  {name}"), 14, &clean::line(value), self.style.width))
    }

    fn text(&mut self, text: &str) -> io::Result<()> {
        for line in wrap(&clean::line(text), self.style.width - 2) {
            writeln!(self.out, "  {line}")?;
        }
        Ok(())
    }

    fn block(&mut self, block: &Block<'_>) -> io::Result<()> {
        match block {
            Block::Text(text) => self.text(text),
            Block::List(items) => self.list(items, 2),
            Block::Cases(cases) => cases.iter().try_for_each(|case| self.case(case)),
        }
    }

    fn list(&mut self, items: &[Item], indent: usize) -> io::Result<()> {
        for item in items {
            let room = self.style.width.saturating_sub(indent + 2).max(20);
            for (at, line) in wrap(&clean::line(&item.text), room).iter().enumerate() {
                writeln!(self.out, "{:indent$}{} {line}", "", if at == 0 { "-" } else { " " })?;
            }
            self.list(&item.parts, indent + 2)?;
        }
        Ok(())
    }

    fn case(&mut self, case: &Case) -> io::Result<()> {
        self.text(&format!("- {}", about(case).unwrap_or_else(|| "a note".to_owned())))?;
        for line in marked(case).lines() {
            for line in wrap(&clean::line(line), self.style.width - 6) {
                writeln!(self.out, "    │ {line}")?;
            }
        }
        Ok(())
    }
}
