//! The notes that the tabular list prints under a code and the nodes above it.

use super::entry::Entry;
use super::set::CodeSet;

/// A line that the tabular list prints under a node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What it says.
    pub kind: NoteKind,
    /// Its words, as printed.
    pub text: String,
    /// The code, section or chapter that it is printed under.
    pub carrier: String,
}

/// The kinds of notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteKind {
    /// A term that the code includes.
    InclusionTerm,
    /// What a category includes.
    Includes,
    /// What is not coded together with it.
    Excludes1,
    /// What is another condition, and may be coded together with it.
    Excludes2,
    /// What is coded before it.
    CodeFirst,
    /// What is coded after it.
    UseAdditional,
    /// What may be coded as well, in either order.
    CodeAlso,
}

impl NoteKind {
    fn of_letter(letter: char) -> Option<NoteKind> {
        Some(match letter {
            't' => NoteKind::InclusionTerm,
            'i' => NoteKind::Includes,
            'x' => NoteKind::Excludes1,
            'y' => NoteKind::Excludes2,
            'f' => NoteKind::CodeFirst,
            'a' => NoteKind::UseAdditional,
            'c' => NoteKind::CodeAlso,
            _ => return None,
        })
    }
}

impl Entry<'_> {
    /// The notes printed under the code itself, or its base.
    pub fn own_notes(&self) -> Vec<Note> {
        notes_at(self.set(), self.row())
    }

    /// The notes that hold for it: its own, then those of each node above it, up to its chapter.
    pub fn notes(&self) -> Vec<Note> {
        self.rows_up().into_iter().flat_map(|row| notes_at(self.set(), row)).collect()
    }

    /// The terms that the list prints as included in the code: other words for it, and kinds of it.
    pub fn synonyms(&self) -> Vec<String> {
        let term = |text: &str| {
            let mut rest = text.chars();
            let is_term = NoteKind::of_letter(rest.next()?) == Some(NoteKind::InclusionTerm);
            is_term.then(|| rest.as_str().to_owned())
        };
        self.set().text_of(self.row()).into_iter().filter_map(term).collect()
    }
}

fn notes_at(set: &CodeSet, row: u16) -> Vec<Note> {
    let carrier = set.name(row);
    let note = |text: &str| {
        let letter = text.chars().next()?;
        let kind = NoteKind::of_letter(letter)?;
        Some(Note { kind, text: text[letter.len_utf8()..].to_owned(), carrier: carrier.clone() })
    };
    set.text_of(row).into_iter().filter_map(note).collect()
}
