//! The language of phrases: parses an author's line into its parts, or reports a fault at its exact place.
//!
//! ```text
//! phrase = seq { "|" seq } ;  seq = item { item }
//! item   = word [ "*" | "~" ] | "{" name [ "..." ] "}" | "{" n "-" n "}" | "[" phrase "]" | "(" phrase ")" | ".." | "..." | sign
//! ```

use std::ops::Range;

/// What is wrong with a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The bytes of the phrase that the fault is about.
    pub at: Range<usize>,
    /// What is wrong, in a sentence without a full stop.
    pub message: String,
    /// How to write it instead.
    pub help: String,
    /// Whether it is the name of a list that nobody defines.
    pub is_unknown_name: bool,
}

impl Fault {
    pub(super) fn new(at: Range<usize>, message: impl Into<String>, help: impl Into<String>) -> Fault {
        Fault { at, message: message.into(), help: help.into(), is_unknown_name: false }
    }
}

/// A part of a phrase and the bytes where its author wrote it.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// What it is.
    pub kind: Kind,
    /// Where it is in the phrase.
    pub at: Range<usize>,
}

/// What a part of a phrase matches.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// One word or punctuation character as the author spelled it.
    Word(String),
    /// A word that may go on: `radiat*`, without the star.
    Stem(String),
    /// A word in any of its forms: `lift~`, without the mark.
    Forms(String),
    /// One entry of a list, or a token of a class.
    List(String),
    /// Any number of entries of a list, commas between them allowed, or none.
    Run(String),
    /// A number between two others, both included.
    Between(u32, u32),
    /// This or nothing.
    Optional(Box<Node>),
    /// One of these.
    Either(Vec<Node>),
    /// One after the other.
    Sequence(Vec<Node>),
    /// `..`: up to three words of the same clause.
    Near,
    /// `...`: any words of the same clause.
    Later,
}

/// Reads one phrase.
///
/// # Errors
/// The first fault in it.
pub fn parse(text: &str) -> Result<Node, Fault> {
    let mut parser = Parser { text, at: 0 };
    let node = parser.either(None)?;
    match parser.peek() {
        None => Ok(node),
        Some(sign) => {
            let at = parser.at..parser.at + sign.len_utf8();
            Err(Fault::new(at, format!("`{sign}` closes nothing"), "remove it, or add the bracket that it closes"))
        }
    }
}

struct Parser<'t> {
    text: &'t str,
    at: usize,
}

impl Parser<'_> {
    fn peek(&mut self) -> Option<char> {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start().len();
        self.text[self.at..].chars().next()
    }

    /// Alternatives up to a closing bracket, which is not consumed.
    fn either(&mut self, open: Option<(usize, char)>) -> Result<Node, Fault> {
        let start = self.at;
        let mut branches = vec![self.sequence(open)?];
        while self.peek() == Some('|') {
            self.at += 1;
            branches.push(self.sequence(open)?);
        }
        Ok(match branches.len() {
            1 => branches.remove(0),
            _ => Node { kind: Kind::Either(branches), at: start..self.at },
        })
    }

    fn sequence(&mut self, open: Option<(usize, char)>) -> Result<Node, Fault> {
        let mut items: Vec<Node> = Vec::new();
        self.peek();
        let start = self.at;
        while let Some(sign) = self.peek() {
            let item = match sign {
                '|' | ')' | ']' => break,
                '(' => self.group(')')?,
                '[' => {
                    let inner = self.group(']')?;
                    Node { at: inner.at.clone(), kind: Kind::Optional(Box::new(inner)) }
                }
                '{' => self.name()?,
                '}' => return Err(Fault::new(self.at..self.at + 1, "`}` closes nothing", "remove it")),
                _ => self.word()?,
            };
            if is_gap(&item) && items.last().is_some_and(is_gap) {
                return Err(Fault::new(item.at, "two gaps in a row", "keep the wider one"));
            }
            items.push(item);
        }
        if items.is_empty() {
            let at = open.map_or(start..self.at.max(start), |(open, _)| open..(open + 1).max(self.at));
            return Err(Fault::new(
                at,
                "an alternative without a word",
                "write a word, or put `[ ]` around what may be absent",
            ));
        }
        Ok(match items.len() {
            1 => items.remove(0),
            _ => Node { at: start..items.last().map_or(start, |last| last.at.end), kind: Kind::Sequence(items) },
        })
    }

    /// What is inside brackets, the opening one being next.
    fn group(&mut self, close: char) -> Result<Node, Fault> {
        let open = self.at;
        let sign = if close == ')' { '(' } else { '[' };
        self.at += 1;
        let mut inner = self.either(Some((open, close)))?;
        match self.peek() {
            Some(found) if found == close => self.at += 1,
            found => {
                let help = match found {
                    Some(found) => format!("write `{close}` before this `{found}`"),
                    None => format!("add `{close}` where that part ends"),
                };
                return Err(Fault::new(open..open + 1, format!("`{sign}` without `{close}`"), help));
            }
        }
        inner.at = open..self.at;
        Ok(inner)
    }

    /// `{name}`, `{name...}`, `{0-10}`.
    fn name(&mut self) -> Result<Node, Fault> {
        let open = self.at;
        let Some(length) = self.text[open..].find('}') else {
            return Err(Fault::new(open..open + 1, "`{` without `}`", "add `}` after the name of the list"));
        };
        self.at = open + length + 1;
        let at = open..self.at;
        let inner = self.text[open + 1..open + length].trim();
        let bounds = inner.split_once('-').and_then(|(low, high)| Some((low.parse().ok()?, high.parse().ok()?)));
        if let Some((low, high)) = bounds {
            if low > high {
                return Err(Fault::new(at, "no number is between these", format!("write `{{{high}-{low}}}`")));
            }
            return Ok(Node { kind: Kind::Between(low, high), at });
        }
        let (name, run) = match inner.strip_suffix("...") {
            Some(name) => (name.trim_end(), true),
            None => (inner, false),
        };
        let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if name.is_empty() || !name.chars().all(is_name) {
            return Err(Fault::new(
                at,
                "this is not the name of a list",
                "write small letters and hyphens: `{path-end}`",
            ));
        }
        let name = name.to_owned();
        Ok(Node { kind: if run { Kind::Run(name) } else { Kind::List(name) }, at })
    }

    fn word(&mut self) -> Result<Node, Fault> {
        let start = self.at;
        let rest = &self.text[start..];
        let length = rest.find(|c: char| c.is_whitespace() || "[]()|{}".contains(c)).unwrap_or(rest.len());
        let word = &rest[..length];
        self.at += length;
        let at = start..self.at;
        let kind = match word {
            ".." => Kind::Near,
            "..." => Kind::Later,
            _ if word.contains("..") => {
                return Err(Fault::new(at, "a gap that touches a word", "put blanks around `..` and `...`"));
            }
            _ => match (word.strip_suffix('*'), word.strip_suffix('~')) {
                (Some(stem), _) if !stem.is_empty() => Kind::Stem(stem.to_lowercase()),
                (_, Some(base)) if !base.is_empty() => Kind::Forms(base.to_lowercase()),
                _ => Kind::Word(word.to_lowercase()),
            },
        };
        if let Kind::Stem(stem) = &kind
            && (stem.chars().rev().take_while(|c| c.is_alphabetic()).count() < super::dictionary::SHORTEST_STEM)
        {
            return Err(Fault::new(at, "`*` after fewer than three letters", "write more of the word, or its forms"));
        }
        Ok(Node { kind, at })
    }
}

