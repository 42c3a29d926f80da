//! What is going to be sent, in the four forms that people know: HTTP, curl, `openstack` and Python. All of them are made
//! of the calls themselves; what is hidden is a variable that the person sets, or three stars.

mod curl;
mod http;
mod openstack;
mod python;
mod shell;
#[cfg(test)]
mod tests;

use shell::{VARIABLE, variable};

use crate::blazar::CreateLease;
use crate::heat::{CreateStack, PatchStack};
use crate::later::mark;
use crate::{ApiError, Call, Request, Session};

/// One of the calls that together launch a stack.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    /// Creates a stack, whose id the next ones may need.
    CreateStack(CreateStack),
    /// Makes a lease; the reservation in it is what the next ones may need.
    CreateLease(CreateLease),
    /// Waits until the lease that was made is active.
    AwaitLease,
    /// Gives a stack other values.
    PatchStack(PatchStack),
}

/// The files' names on the person's own disk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// The template's.
    pub template: String,
    /// The environment's.
    pub environment: String,
    /// The parameters that the environment gives a value.
    pub set: Vec<String>,
}

/// The four forms, each a text to be copied.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Forms {
    /// The requests.
    pub http: String,
    /// The commands of OpenStack, with Chameleon's flags where they are needed.
    pub openstack: String,
    /// The requests as commands.
    pub curl: String,
    /// A script for openstacksdk.
    pub python: String,
}

/// What a variable's name begins with that stands between double quotes, in a text of YAML.
const QUOTED: &str = "QUOTED_";

/// What stands for a secret in a text that is shown: three stars, or the variable that holds the value of a parameter of
/// that name. A text of YAML has it between double quotes where it is all of a value, and as it is inside another.
#[must_use]
pub fn secret(name: &str, quoted: bool) -> String {
    let variable = variable(name);
    if quoted { format!("\"{}\"", mark(&format!("{QUOTED}{variable}"))) } else { mark(&variable) }
}

/// Whether what comes later is a secret.
fn is_secret(name: &str) -> bool {
    name.starts_with(VARIABLE) || name.starts_with(QUOTED)
}

/// Writes deeds in all forms.
pub fn forms(session: &Session, deeds: &[Deed], names: &Names) -> Result<Forms, ApiError> {
    Ok(Forms {
        http: http::write(session, deeds)?,
        openstack: openstack::write(deeds, names),
        curl: curl::write(session, deeds)?,
        python: python::write(deeds, names),
    })
}

impl Deed {
    /// What it sends; waiting sends nothing of its own.
    fn request(&self) -> Option<Request> {
        match self {
            Self::CreateStack(call) => Some(call.request()),
            Self::CreateLease(call) => Some(call.request()),
            Self::PatchStack(call) => Some(call.request()),
            Self::AwaitLease => None,
        }
    }

    /// The parameters whose values nobody may read.
    fn hidden(&self) -> &[String] {
        match self {
            Self::CreateStack(call) => &call.stack.hidden,
            Self::PatchStack(call) => &call.hidden,
            Self::CreateLease(_) | Self::AwaitLease => &[],
        }
    }
}

/// Whether a deed after this one needs what comes of it.
fn is_needed(after: &[Deed], mark: &str) -> bool {
    after.iter().any(|deed| match deed {
        // The lease's own id is what is waited for.
        Deed::AwaitLease => mark == crate::later::RESERVATION,
        deed => deed.request().and_then(|request| request.body).is_some_and(|body| {
            let quoted = serde_json::Value::from(mark).to_string();
            body.to_string().contains(quoted.trim_matches('"'))
        }),
    })
}
