//! Names as files define them, and what is wrong with a name alone.

use super::record::{Entries, Text};
use super::source::RuleSource;
use crate::yaml::Spanned;

/// Where a name is defined.
#[derive(Clone, Copy)]
pub(super) struct Defined<'a> {
    pub path: &'a str,
    pub line: usize,
    pub builtin: bool,
    /// The name in its file; `None` if that is not being linked.
    pub name: Option<(&'a RuleSource<'a>, &'a Text)>,
}

impl<'a> Defined<'a> {
    /// Where a file defines a name.
    pub fn of(yaml: &'a RuleSource<'a>, name: &'a Text) -> Self {
        let (file, line) = (yaml.file_at(name.place().start), yaml.line(name.place().start));
        Defined { path: &file.path, line, builtin: file.builtin, name: Some((yaml, name)) }
    }
}

/// The entries of a mapping that may be missing.
pub(super) fn entries<V>(entries: &Option<Spanned<Entries<V>>>) -> impl Iterator<Item = &(Text, V)> {
    entries.iter().flat_map(|entries| &entries.value.0)
}

/// Reports a name that is not in kebab-case.
pub(super) fn kebab(yaml: &RuleSource<'_>, name: &Text, what: &str) {
    let good = !name.value.is_empty()
        && name
            .value
            .split('-')
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
    if !good {
        let suggestion = name
            .value
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|part| !part.is_empty())
            .map(str::to_ascii_lowercase)
            .collect::<Vec<_>>()
            .join("-");
        yaml.fault(
            name.place(),
            format!("`{}` is not a name for a {what}", name.value),
            "names are kebab-case",
            if suggestion.is_empty() {
                "write lower-case words with hyphens between them".to_owned()
            } else {
                format!("write `{suggestion}`")
            },
        );
    }
}

/// Reports a second thing of the same name.
pub(super) fn twice(yaml: &RuleSource<'_>, name: &Text, what: &str, first: Defined<'_>) {
    let Defined { path, line, .. } = first;
    yaml.fault(
        name.place(),
        format!("two of the same name: {what} `{}`", name.value),
        "the second of them",
        match (first.builtin, yaml.file.builtin) {
            (true, false) => format!("notelint brings one along, in {path}, line {line}: rename yours"),
            _ => format!("the other is in {path}, line {line}: rename one of the two"),
        },
    );
}
