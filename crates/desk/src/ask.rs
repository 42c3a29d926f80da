//! What the page asks of the desk. Some of it is secret, so none of it has a debug form.

use serde::{Deserialize, Serialize};

/// One errand.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ask {
    /// The testbeds to choose from.
    Testbeds,
    /// What a `clouds.yaml` or an `openrc` file describes.
    Read(String),
    /// To sign in.
    Enter(Entry),
    /// To sign out, and to have the token ended.
    Leave,
    /// To have a template checked.
    Validate(Paper),
    /// To show what creating a stack would send.
    Review(Order),
    /// To create a stack.
    Create(Order),
    /// To look at a stack.
    Look(StackName),
    /// To delete a stack.
    Delete(StackName),
}

/// Where to sign in, and how.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Keystone's address; of no meaning where a file describes it.
    pub auth_url: String,
    /// Whether to go by the relay that serves the page.
    pub by_relay: bool,
    /// How.
    pub way: Way,
}

/// A way to sign in.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Way {
    /// A name and a password.
    Password {
        /// Whose.
        user: String,
        /// The domain of the user and of the project, by name.
        domain: String,
        /// The password.
        password: String,
        /// The project, by name; empty for the account's own.
        project: String,
    },
    /// An application credential.
    Credential {
        /// Its id.
        id: String,
        /// Its secret.
        secret: String,
    },
    /// A token that was given before.
    Token(String),
    /// What the file that was read last describes.
    Described {
        /// Which of its descriptions, from 0.
        number: usize,
        /// The password, if the file leaves it to be asked for.
        secret: String,
    },
}

/// A template with all that goes with it.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    /// The template.
    pub template: String,
    /// The environment; empty for none.
    pub environment: String,
    /// The files that both name, by the names that they use.
    pub files: Vec<(String, String)>,
}

/// A stack that is to be.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// Its name.
    pub name: String,
    /// What it is made of.
    pub paper: Paper,
    /// Values by the parameters' names, as they were typed.
    pub parameters: Vec<(String, String)>,
    /// The parameters whose values nobody may read.
    pub hidden: Vec<String>,
}

/// Which stack.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StackName {
    /// Its name.
    pub name: String,
    /// Its id.
    pub id: String,
}
