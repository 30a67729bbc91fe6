//! A diagnosis and the code that stands at it.

use super::against::contradiction;
use super::{Saying, code_at, concerned, finding};
use crate::base::Certainty;
use crate::check::finding::{Finding, Label};
use crate::check::view::View;
use crate::detect::Diagnosis;
use crate::icd10::{Code, CodeSet};
use crate::rule::{Diagnoses, Rule};

/// The code of another condition, side, type or stage.
pub(super) fn against_code(view: &View, rule: &Rule, ask: &Diagnoses) -> Vec<Finding> {
    let set = CodeSet::builtin();
    report(view, rule, ask, "its code says something else", |diagnosis, code| {
        contradiction(&set, view.note.words(diagnosis.span), diagnosis, code)
    })
}

/// A past condition with the code of an active one.
pub(super) fn history(view: &View, rule: &Rule, ask: &Diagnoses) -> Vec<Finding> {
    report(view, rule, ask, "stated as past", |diagnosis, code| (diagnosis.past && is_active(code)).then(String::new))
}

/// An uncertain condition with a code that states it.
pub(super) fn hedged(view: &View, rule: &Rule, ask: &Diagnoses) -> Vec<Finding> {
    let hedged = |diagnosis: &Diagnosis| diagnosis.certainty == Certainty::Hedged;
    report(view, rule, ask, "stated as uncertain", |diagnosis, code| {
        let symptom = matches!(code.undotted_str().as_bytes()[0], b'R' | b'Z');
        (hedged(diagnosis) && !symptom && diagnosis.is_of(code)).then(String::new)
    })
}

/// Codes that say that a condition is past, or that do not name a disease.
fn is_active(code: Code) -> bool {
    !matches!(code.undotted_str().as_bytes()[0], b'Z' | b'R' | b'V'..=b'Y')
}

fn report(
    view: &View,
    rule: &Rule,
    ask: &Diagnoses,
    shown_for: &'static str,
    judge: impl Fn(&Diagnosis, Code) -> Option<String>,
) -> Vec<Finding> {
    let one = |(at, diagnosis): (usize, &Diagnosis)| {
        let (code, span) = code_at(view, diagnosis)?;
        let code = Code::parse(&view.facts.codes[code].code)?;
        let says = judge(diagnosis, code)?;
        let saying = Saying {
            shown_for,
            related: vec![Label { span, text: "the code".into() }],
            says: vec![says],
            codes: vec![code.to_string()],
            axis: None,
        };
        finding(view, rule, at, saying)
    };
    concerned(view, ask).filter_map(one).collect()
}
