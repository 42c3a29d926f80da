//! Where the services are, by the sign-in's own list.

use serde::{Deserialize, Serialize};

use crate::Service;

/// The endpoints that a sign-in names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(transparent)]
pub struct Catalog(Vec<Entry>);

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
struct Entry {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    endpoints: Vec<Endpoint>,
}

/// Where a service is.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Endpoint {
    /// For whom it is.
    pub interface: Interface,
    /// In which part of the site.
    #[serde(default)]
    pub region_id: Option<String>,
    /// The address.
    pub url: String,
}

/// For whom an endpoint is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Interface {
    /// For everybody.
    Public,
    /// For the site's own services.
    Internal,
    /// For its operators.
    Admin,
}

impl Catalog {
    /// One that names nothing.
    pub const EMPTY: Self = Self(Vec::new());

    /// The public endpoint of a service: in that region, or else the first.
    pub fn endpoint(&self, service: Service, region: Option<&str>) -> Option<&str> {
        let public = |endpoint: &&Endpoint| endpoint.interface == Interface::Public;
        let mut endpoints =
            self.0.iter().filter(|entry| entry.kind == service.kind()).flat_map(|entry| &entry.endpoints);
        let endpoint = match region {
            Some(region) => {
                endpoints.find(|endpoint| public(endpoint) && endpoint.region_id.as_deref() == Some(region))
            }
            None => endpoints.find(public),
        };
        endpoint.map(|endpoint| endpoint.url.as_str())
    }

    /// Every public endpoint of the services that Hotplate speaks with, as their paths are appended to it.
    pub fn bases(&self) -> impl Iterator<Item = String> {
        self.0.iter().filter_map(|entry| Some((Service::of_kind(&entry.kind)?, entry))).flat_map(
            |(service, entry)| {
                let public =
                    entry.endpoints.iter().filter(|endpoint| endpoint.interface == Interface::Public);
                public.map(move |endpoint| service.base(&endpoint.url))
            },
        )
    }

    /// The regions that are named, each once, in the catalog's order.
    pub fn regions(&self) -> Vec<&str> {
        let mut regions = Vec::new();
        for region in self
            .0
            .iter()
            .flat_map(|entry| &entry.endpoints)
            .filter_map(|endpoint| endpoint.region_id.as_deref())
        {
            if !regions.contains(&region) {
                regions.push(region);
            }
        }
        regions
    }

    /// The services that Hotplate speaks with and that are named.
    pub fn services(&self) -> impl Iterator<Item = Service> {
        Service::ALL.into_iter().filter(|service| self.endpoint(*service, None).is_some())
    }
}
