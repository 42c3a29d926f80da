//! From named settings, as both kinds of files have them, to a way in.

use indexmap::IndexMap;

use crate::keystone::{Domain, Identity, Scope, Who};
use crate::{Secret, Service, Token};

/// Texts by the names of `clouds.yaml`: `auth_url`, `username`, `project_name`.
pub(super) type Settings = IndexMap<String, String>;

/// A way in: where to sign in, as whom, for what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Access {
    /// Keystone's address, with its version.
    pub auth_url: String,
    /// Which part of the site.
    pub region: Option<String>,
    /// Who. A password that a file leaves to be asked for is empty.
    pub identity: Identity,
    /// For what.
    pub scope: Scope,
}

impl Access {
    pub(super) fn of(settings: &Settings) -> Result<Self, String> {
        let get = |key: &str| settings.get(key).filter(|text| !text.is_empty()).cloned();
        let auth_url = get("auth_url").ok_or("`auth_url` is not given: the address of Keystone")?;
        let kind = get("auth_type").unwrap_or_default();
        let federated = ["oidc", "saml", "kerberos", "adfs", "totp", "multifactor"];
        if federated.iter().any(|word| kind.contains(word)) {
            return Err(format!(
                "`auth_type` is `{kind}`, a sign-in that a page cannot do: make an application credential, or paste a token"
            ));
        }
        Ok(Self {
            auth_url: Service::Identity.base(&auth_url),
            region: get("region_name"),
            identity: identity(&get)?,
            scope: scope(&get),
        })
    }

    /// The same with the secret that was asked for.
    #[must_use]
    pub fn with_secret(mut self, text: &str) -> Self {
        match &mut self.identity {
            Identity::Password { password: secret, .. } | Identity::Credential { secret, .. } => {
                *secret = Secret::new(text);
            }
            Identity::Token(token) => *token = Token::new(text),
        }
        self
    }

    /// Whether the file leaves the password to be asked for.
    pub fn lacks_secret(&self) -> bool {
        match &self.identity {
            Identity::Password { password: secret, .. } | Identity::Credential { secret, .. } => {
                secret.reveal().is_empty()
            }
            Identity::Token(token) => token.reveal().is_empty(),
        }
    }
}

type Get<'a> = &'a dyn Fn(&str) -> Option<String>;

fn identity(get: Get) -> Result<Identity, String> {
    let user = || match (get("user_id"), get("username")) {
        (Some(id), _) => Some(Who::Id(id)),
        (None, Some(name)) => Some(Who::Name(name, domain(get, "user"))),
        (None, None) => None,
    };
    let secret = |key| Secret::new(get(key).unwrap_or_default());
    let credential = match (get("application_credential_id"), get("application_credential_name"), user()) {
        (Some(id), ..) => Some(Who::Id(id)),
        (None, Some(name), Some(owner)) => Some(Who::Owned(name, Box::new(owner))),
        (None, Some(_), None) => {
            return Err(
                "`application_credential_name` needs the `username` of its owner beside it".to_owned()
            );
        }
        (None, None, _) => None,
    };
    if let Some(credential) = credential {
        return Ok(Identity::Credential { credential, secret: secret("application_credential_secret") });
    }
    if let (Some(user), None) = (user(), get("token")) {
        return Ok(Identity::Password { user, password: secret("password") });
    }
    match get("token") {
        Some(token) => Ok(Identity::Token(Token::new(&token))),
        None => Err("nobody is named: give `username`, `application_credential_id` or `token`".to_owned()),
    }
}

fn scope(get: Get) -> Scope {
    // Older files say tenant for project.
    let of_project = |key: &str| get(&format!("project_{key}")).or_else(|| get(&format!("tenant_{key}")));
    match (of_project("id"), of_project("name")) {
        (Some(id), _) => Scope::Project(Who::Id(id)),
        (None, Some(name)) => Scope::Project(Who::Name(name, domain(get, "project"))),
        (None, None) => Scope::Own,
    }
}

/// The domain of a user or a project; the one that is there from the start, if none is named.
fn domain(get: Get, of: &str) -> Domain {
    let given = |key: &str| get(&format!("{of}_domain_{key}"));
    match (
        given("id").or_else(|| get("default_domain_id")),
        given("name").or_else(|| get("default_domain_name")),
    ) {
        (Some(id), _) => Domain::Id(id),
        (None, Some(name)) => Domain::Name(name),
        (None, None) => Domain::default(),
    }
}
