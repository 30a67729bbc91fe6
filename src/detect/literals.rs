//! Finds the literals that wake patterns.

use crate::rule::Literals;

/// An occurrence of a literal in the scan form of a text.
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
    use crate::detect::site_patterns;
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
    fn every_literal_of_a_site_is_found_wherever_it_is() {
        let text = scan_form(&include_str!("../../tests/patterns.yaml").replace('\n', " "));
        let (ours, plain) = ours_and_plain(&site_patterns().literals, &text);
        assert!(plain.len() > 500, "{}", plain.len());
        assert_eq!(ours, plain);
    }

    proptest! {
        #[test]
        fn any_literals_are_found_wherever_they_stand(
            words in prop::collection::btree_set("[ab \u{7f}é0]{1,4}", 0..12),
            text in "[ab \u{7f}é0]{0,30}",
        ) {
            let literals = Literals::new(&words.into_iter().zip(1..).collect());
            let (ours, plain) = ours_and_plain(&literals, &text);
            prop_assert_eq!(ours, plain);
        }
    }
}
