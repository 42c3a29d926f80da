//! Keystone v3: who somebody is, what they may do where, and where the services are.

mod catalog;
mod grant;
mod identity;
mod projects;
#[cfg(test)]
mod tests;
mod tokens;

pub use catalog::{Catalog, Endpoint, Interface};
pub use grant::{Credential, Grant, Project, Role, User};
pub use identity::{Domain, Identity, Scope, Who};
pub use projects::ListProjects;
pub use tokens::{Revoke, ShowToken, SignIn};
