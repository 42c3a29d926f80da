//! Text that remembers where each part of it came from.

/// Where a stretch of text came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The instance: `server_group[0]`.
    pub instance: String,
    /// The fact of it: `ipaddress`; or `?` and a command, for the output of something that cannot be known.
    pub fact: String,
}

/// A text and the origins of its stretches. What no origin covers was written by the script itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    text: String,
    /// Ranges of bytes in order, none overlapping, and their origins.
    origins: Vec<(std::ops::Range<usize>, Origin)>,
}

impl Text {
    /// The bare text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The stretches whose origin is known.
    pub fn origins(&self) -> &[(std::ops::Range<usize>, Origin)] {
        &self.origins
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self { text: text.to_owned(), origins: Vec::new() }
    }
}
