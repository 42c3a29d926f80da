//! The resources of a stack, those of its nested stacks among them.

use serde::Deserialize;

use super::{StackRef, Status};
use crate::call::read;
use crate::{ApiError, Call, Method, Request, Response, Service};

/// A resource of a stack that is there.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct StackResource {
    /// Its name in its template.
    #[serde(rename = "resource_name")]
    pub name: String,
    /// Its type.
    #[serde(rename = "resource_type")]
    pub kind: String,
    /// How far it is.
    #[serde(rename = "resource_status")]
    pub status: Status,
    /// Why, in Heat's words.
    #[serde(default, rename = "resource_status_reason")]
    pub reason: String,
    /// What the service that made it calls it.
    #[serde(default, rename = "physical_resource_id")]
    pub physical_id: Option<String>,
    /// The resource of the stack above that its own stack belongs to.
    #[serde(default, rename = "parent_resource")]
    pub parent: Option<String>,
    #[serde(default)]
    links: Vec<Link>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
struct Link {
    href: String,
    rel: String,
}

impl StackResource {
    /// The stack that it stands in, which may be a nested one.
    pub fn stack(&self) -> Option<StackRef> {
        let href = &self.links.iter().find(|link| link.rel == "stack")?.href;
        let (before, id) = href.rsplit_once('/')?;
        let (_, name) = before.rsplit_once('/')?;
        Some(StackRef { name: name.to_owned(), id: id.to_owned() })
    }
}

/// Lists them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListResources {
    /// Of which stack.
    pub stack: StackRef,
    /// How many floors of nested stacks are looked into.
    pub depth: u8,
}

#[derive(Deserialize)]
struct Listed {
    resources: Vec<StackResource>,
}

impl Call for ListResources {
    type Reply = Vec<StackResource>;

    fn request(&self) -> Request {
        let path = format!("{}/resources?nested_depth={}", self.stack.path(), self.depth);
        Request::new(Service::Orchestration, Method::Get, path)
    }

    fn reply(&self, response: &Response) -> Result<Vec<StackResource>, ApiError> {
        read::<Listed>(Service::Orchestration, response).map(|listed| listed.resources)
    }
}
