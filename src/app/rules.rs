//! `notelint rules`: what there is.

use super::Exit;
use super::args::{InspectFormat, RulesArgs};
use super::packs;
use super::terminal::Terminal;
use super::trouble::Trouble;
use notelint::report::{clean_line, write_json};
use notelint::rule::{Check, Piece, Rule, RuleSet};
use serde::Serialize;
use std::io::{self, BufWriter, Write};

#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    kind: &'static str,
    severity: &'static str,
    persona: &'static str,
    pack: &'a str,
    builtin: bool,
    title: String,
}

/// Lists the rules.
///
/// # Errors
/// Where rules cannot be read.
pub fn run(args: &RulesArgs, terminal: &Terminal) -> Result<Exit, Trouble> {
    let rules = packs::rules(&args.rules)?;
    let rows: Vec<Row<'_>> = rules.rules.iter().map(|rule| row(rules, rule)).collect();
    let mut out = BufWriter::new(terminal.stdout());
    let written = match args.format {
        InspectFormat::Pretty => table(&rows, &mut out),
        InspectFormat::Json => write_json(&rows, &mut out).and_then(|()| writeln!(out)),
    };
    super::finish(written, out)
}

fn row<'a>(rules: &'a RuleSet, rule: &'a Rule) -> Row<'a> {
    let pack = &rules.packs[rule.pack as usize];
    Row {
        id: &rule.id,
        kind: rule.check.kind().as_str(),
        severity: rule.severity.as_str(),
        persona: rule.persona.as_str(),
        pack: &pack.id,
        builtin: pack.builtin,
        title: title(rule),
    }
}

/// The question of an element, the message of another rule with its slots left open.
fn title(rule: &Rule) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Text(text) => text.clone(),
        Piece::Found | Piece::Other | Piece::Says | Piece::Code(_) => "…".to_owned(),
    };
    let message: String = rule.message.0.iter().map(piece).collect();
    match &rule.check {
        Check::Element { label, .. } => format!("{label}: {message}"),
        _ => message,
    }
}

fn table(rows: &[Row<'_>], out: &mut dyn Write) -> io::Result<()> {
    let longest = rows.iter().map(|row| row.id.len()).max().unwrap_or(0);
    for row in rows {
        let title = clean_line(&row.title);
        writeln!(out, "{:longest$}  {:8}  {:8}  {title}", row.id, row.severity, row.persona)?;
    }
    Ok(())
}
