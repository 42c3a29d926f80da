//! Stacks as they are.

use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::Value;

use super::{Output, Status};
use crate::call::{read, succeeded};
use crate::http::encode;
use crate::{ApiError, Call, Method, Moment, Request, Response, Service};

/// Which stack: both are needed to name it without a detour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StackRef {
    /// Its name.
    pub name: String,
    /// Its id.
    pub id: String,
}

impl StackRef {
    /// Where it is, below Heat's endpoint.
    pub(super) fn path(&self) -> String {
        format!("/stacks/{}/{}", encode(&self.name), encode(&self.id))
    }
}

/// A stack.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Stack {
    /// Its id.
    pub id: String,
    /// Its name.
    #[serde(rename = "stack_name")]
    pub name: String,
    /// How far it is.
    #[serde(rename = "stack_status")]
    pub status: Status,
    /// Why, in Heat's words.
    #[serde(default, rename = "stack_status_reason")]
    pub reason: Option<String>,
    /// When it was created.
    #[serde(default, rename = "creation_time")]
    pub created: Option<Moment>,
    /// When it was last changed.
    #[serde(default, rename = "updated_time")]
    pub updated: Option<Moment>,
    /// What it gives; not in lists.
    #[serde(default)]
    pub outputs: Option<Vec<Output>>,
    /// The values that it has; not in lists.
    #[serde(default)]
    pub parameters: IndexMap<String, Value>,
}

impl Stack {
    /// Which it is.
    pub fn reference(&self) -> StackRef {
        StackRef { name: self.name.clone(), id: self.id.clone() }
    }
}

/// Shows one. A deleted one is shown too, as `DELETE_COMPLETE`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShowStack(pub StackRef);

#[derive(Deserialize)]
struct Shown {
    stack: Stack,
}

impl Call for ShowStack {
    type Reply = Stack;

    fn request(&self) -> Request {
        Request::new(Service::Orchestration, Method::Get, self.0.path())
    }

    fn reply(&self, response: &Response) -> Result<Stack, ApiError> {
        read::<Shown>(Service::Orchestration, response).map(|shown| shown.stack)
    }
}

/// Lists those of the project, the latest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListStacks;

#[derive(Deserialize)]
struct Listed {
    stacks: Vec<Stack>,
}

impl Call for ListStacks {
    type Reply = Vec<Stack>;

    fn request(&self) -> Request {
        Request::new(Service::Orchestration, Method::Get, "/stacks?sort_keys=created_at&sort_dir=desc")
    }

    fn reply(&self, response: &Response) -> Result<Vec<Stack>, ApiError> {
        read::<Listed>(Service::Orchestration, response).map(|listed| listed.stacks)
    }
}

/// Begins to delete one and all that it created.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeleteStack(pub StackRef);

impl Call for DeleteStack {
    type Reply = ();

    fn request(&self) -> Request {
        Request::new(Service::Orchestration, Method::Delete, self.0.path())
    }

    fn reply(&self, response: &Response) -> Result<(), ApiError> {
        succeeded(Service::Orchestration, response)
    }
}
