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
}

impl fmt::Display for Damage {
    /// What is wrong, and what to do about it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotALink => {
                f.write_str("this is no link of Hotplate: one has `#v1.z.` and letters behind it")
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
