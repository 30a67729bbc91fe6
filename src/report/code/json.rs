//! What codes are, for programs. `wordings`, `children`, `successors`, `seventh_characters` and `nearest` are present only if they
//! are not empty.

use super::Lookup;
use crate::base::Date;
use crate::icd10::{Class, Entry, Validity};
use crate::report::shared::json::write_value;
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Codes<'a> {
    codes: Vec<CodeEntry>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    wordings: Vec<WordingEntry<'a>>,
}

/// A wording, and the codes that it supports, best first; families with their hyphen.
#[derive(Serialize)]
struct WordingEntry<'a> {
    wording: &'a str,
    codes: Vec<String>,
}

#[derive(Default, Serialize)]
struct CodeEntry {
    code: String,
    title: Option<String>,
    state: &'static str,
    billable: bool,
    valid_from: Option<String>,
    valid_to: Option<String>,
    unspecified: bool,
    axes: Vec<String>,
    alternatives: Vec<AlternativeEntry>,
    excludes1: Vec<String>,
    synonyms: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    children: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    successors: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    seventh_characters: Vec<SeventhEntry>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    nearest: Vec<String>,
}

#[derive(Serialize)]
struct AlternativeEntry {
    code: String,
    title: Option<String>,
    axis: String,
    distinguished_by: Vec<String>,
}

#[derive(Serialize)]
struct SeventhEntry {
    character: char,
    meaning: String,
}

/// Writes codes, as they are on a day, as one JSON value and a line feed.
///
/// # Errors
/// Only those of the writer.
pub fn json(lookups: &[Lookup<'_>], day: Date, out: &mut dyn Write) -> io::Result<()> {
    let entry = |lookup: &Lookup<'_>| match &lookup.entry {
        Some(entry) => known(entry, day),
        None => CodeEntry {
            code: lookup.asked.to_owned(),
            state: "unknown",
            nearest: codes(&lookup.nearest),
            ..CodeEntry::default()
        },
    };
    let worded = |lookup: &&Lookup<'_>| lookup.is_wording;
    let codes = lookups.iter().filter(|lookup| !worded(lookup)).map(entry).collect();
    let wording = |lookup: &'_ Lookup<'_>| lookup.wordings.iter().map(ToString::to_string).collect();
    let wordings = lookups.iter().filter(worded);
    let wordings = wordings.map(|lookup| WordingEntry { wording: lookup.asked, codes: wording(lookup) }).collect();
    write_value(&Codes { codes, wordings }, out)?;
    out.write_all(b"\n")
}

fn known(entry: &Entry<'_>, day: Date) -> CodeEntry {
    let state = entry.validity(day);
    let period = entry.period();
    let unspecified = entry.unspecified_axes(day);
    let mut axes: Vec<String> = unspecified.iter().map(|axis| axis.axis.clone()).collect();
    axes.dedup();
    let mut excludes1: Vec<String> = entry.excluded1().into_iter().map(|each| each.codes).collect();
    excludes1.dedup();
    let seventh = if state == Validity::NeedsSeventh { entry.seventh_characters(day) } else { Vec::new() };
    CodeEntry {
        code: entry.code().to_string(),
        title: entry.title(),
        state: state.as_str(),
        billable: state == Validity::Valid,
        valid_from: period.map(|period| period.first.to_string()),
        valid_to: period.and_then(|period| period.last).map(|last| last.to_string()),
        unspecified: entry.class() == Class::Unspecified,
        axes,
        alternatives: unspecified
            .into_iter()
            .flat_map(|axis| axis.alternatives.into_iter().map(move |each| (axis.axis.clone(), each)))
            .map(|(axis, each)| AlternativeEntry {
                code: each.to_string(),
                title: entry.named(each.code).and_then(|found| found.title()),
                axis,
                distinguished_by: each.distinguished_by().into_iter().map(str::to_owned).collect(),
            })
            .collect(),
        excludes1,
        synonyms: entry.synonyms(),
        children: if state == Validity::Header { codes(&entry.children(day)) } else { Vec::new() },
        successors: match state {
            Validity::Retired(_) => codes(&entry.successors(day)),
            _ => Vec::new(),
        },
        seventh_characters: seventh
            .into_iter()
            .map(|each| SeventhEntry { character: each.character, meaning: each.meaning })
            .collect(),
        nearest: Vec::new(),
    }
}

fn codes(entries: &[Entry<'_>]) -> Vec<String> {
    entries.iter().map(|entry| entry.code().to_string()).collect()
}
