//! Patterns: regular expressions with named pieces.
//!
//! All are compiled when rules are loaded, and a fault is shown at its place inside the author's own text, even if that
//! place is in a fragment.

use super::Owner;
use super::expression::{Expression, check};
use super::fault::known;
use super::record::Text;
use super::refusal::Refusal;
use super::source::RuleSource;
use std::collections::BTreeMap;
use std::ops::Range;

/// A regular expression with its fragments filled in, and whose words it finds. A match never crosses a sentence.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// What runs.
    pub expression: Expression,
    /// The owners of a match; each has a hit of its own.
    pub owners: Vec<Owner>,
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Pattern) -> bool {
        self.owners == other.owners && self.expression.source() == other.expression.source()
    }
}

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
                    filled.read_by(check, yaml, text);
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
    /// Compiles the pattern, which the author wrote as `text`; `None` if a fault was reported.
    pub fn compiled(&self, yaml: &RuleSource<'_>, text: &Text) -> Option<Expression> {
        self.read_by(Expression::new, yaml, text)
    }

    /// Reads what is filled in, and reports why it is refused, if it is.
    fn read_by<T>(&self, read: fn(&str) -> Result<T, Refusal>, yaml: &RuleSource<'_>, text: &Text) -> Option<T> {
        if text.value.trim().is_empty() {
            yaml.fault(text.place(), "an empty pattern", "nothing to look for", "write the pattern, or take it out");
            return None;
        }
        let refuse = |Refusal { message, label, place, help }| {
            let place = place.map_or_else(|| text.place(), |place| yaml.part(text, self.author(place)));
            yaml.fault(place, message, label, help);
        };
        read(&self.source).map_err(refuse).ok()
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
