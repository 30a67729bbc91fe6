use crate::base::SectionKind;

/// Spellings of section headings, ready to look up.
#[derive(Debug, Default)]
pub struct Headings {}

impl Headings {
    /// Takes (spelling, kind, strict) triples; spellings are lower case with single spaces and no colon.
    pub fn new<'a>(_spellings: impl IntoIterator<Item = (&'a str, SectionKind, bool)>) -> Headings {
        Headings::default()
    }
}
