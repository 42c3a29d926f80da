//! How far a stack or a resource is, in Heat's own word: an action and its progress.

use serde::{Deserialize, Serialize};

/// Heat's word, as `CREATE_IN_PROGRESS`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(transparent)]
pub struct Status(pub String);

/// How far an action is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Under way.
    Moving,
    /// Done.
    Complete,
    /// Given up.
    Failed,
    /// A word that this page does not know.
    Unknown,
}

impl Status {
    /// What is done: `CREATE`, `UPDATE`, `DELETE`, and on some sites `INIT`.
    pub fn action(&self) -> &str {
        self.0.split('_').next().unwrap_or_default()
    }

    /// How far it is.
    pub fn progress(&self) -> Progress {
        match self.0.split_once('_').map(|(_, progress)| progress) {
            Some("IN_PROGRESS") => Progress::Moving,
            Some("COMPLETE") => Progress::Complete,
            Some("FAILED") => Progress::Failed,
            _ => Progress::Unknown,
        }
    }

    /// Whether a stack waits for a lease: checked and stored, nothing built. Only sites that know `initialize` do that.
    pub fn is_initialized(&self) -> bool {
        self.0 == "INIT_COMPLETE"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heats_words_are_an_action_and_its_progress() {
        let rows = [
            ("CREATE_IN_PROGRESS", "CREATE", Progress::Moving),
            ("UPDATE_COMPLETE", "UPDATE", Progress::Complete),
            ("INIT_COMPLETE", "INIT", Progress::Complete),
            ("ROLLBACK_FAILED", "ROLLBACK", Progress::Failed),
            ("ODD", "ODD", Progress::Unknown),
            ("", "", Progress::Unknown),
        ];
        for (word, action, progress) in rows {
            let status = Status(word.to_owned());
            assert_eq!((status.action(), status.progress()), (action, progress), "{word}");
        }
    }
}
