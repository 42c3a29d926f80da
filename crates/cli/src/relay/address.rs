//! From a path below `/relay/` to an address of a testbed, if it is one of those that may be asked.
//!
//! `/relay/https/host:5000/v3/auth/tokens` is `https://host:5000/v3/auth/tokens`.

use hotplate_cloud::Service;
use hotplate_cloud::keystone::Catalog;
use serde::Deserialize;

use super::site::is_safe;

/// What every path begins with.
pub const PREFIX: &str = "/relay/";

/// More addresses than any testbed's catalog names.
const MOST: usize = 400;

/// The addresses that may be asked: each with all below it.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    keystones: Vec<String>,
    services: Vec<String>,
}

/// An address that may be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target {
    /// The whole of it.
    pub(super) url: String,
    /// Whether catalogs come from there.
    pub(super) is_keystone: bool,
}

#[derive(Deserialize)]
struct Granted {
    token: Grant,
}

#[derive(Deserialize)]
struct Grant {
    catalog: Catalog,
}

impl Table {
    /// These Keystones, and nothing else as long as none of them has named it.
    pub(super) fn of(auth_urls: impl IntoIterator<Item = String>) -> Self {
        let keystones = auth_urls.into_iter().map(|url| Service::Identity.base(&url)).collect();
        Self { keystones, services: Vec::new() }
    }

    /// The address that a request's target means.
    pub(super) fn find(&self, target: &str) -> Option<Target> {
        let (scheme, rest) = target.strip_prefix(PREFIX)?.split_once('/')?;
        let url = format!("{scheme}://{rest}");
        if !is_plain(rest) {
            return None;
        }
        let below = |base: &String| {
            let after = url.strip_prefix(base.as_str());
            after.is_some_and(|after| after.is_empty() || after.starts_with(['/', '?']))
        };
        let is_keystone = self.keystones.iter().any(below);
        let known = is_keystone || self.services.iter().any(below);
        known.then_some(Target { url, is_keystone })
    }

    /// Takes in what an answer of Keystone names, if it is the answer to a sign-in.
    pub(super) fn learn(&mut self, body: &[u8]) {
        let Ok(granted) = serde_json::from_slice::<Granted>(body) else { return };
        for base in granted.token.catalog.bases().filter(|base| is_safe(base)) {
            if !self.services.contains(&base) && self.services.len() < MOST {
                self.services.push(base);
            }
        }
    }

    /// Where the relay has an address that a testbed names; nothing if it may not be asked.
    pub(super) fn relayed(&self, url: &str) -> Option<String> {
        let target = format!("{PREFIX}{}", url.replacen("://", "/", 1));
        self.find(&target).map(|_| target)
    }
}

/// Whether a path means what it says: nothing in it that a server might take for a way up, or for something else.
fn is_plain(path: &str) -> bool {
    let (path, _) = path.split_once('?').unwrap_or((path, ""));
    let decoded = path.to_ascii_lowercase().replace("%2e", ".");
    let up = decoded.split('/').any(|step| step.is_empty() || step == "." || step == "..");
    let hidden = ["%2f", "%5c"].iter().any(|slash| decoded.contains(slash));
    !up && !hidden && path.bytes().all(|byte| byte.is_ascii_graphic() && !b"\\@#\"<>".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let mut table = Table::of(["https://a:5000".to_owned()]);
        table.learn(
            br#"{"token": {"catalog": [
                {"type": "orchestration", "endpoints": [
                    {"interface": "public", "url": "https://a:8004/v1/p1"},
                    {"interface": "admin", "url": "https://admin:8004/v1/p1"}]},
                {"type": "image", "endpoints": [{"interface": "public", "url": "https://a:9292"}]},
                {"type": "compute", "endpoints": [{"interface": "public", "url": "http://a:8774/v2.1"}]},
                {"type": "object-store", "endpoints": [{"interface": "public", "url": "https://a:7480/swift/v1"}]}]}}"#,
        );
        table
    }

    #[test]
    fn only_what_is_listed_may_be_asked() {
        let rows = [
            ("/relay/https/a:5000/v3/auth/tokens", true),
            ("/relay/https/a:8004/v1/p1/stacks/s/i?x=..", true),
            ("/relay/https/a:8004/v1/p1", true),
            ("/relay/https/a:9292/v2/images", true),
            ("/relay/https/a:9292/v1/images", false),
            ("/relay/https/a:8004/v1/p12/stacks", false),
            ("/relay/https/a:8004/v1/p1/../p2/stacks", false),
            ("/relay/https/a:8004/v1/p1/%2E%2e/p2/stacks", false),
            ("/relay/https/a:8004/v1/p1/..%2Fp2/stacks", false),
            ("/relay/https/a:8004/v1/p1/..%5cp2/stacks", false),
            ("/relay/https/a:8004/v1/p1//stacks", false),
            ("/relay/https/a:8004/v1/p1/a\\b", false),
            ("/relay/http/a:5000/v3", false),
            ("/relay/https/a:5000@evil/v3", false),
            ("/relay/https/admin:8004/v1/p1/stacks", false),
            ("/relay/http/a:8774/v2.1/servers", false),
            ("/relay/https/a:7480/swift/v1", false),
            ("/relay/https/evil/v3", false),
            ("/relay/https", false),
            ("/relay/", false),
        ];
        for (target, known) in rows {
            assert_eq!(table().find(target).is_some(), known, "{target}");
        }
        let target = Target { url: "https://a:5000/v3/auth/tokens".to_owned(), is_keystone: true };
        assert_eq!(table().find("/relay/https/a:5000/v3/auth/tokens"), Some(target));
    }

    #[test]
    fn redirections_stay_in_the_relay() {
        let relayed = table().relayed("https://a:8004/v1/p1/stacks/s/i");
        assert_eq!(relayed.as_deref(), Some("/relay/https/a:8004/v1/p1/stacks/s/i"));
        assert_eq!(table().relayed("https://evil/v1/p1/stacks"), None);
    }

    #[test]
    fn other_answers_teach_nothing() {
        let mut table = Table::of(["https://a:5000".to_owned()]);
        for body in [&b""[..], b"{}", b"[1", b"{\"token\": {}}", b"\xff"] {
            table.learn(body);
        }
        assert!(table.services.is_empty());
    }
}
