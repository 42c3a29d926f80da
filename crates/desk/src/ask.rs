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
    /// To have looked what stands in the way: to the testbed that one is signed in at, or, before, to the Keystone at that
    /// address.
    Examine(String),
    /// To have a template checked.
    Validate(Paper),
    /// To work on another of the person's projects, by its id.
    Work(String),
    /// The lists to choose from, and the leases and stacks that there are.
    Choices,
    /// To have a template declare the parameter that a lease gives.
    Declare(String),
    /// To show what a launch would send.
    Review(Launch),
    /// To launch a stack.
    Launch(Launch),
    /// To give a stack that is held back, by its lease's begin, the reservation with that id.
    Start(StackName, String),
    /// To have a stack try again what failed.
    Retry(StackName),
    /// To look at a stack.
    Look(StackName),
    /// To delete a stack.
    Delete(StackName),
    /// To start nothing more when a lease begins.
    Abandon,
    /// To look at a lease, by its id.
    Watch(String),
    /// To give a lease, by its id, another end, in seconds since 1970 began in UTC.
    Extend(String, i64),
    /// To delete a lease, by its id, with the servers on it.
    Release(String),
}

/// Where to sign in, and how.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Keystone's address; of no meaning where a file describes it.
    pub auth_url: String,
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

/// A stack, the lease that it is to run on, and who starts it when.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Launch {
    /// The stack.
    pub order: Order,
    /// Who starts it when.
    pub how: How,
    /// On what.
    pub lease: Reserve,
    /// Whether a stack that the testbed starts is held back by a condition in its template, and not by the testbed.
    pub armed: bool,
    /// Whether the template declares the parameter that a lease gives.
    pub declares: bool,
    /// What the template's file is called, for commands.
    pub file: String,
}

/// Who starts a stack when.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum How {
    /// The testbed, as soon as it is asked.
    #[default]
    Now,
    /// The testbed, when the lease begins.
    ByTestbed,
    /// The page, when it sees that the lease has begun.
    ByPage,
}

/// What a stack runs on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reserve {
    /// Nothing that is reserved.
    #[default]
    None,
    /// A lease that there is.
    Existing {
        /// Its id.
        lease: String,
        /// The id of the reservation in it.
        reservation: String,
    },
    /// A lease that is to be made.
    New(Wish),
}

/// A lease as somebody wishes for it; numbers as they were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wish {
    /// Its name.
    pub name: String,
    /// When it begins, in seconds since 1970 began in UTC; at once if nothing is said.
    pub start: Option<i64>,
    /// When it ends.
    pub end: Option<i64>,
    /// At least so many hosts.
    pub min: String,
    /// At most so many; as many as at least, if nothing is said.
    pub max: String,
    /// Of which type; any if nothing is said.
    pub node_type: String,
    /// Which else, in Blazar's language.
    pub properties: String,
    /// How many devices at the edge; none if nothing is said.
    pub devices: String,
    /// How many floating addresses.
    pub addresses: String,
    /// The name of a network of one's own; none if nothing is said.
    pub network: String,
}
