//! Neutron: the networks that servers can be on.

use serde::Deserialize;

use crate::call::read;
use crate::{ApiError, Call, Method, Request, Response, Service};

/// A network.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Network {
    /// Its id, which is unique.
    pub id: String,
    /// Its name, which need not be.
    pub name: String,
    /// Whether several projects use it.
    #[serde(default)]
    pub shared: bool,
    /// Whether floating addresses come from it.
    #[serde(default, rename = "router:external")]
    pub external: bool,
}

/// Lists those that can be seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListNetworks;

#[derive(Deserialize)]
struct Listed {
    networks: Vec<Network>,
}

impl Call for ListNetworks {
    type Reply = Vec<Network>;

    fn request(&self) -> Request {
        let fields = "fields=id&fields=name&fields=shared&fields=router%3Aexternal";
        Request::new(Service::Network, Method::Get, format!("/networks?{fields}"))
    }

    fn reply(&self, response: &Response) -> Result<Vec<Network>, ApiError> {
        read::<Listed>(Service::Network, response).map(|listed| listed.networks)
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::replay::{check, recorded};

    #[test]
    fn networks_are_listed() {
        check(
            &ListNetworks,
            &recorded!("neutron/networks"),
            expect![[r#"
            Neutron GET /networks?fields=id&fields=name&fields=shared&fields=router%3Aexternal
            [
                Network {
                    id: "4624eaec-0e1e-4a5d-8d21-55bf9a3c2629",
                    name: "sharednet1",
                    shared: true,
                    external: false,
                },
                Network {
                    id: "517365c4-4007-48fe-b459-649e969635c0",
                    name: "public",
                    shared: true,
                    external: true,
                },
            ]
        "#]],
        );
    }
}
