//! Places marked by characters without brackets: `***`, `___`, `......`, `@AGE@`, `%NAME%`, `#INPUT#`, `|__|`, `$dob$`, `«Name»`.

use super::push;
use super::remarks::is_remark;
use crate::base::PlaceholderKind::{Blank, Variable, Wildcard};
use crate::base::{Profile, masked_date};
use crate::note::Placeholder;
use crate::note::bytes::{ByteSet, byte_set};
use crate::note::line::Line;

/// Adds the places of a line.
pub(super) fn find(text: &str, line: &Line, profile: Profile, found: &mut Vec<Placeholder>) {
    let bytes = &text.as_bytes()[..line.span.end];
    let mut at = line.span.start;
    while let Some(sign) = SIGNS.find(bytes, at) {
        at = sign;
        if profile == Profile::Note
            && bytes[at] == b'*'
            && let Some(end) = date(text, at, line).or_else(|| shout(text, at, line))
        {
            at = end;
            continue;
        }
        let place = match bytes[at] {
            b'*' => wildcard(bytes, at, line),
            b'$' => dollars(bytes, at).map(|end| (Variable, end)),
            0xC2 => merged(text, at, line).map(|end| (Variable, end)),
            b'_' | b'\\' => parts(bytes, at).or_else(|| lone(bytes, at, line)).or_else(|| blank(text, at, line)),
            b'.' => dots(bytes, at, line),
            0xE2 if text[at..line.span.end].starts_with("……") => {
                Some((Blank, after_run(bytes, at, "…".as_bytes())))
            }
            b'-' => dashes(bytes, at, line),
            b'@' => variable(bytes, at, b'@').map(|end| (Variable, end)),
            b'%' => variable(bytes, at, b'%').map(|end| (Variable, end)),
            b'#' => variable(bytes, at, b'#').map(|end| (Variable, end)),
            b'|' => bar(text, at, line),
            _ => None,
        };
        match place {
            Some((kind, end)) => {
                push(found, kind, at, end);
                at = end;
            }
            // A refused run is not tried again from its middle.
            None if bytes[at..].starts_with(b"\\_") => at = after_run(bytes, at, b"\\_"),
            None => at = after_run(bytes, at, &bytes[at..=at]),
        }
    }
}

/// The bytes with which a place may begin.
const SIGNS: ByteSet = byte_set!(b'*' | b'_' | b'\\' | b'.' | 0xE2 | b'-' | b'@' | b'%' | b'#' | b'|' | b'$' | 0xC2);

type Place = Option<(crate::base::PlaceholderKind, usize)>;

/// The offset after the repetitions of `sign` at `at`; at least one byte on.
fn after_run(bytes: &[u8], mut at: usize, sign: &[u8]) -> usize {
    while bytes[at..].starts_with(sign) {
        at += sign.len();
    }
    at
}

fn is_word(byte: Option<&u8>) -> bool {
    byte.is_some_and(u8::is_ascii_alphanumeric)
}

/// `***`, and the words up to the next stars in `***age***`. A banner of stars at both ends of a line is not a place to
/// fill in, nor is the tag of a de-identified name (`***NAME[AAA]`).
fn wildcard(bytes: &[u8], at: usize, line: &Line) -> Place {
    let end = after_run(bytes, at, b"*");
    let stars = end - at;
    let banner = stars > 3 && at == line.body.start && bytes[..line.body.end].ends_with(b"***");
    let bold = stars == 4 && is_word(bytes.get(end));
    if stars < 3 || banner || bold {
        return None;
    }
    let near = &bytes[end..line.span.end.min(end + 200)];
    let tag = near.iter().position(|b| !(b.is_ascii_uppercase() || *b == b'-'));
    if tag.is_some_and(|at| at > 1 && near[at] == b'[') {
        return None;
    }
    let close = near.windows(3).position(|window| window == b"***");
    let named = is_word(near.first()) && !(at > line.span.start && is_word(bytes.get(at - 1)));
    match close.filter(|close| named && *close > 0 && !near[close - 1].is_ascii_whitespace()) {
        Some(close) => Some((Wildcard, after_run(bytes, end + close, b"*"))),
        None => Some((Wildcard, end)),
    }
}

/// The end of a date of which a part was taken out: `***/***/2020`.
fn date(text: &str, at: usize, line: &Line) -> Option<usize> {
    let apart = at == line.span.start || !matches!(text.as_bytes()[at - 1], b'*' | b'/');
    masked_date(&text[at..line.span.end]).filter(|date| apart && !date.doubtful).map(|date| at + date.length)
}

