//! The testbeds that a relay is started for.

use hotplate_cloud::access;

/// A testbed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// What the file calls it.
    pub name: String,
    /// Keystone's address.
    pub auth_url: String,
}

impl Site {
    /// Reads them from a `clouds.yaml` or an `openrc` file; one that is not described in full is a mistake.
    pub fn read(text: &str) -> Result<Vec<Self>, String> {
        let mut sites = Vec::new();
        for (name, described) in access::read(text)? {
            let access =
                described.map_err(|why| if name.is_empty() { why } else { format!("`{name}`: {why}") })?;
            if !is_safe(&access.auth_url) {
                return Err(format!(
                    "`{}` is not https: a password would be readable on the way",
                    access.auth_url
                ));
            }
            let name = if name.is_empty() { access.auth_url.clone() } else { name };
            sites.push(Self { name, auth_url: access.auth_url });
        }
        Ok(sites)
    }
}

/// Whether nobody on the way can read along: TLS, or no way at all.
pub(super) fn is_safe(url: &str) -> bool {
    let Some((scheme, rest)) = url.split_once("://") else { return false };
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let host = authority.split(':').next().unwrap_or_default();
    // What stands before an @ only looks like the host.
    !authority.contains('@')
        && (scheme == "https" || scheme == "http" && matches!(host, "127.0.0.1" | "localhost"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn testbeds_are_read_without_their_secrets() {
        let text = "clouds: {a: {auth: {auth_url: 'https://a:5000', username: x, password: hunter2}}}";
        let site = Site { name: "a".to_owned(), auth_url: "https://a:5000/v3".to_owned() };
        assert_eq!(Site::read(text), Ok(vec![site]));
        for hostile in [
            "http://127.0.0.1:1@evil/",
            "https://a@evil/",
            "http://evil/127.0.0.1",
            "ftp://localhost",
            "localhost",
        ] {
            assert!(!is_safe(hostile), "{hostile}");
        }
        assert!(
            is_safe("https://a/x@y") && is_safe("http://127.0.0.1:5000/v3") && is_safe("http://localhost")
        );
        let open = Site::read("clouds: {a: {auth: {auth_url: 'http://a:5000', username: x}}}").unwrap_err();
        assert_eq!(open, "`http://a:5000/v3` is not https: a password would be readable on the way");
        let incomplete = Site::read("clouds: {a: {auth: {username: x}}}").unwrap_err();
        assert_eq!(incomplete, "`a`: `auth_url` is not given: the address of Keystone");
    }

    #[test]
    fn only_this_machine_is_safe_without_tls() {
        let rows = [
            ("https://a.example", true),
            ("http://127.0.0.1:15000/v3", true),
            ("http://localhost", true),
            ("http://localhost.example", false),
            ("http://127.0.0.1@a.example", false),
            ("ftp://127.0.0.1", false),
        ];
        for (url, safe) in rows {
            assert_eq!(is_safe(url), safe, "{url}");
        }
    }
}
