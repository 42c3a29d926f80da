//! What can be done with a stack, each with scripts of its own: a deployment's `actions`, or those of a component's
//! configs.

/// What is done with a stack.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub enum Action {
    /// It is created.
    #[default]
    Create,
    /// It is updated, and with it every deployment.
    Update,
    /// It is suspended.
    Suspend,
    /// It is resumed after it was suspended.
    Resume,
    /// It is deleted.
    Delete,
}

impl Action {
    /// All that can be done once a stack is there.
    pub const LATER: [Self; 4] = [Self::Update, Self::Suspend, Self::Resume, Self::Delete];

    /// Heat's word: `SUSPEND`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Create => "CREATE",
            Self::Update => "UPDATE",
            Self::Suspend => "SUSPEND",
            Self::Resume => "RESUME",
            Self::Delete => "DELETE",
        }
    }

    /// What can be done once a stack is there, by Heat's word in any letters.
    pub fn of(word: &str) -> Option<Self> {
        Self::LATER.into_iter().find(|action| action.word().eq_ignore_ascii_case(word))
    }
}
