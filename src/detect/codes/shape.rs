//! What looks like a code, from its characters and its neighbours alone.
//!
//! A shape is a letter, two characters of which one is a digit, and up to four more, with a dot after the third or
//! none, with nothing attached to it. Families and ranges are excluded here, and so is what is in an address or a file
//! name: those are read a whole word at a time.

use super::code_cues;
use super::lookup::CodeLookup;
use crate::base::Span;
use crate::detect::facts::CodeState;
use crate::icd10::Code;

/// Something that looks like a code.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    /// Its characters in the text.
    pub span: Span,
    /// The code that they spell.
    pub code: Code,
    /// Written with its dot.
    pub dotted: bool,
    /// Begins with a small letter.
    pub small: bool,
}

/// Whether a text can contain the shape: one search for a digit with a letter before it.
pub(super) fn occurs(text: &str) -> bool {
    let bytes = text.as_bytes();
    let starts = |at: usize| bytes.get(at..at + 3).is_some_and(|three| begins(three, bytes.get(at + 3)));
    let apart = |at: usize| at == 0 || !bytes[at - 1].is_ascii_alphanumeric();
    let is_shape = |at: Option<usize>| at.is_some_and(|at| apart(at) && starts(at));
    (1..bytes.len())
        .any(|at| bytes[at].is_ascii_digit() && (is_shape(at.checked_sub(1)) || is_shape(at.checked_sub(2))))
}

fn begins(three: &[u8], next: Option<&u8>) -> bool {
    let third = three[2].is_ascii_digit() || matches!(three[2], b'A' | b'B' | b'a' | b'b');
    three[0].is_ascii_alphabetic()
        && (three[1].is_ascii_digit() && third
            // Since 2025 there are categories whose second character is a letter; only their dot gives them away.
            || three[1].is_ascii_alphabetic() && three[2].is_ascii_digit() && next == Some(&b'.'))
}

/// The shapes of a line, in order, without families and ranges.
pub(super) fn in_line(text: &str, line: Span, lookup: &mut CodeLookup) -> Vec<Shape> {
    let mut found: Vec<Found> = Vec::new();
    let words = &text[line.range()];
    for word in words.split_whitespace().filter(|word| occurs(word)) {
        if is_address(word) {
            continue;
        }
        let start = line.start + (word.as_ptr() as usize - words.as_ptr() as usize);
        // "[exercises](leaflets/M54.5)": what follows the bracket is an address.
        let length = word.find("](").unwrap_or(word.len());
        in_word(text, Span::new(start, start + length), lookup, &mut found);
    }
    let tags = tags_in(words);
    let in_tag = |span: Span| tags.iter().any(|tag| tag.contains(&(span.start - line.start)));
    found.retain(|found| !in_tag(found.shape.span));
    for at in 1..found.len() {
        if is_range(text, &found[at - 1].shape, &found[at].shape) {
            (found[at - 1].family, found[at].family) = (true, true);
        }
    }
    found.into_iter().filter(|found| !found.family).map(|found| found.shape).collect()
}

/// The tags of mark-up with attributes on a line: `<path d="M16.5 9.4"/>`, `<a href="icd/M54.5">`.
fn tags_in(line: &str) -> Vec<std::ops::Range<usize>> {
    const LONGEST: usize = 2000;
    let mut tags = Vec::new();
    let mut from = 0;
    while let Some(start) = line[from..].find('<').map(|at| from + at) {
        from = start + 1;
        let named = line[from..].starts_with(|c: char| c.is_ascii_alphabetic());
        let Some(length) = line[from..].find(['>', '<']).filter(|length| *length < LONGEST && named) else { continue };
        let end = from + length;
        if line[end..].starts_with('>') && line[from..end].contains('=') {
            tags.push(start..end);
        }
        from = end;
    }
    tags
}

struct Found {
    shape: Shape,
    family: bool,
}

fn in_word(text: &str, word: Span, lookup: &mut CodeLookup, found: &mut Vec<Found>) {
    let bytes = &text.as_bytes()[..word.end];
    let run = |from: usize| from + bytes[from..].iter().take_while(|b| b.is_ascii_alphanumeric()).count();
    let mut at = word.start;
    while at < word.end {
        let head = run(at);
        if head == at {
            at += 1;
            continue;
        }
        let dotted = head - at == 3 && bytes.get(head) == Some(&b'.') && run(head + 1) > head + 1;
        let end = if dotted { run(head + 1) } else { head };
        let span = Span::new(at, end);
        let code = Code::parse(&text[span.range()]).filter(|_| begins(&bytes[at..at + 3], bytes.get(at + 3)));
        if let Some(code) = code {
            let shape = Shape { span, code, dotted, small: bytes[at].is_ascii_lowercase() };
            if stands_apart(text, word, &shape, found.last()) {
                let family = is_family(text, &shape, lookup);
                found.push(Found { shape, family });
            }
        }
        at = end;
    }
}

