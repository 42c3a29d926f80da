//! Deflate with the words of all templates at hand: packed text speaks of them as of something it has said already. The
//! only file that knows miniz_oxide.
//!
//! The library has no word for a preset dictionary, and needs none. The packer packs the words first, ends that on a
//! whole byte and throws it away; what it packs then may point back at them. The unpacker is given a buffer that begins
//! with the words.

use miniz_oxide::DataFormat;
use miniz_oxide::deflate::core::{
    CompressionStrategy, CompressorOxide, TDEFLFlush, TDEFLStatus, compress_to_output,
};
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress};

/// The words, the commonest last. Frozen: links are made of places in it.
pub(crate) const WORDS: &[u8] = include_bytes!("../words/1.txt");

/// As hard as the library tries.
const LEVEL: u8 = 10;

/// How far a packed text may point back, as a power of two.
const WINDOW: u8 = 15;

/// Bytes that are unpacked before the buffer has to grow.
const FIRST: usize = 16 << 10;

/// Why packed bytes do not unpack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// They were not packed like this.
    Broken,
    /// They grow beyond the limit.
    TooLarge,
}

/// Packs bytes; `None` if the library does not.
pub(crate) fn pack(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut packer =
        CompressorOxide::with_params(DataFormat::Raw, LEVEL, CompressionStrategy::Default, WINDOW);
    let (status, _) = compress_to_output(&mut packer, WORDS, TDEFLFlush::Sync, |_| true);
    if status != TDEFLStatus::Okay {
        return None;
    }
    let mut packed = Vec::new();
    let (status, _) = compress_to_output(&mut packer, bytes, TDEFLFlush::Finish, |piece| {
        packed.extend_from_slice(piece);
        true
    });
    (status == TDEFLStatus::Done).then_some(packed)
}

/// Unpacks bytes to at most so many.
pub(crate) fn unpack(packed: &[u8], most: usize) -> Result<Vec<u8>, Fault> {
    let (mut unpacker, mut rest) = (DecompressorOxide::new(), packed);
    let (mut buffer, mut end) = (WORDS.to_vec(), WORDS.len());
    let mut room = FIRST.min(most);
    loop {
        buffer.resize(WORDS.len() + room, 0);
        let (status, read, written) =
            decompress(&mut unpacker, rest, &mut buffer, end, TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF);
        rest = rest.get(read..).unwrap_or_default();
        end += written;
        match status {
            TINFLStatus::Done if rest.is_empty() => break,
            TINFLStatus::HasMoreOutput if room < most => room = (room * 2).min(most),
            TINFLStatus::HasMoreOutput => return Err(Fault::TooLarge),
            _ => return Err(Fault::Broken),
        }
    }
    buffer.truncate(end);
    Ok(buffer.split_off(WORDS.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_frozen() {
        // FNV-1a: it is there against an accident, not against an enemy.
        let hash = WORDS.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
        });
        assert_eq!(hash, 0x351f_5ff8_8359_8e74);
        assert!(WORDS.len() < 1 << WINDOW, "a text can point back at all of them");
    }

    #[test]
    fn what_is_packed_unpacks() {
        let long = b"heat_template_version: 2021-04-16 \xc3\xa9\n".repeat(2000);
        let noise: Vec<u8> = (0..50_000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        for bytes in [&b""[..], b"a", b"    type: OS::Nova::Server\n", &long, &noise] {
            let packed = pack(bytes).unwrap();
            assert_eq!(unpack(&packed, bytes.len().max(1)).as_deref(), Ok(bytes));
        }
    }

    #[test]
    fn it_grows_to_its_limit_and_not_further() {
        let bytes = vec![b'a'; 100_000];
        let packed = pack(&bytes).unwrap();
        assert_eq!(unpack(&packed, 99_999), Err(Fault::TooLarge));
        assert_eq!(unpack(&packed, 100_000), Ok(bytes));
    }

    #[test]
    fn what_is_cut_or_goes_on_is_broken() {
        let packed = pack(b"resources:\n  a: { type: OS::Heat::None }\n").unwrap();
        for end in 0..packed.len() {
            assert_eq!(unpack(&packed[..end], 1000), Err(Fault::Broken), "{end}");
        }
        assert_eq!(unpack(&[packed, vec![0]].concat(), 1000), Err(Fault::Broken));
    }
}
