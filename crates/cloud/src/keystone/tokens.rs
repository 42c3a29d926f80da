//! Signing in, looking at a token, and signing out: `/v3/auth/tokens`.

use serde::Deserialize;
use serde_json::json;

use super::{Grant, Identity, Scope};
use crate::call::{read, succeeded};
use crate::{ApiError, Call, Fault, Method, Request, Response, Service, Token};

const PATH: &str = "/auth/tokens";

/// Gives a token for a proof of who one is; with a token as the proof, one for another project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignIn {
    /// Who.
    pub identity: Identity,
    /// For what.
    pub scope: Scope,
}

#[derive(Deserialize)]
struct Granted {
    token: Grant,
}

impl Call for SignIn {
    type Reply = (Token, Grant);

    fn request(&self) -> Request {
        let (method, proof, secret) = self.identity.method();
        let mut auth = json!({"identity": {"methods": [method], method: proof}});
        // A credential has its project, and Keystone refuses to be told it again.
        let scope = match (&self.identity, &self.scope) {
            (Identity::Credential { .. }, _) | (_, Scope::Own) => None,
            (_, Scope::Unscoped) => Some(json!("unscoped")),
            (_, Scope::Project(project)) => Some(json!({"project": project.json()})),
        };
        if let Some(scope) = scope {
            auth["scope"] = scope;
        }
        let hidden = format!("/auth/identity/{method}{secret}");
        Request::new(Service::Identity, Method::Post, PATH).with(json!({"auth": auth})).hiding([hidden])
    }

    fn reply(&self, response: &Response) -> Result<Self::Reply, ApiError> {
        let mut grant = read::<Granted>(Service::Identity, response).map_err(refused)?.token;
        // The token was given just now.
        grant.answered_at = response.moment().or(grant.issued_at);
        match response.header("x-subject-token") {
            Some(token) => Ok((Token::new(token), grant)),
            None => Err(ApiError::unreadable(
                Service::Identity,
                response,
                "the header `X-Subject-Token` is not there, or may not be read by this page",
            )),
        }
    }
}

/// Shows what a token is good for: the way in for a token that was pasted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShowToken(pub Token);

impl Call for ShowToken {
    type Reply = Grant;

    fn request(&self) -> Request {
        Request { subject: Some(self.0.clone()), ..Request::new(Service::Identity, Method::Get, PATH) }
    }

    fn reply(&self, response: &Response) -> Result<Grant, ApiError> {
        let mut grant = read::<Granted>(Service::Identity, response).map_err(refused)?.token;
        grant.answered_at = response.moment();
        Ok(grant)
    }
}

/// Ends a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revoke(pub Token);

impl Call for Revoke {
    type Reply = ();

    fn request(&self) -> Request {
        Request { subject: Some(self.0.clone()), ..Request::new(Service::Identity, Method::Delete, PATH) }
    }

    fn reply(&self, response: &Response) -> Result<(), ApiError> {
        // One that has ended already is ended.
        if matches!(response.status, 401 | 404) { Ok(()) } else { succeeded(Service::Identity, response) }
    }
}

impl Request {
    /// Whether the request shows a token by itself, so that it needs none beside it.
    pub(crate) fn signs_in(&self) -> bool {
        self.service == Service::Identity && self.path == PATH && self.method == Method::Post
    }
}

/// Here a refusal is one of the proof, not of a token that once was good.
fn refused(error: ApiError) -> ApiError {
    match error.fault {
        Fault::Expired => ApiError { fault: Fault::Credentials, ..error },
        _ => error,
    }
}
