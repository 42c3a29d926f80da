//! Leases that are to be, and what Blazar would say against them.
//!
//! Blazar answers several mistakes with no more than "Internal Server Error", so they are found before anything is sent.

use serde_json::{Value, json};

use super::lease::read_lease;
use super::{Lease, filter};
use crate::later;
use crate::{ApiError, Call, Method, Moment, Request, Response, Service};

/// When a lease begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begin {
    /// As soon as it is made.
    Now,
    /// At the beginning of that minute.
    At(Moment),
}

/// What Blazar does some time before the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BeforeEnd {
    /// What the site does by itself.
    Default,
    /// Writes to the person.
    Email,
    /// Keeps a copy of the disks.
    Snapshot,
}

/// Something to be reserved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Whole machines.
    Hosts {
        /// At least so many.
        min: u32,
        /// At most so many.
        max: u32,
        /// Which, in Blazar's language: `["==", "$node_type", "compute_skylake"]`; empty for any.
        properties: String,
        /// What is done before the end.
        before_end: BeforeEnd,
        /// The stack that is to be built when the lease begins, by its id. Only some sites do that; others take no
        /// notice.
        stack: Option<String>,
    },
    /// A network of one's own.
    Network {
        /// The name that it is to have.
        name: String,
        /// Which, in Blazar's language; empty for any.
        properties: String,
    },
    /// Small machines at the edge.
    Devices {
        /// At least so many.
        min: u32,
        /// At most so many.
        max: u32,
        /// Which, in Blazar's language; empty for any.
        properties: String,
    },
    /// Addresses that the world can reach.
    FloatingIps {
        /// The id of the network that they are of.
        network: String,
        /// How many.
        amount: u32,
    },
}

impl Wanted {
    fn json(&self) -> Value {
        match self {
            Self::Hosts { min, max, properties, before_end, stack } => {
                let mut wanted = json!({
                    "resource_type": "physical:host", "min": min, "max": max,
                    "hypervisor_properties": "", "resource_properties": properties,
                });
                let before_end = match before_end {
                    BeforeEnd::Default => None,
                    BeforeEnd::Email => Some("email"),
                    BeforeEnd::Snapshot => Some("snapshot"),
                };
                // Null would be refused, so what is not wanted is left out.
                if let Some(before_end) = before_end {
                    wanted["before_end"] = before_end.into();
                }
                if let Some(stack) = stack {
                    wanted["on_start"] = format!("orchestration:{stack}").into();
                }
                wanted
            }
            Self::Network { name, properties } => json!({
                "resource_type": "network", "network_name": name, "network_description": "",
                "network_properties": "", "resource_properties": properties,
            }),
            Self::Devices { min, max, properties } => json!({
                "resource_type": "device", "min": min, "max": max, "resource_properties": properties,
            }),
            Self::FloatingIps { network, amount } => json!({
                "resource_type": "virtual:floatingip", "network_id": network, "amount": amount,
                "required_floatingips": [],
            }),
        }
    }

    fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        match self {
            Self::Hosts { min, max, properties, stack, .. } => {
                faults.extend(number_faults(*min, *max, "host"));
                faults.extend(filter::read(properties).err());
                if stack.as_ref().is_some_and(|stack| !is_id(stack) && stack != later::STACK) {
                    faults.push("the stack is not named by its id, which has 36 characters".to_owned());
                }
            }
            Self::Network { name, properties } => {
                if name.trim().is_empty() {
                    faults.push("the network has no name".to_owned());
                }
                faults.extend(filter::read(properties).err());
            }
            Self::Devices { min, max, properties } => {
                faults.extend(number_faults(*min, *max, "device"));
                faults.extend(filter::read(properties).err());
            }
            Self::FloatingIps { network, amount } => {
                if network.trim().is_empty() {
                    faults.push("the network of the floating addresses is not named".to_owned());
                }
                if *amount == 0 {
                    faults.push("at least one floating address must be asked for".to_owned());
                }
            }
        }
        faults
    }
}

fn number_faults(min: u32, max: u32, what: &str) -> Vec<String> {
    let mut faults = Vec::new();
    if min == 0 {
        faults.push(format!("at least one {what} must be asked for"));
    }
    if min > max {
        faults.push(format!("at least {min} and at most {max} {what}s cannot both hold"));
    }
    faults
}

/// Whether this is a UUID as services write it.
fn is_id(text: &str) -> bool {
    let lengths = text.split('-').map(str::len);
    lengths.eq([8, 4, 4, 4, 12]) && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}

/// Makes a lease.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreateLease {
    /// Others may have the same name.
    pub name: String,
    /// When it begins.
    pub begin: Begin,
    /// When it ends.
    pub end: Moment,
    /// What is reserved.
    pub wanted: Vec<Wanted>,
}

impl CreateLease {
    /// Has the stack of that id started, where one is to be that was not known before.
    pub fn start(&mut self, id: &str) {
        for wanted in &mut self.wanted {
            if let Wanted::Hosts { stack: Some(stack), .. } = wanted {
                *stack = id.to_owned();
            }
        }
    }

    /// What Blazar would refuse. Whether there are hosts enough only Blazar knows.
    pub fn faults(&self, now: Moment) -> Vec<String> {
        let mut faults = Vec::new();
        if self.name.trim().is_empty() {
            faults.push("the lease has no name".to_owned());
        }
        let this_minute = Moment(now.0 - now.0.rem_euclid(60));
        let begin = match self.begin {
            Begin::Now => this_minute,
            Begin::At(begin) => begin,
        };
        if begin < this_minute {
            faults.push("the start has passed already".to_owned());
        }
        if self.end <= begin {
            faults.push("the end is not after the start".to_owned());
        }
        if self.end <= now {
            faults.push("the end has passed already".to_owned());
        }
        faults.extend(self.wanted.iter().flat_map(Wanted::faults));
        faults
    }
}

impl Call for CreateLease {
    type Reply = Lease;

    fn request(&self) -> Request {
        let start = match self.begin {
            Begin::Now => "now".to_owned(),
            Begin::At(begin) => begin.to_minute(),
        };
        let wanted: Vec<Value> = self.wanted.iter().map(Wanted::json).collect();
        let body = json!({
            "name": self.name, "start_date": start, "end_date": self.end.to_minute(), "before_end_date": null,
            "events": [], "reservations": wanted,
        });
        Request::new(Service::Reservation, Method::Post, "/leases").with(body)
    }

    fn reply(&self, response: &Response) -> Result<Lease, ApiError> {
        read_lease(response)
    }
}
