//! What marks a comment or a control tag in the languages in which templates are written.
//!
//! A file's ending names its language; `note.html.j2` has two. HTML comments and lines that begin with `#` are read in
//! every template, because Markdown and plain text have no comments of their own.

use crate::base::Span;
use std::path::Path;

/// How a comment is written: what opens it and what closes it; nothing closes one that goes to the end of its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub open: &'static str,
    pub close: &'static str,
    /// Endings of the files in which it is a comment; none for all of them.
    endings: &'static [&'static str],
}

const JINJA: &[&str] = &["j2", "jinja", "jinja2", "njk", "twig", "tera"];
const HANDLEBARS: &[&str] = &["hbs", "handlebars", "mustache"];
const ERB: &[&str] = &["erb", "ejs", "jsp", "eta"];
const SCRIPT: &[&str] = &["js", "mjs", "ts", "json", "jsonc", "json5", "dot", "jst"];

/// Comments, those with longer openings first.
pub(super) const MARKS: [Mark; 11] = [
    mark("{% comment %}", "{% endcomment %}", &["liquid", "html"]),
    mark("{{!--", "--}}", HANDLEBARS),
    mark("<!--", "-->", &[]),
    mark("<%--", "--%>", ERB),
    mark("<%#", "%>", ERB),
    mark("{{!", "}}", HANDLEBARS),
    mark("{#", "#}", JINJA),
    mark("//", "", SCRIPT),
    mark("%", "", &["tex", "latex", "sty"]),
    mark(";", "", &["ahk"]),
    mark("#", "", &[]),
];

const fn mark(open: &'static str, close: &'static str, endings: &'static [&'static str]) -> Mark {
    Mark { open, close, endings }
}

impl Mark {
    /// Whether it is a comment in a file of this name.
    pub(super) fn is_of(&self, path: &Path) -> bool {
        self.endings.is_empty() || self.is_own(path)
    }

    /// Whether the language of the file has it, and not every template.
    fn is_own(&self, path: &Path) -> bool {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        name.split('.').skip(1).any(|ending| self.endings.iter().any(|known| known.eq_ignore_ascii_case(ending)))
    }
}

/// The lines that are comments in the language of the file.
pub(super) fn comment_lines(text: &str, body: Span, path: &Path) -> Vec<Span> {
    let Some(mark) = MARKS.iter().find(|mark| mark.close.is_empty() && mark.is_own(path)) else { return Vec::new() };
    let mut start = body.start;
    let mut found = Vec::new();
    for line in text[body.range()].split_inclusive(['\n', '\r']) {
        let span = Span::new(start, start + line.len()).trim(text);
        if text[span.range()].starts_with(mark.open) {
            found.push(span);
        }
        start += line.len();
    }
    found
}

/// The length of a control tag at the start of some words, which says what to write and is not written itself: `{% if
/// smoker %}`, `{{#each drugs}}`, `<% end %>`. An expression (`{{ age }}`, `<%= age %>`) is a place to fill in.
pub(super) fn control(words: &str) -> Option<usize> {
    const LONGEST: usize = 300;
    let close = match words.as_bytes() {
        [b'{', b'%', ..] => "%}",
        [b'<', b'%', sign, ..] if !matches!(sign, b'=' | b'-') => "%>",
        [b'{', b'{', ..] if is_block(&words[2..]) => "}}",
        _ => return None,
    };
    let end = words.find(close)?;
    let inner = &words[2..end.max(2)];
    (end < LONGEST && !inner.contains("\n\n")).then_some(end + close.len())
}

/// Whether what follows `{{` begins or ends a block of Handlebars or Mustache, or draws in another file.
fn is_block(words: &str) -> bool {
    let words = words.trim_start_matches('~').trim_start();
    words.starts_with(['#', '/', '^', '>'])
        || words.strip_prefix("else").is_some_and(|rest| rest.starts_with(['}', ' ', '~']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_tags_are_told_from_expressions() {
        for tag in [
            "{% if smoker %}",
            "{%- endfor -%}",
            "{{#each drugs}}",
            "{{/each}}",
            "{{^none}}",
            "{{> header}}",
            "{{else}}",
            "<% if drinks %>",
            "<% end %>",
        ] {
            assert_eq!(control(&format!("{tag} rest")), Some(tag.len()), "{tag}");
        }
        for place in ["{{ age }}", "<%= age %>", "{age}", "{{elsewhere}}", "{% if without an end", "<%- age %>"] {
            assert_eq!(control(place), None, "{place}");
        }
    }

    #[test]
    fn the_ending_names_the_language() {
        let of = |open: &str, path: &str| MARKS.iter().any(|mark| mark.open == open && mark.is_of(Path::new(path)));
        assert!(of("{#", "visit.html.j2") && of(";", "phrases.ahk") && of("%", "letter.tex") && of("<!--", "a.md"));
        assert!(!of("{#", "visit.md") && !of("//", "visit.txt") && !of("{{!", "j2/visit.liquid"));
    }

    #[test]
    fn lines_of_comments_are_those_of_the_language() {
        let text = "; ask about sleep\nSleep: ***\n";
        let lines = |path| comment_lines(text, Span::new(0, text.len()), Path::new(path));
        assert_eq!(lines("phrases.ahk"), [Span::new(0, 17)]);
        assert_eq!(lines("phrases.md"), []);
    }
}
