//! What a stack gives.

use serde::Deserialize;
use serde_json::Value;

use super::StackRef;
use crate::call::read;
use crate::http::encode;
use crate::{ApiError, Call, Method, Request, Response, Service};

/// An output.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Output {
    /// Its name.
    #[serde(rename = "output_key")]
    pub key: String,
    /// Its value; null as long as it is not known.
    #[serde(default, rename = "output_value")]
    pub value: Value,
    /// What it is for.
    #[serde(default)]
    pub description: String,
    /// Why there is no value, in Heat's words.
    #[serde(default, rename = "output_error")]
    pub error: Option<String>,
}

/// Shows one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShowOutput {
    /// Of which stack.
    pub stack: StackRef,
    /// Its name.
    pub key: String,
}

#[derive(Deserialize)]
struct Shown {
    output: Output,
}

impl Call for ShowOutput {
    type Reply = Output;

    fn request(&self) -> Request {
        let path = format!("{}/outputs/{}", self.stack.path(), encode(&self.key));
        Request::new(Service::Orchestration, Method::Get, path)
    }

    fn reply(&self, response: &Response) -> Result<Output, ApiError> {
        read::<Shown>(Service::Orchestration, response).map(|shown| shown.output)
    }
}
