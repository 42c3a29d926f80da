//! What happened to a stack, in order.

use serde::Deserialize;

use super::{StackRef, Status};
use crate::call::read;
use crate::http::encode;
use crate::{ApiError, Call, Method, Moment, Request, Response, Service};

/// Something that happened. What happens to the stack itself has the stack's name.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Event {
    /// Its id.
    pub id: String,
    /// When.
    #[serde(rename = "event_time")]
    pub at: Moment,
    /// To what.
    #[serde(rename = "resource_name")]
    pub resource: String,
    /// How far it was then.
    #[serde(rename = "resource_status")]
    pub status: Status,
    /// Why, in Heat's words.
    #[serde(default, rename = "resource_status_reason")]
    pub reason: String,
}

/// Lists them, the earliest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListEvents {
    /// Of which stack.
    pub stack: StackRef,
    /// Only those after this one.
    pub after: Option<String>,
    /// How many at most; Heat may give fewer.
    pub most: u16,
}

#[derive(Deserialize)]
struct Listed {
    events: Vec<Event>,
}

impl Call for ListEvents {
    type Reply = Vec<Event>;

    fn request(&self) -> Request {
        let mut path = format!("{}/events?sort_dir=asc&limit={}", self.stack.path(), self.most);
        if let Some(after) = &self.after {
            path.push_str("&marker=");
            path.push_str(&encode(after));
        }
        Request::new(Service::Orchestration, Method::Get, path)
    }

    fn reply(&self, response: &Response) -> Result<Vec<Event>, ApiError> {
        read::<Listed>(Service::Orchestration, response).map(|listed| listed.events)
    }
}
