//! What the site's Heat can do: its resource types and template versions.

use serde::Deserialize;

use crate::call::read;
use crate::{ApiError, Call, Method, Request, Response, Service};

/// Lists the names of the resource types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListResourceTypes;

#[derive(Deserialize)]
struct Types {
    resource_types: Vec<String>,
}

impl Call for ListResourceTypes {
    type Reply = Vec<String>;

    fn request(&self) -> Request {
        Request::new(Service::Orchestration, Method::Get, "/resource_types")
    }

    fn reply(&self, response: &Response) -> Result<Vec<String>, ApiError> {
        read::<Types>(Service::Orchestration, response).map(|listed| listed.resource_types)
    }
}

/// A version that a template may name, as `heat_template_version.2021-04-16`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Version {
    /// With the word that stands before it in a template.
    pub version: String,
    /// Other names of the same.
    #[serde(default)]
    pub aliases: Vec<String>,
}

/// Lists the versions of templates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListTemplateVersions;

#[derive(Deserialize)]
struct Versions {
    template_versions: Vec<Version>,
}

impl Call for ListTemplateVersions {
    type Reply = Vec<Version>;

    fn request(&self) -> Request {
        Request::new(Service::Orchestration, Method::Get, "/template_versions")
    }

    fn reply(&self, response: &Response) -> Result<Vec<Version>, ApiError> {
        read::<Versions>(Service::Orchestration, response).map(|listed| listed.template_versions)
    }
}
