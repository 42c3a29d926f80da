//! The kinds of value that a property, an attribute or a parameter may ask for.

/// A kind of value, by Heat's schema names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueKind {
    /// Anything.
    Any,
    /// `string`
    String,
    /// `number`: whole or not.
    Number,
    /// `integer`
    Integer,
    /// `boolean`
    Boolean,
    /// `list` (a parameter's `comma_delimited_list`)
    List,
    /// `map` (a parameter's `json`)
    Map,
}
