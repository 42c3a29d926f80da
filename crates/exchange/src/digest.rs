//! A stable fingerprint of anything that can be written down (FNV-1a, 128 bits): for looking up runs, and for ids that
//! are the same in every run of a simulation.

use std::fmt::{self, Write};

/// A fingerprint in the making.
struct Digest(u128);

impl Write for Digest {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for &byte in text.as_bytes() {
            self.0 = (self.0 ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
        }
        Ok(())
    }
}

/// The fingerprint of what the arguments write.
pub(crate) fn digest(what: fmt::Arguments<'_>) -> u128 {
    let mut digest = Digest(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d);
    // `Digest` takes all text, and the arguments are plain data.
    let _ = digest.write_fmt(what);
    digest.0
}

/// An id in the form of a UUID, always the same for the same name.
pub(crate) fn uuid(name: &str) -> String {
    let hex = hex(name);
    format!("{}-{}-5{}-a{}-{}", &hex[..8], &hex[8..12], &hex[13..16], &hex[17..20], &hex[20..])
}

/// 32 hexadecimal digits, always the same for the same name.
pub(crate) fn hex(name: &str) -> String {
    format!("{:032x}", digest(format_args!("{name}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fnv_1a_of_known_texts() {
        assert_eq!(hex(""), "6c62272e07bb014262b821756295c58d");
        assert_eq!(hex("a"), "d228cb696f1a8caf78912b704e4a8964");
    }

    #[test]
    fn a_uuid_is_stable_and_its_own() {
        assert_eq!(uuid("server_group[0]"), uuid("server_group[0]"));
        assert_ne!(uuid("server_group[0]"), uuid("server_group[1]"));
        assert_eq!(uuid("web").len(), 36);
    }
}
