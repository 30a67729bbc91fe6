//! Comments in a template that let findings stay.
//!
//! `ignore[rule, rule] reason` holds for the next line with words behind the comment, and for the whole file where a
//! finding has no place of its own: an element for which the form has no prompt is missing everywhere. A comment that cannot
//! be read is an error, since its author believes that it works; one to which nothing answers is a warning. Both are
//! findings of rules that no pack holds, so that they are selected, counted and written like all others.

use super::outcome::{Outcome, Sifted, State};
use super::selection::{Selection, matches};
use crate::base::{Persona, RuleKind, Severity, Span};
use crate::check::{Finding, Label, Word, Words, put_in_order};
use crate::note::{Comment, Note};
use crate::rule::RuleSet;

/// The rule about comments that cannot be read.
pub const FAULTY: &str = "suppression/faulty";
/// The rule about comments that suppress nothing.
pub const UNUSED: &str = "suppression/unused";

const FORM: &str = "Write it as <!-- notelint: ignore[pack/rule] why the finding stays -->";

/// What a comment asks for.
struct Order<'t> {
    rules: Vec<&'t str>,
    reason: &'t str,
}

/// Why a comment cannot be read: what is wrong, with words of the file, and what to do.
type Fault = (Vec<Word>, String);

impl Outcome {
    /// Suppresses what the comments of a template ask for, and reports those that do not work.
    pub fn obey_comments(&mut self, note: &Note, rules: &RuleSet, selection: &Selection) {
        if note.comments.is_empty() {
            return;
        }
        let mut told = Vec::new();
        for (comment, line) in note.comments.iter().zip(lines_behind(note)) {
            match read(note, comment, rules) {
                Err((message, help)) => told.push(finding(FAULTY, Severity::Error, comment, message, help)),
                Ok(Order { rules, reason }) => {
                    let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
                    for rule in rules {
                        if !self.ignore(rule, &reason, line) {
                            told.push(unused(comment, rule));
                        }
                    }
                }
            }
        }
        put_in_order(note.source.text(), &mut told);
        let sift = |finding: Finding| {
            let state = if selection.wants(&finding.rule) { State::Reported } else { State::Deselected };
            Sifted { finding, state }
        };
        self.findings.extend(told.into_iter().map(sift));
        let order = |sifted: &Sifted| (sifted.finding.primary.span, sifted.finding.rule.clone());
        self.findings.sort_by_cached_key(order);
    }

    /// Suppresses the findings of a rule that point into a line or have no place of their own.
    fn ignore(&mut self, rule: &str, reason: &str, line: Span) -> bool {
        let is_meant = |finding: &Finding| {
            matches(rule, &finding.rule) && (finding.element.is_some() || finding.primary.span.overlaps(line))
        };
        self.suppress_if(reason, true, is_meant)
    }
}

/// For each comment the next line with words behind it, which may be what is left of its own.
fn lines_behind(note: &Note) -> Vec<Span> {
    let text = note.source.text();
    let mut lines = Vec::with_capacity(note.comments.len());
    // From the last one, so that no stretch of the text is looked at twice.
    let (mut next, mut behind) = (text.len(), Span::new(text.len(), text.len()));
    for comment in note.comments.iter().rev() {
        let gap = &text[comment.span.end..next];
        let words = gap.trim_start();
        if !words.is_empty() {
            let start = next - words.len();
            let ends = |text: &str| text.find(['\n', '\r']);
            let end = match ends(words) {
                Some(length) => start + length,
                None if ends(&text[next..behind.start]).is_some() => next,
                // The line goes on behind the next comment.
                None => behind.end,
            };
            behind = Span::new(start, end);
        }
        lines.push(behind);
        next = comment.span.start;
    }
    lines.reverse();
    lines
}

/// Reads `ignore[rule, rule] reason`.
fn read<'t>(note: &'t Note, comment: &Comment, rules: &RuleSet) -> Result<Order<'t>, Fault> {
    let said = |message: &str| (vec![Word::Text(message.to_owned())], FORM.to_owned());
    if !comment.closed {
        return Err(said("the comment has no end on its line"));
    }
    let words = note.words(comment.words);
    let Some(rest) = words.strip_prefix("ignore").map(str::trim_start).and_then(|rest| rest.strip_prefix('[')) else {
        return Err(said("the comment is none that notelint knows"));
    };
    let Some((names, reason)) = rest.split_once(']') else {
        return Err(said("the list of rules has no end"));
    };
    let names: Vec<&str> = names.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
    if names.is_empty() {
        return Err(said("the comment names no rule"));
    }
    if let Some(stranger) = names.iter().find(|name| !rules.rules.iter().any(|rule| matches(name, &rule.id))) {
        let message = vec![Word::Text("there is no rule ".to_owned()), Word::Quote((*stranger).to_owned())];
        return Err((message, "Correct the name; `notelint rules` lists what there is".to_owned()));
    }
    match reason.trim() {
        "" => Err(said("the comment gives no reason")),
        reason => Ok(Order { rules: names, reason }),
    }
}

fn unused(comment: &Comment, rule: &str) -> Finding {
    let message = vec![Word::Text("the comment suppresses no finding of ".to_owned()), Word::Quote(rule.to_owned())];
    let help = "Take the rule out, or move the comment before the line that the finding points at";
    finding(UNUSED, Severity::Warning, comment, message, help.to_owned())
}

fn finding(rule: &str, severity: Severity, comment: &Comment, message: Vec<Word>, help: String) -> Finding {
    Finding {
        rule: rule.to_owned(),
        kind: RuleKind::Require,
        severity,
        persona: Persona::Regular,
        message: Words(message),
        help: Words(vec![Word::Text(help)]),
        url: None,
        primary: Label { span: comment.span, text: "comment to notelint".to_owned() },
        related: Vec::new(),
        codes: Vec::new(),
        element: None,
        code: None,
        fingerprint: String::new(),
    }
}