/// The end of words that stars only emphasise: `***IMPORTANT***`, `***please read first***`.
fn shout(text: &str, at: usize, line: &Line) -> Option<usize> {
    let start = after_run(text.as_bytes(), at, b"*");
    if start - at != 3 {
        return None;
    }
    let near = &text[start..line.span.end];
    let length = near.find("***").filter(|length| (1..100).contains(length))?;
    let words = &near[..length];
    let solid = words.starts_with(char::is_alphanumeric) && !words.ends_with(char::is_whitespace);
    let loud = words.ends_with('!') || is_remark(words);
    let first = words.split(|c: char| !c.is_alphanumeric()).next().unwrap_or(words);
    let calls = CALLS.iter().any(|call| call.eq_ignore_ascii_case(first));
    (solid && (loud || calls)).then(|| after_run(text.as_bytes(), start + length, b"*"))
}

/// What a writer begins with who calls out.
const CALLS: [&str; 34] = [
    "important",
    "note",
    "nb",
    "attention",
    "caution",
    "warning",
    "alert",
    "urgent",
    "stat",
    "critical",
    "reminder",
    "addendum",
    "allergy",
    "please",
    "update",
    "correction",
    "do",
    "not",
    "no",
    "see",
    "high",
    "fall",
    "dnr",
    "allergic",
    "confidential",
    "final",
    "draft",
    "preliminary",
    "amended",
    "corrected",
    "late",
    "read",
    "privileged",
    "disclaimer",
];

/// `___`, also as Markdown writes it (`\_\_`). Emphasis, names with underscores, answered rows of blanks and
/// lines to sign on are not blanks.
fn blank(text: &str, at: usize, line: &Line) -> Place {
    let bytes = &text.as_bytes()[..line.span.end];
    let sign: &[u8] = if bytes[at] == b'\\' { b"\\_" } else { b"_" };
    let end = after_run(bytes, at, sign);
    if end - at < 2 * sign.len() {
        return None;
    }
    let inner = at > line.span.start && is_word(bytes.get(at - 1)) && is_word(bytes.get(end));
    let strong = end - at == 2
        && sign == b"_"
        && is_word(bytes.get(end))
        && bytes[end..].windows(2).take(200).any(|w| w == b"__");
    let closes_strong = end - at == 2 && sign == b"_" && at > line.span.start && is_word(bytes.get(at - 1)) && {
        let from = at.saturating_sub(200).max(line.span.start);
        bytes[from..at].windows(3).any(|w| w.starts_with(b"__") && is_word(Some(&w[2])))
    };
    let taken = inner || strong || closes_strong || is_answered(bytes, at, end, line);
    let signature = end - at >= 6 && is_signature(text, at, end, line);
    (!taken && !signature).then_some((Blank, end))
}

/// `__/__/____`, `__/__/2019`, `_/_`: a date or a fraction, its parts still to be filled in.
fn parts(bytes: &[u8], at: usize) -> Place {
    let mut end = after_run(bytes, at, b"_");
    let (first, mut count) = (end - at, 1);
    while end - at < 40 && bytes.get(end) == Some(&b'/') && bytes.get(end + 1) == Some(&b'_') {
        end = after_run(bytes, end + 1, b"_");
        count += 1;
    }
    if count == 2 && bytes.get(end) == Some(&b'/') {
        let year = bytes[end + 1..].iter().take(5).take_while(|b| b.is_ascii_digit()).count();
        let dated = matches!(year, 2 | 4);
        (end, count) = if dated { (end + 1 + year, 3) } else { (end, count) };
    }
    let apart = !is_word(bytes.get(end)) && (at == 0 || !is_word(bytes.get(at - 1)));
    (first > 0 && apart && (count > 2 || count == 2 && first == 1)).then_some((Blank, end))
}

/// A line to sign on: `Signature: ______`, `__________ MD`.
fn is_signature(text: &str, at: usize, end: usize, line: &Line) -> bool {
    const WORDS: [&str; 5] = ["signature", "signed", "initials", "witness", "sign here"];
    const TITLES: [&str; 10] = ["MD", "M.D.", "DO", "D.O.", "NP", "PA", "PA-C", "RN", "DPT", "DC"];
    let mut from = at.saturating_sub(60).max(line.span.start);
    while !text.is_char_boundary(from) {
        from -= 1;
    }
    let before = text[from..at].to_ascii_lowercase();
    let after = text[end..line.span.end].trim_start_matches([',', ' ']);
    let ends = |rest: &str| rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || c == ',');
    let titled = TITLES.iter().any(|title| after.strip_prefix(title).is_some_and(ends));
    titled || WORDS.iter().any(|word| before.contains(word))
}

