//! `notelint code`: looks up ICD-10-CM codes.

use super::Exit;
use super::args::{CodeArgs, InspectFormat};
use super::terminal::Terminal;
use super::today::today;
use super::trouble::Trouble;
use notelint::base::Date;
use notelint::icd10::{Code, CodeSet};
use notelint::report::{Lookup, Style, code_json, code_pretty};
use std::io::{self, BufWriter, Write};

/// The number of codes that are suggested for one that does not exist.
const NEAREST: usize = 5;

/// Looks codes up.
///
/// # Errors
/// If the answer cannot be written.
pub fn run(args: &CodeArgs, terminal: &Terminal) -> Result<Exit, Trouble> {
    let set = CodeSet::builtin();
    let day = args.as_of.unwrap_or_else(today);
    let lookups: Vec<Lookup<'_>> = args.codes.iter().map(|asked| look_up(&set, asked, day)).collect();
    let style = Style::new(terminal.width, terminal.color);
    let mut out = BufWriter::new(terminal.stdout());
    let written = match args.format {
        InspectFormat::Json => code_json(&lookups, day, &mut out),
        InspectFormat::Pretty => pretty(&lookups, day, &style, &mut out),
    };
    let known = lookups.iter().all(|lookup| lookup.entry.is_some());
    super::finish(written, out).map(|exit| if known { exit } else { Exit::Findings })
}

fn look_up<'a>(set: &'a CodeSet, asked: &'a str, day: Date) -> Lookup<'a> {
    let entry = Code::parse(asked).and_then(|code| set.find(code));
    let nearest = if entry.is_none() { set.nearest(asked, day, NEAREST) } else { Vec::new() };
    Lookup { asked, entry, nearest }
}

fn pretty(lookups: &[Lookup<'_>], day: Date, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    for (at, lookup) in lookups.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        code_pretty(lookup, day, style, out)?;
    }
    Ok(())
}
