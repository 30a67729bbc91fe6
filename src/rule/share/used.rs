//! An element that a pack takes over from a lexicon: `{use: pain/laterality, with: {site: knee-site}, severity: warning}`.

use super::defaults::Defaults;
use super::library::Library;
use super::slots::{Values, fill, has};
use super::tree::{add, child, entries, take};
use crate::rule::fault::known;
use crate::rule::source::RuleSource;
use crate::yaml::{Node, Text, Value};

/// Keys that say how an element is taken over.
const BESIDE_USE: [&str; 2] = ["with", "also-documented-by"];

/// Keys whose items are added to those of the shared element.
const ADDED: [&str; 2] = ["tests", "phrasings"];

/// An item of a checklist with what it takes over; `None` if that is not there, which was reported.
pub(super) fn used(yaml: &RuleSource<'_>, item: Node, library: &Library, defaults: &Defaults) -> Option<Node> {
    let Value::Map(mut own) = item.value else { return Some(item) };
    let Some((_, name)) = take(&mut own, "use") else {
        for (key, _) in own.iter().filter(|(key, _)| BESIDE_USE.contains(&key.value.as_str()) || key.value == "slots") {
            let (message, help) = match key.value.as_str() {
                "slots" => {
                    ("`slots` of an element that nobody takes over", "move the element to a lexicon, or take it out")
                }
                _ => {
                    ("an element that takes nothing over", "add `use:` with the name of a shared element: `pain/onset`")
                }
            };
            yaml.fault(key.place(), message, format!("`{}` does nothing here", key.value), help);
        }
        return Some(Node { value: Value::Map(own), ..item });
    };
    let mut element = library.element(yaml, &name)?.clone();
    let with = take(&mut own, "with").map(|(_, node)| entries(&node).to_vec()).unwrap_or_default();
    let also = take(&mut own, "also-documented-by").map(|(_, node)| node);

    let Value::Map(shared) = &mut element.value else { return None };
    let slots = take(shared, "slots").map(|(_, node)| entries(&node).to_vec()).unwrap_or_default();
    // What the pack replaces needs no slots.
    shared.retain(|(key, _)| ADDED.contains(&key.value.as_str()) || own.iter().all(|(own, _)| own.value != key.value));
    let needed = |(slot, _): &(Text, Node)| shared.iter().any(|(_, node)| has(node, &slot.value));
    let needed: Vec<bool> = slots.iter().map(needed).collect();
    let values = values(yaml, &name, slots.iter().zip(needed), &with, defaults)?;
    let Value::Map(mut shared) = fill(element, &values).value else { return None };

    for entry in own {
        match ADDED.contains(&entry.0.value.as_str()) {
            true => add(&mut shared, entry),
            false => shared.push(entry),
        }
    }
    if let Some(also) = also {
        if matches!(&also.value, Value::List(items) if items.is_empty()) {
            yaml.fault(
                also.place.clone(),
                "an empty list of conditions",
                "nothing is added",
                "add one, or take the key out",
            );
        }
        let key = Text::new("documented-by".to_owned(), also.place.clone());
        add(&mut shared, (key, also));
    }
    // The element is the pack's own: its place is where the pack takes it over.
    if let Some((_, own)) = shared.iter_mut().find(|(key, _)| key.value == "element") {
        let moved = own.place.start;
        if yaml.file_at(moved).path != yaml.file_at(name.place.start).path {
            own.place = name.place.clone();
        }
    }
    Some(Node { place: item.place, origin: item.origin, value: Value::Map(shared) })
}

/// A condition of a pack, which may be taken over: `told: {use: pain/told-in-detail}`. Its slots are filled from the
/// defaults of the pack.
pub(super) fn condition(yaml: &RuleSource<'_>, node: &mut Node, library: &Library, defaults: &Defaults) {
    let Some(name) = child(node, "use") else { return };
    let Some(shared) = library.condition(yaml, name) else { return };
    *node = fill(shared.clone(), &defaults.slots());
}

/// What goes into the slots of an element: what is said beside `use`, what the pack says for all, what the element says.
fn values<'s>(
    yaml: &RuleSource<'_>,
    name: &Node,
    slots: impl Iterator<Item = (&'s (Text, Node), bool)> + Clone,
    with: &[(Text, Node)],
    defaults: &Defaults,
) -> Option<Values> {
    let mut values = Values::new();
    let mut all = Some(());
    for (slot, value) in with {
        if slots.clone().all(|((known, _), _)| known.value != slot.value) {
            yaml.fault(
                slot.place(),
                format!("unknown slot `{}`", slot.value),
                "the element has no such slot",
                known(&slot.value, slots.clone().map(|((slot, _), _)| slot.value.as_str()).collect::<Vec<_>>()),
            );
        }
        values.insert(slot.value.clone(), value.clone());
    }
    for ((slot, default), needed) in slots {
        if values.contains_key(&slot.value) {
            continue;
        }
        let own = Some(default).filter(|node| !matches!(node.value, Value::Null));
        match defaults.slot(&slot.value).or(own) {
            Some(value) => {
                values.insert(slot.value.clone(), value.clone());
            }
            None if !needed => {}
            None => {
                yaml.fault(
                    name.place.clone(),
                    format!("the slot `{}` is not filled", slot.value),
                    "this element has it",
                    format!("add `with: {{{}: ...}}`, here or under `defaults`", slot.value),
                );
                all = None;
            }
        }
    }
    all.map(|()| values)
}
