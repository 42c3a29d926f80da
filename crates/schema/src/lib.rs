//! The ground floor: what values, constraints and resource types are, in Heat's own words.
//!
//! Nothing here reads a template. The crates above share these nouns, so that a value found in a template, a value
//! given by a person and a value reported by an instance are of one type.

mod catalog;
mod constraint;
mod decimal;
mod kind;
mod map;
mod property;
mod read;
mod resource_type;
mod table;
mod text;
mod value;

pub use catalog::{Catalog, Release};
pub use constraint::{Constraint, Rule};
pub use decimal::{all_digits, next_digits, read_float};
pub use kind::ValueKind;
pub use map::{Lookup, Map};
pub use property::{AttributeSchema, PropertySchema};
pub use resource_type::{ResourceType, ResourceTypeName, SupportStatus};
pub use table::{IndexMap, IndexSet};
pub use text::{has_piece, number_text};
pub use value::{Key, SmolStr, Value};
