//! What a link may hold. A later version may raise a limit and never lower it: what was published must open.

/// Characters of a fragment.
pub const MOST_CHARACTERS: usize = 256 << 10;

/// Bytes of everything in a link, unpacked.
pub const MOST_BYTES: usize = 1 << 20;

/// Files in a link.
pub const MOST_FILES: usize = 64;

/// Records in a link: a file, a parameter, a fact are one each.
pub(crate) const MOST_RECORDS: usize = 4096;

/// A link may unpack to so many times its own bytes...
const MOST_RATIO: usize = 100;

/// ... or to so many bytes, whatever its own.
const FREE_BYTES: usize = 64 << 10;

/// The bytes to which so many packed ones may grow.
pub(crate) fn most_unpacked(packed: usize) -> usize {
    packed.saturating_mul(MOST_RATIO).clamp(FREE_BYTES, MOST_BYTES)
}
