//! Hashes as text.

use sha2::{Digest, Sha256};

/// SHA-256 of `bytes` in lower-case hexadecimal digits.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// The first 48 bits of the SHA-256 of `bytes`: in hexadecimal digits, the first twelve of [`sha256`].
pub(crate) fn bits48(bytes: &[u8]) -> u64 {
    Sha256::digest(bytes)[..6].iter().fold(0, |bits, &byte| bits << 8 | u64::from(byte))
}

/// Bytes as lower-case hexadecimal digits.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = bytes.iter().flat_map(|byte| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]);
    digits.map(char::from).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn digits() {
        assert_eq!(super::hexadecimal(&[0x0a, 0xf0]), "0af0");
        assert!(super::sha256(b"").starts_with("e3b0c442"));
        assert_eq!(format!("{:012x}", super::bits48(b"a.txt")), super::sha256(b"a.txt")[..12]);
    }
}
