//! Two codes for which the tabular list has one: sciatica and low back pain are "lumbago with sciatica".
//!
//! No table says so, but the Excludes1 notes do. Both codes send the reader to the same family ("sciatica with lumbago
//! (M54.4-)", "lumbago with sciatica (M54.4-)"), or one sends to a neighbour of the other ("radiculopathy with lumbar
//! and other intervertebral disc disorder (M51.1-)" beside a disc disorder without radiculopathy).

use super::entry::Entry;
use super::excludes::{Exclusion, holds, is_second, note};
use super::tables::{self, Range};

/// Codes of a note beyond which nobody lists conditions, and pairs are not looked for.
const MOST_CODES: usize = 300;

/// An Excludes1 note of a code that names it together with something else.
struct Joint {
    range: Range,
    carrier: String,
    text: String,
}

impl Entry<'_> {
    /// The pairs of codes in a list for which an Excludes1 note names one code: the indices of both, and the note. None
    /// where such a code is in the list, or where the two exclude each other.
    pub fn combined_among(entries: &[Entry<'_>]) -> Vec<(usize, usize, Exclusion)> {
        let mut found = Vec::new();
        if entries.len() > MOST_CODES {
            return found;
        }
        let joints: Vec<Vec<Joint>> = entries.iter().map(Entry::joints).collect();
        for (one, entry) in entries.iter().enumerate() {
            for (other, second) in entries.iter().enumerate().filter(|(other, _)| *other != one) {
                let known = found.iter().any(|(a, b, _)| (*a, *b) == (other, one));
                if known {
                    continue;
                }
                let named = joints[one].iter().find(|joint| {
                    let shared = joints[other].iter().any(|own| same(&own.range, &joint.range));
                    let coded = entries.iter().any(|each| holds(&joint.range, each));
                    !coded && (shared || entry.is_beside(second, &joint.range)) && second.is_named_in(&joint.text)
                });
                if let Some(joint) = named.filter(|_| entry.excludes1(second).is_none()) {
                    let (carrier, text) = (joint.carrier.clone(), joint.text.clone());
                    found.push((one, other, Exclusion { carrier, under: entry.code(), named: second.code(), text }));
                }
            }
        }
        found
    }

    /// The Excludes1 notes under the code and its headers that say "with".
    fn joints(&self) -> Vec<Joint> {
        let mut found = Vec::new();
        let mut node = Some(self.base());
        while let Some(at) = node {
            let mut ranges =
                tables::ranges_of(at.row()).filter(|range| !is_second(range) && range.condition.is_empty()).peekable();
            if ranges.peek().is_some() {
                let lines = at.set().text_of(at.row());
                let carrier = at.set().name(at.row());
                found.extend(ranges.filter_map(|range| {
                    let text = note(&lines, &range);
                    text.contains(" with ").then(|| Joint { range, carrier: carrier.clone(), text })
                }));
            }
            node = at.parent();
        }
        found
    }

    /// Whether another code is a neighbour of a range, in a category that is not the code's own.
    fn is_beside(&self, other: &Entry<'_>, range: &Range) -> bool {
        let Some(first) = self.set().entry_at(range.low) else { return false };
        let category = other.code().category();
        first.code().category() == category && category != self.code().category()
    }

    /// Whether a note names the condition behind its "with": by a telling word of its title, or of a term under it.
    fn is_named_in(&self, text: &str) -> bool {
        let Some((_, text)) = text.split_once(" with ") else { return false };
        let text = text.to_lowercase();
        let mut titles = vec![self.base().title().unwrap_or_default()];
        let mut node = Some(self.base());
        while let Some(at) = node {
            titles.extend(at.synonyms());
            node = at.parent();
        }
        let told = |word: &str| {
            word.len() > 3
                && !["pain", "disease", "disorder", "other", "unspecified", "acute", "chronic", "with", "without"]
                    .contains(&word)
                && text
                    .split(|c: char| !c.is_alphanumeric())
                    .any(|each| each.trim_end_matches('s') == word.trim_end_matches('s'))
        };
        titles.iter().any(|title| title.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(told))
    }
}

fn same(one: &Range, other: &Range) -> bool {
    (one.low, one.high) == (other.low, other.high)
}
