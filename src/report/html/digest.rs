//! SHA-256 as a content security policy writes it.
//!
//! The policy of the page names its own script and style by their digests. Forty lines of a frozen standard (FIPS
//! 180-4) compute them from the very text that is written, so that an edit of either file can never leave a page behind
//! whose script the browser refuses. Nothing secret depends on it.

/// The source expression of an inline script or style: `'sha256-…'`.
pub(super) fn source(text: &str) -> String {
    format!("'sha256-{}'", base64(&sha256(text.as_bytes())))
}

fn sha256(message: &[u8]) -> [u8; 32] {
    let primes: Vec<u64> = (2u64..).filter(|n| (2..*n).all(|d| n % d != 0)).take(64).collect();
    let round: Vec<u32> = primes.iter().map(|&prime| fraction(prime, 3)).collect();
    let mut state: Vec<u32> = primes[..8].iter().map(|&prime| fraction(prime, 2)).collect();
    let mut padded = message.to_vec();
    padded.push(0x80);
    padded.resize((padded.len() + 8).next_multiple_of(64) - 8, 0);
    padded.extend((message.len() as u64 * 8).to_be_bytes());
    for block in padded.chunks_exact(64) {
        let words = block.chunks_exact(4).map(|word| u32::from_be_bytes([word[0], word[1], word[2], word[3]]));
        let mut schedule: Vec<u32> = words.collect();
        for at in 16..64 {
            let (early, late) = (schedule[at - 15], schedule[at - 2]);
            let early = early.rotate_right(7) ^ early.rotate_right(18) ^ (early >> 3);
            let late = late.rotate_right(17) ^ late.rotate_right(19) ^ (late >> 10);
            schedule.push([schedule[at - 16], early, schedule[at - 7], late].into_iter().fold(0, u32::wrapping_add));
        }
        let mut v = state.clone();
        for (word, constant) in schedule.iter().zip(&round) {
            let high = v[4].rotate_right(6) ^ v[4].rotate_right(11) ^ v[4].rotate_right(25);
            let choice = (v[4] & v[5]) ^ (!v[4] & v[6]);
            let first = [v[7], high, choice, *constant, *word].into_iter().fold(0, u32::wrapping_add);
            let low = v[0].rotate_right(2) ^ v[0].rotate_right(13) ^ v[0].rotate_right(22);
            let majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]);
            v.rotate_right(1);
            v[4] = v[4].wrapping_add(first);
            v[0] = first.wrapping_add(low).wrapping_add(majority);
        }
        state.iter_mut().zip(v).for_each(|(sum, value)| *sum = sum.wrapping_add(value));
    }
    let mut digest = [0; 32];
    digest.chunks_exact_mut(4).zip(state).for_each(|(bytes, word)| bytes.copy_from_slice(&word.to_be_bytes()));
    digest
}

/// The first 32 bits behind the point of a prime's root: the constants of the standard.
fn fraction(prime: u64, degree: u32) -> u32 {
    let scaled = u128::from(prime) << (32 * degree);
    let bits = (0..40).rev().fold(0u128, |root, bit| {
        let next = root | 1 << bit;
        if next.pow(degree) <= scaled { next } else { root }
    });
    (bits & 0xffff_ffff) as u32
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let bits = (0..3).fold(0, |bits, at| bits << 8 | usize::from(group.get(at).copied().unwrap_or(0)));
        for at in 0..4 {
            let digit = char::from(DIGITS[bits >> (18 - 6 * at) & 63]);
            text.push(if at <= group.len() { digit } else { '=' });
        }
    }
    text
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
