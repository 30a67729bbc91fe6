//! Patterns: regular expressions with named pieces, checked before anything runs.
//!
//! A pattern is parsed here with the settings it will run with (bytes, no case, no Unicode classes), so a fault is
//! shown at its place inside the author's own text, even if that place is in a fragment. What the engine cannot do in
//! linear time (look-around, backreferences) is refused, and the help names the key that does the same.

use super::fault::{RuleSource, known};
use super::gate::gate;
use super::record::Text;
use regex_syntax::ast::ErrorKind as Syntax;
use regex_syntax::hir::{Class, ErrorKind as Meaning, Hir, HirKind, Look};
use regex_syntax::{Error, ParserBuilder};
use std::collections::BTreeMap;
use std::ops::Range;

/// Bound on the states that an expression may need: repeated repetitions multiply.
const MAX_WEIGHT: usize = 20_000;

/// The named pieces of pattern of all files.
#[derive(Default)]
pub(super) struct Fragments {
    /// Each with the pieces that it uses filled in.
    ready: BTreeMap<String, String>,
    /// Names that exist but are faulty, or may exist in a file that cannot be read: not reported again.
    lenient: bool,
}

/// Borders of words that the engine writes with braces.
const BORDERS: [&str; 4] = [r"\b{start}", r"\b{end}", r"\b{start-half}", r"\b{end-half}"];

/// A pattern with its fragments filled in, and the way back.
pub(super) struct Filled {
    /// What runs.
    pub source: String,
    /// Bytes of `source`, and the bytes of the author's text that they come from.
    pieces: Vec<(Range<usize>, Range<usize>)>,
}

impl Fragments {
    /// Fills the fragments into one another. `lenient` if names may be missing for reasons that were reported
    /// elsewhere.
    pub fn new(defined: &BTreeMap<&str, (&RuleSource<'_>, &Text)>, lenient: bool) -> Self {
        let mut fragments = Fragments { ready: BTreeMap::new(), lenient };
        let mut left = defined.clone();
        // Each round fills in what only uses finished fragments; what is left over at the end is a circle.
        loop {
            let ready = |text: &Text| {
                holes(&text.value).iter().all(|hole| {
                    let name = &text.value[hole.start + 1..hole.end - 1];
                    fragments.ready.contains_key(name) || !defined.contains_key(name)
                })
            };
            let round = left.iter().filter(|(_, (_, text))| ready(text)).map(|(name, _)| *name).collect::<Vec<_>>();
            if round.is_empty() {
                break;
            }
            for name in round {
                let Some((yaml, text)) = left.remove(name) else { continue };
                let filled = fragments.fill(yaml, text);
                if let Some(filled) = &filled {
                    parse(yaml, text, filled);
                }
                let source = filled.map_or_else(String::new, |filled| filled.source);
                fragments.ready.insert(name.to_owned(), source);
            }
        }
        for (name, (yaml, text)) in left {
            yaml.fault(
                text.place(),
                format!("the fragment `{name}` needs itself"),
                "this goes in a circle",
                "write out one of the fragments that it uses",
            );
            fragments.ready.insert(name.to_owned(), String::new());
        }
        fragments
    }

    /// The pattern with its fragments filled in; `None` if a fault was reported.
    pub fn fill(&self, yaml: &RuleSource<'_>, text: &Text) -> Option<Filled> {
        let value = &text.value;
        let mut filled = Filled { source: String::new(), pieces: Vec::new() };
        let mut rest = 0;
        let mut good = true;
        for hole in holes(value) {
            let name = &value[hole.start + 1..hole.end - 1];
            filled.push(&value[rest..hole.start], rest..hole.start);
            rest = hole.end;
            match self.ready.get(name) {
                Some(fragment) => filled.push(&format!("(?:{fragment})"), hole),
                None if self.lenient => good = false,
                None => {
                    good = false;
                    yaml.fault(
                        yaml.part(text, hole),
                        format!("unknown fragment `{name}`"),
                        "no file has a fragment of this name",
                        known(name, self.ready.keys().map(String::as_str)),
                    );
                }
            }
        }
        filled.push(&value[rest..], rest..value.len());
        good.then_some(filled)
    }
}

impl Filled {
    /// The gate of the pattern, which the author wrote as `text`; `None` if a fault was reported.
    pub fn gate(&self, yaml: &RuleSource<'_>, text: &Text) -> Option<Vec<Vec<String>>> {
        let hir = parse(yaml, text, self)?;
        if hir.properties().minimum_len() == Some(0) {
            yaml.fault(
                text.place(),
                "this pattern matches everywhere",
                "it can match the empty string",
                "leave off what makes all of it optional (`?`, `*`, an empty alternative)",
            );
            return None;
        }
        Some(gate(&hir))
    }

    fn push(&mut self, piece: &str, from: Range<usize>) {
        let start = self.source.len();
        self.source.push_str(piece);
        self.pieces.push((start..self.source.len(), from));
    }

