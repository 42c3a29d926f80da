//! Asking Heat what it thinks of a template, without creating anything.

use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::call::read;
use crate::{ApiError, Call, Method, Request, Response, Secret, Service};

/// A template as it is sent: every text as the person wrote it, so that Heat reads it and nobody before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template {
    /// The template.
    pub text: String,
    /// The environment; empty for none.
    pub environment: String,
    /// The files that both name, by the names that they use.
    pub files: IndexMap<String, String>,
    /// What in them nobody may read: no error repeats it.
    pub secrets: Vec<Secret>,
}

impl Template {
    /// The keys of a body that say it.
    pub(super) fn body(&self) -> Map<String, Value> {
        let mut body = Map::new();
        body.insert("template".to_owned(), self.text.as_str().into());
        if !self.environment.trim().is_empty() {
            body.insert("environment".to_owned(), self.environment.as_str().into());
        }
        if !self.files.is_empty() {
            let files = self.files.iter().map(|(name, text)| (name.clone(), text.as_str().into()));
            body.insert("files".to_owned(), Value::Object(files.collect()));
        }
        body
    }
}

/// Has a template read and checked. Values of parameters are not looked at: a [preview](super::PreviewStack) does that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Validate(pub Template);

/// A parameter as Heat understood it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ValidatedParameter {
    /// Heat's word for its type.
    #[serde(rename = "Type")]
    pub kind: String,
    /// What to call it.
    #[serde(default)]
    pub label: String,
    /// What it is for.
    #[serde(default)]
    pub description: String,
    /// The service that knows the values, as `nova.keypair`.
    #[serde(default)]
    pub custom_constraint: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Validated {
    #[serde(default)]
    parameters: IndexMap<String, ValidatedParameter>,
}

impl Call for Validate {
    type Reply = IndexMap<String, ValidatedParameter>;

    fn request(&self) -> Request {
        Request::new(Service::Orchestration, Method::Post, "/validate")
            .with(Value::Object(self.0.body()))
            .keeping(&self.0.secrets)
    }

    fn reply(&self, response: &Response) -> Result<Self::Reply, ApiError> {
        read::<Validated>(Service::Orchestration, response).map(|validated| validated.parameters)
    }
}
