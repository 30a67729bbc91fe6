//! A symptom is the title, and the text under it says what the provider takes it for.

use super::{Saying, concerned, finding};
use crate::base::Span;
use crate::check::finding::{Finding, Label};
use crate::check::placement::MOST_RELATED;
use crate::check::view::View;
use crate::detect::Diagnosis;
use crate::icd10::Code;
use crate::rule::{Diagnoses, Rule};
use std::collections::{HashMap, HashSet};

pub(super) fn run(view: &View, rule: &Rule, ask: &Diagnoses) -> Vec<Finding> {
    let diseases = diseases(view);
    // What is concluded is reported once, at the title rather than where the reasoning says the symptom again.
    let mut seen = HashSet::new();
    let report = |(at, title): (usize, &Diagnosis)| {
        title.code().filter(|code| is_symptom(*code))?;
        let span = under(view, title)?;
        let first = diseases.partition_point(|disease| disease.span.start < span.start);
        let named = diseases[first..].iter().take_while(|disease| disease.span.start < span.end);
        let named: Vec<&&Diagnosis> = named.filter(|disease| span.contains(disease.span)).take(MOST_RELATED).collect();
        if !seen.insert(named.first()?.span) {
            return None;
        }
        let label = |disease: &&&Diagnosis| Label { span: disease.span, text: "named in the reasoning".into() };
        let saying = Saying {
            shown_for: "less specific than the reasoning",
            related: named.iter().map(label).collect(),
            codes: named.first()?.codes.first().cloned().into_iter().collect(),
            ..Saying::default()
        };
        finding(view, rule, at, saying)
    };
    concerned(view, ask).filter_map(report).collect()
}

/// The diseases that reasoning names and that no other words assess, in text order.
fn diseases<'v>(view: &View<'v>) -> Vec<&'v Diagnosis> {
    let mut assessed: HashMap<Code, Vec<Span>> = HashMap::new();
    for diagnosis in &view.facts.diagnoses {
        let category = diagnosis.code().map(|code| code.category());
        category.into_iter().for_each(|category| assessed.entry(category).or_default().push(diagnosis.span));
    }
    let is_new = |reasoned: &&Diagnosis| {
        reasoned.code().is_some_and(|code| {
            let mut others = assessed.get(&code.category()).into_iter().flatten();
            names_disease(code) && !others.any(|other| !other.overlaps(reasoned.span))
        })
    };
    view.facts.reasoned.iter().filter(is_new).collect()
}

/// The text under a diagnosis: its problem's, else the rest of its paragraph.
fn under(view: &View, title: &Diagnosis) -> Option<Span> {
    if let Some(problem) = view.note.problem_at(title.span.start) {
        return Some(Span::new(title.span.end, problem.span.end));
    }
    let sentences = &view.note.sentences;
    let paragraph = sentences.get(title.sentence)?.paragraph;
    let last = sentences.partition_point(|sentence| sentence.paragraph <= paragraph).checked_sub(1)?;
    Some(Span::new(title.span.end, sentences[last].span.end))
}

/// Codes of diseases and injuries: neither symptoms, nor causes from outside, nor encounters.
fn names_disease(code: Code) -> bool {
    !is_symptom(code) && code.undotted_str().as_bytes()[0] <= b'T'
}

/// Codes of symptoms: chapter 18, and pains that other chapters hold.
fn is_symptom(code: Code) -> bool {
    let pains = ["M255", "M542", "M545", "M546", "M549", "M79", "H571", "H920", "N644", "G89"];
    code.undotted_str().starts_with('R') || pains.iter().any(|family| code.undotted_str().starts_with(family))
}
