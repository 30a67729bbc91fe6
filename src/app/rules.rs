//! `notelint rules`: the rules as they apply here, and what set each value.
//!
//! One line per rule, under the name of its pack, so that eighty columns hold severity, kind and what set the severity.
//! A rule that the selection leaves out is off, and the line says why.

use super::Exit;
use super::args::{PageFormat, RulesArgs};
use super::effective::Effective;
use super::setup::selection;
use super::terminal::Terminal;
use super::trouble::Trouble;
use notelint::base::{Persona, Severity};
use notelint::filter::Selection;
use notelint::report::{Library, SetBy, clean_line, number, overview, write_json};
use notelint::rule::{Check, Piece, Rule, Stated};
use serde::Serialize;
use std::io::{self, BufWriter, Write};

/// The folder of the packs' pages, relative to the overview of the rules.
const PAGES: &str = "../docs/rules";

#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    kind: &'static str,
    severity: &'static str,
    persona: &'static str,
    pack: &'a str,
    builtin: bool,
    title: String,
    profile: Option<&'static str>,
    tags: &'a [String],
    severity_from: From,
    path: Option<&'a str>,
    line: Option<usize>,
}

/// What set a value, and its place.
#[derive(Serialize)]
struct From {
    by: &'static str,
    at: Option<String>,
}

/// Lists the rules.
///
/// # Errors
/// If rules cannot be read, or there is no pack of a name.
pub fn run(args: &RulesArgs, terminal: &Terminal) -> Result<Exit, Trouble> {
    let effective = Effective::new(&args.rules, args.config.as_deref(), args.path.as_deref())?;
    let library = effective.library();
    let asked = Selection { select: args.select.clone(), ignore: args.ignore.clone() };
    selection(library.rules, &asked, &effective.settings)?;
    let packs = effective.packs(&args.packs)?;
    let listed: Vec<Listed<'_>> = packs
        .iter()
        .flat_map(|pack| library.rules_of(*pack))
        .map(|rule| Listed::new(&library, rule, effective.left_out(rule, &asked)))
        .collect();
    let mut out = BufWriter::new(terminal.stdout());
    let written = match args.format {
        PageFormat::Json => {
            let rows: Vec<Row<'_>> = listed.iter().map(|one| one.row(&library)).collect();
            write_json(&rows, &mut out).and_then(|()| writeln!(out))
        }
        PageFormat::Markdown => overview(&library, PAGES, |rule| packs.contains(&rule.pack), &mut out),
        PageFormat::Pretty if args.origin => origins(&listed, &library, &mut out),
        PageFormat::Pretty => table(&listed, &library, terminal, &mut out),
    };
    super::finish(written, out)
}

/// A rule, with what it is after the selection.
struct Listed<'a> {
    rule: &'a Rule,
    severity: Severity,
    set_by: SetBy,
}

impl<'a> Listed<'a> {
    fn new(library: &Library<'a>, rule: &'a Rule, left_out: Option<SetBy>) -> Listed<'a> {
        match left_out {
            Some(set_by) => Listed { rule, severity: Severity::Off, set_by },
            None => {
                let set_by = library.set_by(rule).cloned().unwrap_or(SetBy::Default);
                Listed { rule, severity: rule.severity, set_by }
            }
        }
    }

    fn row(&self, library: &Library<'a>) -> Row<'a> {
        let pack = &library.rules.packs[self.rule.pack as usize];
        let origin = library.origin(self.rule);
        let by = match &self.set_by {
            SetBy::Default => "default",
            SetBy::Pack { builtin: true, .. } => "built-in",
            SetBy::Pack { .. } => "pack",
            SetBy::Config(_) => "configuration",
            SetBy::CommandLine(_) => "command-line",
        };
        Row {
            id: &self.rule.id,
            kind: self.rule.check.kind().as_str(),
            severity: self.severity.as_str(),
            persona: self.rule.persona.as_str(),
            pack: &pack.id,
            builtin: pack.builtin,
            title: title(self.rule),
            profile: self.rule.profile.map(|profile| profile.as_str()),
            tags: &self.rule.tags,
            severity_from: From { by, at: self.set_by.place() },
            path: origin.map(|origin| origin.path.as_str()),
            line: origin.map(|origin| origin.line),
        }
    }

    /// The rule's name without its pack.
    fn name(&self) -> &'a str {
        self.rule.id.split_once('/').map_or(self.rule.id.as_str(), |(_, name)| name)
    }
}

/// The question of an element; the message of another rule with its slots unfilled.
fn title(rule: &Rule) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Text(text) => text.clone(),
        Piece::Found | Piece::Other | Piece::Says | Piece::Code(_) => "…".to_owned(),
    };
    let message: String = rule.message.0.iter().map(piece).collect();
    match &rule.check {
        Check::Element(element) => format!("{}: {message}", element.label),
        _ => message,
    }
}

fn table(listed: &[Listed<'_>], library: &Library<'_>, terminal: &Terminal, out: &mut dyn Write) -> io::Result<()> {
    let longest = listed.iter().map(|one| one.name().len()).max().unwrap_or(0);
    let bold = |text: &str| if terminal.color { format!("\u{1b}[1m{text}\u{1b}[0m") } else { text.to_owned() };
    let mut pack = None;
    for one in listed {
        if pack.replace(one.rule.pack).is_none_or(|before| before != one.rule.pack) {
            let pack = &library.rules.packs[one.rule.pack as usize];
            writeln!(out, "{}", bold(&clean_line(&format!("{}: {}", pack.id, pack.title))))?;
        }
        let thorough = if one.rule.persona == Persona::Thorough { "  thorough" } else { "" };
        let (name, severity, kind) = (one.name(), one.severity.as_str(), one.rule.check.kind());
        let line = format!("  {name:longest$}  {severity:7}  {kind:9}  {}{thorough}", one.set_by);
        writeln!(out, "{}", clean_line(&line))?;
    }
    let count = |severity: Severity| listed.iter().filter(|one| one.severity == severity).count();
    let (rules, advice) = (number(listed.len(), "rule", "rules"), count(Severity::Advice));
    let errors = number(count(Severity::Error), "error", "errors");
    let warnings = number(count(Severity::Warning), "warning", "warnings");
    writeln!(out, "\n{rules}: {errors}, {warnings}, {advice} advice, {} off", count(Severity::Off))
}

/// Each value with the line that sets it.
fn origins(listed: &[Listed<'_>], library: &Library<'_>, out: &mut dyn Write) -> io::Result<()> {
    for one in listed {
        let Some(origin) = library.origin(one.rule) else { continue };
        let place = |path: &str, line: usize| format!("{path}:{line}");
        let at = |stated: &Option<Stated>| {
            stated.as_ref().map_or("default".to_owned(), |stated| place(&stated.path, stated.line))
        };
        let profile = one.rule.profile.map_or("both", |profile| profile.as_str());
        let severity = one.set_by.place().unwrap_or_else(|| "default".to_owned());
        writeln!(out, "{}  {}", clean_line(&one.rule.id), clean_line(&place(&origin.path, origin.line)))?;
        for (key, value, at) in [
            ("severity", one.severity.as_str(), severity),
            ("persona", one.rule.persona.as_str(), at(&origin.persona)),
            ("profile", profile, at(&origin.profile)),
        ] {
            writeln!(out, "  {key:8}  {value:8}  {}", clean_line(&at))?;
        }
    }
    Ok(())
}
