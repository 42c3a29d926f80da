//! Software deployments and the signals that end them.

use serde::Deserialize;
use serde_json::Value;

use super::StackRef;
use crate::call::{read, succeeded};
use crate::http::encode;
use crate::{ApiError, Call, Method, Request, Response, Service};

/// A software deployment: a config on a server.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Deployment {
    /// Its id; the physical id of the resource that it is.
    pub id: String,
    /// The server that it runs on.
    pub server_id: String,
    /// What is done: `CREATE`, or nothing said.
    #[serde(default)]
    pub action: Option<String>,
    /// `IN_PROGRESS`, `COMPLETE` or `FAILED`.
    #[serde(default)]
    pub status: Option<String>,
    /// Why, in Heat's words.
    #[serde(default, rename = "status_reason")]
    pub reason: Option<String>,
    /// What the server told, `deploy_stdout`, `deploy_stderr` and `deploy_status_code` among it.
    #[serde(default, rename = "output_values")]
    pub outputs: Option<Value>,
}

/// Lists those of the project, or those of a server.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListDeployments {
    /// Only those of this server.
    pub server: Option<String>,
}

#[derive(Deserialize)]
struct Listed {
    software_deployments: Vec<Deployment>,
}

impl Call for ListDeployments {
    type Reply = Vec<Deployment>;

    fn request(&self) -> Request {
        let path = match &self.server {
            Some(server) => format!("/software_deployments?server_id={}", encode(server)),
            None => "/software_deployments".to_owned(),
        };
        Request::new(Service::Orchestration, Method::Get, path)
    }

    fn reply(&self, response: &Response) -> Result<Vec<Deployment>, ApiError> {
        read::<Listed>(Service::Orchestration, response).map(|listed| listed.software_deployments)
    }
}

/// Tells a resource what a server's agent would tell it.
#[derive(Clone, Debug, PartialEq)]
pub struct Signal {
    /// The stack that the resource stands in, which may be a nested one.
    pub stack: StackRef,
    /// The resource's name.
    pub resource: String,
    /// What is told.
    pub data: Value,
}

impl Call for Signal {
    type Reply = ();

    fn request(&self) -> Request {
        let path = format!("{}/resources/{}/signal", self.stack.path(), encode(&self.resource));
        Request::new(Service::Orchestration, Method::Post, path).with(self.data.clone())
    }

    fn reply(&self, response: &Response) -> Result<(), ApiError> {
        succeeded(Service::Orchestration, response)
    }
}
