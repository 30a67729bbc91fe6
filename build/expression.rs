//! What the build script has in place of regular expressions. Only sites write them, so they are neither checked nor
//! compiled here, and the script needs no crate for them: a built-in file that has one stops the build.

use super::refusal::Refusal;

/// There is none.
#[derive(Clone, Debug)]
pub enum Expression {}

impl Expression {
    pub(super) fn new(_: &str) -> Result<Expression, Refusal> {
        Err(refusal())
    }

    pub fn source(&self) -> &str {
        match *self {}
    }
}

pub(super) fn check(_: &str) -> Result<(), Refusal> {
    Err(refusal())
}

pub(super) fn escape(text: &str) -> String {
    text.to_owned()
}

fn refusal() -> Refusal {
    let message = "a pattern in a built-in file".to_owned();
    Refusal { message, label: "only sites have patterns", place: None, help: "write it as a phrase" }
}