/// Whether nothing is attached to a shape that makes it a part of something else.
fn stands_apart(text: &str, word: Span, shape: &Shape, last: Option<&Found>) -> bool {
    let Span { start, end } = shape.span;
    let mut before = text[..start].chars().rev();
    let left = match before.next() {
        None => true,
        Some(c) if c.is_alphanumeric() => false,
        Some('_' | '.' | '@' | '$' | '%' | '^' | '~') => false,
        Some('#') => shape.dotted,
        Some('-' | '–' | '—') => {
            shape.dotted || before.next().is_none_or(char::is_whitespace) || follows(last, start, '-')
        }
        Some('/') => shape.dotted || follows(last, start, '/') || before.next().is_some_and(char::is_alphabetic),
        Some(_) => true,
    };
    let rest = &text[end..word.end.max(end)];
    let mut after = rest.chars();
    let right = match after.next() {
        None => true,
        Some(c) if c.is_alphanumeric() => false,
        Some('_' | '@' | '%' | '=' | '\\') => false,
        Some('.') => !after.next().is_some_and(|c| c.is_alphanumeric() || c == '_'),
        Some(':') => !after.next().is_some_and(|c| c.is_ascii_digit()),
        // `T12-L1`, but `I10-Essential hypertension`.
        Some('-' | '–' | '—') if !shape.dotted => {
            let next: String = after.take_while(|c| c.is_alphanumeric()).take(8).collect();
            next.is_empty() || next.len() > 1 && next.chars().all(char::is_alphabetic) || Code::parse(&next).is_some()
        }
        Some(_) => true,
    };
    left && right
}

/// Whether a shape begins one character after the last one.
fn follows(last: Option<&Found>, start: usize, sign: char) -> bool {
    last.is_some_and(|last| last.shape.span.end + sign.len_utf8() == start)
}

/// `M54.1-`, `E11.-`, `M54.*`, `M54.xx`, `M54.5[0-9]`; `M54.50- low back pain` is a code with a dash after it.
fn is_family(text: &str, shape: &Shape, lookup: &mut CodeLookup) -> bool {
    let written = &text[shape.span.range()];
    let known = lookup.known(shape.code);
    let whole = matches!(known.state, CodeState::Valid | CodeState::Retired);
    if shape.dotted && written.ends_with(['x', 'X']) && !known.listed {
        return true;
    }
    let rest = &text[shape.span.end..];
    let dotless = rest.strip_prefix('.').filter(|_| !shape.dotted).unwrap_or(rest);
    let mut signs = dotless.chars();
    match signs.next() {
        Some('*') => !whole && signs.next() != Some('*') && !opens_with(text, shape, '*'),
        Some('[' | '{') => true,
        Some('#') => !whole,
        Some('-' | '–') => match signs.next() {
            Some(c) if c.is_ascii_digit() || c == '.' => true,
            Some(c) if c.is_alphanumeric() => false,
            _ => dotless.len() < rest.len() || !whole,
        },
        _ => false,
    }
}

/// Emphasis around a shape is not a wildcard.
fn opens_with(text: &str, shape: &Shape, sign: char) -> bool {
    text[..shape.span.start].ends_with(sign)
}

/// `E08-E13`, `M54.50 - M54.59`, `M54.50 to M54.59`. Of codes from different categories, with space around the dash,
/// it is a list.
fn is_range(text: &str, low: &Shape, high: &Shape) -> bool {
    if high.span.start - low.span.end > 12 {
        return false;
    }
    let between = &text[low.span.end..high.span.start];
    let joint = between.trim();
    let dash = matches!(joint, "-" | "–" | "—" | "--");
    let word = ["to", "thru", "through"].iter().any(|word| joint.eq_ignore_ascii_case(word));
    let categories = low.code == low.code.category() && high.code == high.code.category();
    let siblings = low.code.category() == high.code.category();
    let tight = between == joint && text[low.span.range()].as_bytes()[0] == text[high.span.range()].as_bytes()[0];
    (dash && (categories || siblings || tight) || word) && low.code < high.code
}

/// Adjacent shapes: `E11.9/I10`, `I10, E11.9 and M54.50`.
pub(super) fn chains<'s>(text: &'s str, shapes: &'s [Shape]) -> impl Iterator<Item = &'s [Shape]> {
    shapes.chunk_by(|one, next| {
        let between = next.span.start - one.span.end;
        between <= 12 && {
            let joint = text[one.span.end..next.span.start].trim();
            let joint = joint.trim_start_matches([',', ';']).trim();
            matches!(joint, "" | "/" | "&" | "+" | "-" | "–") || code_cues::JOINTS.contains(&joint)
        }
    })
}

/// `https://...`, `name@host`, `www.host`, `host.org/page`, `/folder/file`, `C:\folder`, `file.pdf`.
fn is_address(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '/' | '~' | '\\'));
    let lower = word.to_ascii_lowercase();
    let ending = |name: &str, endings: &[&str]| {
        name.rsplit_once('.').is_some_and(|(stem, end)| !stem.is_empty() && endings.contains(&end))
    };
    let mut pieces = lower.split('/');
    let rooted = lower.starts_with(['/', '~']) && lower.matches('/').count() > 1;
    lower.contains("://")
        || lower.contains('\\')
        || lower.contains('@')
        || lower.starts_with("www.")
        || rooted
        || ending(&lower, &code_cues::FILE_ENDINGS)
        || lower.contains('/') && pieces.any(|piece| ending(piece, &code_cues::HOST_ENDINGS) || is_host(piece))
}

/// `clinic.example`: names with dots between them, the last of letters only.
fn is_host(piece: &str) -> bool {
    piece.rsplit_once('.').is_some_and(|(stem, end)| {
        end.len() > 1
            && end.bytes().all(|b| b.is_ascii_alphabetic())
            && stem.len() > 1
            && stem.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'))
    })
}
