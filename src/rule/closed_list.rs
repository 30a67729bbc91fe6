//! Closed lists: an author's word must be in the list; if not, the fault suggests the nearest one.

use super::fault::known;
use super::record::{Text, Texts};
use super::source::RuleSource;
use crate::base::SectionKind;

impl RuleSource<'_> {
    /// A word of a closed list; `None` if there is none, or if it is unknown, which was reported.
    pub fn word<T: Copy>(
        &self,
        text: Option<&Text>,
        what: &str,
        all: &[T],
        name: impl Fn(T) -> &'static str,
    ) -> Option<T> {
        let text = text?;
        let found = all.iter().copied().find(|word| name(*word) == text.value);
        if found.is_none() {
            self.fault(
                text.place(),
                format!("unknown {what} `{}`", text.value),
                "not one of the known words",
                known(&text.value, all.iter().map(|word| name(*word)).collect::<Vec<_>>()),
            );
        }
        found
    }

    /// A kind of section.
    pub fn section(&self, text: &Text) -> Option<SectionKind> {
        self.word(Some(text), "section kind", SectionKind::ALL, SectionKind::as_str)
    }

    /// A list of section kinds; `None` if one is unknown or the list is empty.
    pub fn sections(&self, texts: &Texts) -> Option<Vec<SectionKind>> {
        self.not_empty(texts)?;
        let sections = texts.value.iter().map(|text| self.section(text)).collect::<Vec<_>>();
        sections.into_iter().collect()
    }

    /// A list of words that must not be empty.
    pub fn not_empty(&self, texts: &Texts) -> Option<()> {
        if texts.value.is_empty() {
            self.fault(
                texts.place(),
                "an empty list",
                "no word of a note fits",
                "name at least one, or take the key out",
            );
            return None;
        }
        Some(())
    }
}
