//! Leases as they are.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::LeaseStatus;
use crate::call::{read, succeeded};
use crate::http::encode;
use crate::{ApiError, Call, Method, Moment, Request, Response, Service};

/// A lease: what is reserved, and from when to when.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Lease {
    /// Its id. Templates need a reservation's id, not this one.
    pub id: String,
    /// Its name; others may have the same.
    pub name: String,
    /// How far it is.
    #[serde(default)]
    pub status: LeaseStatus,
    /// Whether some of what was reserved has failed meanwhile.
    #[serde(default)]
    pub degraded: bool,
    /// When it begins.
    #[serde(rename = "start_date")]
    pub start: Moment,
    /// When it ends.
    #[serde(rename = "end_date")]
    pub end: Moment,
    /// What is reserved.
    #[serde(default)]
    pub reservations: Vec<Reservation>,
}

/// Something that a lease reserves.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Reservation {
    /// The id that a template's `reservation_id` means.
    pub id: String,
    /// `physical:host`, `network`, `virtual:floatingip` or another of the site's.
    #[serde(rename = "resource_type")]
    pub kind: String,
    /// `pending`, `active`, `deleted` or `error`.
    #[serde(default)]
    pub status: String,
    /// How many hosts at least.
    #[serde(default)]
    pub min: Option<Value>,
    /// How many hosts at most.
    #[serde(default)]
    pub max: Option<Value>,
    /// Which hosts, as Blazar writes it.
    #[serde(default, rename = "resource_properties")]
    pub properties: Option<String>,
    /// What happens when the lease begins; stock Blazar does not know this.
    #[serde(default)]
    pub on_start: Option<String>,
}

#[derive(Deserialize)]
struct Shown {
    lease: Lease,
}

#[derive(Deserialize)]
struct Listed {
    leases: Vec<Lease>,
}

pub(super) fn read_lease(response: &Response) -> Result<Lease, ApiError> {
    read::<Shown>(Service::Reservation, response).map(|shown| shown.lease)
}

fn path(id: &str) -> String {
    format!("/leases/{}", encode(id))
}

/// Lists those of the project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListLeases;

impl Call for ListLeases {
    type Reply = Vec<Lease>;

    fn request(&self) -> Request {
        Request::new(Service::Reservation, Method::Get, "/leases")
    }

    fn reply(&self, response: &Response) -> Result<Vec<Lease>, ApiError> {
        read::<Listed>(Service::Reservation, response).map(|listed| listed.leases)
    }
}

/// Shows the lease of an id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShowLease(pub String);

impl Call for ShowLease {
    type Reply = Lease;

    fn request(&self) -> Request {
        Request::new(Service::Reservation, Method::Get, path(&self.0))
    }

    fn reply(&self, response: &Response) -> Result<Lease, ApiError> {
        read_lease(response)
    }
}

/// Gives a lease another name or other dates; to extend it is to give it a later end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UpdateLease {
    /// Which.
    pub id: String,
    /// Another name.
    pub name: Option<String>,
    /// Another start, as long as it has not begun.
    pub start: Option<Moment>,
    /// Another end.
    pub end: Option<Moment>,
}

impl Call for UpdateLease {
    type Reply = Lease;

    fn request(&self) -> Request {
        let changes = [
            ("name", self.name.clone()),
            ("start_date", self.start.map(Moment::to_minute)),
            ("end_date", self.end.map(Moment::to_minute)),
        ];
        let body: Map<String, Value> =
            changes.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?.into()))).collect();
        Request::new(Service::Reservation, Method::Put, path(&self.id)).with(Value::Object(body))
    }

    fn reply(&self, response: &Response) -> Result<Lease, ApiError> {
        read_lease(response)
    }
}

/// Ends the lease of an id, and the servers on its hosts with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeleteLease(pub String);

impl Call for DeleteLease {
    type Reply = ();

    fn request(&self) -> Request {
        Request::new(Service::Reservation, Method::Delete, path(&self.0))
    }

    fn reply(&self, response: &Response) -> Result<(), ApiError> {
        succeeded(Service::Reservation, response)
    }
}
