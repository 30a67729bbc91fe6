//! Packs the index of wordings: what conditions are called, and the code that each name supports.
//!
//! Names come from the project's own lists, from titles, and from the terms that the tabular list includes. All pass
//! through `normal::words`, as the words of a note do. Titles that differ in nothing but the side, or in saying that
//! something is not specified, are one document; the rows of the sides are kept apart.

#[path = "wordings_record.rs"]
mod wordings_record;

use crate::normal::{self, DENIED};
use crate::wording_layout as layout;
use crate::yaml::{self, Texts};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use wordings_record::WordingsFile;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// One way to call a code.
struct Document {
    row: u16,
    needed: BTreeSet<String>,
    spare: BTreeSet<String>,
    asks: u16,
}

/// The rows of one condition, by [`side_of`]: without a side, right, left, both.
type Sides = [Option<u16>; 4];

/// Reads `data/wordings` and the rows of the tables, and writes the index to `out`.
pub fn pack(data: &Path, codes: &[Vec<String>], notes: &[Vec<String>], out: &Path) -> Result<()> {
    let tree = Tree::new(codes);
    let own = own(&data.join("wordings"), &tree)?;
    let titles = titles(&tree);
    let terms = terms(notes, &tree);
    let bounds = [own.len(), own.len() + titles.len()];
    let asks: Vec<u8> = own.iter().flat_map(|document| document.asks.to_le_bytes()).collect();
    let documents: Vec<Document> = own.into_iter().chain(titles).chain(terms).collect();
    write(&documents, &bounds, out)?;
    let sides = tree.sides.iter().flat_map(|(row, sides)| {
        let rows = [Some(*row), sides[1], sides[2], sides[3]];
        rows.map(|row| row.unwrap_or(layout::NO_ROW).to_le_bytes()).concat()
    });
    std::fs::write(out.join("icd10-sides.bin"), sides.collect::<Vec<u8>>())?;
    std::fs::write(out.join("icd10-asks.bin"), asks)?;
    Ok(())
}

/// The rows of the tabular list, and which of them are one condition.
struct Tree<'a> {
    codes: &'a [Vec<String>],
    /// For each row without a side, the row of the condition's default.
    defaults: HashMap<u16, u16>,
    sides: BTreeMap<u16, Sides>,
}

impl<'a> Tree<'a> {
    fn new(codes: &'a [Vec<String>]) -> Tree<'a> {
        let mut tree = Tree { codes, defaults: HashMap::new(), sides: BTreeMap::new() };
        let mut groups: BTreeMap<(&str, BTreeSet<String>), Vec<(u16, usize)>> = BTreeMap::new();
        for (at, row) in codes.iter().enumerate() {
            if row[6].is_empty() || row[0].contains('-') || !tree.is_live(&row[0]) {
                continue;
            }
            let (mut needed, spare) = name(&row[6]);
            let side = side_of(&needed.union(&spare).cloned().collect());
            needed.retain(|word| side_number(word).is_none());
            let default = row[4] == "D";
            needed.extend(spare.into_iter().filter(|word| word == "other" || word.starts_with(DENIED) && !default));
            groups.entry((&row[0][..3], needed)).or_default().push((at as u16, side));
        }
        for members in groups.into_values() {
            let without: Vec<u16> = members.iter().filter(|(_, side)| *side == 0).map(|(row, _)| *row).collect();
            let unspecified = |row: &&u16| matches!(codes[usize::from(**row)][4].as_str(), "U" | "D");
            let default = without.iter().filter(unspecified).max_by_key(|row| codes[usize::from(**row)][0].len());
            let Some(default) = default.or(without.first()).copied() else { continue };
            let mut sides = [Some(default), None, None, None];
            for (row, side) in members {
                // The first is the header, if the side is one.
                if side > 0 && sides[side].is_none() {
                    sides[side] = Some(row);
                }
            }
            for row in without {
                tree.defaults.insert(row, default);
                if sides[1..].iter().any(Option::is_some) {
                    tree.sides.insert(row, sides);
                }
            }
        }
        tree
    }

    /// Whether a row, or any below it, is still in force.
    fn is_live(&self, code: &str) -> bool {
        let first = self.codes.partition_point(|row| row[0].as_str() < code);
        let below = self.codes[first..].iter().take_while(|row| row[0].starts_with(code));
        below.into_iter().any(|row| {
            !row[1].is_empty() && row[2].is_empty()
                || row[5].split_whitespace().any(|group| group.split(':').nth(2) == Some(""))
        })
    }

    fn row(&self, code: &str) -> Option<u16> {
        self.codes.binary_search_by(|row| row[0].as_str().cmp(code)).ok().map(|at| at as u16)
    }
}

/// The words that a name needs, and those that it may do without.
fn name(text: &str) -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut needed, mut spare) = (BTreeSet::new(), BTreeSet::new());
    for word in normal::words(text) {
        let is_spare = word.bracketed || word.text.starts_with(DENIED) || normal::is_weak(&word.text);
        if is_spare {
            spare.insert(word.text)
        } else {
            needed.insert(word.text)
        };
    }
    spare.retain(|word| !needed.contains(word));
    if needed.is_empty() {
        std::mem::swap(&mut needed, &mut spare);
    }
    (needed, spare)
}

fn side_number(word: &str) -> Option<usize> {
    ["right", "left", "bilateral"].iter().position(|side| *side == word).map(|at| at + 1)
}

fn side_of(words: &BTreeSet<String>) -> usize {
    let sides: Vec<usize> = words.iter().filter_map(|word| side_number(word)).collect();
    if let [side] = sides.as_slice() { *side } else { 0 }
}

