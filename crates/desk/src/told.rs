//! What the desk tells the page: nothing of it is secret.

use hotplate_cloud::{ApiError, Fault};
use serde::{Deserialize, Serialize};

use crate::StackName;

/// What came of one errand, and every request that was made for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// What came of it.
    pub told: Result<Told, Refusal>,
    /// The requests, in order.
    pub sent: Vec<Sent>,
}

/// What came of an errand that was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Told {
    /// The testbeds to choose from.
    Testbeds(Vec<Testbed>),
    /// The ways in that a file describes.
    Described(Vec<Described>),
    /// Somebody is signed in.
    Entered(Visa),
    /// Nobody is signed in any more.
    Left,
    /// How the testbed's services answer.
    Examined(Examined),
    /// The testbed takes the template.
    Valid,
    /// The lists to choose from.
    Choices(Choices),
    /// Exactly what would be sent, secrets masked.
    Reviewed(Reviewed),
    /// What came of a launch.
    Launched(Launched),
    /// The stack was given its reservation.
    Started,
    /// How a lease is.
    Leased(SeenLease),
    /// The lease has another end.
    Extended(SeenLease),
    /// The lease is gone.
    Released,
    /// How a stack is.
    Seen(Seen),
    /// The stack is being deleted.
    Deleting,
}

/// A testbed to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Testbed {
    /// What people call it.
    pub name: String,
    /// Keystone's address.
    pub auth_url: String,
    /// Whether the relay that serves the page goes there.
    #[serde(default)]
    pub relay: bool,
}

/// A way in that a file describes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Described {
    /// What the file calls it; empty if it has no name for it.
    pub name: String,
    /// Keystone's address; what is wrong with the description otherwise.
    pub auth_url: Result<String, String>,
    /// Whether the file leaves the password to be asked for.
    pub lacks_secret: bool,
}

/// Who is signed in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visa {
    /// The person.
    pub user: String,
    /// The project; empty for none, with which nothing can be created.
    pub project: String,
    /// Until when, in seconds since 1970 began in UTC.
    pub until: i64,
    /// Whether it was by an application credential.
    pub by_credential: bool,
    /// The services that the catalog names.
    pub services: Vec<String>,
    /// The projects that the person may work on, by id and name, if there is a choice.
    pub projects: Vec<(String, String)>,
}

/// How a testbed's services answer this page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Examined {
    /// Each of them.
    pub found: Vec<Found>,
    /// What would let the page in, by where it goes.
    pub lines: Vec<(String, String)>,
}

/// How one of them answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// Its name.
    pub service: String,
    /// Whether the page can work with it; nothing for one that the testbed does not offer.
    pub works: Option<bool>,
    /// What was found.
    pub found: String,
    /// What to do about it; empty for nothing.
    pub help: String,
}

/// What there is to choose from; what could not be listed is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choices {
    /// By the custom constraint of a parameter, as `nova.keypair`: what its value may be, and words about it.
    pub values: Vec<(String, Vec<(String, String)>)>,
    /// The node types, and how many hosts there are of each.
    pub node_types: Vec<(String, usize)>,
    /// The leases that are not over.
    pub leases: Vec<SeenLease>,
    /// The stacks, with Heat's words for how far they are.
    pub stacks: Vec<(StackName, String)>,
}

/// What a launch would send.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reviewed {
    /// What stands in its way.
    pub faults: Vec<String>,
    /// The forms, by name; none if something stands in the way.
    pub forms: Vec<(String, String)>,
    /// The template with its condition, if it gets one.
    pub armed: Option<String>,
}

/// What came of a launch.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Launched {
    /// The stack that there is now.
    pub stack: Option<StackName>,
    /// The lease that there is now, or that is waited for.
    pub lease: Option<SeenLease>,
    /// Whether the page must go on: it starts the stack when the lease has begun.
    pub waits: bool,
    /// Why it went no further.
    pub halted: Option<Refusal>,
}

/// How a lease is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeenLease {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Blazar's word, as `ACTIVE`.
    pub status: String,
    /// When it begins, in seconds since 1970 began in UTC.
    pub start: i64,
    /// When it ends.
    pub end: i64,
    /// The id of the reservation that servers are started on.
    pub reservation: String,
    /// The stack that the testbed is to start, by its id.
    pub starts: String,
    /// After how many milliseconds to look again; nothing when all is over.
    pub again: Option<u32>,
}

/// Why an errand was not done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// What is wrong, with the service's own words.
    pub what: String,
    /// What to do about it.
    pub help: String,
    /// The service's own words alone, in which places of the template may be named.
    pub said: String,
    /// What an operator finds the request by.
    pub request_id: Option<String>,
    /// Whether nobody is signed in any more.
    pub expired: bool,
}

/// How a stack is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// Heat's word, as `CREATE_IN_PROGRESS`.
    pub status: String,
    /// Why, in Heat's words.
    pub reason: String,
    /// Its resources, those of nested stacks among them.
    pub resources: Vec<SeenResource>,
    /// What happened since the look before, in order.
    pub events: Vec<Happened>,
    /// Its outputs by name, as far as they are known.
    pub outputs: Vec<(String, String)>,
    /// After how many milliseconds to look again; nothing when all is over.
    pub again: Option<u32>,
}

/// How a resource is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeenResource {
    /// Its name, after the names of the groups that it stands in.
    pub name: String,
    /// Its type.
    pub kind: String,
    /// Heat's word.
    pub status: String,
    /// Why, in Heat's words.
    pub reason: String,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Happened {
    /// When, in seconds since 1970 began in UTC.
    pub at: i64,
    /// To what.
    pub to: String,
    /// Heat's word.
    pub status: String,
    /// Why, in Heat's words.
    pub reason: String,
}

/// A request that was made: no content of it, and no secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// As `GET`.
    pub method: String,
    /// The name and the port.
    pub host: String,
    /// The path, without its query.
    pub path: String,
    /// How it went; nothing if no answer came.
    pub status: Option<u16>,
    /// How many bytes came back.
    pub size: usize,
    /// How many milliseconds it took.
    pub took: u32,
}

impl Refusal {
    pub(crate) fn plain(what: impl Into<String>, help: &str) -> Self {
        let (what, help) = (what.into(), help.to_owned());
        Self { what, help, said: String::new(), request_id: None, expired: false }
    }
}

impl From<ApiError> for Refusal {
    fn from(error: ApiError) -> Self {
        Self {
            what: error.to_string(),
            help: error.help().to_owned(),
            expired: error.fault == Fault::Expired,
            said: error.said,
            request_id: error.request_id,
        }
    }
}