    /// The author's bytes from which a place of the filled pattern comes; those of the `{name}` for a place in a
    /// fragment.
    fn author(&self, place: Range<usize>) -> Range<usize> {
        let at = |offset: usize, end: bool| {
            let inside = |(out, _): &&(Range<usize>, Range<usize>)| {
                if end { offset > out.start && offset <= out.end } else { offset >= out.start && offset < out.end }
            };
            self.pieces.iter().find(inside).map(|(out, from)| {
                let own = out.len() == from.len();
                match (own, end) {
                    (true, _) => from.start + (offset - out.start),
                    (false, false) => from.start,
                    (false, true) => from.end,
                }
            })
        };
        let last = self.pieces.last().map_or(0, |(_, from)| from.end);
        let start = at(place.start, false).unwrap_or(last);
        start..at(place.end, true).unwrap_or(last).max(start)
    }
}

/// The `{name}` places of a pattern. Counted repetitions begin with a digit; `\p{..}`, `\x{..}` and the engine's
/// own borders (`\b{start}`) are not ours.
fn holes(pattern: &str) -> Vec<Range<usize>> {
    let bytes = pattern.as_bytes();
    let mut holes = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => {
                let braced = matches!(bytes.get(at + 1), Some(b'p' | b'P' | b'x' | b'u' | b'U'))
                    && bytes.get(at + 2) == Some(&b'{');
                let border = BORDERS.iter().any(|border| pattern[at..].starts_with(border));
                at += if braced || border { 3 } else { 2 };
                continue;
            }
            b'{' if bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic) => {
                let word = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
                let end = at + 1 + bytes[at + 1..].iter().take_while(|b| word(b)).count();
                if bytes.get(end) == Some(&b'}') {
                    holes.push(at..end + 1);
                    at = end;
                }
            }
            _ => {}
        }
        at += 1;
    }
    holes
}

/// Parses a filled pattern as it will run, and reports what is wrong with it.
fn parse(yaml: &RuleSource<'_>, text: &Text, filled: &Filled) -> Option<Hir> {
    if text.value.trim().is_empty() {
        yaml.fault(text.place(), "an empty pattern", "nothing to look for", "write the pattern, or take it out");
        return None;
    }
    let parsed = ParserBuilder::new().unicode(false).utf8(false).case_insensitive(true).build().parse(&filled.source);
    let (message, place, help) = match &parsed {
        Ok(hir) => {
            let (message, help) = if wide(hir) {
                ("this pattern needs Unicode classes, which patterns do not have", NO_UNICODE)
            } else if hir.properties().minimum_len().is_none() {
                ("this pattern can never match", "one of its classes has no member")
            } else if weight(hir) > MAX_WEIGHT {
                ("this pattern is too large to run quickly", "lower its counted repetitions, or split it")
            } else {
                return parsed.ok();
            };
            yaml.fault(text.place(), message, "in this pattern", help);
            return None;
        }
        Err(Error::Parse(error)) => {
            let (message, help) = match error.kind() {
                Syntax::UnsupportedLookAround => (
                    "patterns have no look-around".to_owned(),
                    "say it with `except` (look-alikes), `not-near` or `only-near`, or with `without` in a condition",
                ),
                Syntax::UnsupportedBackreference => {
                    ("patterns have no backreferences".to_owned(), "write out the alternatives")
                }
                kind => (kind.to_string(), "patterns are regular expressions; see the syntax of the `regex` crate"),
            };
            (message, error.span().start.offset..error.span().end.offset, help)
        }
        Err(Error::Translate(error)) => {
            let place = error.span().start.offset..error.span().end.offset;
            match error.kind() {
                Meaning::UnicodeNotAllowed
                | Meaning::UnicodePropertyNotFound
                | Meaning::UnicodePropertyValueNotFound => {
                    ("patterns have no Unicode classes".to_owned(), place, NO_UNICODE)
                }
                kind => {
                    (kind.to_string(), place, "patterns are regular expressions; see the syntax of the `regex` crate")
                }
            }
        }
        Err(error) => (error.to_string(), 0..filled.source.len(), "write the pattern in another way"),
    };
    let end = place.end.max(place.start + 1);
    let place = yaml.part(text, filled.author(place.start..end));
    yaml.fault(place, format!("this pattern does not work: {message}"), "here", help);
    None
}

const NO_UNICODE: &str = "notes are read as bytes: write alternatives, as in (?:é|e), in place of a class";

/// Whether any part asks for characters beyond ASCII as characters.
fn wide(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Empty | HirKind::Literal(_) => false,
        HirKind::Class(Class::Unicode(class)) => class.ranges().iter().any(|range| !range.end().is_ascii()),
        HirKind::Class(Class::Bytes(_)) => false,
        HirKind::Look(look) => matches!(
            look,
            Look::WordUnicode
                | Look::WordUnicodeNegate
                | Look::WordStartUnicode
                | Look::WordEndUnicode
                | Look::WordStartHalfUnicode
                | Look::WordEndHalfUnicode
        ),
        HirKind::Repetition(repeat) => wide(&repeat.sub),
        HirKind::Capture(capture) => wide(&capture.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => parts.iter().any(wide),
    }
}

/// A bound on the size of the compiled expression.
fn weight(hir: &Hir) -> usize {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) | HirKind::Class(_) => 1,
        HirKind::Literal(literal) => literal.0.len(),
        HirKind::Repetition(repeat) => {
            let times = repeat.max.unwrap_or(repeat.min).max(1) as usize;
            weight(&repeat.sub).saturating_mul(times).saturating_add(1)
        }
        HirKind::Capture(capture) => weight(&capture.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => {
            parts.iter().map(weight).fold(parts.len(), usize::saturating_add)
        }
    }
}
