//! From a title or a term to the words that a text must have to mean it, and those that it may have.

use crate::normal::{self, DENIED, Word};
use std::collections::BTreeSet;

/// Words that seldom tell one condition from another, so that a name may do without them.
const WEAK: &str = "degree encounter episode follow initial localized mellitus open other part region severity site stage \
                    trimester type";
/// Words that head the names of many conditions.
const HEADS: &str = "complication disorder infection inflammation injury lesion lump mass problem";
/// Words for how a condition is, of which none is one.
const STATES: &str = "acute chronic controlled mild moderate severe stable uncontrolled well";
/// Words that stand with the names of places.
const BESIDE_PLACES: &str = "bilateral left lower organ right system tissue tract upper wall";

/// The words that a name needs, and those that it may do without.
pub type Name = (BTreeSet<String>, BTreeSet<String>);

/// What kinds of words there are.
pub struct Lexicon {
    weak: BTreeSet<String>,
    heads: BTreeSet<String>,
    states: BTreeSet<String>,
    places: BTreeSet<String>,
}

/// The normalised words of a list.
pub fn plain(list: &str) -> BTreeSet<String> {
    normal::words(list).into_iter().map(|word| word.text).collect()
}

/// Whether a word says that a name is what is left over: "Other disorders of lung".
pub fn is_rest(word: &str) -> bool {
    word == "other"
}

/// The number of a side in [`Sides`](super::tree::Sides).
pub fn side_number(word: &str) -> Option<usize> {
    ["right", "left", "bilater"].iter().position(|side| *side == word).map(|at| at + 1)
}

/// The side that words name; 0 if they name none or several.
pub fn side_of(words: &BTreeSet<String>) -> usize {
    let sides: Vec<usize> = words.iter().filter_map(|word| side_number(word)).collect();
    if let [side] = sides.as_slice() { *side } else { 0 }
}

impl Lexicon {
    /// With the words for parts of the body.
    pub fn new(places: impl IntoIterator<Item = String>) -> Lexicon {
        let places = places.into_iter().chain(plain(BESIDE_PLACES)).collect();
        Lexicon { weak: plain(WEAK), heads: plain(HEADS), states: plain(STATES), places }
    }

    /// Whether a word names a part of the body.
    pub fn is_place(&self, word: &str) -> bool {
        self.places.contains(word)
    }

    /// Whether a word names no condition by itself.
    pub fn is_generic(&self, word: &str) -> bool {
        let is_number = word.bytes().all(|byte| byte.is_ascii_digit());
        is_number || [&self.weak, &self.heads, &self.states].iter().any(|list| list.contains(word))
    }

    /// The words of a name.
    pub fn name(&self, text: &str) -> Name {
        self.without(&normal::words(text), |_| false)
    }

    /// The name without the words at some places.
    ///
    /// A head such as "disorder" tells nothing beside the name of a condition, but everything beside that of a place.
    fn without(&self, words: &[Word], without: impl Fn(usize) -> bool) -> Name {
        let (mut needed, mut spare, mut heads) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for (at, word) in words.iter().enumerate() {
            let text = word.text.clone();
            if without(at) || word.bracketed || word.text.starts_with(DENIED) || self.weak.contains(&word.text) {
                spare.insert(text);
            } else if self.heads.contains(&word.text) {
                heads.insert(text);
            } else {
                needed.insert(text);
            }
        }
        let only_places = needed.iter().all(|word| self.places.contains(word));
        if only_places {
            needed.extend(heads)
        } else {
            spare.extend(heads)
        };
        spare.retain(|word| !needed.contains(word));
        if needed.is_empty() {
            std::mem::swap(&mut needed, &mut spare);
        }
        (needed, spare)
    }

    /// A name, then the same for each of its alternatives: of "bronchus and lung" a note has one, and "acute nasopharyngitis
    /// [common cold]" has two names.
    pub fn names(&self, text: &str) -> Vec<Name> {
        let words = normal::words(text);
        let mut found = vec![self.without(&words, |_| false)];
        let mut add = |name: Name| {
            if !name.0.is_empty() && !found.contains(&name) {
                found.push(name);
            }
        };
        for (at, joint) in text.match_indices(" and ").chain(text.match_indices(" or ")) {
            let end = at + joint.len();
            let Some(left) = words.iter().rposition(|word| word.end <= at) else { continue };
            let after = &text[end..];
            let stop = [
                ",", ";", " with", " of ", " in ", " due ", " without", " to ", " for ", " by ", " and ", " or ", " (",
                " [",
            ];
            let stop = end + stop.iter().filter_map(|stop| after.find(stop)).min().unwrap_or(after.len());
            let right = |at: usize| words[at].start >= end && words[at].start < stop;
            if !(0..words.len()).any(right) {
                continue;
            }
            // "muscle, fascia and tendon": single words before the last of a row are alternatives too.
            let mut row = left;
            while row > 0 && text.get(words[row - 1].end..words[row].start).is_some_and(|between| between.trim() == ",")
            {
                row -= 1;
            }
            let first = (0..words.len()).find(|at| right(*at)).unwrap_or(0);
            // "typhoid and paratyphoid fevers": the head after the last is that of all.
            let shared = row == 0;
            let dropped = |at: usize| right(at) && !(shared && at > first);
            if row < left {
                for only in row..=left {
                    add(self.without(&words, |at| dropped(at) || (row..=left).contains(&at) && at != only));
                }
            } else {
                add(self.without(&words, dropped));
            }
            add(self.without(&words, |at| (row..=left).contains(&at)));
        }
        if let Some((before, synonym)) = text.split_once(" [") {
            let synonym = synonym.split(']').next().unwrap_or_default();
            if before.split_whitespace().count() < 4 {
                add(self.name(synonym));
            }
        }
        found
    }
}
