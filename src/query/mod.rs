//! Layer 6: queries to the provider, drafted from the findings of a note, and a lint for queries.
//!
//! A query asks the author of a note to clarify what it leaves open. It quotes the note, asks an open question, offers only
//! answers that the note supports, and always lets the provider answer something else or say that it cannot be determined.
//! It never leads, and mentions neither codes nor payment nor scores (AHIMA and ACDIS, Guidelines for Achieving a Compliant
//! Query Practice, 2022 update).
//!
//! ```text
//! Outcome + Facts --(topics)--> findings about one condition --(wording, indicators)--> Draft     cannot fail
//! a query as text --(lint)--> findings                                                          cannot fail
//! a note + its drafts + a reply --(answer)--> the note as it would stand
//! ```
//!
//! [`lint`] reads what people wrote; what is drafted here passes it as well, and a test holds every draft to that.

mod answer;
mod indicators;
pub mod lint;
mod quote;
mod related;
mod topics;
mod wording;

pub use answer::{ANSWER, Amended, REFERENCE, amended};

use crate::base::{Date, SectionKind, Severity, Span};
use crate::check::{Finding, Words};
use crate::detect::Facts;
use crate::filter::Outcome;
use crate::note::Note;
use crate::rule::RuleSet;

/// The answer that is always offered, and leaves room for any other.
pub const OTHER: &str = "Other (please specify)";
/// The answer that is always offered beside it.
pub const UNABLE: &str = "Unable to determine";

/// A query to the author of a note.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// Eight hexadecimal digits by which an answer refers to it; they hold no word of the note.
    pub id: String,
    /// The words that it is about.
    pub subject: Span,
    /// What it is about: neutral, and without a diagnosis that the note does not contain.
    pub title: Words,
    /// What the note documents about it, in the order of the note.
    pub indicators: Vec<Indicator>,
    /// What the note states, and the question.
    pub question: Words,
    /// The single questions, if there are several.
    pub items: Vec<Item>,
    /// Answers that the note supports, without [`OTHER`] and [`UNABLE`].
    pub options: Vec<Words>,
    /// The findings that an answer would settle.
    pub findings: Vec<Asked>,
}

/// A quotation from the note.
#[derive(Clone, Debug, PartialEq)]
pub struct Indicator {
    /// The words.
    pub span: Span,
    /// Whether words of their sentence were left out before or after them.
    pub cut: (bool, bool),
    /// The kind of their section.
    pub section: SectionKind,
    /// The words of its heading.
    pub heading: Option<Span>,
    /// The line, from 1.
    pub line: usize,
    /// The date of the note, if it states one.
    pub date: Option<Date>,
}

/// One of several questions.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// The question.
    pub ask: Words,
    /// The rule that asks it.
    pub rule: String,
}

/// A finding that a query is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Its rule.
    pub rule: String,
    /// Its severity.
    pub severity: Severity,
    /// Its fingerprint.
    pub fingerprint: String,
}

/// The queries about one note, and the findings about which there is none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drafts {
    /// The most severe first, then in the order of the note.
    pub drafts: Vec<Draft>,
    /// Rules that reported something which is no question for a provider, each once, with the reason.
    pub left_out: Vec<(String, LeftOut)>,
}

/// Why there is no query about a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// It concerns codes, which are not a provider's to choose.
    Code,
    /// It is advice about a history, for which nobody is sent a query.
    Advice,
}

impl LeftOut {
    /// The reason in words.
    pub const fn as_str(self) -> &'static str {
        match self {
            LeftOut::Code => "about a code, not for the provider",
            LeftOut::Advice => "advice; --all asks about it",
        }
    }
}

/// A note with what is known about it.
#[derive(Clone, Copy)]
pub(crate) struct Case<'a> {
    pub note: &'a Note,
    pub facts: &'a Facts,
    pub outcome: &'a Outcome,
    pub rules: &'a RuleSet,
}

impl Asked {
    fn of(finding: &Finding) -> Asked {
        Asked { rule: finding.rule.clone(), severity: finding.severity, fingerprint: finding.fingerprint.clone() }
    }
}

/// Drafts the queries about what is reported of a note; with `all`, also about elements of a checklist that are only advice.
pub fn drafts(note: &Note, facts: &Facts, outcome: &Outcome, rules: &RuleSet, all: bool) -> Drafts {
    let case = Case { note, facts, outcome, rules };
    let topics::Gathered { topics, left_out } = topics::gather(&case, all);
    let mut drafts: Vec<Draft> = topics.iter().map(|topic| wording::draft(&case, topic)).collect();
    drafts.sort_by_key(|draft| std::cmp::Reverse(draft.findings.iter().map(|asked| asked.severity).max()));
    Drafts { drafts, left_out }
}
