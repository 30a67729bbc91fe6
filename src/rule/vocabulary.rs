//! Compiles the words of authors to literals and patterns of the scan.
//!
//! Terms are written for people: any case, hyphens or spaces, braces for alternatives, a star where a word may go on.
//! Here each becomes the one spelling that the scan reads, and equal spellings become one literal, so that the
//! automaton contains every word once however many concepts share it.

use super::compiled_cache::{Compiled, CompiledCache};
use super::fault::{RuleSource, flow_end, named};
use super::gate::leads;
use super::pattern::Fragments;
use super::patterns::Entry;
use super::record::{Text, Texts};
use super::{ConceptId, LiteralUse, Literals, Owner, Pattern, Patterns, Programs, RuleSet, SpellingId};
use crate::base::scan_form;
use crate::words::lines;
use std::collections::BTreeMap;
use std::ops::Range;

/// One term may have this many spellings.
const MAX_SPELLINGS: usize = 5000;

/// All literals and patterns, while files are linked.
#[derive(Default)]
pub(super) struct Vocabulary {
    literals: BTreeMap<String, Vec<LiteralUse>>,
    /// How many literals open gates.
    gates: u32,
    spellings: Vec<String>,
    patterns: Vec<Entry>,
    programs: Programs,
    compiled: CompiledCache,
    /// If entries are distinguished: those of concepts so far, and the number of concepts that have names.
    entries: Option<(Vec<VocabularyEntry>, u32)>,
}

/// The forms in which authors write words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// Fixed words, exact ones included.
    Term,
    /// A phrase over words.
    Phrase,
    /// A regular expression.
    Pattern,
}

/// One term, phrase or pattern of a concept, as its author wrote it: `{a,b}` is one entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VocabularyEntry {
    /// The owner.
    pub concept: ConceptId,
    /// A nameless concept that has only this entry: if it is mentioned at the place of a mention of `concept`, the
    /// entry was reached.
    pub alone: ConceptId,
    /// The author's words.
    pub text: String,
    /// In what form they are written.
    pub kind: EntryKind,
    /// The file that holds it.
    pub path: String,
    /// Its line there, counted from 1.
    pub line: usize,
}

/// The four keys under which authors give words.
#[derive(Clone, Copy)]
pub(super) struct WordLists<'r> {
    pub terms: &'r Option<Texts>,
    pub exact: &'r Option<Texts>,
    pub phrases: &'r Option<Text>,
    pub patterns: &'r Option<Texts>,
}

impl WordLists<'_> {
    /// Whether there is no word at all, and no other fault reports it.
    pub fn are_empty(&self) -> bool {
        let lists = [self.terms, self.exact, self.patterns];
        let no_phrase = self.phrases.as_ref().is_none_or(|block| lines(&block.value).next().is_none());
        no_phrase && lists.into_iter().flatten().all(|list| list.value.is_empty())
    }
}

/// What may be a term.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Needs {
    /// A letter or a digit.
    Letter,
    /// Any character: cues may be punctuation.
    Anything,
}

impl Vocabulary {
    /// An empty one, which does not compile again what a rule set has compiled already.
    pub fn over(rules: &RuleSet) -> Vocabulary {
        Vocabulary { programs: rules.programs.clone(), compiled: CompiledCache::of(rules), ..Vocabulary::default() }
    }

