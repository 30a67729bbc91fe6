//! The names as the binary carries them: `src/icd10/wordings/layout.rs` describes the tables.

use super::Document;
use super::lexicon::{Lexicon, is_rest, plain};
use crate::wording_layout as layout;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Some more than there are; a word is the rarer, the fewer categories have it.
const CATEGORIES: f32 = 2000.0;

/// Words for what causes a condition, and the patients that have chapters of their own: the classification sorts by these
/// before anything else. Organisms are known by their chapter.
const CAUSES: &str = "alcohol congenital contact diabetes drug exposure history hysteria maternal newborn obstetric \
                      postprocedural pregnancy psychogenic puerperal radiation rheumatism rickets screening status \
                      transplant trauma";
/// How much more they count.
const CAUSE: f32 = 1.4;

/// How much less likely a code is than its words say: what is left over, and what only some patients can have.
fn prior(document: &Document, codes: &[Vec<String>]) -> u8 {
    let Some(code) = codes.get(usize::from(document.row)).map(|row| row[0].as_str()) else { return 0 };
    let chapter = match code.as_bytes()[0] {
        b'O' | b'P' => 12,
        b'Q' => 10,
        b'V'..=b'Y' => 30,
        b'T' => 6,
        b'S' => 4,
        _ => 0,
    };
    let header =
        u8::from(codes[usize::from(document.row)][1].is_empty() && codes[usize::from(document.row)][5].is_empty());
    let rest = if document.spare.iter().any(|word| is_rest(word)) { 4 } else { 0 };
    chapter + rest + header
}

/// Writes the tables of `wordings/layout.rs` that hold the documents and their words.
///
/// # Errors
/// If there are more documents than numbers for them, or a file cannot be written.
pub fn write(
    documents: &[Document],
    bounds: &[usize],
    lexicon: &Lexicon,
    parts: &BTreeMap<String, BTreeSet<String>>,
    codes: &[Vec<String>],
    out: &Path,
) -> super::Result<()> {
    let known = weighed(documents, parts, codes, lexicon);
    let number = |word: &String| known[word.as_str()].number;
    let mut vocabulary = fst::MapBuilder::memory();
    for (word, entry) in &known {
        vocabulary.insert(word, u64::from(entry.number))?;
    }
    let mut keys: Vec<Vec<u16>> = vec![Vec::new(); known.len()];
    let (mut table, mut names) = (Vec::new(), Vec::<u8>::new());
    for (at, document) in documents.iter().enumerate() {
        table.extend(document.row.to_le_bytes());
        table.push(prior(document, codes));
        table.extend(&u32::try_from(names.len() / 2)?.to_le_bytes()[..3]);
        let mut needed: Vec<&Weighed> = document.needed.iter().map(|word| &known[word.as_str()]).collect();
        names.extend(needed.iter().flat_map(|word| word.number.to_le_bytes()));
        names.extend(document.spare.iter().flat_map(|word| (number(word) | layout::SPARE).to_le_bytes()));
        if bounds.last().is_some_and(|extension| at >= *extension) {
            continue;
        }
        // A text that has enough of the name has one of its rarest words.
        needed.sort_by_key(|word| word.count);
        let mut left: f32 = needed.iter().map(|word| word.cost()).sum();
        let enough = left * layout::LEAST_COVERAGE;
        for word in needed {
            if left < enough {
                break;
            }
            let at = u16::try_from(at).map_err(|_| "more than 65,535 names: widen `keys`")?;
            keys[usize::from(word.number)].push(at);
            left -= word.cost();
        }
    }
    table.extend([0; 3]);
    table.extend(&u32::try_from(names.len() / 2)?.to_le_bytes()[..3]);
    let mut words = Vec::new();
    let mut start = 0;
    for (entry, keys) in known.values().zip(&keys) {
        words.extend(u32::try_from(start)?.to_le_bytes());
        words.extend(entry.packed().to_le_bytes());
        start += keys.len();
    }
    words.extend(u32::try_from(start)?.to_le_bytes());
    words.extend([0; 2]);
    let keys: Vec<u8> = keys.iter().flatten().flat_map(|at| at.to_le_bytes()).collect();
    let bounds: Vec<u8> = bounds.iter().flat_map(|bound| (*bound as u16).to_le_bytes()).collect();
    let pairs = parts.iter().flat_map(|(part, wholes)| wholes.iter().map(move |whole| (part, whole)));
    let mut wholes: Vec<[u16; 2]> = pairs.map(|(part, whole)| [number(part), number(whole)]).collect();
    wholes.sort_unstable();
    let wholes: Vec<u8> = wholes.iter().flatten().flat_map(|word| word.to_le_bytes()).collect();
    std::fs::write(out.join("icd10-vocabulary.fst"), vocabulary.into_inner()?)?;
    std::fs::write(out.join("icd10-words.bin"), words)?;
    std::fs::write(out.join("icd10-keys.bin"), keys)?;
    std::fs::write(out.join("icd10-documents.bin"), table)?;
    std::fs::write(out.join("icd10-names.bin"), names)?;
    std::fs::write(out.join("icd10-bounds.bin"), bounds)?;
    std::fs::write(out.join("icd10-wholes.bin"), wholes)?;
    Ok(())
}

/// A word of the index.
struct Weighed {
    number: u16,
    /// How many documents have it.
    count: usize,
    weight: u16,
    is_place: bool,
    is_generic: bool,
}

impl Weighed {
    /// What it counts when it is missing.
    fn cost(&self) -> f32 {
        (f32::from(self.weight) / layout::UNIT).max(layout::LEAST)
    }

    fn packed(&self) -> u16 {
        self.weight & !layout::FLAGS
            | if self.is_place { layout::PLACE } else { 0 }
            | if self.is_generic { layout::GENERIC } else { 0 }
    }
}

/// All words, in order, each with what it says about a category.
fn weighed<'a>(
    documents: &'a [Document],
    parts: &'a BTreeMap<String, BTreeSet<String>>,
    codes: &[Vec<String>],
    lexicon: &Lexicon,
) -> BTreeMap<&'a str, Weighed> {
    let mut found: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for part in parts.iter().flat_map(|(part, wholes)| std::iter::once(part).chain(wholes)) {
        found.entry(part).or_default();
    }
    for document in documents {
        let category = codes.get(usize::from(document.row)).map_or("", |row| &row[0][..3]);
        for word in document.needed.iter().chain(&document.spare) {
            found.entry(word).or_default().push(category);
        }
    }
    let causes = plain(CAUSES);
    let weigh = |(number, (word, places)): (usize, (&'a str, Vec<&str>))| {
        let count = places.len();
        let infectious = places.iter().filter(|code| code.starts_with(['A', 'B'])).count();
        let is_cause = infectious * 2 > count || causes.contains(word);
        let categories = places.into_iter().collect::<BTreeSet<_>>().len();
        let weight = (1.0 + CATEGORIES / (1.0 + categories as f32)).ln() * if is_cause { CAUSE } else { 1.0 };
        let entry = Weighed {
            number: number as u16,
            count,
            weight: (weight * layout::UNIT) as u16,
            is_place: lexicon.is_place(word),
            is_generic: lexicon.is_generic(word),
        };
        (word, entry)
    };
    found.into_iter().enumerate().map(weigh).collect()
}
