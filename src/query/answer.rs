//! A reply to queries, written into the note that they are about.
//!
//! The reply is the text of the queries as the text format writes it, filled in: a ticked box, words after
//! "Other", words after `Answer:`. What clarifies some words goes directly after them; the answer to one of several
//! questions goes to the end of the note, under a heading of the section where it belongs, as an addendum would. What that
//! settles is then a matter of comparing the two notes.

use super::{Draft, OTHER, UNABLE};
use crate::base::SectionKind;
use crate::rule::RuleSet;

/// Begins the line by which a reply refers to a query.
pub const REFERENCE: &str = "Query:";
/// How a note says what the answer says that nobody can tell.
const CANNOT: &str = "type and cause cannot be determined";

/// Begins an answer in words.
pub const ANSWER: &str = "Answer:";

/// A note with the answers of a reply in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amended {
    /// The note.
    pub text: String,
    /// The queries that were answered, by id.
    pub answered: Vec<String>,
    /// The queries that the reply does not answer.
    pub unanswered: Vec<String>,
}

/// The note with the answers of a reply; `None` if the text is no reply to these queries.
pub fn amended(note: &str, drafts: &[Draft], rules: &RuleSet, reply: &str) -> Option<Amended> {
    let mut replies: Vec<(&Draft, Vec<&str>)> = Vec::new();
    let mut waiting: Vec<&str> = Vec::new();
    for line in reply.lines() {
        match reference(line).map(|id| drafts.iter().find(|draft| draft.id == id)) {
            // The reference ends its query.
            Some(Some(draft)) => replies.push((draft, std::mem::take(&mut waiting))),
            Some(None) => waiting.clear(),
            None => waiting.push(line),
        }
    }
    if replies.is_empty() {
        return None;
    }
    let mut amended = Amended { text: note.trim_end().to_owned(), answered: Vec::new(), unanswered: Vec::new() };
    let mut inside: Vec<(usize, String)> = Vec::new();
    for (draft, lines) in replies {
        let answers = answers(draft, &lines);
        match answers.is_empty() {
            true => amended.unanswered.push(draft.id.clone()),
            false => amended.answered.push(draft.id.clone()),
        }
        for Answer { rule, words } in answers {
            if rule.is_none() && draft.items.is_empty() && draft.subject.end <= amended.text.len() {
                inside.push((draft.subject.end, words));
                continue;
            }
            let heading = heading(draft, rules, rule.as_deref());
            amended.text.push_str(&format!("\n\n{heading}:\n{words}"));
        }
    }
    amended.text.push('\n');
    // From the last place on, so that the others stay where they are.
    inside.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    for (at, words) in inside {
        amended.text.insert_str(at, &format!(", {}", words.trim_end_matches('.')));
    }
    Some(amended)
}

/// The query that a line refers to.
pub(super) fn reference(line: &str) -> Option<&str> {
    let line = line.trim_start_matches(['*', '_', ' ', '>', '#']);
    let id = line.strip_prefix(REFERENCE)?.trim_matches(['*', '_', ' ', '`']);
    id.split_whitespace().next().filter(|id| id.len() == 8 && id.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// An answer, and the rule whose question it answers if the query has several.
struct Answer {
    rule: Option<String>,
    words: String,
}

fn answers(draft: &Draft, lines: &[&str]) -> Vec<Answer> {
    let mut answers = Vec::new();
    let mut item = None;
    for (at, line) in lines.iter().enumerate() {
        let line = line.trim().trim_start_matches(['-', '*', ' ']);
        if let Some(number) = numbered(line).filter(|number| (1..=draft.items.len()).contains(number)) {
            item = Some(number - 1);
        }
        let rule = || item.and_then(|item| draft.items.get(item)).map(|item| item.rule.clone());
        if let Some(words) = line.strip_prefix(ANSWER) {
            let more = lines[at + 1..].iter().map(|line| line.trim());
            let more = more.take_while(|line| {
                !line.is_empty() && numbered(line).is_none() && !line.starts_with('[') && !line.starts_with(ANSWER)
            });
            let words: Vec<&str> =
                [filled(words)].into_iter().chain(more.map(filled)).filter(|words| !words.is_empty()).collect();
            if !words.is_empty() {
                answers.push(Answer { rule: rule(), words: words.join(" ") });
            }
        } else if let Some(words) = ticked(line) {
            let words = words.strip_prefix(OTHER).map_or(words, |other| other.trim_start_matches([':', ' ']));
            let words = match words {
                UNABLE => CANNOT.to_owned(),
                words => chosen(words),
            };
            if !words.is_empty() {
                answers.push(Answer { rule: None, words });
            }
        }
    }
    answers
}

/// The words after a ticked box.
fn ticked(line: &str) -> Option<&str> {
    let rest = ["[x]", "[X]", "(x)", "(X)", "☒", "☑", "✓"].iter().find_map(|mark| line.strip_prefix(mark))?;
    Some(filled(rest))
}

/// An answer without the place that it stands at: `As documented in line 4: "right knee"` is `right knee`.
fn chosen(words: &str) -> String {
    let said =
        words.strip_prefix("As documented").and_then(|rest| rest.split_once(": ")).map_or(words, |(_, said)| said);
    said.replace(['"', '“', '”'], "").trim_matches(['_', ' ']).to_owned()
}

/// Words without the line on which they were written.
fn filled(words: &str) -> &str {
    words.trim().trim_matches('_').trim()
}

fn numbered(line: &str) -> Option<usize> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    line[digits..].starts_with(". ").then(|| line[..digits].parse().ok()).flatten()
}

/// The heading under which an answer belongs.
fn heading(draft: &Draft, rules: &RuleSet, rule: Option<&str>) -> &'static str {
    let rule = rule.or(draft.findings.first().map(|asked| asked.rule.as_str())).and_then(|id| rules.rule(id));
    match rule.and_then(|rule| rule.belongs_in.first()) {
        Some(SectionKind::Hpi | SectionKind::Cc) => "HPI",
        Some(SectionKind::Exam) => "Physical Exam",
        Some(SectionKind::Vitals) => "Vitals",
        Some(SectionKind::Results) => "Results",
        Some(SectionKind::Ros) => "ROS",
        Some(SectionKind::Pmh) => "PMH",
        Some(SectionKind::Sh) => "Social History",
        Some(SectionKind::Meds) => "Medications",
        Some(SectionKind::Plan) => "Plan",
        _ => "Assessment",
    }
}
