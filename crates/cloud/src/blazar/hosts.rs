//! The machines that can be reserved, and when they are taken, where the site lets its users see that.

use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::Value;

use crate::call::read;
use crate::{ApiError, Call, Method, Moment, Request, Response, Service};

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

impl Host {
    /// What it has of a property, as text; empty if it has none of that name.
    pub fn property(&self, name: &str) -> String {
        match name {
            "id" => self.id.clone(),
            "hypervisor_hostname" => self.name.clone(),
            name => match self.properties.get(name) {
                None | Some(Value::Null) => String::new(),
                Some(Value::String(text)) => text.clone(),
                Some(other) => other.to_string(),
            },
        }
    }

    /// Whether it has a property of that name, whatever its value.
    pub fn has(&self, name: &str) -> bool {
        matches!(name, "id" | "hypervisor_hostname") || self.properties.contains_key(name)
    }
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

/// A property that the site's operators gave to machines.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct HostProperty {
    /// Its name.
    #[serde(rename = "property")]
    pub name: String,
    /// The values that there are.
    #[serde(default)]
    pub values: Vec<String>,
}

/// Lists the properties with their values. Many sites forbid this.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListHostProperties;

#[derive(Deserialize)]
struct Properties {
    resource_properties: Vec<HostProperty>,
}

impl Call for ListHostProperties {
    type Reply = Vec<HostProperty>;

    fn request(&self) -> Request {
        Request::new(Service::Reservation, Method::Get, "/os-hosts/properties?detail=True")
    }

    fn reply(&self, response: &Response) -> Result<Vec<HostProperty>, ApiError> {
        read::<Properties>(Service::Reservation, response).map(|listed| listed.resource_properties)
    }
}

/// When a machine is taken.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Allocation {
    /// The machine, by Blazar's id.
    #[serde(rename = "resource_id")]
    pub host: String,
    /// By whom.
    #[serde(default)]
    pub reservations: Vec<Booking>,
}

/// A time for which something is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct Booking {
    /// From when.
    #[serde(rename = "start_date")]
    pub start: Moment,
    /// Until when.
    #[serde(rename = "end_date")]
    pub end: Moment,
}

/// Lists when each machine is taken. Many sites forbid this.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListAllocations;

#[derive(Deserialize)]
struct Allocations {
    allocations: Vec<Allocation>,
}

impl Call for ListAllocations {
    type Reply = Vec<Allocation>;

    fn request(&self) -> Request {
        Request::new(Service::Reservation, Method::Get, "/os-hosts/allocations")
    }

    fn reply(&self, response: &Response) -> Result<Vec<Allocation>, ApiError> {
        read::<Allocations>(Service::Reservation, response).map(|listed| listed.allocations)
    }
}
