//! The tree of a YAML text with the bytes each node came from.

mod node;
mod parse;
mod path;

pub use node::{Document, Node, NodeKind};
pub use parse::parse;
pub use path::{Path, Step};
