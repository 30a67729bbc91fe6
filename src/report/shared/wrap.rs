//! Lines no wider than the terminal, with a hanging indent that miette's own wrapping cannot give.

/// Breaks `text` at spaces into lines of at most `width` characters; a longer word has a line of its own.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut room = 0;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        match lines.last_mut() {
            Some(line) if length < room => {
                line.push(' ');
                line.push_str(word);
                room -= length + 1;
            }
            _ => {
                lines.push(word.to_owned());
                room = width.saturating_sub(length);
            }
        }
    }
    lines
}

/// `first` in a column of `column` characters, and `text` wrapped to the right of it; below it, where `first` is
/// too long for its column.
pub(crate) fn hang(first: &str, column: usize, text: &str, width: usize) -> String {
    let lines = wrap(text, width.saturating_sub(column).max(20));
    let pad = format!("\n{:column$}", "");
    let text = lines.join(&pad);
    if first.chars().count() < column { format!("{first:<column$}{text}") } else { format!("{first}{pad}{text}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_whole_and_lines_fit() {
        assert_eq!(wrap("one two three four", 9), ["one two", "three", "four"]);
        assert_eq!(hang("key", 6, "a question that goes on and on", 26), "key   a question that goes\n      on and on");
        assert_eq!(hang("a long key", 6, "a question", 26), "a long key\n      a question");
    }
}
