//! `notelint code`: looks up ICD-10-CM codes, and the codes that the words of a diagnosis support.

use super::Exit;
use super::args::{CodeArgs, InspectFormat};
use super::terminal::Terminal;
use super::today::today;
use super::trouble::Trouble;
use notelint::base::Date;
use notelint::icd10::{Code, CodeSet};
use notelint::report::{Lookup, Style, code_json, code_pretty};
use std::io::{self, BufWriter, Write};

/// The number of codes that are suggested for one that does not exist, or given for a wording.
const MOST: usize = 5;

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
        InspectFormat::Pretty => pretty(&lookups, &set, day, &style, &mut out),
    };
    let known = lookups.iter().all(|lookup| lookup.entry.is_some() || !lookup.wordings.is_empty());
    super::finish(written, out).map(|exit| if known { exit } else { Exit::Findings })
}

fn look_up<'a>(set: &'a CodeSet, asked: &'a str, day: Date) -> Lookup<'a> {
    let mut lookup = Lookup::of(asked);
    let code = Code::parse(asked);
    lookup.entry = code.and_then(|code| set.find(code));
    lookup.is_wording = code.is_none();
    if lookup.is_wording {
        lookup.wordings = set.wordings_for(asked, day);
        lookup.wordings.retain(|wording| wording.code.is_some());
        lookup.wordings.truncate(MOST);
        // "M5O.9" is a code with a slip of the key, "T2DM" is not.
        lookup.is_wording = !lookup.wordings.is_empty() || !resembles_code(asked);
    }
    if lookup.entry.is_none() && !lookup.is_wording {
        lookup.nearest = set.nearest(asked, day, MOST);
    }
    lookup
}

/// Whether a text without the shape of a code may have been meant as one: one short word in capitals or with a digit.
fn resembles_code(asked: &str) -> bool {
    let mut letters = asked.chars();
    asked.len() <= 9
        && letters.all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-'))
        && (asked.contains(|letter: char| letter.is_ascii_digit())
            || !asked.contains(|letter: char| letter.is_lowercase()))
}

fn pretty(lookups: &[Lookup<'_>], set: &CodeSet, day: Date, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    for (at, lookup) in lookups.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        code_pretty(lookup, set, day, style, out)?;
    }
    Ok(())
}
