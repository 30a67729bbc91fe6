//! The spellings of a term.
//!
//! Terms are written for people: any case, hyphens or spaces, braces for alternatives, a star where a word may go on. A
//! term without a fault is some spellings without braces.

use super::expression::escape;
use super::fault::{flow_end, named};
use super::record::Text;
use super::source::RuleSource;
use super::{Concept, ConceptId, Owner, RuleSet};
use crate::base::SectionKinds;
use crate::words::{Builder, Frequencies};

/// One term may have this many spellings.
const MAX_SPELLINGS: usize = 5000;

/// What may be a term.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Needs {
    /// A letter or a digit.
    Letter,
    /// Any character: cues may be punctuation.
    Anything,
}

impl RuleSet {
    /// Adds a concept `term:TERM` for each term, which no rule uses. What can be in no note is found in none.
    pub fn add_terms(&mut self, terms: &[String]) {
        for term in terms {
            let concept = ConceptId(self.concepts.len() as u32);
            let id = format!("term:{term}");
            self.concepts.push(Concept {
                id,
                not_near: None,
                only_near: None,
                sections: SectionKinds::ALL,
                includes: Vec::new(),
            });
            let mut builder = Builder::new();
            builder.term(Owner::Concept(concept).word(), term, false, 0);
            self.words.extend(builder.finish(&Frequencies::default()));
        }
    }
}

/// The spellings of a term: braces expanded, white space single, checked.
pub(super) fn spellings(yaml: &RuleSource<'_>, term: &Text, needs: Needs) -> Vec<String> {
    let value = &term.value;
    if let Some((at, c)) = value.char_indices().find(|(_, c)| folded(*c).is_some()) {
        let plain = folded(c).unwrap_or_default();
        yaml.fault(
            yaml.part(term, at..at + c.len_utf8()),
            format!("the term {} holds `{c}`, which is never found", named(value)),
            "notes are read with plain quotes, dashes and spaces",
            format!("write `{plain}`: it matches every such character of a note"),
        );
        return Vec::new();
    }
    let Some(expanded) = expand(yaml, term) else { return Vec::new() };
    let spellings = expanded.iter().map(|s| s.split_whitespace().collect::<Vec<_>>().join(" ")).collect::<Vec<_>>();
    for spelling in &spellings {
        let text = spelling.strip_suffix('*').unwrap_or(spelling);
        if text.is_empty() {
            yaml.fault(
                term.place(),
                if value.trim().is_empty() {
                    "an empty term".to_owned()
                } else {
                    format!("the term {} can be empty", named(value))
                },
                "an empty term matches everywhere",
                "write the words, or take the term out",
            );
            return Vec::new();
        }
        if let Some(star) = value.find('*').filter(|_| text.contains('*')) {
            yaml.fault(
                yaml.part(term, star..star + 1),
                format!("a star inside the term {}", named(value)),
                "a star belongs only at the end",
                "`radiat*` lets a word go on; for anything else write a pattern",
            );
            return Vec::new();
        }
        if needs == Needs::Letter && !text.chars().any(char::is_alphanumeric) {
            yaml.fault(
                term.place(),
                format!("the term {} has no letter and no digit", named(value)),
                "terms are found at the borders of words",
                format!("write it as a pattern: patterns: ['{}']", escape(text)),
            );
            return Vec::new();
        }
    }
    spellings
}

/// What typographic characters become in folded text; `None` for those that stay.
fn folded(c: char) -> Option<&'static str> {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{201b}' => Some("'"),
        '\u{201c}' | '\u{201d}' => Some("\""),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => Some("-"),
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => Some(" "),
        _ => None,
    }
}

/// `{a,b} c` is `a c` and `b c`.
fn expand(yaml: &RuleSource<'_>, term: &Text) -> Option<Vec<String>> {
    let value = &term.value;
    let mut spellings = vec![String::new()];
    let mut rest = 0;
    while let Some(open) = value[rest..].find(['{', '}']).map(|n| rest + n) {
        let close = value[open..].find('}').map(|n| open + n);
        let fault = |place, label: &str| {
            yaml.fault(
                yaml.part(term, place),
                format!("the braces of the term {} do not work", named(value)),
                label,
                "alternatives are written {one,other}, without braces inside braces; `back{,s}` is back and backs",
            );
        };
        let Some(close) = close.filter(|close| *close > open) else {
            fault(open..open + 1, "this brace has no partner");
            return None;
        };
        let inner = &value[open + 1..close];
        if let Some(nested) = inner.find('{') {
            fault(open + 1 + nested..flow_end(value, open + 1 + nested), "braces inside braces");
            return None;
        }
        if !inner.contains(',') {
            fault(open..close + 1, "only one alternative");
            return None;
        }
        let alternatives = inner.split(',').collect::<Vec<_>>();
        if spellings.len() * alternatives.len() > MAX_SPELLINGS {
            yaml.fault(
                term.place(),
                format!("the term {} has more than {MAX_SPELLINGS} spellings", named(value)),
                "too many alternatives",
                "write it as a pattern, or as several terms",
            );
            return None;
        }
        let head = &value[rest..open];
        spellings = spellings
            .iter()
            .flat_map(|so_far| alternatives.iter().map(move |alternative| format!("{so_far}{head}{alternative}")))
            .collect();
        rest = close + 1;
    }
    Some(spellings.into_iter().map(|spelling| spelling + &value[rest..]).collect())
}
