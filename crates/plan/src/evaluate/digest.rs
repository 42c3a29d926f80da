//! `digest: [algorithm, text]`: in hexadecimal, of the text in Latin-1.

use hotplate_schema::Value;

use super::{Answer, Call, Scope, Stop};
use crate::Resolved;

pub(super) fn digest(call: &Call<'_>, scope: &mut Scope<'_>) -> Answer {
    let argument = call.value(scope)?;
    let (algorithm, text) = match argument.as_list() {
        Some([Value::String(algorithm), Value::String(text)]) => (algorithm.to_ascii_lowercase(), text),
        _ => return call.failed("takes `[ALGORITHM, TEXT]`, both text"),
    };
    let latin: Option<Vec<u8>> = text.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect();
    let Some(bytes) = latin else {
        return call.failed("only works on text whose letters are all in Latin-1");
    };
    match (compute(&algorithm, &bytes), OTHERS.contains(&algorithm.as_str())) {
        (Some(digest), _) => Ok(Resolved::Known(digest.into())),
        (None, true) => Err(Stop::Obstacle(Resolved::Unknown(format!("`{algorithm}` is not computed here")))),
        (None, false) => {
            call.failed(format_args!("knows no algorithm `{algorithm}`: `sha256` is the usual one"))
        }
    }
}

/// Algorithms that Python knows besides.
const OTHERS: [&str; 13] = [
    "blake2b",
    "blake2s",
    "md5-sha1",
    "ripemd160",
    "sha3_224",
    "sha3_256",
    "sha3_384",
    "sha3_512",
    "sha512_224",
    "sha512_256",
    "shake_128",
    "shake_256",
    "sm3",
];

fn compute(algorithm: &str, bytes: &[u8]) -> Option<String> {
    use sha2::Digest;
    let digest = match algorithm {
        "md5" => md5::Md5::digest(bytes).to_vec(),
        "sha1" => sha1::Sha1::digest(bytes).to_vec(),
        "sha224" => sha2::Sha224::digest(bytes).to_vec(),
        "sha256" => sha2::Sha256::digest(bytes).to_vec(),
        "sha384" => sha2::Sha384::digest(bytes).to_vec(),
        "sha512" => sha2::Sha512::digest(bytes).to_vec(),
        _ => return None,
    };
    Some(digest.iter().map(|byte| format!("{byte:02x}")).collect())
}
