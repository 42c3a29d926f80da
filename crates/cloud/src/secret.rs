//! Texts that nobody may read by accident: they are in no debug output, and nothing serializes them.

use std::fmt;

/// A password or the secret of a credential.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Keeps a text secret.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text, for whoever sends it to where it belongs.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

/// Proof of a sign-in: whoever holds it acts as the person until it expires or is revoked.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// Takes a token as Keystone gave it, or as a person pasted it.
    pub fn new(text: &str) -> Self {
        Self(text.trim().to_owned())
    }

    /// The text, for the header of a request.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_in_no_debug_output() {
        assert_eq!(
            format!("{:?} {:?}", Secret::new("hunter2"), Token::new(" gAAAA \n")),
            "Secret(..) Token(..)"
        );
        assert_eq!(Token::new(" gAAAA \n").reveal(), "gAAAA");
    }
}
