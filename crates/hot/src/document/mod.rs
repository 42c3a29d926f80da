//! The tree of a YAML text with the bytes each node came from.

mod built;
mod compose;
mod entries;
mod events;
mod fault;
mod libyaml;
mod node;
mod parse;
mod path;
mod prefix;
#[cfg(feature = "quick")]
mod quick;
mod repair;
mod scalar;
mod syntax;
#[cfg(test)]
mod tests;

pub use node::{Document, Node, NodeKind};
pub use parse::parse;
pub use path::{Path, Step};
pub(crate) use prefix::prefix;
pub use scalar::is_plain_text;
