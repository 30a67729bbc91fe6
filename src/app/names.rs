//! The next step after a name that names nothing.

/// Names up to which all are listed.
const LISTED: usize = 12;

/// "did you mean `onset`?" where a known name is near, else all of them, or where to see them.
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
