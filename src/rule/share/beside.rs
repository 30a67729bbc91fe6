//! Cases that are not beside their element or rule: `tests:` and `phrasings:` of a pack, by the names of what they test.
//!
//! A rule shows two or four of its cases; the many that hold a vocabulary in place are in a file of their own.

use super::tree::{add, child, entries, text};
use crate::rule::fault::known;
use crate::rule::source::RuleSource;
use crate::yaml::{Node, Text, Value};

/// Puts the cases that a pack keeps apart beside the element or rule that they test.
pub(super) fn put_beside(yaml: &RuleSource<'_>, pack: &mut Vec<(Text, Node)>) {
    let apart = |(key, _): &(Text, Node)| matches!(key.value.as_str(), "tests" | "phrasings");
    let (kept, rest) = std::mem::take(pack).into_iter().partition::<Vec<_>, _>(apart);
    *pack = rest;
    for (key, node) in kept {
        for (name, cases) in entries(&node) {
            let lists = pack.iter_mut().filter(|(key, _)| matches!(key.value.as_str(), "checklist" | "rules"));
            let items =
                lists.filter_map(|(_, list)| if let Value::List(items) = &mut list.value { Some(items) } else { None });
            let mut names = Vec::new();
            let mut tested = None;
            for item in items.flatten() {
                let own = child(item, "element").or_else(|| child(item, "rule")).and_then(text).map(str::to_owned);
                match own {
                    Some(own) if own == name.value => tested = Some(item),
                    own => names.extend(own),
                }
            }
            match tested {
                Some(Node { value: Value::Map(item), .. }) => {
                    add(item, (Text::new(key.value.clone(), name.place()), cases.clone()));
                }
                _ => yaml.fault(
                    name.place(),
                    format!("`{}` of `{}`, which this pack does not have", key.value, name.value),
                    "no element or rule has this name",
                    known(&name.value, names.iter().map(String::as_str).collect::<Vec<_>>()),
                ),
            }
        }
    }
}
