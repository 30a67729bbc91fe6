//! What a run counted, note by note, for what formats say before the first note and after the last one.

use crate::base::Severity;
use crate::check::Status;
use crate::filter::Counts;
use crate::report::shared::linted::Linted;
use crate::rule::RuleSet;
use std::collections::BTreeMap;

/// What a run counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Notes that were read.
    pub notes: usize,
    /// What is reported about them.
    pub counts: Counts,
    /// The rules that reported something, by id.
    pub rules: BTreeMap<String, RuleTally>,
    /// One row a note, where a format [has rows](crate::report::check::format::Format::has_rows).
    pub rows: Vec<NoteRow>,
    /// What could not be done, each with its path; holds no word of a note.
    pub troubles: Vec<String>,
}

/// What one rule reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleTally {
    /// How often.
    pub findings: usize,
    /// How loud at the loudest.
    pub severity: Severity,
    /// Why the rule exists, in the words of its author.
    pub why: String,
    /// A page about it.
    pub url: Option<String>,
    /// What it is about.
    pub tags: Vec<String>,
}

/// The state of one note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteRow {
    /// Where it is.
    pub path: String,
    /// What is reported about it.
    pub counts: Counts,
    /// Its checklists, each with the status of each element by id, in the pack's order.
    pub checklists: Vec<(String, Vec<(String, Status)>)>,
}

impl Tally {
    /// That of one note; `rows` to keep a row of it.
    pub fn of(linted: &Linted<'_>, rules: &RuleSet, rows: bool) -> Tally {
        let mut tally = Tally { notes: 1, counts: linted.outcome.counts(), ..Tally::default() };
        for finding in linted.outcome.reported() {
            let new = || {
                let rule = rules.rule(&finding.rule);
                RuleTally {
                    findings: 0,
                    severity: finding.severity,
                    why: rule.map(|rule| rule.why.clone()).unwrap_or_default(),
                    url: finding.url.clone(),
                    tags: rule.map(|rule| rule.tags.clone()).unwrap_or_default(),
                }
            };
            let entry = tally.rules.entry(finding.rule.clone()).or_insert_with(new);
            entry.findings += 1;
            entry.severity = entry.severity.max(finding.severity);
        }
        if rows {
            tally.rows.push(NoteRow::new(linted, tally.counts));
        }
        tally
    }

    /// Adds what another part of the run counted, behind this one.
    pub fn append(&mut self, more: Tally) {
        self.notes += more.notes;
        self.counts += more.counts;
        self.rows.extend(more.rows);
        self.troubles.extend(more.troubles);
        for (id, rule) in more.rules {
            match self.rules.get_mut(&id) {
                Some(known) => {
                    known.findings += rule.findings;
                    known.severity = known.severity.max(rule.severity);
                }
                None => {
                    self.rules.insert(id, rule);
                }
            }
        }
    }
}

impl NoteRow {
    fn new(linted: &Linted<'_>, counts: Counts) -> NoteRow {
        let path = crate::report::shared::clean::path(linted.note.source.path());
        let checklists = linted.outcome.checklists.iter().map(|list| {
            (list.id.clone(), list.elements.iter().map(|element| (element.id.clone(), element.status)).collect())
        });
        NoteRow { path, counts, checklists: checklists.collect() }
    }
}
