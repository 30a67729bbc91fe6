//! Comments in a template that let findings stay.
//!
//! `ignore[rule, rule] reason` holds for the next line with words behind the comment, and for the whole file where a
//! finding has no place of its own: an element for which the form has no prompt is missing everywhere. A comment that cannot
//! be read does not work, though its author believes so, and one to which nothing answers hides what comes tomorrow: rules
//! of the kind `comments` tell both, here and not where a note is checked, for here it is known what was suppressed.

use super::outcome::{Outcome, Triaged};
use super::selection::{Selection, matches};
use crate::base::{CommentCheck, Persona, Severity, Span};
use crate::check::{Finding, Label, Word, Words, put_in_order};
use crate::note::{Comment, Note};
use crate::rule::{Check, Message, Piece, Rule, RuleSet};

/// What a comment asks for.
struct Order<'t> {
    rules: Vec<&'t str>,
    reason: &'t str,
}

/// What is wrong with a comment; it may quote the file.
type Fault = Vec<Word>;

impl Outcome {
    /// Suppresses what the comments of a template ask for, and reports those that do not work.
    pub fn obey_comments(&mut self, note: &Note, rules: &RuleSet, persona: Persona, selection: &Selection) {
        if note.comments.is_empty() {
            return;
        }
        let mut told = Vec::new();
        let mut tell = |comment: &Comment, what: CommentCheck, says: &[Word]| {
            let asked = rules.rules.iter().filter(|rule| rule.check == Check::Comments(what));
            let loud = asked.filter(|rule| rule.severity != Severity::Off);
            told.extend(loud.map(|rule| finding(rule, comment, says)));
        };
        for (comment, line) in note.comments.iter().zip(lines_behind(note)) {
            match read(note, comment, rules) {
                Err(fault) => tell(comment, CommentCheck::Faulty, &fault),
                Ok(Order { rules, reason }) => {
                    let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
                    for rule in rules {
                        if !self.ignore(rule, &reason, line) {
                            tell(comment, CommentCheck::Unused, &[Word::Quote(rule.to_owned())]);
                        }
                    }
                }
            }
        }
        put_in_order(note.source.text(), &mut told);
        self.findings.extend(told.into_iter().map(|finding| Triaged::new(finding, persona, selection)));
        let order = |triaged: &Triaged| (triaged.finding.primary.span, triaged.finding.rule.clone());
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
    let said = |words: &str| vec![Word::Text(words.to_owned())];
    if !comment.closed {
        return Err(said("has no end on its line"));
    }
    let words = note.words(comment.words);
    let Some(rest) = words.strip_prefix("ignore").map(str::trim_start).and_then(|rest| rest.strip_prefix('[')) else {
        return Err(said("is none that notelint knows"));
    };
    let Some((names, reason)) = rest.split_once(']') else {
        return Err(said("has a list of rules without an end"));
    };
    let names: Vec<&str> = names.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
    if names.is_empty() {
        return Err(said("names no rule"));
    }
    if let Some(stranger) = names.iter().find(|name| !rules.rules.iter().any(|rule| matches(name, &rule.id))) {
        return Err(vec![
            Word::Text("names ".to_owned()),
            Word::Quote((*stranger).to_owned()),
            Word::Text(", which is no rule".to_owned()),
        ]);
    }
    match reason.trim() {
        "" => Err(said("gives no reason")),
        reason => Ok(Order { rules: names, reason }),
    }
}

/// What a rule tells of a comment; its message has one place to fill in.
fn finding(rule: &Rule, comment: &Comment, says: &[Word]) -> Finding {
    let filled = |message: &Message| {
        let piece = |piece: &Piece| match piece {
            Piece::Text(text) => vec![Word::Text(text.clone())],
            Piece::Found | Piece::Other | Piece::Says | Piece::Code(_) => says.to_vec(),
        };
        Words(message.0.iter().flat_map(piece).collect())
    };
    Finding {
        rule: rule.id.clone(),
        kind: rule.check.kind(),
        severity: rule.severity,
        persona: rule.persona,
        message: filled(&rule.message),
        help: filled(&rule.help),
        url: rule.url.clone(),
        primary: Label { span: comment.span, text: "comment to notelint".to_owned() },
        related: Vec::new(),
        codes: Vec::new(),
        element: None,
        code: None,
        fingerprint: String::new(),
    }
}
