//! Who is signed in where: turns a call's request into the message that goes out.

use crate::keystone::{Catalog, Grant};
use crate::{ApiError, Fault, Message, Request, Service, Token};

/// How many seconds an answer may take: Heat looks through a whole template before it gives one.
const PATIENCE: u32 = 120;

/// Where the services are, and the token to show them.
#[derive(Clone, Debug)]
pub struct Session {
    identity: String,
    signed_in: Option<(Token, Grant)>,
    region: Option<String>,
}

impl Session {
    /// Before anybody has signed in, only Keystone is known.
    pub fn at(auth_url: &str) -> Self {
        Self { identity: Service::Identity.base(auth_url), signed_in: None, region: None }
    }

    /// Prefers the endpoints of a region; without one the catalog's first count.
    #[must_use]
    pub fn in_region(mut self, region: Option<&str>) -> Self {
        self.region = region.map(str::to_owned);
        self
    }

    /// From now on calls are made as this person.
    pub fn sign_in(&mut self, token: Token, grant: Grant) {
        self.signed_in = Some((token, grant));
    }

    /// From now on calls are made as nobody; gives the token, to be revoked.
    pub fn sign_out(&mut self) -> Option<Token> {
        self.signed_in.take().map(|(token, _)| token)
    }

    /// What the sign-in gave.
    pub fn grant(&self) -> Option<&Grant> {
        self.signed_in.as_ref().map(|(_, grant)| grant)
    }

    /// The token to be revoked or changed for another.
    pub fn token(&self) -> Option<&Token> {
        self.signed_in.as_ref().map(|(token, _)| token)
    }

    /// The address that a service's paths are appended to. Keystone stays where the person found it: a catalog may
    /// name an address that only the site itself can reach.
    pub fn base(&self, service: Service) -> Result<String, ApiError> {
        if service == Service::Identity {
            return Ok(self.identity.clone());
        }
        let catalog = self.grant().map_or(const { &Catalog::EMPTY }, |grant| &grant.catalog);
        let endpoint = catalog.endpoint(service, self.region.as_deref());
        endpoint
            .map(|endpoint| service.base(endpoint))
            .ok_or_else(|| ApiError::new(service, Fault::Uncatalogued, ""))
    }

    /// The message that a request becomes.
    pub fn message(&self, request: &Request) -> Result<Message, ApiError> {
        let url = self.base(request.service)? + &request.path;
        let mut headers = vec![("Accept", "application/json".to_owned())];
        if request.body.is_some() {
            headers.push(("Content-Type", "application/json".to_owned()));
        }
        // Keystone reads only the body of a sign-in; a token beside it could be refused before the body counts.
        if !request.signs_in() {
            // A token may always ask about itself, also before anybody is signed in with it.
            let asks = self.token().or(request.subject.as_ref());
            headers.extend(asks.map(|token| ("X-Auth-Token", token.reveal().to_owned())));
        }
        headers.extend(request.subject.as_ref().map(|token| ("X-Subject-Token", token.reveal().to_owned())));
        let body = request.body.as_ref().map(ToString::to_string);
        Ok(Message { method: request.method, url, headers, body, patience: PATIENCE })
    }

    /// Whether the sign-in was by an application credential.
    pub(crate) fn is_by_credential(&self) -> bool {
        self.grant().is_some_and(|grant| grant.credential.is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::heat::{DeleteStack, ListStacks, StackRef};
    use crate::keystone::{Identity, ListProjects, Revoke, Scope, SignIn};
    use crate::replay::{answered, recorded};
    use crate::{Call, Response, Unreachable};

    fn signed_in(answer: &Response) -> Session {
        let call = SignIn { identity: Identity::Token(Token::new("old")), scope: Scope::Own };
        let (token, grant) = call.reply(answer).unwrap();
        let mut session = Session::at("http://127.0.0.1:15000/").in_region(Some("RegionOne"));
        session.sign_in(token, grant);
        session
    }

    fn failing() -> Response {
        Response { status: 500, ..Response::default() }
    }

    #[test]
    fn services_are_where_the_catalog_says_and_keystone_where_it_was_found() {
        let session = signed_in(&recorded!("keystone/password"));
        assert_eq!(session.base(Service::Identity).unwrap(), "http://127.0.0.1:15000/v3");
        assert!(session.base(Service::Orchestration).unwrap().contains("/v1/"));
        assert_eq!(session.base(Service::Reservation).unwrap_err().fault, Fault::Uncatalogued);
        let elsewhere = session.in_region(Some("RegionTwo"));
        assert_eq!(elsewhere.base(Service::Orchestration).unwrap_err().fault, Fault::Uncatalogued);
    }

    #[test]
    fn the_token_goes_into_a_header_and_nowhere_else() {
        let session = signed_in(&recorded!("keystone/password"));
        let message = session.message(&ListStacks.request()).unwrap();
        assert_eq!(message.headers[1], ("X-Auth-Token", "a-token".to_owned()));
        assert!(!format!("{session:?} {message:?}").contains("a-token"));
        let revoke = session.message(&Revoke(Token::new("other")).request()).unwrap();
        assert_eq!(
            revoke.headers[1..],
            [("X-Auth-Token", "a-token".to_owned()), ("X-Subject-Token", "other".to_owned())]
        );
        let again = SignIn { identity: Identity::Token(Token::new("a-token")), scope: Scope::Own };
        let names: Vec<_> =
            session.message(&again.request()).unwrap().headers.into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["Accept", "Content-Type"]);
    }

    #[test]
    fn who_signed_out_is_nobody() {
        let mut session = signed_in(&recorded!("keystone/password"));
        assert_eq!(session.sign_out(), Some(Token::new("a-token")));
        assert_eq!(session.sign_out(), None);
        assert_eq!(session.message(&ListProjects.request()).unwrap().headers.len(), 1);
    }

    #[test]
    fn a_failure_with_a_credential_is_one_of_trust() {
        let delete = DeleteStack(StackRef { name: "a".to_owned(), id: "b".to_owned() });
        let fault = |session: &Session| answered(session, &delete, Ok(failing())).unwrap_err().fault;
        assert_eq!(fault(&signed_in(&recorded!("keystone/password"))), Fault::Failing);
        let by_credential = signed_in(&recorded!("keystone/credential"));
        assert_eq!(fault(&by_credential), Fault::Untrusted);
        assert_eq!(answered(&by_credential, &ListStacks, Ok(failing())).unwrap_err().fault, Fault::Failing);
        // What says why has nothing to do with the credential.
        let with_words = recorded!("blazar/too-few");
        assert_eq!(answered(&by_credential, &delete, Ok(with_words)).unwrap_err().fault, Fault::Failing);
        let resting = Response { status: 503, ..Response::default() };
        assert_eq!(answered(&by_credential, &delete, Ok(resting)).unwrap_err().fault, Fault::Failing);
    }

    #[test]
    fn no_answer_is_an_error_of_its_own() {
        let nothing = Err(Unreachable::Away("Failed to fetch".to_owned()));
        let error = answered(&Session::at("http://127.0.0.1:1"), &ListProjects, nothing).unwrap_err();
        assert_eq!(error.to_string(), "Keystone did not answer: Failed to fetch");
    }
}
