//! A digest as a content security policy writes it.
//!
//! The policy of the page names its own script and style by their digests, which are taken from the very text that is
//! written, so that an edit of either file can never leave a page whose script the browser refuses.

use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

/// The source expression of an inline script or style: `'sha256-…'`.
pub(crate) fn source(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}

#[cfg(test)]
mod tests {
    use super::source;

    /// The examples of the standard, and lengths around a block; the expected digests are those of OpenSSL.
    #[test]
    fn digests_are_those_of_the_standard() {
        let digests = [
            ("", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
            ("abc", "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="),
            (&"a".repeat(55), "n0OQ+NMMLdkuyfCVtl4rmumwqSWlJY4kHJ8ekQ9zQxg="),
            (&"a".repeat(64), "/+BU/nrgy23GXDr5th1SCfQ5hR20PQulmXM33xVGaOs="),
        ];
        for (text, digest) in digests {
            assert!(source(text).starts_with(&format!("'sha256-{digest}")), "{}: {}", text.len(), source(text));
        }
    }
}
