//! Comments in a template that suppress findings.
//!
//! `ignore[rule, rule] reason` applies to the next line with words after the comment, and to the whole file if a
//! finding has no place of its own: an element for which the form has no prompt is missing everywhere.
//!
//! Mistakes would go unnoticed: a comment that cannot be read, or is written as for another linter or in the comment of
//! another language, does nothing, though its author believes it works, and
//! one that matches no finding would hide a later finding that nobody has seen. Rules of the kind `comments` report them.
//! Which findings a comment suppresses is decided here, once, because that also decides which comments match nothing;
//! `filter` acts on it.

use super::compose::{self, Draft, Slots};
use super::finding::{Finding, Word};
use super::view::View;
use crate::base::{CommentCheck, Span};
use crate::note::{Comment, Note};
use crate::rule::{Check, Comments, RuleSet, names_rule};
use std::collections::HashMap;

/// Marks the findings that a comment suppresses, and adds those about comments that do not work.
///
/// `findings` are all others of the note; findings about comments cannot be suppressed by comments.
pub(super) fn run(view: &View, findings: &mut Vec<Finding>) {
    if view.note.comments.is_empty() {
        return;
    }
    let mut places = Places::new(findings);
    let mut mistakes = Vec::new();
    for (comment, line) in view.note.comments.iter().zip(next_lines(view.note)) {
        if comment.near {
            mistakes.extend(report(view, comment, CommentCheck::NearMiss, None, &[]));
            continue;
        }
        match read(view.note, comment, view.rules) {
            Err(mistake) => mistakes.extend(report(view, comment, CommentCheck::Faulty, None, &mistake)),
            Ok(Ignore { rules, reason }) => {
                for rule in rules {
                    if !places.ignore(rule, &reason, line) {
                        mistakes.extend(report(view, comment, CommentCheck::Unused, Some(rule), &[]));
                    }
                }
            }
        }
    }
    findings.extend(mistakes);
}

/// What a comment says.
struct Ignore<'t> {
    rules: Vec<&'t str>,
    reason: String,
}

/// Reads `ignore[rule, rule] reason`.
///
/// # Errors
/// What is wrong with the comment, as the end of "the comment …"; may quote the file.
fn read<'t>(note: &'t Note, comment: &Comment, rules: &RuleSet) -> Result<Ignore<'t>, Vec<Word>> {
    let mistake = |words: &str| Err(vec![Word::Text(words.to_owned())]);
    if !comment.closed {
        return mistake("has no end on its line");
    }
    let words = note.words(comment.words);
    let Some(rest) = words.strip_prefix("ignore").map(str::trim_start).and_then(|rest| rest.strip_prefix('[')) else {
        return mistake("is none that notelint knows");
    };
    let Some((names, reason)) = rest.split_once(']') else {
        return mistake("has a list of rules without an end");
    };
    let names: Vec<&str> = names.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
    if names.is_empty() {
        return mistake("names no rule");
    }
    if let Some(unknown) = names.iter().find(|name| !rules.rules.iter().any(|rule| names_rule(name, &rule.id))) {
        let unknown = Word::Quote((*unknown).to_owned());
        return Err(vec![Word::Text("names ".to_owned()), unknown, Word::Text(", which is no rule".to_owned())]);
    }
    match reason.split_whitespace().collect::<Vec<_>>().join(" ") {
        reason if reason.is_empty() => mistake("gives no reason"),
        reason => Ok(Ignore { rules: names, reason }),
    }
}

/// What the rules about such a mistake report; `named` is the rule that the comment names without effect.
fn report(
    view: &View,
    comment: &Comment,
    mistake: CommentCheck,
    named: Option<&str>,
    says: &[Word],
) -> impl Iterator<Item = Finding> {
    let asking = view.rules.rules.iter().filter(move |rule| rule.check == Check::Comments(Comments { what: mistake }));
    asking.filter(|rule| super::is_active(rule, view.note)).filter_map(move |rule| {
        compose::finding(
            view,
            rule,
            Draft {
                primary: comment.span,
                shown_for: "comment to notelint".to_owned(),
                related: Vec::new(),
                severity: rule.severity,
                message: &rule.message,
                found: None,
                says: Vec::new(),
                codes: Vec::new(),
                element: None,
                slots: Slots { found: named.map(str::to_owned), says: says.to_vec(), ..Slots::default() },
            },
        )
    })
}

/// Findings by place, so that a comment looks only at those near its line, however many the template has.
struct Places<'f, 't> {
    /// Those that point at words of the note, by the start of their primary span.
    placed: Vec<&'f mut Finding>,
    /// For each of them, the greatest end among it and those before it.
    reach: Vec<usize>,
    /// Elements that are missing, and so have no place of their own.
    elements: Vec<&'f mut Finding>,
    /// How far the findings reach that comments have marked so far, by the rule that they name and the end of their
    /// line; without end if an element is one of them.
    marked: HashMap<(&'t str, usize), usize>,
}

impl<'f, 't> Places<'f, 't> {
    fn new(findings: &'f mut [Finding]) -> Self {
        let (elements, mut placed): (Vec<_>, Vec<_>) =
            findings.iter_mut().partition(|finding| finding.element.is_some());
        placed.sort_by_key(|finding| finding.primary.span);
        let ends = placed.iter().map(|finding| finding.primary.span.end);
        let reach = ends.scan(0, |reach: &mut usize, end| {
            *reach = end.max(*reach);
            Some(*reach)
        });
        Places { reach: reach.collect(), placed, elements, marked: HashMap::new() }
    }

    /// Marks the findings of a rule that point into a line or have no place of their own; whether there are any.
    fn ignore(&mut self, rule: &'t str, reason: &str, line: Span) -> bool {
        // Of comments on one line each applies to what is after it, so the first one has marked everything already.
        if let Some(&reach) = self.marked.get(&(rule, line.end)) {
            return reach > line.start;
        }
        let from = self.reach.partition_point(|&reach| reach <= line.start);
        let to = self.placed.partition_point(|finding| finding.primary.span.start < line.end);
        let near = self.placed[from.min(to)..to].iter_mut().filter(|finding| finding.primary.span.overlaps(line));
        let mut reach = 0;
        for finding in near.chain(&mut self.elements).filter(|finding| names_rule(rule, &finding.rule)) {
            reach = reach.max(if finding.element.is_some() { usize::MAX } else { finding.primary.span.end });
            // The first comment that names a finding gives the reason.
            finding.ignored.get_or_insert_with(|| reason.to_owned());
        }
        self.marked.insert((rule, line.end), reach);
        reach > line.start
    }
}

/// For each comment the next line with words after it, which may be the rest of its own line.
fn next_lines(note: &Note) -> Vec<Span> {
    let text = note.source.text();
    let mut lines = Vec::with_capacity(note.comments.len());
    // From the last one, so that no stretch of the text is looked at twice.
    let (mut next, mut after) = (text.len(), Span::new(text.len(), text.len()));
    for comment in note.comments.iter().rev() {
        let gap = &text[comment.span.end..next];
        let words = gap.trim_start();
        if !words.is_empty() {
            let start = next - words.len();
            let ends = |text: &str| text.find(['\n', '\r']);
            let end = match ends(words) {
                Some(length) => start + length,
                None if ends(&text[next..after.start]).is_some() => next,
                // The rest of the line follows after the next comment.
                None => after.end,
            };
            after = Span::new(start, end);
        }
        lines.push(after);
        next = comment.span.start;
    }
    lines.reverse();
    lines
}
