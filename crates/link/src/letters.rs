//! Bytes as letters that no address, chat or mail changes: base64 with `-` and `_`, without padding. The only file that
//! knows base64ct.

use base64ct::{Base64UrlUnpadded, Encoding};

/// Letters that stand for three bytes.
const GROUP: usize = 4;

/// Writes bytes as letters.
pub(crate) fn write(bytes: &[u8]) -> String {
    Base64UrlUnpadded::encode_string(bytes)
}

/// Reads letters; `None` if one of them is none. What a cut has left of the last group is read as far as it goes.
pub(crate) fn read(letters: &str) -> Option<Vec<u8>> {
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    if !letters.bytes().all(is_letter) {
        return None;
    }
    let (whole, last) = letters.split_at(letters.len() - letters.len() % GROUP);
    let mut bytes = Base64UrlUnpadded::decode_vec(whole).ok()?;
    bytes.extend(Base64UrlUnpadded::decode_vec(last).unwrap_or_default());
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_read_as_far_as_they_go() {
        assert_eq!(write(&[0xfb, 0xff, 0]), "-_8A");
        for length in 0..9 {
            let bytes = &[7, 0xff, 0xfe, 0, 1, 200, 9, 9][..length.min(8)];
            assert_eq!(read(&write(bytes)).as_deref(), Some(bytes));
        }
        assert_eq!(read("-_8A-"), Some(vec![0xfb, 0xff, 0]));
        assert_eq!(read("-_8A+_"), None);
        assert_eq!(read("é"), None);
    }
}
