//! What is wrong with a link, told apart so that its reader knows what to do.

use std::fmt;

/// Why a link does not open.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub enum Damage {
    /// It is none of Hotplate's.
    NotALink,
    /// It is of a version that came later.
    Version(String),
    /// It is packed in a way that came later.
    Codec(String),
    /// Its end is missing.
    Truncated,
    /// Something in it is not what was written.
    Changed,
    /// It would grow beyond what a link may hold.
    TooLarge,
    /// It names an address that anybody on the way could change.
    Scheme,
    /// The host of the address that it names is not plain to see.
    Host,
    /// It names an artifact in a way that cannot be read.
    Artifact,
    /// Its digest is none.
    Digest,
    /// What lies where it points has this digest, and not the link's.
    Other(String),
}

impl fmt::Display for Damage {
    /// What is wrong, and what to do about it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotALink => {
                f.write_str("this is neither a link of Hotplate, which has `#v1.z.` and letters behind it, nor an address that begins with `https://`")
            }
            Self::Version(version) => {
                write!(
                    f,
                    "the link is of version `{version}`, which came later: open it with a newer Hotplate"
                )
            }
            Self::Codec(codec) => {
                write!(f, "the link is packed as `{codec}`, which came later: open it with a newer Hotplate")
            }
            Self::Truncated => {
                f.write_str("the link is cut off: its end is missing. Copy it again, to its last letter")
            }
            Self::Changed => {
                f.write_str("the link is damaged: it is not as it was made. Copy it again from where it came")
            }
            Self::TooLarge => {
                f.write_str("the link unpacks to more than a link may hold, so it was not opened")
            }
            Self::Scheme => f.write_str(
                "only addresses that begin with `https://` are asked, and Trovi's that begin with `trovi:`",
            ),
            Self::Host => f.write_str(
                "the host of this address is not plain to see: one has letters, digits, dots and hyphens, and no name before an `@`",
            ),
            Self::Artifact => f.write_str(
                "a file in Trovi is named by its artifact, version and path: `trovi:ID@VERSION/path/to/file.yaml`",
            ),
            Self::Other(sha256) => write!(
                f,
                "what lies there is not what the link names: its SHA-256 is `{sha256}`. Ask for a link to what is there now"
            ),
            Self::Digest => f.write_str("a SHA-256 has 64 digits, from `0` to `f`"),
        }
    }
}

/// Why something does not go into a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub enum TooLarge {
    /// More files than [`MOST_FILES`](crate::MOST_FILES).
    Files,
    /// More text than [`MOST_BYTES`](crate::MOST_BYTES), or far more than its link.
    Bytes,
    /// More parameters, facts and folds than a link has room for.
    Records,
    /// A link of more than [`MOST_CHARACTERS`](crate::MOST_CHARACTERS).
    Characters,
}

impl fmt::Display for TooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Files => "there are more than 64 files, which is the most for a link",
            Self::Bytes => "there is more than 1 MiB of text, which is the most for a link",
            Self::Records => {
                "there are more than 4,096 parameters, facts and folds, which is the most for a link"
            }
            Self::Characters => "the link would be longer than 262,144 characters",
        })
    }
}
