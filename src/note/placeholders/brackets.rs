//! Places between brackets: `[duration]`, `{right/left:123}`, `{{name}}`, `${name}`, `<<side>>`, `<insert date>`.
//!
//! Brackets are paired in one pass with a stack, so that a text of nothing but brackets costs no more than any other.
//! What is between them decides: words prompt for something; numbers, units, references, ticks, links, editorial
//! remarks and the tags of de-identification do not.

use super::asides::aside;
use super::push;
use super::remarks::{is_quantity, is_remark};
use crate::base::PlaceholderKind::{self, Bracket, Picklist, Variable};
use crate::base::Span;
use crate::note::{Placeholder, markup};
use memchr::memchr3;
use std::cell::LazyCell;
use std::sync::LazyLock;

/// Longest place in bytes.
const LONGEST: usize = 1500;

/// Brackets inside brackets that are still read.
const DEEPEST: usize = 8;

/// Adds the places between brackets.
pub(super) fn find(text: &str, body: Span, found: &mut Vec<Placeholder>) {
    let bytes = text.as_bytes();
    let has_boxes = LazyCell::new(|| text.contains("[ ]") || text.contains("[]") || text.contains("[_]"));
    let links = LazyCell::new(|| link_names(text, body));
    let (mut square, mut curly): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
    let mut at = body.start;
    let mut blank_line = true;
    while at < bytes.len() {
        if square.is_empty() && curly.is_empty() {
            // Nothing is open, so only what opens counts.
            let Some(length) = memchr3(b'[', b'{', b'<', &bytes[at..]) else { break };
            at += length;
        }
        match bytes[at] {
            b'[' => square.push(at),
            b'{' => curly.push(at),
            b']' => {
                if let Some(open) = square.pop().filter(|open| at - open < LONGEST && square.len() < DEEPEST)
                    && asks(text, open, at + 1, || *has_boxes)
                    && !is_reference(&text[open + 1..at], &text[at + 1..], || links.as_slice())
                {
                    let words = &text[open + 1..at];
                    push(found, if is_pick(words) { Picklist } else { Bracket }, open, at + 1);
                }
            }
            b'}' => {
                if let Some(open) = curly.pop().filter(|open| at - open < LONGEST && curly.len() < DEEPEST)
                    && let Some(kind) = curly_kind(text, open, at + 1)
                {
                    let dollar = open > 0 && bytes[open - 1] == b'$';
                    push(found, if dollar { Variable } else { kind }, open - usize::from(dollar), at + 1);
                }
            }
            b'<' => {
                if let Some(end) = angle(text, at) {
                    let kind = if bytes[at + 1] == b'%' { Variable } else { Bracket };
                    push(found, kind, at, end);
                    at = end;
                    continue;
                }
            }
            b'\n' if blank_line => {
                square.clear();
                curly.clear();
            }
            _ => {}
        }
        blank_line = bytes[at] == b'\n' || blank_line && bytes[at].is_ascii_whitespace();
        at += 1;
    }
}

/// Whether the square bracket at `start..end` prompts for something.
fn asks(text: &str, start: usize, end: usize, has_boxes: impl FnOnce() -> bool) -> bool {
    let (before, after) = (&text[..start], &text[end..]);
    let words = text[start + 1..end - 1].trim();
    let aside = words.starts_with(['^', '*']) && !words.starts_with("***");
    let json = words.starts_with('{') && words.contains("\":");
    if aside || json || is_link(after) {
        return false;
    }
    let tag = before.trim_end_matches(|c: char| c.is_ascii_uppercase() || c == '-');
    if tag.len() < start && tag.ends_with("**") && !tag.ends_with("***") {
        return false;
    }
    if let [b'x' | b'X'] = words.as_bytes() {
        return is_unknown(words, before, after, has_boxes);
    }
    if words.chars().all(|c| matches!(c, '_' | '.' | '…' | '*' | ' ')) {
        return words.contains("__") || words.contains("...") || words.contains('…') || words.contains("***");
    }
    if !words.contains(|c: char| c.is_alphabetic()) {
        return words.contains("__") || is_sign(words) || is_range(words, after);
    }
    if is_unit_to_fill(words, before, after) {
        return true;
    }
    !is_quantity(words) && !is_label(words) && !is_remark(words) && !is_of_title(before, words)
}

