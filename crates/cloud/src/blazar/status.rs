//! How far a lease is, in Blazar's own word.

use serde::{Deserialize, Serialize};

/// Blazar's word, as `ACTIVE`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(transparent)]
pub struct LeaseStatus(pub String);

impl LeaseStatus {
    /// Whether what is reserved can be used now.
    pub fn is_active(&self) -> bool {
        self.0 == "ACTIVE"
    }

    /// Whether it will never be active again.
    pub fn is_over(&self) -> bool {
        matches!(self.0.as_str(), "TERMINATED" | "ERROR")
    }

    /// Whether Blazar is working on it just now.
    pub fn is_moving(&self) -> bool {
        matches!(self.0.as_str(), "CREATING" | "STARTING" | "UPDATING" | "TERMINATING" | "DELETING")
    }
}
