//! `base64`

use super::options;
use crate::Text;
use crate::shell::{Shell, Status};

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

pub(super) fn base64(shell: &mut Shell, arguments: &[Text]) -> Status {
    let long = [("decode", 'd'), ("wrap", 'w'), ("ignore-garbage", 'i')];
    let call = options::read(shell, arguments, "dDw:i", &long);
    let (texts, failed) = options::inputs(shell, "base64", &call.operands)?;
    let mut status = i32::from(failed);
    for (_, text) in texts {
        let source = text.as_str();
        let out = if call.has('d') || call.has('D') {
            let (bytes, valid) = decode(source);
            if !valid {
                status = shell.fail("base64", "invalid input", 1)?;
            }
            String::from_utf8(bytes).unwrap_or_else(|bytes| {
                shell.remark("`base64 -d`: bytes that are no text are replaced here".to_owned());
                String::from_utf8_lossy(bytes.as_bytes()).into_owned()
            })
        } else {
            wrapped(&encode(source.as_bytes()), call.number('w').unwrap_or(76))
        };
        shell.print(&text.compute(&out))?;
    }
    Ok(status)
}

/// Bytes as letters, with the `=` at the end.
pub(super) fn encode(bytes: &[u8]) -> String {
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let byte = |at: usize| u32::from(three.get(at).copied().unwrap_or(0));
        let group = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let letter = LETTERS[(group >> (18 - 6 * place) & 63) as usize];
            out.push(if place <= three.len() { char::from(letter) } else { '=' });
        }
    }
    out
}

/// Lines of a width; 0 is one line without an end.
fn wrapped(letters: &str, width: usize) -> String {
    if width == 0 {
        return letters.to_owned();
    }
    let mut out = String::new();
    for (at, letter) in letters.chars().enumerate() {
        if at > 0 && at % width == 0 {
            out.push('\n');
        }
        out.push(letter);
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// The bytes that letters stand for, and whether all of them were letters.
pub(super) fn decode(letters: &str) -> (Vec<u8>, bool) {
    let (mut bytes, mut valid) = (Vec::new(), true);
    let (mut group, mut bits) = (0_u32, 0);
    for letter in letters.bytes() {
        match LETTERS.iter().position(|known| *known == letter) {
            Some(value) => {
                group = group << 6 | value as u32;
                bits += 6;
                if bits >= 8 {
                    bits -= 8;
                    bytes.push((group >> bits) as u8);
                    group &= (1 << bits) - 1;
                }
            }
            None => valid &= matches!(letter, b'=' | b'\n' | b'\r'),
        }
    }
    (bytes, valid)
}
