//! Stable fingerprints: for looking up runs, and for ids that are the same in every run of a simulation.

/// A fingerprint in the making: FNV-1a with 128 bits, eight bytes at a time. Every part says how long it is, so that
/// what is joined differently differs.
pub(crate) struct Digest(u128);

const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

impl Digest {
    /// Of nothing yet.
    pub(crate) fn new() -> Self {
        Self(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d)
    }

    /// Adds a number.
    pub(crate) fn number(&mut self, number: u64) {
        self.0 = (self.0 ^ u128::from(number)).wrapping_mul(PRIME);
    }

    /// Adds a length, or which of several kinds of thing follows.
    pub(crate) fn count(&mut self, count: usize) {
        self.number(count as u64);
    }

    /// Adds a text.
    pub(crate) fn text(&mut self, text: &str) {
        self.count(text.len());
        let (words, rest) = text.as_bytes().as_chunks::<8>();
        words.iter().for_each(|word| self.number(u64::from_le_bytes(*word)));
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        self.number(u64::from_le_bytes(last));
    }

    /// The fingerprint. The last parts have yet to reach every bit.
    pub(crate) fn finish(self) -> u128 {
        let mixed = (self.0 ^ (self.0 >> 64)).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835);
        mixed ^ (mixed >> 64)
    }
}

/// An id in the form of a UUID, always the same for the same name.
pub(crate) fn uuid(name: &str) -> String {
    let hex = hex(name);
    format!("{}-{}-4{}-a{}-{}", &hex[..8], &hex[8..12], &hex[13..16], &hex[17..20], &hex[20..])
}

/// 32 hexadecimal digits, always the same for the same name.
pub(crate) fn hex(name: &str) -> String {
    let mut digest = Digest::new();
    digest.text(name);
    format!("{:032x}", digest.finish())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn an_id_is_stable_and_its_own() {
        assert_eq!(uuid("server_group[0]"), uuid("server_group[0]"));
        let ids: BTreeSet<String> =
            (0..10_000).map(|member| uuid(&format!("server_group[{member}]"))).collect();
        assert_eq!(ids.len(), 10_000);
        assert!(ids.iter().all(|id| id.len() == 36));
    }

    #[test]
    fn what_is_joined_differently_differs() {
        let of = |parts: &[&str]| {
            let mut digest = Digest::new();
            parts.iter().for_each(|part| digest.text(part));
            digest.finish()
        };
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
        assert_ne!(of(&["a", ""]), of(&["a"]));
        assert_ne!(of(&["a"]), of(&["a\0"]));
    }
}