    /// Adds the words of one owner and reports what is wrong with them.
    pub fn add(
        &mut self,
        yaml: &RuleSource<'_>,
        fragments: &Fragments,
        owner: Owner,
        words: WordLists<'_>,
        needs: Needs,
    ) {
        for term in words.terms.iter().flat_map(|list| &list.value) {
            let owners = self.owners(yaml, owner, &term.value, term.place(), EntryKind::Term);
            for spelling in spellings(yaml, term, needs) {
                let (text, stem) = stem(&spelling);
                for owner in owners.iter().copied().flatten() {
                    self.use_literal(scan_form(text), LiteralUse { owner, exact: None, stem });
                }
            }
        }
        for term in words.exact.iter().flat_map(|list| &list.value) {
            let owners = self.owners(yaml, owner, &term.value, term.place(), EntryKind::Term);
            for spelling in spellings(yaml, term, needs) {
                let (text, stem) = stem(&spelling);
                let exact = Some(SpellingId::at(self.spellings.len()));
                self.spellings.push(text.to_owned());
                for owner in owners.iter().copied().flatten() {
                    self.use_literal(scan_form(text), LiteralUse { owner, exact, stem });
                }
            }
        }
        for pattern in words.patterns.iter().flat_map(|list| &list.value) {
            let Some(filled) = fragments.fill(yaml, pattern) else { continue };
            let source = filled.source.clone();
            let compiled = match self.compiled.get(&source) {
                Some(compiled) => compiled.clone(),
                None => {
                    let Some(gate) = filled.gate(yaml, pattern) else { continue };
                    let Some(program) = self.programs.add(&source) else {
                        yaml.fault(
                            pattern.place(),
                            "this pattern is too large to run quickly",
                            "in this pattern",
                            "lower its counted repetitions, or split it",
                        );
                        continue;
                    };
                    let leading = program.lower && gate.first().is_some_and(|first| leads(&source, first));
                    let compiled = Compiled { program, gate, leading };
                    self.compiled.learn(&source, compiled.clone());
                    compiled
                }
            };
            let Compiled { program, gate, leading } = compiled;
            let gate: Vec<Vec<u32>> =
                gate.into_iter().map(|set| set.into_iter().map(|literal| self.gate(literal)).collect()).collect();
            for owner in
                self.owners(yaml, owner, &pattern.value, pattern.place(), EntryKind::Pattern).into_iter().flatten()
            {
                let pattern = Pattern { program, owner, leading };
                self.patterns.push(Entry { source: source.clone(), pattern, gate: gate.clone() });
            }
        }
    }

    /// Gives every entry of a concept a nameless concept as well; `named` concepts have names.
    pub fn tell_entries_apart(&mut self, named: usize) {
        self.entries = Some((Vec::new(), named as u32));
    }

    /// The owners of an entry: its concept and, if entries are distinguished, its own. `text` is the entry, which is in its
    /// file at `place`.
    pub fn owners(
        &mut self,
        yaml: &RuleSource<'_>,
        owner: Owner,
        text: &str,
        place: Range<usize>,
        kind: EntryKind,
    ) -> [Option<Owner>; 2] {
        let (Owner::Concept(concept), Some((entries, named))) = (owner, &mut self.entries) else {
            return [Some(owner), None];
        };
        let alone = ConceptId(*named + entries.len() as u32);
        let (path, line) = (yaml.file.path.clone(), yaml.line(place.start));
        entries.push(VocabularyEntry { concept, alone, text: text.to_owned(), kind, path, line });
        [Some(owner), Some(Owner::Concept(alone))]
    }

    fn use_literal(&mut self, text: String, literal_use: LiteralUse) {
        let uses = self.literals.entry(text).or_default();
        if !uses.contains(&literal_use) {
            uses.push(literal_use);
        }
    }

    /// The number of a literal as a gate.
    fn gate(&mut self, text: String) -> u32 {
        let uses = self.literals.entry(text).or_default();
        let known = uses.iter().find_map(|used| match used.owner {
            Owner::Gate(gate) => Some(gate),
            _ => None,
        });
        known.unwrap_or_else(|| {
            self.gates += 1;
            uses.push(LiteralUse { owner: Owner::Gate(self.gates), exact: None, stem: false });
            self.gates
        })
    }

    /// The entries, if they are distinguished; the literals and patterns; and the programs of the patterns.
    pub fn finish(self) -> (Vec<VocabularyEntry>, Literals, Patterns, Programs) {
        let literals = Literals::new(&self.literals, &self.spellings);
        let entries = self.entries.map(|(entries, _)| entries).unwrap_or_default();
        (entries, literals, Patterns::new(self.patterns, self.gates), self.programs)
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
        let text = stem(spelling).0;
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
                format!("write it as a pattern: patterns: ['{}']", regex_syntax::escape(text)),
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

/// A term without its trailing star, and whether it had one.
fn stem(spelling: &str) -> (&str, bool) {
    match spelling.strip_suffix('*') {
        Some(text) => (text, true),
        None => (spelling, false),
    }
}
