/// FNV-1a in 64 bits: a hash that does not change with a release of a crate or compiler, so stored fingerprints stay
/// valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Fnv(u64);

impl Fnv {
    /// The hash of no bytes.
    pub const fn new() -> Fnv {
        Fnv(0xcbf2_9ce4_8422_2325)
    }

    /// The hash with more bytes appended.
    #[must_use]
    pub fn and(self, bytes: &[u8]) -> Fnv {
        Fnv(bytes.iter().fold(self.0, |state, &byte| (state ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)))
    }

    /// The hash.
    pub const fn value(self) -> u64 {
        self.0
    }
}

impl Default for Fnv {
    fn default() -> Fnv {
        Fnv::new()
    }
}
