//! Regular expressions: what a site may write, and what runs.
//!
//! The `regex` crate runs them, on bytes and without the tables of Unicode, so `\w`, `\b` and case are those of ASCII.
//! Its parser reads them first, with the same settings, because it knows at which place an expression is faulty; what
//! cannot be found in linear time (look-around, backreferences) is refused, and the help names the key that does the
//! same. The build script has `build/expression.rs` in place of this file.

use super::refusal::Refusal;
use regex::bytes::{Regex, RegexBuilder};
use regex_syntax::ast::parse::Parser;
use regex_syntax::ast::{self, Ast, ErrorKind as Syntax, Flag, Span, Visitor};
use regex_syntax::hir::translate::TranslatorBuilder;
use regex_syntax::hir::{ErrorKind as Meaning, Hir};
use std::ops::Range;

/// The most bytes that a compiled expression may take: repeated repetitions multiply.
const MAX_SIZE: usize = 1 << 20;

/// A regular expression, ready to run.
#[derive(Clone, Debug)]
pub struct Expression(Regex);

impl Expression {
    /// Compiles an expression, whose fragments are filled in.
    pub(super) fn new(source: &str) -> Result<Expression, Refusal> {
        if checked(source)?.properties().minimum_len() == Some(0) {
            return Err(Refusal {
                label: "it can match the empty string",
                ..whole(
                    "this pattern matches everywhere",
                    "leave off what makes all of it optional (`?`, `*`, an empty alternative)",
                )
            });
        }
        let mut builder = RegexBuilder::new(source);
        let built = builder.unicode(false).case_insensitive(true).size_limit(MAX_SIZE).build();
        built.map(Expression).map_err(|_| {
            whole("this pattern is too large to run quickly", "lower its counted repetitions, or split it")
        })
    }

    /// What was compiled.
    pub fn source(&self) -> &str {
        self.0.as_str()
    }

    /// The matches in a text, earlier alternatives preferred. None is empty, and none overlaps another.
    pub fn matches(&self, text: &[u8]) -> impl Iterator<Item = Range<usize>> {
        self.0.find_iter(text).map(|found| found.range())
    }
}

/// Parses a part of a pattern, or all of it, as it will run.
pub(super) fn check(source: &str) -> Result<(), Refusal> {
    checked(source).map(|_| ())
}

/// An expression that matches a text and nothing else.
pub(super) fn escape(text: &str) -> String {
    regex_syntax::escape(text)
}

fn checked(source: &str) -> Result<Hir, Refusal> {
    let parsed = Parser::new().parse(source).map_err(|error| match error.kind() {
        Syntax::UnsupportedLookAround => at(
            error.span(),
            "patterns have no look-around",
            "say it with `except` (look-alikes), `not-near` or `only-near`, or with `without` in a condition",
        ),
        Syntax::UnsupportedBackreference => {
            at(error.span(), "patterns have no backreferences", "write out the alternatives")
        }
        kind => at(error.span(), &kind.to_string(), SYNTAX),
    })?;
    ast::visit(&parsed, AsciiOnly).map_err(|flag| at(&flag, NO_CLASSES, NO_UNICODE))?;
    let mut translator = TranslatorBuilder::new().unicode(false).utf8(false).case_insensitive(true).build();
    let meaning = translator.translate(source, &parsed).map_err(|error| match error.kind() {
        Meaning::UnicodeNotAllowed => at(error.span(), NO_CLASSES, NO_UNICODE),
        kind => at(error.span(), &kind.to_string(), SYNTAX),
    })?;
    match meaning.properties().minimum_len() {
        Some(_) => Ok(meaning),
        None => Err(whole("this pattern can never match", "one of its classes has no member")),
    }
}

const SYNTAX: &str = "patterns are regular expressions; see the syntax of the `regex` crate";
const NO_CLASSES: &str = "patterns have no Unicode classes";
const NO_UNICODE: &str = "notes are read as bytes: write alternatives, as in (?:é|e), in place of a class";

fn at(span: &Span, message: &str, help: &'static str) -> Refusal {
    let (start, end) = (span.start.offset, span.end.offset);
    let message = format!("this pattern does not work: {message}");
    Refusal { message, label: "here", place: Some(start..end.max(start + 1)), help }
}

fn whole(message: &str, help: &'static str) -> Refusal {
    Refusal { message: message.to_owned(), label: "in this pattern", place: None, help }
}

/// Refuses the flag that would make classes and case those of Unicode, and is its place.
struct AsciiOnly;

impl Visitor for AsciiOnly {
    type Output = ();
    type Err = Span;

    fn finish(self) -> Result<(), Span> {
        Ok(())
    }

    fn visit_pre(&mut self, part: &Ast) -> Result<(), Span> {
        let flags = match part {
            Ast::Flags(set) => Some(&set.flags),
            Ast::Group(group) => group.flags(),
            _ => None,
        };
        match flags.filter(|flags| flags.flag_state(Flag::Unicode) == Some(true)) {
            Some(flags) => Err(flags.span),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(source: &str, text: &str) -> Vec<String> {
        let expression = Expression::new(source).unwrap_or_else(|refusal| panic!("{source}: {}", refusal.message));
        expression.matches(text.as_bytes()).map(|range| text[range].to_owned()).collect()
    }

    #[test]
    fn case_and_classes_are_those_of_ascii() {
        for (source, text, expected) in [
            (r"\bpain\b", "Pain, PAINS, pain", &["Pain", "pain"] as &[&str]),
            (r"(?-i:\bMRI\b)|ct", "mri, MRI, CT", &["MRI", "CT"]),
            (r"(?s-i:TB)", "tb TB", &["TB"]),
            (r"[[:upper:]]{2}", "ab", &["ab"]),
            (r"\x41b", "AB ab", &["AB", "ab"]),
            (r"\bn\b", "é n é", &["n"]),
            (r"\d+", "3 ٣", &["3"]),
            (r"ab|abc", "abc", &["ab"]),
            (r"a(?:b|bc)+?d?", "abcd", &["ab"]),
            (r"na.ve|na..ve", "naïve", &["naïve"]),
        ] {
            assert_eq!(found(source, text), expected, "{source}");
        }
    }

    #[test]
    fn a_fault_is_at_its_place() {
        for (source, place) in [
            ("pain(?! pump)", "(?!"),
            (r"(\w+) \1", r"\1"),
            (r"a\p{L}", r"\p{L}"),
            (r"a(?iu:\w)", "iu"),
            (r"(?u)\w", "u"),
            ("a(b", "("),
        ] {
            let refusal = Expression::new(source).err().unwrap_or_else(|| panic!("{source} is not refused"));
            assert_eq!(&source[refusal.place.unwrap()], place, "{}", refusal.message);
        }
        for source in ["(?:left|right)?", r"\b", "[a&&b]", "(?:a{200}){200}", "(?:(?:a{99}){99}){99}"] {
            assert!(Expression::new(source).is_err_and(|refusal| refusal.place.is_none()), "{source}");
        }
    }
}
