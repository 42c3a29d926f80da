//! The ways to say who one is, and what one wants to work on.

use serde_json::{Value, json};

use crate::{Secret, Token};

/// How somebody proves who they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Identity {
    /// A name and a password.
    Password {
        /// Whose.
        user: Who,
        /// The password.
        password: Secret,
    },
    /// An application credential, which belongs to one project.
    Credential {
        /// Its id; by name, whose it is.
        credential: Who,
        /// Its secret.
        secret: Secret,
    },
    /// A token that was given before.
    Token(Token),
}

/// Something of Keystone's by its id, or by its name and whose that name is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// By the id, which is unique.
    Id(String),
    /// By the name in a domain.
    Name(String, Domain),
    /// A credential's name, and its owner.
    Owned(String, Box<Who>),
}

/// The realm in which a name is unique.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Domain {
    /// By its id.
    Id(String),
    /// By its name.
    Name(String),
}

impl Default for Domain {
    fn default() -> Self {
        Self::Id("default".to_owned())
    }
}

/// What somebody wants to work on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// What their account says, or their credential.
    #[default]
    Own,
    /// Nothing yet: enough to list projects.
    Unscoped,
    /// A project.
    Project(Who),
}

impl Domain {
    fn json(&self) -> Value {
        match self {
            Self::Id(id) => json!({"id": id}),
            Self::Name(name) => json!({"name": name}),
        }
    }
}

impl Who {
    pub(super) fn json(&self) -> Value {
        match self {
            Self::Id(id) => json!({"id": id}),
            Self::Name(name, domain) => json!({"name": name, "domain": domain.json()}),
            Self::Owned(name, owner) => json!({"name": name, "user": owner.json()}),
        }
    }
}

impl Identity {
    /// Keystone's word for the way, what it wants to know, and where in that the secret is.
    pub(super) fn method(&self) -> (&'static str, Value, &'static str) {
        match self {
            Self::Password { user, password } => {
                let mut user = user.json();
                user["password"] = password.reveal().into();
                ("password", json!({"user": user}), "/user/password")
            }
            Self::Credential { credential, secret } => {
                let mut credential = credential.json();
                credential["secret"] = secret.reveal().into();
                ("application_credential", credential, "/secret")
            }
            Self::Token(token) => ("token", json!({"id": token.reveal()}), "/id"),
        }
    }
}
