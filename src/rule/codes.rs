//! Codes and ranges of codes, as authors write them.
//!
//! Only the shape is checked: a pack may name a code that a release does not contain yet, or no longer contains.

use super::record::{Text, Texts};
use super::scope::Scope;
use serde::{Deserialize, Serialize};

/// Codes from one to another, all that begins like either included: `V00-Y99`, `M54.5-`, `M54.9`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeRange {
    /// The first, in capitals, without its dot.
    pub first: String,
    /// The last.
    pub last: String,
}

impl CodeRange {
    /// Reads `V00-Y99`, `M54.5-`, `M54.*` or `M54.9`.
    fn parse(text: &str) -> Option<CodeRange> {
        let ends = text.split_once('-').filter(|(_, last)| !last.is_empty());
        let (first, last) = ends.unwrap_or((text, text));
        let bare = |code: &str| code.replace(['.', '-', '*'], "");
        (is_code(first) && is_code(last)).then(|| CodeRange { first: bare(first), last: bare(last) })
    }

    /// Whether a code, written with or without its dot in capitals, lies in the range.
    pub fn holds(&self, code: &str) -> bool {
        let code = || code.bytes().filter(|byte| *byte != b'.');
        let start = code().take(self.first.len());
        let end = code().take(self.last.len());
        start.cmp(self.first.bytes()).is_ge() && end.cmp(self.last.bytes()).is_le()
    }
}

impl Scope<'_> {
    /// The ranges of a list; `None` if one is invalid or the list is empty.
    pub fn code_ranges(&self, texts: &Texts) -> Option<Vec<CodeRange>> {
        self.each(texts, |text| {
            let range = CodeRange::parse(&text.value.to_ascii_uppercase());
            if range.is_some() {
                return range;
            }
            self.yaml.fault(
                text.place(),
                format!("`{}` is not a range of codes", text.value),
                "not a range",
                "a range is written V00-Y99, a family M54.* or M54.5-, a code M54.9",
            );
            None
        })
    }

    /// A code or family, as conditions name them.
    pub fn code(&self, text: &Text) -> Option<String> {
        let code = text.value.to_ascii_uppercase();
        if is_code(&code) {
            return Some(code);
        }
        self.yaml.fault(
            text.place(),
            format!("`{}` is neither a code nor a family of codes", text.value),
            "not a code",
            "a code is written M54.9, a family M54.* or M54.5-",
        );
        None
    }
}

/// `M54`, `M54.9`, `M54.*`, `M54.5-`, `M54.-`: three characters, up to four more after the dot, an open end.
fn is_code(code: &str) -> bool {
    let (category, rest) = code.split_once('.').unwrap_or((code, ""));
    let category = category.strip_suffix(['*', '-']).filter(|_| !code.contains('.')).unwrap_or(category);
    let open = rest.ends_with(['*', '-']);
    let rest = rest.strip_suffix(['*', '-']).unwrap_or(rest);
    let bytes = category.as_bytes();
    bytes.len() == 3
        && bytes[0].is_ascii_uppercase()
        && bytes[1].is_ascii_alphanumeric()
        && bytes[2].is_ascii_alphanumeric()
        && rest.bytes().all(|b| b.is_ascii_alphanumeric())
        && rest.len() <= 4 - usize::from(open)
        && (!code.contains('.') || open || !rest.is_empty())
}
