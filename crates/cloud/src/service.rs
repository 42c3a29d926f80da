//! The services of a testbed, and how their endpoints are written.

/// A service that Hotplate speaks with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    /// Keystone.
    Identity,
    /// Heat.
    Orchestration,
    /// Blazar.
    Reservation,
    /// Nova.
    Compute,
    /// Glance.
    Image,
    /// Neutron.
    Network,
}

impl Service {
    /// All of them, in the order of their numbers.
    pub const ALL: [Self; 6] =
        [Self::Identity, Self::Orchestration, Self::Reservation, Self::Compute, Self::Image, Self::Network];

    /// Its type in the catalog, its name among people, and the version that its endpoint ends in, where catalogs may
    /// leave it out.
    const fn row(self) -> (&'static str, &'static str, Option<&'static str>) {
        match self {
            Self::Identity => ("identity", "Keystone", Some("/v3")),
            Self::Orchestration => ("orchestration", "Heat", None),
            Self::Reservation => ("reservation", "Blazar", Some("/v1")),
            Self::Compute => ("compute", "Nova", None),
            Self::Image => ("image", "Glance", Some("/v2")),
            Self::Network => ("network", "Neutron", Some("/v2.0")),
        }
    }

    /// Its type in the catalog.
    pub const fn kind(self) -> &'static str {
        self.row().0
    }

    /// Its name among people.
    pub const fn name(self) -> &'static str {
        self.row().1
    }

    /// The service of that type in a catalog.
    pub fn of_kind(kind: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|service| service.kind() == kind)
    }

    /// The address that paths are appended to, from an endpoint as a catalog or a person writes it.
    pub fn base(self, endpoint: &str) -> String {
        let endpoint = endpoint.trim().trim_end_matches('/');
        let Some(version) = self.row().2 else { return endpoint.to_owned() };
        let (root, last) = endpoint.rsplit_once('/').unwrap_or((endpoint, ""));
        let has_version =
            last.strip_prefix('v').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        format!("{}{version}", if has_version { root } else { endpoint })
    }
}

#[cfg(test)]
mod tests {
    use super::Service::*;

    #[test]
    fn endpoints_get_the_version_that_is_spoken() {
        let rows = [
            (Identity, "https://chi.uc.chameleoncloud.org:5000", "https://chi.uc.chameleoncloud.org:5000/v3"),
            (Identity, "http://127.0.0.1:15000/v3/ ", "http://127.0.0.1:15000/v3"),
            (Identity, "https://old.example/identity/v2.0", "https://old.example/identity/v3"),
            (Orchestration, "http://127.0.0.1:18004/v1/abc", "http://127.0.0.1:18004/v1/abc"),
            (Reservation, "http://127.0.0.1:11234/v1", "http://127.0.0.1:11234/v1"),
            (Image, "http://127.0.0.1:19292", "http://127.0.0.1:19292/v2"),
            (Network, "http://127.0.0.1:19696/", "http://127.0.0.1:19696/v2.0"),
            (Network, "", "/v2.0"),
        ];
        for (service, endpoint, base) in rows {
            assert_eq!(service.base(endpoint), base, "{endpoint}");
        }
    }

    #[test]
    fn services_are_found_by_the_catalogs_word() {
        for service in super::Service::ALL {
            assert_eq!(super::Service::of_kind(service.kind()), Some(service));
        }
        assert_eq!(super::Service::of_kind("volumev3"), None);
    }
}
