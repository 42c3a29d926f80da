//! Signing in, three ways, and what becomes of it.

use std::time::{SystemTime, UNIX_EPOCH};

use hotplate_cloud::heat::ListStacks;
use hotplate_cloud::keystone::{Identity, ListProjects, Revoke, Scope, ShowToken, SignIn, Who};
use hotplate_cloud::{ApiError, Call, Fault, Method, Request, Response, Secret, Service, Session, Token};
use serde_json::{Value, json};

use crate::native::Native;
use crate::visit::{PASSWORD, Visit, named, password};

/// Makes an application credential, as a person does on the site's own pages.
pub(crate) struct MakeCredential {
    pub(crate) user: String,
    pub(crate) name: String,
    pub(crate) unrestricted: bool,
}

impl Call for MakeCredential {
    type Reply = Identity;

    fn request(&self) -> Request {
        let body = json!({"application_credential": {"name": self.name, "unrestricted": self.unrestricted}});
        let path = format!("/users/{}/application_credentials", self.user);
        Request::new(Service::Identity, Method::Post, path).with(body)
    }

    fn reply(&self, response: &Response) -> Result<Identity, ApiError> {
        assert_eq!(response.status, 201, "{}", response.body);
        let body: Value = serde_json::from_str(&response.body).unwrap();
        let text = |key: &str| body["application_credential"][key].as_str().unwrap().to_owned();
        Ok(Identity::Credential { credential: Who::Id(text("id")), secret: Secret::new(text("secret")) })
    }
}

/// A sign-in with a new credential of who is signed in.
pub(crate) fn credential(visit: &Visit, name: &str) -> SignIn {
    // One person's credentials have different names, also when the tests run again.
    let name = format!("{name}-{}", SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis());
    let user = visit.session.grant().unwrap().user.id.clone();
    let identity = visit.ask(&MakeCredential { user, name, unrestricted: true }).unwrap();
    SignIn { identity, scope: Scope::Own }
}

#[test]
#[ignore = "needs the testbed"]
fn a_password_opens_a_project() {
    let visit = Visit::anonymous();
    let (_, grant) =
        visit.ask_and_keep("keystone/password", &password("alice", PASSWORD, "chi-one")).unwrap();
    assert_eq!(grant.user.name, "alice");
    assert_eq!(grant.project.unwrap().name, "chi-one");
    assert!(grant.roles.iter().any(|role| role.name == "heat_stack_owner"));
    assert!(grant.catalog.services().any(|service| service == Service::Orchestration));
    assert_eq!(grant.credential, None);
}

#[test]
#[ignore = "needs the testbed"]
fn a_wrong_password_is_refused_in_keystones_words() {
    let visit = Visit::anonymous();
    let error = visit.ask_and_keep("keystone/refused", &password("alice", "hunter2", "chi-one")).unwrap_err();
    assert_eq!((error.fault, error.status), (Fault::Credentials, Some(401)));
    assert_eq!(error.said, "The request you have made requires authentication.");
    assert!(error.request_id.is_some());
}

#[test]
#[ignore = "needs the testbed"]
fn a_token_for_nothing_lists_projects_and_becomes_one_for_a_project() {
    let mut visit = Visit::anonymous();
    let unscoped = SignIn { scope: Scope::Unscoped, ..password("alice", PASSWORD, "") };
    visit.enter(&unscoped);
    assert_eq!(visit.session.grant().unwrap().project, None);
    assert_eq!(visit.ask(&ListStacks).unwrap_err().fault, Fault::Uncatalogued);

    let projects = visit.ask_and_keep("keystone/projects", &ListProjects).unwrap();
    let mut names: Vec<&str> = projects.iter().map(|project| project.name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["chi-one", "chi-two"]);

    let two = projects.iter().find(|project| project.name == "chi-two").unwrap();
    let token = visit.session.token().unwrap().clone();
    visit.enter(&SignIn { identity: Identity::Token(token), scope: Scope::Project(Who::Id(two.id.clone())) });
    assert_eq!(visit.session.grant().unwrap().project.as_ref(), Some(two));
    assert!(visit.ask(&ListStacks).is_ok());
}

#[test]
#[ignore = "needs the testbed"]
fn an_application_credential_opens_its_project() {
    let alice = Visit::alice();
    let sign_in = credential(&alice, "opens");
    let mut visit = Visit::anonymous();
    visit.enter(&sign_in);
    visit.native.keep("keystone/credential");
    let grant = visit.session.grant().unwrap();
    assert_eq!(grant.project.as_ref().unwrap().name, "chi-one");
    let credential = grant.credential.as_ref().unwrap();
    assert!(credential.name.starts_with("opens-") && !credential.restricted);

    let Identity::Credential { credential, .. } = sign_in.identity else { panic!() };
    let wrong = Identity::Credential { credential, secret: Secret::new("hunter2") };
    let error = visit.ask(&SignIn { identity: wrong, scope: Scope::Own }).unwrap_err();
    assert_eq!(error.fault, Fault::Credentials);
}

#[test]
#[ignore = "needs the testbed"]
fn a_pasted_token_shows_what_it_is_good_for() {
    let token = Visit::alice().session.token().unwrap().clone();
    let mut visit = Visit::anonymous();
    let grant = visit.ask_and_keep("keystone/token", &ShowToken(token.clone())).unwrap();
    assert_eq!(grant.project.as_ref().unwrap().name, "chi-one");
    visit.session.sign_in(token, grant);
    assert!(visit.ask(&ListStacks).is_ok());

    let error = Visit::anonymous().ask(&ShowToken(Token::new("gAAAAABnone"))).unwrap_err();
    assert_eq!(error.fault, Fault::Credentials);
}

#[test]
#[ignore = "needs the testbed"]
fn a_revoked_token_is_good_for_nothing() {
    let mut visit = Visit::alice();
    let token = visit.session.token().unwrap().clone();
    visit.ask_and_keep("keystone/revoked", &Revoke(token.clone())).unwrap();
    let error = visit.ask_and_keep("heat/expired", &ListStacks).unwrap_err();
    assert_eq!((error.fault, error.status), (Fault::Expired, Some(401)));
    // Twice is no mistake: what is to be ended is ended.
    visit.ask(&Revoke(token)).unwrap();
    assert!(visit.session.sign_out().is_some());
}

#[test]
#[ignore = "needs the testbed"]
fn a_project_of_others_is_closed() {
    let error = Visit::anonymous().ask(&password("bob", PASSWORD, "chi-two")).unwrap_err();
    assert_eq!(error.fault, Fault::Credentials);
    let missing = SignIn { scope: Scope::Project(named("nowhere")), ..password("bob", PASSWORD, "") };
    assert_eq!(Visit::anonymous().ask(&missing).unwrap_err().fault, Fault::Credentials);
}

#[test]
#[ignore = "needs the testbed"]
fn an_address_where_nobody_listens_is_told_from_a_refusal() {
    // The port that tells a TCP service that there is none.
    let visit = Visit { session: Session::at("http://127.0.0.1:1/v3"), native: Native::default() };
    let error = visit.ask(&password("alice", PASSWORD, "chi-one")).unwrap_err();
    assert_eq!((error.fault, error.status), (Fault::Unreachable, None));
}
