//! What codes are: for people, and for programs.

pub(crate) mod json;
pub(crate) mod pretty;

use crate::icd10::{Entry, Wording};

/// A code or a wording that was looked up, and what the code set says about it.
#[derive(Debug, Default)]
pub struct Lookup<'a> {
    /// As it was written.
    pub asked: &'a str,
    /// The code, if there is one.
    pub entry: Option<Entry<'a>>,
    /// If there is none: the existing codes nearest to it.
    pub nearest: Vec<Entry<'a>>,
    /// Whether it is the wording of a diagnosis rather than a code.
    pub is_wording: bool,
    /// The codes that the wording supports, best first.
    pub wordings: Vec<Wording>,
}

impl<'a> Lookup<'a> {
    /// Nothing is known yet about what was asked.
    pub fn of(asked: &'a str) -> Self {
        Lookup { asked, ..Lookup::default() }
    }
}
