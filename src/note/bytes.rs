//! Sets of bytes and of pairs of bytes, so that a walk over a text costs one look-up for each byte or word.

/// A set of bytes; [`byte_set`] makes one.
pub(super) struct ByteSet([bool; 256]);

/// The set of the bytes that match a pattern.
macro_rules! byte_set {
    ($($pattern:tt)+) => {
        $crate::note::bytes::ByteSet::new({
            let mut members = [false; 256];
            let mut byte = 0;
            while byte < members.len() {
                members[byte] = matches!(byte as u8, $($pattern)+);
                byte += 1;
            }
            members
        })
    };
}
pub(super) use byte_set;

impl ByteSet {
    pub const fn new(members: [bool; 256]) -> ByteSet {
        ByteSet(members)
    }

    /// Whether a byte is in the set.
    pub const fn has(&self, byte: u8) -> bool {
        self.0[byte as usize]
    }

    /// The first place at or after `at` whose byte is in the set.
    pub fn find(&self, bytes: &[u8], at: usize) -> Option<usize> {
        // Most of a text is in no set of signs: eight bytes are dismissed at once.
        let (eights, _) = bytes[at..].as_chunks::<8>();
        let has_none = |eight: &&[u8; 8]| !eight.iter().fold(false, |any, byte| any | self.has(*byte));
        let at = at + eights.iter().take_while(has_none).count() * 8;
        bytes[at..].iter().position(|byte| self.has(*byte)).map(|length| at + length)
    }

    /// Where the run of bytes in the set ends that begins at `at`, which may be empty.
    pub fn run(&self, bytes: &[u8], at: usize) -> usize {
        bytes[at..].iter().position(|byte| !self.has(*byte)).map_or(bytes.len(), |length| at + length)
    }
}

/// Pairs of ASCII bytes: the first two bytes of a word tell nearly always that it is none of those sought.
pub(super) struct BytePairs([u128; 128]);

impl BytePairs {
    /// No pair.
    pub const fn none() -> BytePairs {
        BytePairs([0; 128])
    }

    /// The same with one more pair.
    #[must_use]
    pub const fn with(mut self, first: u8, second: u8) -> BytePairs {
        self.0[first as usize & 127] |= 1 << (second & 127);
        self
    }

    /// Whether the bytes at `at` are a pair of these. The byte after the last one is a blank, one beyond ASCII is DEL.
    pub fn has(&self, bytes: &[u8], at: usize) -> bool {
        let second = bytes.get(at + 1).map_or(b' ', |byte| (*byte).min(127));
        bytes[at].is_ascii() && self.0[bytes[at] as usize & 127] & 1 << second != 0
    }
}
