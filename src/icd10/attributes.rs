use super::layout::ATTRIBUTES;

/// What CMS attaches to a code for inpatient claims: its CC level and the edits of the Medicare Code Editor.
///
/// Kept separate from everything else about a code, because it must never influence what a provider is asked: it is for
/// profiles and reports of a CDI team, not for messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Attributes(pub(super) u32);

/// How much a secondary diagnosis weighs in the MS-DRG definitions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Complication {
    /// A complication or comorbidity (CC).
    Cc,
    /// A major complication or comorbidity (MCC).
    Mcc,
}

impl Attributes {
    /// The level in MS-DRG version 43.1, if there is one.
    pub fn complication(self) -> Option<Complication> {
        match (self.has("MCC"), self.has("CC")) {
            (true, _) => Some(Complication::Mcc),
            (false, true) => Some(Complication::Cc),
            (false, false) => None,
        }
    }

    /// Whether the code is on the list of the edit for unspecified codes (edit 20): laterality could be stated.
    pub fn in_unspecified_edit(self) -> bool {
        self.has("unspecified")
    }

    /// The edits in force last, by the names that the editor gives them.
    pub fn edits(self) -> impl Iterator<Item = &'static str> {
        ATTRIBUTES.into_iter().filter(move |name| !matches!(*name, "CC" | "MCC") && self.has(name))
    }

    fn has(self, name: &str) -> bool {
        ATTRIBUTES.iter().position(|known| *known == name).is_some_and(|bit| self.0 & (1 << bit) != 0)
    }
}
