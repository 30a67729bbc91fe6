//! Finds the literals of all packs in a text.

use crate::rule::Literals;

/// An occurrence of a literal in the scan form of a text, before word boundaries are checked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct LiteralHit {
    pub literal: u32,
    pub start: usize,
    pub end: usize,
}

/// Every occurrence of every literal, overlapping ones included, in order of their starts.
pub(super) fn find(literals: &Literals, scan_text: &str) -> Vec<LiteralHit> {
    let text = scan_text.as_bytes();
    (0..text.len())
        .flat_map(|start| {
            let here = literals.beginning(&text[start..]);
            here.map(move |(literal, length)| LiteralHit { literal, start, end: start + length })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::scan_form;
    use crate::rule::{LiteralUse, Owner, builtin, builtin_files};
    use proptest::prelude::*;

    /// What is found, and what looking for each literal at each place finds.
    fn ours_and_plain(literals: &Literals, text: &str) -> (Vec<LiteralHit>, Vec<LiteralHit>) {
        let mut plain = Vec::new();
        for (literal, words) in (0..).zip(literals.texts()) {
            let is_here = |start: &usize| text.as_bytes()[*start..].starts_with(words.as_bytes());
            let hits = (0..text.len()).filter(is_here);
            plain.extend(hits.map(|start| LiteralHit { literal, start, end: start + words.len() }));
        }
        plain.sort_by_key(|hit| (hit.start, usize::MAX - hit.end));
        (find(literals, text), plain)
    }

    #[test]
    fn every_built_in_literal_is_found_wherever_it_stands() {
        let text: String = builtin_files()[0].text.chars().filter(|c| *c != '\n').take(1500).collect();
        let rules = builtin();
        let (ours, plain) = ours_and_plain(&rules.literals, &scan_form(&text));
        assert!(plain.len() > 500);
        assert_eq!(ours, plain);
    }

    proptest! {
        #[test]
        fn any_literals_are_found_wherever_they_stand(
            words in prop::collection::vec("[ab \u{7f}é0]{1,4}", 0..12),
            text in "[ab \u{7f}é0]{0,30}",
        ) {
            let mut literals = Literals::default();
            for word in &words {
                literals.push(word, [LiteralUse { owner: Owner::Cue(0), exact: None, stem: false }]);
            }
            let (ours, plain) = ours_and_plain(&literals, &text);
            prop_assert_eq!(ours, plain);
        }
    }
}
