//! The one escaper for Markdown.

use crate::report::shared::clean;

/// `text` on one line, in which nothing means anything to Markdown: for words of a note, paths and messages.
pub(crate) fn escape(text: &str) -> String {
    escaped(text, false)
}

/// The same for the prose of a pack's author, in which code between backticks stays code.
pub(crate) fn escape_prose(text: &str) -> String {
    let paired = text.matches('`').count().is_multiple_of(2);
    escaped(text, paired)
}

fn escaped(text: &str, keep_code: bool) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut in_code = false;
    for c in clean::line(text).chars() {
        match c {
            '`' if keep_code => {
                in_code = !in_code;
                plain.push(c);
            }
            // A table ends a cell at a stroke even within code.
            '|' => plain.push_str("\\|"),
            c if in_code => plain.push(c),
            '<' => plain.push_str("&lt;"),
            '&' => plain.push_str("&amp;"),
            '>' | '*' | '_' | '`' | '[' | ']' | '\\' | '#' | '~' => plain.extend(['\\', c]),
            c => plain.push(c),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_note_are_no_markup() {
        assert_eq!(escape("a_b | <b> & `x`"), r"a\_b \| &lt;b\> &amp; \`x\`");
        assert_eq!(escape("one\n# two"), r"one \# two");
    }

    #[test]
    fn authors_keep_their_code_and_nothing_else() {
        assert_eq!(escape_prose("a * b <i> `***` | c"), r"a \* b &lt;i\> `***` \| c");
        assert_eq!(escape_prose("`a|b`"), r"`a\|b`");
        assert_eq!(escape_prose("one ` alone"), r"one \` alone");
    }
}
