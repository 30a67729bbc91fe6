//! The notice about notes that are not UTF-8 and were read all the same.

use super::desk::Desk;
use super::trouble::shown;
use notelint::report::number;
use std::path::{Path, PathBuf};

/// Notes that a line names.
const NAMED: usize = 5;

/// The notes of a run whose encoding was guessed.
#[derive(Clone, Debug, Default)]
pub struct Transcoded {
    first: Vec<PathBuf>,
    count: usize,
}

impl Transcoded {
    /// Counts one.
    pub fn add(&mut self, path: &Path) {
        self.count += 1;
        if self.first.len() < NAMED {
            self.first.push(path.to_path_buf());
        }
    }

    /// One line about all of them; nothing if there is none.
    pub fn say(&self, desk: &Desk) {
        if self.count == 0 {
            return;
        }
        let mut named: Vec<String> = self.first.iter().map(|path| shown(path)).collect();
        if self.count > named.len() {
            named.push(format!("{} more", self.count - named.len()));
        }
        let notes = number(self.count, "note is not UTF-8 and was", "notes are not UTF-8 and were");
        let named = named.join(", ");
        desk.say(&format!("{notes} read as Windows-1252 ({named}); --encoding names another encoding"));
    }
}
