//! What checking yields: findings, and the state of each checklist.
//!
//! Findings are values that contain all that any format needs, so that no format reads the rules again. Words of the
//! note are only in [`Word::Quote`] and at spans, so that leaving them out takes one decision.

use crate::base::{Persona, Profile, RuleKind, Severity, Span};

/// What a rule reports about one note.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// `pack/name`.
    pub rule: String,
    /// What kind of rule it is.
    pub kind: RuleKind,
    /// Its severity.
    pub severity: Severity,
    /// The least thorough reader who sees it.
    pub persona: Persona,
    /// What is wrong.
    pub message: Words,
    /// What would satisfy the rule, for the reader. It names no code to a clinician that the note does not hold.
    pub help: Words,
    /// The same for reviewers, who see codes as well.
    pub help_for_coders: Words,
    /// A page about the rule.
    pub url: Option<String>,
    /// Where it points; never empty, in range, on character boundaries.
    pub primary: Label,
    /// What else it rests on.
    pub related: Vec<Label>,
    /// Codes that the finding concerns: those coded that it rests on, then, for reviewers, the families
    /// ("M54.5-") of what is documented more specifically.
    pub codes: Vec<String>,
    /// For an element of a checklist: what the grouped diagnostic needs.
    pub element: Option<ElementOf>,
    /// For what the code set says about a code: which code, and what it does not specify.
    pub code: Option<CodeOf>,
    /// What the rest of the note documents, in the words of the rule; empty if the rule has none.
    pub says: Words,
    /// The axes that a diagnosis or code does not specify, if it is about that: "type and acuity".
    pub axis: Option<String>,
    /// The query about it, as far as the author of the rule has written it.
    pub query: Option<QueryOf>,
    /// The reason for suppressing it, if a comment of the template gives one; may quote the template.
    pub ignored: Option<String>,
    /// Rules with a finding about the same code or place that take precedence: if one of those is reported, this one is
    /// not.
    pub yields_to: Vec<String>,
    /// 16 hexadecimal digits that stay the same while lines elsewhere in the note change, and that hold no
    /// word of the note: see [`check`](super::check()).
    pub fingerprint: String,
}

/// The element of a checklist that a finding is about.
#[derive(Clone, Debug, PartialEq)]
pub struct ElementOf {
    /// The pack's id.
    pub checklist: String,
    /// The pack's title: "Back pain".
    pub title: String,
    /// The short noun: "radiation".
    pub label: String,
    /// The neutral question.
    pub ask: String,
    /// Whether the note has a prompt for it without an answer.
    pub unfilled: bool,
}

impl ElementOf {
    /// Why it is reported: it is missing, or a prompt for it is unanswered.
    pub const fn status(&self) -> Status {
        if self.unfilled { Status::Unfilled } else { Status::Missing }
    }
}

/// What the author of a rule has written for the query about a finding.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct QueryOf {
    /// The title.
    pub title: Option<Words>,
    /// The question.
    pub ask: Option<Words>,
    /// The answers that the note supports.
    pub options: Vec<OptionOf>,
}

/// An answer to choose from.
#[derive(Clone, Debug, PartialEq)]
pub struct OptionOf {
    /// The answer.
    pub option: String,
    /// The words of the note that support it.
    pub evidence: Vec<Span>,
}

/// The code that a finding is about.
#[derive(Clone, Debug, PartialEq)]
pub struct CodeOf {
    /// The code: `N18.9`.
    pub code: String,
    /// Its title; empty if no source has it.
    pub title: String,
    /// The axes that it does not specify, if the finding is about that: "stage".
    pub open: Option<String>,
}

/// A span with its own words.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// Why it is shown; contains no word of the note.
    pub text: String,
}

/// Words for people, in which words of the note are kept separate so that they can be left out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Words(pub Vec<Word>);

/// One piece of [`Words`].
#[derive(Clone, Debug, PartialEq)]
pub enum Word {
    /// Words of the rule's author.
    Text(String),
    /// Words of the note: shown in quotes, or left out when redacted.
    Quote(String),
}

impl Words {
    /// The words as one line; `redact` puts "(words left out)" in place of quotes.
    pub fn render(&self, redact: bool) -> String {
        let mut line = String::new();
        for word in &self.0 {
            match word {
                Word::Text(text) => line.push_str(text),
                Word::Quote(_) if redact => line.push_str("(words left out)"),
                Word::Quote(quote) => {
                    line.push('"');
                    line.push_str(&quote.split_whitespace().collect::<Vec<_>>().join(" "));
                    line.push('"');
                }
            }
        }
        line
    }
}

/// What a checklist found in one note.
#[derive(Clone, Debug, PartialEq)]
pub struct ChecklistResult {
    /// The pack's id.
    pub id: String,
    /// One entry for each element, in the pack's order.
    pub elements: Vec<ElementResult>,
}

/// The result of one element.
#[derive(Clone, Debug, PartialEq)]
pub struct ElementResult {
    /// The element's id without the pack.
    pub id: String,
    /// Its status.
    pub status: Status,
    /// The words that document it (or prompt for it), in order.
    pub evidence: Vec<ElementEvidence>,
}

/// The status of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Stated, either way.
    Documented,
    /// Nowhere.
    Missing,
    /// A form prompts for it (template profile only).
    Prompted,
    /// There is a prompt for it without an answer (note profile only).
    Unfilled,
}

impl Status {
    /// The word of the JSON contract.
    pub const fn as_str(self) -> &'static str {
        match self {
            Status::Documented => "documented",
            Status::Missing => "missing",
            Status::Prompted => "prompted",
            Status::Unfilled => "unfilled",
        }
    }

    /// The words for people: a template need only prompt for what a note must document.
    pub const fn in_words(self, profile: Profile) -> &'static str {
        match (self, profile) {
            (Status::Documented, _) => "documented",
            (Status::Missing, Profile::Note) => "not documented",
            (Status::Missing, Profile::Template) => "not prompted for",
            (Status::Prompted, _) => "prompted for",
            (Status::Unfilled, _) => "prompt left open",
        }
    }
}

/// Words that document an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ElementEvidence {
    /// The place.
    pub span: Span,
    /// Whether it is denied.
    pub denied: bool,
}

/// Everything that checking one note yields.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Checked {
    /// In order of their primary spans, then of rule ids.
    pub findings: Vec<Finding>,
    /// Checklists whose topic applies.
    pub checklists: Vec<ChecklistResult>,
}
