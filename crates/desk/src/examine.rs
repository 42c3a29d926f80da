//! Looks for what stands between the page and a testbed.

use hotplate_cloud::doctor::{Place, examine, remedies};
use hotplate_cloud::{ApiError, Fault, Service, Session, Transport};

use crate::desk::{Log, Visit};
use crate::ways::Ways;
use crate::{Desk, Examined, Found, Refusal, Testbed};

impl<T: Transport> Desk<T> {
    /// Asks each service of the testbed that somebody is signed in at; before that, the Keystone at that address.
    pub(crate) async fn examine(&self, auth_url: &str, sent: &Log) -> Examined {
        let Visit { session, ways } = match &self.visit {
            Some(visit) => visit,
            None => &self.visitor(auth_url),
        };
        let place = Place { page: &self.page, by_relay: ways.has_relay() };
        let findings = examine(&ways.carrier(self.clock, sent), session, place).await;
        let lines = remedies(&findings, place);
        let found = findings.into_iter().map(|finding| {
            let relayed = finding.good
                && session.base(finding.service).is_ok_and(|base| ways.by_relay(&base) == Some(true));
            Found {
                service: finding.service.name().to_owned(),
                works: (finding.fault != Some(Fault::Uncatalogued)).then_some(finding.good),
                found: if relayed { format!("{} by the relay", finding.found) } else { finding.found },
                help: finding.help,
            }
        });
        Examined { found: found.collect(), lines }
    }

    /// Nobody yet, on the way to an address; the relay goes to what it was started for.
    pub(crate) fn visitor(&self, auth_url: &str) -> Visit<T> {
        let base = |url: &str| Service::Identity.base(url);
        let goes = |testbed: &Testbed| testbed.relay && base(&testbed.auth_url) == base(auth_url);
        let relay = self.testbeds.iter().any(goes).then(|| (self.carrier)(true));
        Visit { session: Session::at(auth_url), ways: Ways::new((self.carrier)(false), relay, auth_url) }
    }

    /// Stops before a sign-in what a browser would stop without saying why.
    pub(crate) fn may_call(&self, visit: &Visit<T>, auth_url: &str) -> Result<(), Refusal> {
        let place = Place { page: &self.page, by_relay: visit.ways.has_relay() };
        match place.forbids(auth_url) {
            true => Err(ApiError::new(Service::Identity, Fault::Insecure, "").into()),
            false => Ok(()),
        }
    }
}
