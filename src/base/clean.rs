//! Text that cannot control the terminal that shows it.
//!
//! Notes, packs, configurations, file names and arguments are untrusted: an escape sequence in them could recolour,
//! overwrite or hide what the reader sees, and a bidirectional override could reverse words. Every such character is
//! replaced by a stand-in of the same length in UTF-8, so that byte offsets, and with them all labels, stay valid.

use std::borrow::Cow;
use std::path::Path;

/// What is shown in place of `c`: itself, or a harmless character that takes as many bytes. Tab and line feed stay.
pub fn stand_in(c: char) -> char {
    match c {
        '\t' | '\n' => c,
        '\u{b}' | '\u{c}' => ' ',
        '\u{0}'..='\u{1f}' | '\u{7f}' => '?',
        '\u{80}'..='\u{9f}' | '\u{61c}' => '\u{b7}',
        '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        _ => c,
    }
}

/// `text` on one line, safe for a terminal: for messages, file names and quoted words.
pub fn line(text: &str) -> Cow<'_, str> {
    let shown = |c: char| match c {
        '\n' | '\t' | '\r' => ' ',
        c => stand_in(c),
    };
    if text.chars().all(|c| shown(c) == c) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().map(shown).collect())
    }
}

/// A path, safe for a terminal.
pub fn path(path: &Path) -> String {
    line(&path.to_string_lossy()).into_owned()
}

/// Text of several lines, safe for a terminal; byte offsets into `text` are valid in the result. A lone
/// carriage return, which ends a line of a note or of YAML, becomes a line feed: a terminal would write the next line
/// over the one before.
pub fn text(text: &str) -> String {
    let mut chars = text.chars().peekable();
    let mut shown = String::with_capacity(text.len());
    while let Some(c) = chars.next() {
        shown.push(match c {
            '\r' if chars.peek() == Some(&'\n') => c,
            '\r' => '\n',
            c => stand_in(c),
        });
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_keeps_its_length_and_none_controls() {
        for c in '\0'..=char::MAX {
            let shown = stand_in(c);
            assert_eq!(shown.len_utf8(), c.len_utf8(), "{c:?}");
            assert!(!shown.is_control() || matches!(shown, '\t' | '\n'), "{c:?}");
        }
    }

    #[test]
    fn a_lone_carriage_return_ends_a_line() {
        assert_eq!(text("a\rb\r\nc\r"), "a\nb\r\nc\n");
    }

    #[test]
    fn a_file_name_cannot_colour_the_terminal() {
        assert_eq!(line("a\u{1b}[31m\nb"), "a?[31m b");
        assert!(matches!(line("plain.txt"), Cow::Borrowed(_)));
    }
}
