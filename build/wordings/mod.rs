//! Packs the index of wordings: what conditions are called, and the code that each name supports.
//!
//! All names pass through `normal::words`, as the words of a note do.

mod lexicon;
mod packed;
mod parts;
mod record;
mod sources;
mod tree;

use crate::wording_layout as layout;
use lexicon::Lexicon;
use std::collections::{BTreeSet, HashSet};
use std::path::Path;
use tree::Tree;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// One way to call a code: its row in `codes.tsv`, the words that it needs and those that it may do without, and the
/// axes that someone would ask about, as bits.
struct Document {
    row: u16,
    needed: BTreeSet<String>,
    spare: BTreeSet<String>,
    asks: u16,
}

/// Reads the lists in `data` and the rows of the tables, and writes the index to `out`.
///
/// # Errors
/// If a list has a fault, or a file cannot be read or written.
pub fn pack(data: &Path, codes: &[Vec<String>], notes: &[Vec<String>], out: &Path) -> Result<()> {
    let mut parts = parts::read(&std::fs::read_to_string(data.join("parts.yaml"))?)?;
    let lexicon = Lexicon::new(parts.iter().flat_map(|(part, wholes)| wholes.iter().chain([part])).cloned());
    for (kind, wider) in parts::read(&std::fs::read_to_string(data.join("kinds.yaml"))?)? {
        parts.entry(kind).or_default().extend(wider);
    }
    let tree = Tree::new(codes, &lexicon);
    let mut own = sources::own(&data.join("wordings"), &tree)?;
    let mut known = HashSet::new();
    own.retain(|document| known.insert((document.row, document.needed.clone())));
    let mut titles = sources::distinct(sources::titles(&tree, &lexicon), &mut HashSet::new(), codes);
    let coded = own.iter().filter(|document| document.row != layout::NO_ROW);
    let mut known: HashSet<_> = coded.map(|document| sources::key(document, codes)).collect();
    // The first name of a row stays, because what the text says beside it is looked for among the titles.
    let mut last = None;
    titles.retain(|document| {
        let is_first = last.replace(document.row) != Some(document.row);
        is_first || !known.contains(&sources::key(document, codes))
    });
    known.extend(titles.iter().map(|document| sources::key(document, codes)));
    let terms = sources::distinct(sources::terms(notes, &tree, &lexicon), &mut known, codes);
    let extensions = sources::extensions(&tree);
    let bounds = [own.len(), own.len() + titles.len(), own.len() + titles.len() + terms.len()];
    let asks: Vec<u8> = own.iter().flat_map(|document| document.asks.to_le_bytes()).collect();
    let documents: Vec<Document> = own.into_iter().chain(titles).chain(terms).chain(extensions).collect();
    packed::write(&documents, &bounds, &lexicon, &parts, codes, out)?;
    let sides = tree.sides.iter().flat_map(|(row, sides)| {
        let rows = [Some(*row), sides[1], sides[2], sides[3]];
        rows.map(|row| row.unwrap_or(layout::NO_ROW).to_le_bytes()).concat()
    });
    std::fs::write(out.join("icd10-sides.bin"), sides.collect::<Vec<u8>>())?;
    std::fs::write(out.join("icd10-asks.bin"), asks)?;
    Ok(())
}