fn is_gap(node: &Node) -> bool {
    matches!(node.kind, Kind::Near | Kind::Later)
}

/// The phrases of a block, one a line, each with its first byte; empty lines and lines that begin with `#` are skipped.
pub fn lines(block: &str) -> impl Iterator<Item = (usize, &str)> {
    block
        .split('\n')
        .scan(0, |at, line| {
            let start = *at;
            *at += line.len() + 1;
            Some((start + line.len() - line.trim_start().len(), line.trim()))
        })
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(node: &Node) -> String {
        let all = |nodes: &[Node], sign: &str| nodes.iter().map(shown).collect::<Vec<_>>().join(sign);
        match &node.kind {
            Kind::Word(word) => word.clone(),
            Kind::Stem(stem) => format!("{stem}*"),
            Kind::Forms(base) => format!("{base}~"),
            Kind::List(name) => format!("{{{name}}}"),
            Kind::Run(name) => format!("{{{name}...}}"),
            Kind::Between(low, high) => format!("{{{low}-{high}}}"),
            Kind::Optional(inner) => format!("[{}]", shown(inner)),
            Kind::Either(branches) => format!("({})", all(branches, "|")),
            Kind::Sequence(items) => all(items, " "),
            Kind::Near => "..".to_owned(),
            Kind::Later => "...".to_owned(),
        }
    }

    #[test]
    fn every_sign_of_the_language_is_read() {
        for phrase in [
            "low back pain",
            "worse ... on [the] {side}",
            "({start}|is [very]) {very...} {intensity} {end}",
            "radiat* .. {toward} {toward...} lift~",
            "{0-10} / (10|ten) : > ~ + -",
            "a|b c",
        ] {
            let wanted = if phrase == "a|b c" { "(a|b c)" } else { phrase };
            assert_eq!(parse(phrase).map(|node| shown(&node)), Ok(wanted.to_owned()));
        }
    }

    #[test]
    fn a_fault_points_at_the_sign() {
        for (phrase, at, message) in [
            ("pain [in the leg", 5..6, "`[` without `]`"),
            ("pain (in [the) leg", 9..10, "`[` without `]`"),
            ("pain in] the leg", 7..8, "`]` closes nothing"),
            ("pain .. ... leg", 8..11, "two gaps in a row"),
            ("pain.. leg", 0..6, "a gap that touches a word"),
            ("{Side} leg", 0..6, "this is not the name of a list"),
            ("{side leg", 0..1, "`{` without `}`"),
            ("in* pain", 0..3, "`*` after fewer than three letters"),
            ("{10-0}", 0..6, "no number is between these"),
            ("pain ( | leg)", 5..7, "an alternative without a word"),
        ] {
            let fault = parse(phrase).expect_err(phrase);
            assert_eq!((fault.at, fault.message.as_str()), (at, message), "{phrase}");
        }
    }

    #[test]
    fn a_block_is_a_phrase_a_line() {
        let block = "low back\n  # a group\n\n  leg .. pain\n";
        assert_eq!(lines(block).collect::<Vec<_>>(), [(0, "low back"), (24, "leg .. pain")]);
    }
}
