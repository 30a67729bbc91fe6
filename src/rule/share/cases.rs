//! A rule over a list of cases: `for-each: [{rule: m17-without-support, code: "M17.*", says: osteoarthritis}, ...]`.
//!
//! Each case becomes a rule with the id that it states, so that an id that is reported is always found in the file. What a
//! case says goes into the slot of that name, or, if the rule has no such slot, is a key of the rule.

use super::slots::{Values, fill, has};
use super::tree::{add, put, take};
use crate::rule::source::RuleSource;
use crate::yaml::{Node, Value};

/// The rules that an item stands for: one for each case, or itself.
pub(super) fn cases(yaml: &RuleSource<'_>, item: Node) -> Vec<Node> {
    let Value::Map(mut rule) = item.value else { return vec![item] };
    let Some((key, list)) = take(&mut rule, "for-each") else {
        return vec![Node { value: Value::Map(rule), ..item }];
    };
    let template = Node { value: Value::Map(rule), ..item };
    let Value::List(cases) = list.value else {
        yaml.fault(
            list.place,
            "`for-each` is a list of cases",
            "not a list",
            "write one mapping for each case: `- {rule: its-name, code: M17.9}`",
        );
        return Vec::new();
    };
    if cases.is_empty() {
        yaml.fault(key.place(), "`for-each` without a case", "an empty list", "add a case, or take the rule out");
    }
    cases.into_iter().filter_map(|case| of_case(yaml, &template, case)).collect()
}

fn of_case(yaml: &RuleSource<'_>, template: &Node, case: Node) -> Option<Node> {
    let Value::Map(said) = case.value else {
        yaml.fault(
            case.place,
            "a case that is not a mapping",
            "what does it say?",
            "write `{rule: its-name, code: M17.9}`, with a value for each slot",
        );
        return None;
    };
    let (slots, keys): (Vec<_>, Vec<_>) = said.into_iter().partition(|(key, _)| has(template, &key.value));
    let values: Values = slots.into_iter().map(|(key, node)| (key.value, node)).collect();
    let mut filled = fill(template.clone(), &values);
    if let Value::Map(rule) = &mut filled.value {
        for entry in keys {
            match entry.0.value.as_str() {
                "tests" => add(rule, entry),
                _ => put(rule, entry),
            }
        }
    }
    Some(Node { place: case.place, origin: case.origin, ..filled })
}
