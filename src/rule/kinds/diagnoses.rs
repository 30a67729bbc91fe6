//! What the assessment says about its diagnoses, beside what the rest of the note and its codes say.

use super::{Check, Draft, Kind, KindRow, SlotWords, Statement};
use crate::base::{DiagnosisCheck, RuleKind};
use crate::rule::record::{Text, Texts};
use crate::rule::{CodeRange, Condition};
use crate::yaml::record;
use serde::{Deserialize, Serialize};

record! {
    /// The keys that only this kind has.
    Keys {
        /// The check of every diagnosis of the assessment.
        diagnoses: Text = crate::schema::word(DiagnosisCheck::ALL),
        /// The axes that `diagnoses` is about: type, stage, side. Default: all.
        axes: Texts = crate::rule::clauses::some(),
    }
}

pub(super) const ROW: KindRow = KindRow {
    key: "diagnoses",
    needs: &["message"],
    needs_one_of: &[],
    takes: &["axes", "within", "not-within", "quiet-if"],
    slots: |rule| slots(&rule.diagnoses),
    link: |draft| link(draft, &draft.rule.diagnoses).map(Check::Diagnoses),
};

/// Something about the diagnoses of the assessment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Diagnoses {
    /// What is compared.
    pub what: DiagnosisCheck,
    /// Only these axes, if there are any.
    pub axes: Vec<String>,
    /// Only diagnoses with a code in one of these ranges, if there are any.
    pub within: Vec<CodeRange>,
    /// No diagnosis with a code in any of these.
    pub not_within: Vec<CodeRange>,
}

fn link(draft: &Draft<'_, '_>, keys: &Keys) -> Option<Diagnoses> {
    let scope = &draft.linker.scope;
    let what =
        scope.yaml.word(keys.diagnoses.as_ref(), "check of diagnoses", DiagnosisCheck::ALL, DiagnosisCheck::as_str);
    let axes = keys.axes.as_ref().map_or(Some(Vec::new()), |texts| scope.each(texts, |text| Some(text.value.clone())));
    let (within, not_within) = draft.ranges();
    Some(Diagnoses { what: what?, axes: axes?, within: within?, not_within: not_within? })
}

/// The slots that its messages can fill. If the word under `diagnoses` is unknown, which is reported, any may be right.
fn slots(keys: &Keys) -> &'static [&'static str] {
    let what = keys.diagnoses.as_ref().and_then(|text| DiagnosisCheck::parse(&text.value));
    what.map_or(DiagnosisCheck::ALL_SLOTS, DiagnosisCheck::slots)
}

impl Diagnoses {
    /// Whether it is about a code of a diagnosis.
    pub fn concerns(&self, code: &str) -> bool {
        let code = code.trim_end_matches(['-', '.']);
        (self.within.is_empty() || self.within.iter().any(|range| range.holds(code)))
            && !self.not_within.iter().any(|range| range.holds(code))
    }

    /// Whether it is about an axis.
    pub fn is_about(&self, axis: &str) -> bool {
        self.axes.is_empty() || self.axes.iter().any(|own| own == axis)
    }
}

impl Kind for Diagnoses {
    fn kind(&self) -> RuleKind {
        match self.what {
            DiagnosisCheck::NotCarried | DiagnosisCheck::Open | DiagnosisCheck::Reasoning => RuleKind::Specify,
            DiagnosisCheck::AgainstCode | DiagnosisCheck::SideAgainstNote => RuleKind::Conflict,
            DiagnosisCheck::HistoryCoded | DiagnosisCheck::HedgedCoded => RuleKind::Forbid,
        }
    }

    fn in_words(&self) -> &'static str {
        "a check of the diagnoses of the assessment"
    }

    fn conditions(&self) -> Vec<&Condition> {
        Vec::new()
    }

    fn conditions_mut(&mut self) -> Vec<&mut Condition> {
        Vec::new()
    }

    fn occasion(&self, _: &str) -> Vec<Statement<'_>> {
        vec![Statement::Text(format!("For each diagnosis of the assessment: {}.", asked(self.what)))]
    }

    fn slots(&self) -> SlotWords {
        SlotWords { found: "diagnosis", ..SlotWords::default() }
    }

    fn is_silenced_by_code(&self) -> bool {
        matches!(self.what, DiagnosisCheck::NotCarried | DiagnosisCheck::Open)
    }
}

const fn asked(what: DiagnosisCheck) -> &'static str {
    match what {
        DiagnosisCheck::NotCarried => "it leaves open what the rest of the note names",
        DiagnosisCheck::Open => "it leaves open what a reviewer would ask about, and the note does not name it",
        DiagnosisCheck::Reasoning => "the text under it names a condition that is more specific",
        DiagnosisCheck::AgainstCode => "the code beside it is that of another condition, side, type or stage",
        DiagnosisCheck::SideAgainstNote => "the rest of the note names the same part only on the other side",
        DiagnosisCheck::HistoryCoded => "it is stated as past, and the code beside it is that of an active condition",
        DiagnosisCheck::HedgedCoded => "it is uncertain, and a code beside it states it as certain",
    }
}
