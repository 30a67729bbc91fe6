//! Where a rule is written in its file, and each value that a site may change.
//!
//! To see why a rule has its severity, the author needs a line to look at. A value without a line is the default.

use super::file::Read;
use super::record::Text;
use super::source::RuleSource;

/// Where a rule and its settings are written. Lines count from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The rule's id: `pack/name`.
    pub rule: String,
    /// The file that holds it, as it was named to the loader.
    pub path: String,
    /// The line of its name.
    pub line: usize,
    /// Where its severity is stated, if it is.
    pub severity: Option<Stated>,
    /// Where its persona is stated, if it is.
    pub persona: Option<Stated>,
    /// Where its profile is stated, if it is.
    pub profile: Option<Stated>,
}

/// Where a value is stated: in the rule, among the defaults of its pack, or in the element that it takes over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// The file.
    pub path: String,
    /// The line.
    pub line: usize,
}

/// The origins of all rules of a file, in its order; none for a lexicon.
pub(super) fn origins(file: &Read<'_>) -> Vec<Origin> {
    let Some(pack) = file.record.pack.as_ref().map(|pack| pack.value.as_str()) else { return Vec::new() };
    let yaml = file.yaml;
    let elements = file.record.checklist.iter().flat_map(|list| &list.value).map(|element| &element.value);
    let elements = elements.filter_map(|e| origin(yaml, pack, &e.element, [&e.severity, &e.persona, &e.profile]));
    let rules = file.record.rules.iter().flat_map(|list| &list.value).map(|rule| &rule.value);
    let rules = rules.filter_map(|r| origin(yaml, pack, &r.rule, [&r.severity, &r.persona, &r.profile]));
    elements.chain(rules).collect()
}

fn origin(yaml: &RuleSource<'_>, pack: &str, id: &Option<Text>, values: [&Option<Text>; 3]) -> Option<Origin> {
    let id = id.as_ref()?;
    let stated = |text: &Text| {
        let at = text.place().start;
        Stated { path: yaml.file_at(at).path.clone(), line: yaml.line(at) }
    };
    let [severity, persona, profile] = values.map(|value| value.as_ref().map(stated));
    let rule = format!("{pack}/{}", id.value);
    let Stated { path, line } = stated(id);
    Some(Origin { rule, path, line, severity, persona, profile })
}
