//! The machines that can be reserved, where the site lets its users see them.

use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::Value;

use crate::call::read;
use crate::{ApiError, Call, Method, Request, Response, Service};

/// A machine.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Host {
    /// Blazar's id.
    pub id: String,
    /// What Nova calls it.
    #[serde(default, rename = "hypervisor_hostname")]
    pub name: String,
    /// Everything else that Blazar knows of it: what filters can ask for.
    #[serde(flatten)]
    pub properties: IndexMap<String, Value>,
}

/// Lists them. Many sites forbid this.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListHosts;

#[derive(Deserialize)]
struct Listed {
    hosts: Vec<Host>,
}

impl Call for ListHosts {
    type Reply = Vec<Host>;

    fn request(&self) -> Request {
        Request::new(Service::Reservation, Method::Get, "/os-hosts")
    }

    fn reply(&self, response: &Response) -> Result<Vec<Host>, ApiError> {
        read::<Listed>(Service::Reservation, response).map(|listed| listed.hosts)
    }
}
