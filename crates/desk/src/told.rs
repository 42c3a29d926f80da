//! What the desk tells the page: nothing of it is secret.

use hotplate_cloud::{ApiError, Fault, News, Watch};
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
    /// Nobody is signed in any more; why the token was not ended, if so.
    Left(Option<Refusal>),
    /// Nothing waits for a lease any more.
    Abandoned,
    /// How the testbed's services answer.
    Examined(Examined),
    /// The testbed takes the template.
    Valid,
    /// The lists to choose from.
    Choices(Choices),
    /// The template, with the parameter that a lease gives.
    Declared(String),
    /// Exactly what would be sent, secrets masked.
    Reviewed(Reviewed),
    /// What came of a launch.
    Launched(Launched),
    /// The stack was given its reservation, or tries again.
    Started,
    /// How a lease is.
    Leased(SeenLease),
    /// The lease has another end.
    Extended(SeenLease),
    /// The lease of that id is gone.
    Released(String),
    /// How a stack is.
    Seen(StackName, Seen),
    /// The lease or the stack of that id is not there any more, or not this project's; why nobody looks for it again.
    Gone(String, Refusal),
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
    /// By how many seconds this machine's clock is ahead of the testbed's.
    pub ahead: i64,
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
    /// How many hosts of each type are free; none where the testbed does not tell.
    pub free: Vec<Course>,
    /// The leases that are not over.
    pub leases: Vec<SeenLease>,
    /// Why they could not be listed, if so.
    pub no_leases: Option<Refusal>,
    /// The stacks, with Heat's words for how far they are.
    pub stacks: Vec<(StackName, String)>,
}

/// How many hosts of a type are free, from now on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Course {
    /// In words, the first changes of it.
    pub words: String,
    /// How many there are.
    pub hosts: usize,
    /// From when on how many are free, the first from now on, in seconds since 1970 began in UTC.
    pub steps: Vec<(i64, usize)>,
    /// Until when that is told.
    pub until: i64,
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
    /// Why the page cannot send it, where it cannot reach a service: a person can, by the forms.
    pub barred: Option<Refusal>,
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
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Whether the page cannot reach the service at all.
    pub barred: bool,
    /// What asking once more would give.
    pub outlook: Outlook,
    /// After how many milliseconds a look is repeated, if it was one.
    pub again: Option<u32>,
}

/// What asking once more would give.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outlook {
    /// The same.
    #[default]
    Same,
    /// The same, as what was asked about is not there, or not this project's.
    Gone,
    /// Something better, perhaps, after so many seconds.
    Better(u32),
    /// Nobody knows: no answer came, and what was asked may have been done.
    Unknown,
}

/// How a stack is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// Heat's word, as `CREATE_IN_PROGRESS`.
    pub status: String,
    /// Why, in Heat's words.
    pub reason: String,
    /// The id of the reservation that it was given; empty if it was given none.
    pub reservation: String,
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
    /// What a script has written on its instance, and how it ended; empty for what runs none, or has not told.
    pub said: String,
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
    /// How it went, or 0 if the browser keeps that from the page; nothing if no answer came.
    pub status: Option<u16>,
    /// How many bytes came back.
    pub size: usize,
    /// How many milliseconds it took.
    pub took: u32,
    /// Whether it went by the relay that serves the page.
    pub by_relay: bool,
}

impl Refusal {
    pub(crate) fn plain(what: impl Into<String>, help: &str) -> Self {
        Self { what: what.into(), help: help.to_owned(), ..Self::default() }
    }

    /// Whether waiting may be all that helps.
    pub(crate) fn is_passing(&self) -> bool {
        matches!(self.outlook, Outlook::Better(_) | Outlook::Unknown)
    }

    /// The refusal of a look, which is repeated, ever later.
    pub(crate) fn again(mut self, watch: &mut Watch) -> Self {
        watch.saw(News::Failed(match self.outlook {
            Outlook::Better(seconds) => Some(seconds),
            Outlook::Same | Outlook::Gone | Outlook::Unknown => None,
        }));
        self.again = milliseconds(watch);
        self
    }

    /// The refusal of a look that is not repeated, after words about what that means.
    pub(crate) fn gone(self, what: &str) -> Self {
        Self { what: format!("{what}: {}", self.what), again: None, ..self }
    }

    /// The refusal of something that is made: whether it was, nobody knows where no answer came.
    pub(crate) fn of_making(self, what: &str) -> Self {
        match self.outlook {
            Outlook::Unknown => {
                let help = format!(
                    "whether the {what} was made all the same, nobody knows: press `Look again` under `Leases and stacks of this project` before you try again"
                );
                Self { help, ..self }
            }
            Outlook::Same | Outlook::Gone | Outlook::Better(_) => self,
        }
    }
}

/// After how many milliseconds to look again.
pub(crate) fn milliseconds(watch: &Watch) -> Option<u32> {
    watch.pause().and_then(|pause| u32::try_from(pause.as_millis()).ok())
}

impl From<ApiError> for Refusal {
    fn from(error: ApiError) -> Self {
        Self {
            what: error.to_string(),
            help: error.help().to_owned(),
            expired: error.fault == Fault::Expired,
            barred: matches!(error.fault, Fault::Closed(_) | Fault::Insecure | Fault::Unreachable),
            outlook: match error.fault {
                Fault::Throttled(seconds) => Outlook::Better(seconds.unwrap_or_default()),
                Fault::Failing => Outlook::Better(0),
                Fault::Unreachable => Outlook::Unknown,
                Fault::Missing | Fault::Forbidden => Outlook::Gone,
                _ => Outlook::Same,
            },
            again: None,
            said: error.said,
            request_id: error.request_id,
        }
    }
}
