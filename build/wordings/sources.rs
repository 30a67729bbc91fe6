//! Where names come from: the project's own lists, the titles, and the notes of the tabular list.

use super::Document;
use super::lexicon::{Lexicon, is_rest, side_number};
use super::record::WordingsFile;
use super::tree::Tree;
use crate::normal;
use crate::wording_layout as layout;
use crate::yaml::{self, Texts};
use std::collections::{BTreeSet, HashSet};
use std::path::Path;

/// What the project's own lists call conditions.
///
/// # Errors
/// A line for each fault: an unknown key, code or axis.
pub fn own(folder: &Path, tree: &Tree<'_>) -> super::Result<Vec<Document>> {
    let mut documents = Vec::new();
    let mut faults = Vec::new();
    let mut paths: Vec<_> = std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<super::Result<_>>()?;
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
            let mut wordings: Vec<String> = listed(entry.value.words).into_iter().map(|words| words.value).collect();
            let (what, of) = (listed(entry.value.what), listed(entry.value.of));
            if what.is_empty() != of.is_empty() {
                fault(at, "`what` and `of` need each other".to_owned());
            }
            let pairs = what.iter().flat_map(|what| of.iter().map(move |of| format!("{} {}", what.value, of.value)));
            wordings.extend(pairs);
            for wording in wordings {
                let needed: BTreeSet<String> = normal::words(&wording).into_iter().map(|word| word.text).collect();
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
pub fn titles(tree: &Tree<'_>, lexicon: &Lexicon) -> Vec<Document> {
    let mut documents = Vec::new();
    for (at, row) in tree.codes.iter().enumerate() {
        let at = at as u16;
        // A row of a side, or of a header whose default stands for it, has no document.
        if row[6].is_empty() || row[0].contains('-') || tree.defaults.get(&at).is_some_and(|to| *to != at) {
            continue;
        }
        if !tree.is_live(&row[0]) || is_external(&row[0]) || tree.extension(&row[0]).is_some() {
            continue;
        }
        // Of injuries, whose titles are long, one name each is enough.
        let most = if row[0].starts_with(['S', 'T']) && row[0].len() > 4 { 1 } else { usize::MAX };
        for (needed, spare) in lexicon.names(&row[6]).into_iter().take(most) {
            documents.push(Document { row: at, needed, spare, asks: 0 });
        }
    }
    documents
}

/// What distinguishes codes of six characters from the row above them. These are not looked for by their words.
pub fn extensions(tree: &Tree<'_>) -> Vec<Document> {
    let rows = tree.codes.iter().enumerate().filter(|(at, row)| {
        tree.is_live(&row[0])
            && !is_external(&row[0])
            && tree.defaults.get(&(*at as u16)).is_none_or(|to| to == &(*at as u16))
    });
    let extension = |(at, row): (usize, &Vec<String>)| {
        let (needed, spare) = tree.extension(&row[0])?;
        Some(Document { row: at as u16, needed, spare, asks: 0 })
    };
    rows.filter_map(extension).collect()
}

/// Whether a code is for an external cause, which nobody assesses.
fn is_external(code: &str) -> bool {
    code.starts_with(['V', 'W', 'X', 'Y'])
}

/// The code that a note of the tabular list names, and what it calls it: a term that the code includes, or one that
/// another code excludes: "ammonia dermatitis (L22)".
fn named_by(note: &[String]) -> Option<(&str, &str)> {
    let text = note[2].as_str();
    match note[1].as_str() {
        "t" | "i" if !note[0].contains('-') => Some((&note[0], text)),
        "x" | "y" => {
            let (low, high) = note[3].split_once('-').filter(|(low, high)| low == high)?;
            let name = text.strip_suffix(')')?.rsplit_once(" (")?.0;
            let (name, listed) =
                (name.trim(), name.contains(['(', ';', ':', '-']) || name.contains(" with ") || name.contains("code"));
            (!listed && high.len() > 2).then_some((low, name))
        }
        _ => None,
    }
}

/// What the notes of the tabular list call its codes.
pub fn terms(notes: &[Vec<String>], tree: &Tree<'_>, lexicon: &Lexicon) -> Vec<Document> {
    let mut documents = Vec::new();
    for note in notes {
        let Some((code, text)) = named_by(note) else { continue };
        let Some(row) = tree.row(code).filter(|_| tree.is_live(code) && !is_external(code)) else { continue };
        let is_sided = tree.sided.contains(&row);
        let row = tree.defaults.get(&row).copied().unwrap_or(row);
        for (mut needed, spare) in lexicon.names(text) {
            needed.retain(|word| !is_sided || side_number(word).is_none());
            documents.push(Document { row, needed, spare, asks: 0 });
        }
    }
    documents.sort_by_key(|document| document.row);
    documents
}

/// A category, the words that a name of it needs, and whether the name is for what is left over.
pub type Key<'a> = (&'a str, BTreeSet<String>, bool);

/// What makes a document one that says nothing new: the same words for a code of the same category.
pub fn key<'a>(document: &Document, codes: &'a [Vec<String>]) -> Key<'a> {
    let rest = document.spare.iter().any(|word| is_rest(word));
    (&codes[usize::from(document.row)][0][..3], document.needed.clone(), rest)
}

/// Leaves out what says nothing new.
pub fn distinct<'a>(documents: Vec<Document>, known: &mut HashSet<Key<'a>>, codes: &'a [Vec<String>]) -> Vec<Document> {
    documents.into_iter().filter(|document| known.insert(key(document, codes))).collect()
}
