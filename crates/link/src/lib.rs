//! A whole preview as a link, and back: `#v1.z.<data>`.
//!
//! ```text
//! Payload --records--> bytes --deflate (with the words of all templates)--> packed --letters--> fragment
//!    ^                                                                                              |
//!    +--------------------- decode, or which Damage the link has taken -----------------------------+
//! ```
//!
//! A link opens something and never acts: there is no word in it for sending or signing in. One that only names a
//! template (`#from=https://…`) is a [`Pointer`], which whoever opens it shows before anybody is asked for anything.
//!
//! A link is a text from anywhere, so all that it may grow to has a limit. What one version has published, every later
//! one reads: `tests/published` keeps links of each.

mod damage;
mod deflate;
mod digest;
mod fragment;
mod letters;
mod limits;
mod payload;
mod pointer;
mod records;
mod secrets;

pub use damage::{Damage, TooLarge};
pub use digest::sha256;
pub use fragment::{decode, encode, is_link, seal};
pub use limits::{MOST_BYTES, MOST_CHARACTERS, MOST_FILES};
pub use payload::{Fact, File, Fold, Payload, Role, Supposition, View};
pub use pointer::{Pointer, point};
pub use secrets::{Flag, Kind, LEFT_OUT, Place, leave_out, secrets};
