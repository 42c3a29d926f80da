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

impl ValueKind {
    /// Its name in Heat's schemas.
    pub fn name(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::String => "string",
            Self::Number => "number",
            Self::Integer => "integer",
            Self::Boolean => "boolean",
            Self::List => "list",
            Self::Map => "map",
        }
    }
}
