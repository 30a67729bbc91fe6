//! How what a title says in square brackets is compared: with the word before it.
//!
//! The build script, which gathers them from the titles of the code set, compiles this file as well.

/// The word before a square bracket and what is in it, in lower case: `coli [e. coli]`. Other brackets directly before
/// it are passed over.
pub fn aside(before: &str, words: &str) -> String {
    let mut before = before.trim_end();
    while let Some(open) = before.strip_suffix(']').and_then(|rest| rest.rfind('[')) {
        before = before[..open].trim_end();
    }
    let start = before.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let word = before[start..].trim_matches(|c: char| !c.is_alphanumeric());
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{word} [{words}]").to_lowercase()
}
