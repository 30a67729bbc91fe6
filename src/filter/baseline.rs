//! Findings that are known and accepted for now, so that a run fails only for new ones.
//!
//! The file is made for version control: JSON, sorted, an entry a line. An entry is the path of a note, a rule and four
//! digits made from the finding's fingerprint; it contains no word of a note and no position, so that lines around the
//! finding may be added and removed.
//!
//! A missing element is known by its rule alone: what it is anchored to, a heading or the complaint, may be renamed
//! without the element being any more or less missing. Its digits are four zeros.
//!
//! There are only four digits on purpose. They only have to distinguish the findings of *one* rule in *one* note, and
//! each additional digit helps an attacker who guesses at the words: of a list of all family names, two or three fit
//! any four digits. The price is that a new finding passes for an old one of the same rule in the same note once in
//! 65,536.

use super::{Disposition, Outcome};
use crate::check::Finding;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Display};

/// The name and version of the file's schema.
pub const BASELINE_SCHEMA: &str = "notelint-baseline/1";

/// The digits of a finding that is about no words of the note.
const NO_PLACE: &str = "0000";

/// The findings that are accepted, by the path of their note.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    notes: BTreeMap<String, BTreeSet<Mark>>,
}

/// What identifies a finding within its note.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    /// The rule that reported it.
    pub rule: String,
    /// Four hexadecimal digits made of its fingerprint.
    pub digits: String,
}

/// The debt of one note: the entries that it needs in a baseline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Debt {
    /// The note, as the baseline names it.
    pub path: String,
    /// The entries that it needs now.
    pub needed: BTreeSet<Mark>,
    /// How many entries no longer match a finding.
    pub stale: usize,
}

/// Why a file is not a baseline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaselineFault {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong there; quotes no value of the file.
    pub reason: String,
}

impl Mark {
    /// That of a finding.
    pub fn of(finding: &Finding) -> Mark {
        if finding.element.is_some() {
            return Mark { rule: finding.rule.clone(), digits: NO_PLACE.to_owned() };
        }
        let hash = u64::from_str_radix(&finding.fingerprint, 16).unwrap_or_default();
        let folded = [0, 16, 32, 48].iter().fold(0, |folded, shift| folded ^ (hash >> shift));
        Mark { rule: finding.rule.clone(), digits: format!("{:04x}", folded & 0xffff) }
    }
}

impl Baseline {
    /// Reads the text of a baseline.
    ///
    /// # Errors
    /// If it is not JSON, of another schema, has an unknown key, or the same entry twice.
    pub fn parse(text: &str) -> Result<Baseline, BaselineFault> {
        let file = serde_json::from_str::<File>(text).map_err(|error| {
            let message = error.to_string();
            let reason = match (error.is_data(), message.rsplit_once(" at line ")) {
                (false, _) => "this is not JSON".to_owned(),
                // The messages of serde may quote values, and the file may not be the one that was meant.
                (true, _) if message.starts_with("invalid") => "a value is of another kind than expected".to_owned(),
                (true, located) => located.map_or(message.as_str(), |(reason, _)| reason).to_owned(),
            };
            BaselineFault { line: error.line().max(1), reason }
        })?;
        Ok(Baseline { notes: gather(file.entries, text)? })
    }

    /// How many entries it has.
    pub fn len(&self) -> usize {
        self.notes.values().map(BTreeSet::len).sum()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.notes.is_empty()
    }

    /// The notes that it has entries of, each with their number.
    pub fn notes(&self) -> impl Iterator<Item = (&str, usize)> {
        self.notes.iter().map(|(path, marks)| (path.as_str(), marks.len()))
    }

    /// Marks the findings that are accepted (all that are reported, if `accept_all`), and returns the entries that the
    /// note needs. The entry of a finding that this run did not select stays; a suppressed finding needs none.
    pub fn apply(&self, path: String, outcome: &mut Outcome, accept_all: bool) -> Debt {
        let none = BTreeSet::new();
        let known = self.notes.get(&path).unwrap_or(&none);
        let mut needed = BTreeSet::new();
        let mut found = BTreeSet::new();
        for triaged in &mut outcome.findings {
            let mark = Mark::of(&triaged.finding);
            // Any entry of its rule accepts an element, so that one with digits of its own, as they once were, does.
            let is_same = |entry: &&Mark| match triaged.finding.element {
                Some(_) => entry.rule == mark.rule,
                None => **entry == mark,
            };
            let accepting: Vec<&Mark> = known.iter().filter(is_same).collect();
            let is_known = !accepting.is_empty();
            found.extend(accepting.into_iter().cloned());
            let accepted = accept_all || is_known;
            match triaged.disposition {
                Disposition::Reported | Disposition::Baselined => {
                    needed.insert(mark.clone());
                    if accepted {
                        triaged.disposition = Disposition::Baselined;
                    }
                }
                Disposition::Deselected | Disposition::BelowPersona | Disposition::Covered if is_known => {
                    needed.insert(mark.clone());
                }
                Disposition::Deselected
                | Disposition::BelowPersona
                | Disposition::Covered
                | Disposition::Suppressed { .. } => {}
            }
            found.insert(mark);
        }
        Debt { path, needed, stale: known.difference(&found).count() }
    }

