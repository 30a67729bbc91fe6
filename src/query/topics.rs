//! Findings about one condition, which one query gathers.
//!
//! The missing elements of a checklist are one topic. What a diagnosis leaves open is one, however many rules say so. A
//! contradiction stands alone, because its answers are its own, and so does what calls for an explanation.

use super::quote::{has_code, without_codes};
use super::{Case, LeftOut};
use crate::base::{Fnv, RuleKind, Severity, Span};
use crate::check::Finding;
use crate::detect::Diagnosis;

/// Findings that one query is about; never empty, in the order of the note.
pub(super) struct Topic<'a> {
    pub about: About,
    pub findings: Vec<&'a Finding>,
}

/// What a topic is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum About {
    /// The elements of a checklist, by its id.
    Checklist(String),
    /// What the words of a diagnosis leave open; its code's category, else its words.
    Condition(String),
    /// What calls for an explanation.
    Unexplained(String),
    /// A contradiction.
    Conflict(Span),
    /// Words that should not stand, by the rule.
    Wording(String),
}

/// All topics of a note, and the rules that are none.
pub(super) struct Gathered<'a> {
    pub topics: Vec<Topic<'a>>,
    pub left_out: Vec<(String, LeftOut)>,
}

pub(super) fn gather<'a>(case: &Case<'a>, all: bool) -> Gathered<'a> {
    let mut gathered = Gathered { topics: Vec::new(), left_out: Vec::new() };
    for finding in case.outcome.reported() {
        let about = if finding.element.is_some() && finding.severity == Severity::Advice && !all {
            Err(LeftOut::Advice)
        } else {
            about(case, finding)
        };
        match about {
            Ok(about) => match gathered.topics.iter_mut().find(|topic| topic.about == about) {
                Some(topic) => topic.findings.push(finding),
                None => gathered.topics.push(Topic { about, findings: vec![finding] }),
            },
            Err(reason) => {
                let entry = (finding.rule.clone(), reason);
                if !gathered.left_out.contains(&entry) {
                    gathered.left_out.push(entry);
                }
            }
        }
    }
    gathered
}

fn about(case: &Case<'_>, finding: &Finding) -> Result<About, LeftOut> {
    if let Some(element) = &finding.element {
        return Ok(About::Checklist(element.checklist.clone()));
    }
    let diagnosis = diagnosis(case, finding);
    // A code is asked about only through the diagnosis that stands for it.
    let coded = finding.code.is_some() || rests_on_code(case, finding);
    if coded && finding.query.is_none() && (diagnosis.is_none() || finding.axis.is_none()) {
        return Err(LeftOut::Code);
    }
    let words = || case.note.words(finding.primary.span).to_lowercase();
    let key = diagnosis.and_then(|diagnosis| Some(diagnosis.code()?.category().to_string())).unwrap_or_else(words);
    Ok(match finding.kind {
        RuleKind::Specify | RuleKind::Checklist => About::Condition(key),
        RuleKind::Require => About::Unexplained(key),
        RuleKind::Conflict => About::Conflict(finding.primary.span),
        RuleKind::Forbid => About::Wording(finding.rule.clone()),
    })
}

/// The diagnosis that a finding is about.
pub(super) fn diagnosis<'a>(case: &Case<'a>, finding: &Finding) -> Option<&'a Diagnosis> {
    let all = || case.facts.diagnoses.iter();
    let spans = || [&finding.primary].into_iter().chain(&finding.related).map(|label| label.span);
    if let Some(code) = finding.code.as_ref().and_then(|code| crate::icd10::Code::parse(&code.code)) {
        return all().find(|diagnosis| diagnosis.is_of(code));
    }
    spans().find_map(|span| all().find(|diagnosis| diagnosis.span.overlaps(span)))
}

/// The words that a topic's query is about: those of its diagnosis, if it has one.
pub(super) fn subject(case: &Case<'_>, topic: &Topic<'_>) -> Span {
    let words = words_about(case, topic);
    without_codes(case, words).unwrap_or(words)
}

fn words_about(case: &Case<'_>, topic: &Topic<'_>) -> Span {
    let first = topic.findings[0];
    match topic.about {
        About::Condition(_) | About::Unexplained(_) => {
            let own = topic.findings.iter().find_map(|finding| {
                case.facts.diagnoses.iter().find(|diagnosis| diagnosis.span.overlaps(finding.primary.span))
            });
            let any = || topic.findings.iter().find_map(|finding| diagnosis(case, finding));
            let specify = matches!(topic.about, About::Condition(_));
            own.or_else(|| if specify { any() } else { None }).map_or(first.primary.span, |diagnosis| diagnosis.span)
        }
        _ => first.primary.span,
    }
}

fn rests_on_code(case: &Case<'_>, finding: &Finding) -> bool {
    let is_code = |span: Span| case.facts.codes.iter().any(|code| code.span.is_some_and(|code| code.overlaps(span)));
    let labels = [&finding.primary].into_iter().chain(&finding.related);
    labels.into_iter().any(|label| is_code(label.span)) || has_code(&finding.message.render(true))
}

/// Eight digits that stand for a topic.
pub(super) fn id(topic: &Topic<'_>) -> String {
    let hash = topic
        .findings
        .iter()
        .fold(Fnv::new(), |hash, finding| hash.and(finding.rule.as_bytes()).and(finding.fingerprint.as_bytes()));
    format!("{:08x}", hash.value() as u32)
}
