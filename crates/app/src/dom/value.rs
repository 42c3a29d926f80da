//! What an attribute, a property or a class is set to.

use std::borrow::Cow;

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    /// No such attribute; `false` for a property.
    Absent,
    /// An attribute without a text; `true` for a property.
    Present,
    /// A text.
    Text(Cow<'static, str>),
}

impl From<&'static str> for Value {
    fn from(text: &'static str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl From<bool> for Value {
    fn from(present: bool) -> Self {
        if present { Self::Present } else { Self::Absent }
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Absent, Into::into)
    }
}

#[cfg(test)]
mod tests {
    use super::Value;

    #[test]
    fn what_is_not_there_is_absent() {
        assert_eq!(Value::from(None::<String>), Value::Absent);
        assert_eq!(Value::from(false), Value::Absent);
        assert_eq!(Value::from(Some("")), Value::from(String::new()));
        assert_ne!(Value::from(true), Value::from(""));
    }
}
