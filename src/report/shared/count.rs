//! Numbers with their nouns.

/// "1 error, 4 warnings"; a count of zero is left out.
pub(crate) fn numbers(counts: &[(usize, &str, &str)]) -> String {
    let words = counts.iter().filter(|(count, ..)| *count > 0).map(|(count, one, many)| number(*count, one, many));
    words.collect::<Vec<_>>().join(", ")
}

/// "1 note", "2 notes".
pub fn number(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_singular_and_zero_is_left_out() {
        let counts = [(1, "error", "errors"), (0, "warning", "warnings"), (2, "note", "notes")];
        assert_eq!(numbers(&counts), "1 error, 2 notes");
        assert_eq!(number(0, "note", "notes"), "0 notes");
    }
}
