//! Rust source as tokens: enough of the language to find names, and nothing that is only in a comment or a string.

/// The words and the punctuation of a source text, in order. `::` is one token; comments, strings, characters and
/// lifetimes are left out.
pub fn tokens(text: &str) -> Vec<String> {
    let mut rest = text;
    let mut tokens: Vec<String> = Vec::new();
    while let Some(first) = rest.chars().next() {
        let taken = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |at| at + 2)
        } else if let Some(length) = raw_string(rest) {
            length
        } else if first == '"' {
            quoted(rest, '"')
        } else if first == '\'' {
            apostrophe(rest)
        } else if is_word(first) {
            let length = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
            tokens.push(rest[..length].to_owned());
            length
        } else if rest.starts_with("::") {
            tokens.push("::".to_owned());
            2
        } else {
            if !first.is_whitespace() {
                tokens.push(first.to_string());
            }
            first.len_utf8()
        };
        rest = &rest[taken..];
    }
    tokens
}

/// Whether a character can be part of a word.
pub fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The length in bytes of a raw string at the beginning of a text.
fn raw_string(text: &str) -> Option<usize> {
    let text_of = text.strip_prefix("br").or_else(|| text.strip_prefix('r'))?;
    let hashes = text_of.find(|c| c != '#')?;
    let close = format!("\"{}", "#".repeat(hashes));
    let content = text_of[hashes..].strip_prefix('"')?;
    let start = text.len() - content.len();
    Some(content.find(&close).map_or(text.len(), |at| start + at + close.len()))
}

/// The length in bytes of a string or character in quotation marks.
fn quoted(text: &str, mark: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == mark => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// The length in bytes of a character (`'a'`) or of a lifetime (`'a`).
fn apostrophe(text: &str) -> usize {
    let mut following = text.chars().skip(1);
    match (following.next(), following.next()) {
        (Some('\\'), _) | (_, Some('\'')) => quoted(text, '\''),
        _ => 1 + text[1..].find(|c| !is_word(c)).unwrap_or(text.len() - 1),
    }
}

#[test]
fn comments_strings_and_characters_hold_no_names() {
    let text = r##"let a: &'a str = "crate::x \" y"; // crate::y
        /* crate::z */ let b = ('"', '\'', r#"crate::"w"#, b"v"); crate::note::Note"##;
    let words = tokens(text).into_iter().filter(|token| token.starts_with(is_word)).collect::<Vec<_>>();
    assert_eq!(words, ["let", "a", "str", "let", "b", "b", "crate", "note", "Note"]);
}
