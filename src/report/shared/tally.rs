//! The counts of a run, for what formats write before the first note and after the last one.

use crate::base::{Profile, Severity};
use crate::check::Status;
use crate::filter::Counts;
use crate::report::shared::count::{number, numbers};
use crate::report::shared::linted::Linted;
use crate::report::shared::rule_page::rule_page;
use crate::rule::RuleSet;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The counts of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Notes that were read.
    pub notes: usize,
    /// What is reported about them.
    pub counts: Counts,
    /// The notes to which no checklist applies.
    pub untopical: Untopical,
    /// The rules that reported something, by id.
    pub rules: BTreeMap<String, RuleTally>,
    /// One row a note, where a format [needs rows](crate::report::Format::needs_rows).
    pub rows: Vec<NoteRow>,
    /// What could not be read or done, each with its path; holds no word of a note.
    pub troubles: Vec<String>,
    /// Results that a format left out because its reader takes no more.
    pub left_out: usize,
}

/// Notes to which no checklist applies, although some were looked at. Templates seldom name a complaint, so they are
/// not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Untopical {
    /// How many.
    pub notes: usize,
    /// The diagnoses that were read in them.
    pub diagnoses: usize,
}

/// What one rule reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleTally {
    /// How many findings.
    pub findings: usize,
    /// The highest severity that it reported.
    pub severity: Severity,
    /// Why the rule exists, in the words of its author.
    pub why: String,
    /// Where it comes from, ready to print.
    pub source: String,
    /// The address of a page about it.
    pub url: Option<String>,
    /// The tags of the rule.
    pub tags: Vec<String>,
}

/// The state of one note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteRow {
    /// Where it is.
    pub path: String,
    /// Whether it was read as a note or as a template.
    pub profile: Profile,
    /// What is reported about it.
    pub counts: Counts,
    /// Its checklists, each with the status of each element by id, in the pack's order.
    pub checklists: Vec<(String, Vec<(String, Status)>)>,
}

impl Tally {
    /// The tally of one note; with `rows`, it keeps a row for the note.
    pub fn of(linted: &Linted<'_>, rules: &RuleSet, rows: bool) -> Tally {
        let untopical = Untopical::of(linted, rules);
        let mut tally = Tally { notes: 1, counts: linted.outcome.counts(), untopical, ..Tally::default() };
        for finding in linted.outcome.reported() {
            let new = || {
                let rule = rules.rule(&finding.rule);
                RuleTally {
                    findings: 0,
                    severity: finding.severity,
                    why: rule.map(|rule| rule.why.clone()).unwrap_or_default(),
                    source: rule.map(|rule| rule.source.clone()).unwrap_or_default(),
                    url: finding.url.clone().or_else(|| rule_page(&finding.rule)),
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

    /// Adds the tally of the next part of the run.
    pub fn append(&mut self, more: Tally) {
        self.notes += more.notes;
        self.left_out += more.left_out;
        self.counts += more.counts;
        self.untopical.notes += more.untopical.notes;
        self.untopical.diagnoses += more.untopical.diagnoses;
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

    /// "3 notes: 1 error, 4 warnings; 2 suppressed; no checklist applies to 1 of them, in which 2 diagnoses were read".
    pub(crate) fn counted(&self) -> String {
        let Counts { errors, warnings, advice, suppressed, baselined } = self.counts;
        let shown =
            numbers(&[(errors, "error", "errors"), (warnings, "warning", "warnings"), (advice, "advice", "advice")]);
        let shown = if shown.is_empty() { "no findings" } else { &shown };
        let hidden =
            numbers(&[(suppressed, "suppressed", "suppressed"), (baselined, "in the baseline", "in the baseline")]);
        let hidden = if hidden.is_empty() { hidden } else { format!("; {hidden}") };
        format!("{}: {shown}{hidden}{}", number(self.notes, "note", "notes"), self.untopical.told(self.notes))
    }

    /// The rules that reported something: the most severe first, then the most frequent, then by id.
    pub(crate) fn by_weight(&self) -> Vec<(&str, &RuleTally)> {
        let mut rules: Vec<_> = self.rules.iter().map(|(id, rule)| (id.as_str(), rule)).collect();
        rules.sort_by_key(|(_, rule)| Reverse((rule.severity, rule.findings)));
        rules
    }
}

impl Untopical {
    fn of(linted: &Linted<'_>, rules: &RuleSet) -> Untopical {
        let is_note = linted.note.context.profile == Profile::Note;
        let without = is_note && linted.outcome.checklists.is_empty() && rules.has_checklist();
        if without { Untopical { notes: 1, diagnoses: linted.facts.diagnoses.len() } } else { Untopical::default() }
    }

    /// "; no checklist applies, 4 diagnoses were read", of so many notes; nothing if each has a checklist.
    fn told(self, notes: usize) -> String {
        let diagnoses = match self.diagnoses {
            0 => "no diagnosis was read".to_owned(),
            1 => "1 diagnosis was read".to_owned(),
            many => format!("{many} diagnoses were read"),
        };
        match self.notes {
            0 => String::new(),
            1 if notes == 1 => format!("; no checklist applies, {diagnoses}"),
            some => format!("; no checklist applies to {some} of them, in which {diagnoses}"),
        }
    }
}

impl NoteRow {
    fn new(linted: &Linted<'_>, counts: Counts) -> NoteRow {
        let path = crate::report::shared::clean::path(linted.note.source.path());
        let checklists = linted.outcome.checklists.iter().map(|list| {
            (list.id.clone(), list.elements.iter().map(|element| (element.id.clone(), element.status)).collect())
        });
        let profile = linted.note.context.profile;
        NoteRow { path, profile, counts, checklists: checklists.collect() }
    }
}
