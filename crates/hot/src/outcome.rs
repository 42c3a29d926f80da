//! A value together with what is wrong with it.

use crate::Diagnostic;

/// The best value that could be made, and everything found while making it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome<T> {
    /// The value, as good as the input allowed.
    pub value: T,
    /// What was found, in the order in which it was found.
    pub diagnostics: Vec<Diagnostic>,
}
