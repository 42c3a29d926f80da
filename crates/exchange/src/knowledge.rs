//! Who knows whom in the end.

/// For each instance, which instances its files name: by address or host name, as a whole word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Knowledge {
    /// `knows[i][j]`: instance `i` has learnt of instance `j`.
    pub knows: Vec<Vec<bool>>,
}
