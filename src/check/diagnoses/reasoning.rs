//! A symptom is the title, and the text under it says what the provider takes it for.

use super::{Saying, concerned, finding};
use crate::base::Span;
use crate::check::finding::{Finding, Label};
use crate::check::view::View;
use crate::detect::Diagnosis;
use crate::icd10::Code;
use crate::rule::{Diagnoses, Rule};

pub(super) fn run(view: &View, rule: &Rule, ask: &Diagnoses) -> Vec<Finding> {
    let report = |(at, title): (usize, &Diagnosis)| {
        let span = under(view, title)?;
        let named = view.facts.reasoned.iter().filter(|reasoned| span.contains(reasoned.span));
        let more = named.filter(|reasoned| is_more(view, title, reasoned)).collect::<Vec<_>>();
        let first = more.first()?;
        let label = |reasoned: &&Diagnosis| Label { span: reasoned.span, text: "named in the reasoning".into() };
        let saying = Saying {
            shown_for: "less specific than the reasoning",
            related: more.iter().map(label).collect(),
            says: Vec::new(),
            codes: first.codes.first().cloned().into_iter().collect(),
            axis: None,
        };
        finding(view, rule, at, saying)
    };
    concerned(view, ask).filter_map(report).collect()
}

/// The text under a diagnosis: its problem's, else the rest of its paragraph.
fn under(view: &View, title: &Diagnosis) -> Option<Span> {
    if let Some(problem) = view.note.problem_at(title.span.start) {
        return Some(Span::new(title.span.end, problem.span.end));
    }
    let sentence = view.note.sentences.get(title.sentence)?;
    let rest = view.note.sentences[title.sentence..].iter().take_while(|next| next.paragraph == sentence.paragraph);
    Some(Span::new(title.span.end, rest.last()?.span.end))
}

/// Whether what the reasoning names says more than its title: the title is a symptom, the reasoning a disease, and no other
/// diagnosis of the assessment is that disease.
fn is_more(view: &View, title: &Diagnosis, reasoned: &Diagnosis) -> bool {
    let (Some(own), Some(named)) = (code(title), code(reasoned)) else { return false };
    let others = view.facts.diagnoses.iter().filter(|other| !other.span.overlaps(reasoned.span));
    let assessed = others.filter_map(code).any(|code| code.category() == named.category());
    is_symptom(own) && !is_symptom(named) && named.undotted_str().as_bytes()[0] < b'S' && !assessed
        || is_symptom(own) && matches!(named.undotted_str().as_bytes()[0], b'S' | b'T') && !assessed
}

fn code(diagnosis: &Diagnosis) -> Option<Code> {
    Code::parse(diagnosis.codes.first()?.trim_end_matches(['-', '.']))
}

/// Codes of symptoms: chapter 18, and pains that other chapters hold.
fn is_symptom(code: Code) -> bool {
    let pains = ["M255", "M542", "M545", "M546", "M549", "M79", "H571", "H920", "N644", "G89"];
    code.undotted_str().starts_with('R') || pains.iter().any(|family| code.undotted_str().starts_with(family))
}
