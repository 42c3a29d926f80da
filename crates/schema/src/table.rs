//! Tables by name, in the order in which they were filled.

use foldhash::fast::FixedState;

/// A mapping that keeps the order of its entries. Names hash to the same wherever it runs, and far faster than the
/// standard library's hash takes for names as short as those of templates.
pub type IndexMap<K, V> = indexmap::IndexMap<K, V, FixedState>;

/// A set of that kind.
pub type IndexSet<T> = indexmap::IndexSet<T, FixedState>;
