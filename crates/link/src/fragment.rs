//! The fragment of an address: `v1.z.` and letters, which are
//!
//! ```text
//! number of packed bytes | the number's check, 1 byte | Adler-32 of what follows, 4 bytes | packed bytes
//! ```
//!
//! The number tells a link that was cut off from one that was changed, which ask different things of their reader.

use crate::deflate::{self, Fault};
use crate::limits::{MOST_BYTES, MOST_CHARACTERS, MOST_FILES, MOST_RECORDS, most_unpacked};
use crate::pointer::is_pointer;
use crate::{Damage, Payload, TooLarge, letters, records};

const VERSION: &str = "v1";

/// Deflate with the words of `words/1.txt`.
const CODEC: &str = "z";

/// Bytes of the checksum.
const SUM: usize = 4;

/// Writes a payload as the fragment of an address, `#` and all.
pub fn encode(payload: &Payload) -> Result<String, TooLarge> {
    if payload.files.len() > MOST_FILES {
        return Err(TooLarge::Files);
    }
    let records = payload.to_records();
    if records.len() > MOST_RECORDS {
        return Err(TooLarge::Records);
    }
    let bytes = records::write(&records);
    if bytes.len() > MOST_BYTES {
        return Err(TooLarge::Bytes);
    }
    let packed = deflate::pack(&bytes).ok_or(TooLarge::Bytes)?;
    if bytes.len() > most_unpacked(packed.len()) {
        return Err(TooLarge::Bytes);
    }
    let fragment = seal(&packed);
    if fragment.len() > MOST_CHARACTERS {
        return Err(TooLarge::Characters);
    }
    Ok(fragment)
}

/// Writes packed bytes as a fragment, whatever they are: what [`encode`] ends with.
pub fn seal(packed: &[u8]) -> String {
    let mut data = Vec::with_capacity(packed.len() + 2 * SUM);
    records::write_number(&mut data, packed.len());
    data.push(check(packed.len()));
    data.extend_from_slice(&adler2::adler32_slice(packed).to_be_bytes());
    data.extend_from_slice(packed);
    ["#", VERSION, ".", CODEC, ".", &letters::write(&data)].concat()
}

/// Whether a fragment, with or without its `#`, means to be a link, whatever has become of it.
pub fn is_link(fragment: &str) -> bool {
    let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
    let version = fragment.split('.').next().unwrap_or_default();
    is_version(version) || is_pointer(fragment)
}

fn is_version(word: &str) -> bool {
    word.strip_prefix('v').is_some_and(|digits| {
        (1..=9).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit())
    })
}

/// Reads a link: a whole address or its fragment. Spaces and line ends that mail has put into it do not count, nor does
/// what a sentence has put behind it.
pub fn decode(link: &str) -> Result<Payload, Damage> {
    if link.len() > MOST_CHARACTERS * 2 {
        return Err(Damage::TooLarge);
    }
    let fragment = link.split_once('#').map_or(link, |(_, fragment)| fragment);
    let fragment: String = fragment.chars().filter(|c| !c.is_whitespace()).collect();
    let fragment = fragment.trim_end_matches(['.', ',', ';', ')', ']', '>', '"', '\'']);
    let mut parts = fragment.splitn(3, '.');
    let version = parts.next().filter(|version| is_version(version)).ok_or(Damage::NotALink)?;
    if version != VERSION {
        return Err(Damage::Version(version.to_owned()));
    }
    let codec = parts.next().filter(|codec| !codec.is_empty()).ok_or(Damage::Truncated)?;
    if codec != CODEC {
        return Err(Damage::Codec(codec.chars().take(20).collect()));
    }
    let data = letters::read(parts.next().ok_or(Damage::Truncated)?).ok_or(Damage::Changed)?;
    let bytes = unpack(&data)?;
    let payload = records::read(&bytes).map(Payload::of_records).ok_or(Damage::Changed)?;
    if payload.files.len() > MOST_FILES {
        return Err(Damage::TooLarge);
    }
    payload.template().ok_or(Damage::Changed)?;
    Ok(payload)
}

/// A byte that follows from a number, so that a changed one is not taken for a cut.
fn check(number: usize) -> u8 {
    (number % 251) as u8
}

fn unpack(mut data: &[u8]) -> Result<Vec<u8>, Damage> {
    let broken = if data.len() > SUM { Damage::Changed } else { Damage::Truncated };
    let length = records::read_number(&mut data).ok_or(broken)?;
    let (&said, rest) = data.split_first().ok_or(Damage::Truncated)?;
    if said != check(length) {
        return Err(Damage::Changed);
    }
    let (sum, packed) = rest.split_first_chunk::<SUM>().ok_or(Damage::Truncated)?;
    if packed.len() < length {
        return Err(Damage::Truncated);
    }
    if packed.len() > length || adler2::adler32_slice(packed) != u32::from_be_bytes(*sum) {
        return Err(Damage::Changed);
    }
    deflate::unpack(packed, most_unpacked(packed.len())).map_err(|fault| match fault {
        Fault::Broken => Damage::Changed,
        Fault::TooLarge => Damage::TooLarge,
    })
}
