//! A call is a value; sending it is the only thing that takes time.

use serde::de::DeserializeOwned;

use crate::{ApiError, Fault, Method, Request, Response, Service, Session, Token, Transport};

/// Something that a service can be asked for.
pub trait Call {
    /// What comes of it.
    type Reply;

    /// What is sent.
    fn request(&self) -> Request;

    /// What the answer means.
    fn reply(&self, response: &Response) -> Result<Self::Reply, ApiError>;
}

/// Sends a call and reads its answer.
pub async fn send<C: Call>(
    transport: &impl Transport,
    session: &Session,
    call: &C,
) -> Result<C::Reply, ApiError> {
    let request = call.request();
    let service = request.service;
    let message = session.message(&request)?;
    let answer = match transport.send(&message).await {
        Ok(response) => call.reply(&response),
        Err(why) => Err(ApiError::unreached(service, why)),
    };
    answer.map_err(|mut error| {
        // Heat and Blazar act for the person later, by a trust. Where a credential may not give one, they fail without
        // a word about it.
        let creates =
            request.method != Method::Get && matches!(service, Service::Orchestration | Service::Reservation);
        if error.is_wordless() && creates && session.is_by_credential() {
            error.fault = Fault::Untrusted;
        }
        error.without(request.secrets().chain(session.token().map(Token::reveal)))
    })
}

/// Whether an answer is a success; the error that it is otherwise.
pub(crate) fn succeeded(service: Service, response: &Response) -> Result<(), ApiError> {
    if (200..300).contains(&response.status) { Ok(()) } else { Err(ApiError::of(service, response)) }
}

/// Reads the JSON of a successful answer.
pub(crate) fn read<T: DeserializeOwned>(service: Service, response: &Response) -> Result<T, ApiError> {
    succeeded(service, response)?;
    serde_json::from_str(&response.body).map_err(|error| ApiError::unreadable(service, response, error))
}
