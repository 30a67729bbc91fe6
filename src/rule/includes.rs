//! Concepts that consist of others: `joint-site: {includes: [knee-site, hip-site]}`.

use super::file::Read;
use super::names::Names;
use super::{ConceptId, RuleSet};

/// Takes in what concepts consist of: those of the rules beneath, and those of the files.
pub(super) fn include(names: &mut Names<'_>, beneath: &RuleSet, files: &[Read<'_>]) {
    for (id, concept) in (0..).map(ConceptId).zip(&beneath.concepts) {
        if !concept.includes.is_empty() {
            names.set_included(id, concept.includes.clone());
        }
    }
    for file in files {
        let pack = file.record.pack.as_ref().map(|pack| pack.value.as_str());
        for (id, name, record) in file.concepts() {
            let Some(texts) = &record.value.includes else { continue };
            let Some(concept) = names.defined(&id, name) else { continue };
            if file.yaml.not_empty(texts).is_none() {
                continue;
            }
            let mut parts = Vec::new();
            for text in &texts.value {
                let Some(part) = names.concept(file.yaml, pack, text) else { continue };
                if names.with_included(part).contains(&concept) {
                    file.yaml.fault(
                        text.place(),
                        format!("`{}` consists of itself", name.value),
                        "leads back to it",
                        "take one of the two out",
                    );
                }
                parts.push(part);
            }
            names.set_included(concept, parts);
        }
    }
}
