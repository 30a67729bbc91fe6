//! Words and signs that are a yes or a no.

use crate::base::Span;

/// A statement, and the yes or no that it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reply {
    /// What is answered.
    pub about: Span,
    /// The word or sign that answers it.
    pub words: Span,
    /// Whether that is a yes.
    pub affirms: bool,
}

/// Whether words are nothing but a yes or a no, and which: `Yes`, `N`, `(-)`, `0`, `denies`.
pub(super) fn yes_or_no(words: &str) -> Option<bool> {
    let bare = words.trim_matches(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | '.' | '*' | '_'));
    sign(bare).or_else(|| plain(bare)).or_else(|| {
        let is = |all: &[&str]| all.iter().any(|one| one.eq_ignore_ascii_case(bare));
        match () {
            () if is(&["true", "present", "endorses", "endorsed", "1"]) => Some(true),
            () if is(&["none", "false", "0", "nil", "neg", "negative", "absent", "never"]) => Some(false),
            () if is(&["denies", "denied", "not present"]) => Some(false),
            () => None,
        }
    })
}

/// The answers that need no sign before them: `urinary retention yes`.
pub(super) fn plain(word: &str) -> Option<bool> {
    let is = |all: &[&str]| all.iter().any(|one| one.eq_ignore_ascii_case(word));
    match () {
        () if is(&["yes", "y", "pos", "positive"]) => Some(true),
        () if is(&["no", "n"]) => Some(false),
        () => None,
    }
}

/// A plus or a minus: `+`, `-`, `++`, `-ve`.
pub(super) fn sign(words: &str) -> Option<bool> {
    let affirms = match words.chars().next()? {
        '+' => true,
        '-' | '–' | '−' => false,
        _ => return None,
    };
    matches!(words.trim_start_matches(['+', '-', '–', '−']), "" | "ve").then_some(affirms)
}
