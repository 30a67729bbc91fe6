//! What codes are: for people, and for programs.

pub(crate) mod json;
pub(crate) mod pretty;

use crate::icd10::Entry;

/// A code that was looked up, and what the code set says about it.
#[derive(Debug)]
pub struct Lookup<'a> {
    /// As it was written.
    pub asked: &'a str,
    /// The code, if there is one.
    pub entry: Option<Entry<'a>>,
    /// If there is none: the existing codes nearest to it.
    pub nearest: Vec<Entry<'a>>,
}