/// A blank directly next to `X`: `_X_ Yes   ___ No` is answered.
fn is_answered(bytes: &[u8], at: usize, end: usize, line: &Line) -> bool {
    let near = &bytes[at.saturating_sub(60).max(line.span.start)..line.span.end.min(end + 60)];
    let ticked = near.windows(3).any(|w| w[0] == b'_' && matches!(w[1], b'X' | b'x') && w[2] == b'_');
    ticked && end - at <= 4
}

/// `......`, unless it leads the eye to a value or a page number.
fn dots(bytes: &[u8], at: usize, line: &Line) -> Place {
    let end = after_run(bytes, at, b".");
    let next = bytes[end..line.span.end].iter().take(4).find(|b| !b.is_ascii_whitespace());
    (end - at >= 5 && !next.is_some_and(u8::is_ascii_digit)).then_some((Blank, end))
}

/// `Onset: -----`
fn dashes(bytes: &[u8], at: usize, line: &Line) -> Place {
    let end = after_run(bytes, at, b"-");
    if end - at < 3 || end < line.body.end {
        return None;
    }
    let before = bytes[line.span.start..at].iter().rev().take(4).find(|b| !b.is_ascii_whitespace());
    (before == Some(&b':')).then_some((Blank, end))
}

/// `Sleeps _ hours`, `Severity: _`: a blank of one stroke, apart from every word. At the start of a line it is a bullet.
fn lone(bytes: &[u8], at: usize, line: &Line) -> Place {
    let before = at > line.body.start && bytes[at - 1].is_ascii_whitespace();
    let apart = |b: &u8| b.is_ascii_whitespace() || matches!(b, b'.' | b',' | b';' | b'%');
    (before && bytes[at] == b'_' && bytes.get(at + 1).is_none_or(apart)).then_some((Blank, at + 1))
}

/// `$dob$`: a name between dollars, which no price is.
fn dollars(bytes: &[u8], at: usize) -> Option<usize> {
    let name = bytes[at + 1..].iter().take(40).take_while(|b| b.is_ascii_alphanumeric() || **b == b'_').count();
    let end = at + name + 2;
    let apart = !is_word(bytes.get(end)) && (at == 0 || !is_word(bytes.get(at - 1)));
    (name > 1 && bytes[at + 1].is_ascii_alphabetic() && bytes.get(end - 1) == Some(&b'$') && apart).then_some(end)
}

/// `«First_Name»`: the field of a form letter.
fn merged(text: &str, at: usize, line: &Line) -> Option<usize> {
    let inner = text[at..line.span.end].strip_prefix('«')?;
    let name = &inner[..inner.find('»')?];
    let plain = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.'));
    (plain && name.starts_with(char::is_alphabetic)).then_some(at + name.len() + "«»".len())
}

/// `@AGE@`, `@FLOW(11)@`, `%NAME%`, `#INPUT#`: a name between two symbols.
fn variable(bytes: &[u8], at: usize, sign: u8) -> Option<usize> {
    if at > 0 && is_word(bytes.get(at - 1)) || !bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic) {
        return None;
    }
    let mut depth = 0usize;
    for (length, &byte) in bytes[at + 1..].iter().take(60).enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' => depth = depth.checked_sub(1)?,
            byte if byte == sign && depth == 0 => {
                let end = at + length + 2;
                return (length > 1 && !is_word(bytes.get(end))).then_some(end);
            }
            b'A'..=b'Z' | b'0'..=b'9' | b'_' | b':' => {}
            b'a'..=b'z' if sign == b'@' || depth > 0 => {}
            b' ' | b',' | b'.' | b'-' | b'/' if depth > 0 => {}
            _ => return None,
        }
    }
    None
}

/// `|__|`, and a name between bars: `|PATIENT AGE|`. The cells of a table are not.
fn bar(text: &str, at: usize, line: &Line) -> Place {
    let bytes = &text.as_bytes()[..line.span.end];
    let near = &bytes[at + 1..line.span.end.min(at + 50)];
    let words = &near[..near.iter().position(|b| *b == b'|')?];
    let end = at + words.len() + 2;
    if !words.is_empty() && words.iter().all(|b| *b == b'_') {
        return Some((Blank, end));
    }
    let body = text[line.body.range()].as_bytes();
    let cells = body.first() == Some(&b'|')
        && body.last() == Some(&b'|')
        && body.iter().filter(|b| **b == b'|').take(3).count() > 2;
    let name = words.len() > 2
        && words[0].is_ascii_uppercase()
        && !words.ends_with(b" ")
        && words.iter().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || matches!(b, b' ' | b'_' | b'-' | b'/'));
    let identifier = words.len() > 2
        && words[0].is_ascii_alphabetic()
        && words.contains(&b'_')
        && words.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'_');
    ((name || identifier) && !cells).then_some((Variable, end))
}
