//! What the ICD-10-CM code set says about the codes of the note.

use super::{Check, Draft, Kind, KindRow, SlotWords, Statement};
use crate::base::{CodeCheck, CodeSlot, RuleKind};
use crate::rule::record::Text;
use crate::rule::{CodeRange, Condition, Message};
use crate::yaml::record;
use serde::{Deserialize, Serialize};

record! {
    /// The keys that only this kind has.
    Keys {
        /// The check of every ICD-10-CM code of the note against the code set.
        codes: Text = crate::schema::word(CodeCheck::ALL),
    }
}

pub(super) const ROW: KindRow = KindRow {
    key: "codes",
    needs: &["message"],
    needs_one_of: &[],
    takes: &["within", "not-within", "advice", "quiet-if"],
    slots: |rule| slots(&rule.codes),
    link: |draft| link(draft, &draft.rule.codes).map(Check::Codes),
};

/// Something about the codes of the note, looked up in the code set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Codes {
    /// What is looked up.
    pub what: CodeCheck,
    /// Only codes in one of these ranges, if there are any.
    pub within: Vec<CodeRange>,
    /// No codes in any of these.
    pub not_within: Vec<CodeRange>,
    /// The message if the note contains no word for what a code does not specify; `None` to report nothing then.
    pub advice: Option<Message>,
}

fn link(draft: &Draft<'_, '_>, keys: &Keys) -> Option<Codes> {
    let scope = &draft.linker.scope;
    let what = scope.yaml.word(keys.codes.as_ref(), "check of codes", CodeCheck::ALL, CodeCheck::as_str);
    let advice = draft.advice(slots(keys));
    let (within, not_within) = draft.ranges();
    Some(Codes { what: what?, within: within?, not_within: not_within?, advice })
}

/// The slots that its messages can fill. If the word under `codes` is unknown, which is reported, any may be right.
fn slots(keys: &Keys) -> &'static [&'static str] {
    let what = keys.codes.as_ref().and_then(|text| CodeCheck::parse(&text.value));
    what.map_or(CodeSlot::ALL_SLOTS, CodeCheck::slots)
}

impl Codes {
    /// Whether it is about a code.
    pub fn concerns(&self, code: &str) -> bool {
        (self.within.is_empty() || self.within.iter().any(|range| range.holds(code)))
            && !self.not_within.iter().any(|range| range.holds(code))
    }
}

impl Kind for Codes {
    fn kind(&self) -> RuleKind {
        match self.what {
            CodeCheck::Excludes1 | CodeCheck::Combination => RuleKind::Conflict,
            CodeCheck::LessSpecific | CodeCheck::Unspecified => RuleKind::Specify,
            _ => RuleKind::Forbid,
        }
    }

    fn in_words(&self) -> &'static str {
        "a check of codes against the code set"
    }

    fn conditions(&self) -> Vec<&Condition> {
        Vec::new()
    }

    fn conditions_mut(&mut self) -> Vec<&mut Condition> {
        Vec::new()
    }

    fn occasion(&self, _: &str) -> Vec<Statement<'_>> {
        let (within, not_within) = (ranges(" in ", &self.within), ranges(" not in ", &self.not_within));
        let asked = asked(self.what);
        let mut statements =
            vec![Statement::Text(format!("For each ICD-10-CM code of the note{within}{not_within}: {asked}."))];
        let advice = |advice| {
            Statement::Message("Where no word of the note that notelint knows says more, the advice is: ", advice)
        };
        statements.extend(self.advice.as_ref().map(advice));
        statements
    }

    fn slots(&self) -> SlotWords {
        SlotWords { found: "code", other: "other code", ..SlotWords::default() }
    }

    fn is_silenced_by_code(&self) -> bool {
        use CodeCheck::{Combination, Excludes1, LessSpecific, Unspecified};
        matches!(self.what, LessSpecific | Unspecified | Excludes1 | Combination)
    }
}

fn ranges(before: &str, ranges: &[CodeRange]) -> String {
    let range = |range: &CodeRange| match range.first == range.last {
        true => range.first.clone(),
        false => format!("{} to {}", range.first, range.last),
    };
    match ranges {
        [] => String::new(),
        ranges => format!("{before}{}", ranges.iter().map(range).collect::<Vec<_>>().join(", ")),
    }
}

const fn asked(what: CodeCheck) -> &'static str {
    match what {
        CodeCheck::Unknown => "it is not in the code set",
        CodeCheck::NotYetValid => "it comes into force after the date of service",
        CodeCheck::Retired => "it went out of force before the date of service",
        CodeCheck::Header => "it is a header that only groups the codes below it",
        CodeCheck::SeventhCharacter => "its 7th character is missing or not one that it can have",
        CodeCheck::Excludes1 => "an Excludes1 note excludes it together with another code of the note",
        CodeCheck::Combination => "an Excludes1 note names one code for it and another code of the note together",
        CodeCheck::LessSpecific => "another code of the note specifies what it leaves open",
        CodeCheck::Unspecified => "it leaves open what the note's own words name",
    }
}
