//! Files that import each other, in a ring of any length.
//!
//! A parent module and its children may: the parent contains what they have in common, and re-exports what they define.
//! So a parent is taken out of its ring, and the rest must have no rings.

use super::imports::{Imports, module_of};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

type Files<'a> = BTreeSet<&'a Path>;

/// Every set of files that import each other, with the imports among them, as text.
pub fn cycles(imports: &Imports) -> Vec<String> {
    let files = imports.keys().map(PathBuf::as_path).collect();
    let mut rings = Vec::new();
    gather(imports, &files, &mut rings);
    rings.iter().map(|ring| described(imports, ring)).collect()
}

fn gather<'a>(imports: &'a Imports, files: &Files<'a>, rings: &mut Vec<Files<'a>>) {
    let mut seen = Files::new();
    for &file in files {
        if seen.contains(file) {
            continue;
        }
        let from_here = reached(imports, files, file);
        let ring: Files = from_here.into_iter().filter(|other| reached(imports, files, other).contains(file)).collect();
        seen.extend(&ring);
        if ring.len() < 2 {
            continue;
        }
        match ring.iter().find(|parent| ring.iter().all(|file| is_within(file, parent))) {
            Some(&parent) => gather(imports, &ring.into_iter().filter(|file| *file != parent).collect(), rings),
            None => rings.push(ring),
        }
    }
}

/// The files that a file imports, and those that they import, and so on, as far as they are among `files`.
fn reached<'a>(imports: &'a Imports, files: &Files<'a>, start: &'a Path) -> Files<'a> {
    let mut found = Files::new();
    let mut open = vec![start];
    while let Some(file) = open.pop() {
        let targets = imports.get(file).into_iter().flat_map(|targets| targets.keys());
        open.extend(targets.map(PathBuf::as_path).filter(|target| files.contains(target) && found.insert(target)));
    }
    found
}

/// Whether a file is a module within another, or that one itself.
fn is_within(file: &Path, parent: &Path) -> bool {
    module_of(file).starts_with(&module_of(parent))
}

fn described(imports: &Imports, ring: &Files) -> String {
    let mut text = String::new();
    for &file in ring {
        for (target, names) in imports[file].iter().filter(|(target, _)| ring.contains(target.as_path())) {
            let names = names.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
            // Writing to a string cannot fail.
            let _ = writeln!(text, "  {} <- {}: {names}", target.display(), file.display());
        }
    }
    text
}
