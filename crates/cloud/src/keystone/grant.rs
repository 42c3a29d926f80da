//! What a sign-in gives beside the token.

use serde::{Deserialize, Serialize};

use super::Catalog;
use crate::Moment;

/// Who signed in, with which roles where, until when.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Grant {
    /// When the token was given.
    #[serde(default)]
    pub issued_at: Option<Moment>,
    /// When the token ends by itself.
    pub expires_at: Moment,
    /// What time it was at the testbed when it answered, as far as it said so.
    #[serde(skip)]
    pub answered_at: Option<Moment>,
    /// Who.
    pub user: User,
    /// Where; nothing for a token that is not for a project, with which nothing can be created.
    #[serde(default)]
    pub project: Option<Project>,
    /// As what.
    #[serde(default)]
    pub roles: Vec<Role>,
    /// Where the services are.
    #[serde(default)]
    pub catalog: Catalog,
    /// The application credential that was signed in with.
    #[serde(default, rename = "application_credential")]
    pub credential: Option<Credential>,
}

/// A person.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct User {
    /// Keystone's id.
    pub id: String,
    /// The name that people use.
    pub name: String,
}

/// A project, which owns leases and stacks.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Project {
    /// Keystone's id.
    pub id: String,
    /// The name that people use.
    pub name: String,
}

/// What somebody may act as.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Role {
    /// Its name.
    pub name: String,
}

/// An application credential.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Credential {
    /// Keystone's id.
    pub id: String,
    /// The name that its owner gave it.
    #[serde(default)]
    pub name: String,
    /// Whether it may not give rights on, as Heat and Blazar need it.
    #[serde(default)]
    pub restricted: bool,
}

impl Grant {
    /// How many seconds are left; none when it is over.
    pub fn left(&self, now: Moment) -> i64 {
        (self.expires_at.0 - now.0).max(0)
    }

    /// By how many seconds a clock that says `here` as the answer comes is ahead of the testbed's. Where the testbed did
    /// not say what time it is, a clock is right unless it denies that the token is good: that it is, Keystone has just
    /// said.
    pub fn ahead(&self, here: Moment) -> i64 {
        let issued = self.issued_at.unwrap_or(Moment(i64::MIN));
        let there = self.answered_at.unwrap_or(match issued <= here && here < self.expires_at {
            true => here,
            false => self.issued_at.unwrap_or(here),
        });
        here.0 - there.0
    }
}
