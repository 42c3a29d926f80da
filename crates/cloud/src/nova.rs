//! Nova: what a server can be made with.

use serde::Deserialize;

use crate::call::read;
use crate::{ApiError, Call, Method, Request, Response, Service};

/// Lists the names of the person's key pairs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListKeypairs;

#[derive(Deserialize)]
struct Keypairs {
    keypairs: Vec<Boxed>,
}

#[derive(Deserialize)]
struct Boxed {
    keypair: Keypair,
}

#[derive(Deserialize)]
struct Keypair {
    name: String,
}

impl Call for ListKeypairs {
    type Reply = Vec<String>;

    fn request(&self) -> Request {
        Request::new(Service::Compute, Method::Get, "/os-keypairs")
    }

    fn reply(&self, response: &Response) -> Result<Vec<String>, ApiError> {
        let listed: Keypairs = read(Service::Compute, response)?;
        Ok(listed.keypairs.into_iter().map(|boxed| boxed.keypair.name).collect())
    }
}

/// A size of servers.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Flavor {
    /// Its id, which Heat takes too.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How many processors.
    #[serde(default)]
    pub vcpus: u32,
    /// Memory, in MiB.
    #[serde(default)]
    pub ram: u32,
    /// Disk, in GiB.
    #[serde(default)]
    pub disk: u32,
}

/// Lists the flavors with their sizes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListFlavors;

#[derive(Deserialize)]
struct Flavors {
    flavors: Vec<Flavor>,
}

impl Call for ListFlavors {
    type Reply = Vec<Flavor>;

    fn request(&self) -> Request {
        Request::new(Service::Compute, Method::Get, "/flavors/detail")
    }

    fn reply(&self, response: &Response) -> Result<Vec<Flavor>, ApiError> {
        read::<Flavors>(Service::Compute, response).map(|listed| listed.flavors)
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::replay::{check, recorded};

    #[test]
    fn names_and_sizes_are_listed() {
        check(
            &ListKeypairs,
            &recorded!("nova/keypairs"),
            expect![[r#"
            Nova GET /os-keypairs
            [
                "default",
            ]
        "#]],
        );
        check(
            &ListFlavors,
            &recorded!("nova/flavors"),
            expect![[r#"
            Nova GET /flavors/detail
            [
                Flavor {
                    id: "2c3eccbb-f5e5-49ac-807e-6f98d312e421",
                    name: "baremetal",
                    vcpus: 48,
                    ram: 131072,
                    disk: 500,
                },
                Flavor {
                    id: "49a639d0-8673-4a59-8fd5-2447c668fe3b",
                    name: "m1.small",
                    vcpus: 1,
                    ram: 512,
                    disk: 1,
                },
            ]
        "#]],
        );
    }
}
