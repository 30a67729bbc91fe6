//! Regular expressions, each run in each sentence.

use super::hits::Hit;
use crate::note::Folded;
use crate::rule::{Owner, RuleSet};
use std::ops::Range;

/// Adds every match of every pattern in some sentences; the built-in rules have no pattern. The matches are in the order
/// of their owners: of cues at the same words the one that is defined first counts.
///
/// An expression may have to read its sentence to the end for each match (`pain(?:.* at night)?`); sentences have a
/// greatest length, so that the time stays linear.
pub(super) fn find(rules: &RuleSet, folded: &Folded, sentences: Range<usize>, hits: &mut Vec<Hit>) {
    let (text, known) = (folded.text(), hits.len());
    for pattern in &rules.patterns {
        for sentence in sentences.clone() {
            let line = folded.sentence(sentence);
            for found in pattern.expression.matches(&text.as_bytes()[line.clone()]) {
                // `.` and `\W` read bytes and may stop inside a character; such an edge is widened to the whole of it.
                let range = char_range(text, line.start + found.start..line.start + found.end);
                hits.extend(pattern.owners.iter().map(|owner| Hit::fixed(owner.word(), range.clone(), sentence)));
            }
        }
    }
    hits[known..].sort_by_key(|hit| Owner::of_word(hit.owner));
}

fn char_range(text: &str, range: Range<usize>) -> Range<usize> {
    let start = (0..=range.start).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let end = (range.end..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::note::{Context, Headings, Note, Source};
    use crate::rule::{ConceptId, Pattern, RuleFile, builtin_files, load, load_with_tests};

    fn site(yaml: &str) -> RuleSet {
        let text = format!("schema: 1\nlexicon: site\ntitle: Site\n{yaml}");
        load(&[RuleFile { path: "site.yaml".into(), text, builtin: false }]).unwrap()
    }

    fn concept(expression: &str) -> RuleSet {
        site(&format!("concepts: {{it: {{patterns: ['{expression}']}}}}\n"))
    }

    fn note(text: &str) -> Note {
        let none = std::iter::empty::<(&str, crate::base::SectionKind, bool)>();
        Note::read(Source::from_text("note", text), Context::default(), &Headings::new(none))
    }

    /// The owners and the words of the matches in a text.
    fn found<'n>(rules: &RuleSet, note: &'n Note) -> Vec<(Owner, &'n str)> {
        let mut hits = Vec::new();
        find(rules, &note.folded, 0..note.sentences.len(), &mut hits);
        hits.into_iter().map(|hit| (Owner::of_word(hit.owner), &note.folded.text()[hit.range()])).collect()
    }

    #[test]
    fn a_match_is_in_one_sentence_and_overlaps_no_other() {
        let it = Owner::Concept(ConceptId(0));
        for (expression, text, expected) in [
            ("back.*pain", "Back, then knee pain. Back. Pain.", &["Back, then knee pain"] as &[&str]),
            ("^pain|pain$", "Pain is no pain. Pain", &["Pain", "Pain"]),
            ("aba", "ababa aba", &["aba", "aba"]),
            ("na.ve|pass.", "naïve passé", &["passé"]),
        ] {
            let note = note(text);
            let words = found(&concept(expression), &note).into_iter().map(|(owner, words)| {
                assert_eq!(owner, it);
                words
            });
            assert_eq!(words.collect::<Vec<_>>(), expected, "{expression}");
        }
    }

    #[test]
    fn an_expression_finds_the_words_of_all_that_have_it() {
        let rules = site(
            "concepts:\n  a: {patterns: ['zebras?', 'ache'], except: {patterns: ['zebras?']}}\n  b: {patterns: ['zebras?']}\n\
             cues:\n  - {cue: c, sets: negated, patterns: ['ache']}\n  - {cue: d, sets: negated, patterns: ['zebras?']}\n",
        );
        assert_eq!(rules.patterns.len(), 2);
        let [a, b] = [0, 1].map(ConceptId);
        assert_eq!(
            found(&rules, &note("zebras ache")),
            [
                (Owner::Concept(a), "zebras"),
                (Owner::Concept(a), "ache"),
                (Owner::Concept(b), "zebras"),
                (Owner::Except(a), "zebras"),
                (Owner::Cue(0), "ache"),
                (Owner::Cue(1), "zebras"),
            ]
        );
    }

    #[test]
    fn the_patterns_of_a_site_are_found_in_notes() {
        let rules = crate::detect::site_patterns();
        let examples = load_with_tests(&builtin_files()).unwrap();
        let notes: Vec<Note> = examples.tests.iter().map(|example| note(&example.text)).collect();
        let shown = rules.patterns.iter().filter(|pattern| {
            let alone = RuleSet { patterns: vec![Pattern::clone(pattern)], ..RuleSet::default() };
            notes.iter().any(|note| !found(&alone, note).is_empty())
        });
        let (shown, all) = (shown.count(), rules.patterns.len());
        assert!(all > 80 && shown > all / 2, "only {shown} of {all} patterns are in some example");
    }
}
