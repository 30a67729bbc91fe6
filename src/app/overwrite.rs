//! No output may replace an input.
//!
//! `notelint check note.txt -o json:note.txt` would destroy the note, and one typing mistake is enough. Every file that
//! a run is to write is compared with every file that it reads, and with every other that it writes, before anything is
//! opened for writing.

use super::role::Role;
use super::same_file::FileId;
use super::trouble::Trouble;
use super::write::is_descriptor;
use std::path::{Path, PathBuf};

/// The files that a run is to write.
#[derive(Debug, Default)]
pub struct Written {
    files: Vec<(Role, PathBuf, FileId)>,
}

impl Written {
    /// Adds a file.
    ///
    /// # Errors
    /// If another output is the same file.
    pub fn add(&mut self, role: Role, path: &Path) -> Result<(), Trouble> {
        let Some(id) = FileId::of(path) else { return Ok(()) };
        if Some(&id) == FileId::stdout().as_ref() && !is_descriptor(path) {
            return Err(Trouble::Overwrites { role, path: path.into(), other: "output", is: "standard output".into() });
        }
        if let Some((other, is, _)) = self.files.iter().find(|(_, _, written)| *written == id) {
            return Err(Trouble::Overwrites { role, path: path.into(), other: other.as_str(), is: is.clone() });
        }
        self.files.push((role, path.into(), id));
        Ok(())
    }

    /// Refuses outputs that would replace an input.
    ///
    /// # Errors
    /// If one would.
    pub fn spare(&self, role: Role, path: &Path) -> Result<(), Trouble> {
        if self.files.is_empty() {
            return Ok(());
        }
        FileId::of(path).map_or(Ok(()), |id| self.allow(role, path, &id))
    }

    /// Refuses outputs that would replace the file that standard input was redirected from.
    ///
    /// # Errors
    /// If one would.
    pub fn spare_stdin(&self) -> Result<(), Trouble> {
        let name = Path::new("standard input");
        FileId::stdin().map_or(Ok(()), |id| self.allow(Role::Note, name, &id))
    }

    fn allow(&self, role: Role, path: &Path, id: &FileId) -> Result<(), Trouble> {
        match self.files.iter().find(|(_, _, written)| written == id) {
            None => Ok(()),
            Some((writes, written, _)) => {
                let other = role.as_str();
                Err(Trouble::Overwrites { role: *writes, path: written.clone(), other, is: path.into() })
            }
        }
    }
}
