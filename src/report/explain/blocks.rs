//! What an explanation is made of.

use super::conditions::Item;
use crate::rule::Case;

/// A heading and its text.
pub(super) struct Part<'a> {
    pub heading: &'static str,
    pub blocks: Vec<Block<'a>>,
}

/// A block of text under a heading.
pub(super) enum Block<'a> {
    /// Sentences.
    Text(String),
    /// Lines, and lines below them.
    List(Vec<Item>),
    /// Cases of the rule's own tests.
    Cases(Vec<&'a Case>),
}
