//! What a code is, for people, in as few lines as it takes to answer "is it valid, and what would be more specific?".

use super::Lookup;
use crate::base::Date;
use crate::icd10::{Alternative, Class, CodeSet, Entry, UnspecifiedAxis, Validity};
use crate::report::shared::clean;
use crate::report::shared::style::Style;
use crate::report::shared::wrap::{hang, wrap};
use std::io::{self, Write};

/// Columns before a code, and before the text next to it.
const INDENT: usize = 4;
const TEXT: usize = 14;
/// Alternatives, children and notes that are listed; the rest are counted.
const LISTED: usize = 12;
/// Words of notes that are shown for an alternative.
const WORDS: usize = 4;

/// Writes one code, or the codes that a wording supports, as they are on a day.
///
/// # Errors
/// Only those of the writer.
pub fn pretty(lookup: &Lookup<'_>, set: &CodeSet, day: Date, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let mut printer = Printer { day, width: style.width, out };
    match &lookup.entry {
        Some(entry) => printer.known(entry),
        None if lookup.is_wording => printer.wording(lookup, set),
        None => printer.unknown(lookup),
    }
}

struct Printer<'a> {
    day: Date,
    width: usize,
    out: &'a mut dyn Write,
}

impl Printer<'_> {
    fn known(&mut self, entry: &Entry<'_>) -> io::Result<()> {
        let title = title(entry);
        writeln!(self.out, "{}", hang(&entry.code().to_string(), 10, &title, self.width))?;
        self.validity(entry)?;
        for axis in entry.unspecified_axes(self.day) {
            self.axis(entry, &axis)?;
        }
        if let Some(source) = entry.curation_source() {
            self.line(&format!("curated from the {source}"))?;
        }
        self.list("includes", entry.synonyms().into_iter().map(|text| (String::new(), text)).collect())?;
        let notes = entry.excluded1().into_iter().map(|each| (each.carrier, each.text));
        let mut notes: Vec<(String, String)> = notes.collect();
        notes.dedup();
        self.list("Excludes1 notes, each with the code that carries it", notes)
    }

    fn validity(&mut self, entry: &Entry<'_>) -> io::Result<()> {
        let period = entry.period();
        let line = match (entry.validity(self.day), period) {
            (Validity::Valid, Some(period)) => match period.last {
                Some(last) => format!("billable from {} to {last}", period.first),
                None => format!("billable since {}", period.first),
            },
            (Validity::Retired(last), _) => format!("billable until {last}; no longer valid on {}", self.day),
            (Validity::NotYet(first), _) => format!("billable from {first}; not yet valid on {}", self.day),
            (Validity::NeedsSeventh, _) => "incomplete: it requires a 7th character".to_owned(),
            (_, Some(period)) => match period.last {
                Some(last) => format!("a header; it was billable until {last}"),
                None => format!("a header; billable from {}", period.first),
            },
            _ => "a header, not billable".to_owned(),
        };
        self.line(&line)?;
        match entry.validity(self.day) {
            Validity::NeedsSeventh => {
                let characters = entry.seventh_characters(self.day).into_iter();
                self.list("7th characters", characters.map(|each| (each.character.to_string(), each.meaning)).collect())
            }
            Validity::Retired(_) => self.entries("replaced by", &entry.successors(self.day)),
            Validity::Header => self.entries("codes below it", &entry.children(self.day)),
            Validity::Valid | Validity::NotYet(_) => Ok(()),
        }
    }

    fn axis(&mut self, entry: &Entry<'_>, axis: &UnspecifiedAxis) -> io::Result<()> {
        if axis.alternatives.is_empty() {
            return self.line(&format!("unspecified: {}", axis.axis));
        }
        let heading = match entry.class() {
            Class::Unspecified => format!("unspecified: {}; more specific codes", axis.axis),
            // E11.9 is not unspecified: it says that there is no complication.
            Class::Default | Class::Specific => format!("more specific where documented: {}", axis.axis),
        };
        let items = axis.alternatives.iter().map(|each| (each.to_string(), distinction(each))).collect();
        self.list(&heading, items)
    }

    fn unknown(&mut self, lookup: &Lookup<'_>) -> io::Result<()> {
        let asked = clean::line(lookup.asked);
        writeln!(self.out, "{asked}")?;
        self.line(&format!("not in ICD-10-CM {}", CodeSet::release()))?;
        self.entries("nearest codes", &lookup.nearest)
    }

    fn wording(&mut self, lookup: &Lookup<'_>, set: &CodeSet) -> io::Result<()> {
        writeln!(self.out, "{}", clean::line(lookup.asked))?;
        if lookup.wordings.is_empty() {
            return self.line("names no condition that notelint knows");
        }
        for wording in &lookup.wordings {
            let entry = wording.code.and_then(|code| set.find(code));
            let title = entry.as_ref().map(title).unwrap_or_default();
            writeln!(self.out, "{}", hang(&format!("{:2}{wording}", ""), 12, &title, self.width))?;
        }
        Ok(())
    }

    fn entries(&mut self, heading: &str, entries: &[Entry<'_>]) -> io::Result<()> {
        self.list(heading, entries.iter().map(|entry| (entry.code().to_string(), title(entry))).collect())
    }

    fn line(&mut self, text: &str) -> io::Result<()> {
        for line in wrap(text, self.width.saturating_sub(2)) {
            writeln!(self.out, "  {line}")?;
        }
        Ok(())
    }

    /// A heading and the items under it, each after its code or place.
    fn list(&mut self, heading: &str, items: Vec<(String, String)>) -> io::Result<()> {
        if items.is_empty() {
            return Ok(());
        }
        self.line(heading)?;
        for (first, text) in items.iter().take(LISTED) {
            let line = match first.as_str() {
                "" => hang("", INDENT, text, self.width),
                first => hang(&format!("{:INDENT$}{first}", ""), TEXT, text, self.width),
            };
            writeln!(self.out, "{line}")?;
        }
        match items.len() - items.len().min(LISTED) {
            0 => Ok(()),
            more => writeln!(self.out, "{:INDENT$}and {more} more", ""),
        }
    }
}

/// What distinguishes an alternative, with a few words that notes use for it.
fn distinction(alternative: &Alternative) -> String {
    let named = alternative.says.clone().unwrap_or_else(|| alternative.terms.join(", "));
    let words = alternative.distinguished_by().into_iter().filter(|word| !named.contains(word));
    let words: Vec<&str> = words.take(WORDS).collect();
    if words.is_empty() { named } else { format!("{named}: {}", words.join(", ")) }
}

/// The title; newer codes have none in the sources.
fn title(entry: &Entry<'_>) -> String {
    entry.title().unwrap_or_else(|| match entry.parent().and_then(|parent| parent.title()) {
        Some(parent) => format!("(title not available; under: {parent})"),
        None => "(title not available)".to_owned(),
    })
}
