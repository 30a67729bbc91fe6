//! Whose words are whose: concepts that stand for several, and the sites of the body.

use super::ConceptId;
use super::record::{ConditionRecord, Others, Text};
use super::scope::Scope;

/// The concept that consists of all sites of the body.
const ALL_SITES: &str = "all-sites";

impl Scope<'_> {
    /// The concepts that name another complaint than the topic.
    pub fn others(&self, others: &Others) -> Option<Vec<ConceptId>> {
        let sites = match others {
            Others::These(texts) => return self.concepts(texts),
            Others::Sites(sites) => sites,
        };
        let Some(but) = &sites.value.all_sites_but else {
            self.yaml.fault(
                sites.place(),
                "other sites without `all-sites-but`",
                "all but which?",
                "add `all-sites-but:` with the sites of the topic, or write a list of concepts",
            );
            return None;
        };
        let all = self.concept(&Text::new(ALL_SITES.to_owned(), but.place()))?;
        let own = self.each(but, |text| {
            let concepts = self.concept(text)?;
            if !all.contains(&concepts[0]) {
                self.yaml.fault(
                    text.place(),
                    format!("`{}` is no site of the body", text.value),
                    format!("`{ALL_SITES}` does not include it"),
                    format!("name a concept that `{ALL_SITES}` includes, or add it there"),
                );
            }
            Some(concepts)
        });
        let own = own?.concat();
        let more = sites.value.and.as_ref().map_or(Some(Vec::new()), |texts| self.concepts(texts))?;
        Some(all.into_iter().filter(|site| !own.contains(site)).chain(more).collect())
    }

    /// Under `with`, a concept that consists of others is there if one of them is; `None` if that cannot be said.
    pub(super) fn any_of_included(
        &self,
        record: &ConditionRecord,
        with: &mut Vec<ConceptId>,
        with_any: &mut Vec<ConceptId>,
    ) -> Option<()> {
        let Some(texts) = record.with.as_ref().filter(|texts| with.len() > texts.value.len()) else { return Some(()) };
        if texts.value.len() == 1 && with_any.is_empty() {
            *with_any = std::mem::take(with);
            return Some(());
        }
        self.yaml.fault(
            texts.place(),
            "`with` has a concept that consists of others",
            "one of them is enough",
            "name it alone under `with-any`",
        );
        None
    }
}