fn own(folder: &Path, tree: &Tree<'_>) -> Result<Vec<Document>> {
    let mut documents = Vec::new();
    let mut faults = Vec::new();
    let mut paths: Vec<_> = std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    paths.sort();
    for path in paths {
        let text = std::fs::read_to_string(&path)?;
        let mut fault = |at: usize, what: String| {
            let line = 1 + text[..at].matches('\n').count();
            faults.push(format!("{}:{line}: {what}", path.display()));
        };
        let (file, wrong) = yaml::read::<WordingsFile>(&text);
        for each in &wrong {
            fault(each.place.start, each.message());
        }
        for entry in file.unwrap_or_default() {
            let at = entry.place().start;
            let code = entry.value.code.map(|code| code.value).unwrap_or_default();
            let undotted = code.replace('.', "").trim_end_matches('-').to_owned();
            let row = if code.is_empty() { Some(layout::NO_ROW) } else { tree.row(&undotted) };
            let Some(row) = row else {
                fault(at, format!("{code} is not in the code set"));
                continue;
            };
            let listed = |texts: Option<Texts>| texts.map(|texts| texts.value).unwrap_or_default();
            let mut asks = 0;
            for ask in listed(entry.value.ask) {
                match layout::AXES.iter().position(|axis| *axis == ask.value) {
                    Some(bit) => asks |= 1 << bit,
                    None => fault(at, format!("{} is no axis", ask.value)),
                }
            }
            for wording in listed(entry.value.words) {
                let needed: BTreeSet<String> =
                    normal::words(&wording.value).into_iter().map(|word| word.text).collect();
                if !needed.is_empty() {
                    documents.push(Document { row, needed, spare: BTreeSet::new(), asks });
                }
            }
        }
    }
    documents.sort_by_key(|document| document.row);
    if faults.is_empty() { Ok(documents) } else { Err(faults.join("\n").into()) }
}

/// One document for each condition that titles name.
fn titles(tree: &Tree<'_>) -> Vec<Document> {
    let mut documents = Vec::new();
    for (at, row) in tree.codes.iter().enumerate() {
        let at = at as u16;
        // A row of a side, or of a header whose default stands for it, has no document.
        let is_sided = tree.sides.values().any(|sides| sides[1..].contains(&Some(at)));
        if row[6].is_empty() || row[0].contains('-') || is_sided || tree.defaults.get(&at).is_some_and(|to| *to != at) {
            continue;
        }
        if !tree.is_live(&row[0]) {
            continue;
        }
        let (needed, spare) = name(&row[6]);
        documents.push(Document { row: at, needed, spare, asks: 0 });
    }
    documents
}

fn terms(notes: &[Vec<String>], tree: &Tree<'_>) -> Vec<Document> {
    let mut documents = Vec::new();
    for note in notes.iter().filter(|note| matches!(note[1].as_str(), "t" | "i") && !note[0].contains('-')) {
        let Some(row) = tree.row(&note[0]).filter(|_| tree.is_live(&note[0])) else { continue };
        let row = tree.defaults.get(&row).copied().unwrap_or(row);
        let (needed, spare) = name(&note[2]);
        documents.push(Document { row, needed, spare, asks: 0 });
    }
    documents.sort_by_key(|document| document.row);
    documents
}

fn write(documents: &[Document], bounds: &[usize], out: &Path) -> Result<()> {
    let mut postings: BTreeMap<&str, (Vec<u16>, Vec<u16>)> = BTreeMap::new();
    for (at, document) in documents.iter().enumerate() {
        let at = u16::try_from(at)?;
        for word in &document.needed {
            postings.entry(word).or_default().0.push(at);
        }
        for word in &document.spare {
            postings.entry(word).or_default().1.push(at);
        }
    }
    let mut vocabulary = fst::MapBuilder::memory();
    let (mut words, mut bytes) = (Vec::new(), Vec::new());
    let mut weights: HashMap<&str, u16> = HashMap::new();
    for (number, (word, (needed, spare))) in postings.iter().enumerate() {
        let count = needed.len() + spare.len();
        let weight = (1.0 + documents.len() as f32 / (1.0 + count as f32)).ln() * layout::UNIT;
        weights.insert(word, weight as u16);
        vocabulary.insert(word, number as u64)?;
        words.extend(u32::try_from(bytes.len() / 2)?.to_le_bytes());
        words.extend(u16::try_from(needed.len())?.to_le_bytes());
        words.extend((weight as u16).to_le_bytes());
        bytes.extend(needed.iter().chain(spare).flat_map(|at| at.to_le_bytes()));
    }
    words.extend(u32::try_from(bytes.len() / 2)?.to_le_bytes());
    words.extend([0; 4]);
    let table = documents.iter().flat_map(|document| {
        let weight: u32 = document.needed.iter().map(|word| u32::from(weights[word.as_str()])).sum();
        let weight = u16::try_from(weight).unwrap_or(u16::MAX);
        [document.row.to_le_bytes(), weight.to_le_bytes()].concat()
    });
    let bounds: Vec<u8> = bounds.iter().flat_map(|bound| (*bound as u16).to_le_bytes()).collect();
    std::fs::write(out.join("icd10-vocabulary.fst"), vocabulary.into_inner()?)?;
    std::fs::write(out.join("icd10-words.bin"), words)?;
    std::fs::write(out.join("icd10-postings.bin"), bytes)?;
    std::fs::write(out.join("icd10-documents.bin"), table.collect::<Vec<u8>>())?;
    std::fs::write(out.join("icd10-bounds.bin"), bounds)?;
    Ok(())
}
