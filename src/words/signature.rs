//! What a token is, as one number of 64 bits, so that one `&` tells that it cannot be what is looked for.

/// The bits that words share, after one for each class and before the one for no token.
const FIRST_BUCKET: u32 = 11;
pub(super) const BUCKETS: usize = 63 - FIRST_BUCKET as usize;
/// The signature of what is beyond the edges of a sentence.
pub(super) const NO_TOKEN: u64 = 1 << 63;
/// The union of all signatures.
pub(super) const ANYTHING: u64 = u64::MAX;

/// The signature of a token: one bit for each class, and one for the bucket that a word shares with others.
#[inline]
pub(super) fn signature(classes: u16, bucket: u8) -> u64 {
    u64::from(classes) | 1 << (FIRST_BUCKET + u32::from(bucket))
}