    /// This baseline with what the notes of a run need now, and without those that are `gone`. What it says about other notes
    /// stays, and so does what other runs have added since this one `measured` its notes.
    #[must_use]
    pub fn renewed(&self, measured: &Baseline, debts: Vec<Debt>, gone: &[String]) -> Baseline {
        let mut notes = self.notes.clone();
        for path in gone {
            notes.remove(path);
        }
        for Debt { path, mut needed, .. } in debts {
            let none = BTreeSet::new();
            let now = self.notes.get(&path).unwrap_or(&none);
            needed.extend(now.difference(measured.notes.get(&path).unwrap_or(&none)).cloned());
            match needed.is_empty() {
                true => notes.remove(&path),
                false => notes.insert(path, needed),
            };
        }
        Baseline { notes }
    }

    /// How many entries it has that `other` does not have.
    pub fn more_than(&self, other: &Baseline) -> usize {
        let none = BTreeSet::new();
        let more = |(path, marks): (&String, &BTreeSet<Mark>)| {
            marks.difference(other.notes.get(path).unwrap_or(&none)).count()
        };
        self.notes.iter().map(more).sum()
    }
}

/// The text of the file.
impl Display for Baseline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{{\n\"schema\": \"{BASELINE_SCHEMA}\",\n\"entries\": [")?;
        let entries = self.notes.iter().flat_map(|(path, marks)| marks.iter().map(move |mark| (path, mark)));
        for (at, (path, Mark { rule, digits })) in entries.enumerate() {
            let entry = Entry { path: path.clone(), rule: rule.clone(), fingerprint: digits.clone() };
            let entry = serde_json::to_string(&entry).map_err(|_| fmt::Error)?;
            write!(f, "{}\n{entry}", if at == 0 { "" } else { "," })?;
        }
        f.write_str("\n]\n}\n")
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "schema", deserialize_with = "schema")]
    _schema: (),
    entries: Vec<Entry>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    path: String,
    rule: String,
    fingerprint: String,
}

fn schema<'de, D: Deserializer<'de>>(from: D) -> Result<(), D::Error> {
    match String::deserialize(from)?.as_str() {
        BASELINE_SCHEMA => Ok(()),
        _ => Err(D::Error::custom(format!("the schema is not `{BASELINE_SCHEMA}`"))),
    }
}

/// The entries, each once.
fn gather(entries: Vec<Entry>, text: &str) -> Result<BTreeMap<String, BTreeSet<Mark>>, BaselineFault> {
    let mut notes: BTreeMap<String, BTreeSet<Mark>> = BTreeMap::new();
    for (at, Entry { path, rule, fingerprint }) in entries.into_iter().enumerate() {
        let fault = |reason: &str| BaselineFault { line: line_of(text, at), reason: reason.to_owned() };
        let hex = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        if fingerprint.len() != 4 || !fingerprint.bytes().all(hex) {
            return Err(fault("a fingerprint here is four hexadecimal digits"));
        }
        if !notes.entry(path).or_default().insert(Mark { rule, digits: fingerprint }) {
            return Err(fault("this entry is a duplicate"));
        }
    }
    Ok(notes)
}

/// The line, from 1, of the entry at an index: each has one fingerprint, and a quote inside of a text is escaped.
fn line_of(text: &str, entry: usize) -> usize {
    let start = text.match_indices("\"fingerprint\"").nth(entry).map_or(0, |(start, _)| start);
    text[..start].matches('\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fault(text: &str) -> (usize, String) {
        let fault = Baseline::parse(text).unwrap_err();
        (fault.line, fault.reason)
    }

    #[test]
    fn faults_come_with_their_line() {
        let file =
            |entries: &str| format!("{{\n\"schema\": \"notelint-baseline/1\",\n\"entries\": [\n{entries}\n]\n}}\n");
        let entry = r#"{"path":"a.txt","rule":"a/b","fingerprint":"00ff"}"#;
        assert!(Baseline::parse(&file(entry)).is_ok());
        assert_eq!(fault("CC: pain").1, "this is not JSON");
        assert_eq!(fault(&file(&format!("{entry},\n<<<<<<< ours"))), (5, "this is not JSON".into()));
        assert_eq!(
            fault(&file(entry).replace("line/1", "line/2")),
            (2, "the schema is not `notelint-baseline/1`".into())
        );
        let twice = (5, "this entry is a duplicate".to_owned());
        assert_eq!(fault(&file(&format!("{entry},\n{entry}"))), twice);
        let (line, reason) = fault(&file(&entry.replace("rule", "rules")));
        assert!(line == 4 && reason.starts_with("unknown field `rules`"), "{line} {reason}");
        let (line, reason) = fault(&file(&entry.replace("\"00ff\"", "\"Zebulon\"")));
        assert!(line == 4 && !reason.contains("Zebulon"), "{line} {reason}");
        assert!(!fault(r#"{"schema":"notelint-baseline/1","entries":"Zebulon"}"#).1.contains("Zebulon"));
        assert!(fault("{}").1.contains("schema"));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(notes in proptest::collection::btree_map(
            any::<String>(),
            proptest::collection::btree_set(
                ("[a-z]{1,4}/[a-z]{1,4}", "[0-9a-f]{4}").prop_map(|(rule, digits)| Mark { rule, digits }), 1..4),
            0..4,
        )) {
            let baseline = Baseline { notes };
            prop_assert_eq!(Baseline::parse(&baseline.to_string()).unwrap(), baseline);
        }
    }
}
