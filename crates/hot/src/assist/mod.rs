//! What an editor asks: what may stand here, what is this, where is it defined.

mod complete;
mod cursor;
mod definition;
mod describe;
mod hover;
mod occurrences;
mod offer;
mod reference;
mod schema;
#[cfg(test)]
mod tests;

pub use complete::complete;
pub use definition::definition;
pub use hover::{Hover, hover};
pub use occurrences::{Occurrences, occurrences, rename};
pub use offer::{Completion, CompletionKind};
