//! SHA-256, as it stands in links. The only file here that knows sha2.

use sha2::{Digest, Sha256};

/// The SHA-256 of a text's bytes, in small letters.
pub fn sha256(text: &str) -> String {
    let mut digits = String::new();
    for byte in Sha256::digest(text) {
        for half in [byte >> 4, byte & 15] {
            digits.extend(char::from_digit(half.into(), 16));
        }
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::sha256;

    #[test]
    fn it_is_the_usual_one() {
        assert_eq!(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
