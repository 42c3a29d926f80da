//! A value that may hold function calls.

use hotplate_schema::{Map, Value};

use crate::Function;

/// A value as a template writes it: literal, or to be computed.
///
/// Each part's place is known by the path that leads to it; a call adds the function's name to the path, as in
/// `resources.a.properties.b.get_attr[0]`.
#[derive(Clone, Debug, PartialEq)]
pub enum Expression {
    /// A scalar that stands for itself.
    Scalar(Value),
    /// A list.
    List(Vec<Expression>),
    /// A mapping that is not a call.
    Map(Map<Expression>),
    /// A function of the template's version, with its argument as written.
    Call {
        /// The function.
        function: Function,
        /// Its argument.
        argument: Box<Expression>,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_and_nodes_stay_small() {
        assert_eq!((size_of::<Expression>(), size_of::<crate::Node>()), (32, 48));
    }
}
