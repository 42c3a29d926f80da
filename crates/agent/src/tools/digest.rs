//! `md5sum`, `sha1sum`, `sha256sum`, `sha512sum`: the file that knows the libraries of digests.

use sha2::Digest;

use super::options;
use crate::Text;
use crate::shell::{Shell, Status};

/// A digest in hexadecimal, by the name of its program.
fn compute(program: &str, bytes: &[u8]) -> String {
    match program {
        "md5sum" => hexadecimal(&md5::Md5::digest(bytes)),
        "sha1sum" => hexadecimal(&sha1::Sha1::digest(bytes)),
        "sha512sum" => hexadecimal(&sha2::Sha512::digest(bytes)),
        _ => hexadecimal(&sha2::Sha256::digest(bytes)),
    }
}

/// Bytes as hexadecimal digits.
fn hexadecimal(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from(b"0123456789abcdef"[usize::from(half)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// Forty-three letters that stand for a text: the same for the same text.
pub(super) fn letters(of: &str) -> String {
    super::base64::encode(&sha2::Sha256::digest(of.as_bytes())).trim_end_matches('=').to_owned()
}

/// The digest of a text, as unknown as the text is.
fn of_text(program: &str, text: &Text) -> Text {
    text.compute(&compute(program, text.as_str().as_bytes()))
}

pub(super) fn digest(shell: &mut Shell, arguments: &[Text]) -> Status {
    let long =
        [("check", 'c'), ("quiet", 'q'), ("status", 's'), ("binary", 'b'), ("text", 't'), ("tag", 'T')];
    let call = options::read(shell, arguments, "cqsbtT", &long);
    let program = arguments[0].as_str().rsplit('/').next().unwrap_or_default();
    let (texts, failed) = options::inputs(shell, program, &call.operands)?;
    if call.has('c') {
        let mut status = i32::from(failed);
        for (_, list) in texts {
            status = status.max(check(shell, program, &list, &call)?);
        }
        return Ok(status);
    }
    for (path, text) in texts {
        let mut line = of_text(program, &text);
        line.push_str("  ");
        line.push_str(&path);
        line.push_str("\n");
        shell.print(&line)?;
    }
    Ok(i32::from(failed))
}

/// Compares files with the digests of a list, one `DIGEST  PATH` a line.
fn check(shell: &mut Shell, program: &str, list: &Text, call: &options::Call) -> Status {
    let mut wrong = 0;
    for line in list.lines() {
        let Some((digest, path)) = line.as_str().split_once(' ') else { continue };
        let path = path.trim_start_matches([' ', '*']);
        let outcome = match shell.read_file(path)? {
            // What is not known cannot be found wrong.
            Ok(text) if text.unknown().is_some() || of_text(program, &text).as_str() == digest => "OK",
            Ok(_) => "FAILED",
            Err(_) => "FAILED open or read",
        };
        wrong += usize::from(outcome != "OK");
        if !(call.has('s') || call.has('q') && outcome == "OK") {
            let mut said = String::from(path);
            said.push_str(": ");
            said.push_str(outcome);
            shell.print_line(&said)?;
        }
    }
    if wrong == 0 {
        return Ok(0);
    }
    shell.fail(program, &format!("WARNING: {wrong} computed checksums did NOT match"), 1)
}
