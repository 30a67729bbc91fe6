//! `notelint explain`: what a rule requires, why, and when it applies; works offline.

use super::Exit;
use super::args::{ExplainArgs, PageFormat};
use super::effective::Effective;
use super::names::nearest_ids;
use super::terminal::Terminal;
use super::trouble::Trouble;
use notelint::report::{Explained, Library, Style, explain_json, explain_markdown, explain_pretty};
use std::io::{self, BufWriter, Write};

/// Explains rules and packs.
///
/// # Errors
/// If rules cannot be read, or there is no rule or pack of a name.
pub fn run(args: &ExplainArgs, terminal: &Terminal) -> Result<Exit, Trouble> {
    let effective = Effective::new(&args.rules, args.config.as_deref(), None)?;
    let library = effective.library();
    let asked = args.names.iter().map(|name| find(&library, name)).collect::<Result<Vec<_>, _>>()?;
    let style = Style::new(terminal.width, terminal.color);
    let mut out = BufWriter::new(terminal.stdout());
    let written = match args.format {
        PageFormat::Json => explain_json(&library, &asked, &mut out),
        PageFormat::Pretty => each(&asked, &mut out, |one, out| explain_pretty(&library, one, &style, out)),
        PageFormat::Markdown => each(&asked, &mut out, |one, out| explain_markdown(&library, one, out)),
    };
    super::finish(written, out)
}

fn each<'a, W: Write>(
    asked: &[Explained<'a>],
    out: &mut W,
    write: impl Fn(Explained<'a>, &mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    for (at, one) in asked.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        write(*one, out)?;
    }
    Ok(())
}

fn find<'a>(library: &Library<'a>, name: &str) -> Result<Explained<'a>, Trouble> {
    let rules = library.rules;
    if let Some(rule) = rules.rule(name) {
        return Ok(Explained::Rule(rule));
    }
    if let Some((index, _)) = (0..).zip(&rules.packs).find(|(_, pack)| pack.id == name) {
        return Ok(Explained::Pack(index));
    }
    let packs = rules.packs.iter().map(|pack| pack.id.as_str());
    let help = nearest_ids(name, packs.chain(rules.rules.iter().map(|rule| rule.id.as_str())));
    Err(Trouble::UnknownName { what: "rule", name: name.to_owned(), help })
}