/// Whether an official title of ICD-10-CM has these words in brackets after that word: "Body mass index [BMI]".
fn is_of_title(before: &str, words: &str) -> bool {
    static ASIDES: &str = include_str!(concat!(env!("OUT_DIR"), "/title-asides.txt"));
    static SORTED: LazyLock<Vec<&str>> = LazyLock::new(|| ASIDES.lines().collect());
    // No title is longer than this.
    const TITLE: usize = 300;
    let start = before.char_indices().rev().take(TITLE).last().map_or(0, |(at, _)| at);
    SORTED.binary_search(&aside(&before[start..], words).as_str()).is_ok()
}

/// `[#]`, `[##]`, `[?]`
fn is_sign(words: &str) -> bool {
    !words.is_empty() && (words.bytes().all(|b| b == b'#') || words.bytes().all(|b| b == b'?'))
}

/// `[24-48] hours`, `[0-10]/10`: numbers to choose from, where `[2-4]` after a sentence refers to sources.
fn is_range(words: &str, after: &str) -> bool {
    const UNITS: [&str; 12] =
        ["hour", "day", "week", "month", "year", "minute", "min ", "time", "session", "visit", "hrs", "degree"];
    let Some((from, to)) = words.split_once(['-', '–']) else { return false };
    let number = |part: &str| !part.trim().is_empty() && part.trim().bytes().all(|b| b.is_ascii_digit());
    let after = after.trim_start_matches([' ', '-']);
    let counted = UNITS.iter().any(|unit| after.get(..unit.len()).is_some_and(|a| a.eq_ignore_ascii_case(unit)));
    number(from) && number(to) && (from.trim() == "0" || after.starts_with(['/', '%', '°']) || counted)
}

/// `[text](url)`
fn is_link(after: &str) -> bool {
    let Some(address) = after.strip_prefix('(') else { return false };
    let end = address.char_indices().take(LONGEST).find(|(_, c)| c.is_whitespace() || *c == ')');
    end.is_some_and(|(end, sign)| sign == ')' && address[..end].contains(['/', '.', '#', ':']))
}

/// The names of links whose addresses stand on lines of their own: `[policy]: ./policy.md`.
fn link_names(text: &str, body: Span) -> Vec<&str> {
    const ADDRESS: [&str; 8] = ["http", "mailto:", "./", "../", "/", "#", "<http", "www."];
    let line = |line: &'_ str| -> Option<(usize, usize)> {
        let (name, address) = line.trim().strip_prefix('[')?.split_once("]:")?;
        let start = line.len() - line.trim_start().len() + 1;
        ADDRESS.iter().any(|begin| address.trim_start().starts_with(begin)).then_some((start, start + name.len()))
    };
    let lines = text[body.range()].lines();
    let mut names: Vec<&str> = lines.filter_map(|words| line(words).map(|(start, end)| &words[start..end])).collect();
    names.sort_unstable();
    names
}

/// `[policy]`, `[the policy][policy]` and `[policy][]` where the text gives the address of the link.
fn is_reference<'t>(words: &str, after: &str, links: impl Fn() -> &'t [&'t str]) -> bool {
    let named = after.strip_prefix('[').and_then(|rest| rest.split_once(']')).map(|(name, _)| name);
    let is_link = |name: &str| links().binary_search(&name).is_ok();
    is_link(words) || named.is_some_and(is_link)
}

/// `gave [mL] of saline`: a unit inside a sentence without its amount. A unit after a number, or before the value that it is
/// of (`Weight [kg] 80`), is not left open.
fn is_unit_to_fill(words: &str, before: &str, after: &str) -> bool {
    let unit = !words.contains(|c: char| c.is_ascii_digit() || c == '/' || c.is_whitespace()) && is_quantity(words);
    let word = before.trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
    let counted = word.is_empty() || word.ends_with(|c: char| c.is_ascii_digit() || matches!(c, '%' | ':' | '|'));
    let rest = &after[..after.find(['\n', '\r']).unwrap_or(after.len())];
    let prose = rest.strip_prefix(' ').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase()));
    unit && words.len() > 1 && prose && !counted && !rest.contains(|c: char| c.is_ascii_digit())
}

/// `[X]/10` is a number to fill in, `[X] numbness` is a tick.
fn is_unknown(words: &str, before: &str, after: &str, has_boxes: impl FnOnce() -> bool) -> bool {
    let near = before.char_indices().rev().take(200).last().map_or(before, |(at, _)| &before[at..]);
    let line = near.rsplit(['\n', '\r']).next().unwrap_or(near);
    let unit = after.starts_with(['/', '%', '°']);
    let inner = line.contains(|c: char| c.is_alphanumeric());
    unit || words == "X" && inner && !line.trim_end().ends_with(['.', ';', ',']) && !has_boxes()
}

