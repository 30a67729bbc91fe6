//! The next step after an unknown name.

/// Up to this many names are all listed.
const LISTED: usize = 12;

/// "did you mean `onset`?" if a known name is near, else all of them, or how to list them.
pub fn suggest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.into_iter().collect();
    let far = (name.chars().count() / 3).max(2);
    let near = known.iter().map(|k| (strsim::damerau_levenshtein(name, k), *k)).filter(|(d, _)| *d <= far).min();
    match near {
        Some((_, near)) => format!("did you mean `{near}`?"),
        None if known.len() <= LISTED => format!("known are: {}", known.join(", ")),
        None => "`notelint rules` lists what there is".to_owned(),
    }
}

/// The number of ids that are suggested for an unknown one.
const OFFERED: usize = 3;

/// The ids nearest to a name, in their spelling or in that of their last part: "did you mean `a/b` or `c/b`?".
pub fn nearest_ids<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let tail = |id: &'a str| id.rsplit('/').next().unwrap_or(id);
    let own = name.rsplit('/').next().unwrap_or(name);
    let distance = |id: &'a str| {
        let spelt = strsim::damerau_levenshtein(name, id).min(strsim::damerau_levenshtein(own, tail(id)));
        // `red-flag` means one of those that begin so, however far their ends are.
        if own.len() > 3 && tail(id).contains(own) { spelt.min(1) } else { spelt }
    };
    let far = (own.chars().count() / 3).max(1);
    let mut near: Vec<(usize, &str)> =
        known.into_iter().map(|id| (distance(id), id)).filter(|(distance, _)| *distance <= far).collect();
    near.sort_unstable();
    let near: Vec<String> = near.into_iter().take(OFFERED).map(|(_, id)| format!("`{id}`")).collect();
    match near.split_last() {
        None => "`notelint rules` lists what there is".to_owned(),
        Some((one, [])) => format!("did you mean {one}?"),
        Some((last, others)) => format!("did you mean {} or {last}?", others.join(", ")),
    }
}
