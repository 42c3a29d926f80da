//! Records as bytes: each is a number of words, and a word is a number of bytes and these. A number is written in
//! sevens of bits, the lowest first, as LEB128 has it.

use crate::limits::MOST_RECORDS;

/// Words, the first of which says what the others are.
pub(crate) type Record = Vec<String>;

/// Writes records one after the other.
pub(crate) fn write(records: &[Record]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for record in records {
        write_number(&mut bytes, record.len());
        for word in record {
            write_number(&mut bytes, word.len());
            bytes.extend_from_slice(word.as_bytes());
        }
    }
    bytes
}

/// Reads records; `None` if the bytes are none, or too many.
pub(crate) fn read(mut bytes: &[u8]) -> Option<Vec<Record>> {
    let mut records = Vec::new();
    while !bytes.is_empty() {
        if records.len() == MOST_RECORDS {
            return None;
        }
        let words = read_number(&mut bytes)?;
        let mut record = Record::new();
        for _ in 0..words {
            let length = read_number(&mut bytes)?;
            let (word, rest) = bytes.split_at_checked(length)?;
            record.push(str::from_utf8(word).ok()?.to_owned());
            bytes = rest;
        }
        records.push(record);
    }
    Some(records)
}

/// Writes a number.
pub(crate) fn write_number(bytes: &mut Vec<u8>, mut number: usize) {
    while number > 0x7f {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Reads a number off the front; `None` if there is none, or one above 2^28.
pub(crate) fn read_number(bytes: &mut &[u8]) -> Option<usize> {
    let mut number = 0;
    for shift in [0, 7, 14, 21] {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= usize::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_come_back() {
        let long = "é".repeat(5000);
        let records = vec![vec!["file".to_owned(), String::new(), long], vec![], vec!["x".to_owned()]];
        assert_eq!(read(&write(&records)), Some(records));
        assert_eq!(read(&[]), Some(Vec::new()));
    }

    #[test]
    fn bytes_that_are_no_records_are_none() {
        for bytes in [&[1][..], &[1, 5, b'a'], &[1, 1, 0xff], &[0x80], &[0xff, 0xff, 0xff, 0xff, 1]] {
            assert_eq!(read(bytes), None, "{bytes:?}");
        }
        assert_eq!(read(&[0; MOST_RECORDS + 1]), None);
    }
}
