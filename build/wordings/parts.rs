//! Which words of the index also count for others: a part for the whole, a compound for its roots.

use crate::normal;
use crate::yaml::{self, Entries, Texts};
use std::collections::{BTreeMap, BTreeSet};

/// For each normalised word the words that it also counts for.
pub fn read(text: &str) -> Result<BTreeMap<String, BTreeSet<String>>, String> {
    let (file, faults) = yaml::read::<Entries<Texts>>(text);
    if let Some(fault) = faults.first() {
        return Err(format!("parts.yaml: {}", fault.message()));
    }
    let plain = |text: &str| normal::words(text).into_iter().map(|word| word.text).collect::<Vec<_>>();
    let mut wholes: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (whole, parts) in file.unwrap_or_default().0 {
        let whole = plain(&whole.value);
        for part in parts.value {
            // Of "seminal vesicle" and "aorta valve", the first word tells it from others.
            if let Some(part) = plain(&part.value).into_iter().next() {
                let also: Vec<String> = whole.iter().filter(|word| **word != part).cloned().collect();
                wholes.entry(part).or_default().extend(also);
            }
        }
    }
    // A part of a part is one of the whole: a forehead is of the head.
    let direct = wholes.clone();
    for wider in wholes.values_mut() {
        let more: Vec<String> = wider.iter().filter_map(|word| direct.get(word)).flatten().cloned().collect();
        wider.extend(more);
    }
    for (part, wider) in &mut wholes {
        wider.remove(part);
    }
    Ok(wholes)
}
