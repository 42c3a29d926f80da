//! The tree of a YAML text with the bytes each node came from.

mod compose;
mod events;
mod node;
mod parse;
mod path;
mod scalar;
mod syntax;

pub use node::{Document, Node, NodeKind};
pub use parse::parse;
pub use path::{Path, Step};
