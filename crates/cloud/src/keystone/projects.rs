//! The projects that somebody may work on.

use serde::Deserialize;

use super::Project;
use crate::call::read;
use crate::{ApiError, Call, Method, Request, Response, Service};

/// Lists them; a token for none of them is enough.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListProjects;

#[derive(Deserialize)]
struct Projects {
    projects: Vec<Project>,
}

impl Call for ListProjects {
    type Reply = Vec<Project>;

    fn request(&self) -> Request {
        Request::new(Service::Identity, Method::Get, "/auth/projects")
    }

    fn reply(&self, response: &Response) -> Result<Vec<Project>, ApiError> {
        read::<Projects>(Service::Identity, response).map(|listed| listed.projects)
    }
}