/// A single letter, code or level: `[H]`, `[M54.50]`, `[L4-5]`; but `[n]` is a number to come.
fn is_label(words: &str) -> bool {
    let short = !words.contains(char::is_whitespace) && words.len() <= 8;
    words.chars().count() == 1 && words != "n"
        || short && words.contains(|c: char| c.is_ascii_digit()) && !words.contains('/')
}

/// `a/b`: a choice between words.
fn is_pick(words: &str) -> bool {
    let letter = |b: Option<&u8>| b.is_some_and(u8::is_ascii_alphabetic);
    let bytes = words.as_bytes();
    let slash = |at: usize| bytes[at] == b'/' && letter(bytes.get(at + 1)) && at > 0 && letter(bytes.get(at - 1));
    (0..bytes.len()).any(slash)
}

/// What the curly bracket at `start..end` is; plain sets of numbers are not places to fill in. A control tag is one where it
/// still shows: somebody left it in a note.
fn curly_kind(text: &str, start: usize, end: usize) -> Option<PlaceholderKind> {
    let double = text[start..].starts_with("{{") && text[..end].ends_with("}}");
    let words = if double && end - start > 3 { &text[start + 2..end - 2] } else { &text[start + 1..end - 1] };
    let words = words.trim_matches(|c: char| c.is_whitespace() || c == '{' || c == '}');
    if markup::control(&text[start..end]).is_some_and(|length| length == end - start) {
        return Some(Variable);
    }
    let json = words.contains("\":") || words.contains("\" :");
    let control = json
        || words.contains(|c: char| c.is_ascii_digit()) && is_quantity(words)
        || words.starts_with(['#', '/', '!', '>', '%', '^', '\\'])
        || matches!(words, "else" | "end");
    let lines = !double && words.contains('\n');
    if control || lines || !words.contains(|c: char| c.is_alphabetic() || c == '*') {
        return None;
    }
    let numbered = words.contains("::")
        || words.rsplit_once(':').is_some_and(|(_, id)| !id.is_empty() && id.bytes().all(|b| b.is_ascii_digit()));
    Some(if !double && (numbered || is_pick(words)) { Picklist } else { Variable })
}

/// The offset after `<<...>>` or `<insert ...>` at `start`, if it is not a comparison, mark-up or an address.
fn angle(text: &str, start: usize) -> Option<usize> {
    const TAGS: [&str; 40] = [
        "a", "b", "body", "br", "center", "code", "div", "em", "font", "form", "h1", "h2", "h3", "h4", "head", "hr",
        "html", "i", "img", "input", "label", "li", "meta", "note", "ol", "option", "p", "pre", "section", "select",
        "small", "span", "strong", "style", "sub", "sup", "table", "td", "tr", "u",
    ];
    let bytes = text.as_bytes();
    if bytes[start..].starts_with(b"<%") {
        let near = &bytes[start..bytes.len().min(start + 200)];
        return near.windows(2).position(|ends| ends == b"%>").filter(|end| *end > 2).map(|end| start + end + 2);
    }
    let double = bytes[start..].starts_with(b"<<");
    let first = start + 1 + usize::from(double);
    if !bytes.get(first).is_some_and(u8::is_ascii_alphabetic) {
        return None;
    }
    let mut end = first;
    while *bytes.get(end)? != b'>' {
        if end - first > 100 || matches!(bytes[end], b'\n' | b'<' | b'=' | b'@') || bytes[end..].starts_with(b"://") {
            return None;
        }
        end += 1;
    }
    let words = text[first..end].trim_end_matches('/').trim_end();
    let tag = words.split(char::is_whitespace).next().unwrap_or(words);
    let closed = !double || bytes.get(end + 1) == Some(&b'>');
    let markup =
        !double && (TAGS.iter().any(|known| known.eq_ignore_ascii_case(tag)) || is_closed_later(text, end, tag));
    (closed && !markup).then_some(end + 1 + usize::from(double))
}

/// `<tag>...</tag>` near by is mark-up.
fn is_closed_later(text: &str, at: usize, tag: &str) -> bool {
    let near = &text.as_bytes()[at..text.len().min(at + 300)];
    near.windows(tag.len() + 3).any(|window| {
        window.starts_with(b"</") && &window[2..window.len() - 1] == tag.as_bytes() && window.ends_with(b">")
    })
}
