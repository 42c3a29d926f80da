//! Looks for what stands between the page and a testbed.

use hotplate_cloud::doctor::{Place, examine, remedies};
use hotplate_cloud::{ApiError, Fault, Service, Session, Transport};

use crate::desk::{Log, Visit};
use crate::log::Logged;
use crate::{Desk, Examined, Found, Refusal};

impl<T: Transport> Desk<T> {
    /// Asks each service of the testbed that somebody is signed in at; before that, the Keystone at that address.
    pub(crate) async fn examine(&self, auth_url: &str, by_relay: bool, sent: &Log) -> Examined {
        let Visit { session, carrier, by_relay } = match &self.visit {
            Some(visit) => visit,
            None => &self.visitor(auth_url, by_relay),
        };
        let place = Place { page: &self.page, by_relay: *by_relay };
        let carrier = Logged { carrier, clock: self.clock, sent };
        let findings = examine(&carrier, session, place).await;
        let lines = remedies(&findings, place);
        let found = findings.into_iter().map(|finding| Found {
            service: finding.service.name().to_owned(),
            works: (finding.fault != Some(Fault::Uncatalogued)).then_some(finding.good),
            found: finding.found,
            help: finding.help,
        });
        Examined { found: found.collect(), lines }
    }

    /// Nobody yet, on the way to an address.
    pub(crate) fn visitor(&self, auth_url: &str, by_relay: bool) -> Visit<T> {
        Visit { session: Session::at(auth_url), carrier: (self.carrier)(by_relay), by_relay }
    }

    /// Stops before a sign-in what a browser would stop without saying why.
    pub(crate) fn may_call(&self, auth_url: &str, by_relay: bool) -> Result<(), Refusal> {
        match (Place { page: &self.page, by_relay }).forbids(auth_url) {
            true => Err(ApiError::new(Service::Identity, Fault::Insecure, "").into()),
            false => Ok(()),
        }
    }
}
