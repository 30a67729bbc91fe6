//! The lint of queries: what the practice brief asks of a query, held against one that somebody wrote.
//!
//! It reads the query as text and reports findings as a note has them, so that every format and every exit code is the
//! same. It cannot judge whether an answer fits the patient; it sees whether the query documents what it names, lets the
//! provider disagree, and keeps to neutral words.

mod checks;
mod parts;

use super::answer::reference;
use crate::base::{Fnv, Persona, RuleKind, Severity, Span};
use crate::check::{Finding, Label, Word, Words};
use crate::filter::{Disposition, Outcome, Triaged};
use parts::parts;

/// A check of the lint: its id, and why it matters, for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Check {
    /// `query/name`.
    pub id: &'static str,
    /// How serious its findings are.
    pub severity: Severity,
    /// What it asks, in a sentence.
    pub asks: &'static str,
    /// What satisfies it.
    pub help: &'static str,
}

/// All checks, in the order of the practice brief: title, indicators, question, answers, words.
pub const CHECKS: [Check; 14] = [
    Check {
        id: "query/leading-title",
        severity: Severity::Error,
        asks: "The title names no diagnosis that the query does not document.",
        help: "Name the topic in neutral words, or quote where the record documents the diagnosis.",
    },
    Check {
        id: "query/no-indicators",
        severity: Severity::Error,
        asks: "The query shows what the record documents.",
        help: "Quote the findings of this record that call for the query, each with its place and date.",
    },
    Check {
        id: "query/diagnosis-without-indicators",
        severity: Severity::Error,
        asks: "A diagnosis is offered only with the findings that support it.",
        help: "Quote the findings of this record that support it, each with its place and date, or leave it out.",
    },
    Check {
        id: "query/no-question",
        severity: Severity::Warning,
        asks: "The query asks something.",
        help: "Ask in one sentence what is to be clarified.",
    },
    Check {
        id: "query/leading-question",
        severity: Severity::Error,
        asks: "The question names no diagnosis that the query does not document.",
        help: "Ask openly which diagnosis, if any, explains the findings.",
    },
    Check {
        id: "query/yes-no-new-diagnosis",
        severity: Severity::Error,
        asks: "Yes or no is asked only about what the record already documents.",
        help: "Ask openly, or offer the answers that the findings support.",
    },
    Check {
        id: "query/no-way-to-disagree",
        severity: Severity::Error,
        asks: "The provider can answer something else, or that it cannot be determined.",
        help: "Add \"Other (please specify)\" and \"Unable to determine\".",
    },
    Check {
        id: "query/one-answer",
        severity: Severity::Error,
        asks: "There is more than one answer to choose from, unless the record documents the one.",
        help: "Offer each answer that the findings support, or ask openly.",
    },
    Check {
        id: "query/ticked-answer",
        severity: Severity::Error,
        asks: "No answer is chosen in advance.",
        help: "Leave all boxes empty.",
    },
    Check {
        id: "query/code",
        severity: Severity::Error,
        asks: "The query names no code.",
        help: "Name the condition in words; codes are assigned from the answer.",
    },
    Check {
        id: "query/payment",
        severity: Severity::Error,
        asks: "The query does not mention payment.",
        help: "Leave it out: a query is about the care of the patient.",
    },
    Check {
        id: "query/quality-score",
        severity: Severity::Error,
        asks: "The query does not mention how care is scored.",
        help: "Leave it out: a query is about the care of the patient.",
    },
    Check {
        id: "query/blame",
        severity: Severity::Error,
        asks: "The query blames nobody.",
        help: "Say what the record states or leaves out, not who wrote it so.",
    },
    Check {
        id: "query/leading-words",
        severity: Severity::Error,
        asks: "The words do not lead to an answer.",
        help: "Ask an open question that can be answered either way.",
    },
];

/// What the lint reports about queries in a text, as all commands report findings.
pub fn lint(text: &str) -> Outcome {
    let mut found = Vec::new();
    for query in queries(text) {
        checks::run(text, &parts(text, query), query, &mut found);
    }
    found.sort_by_key(|report: &Report| (report.primary, report.id));
    found.dedup_by_key(|report| (report.primary, report.id));
    let findings = found.into_iter().enumerate().filter_map(|(at, report)| finding(text, at, report));
    Outcome {
        findings: findings.map(|finding| Triaged { finding, disposition: Disposition::Reported }).collect(),
        checklists: Vec::new(),
    }
}

/// What a check reports.
struct Report {
    id: &'static str,
    primary: Span,
    message: Words,
    label: &'static str,
}

fn finding(text: &str, at: usize, report: Report) -> Option<Finding> {
    let check = CHECKS.iter().find(|check| check.id == report.id)?;
    let words = &text[report.primary.range()];
    let hash = Fnv::new().and(check.id.as_bytes()).and(words.to_lowercase().as_bytes()).and(&(at as u64).to_le_bytes());
    let help = Words(vec![Word::Text(check.help.to_owned())]);
    Some(Finding {
        rule: check.id.to_owned(),
        kind: RuleKind::Forbid,
        severity: check.severity,
        persona: Persona::Regular,
        message: report.message,
        help: help.clone(),
        help_for_coders: help,
        url: None,
        primary: Label { span: report.primary, text: report.label.to_owned() },
        related: Vec::new(),
        codes: Vec::new(),
        element: None,
        code: None,
        says: Words::default(),
        axis: None,
        query: None,
        ignored: None,
        yields_to: Vec::new(),
        fingerprint: format!("{:016x}", hash.value()),
    })
}

/// The queries of a text: a line with a reference ends one, and so does a line across the page.
fn queries(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let (mut start, mut at) = (0, 0);
    for line in text.split_inclusive('\n') {
        at += line.len();
        let said = line.trim().trim_start_matches(['*', '_', '>']);
        let across = said.len() >= 3 && said.bytes().all(|byte| matches!(byte, b'-' | b'=')) || said == "\u{c}";
        if reference(line).is_some() || across {
            spans.push(Span::new(start, at));
            start = at;
        }
    }
    spans.push(Span::new(start, text.len()));
    // The signature after the last reference is no query.
    let is_query = |span: &Span| {
        let parts = parts(text, *span);
        !parts.questions.is_empty() || !parts.answers.is_empty()
    };
    let queries: Vec<Span> = spans.iter().copied().filter(is_query).collect();
    if queries.is_empty() { vec![Span::new(0, text.len())] } else { queries }
}
