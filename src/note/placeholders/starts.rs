//! Where the words of a line begin.
//!
//! Two scanners look at every word, and hardly any word is one that they look for. So the line is walked once for both,
//! without a branch for each byte, and they decide by the first letters.

use crate::base::Span;
use crate::note::bytes::{ByteSet, byte_set};

const FIRST: ByteSet = byte_set!(b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'+');
const INNER: ByteSet = byte_set!(b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | 0x80.. | b'-');

/// Writes to `starts` the offsets of the words and plus signs in `span` of a text.
pub(super) fn find(text: &str, span: Span, starts: &mut Vec<usize>) {
    let bytes = text.as_bytes();
    starts.clear();
    starts.resize(span.len() + 1, 0);
    let (mut count, mut inside) = (0, false);
    for at in span.range() {
        starts[count] = at;
        count += usize::from(FIRST.has(bytes[at]) & (!inside | (bytes[at] == b'+')));
        inside = INNER.has(bytes[at]);
    }
    starts.truncate(count);
}
