//! A link that names a template instead of carrying it, written so that a person can read it and write it by hand:
//!
//! ```text
//! #from=https://raw.githubusercontent.com/me/lab/main/hosts.yaml&sha256=<64 digits>
//! #from=trovi:<artifact>@<version>/<path of the file in it>
//! ```
//!
//! It is shown before anything is asked of anybody, so its host is read by stricter rules than a browser has: what is
//! shown is what would be asked.

use crate::{Damage, is_link, sha256};

/// How such a link begins.
const FROM: &str = "from=";

/// What stands before the digest, which is the last thing in a link.
const SUM: &str = "&sha256=";

/// Digits of a digest.
const DIGITS: usize = 64;

/// Where Trovi keeps what it says of artifacts.
const TROVI: &str = "https://trovi.chameleoncloud.org/artifacts/";

/// Characters of an address that is looked at.
const MOST_CHARACTERS: usize = 4096;

/// Pages that show a file, and where the file itself lies: what an address begins with, what else is in it, and what
/// takes their places.
const PAGES: [(&str, &str, &str, &str); 2] = [
    ("https://github.com/", "/blob/", "https://raw.githubusercontent.com/", "/"),
    ("https://gist.github.com/", "/raw/", "https://gist.githubusercontent.com/", "/raw/"),
];

/// A template that lies elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Pointer {
    /// Who would be asked: a host, and its port if that is not the usual one.
    pub host: String,
    /// What it would be asked for: `/me/lab/main/hosts.yaml`.
    pub path: String,
    /// The whole address of that.
    pub address: String,
    /// The version of an artifact and the file in it, if the address is an artifact's in Trovi.
    pub within: Option<(String, String)>,
    /// The name of the file.
    pub name: String,
    /// The SHA-256 that the file must have, in small letters.
    pub sha256: Option<String>,
}

/// Whether a fragment means to name a template.
pub(crate) fn is_pointer(fragment: &str) -> bool {
    fragment.starts_with(FROM)
}

/// Reads a link that names a template (a whole address or its fragment), or the template's own address; `None` if it is
/// a link of another kind, or none.
pub fn point(link: &str) -> Option<Result<Pointer, Damage>> {
    let link = link.trim();
    let fragment = link.split_once('#').map_or(link, |(_, fragment)| fragment);
    if let Some(words) = fragment.strip_prefix(FROM) {
        return Some(read(words));
    }
    let is_address = ["https://", "http://", "trovi:"].iter().any(|start| link.starts_with(start));
    (is_address && !is_link(fragment)).then(|| read(link))
}

impl Pointer {
    /// Whether a text is the one that is meant.
    pub fn check(&self, text: &str) -> Result<(), Damage> {
        match self.sha256.as_ref().map(|should| (should, sha256(text))) {
            Some((should, is)) if *should != is => Err(Damage::Other(is)),
            _ => Ok(()),
        }
    }
}

fn read(words: &str) -> Result<Pointer, Damage> {
    let (place, sum) = match words.split_once(SUM) {
        Some((place, sum)) => (place, Some(sum.to_ascii_lowercase())),
        None => (words, None),
    };
    if sum.as_ref().is_some_and(|sum| sum.len() != DIGITS || !sum.bytes().all(|b| b.is_ascii_hexdigit())) {
        return Err(Damage::Digest);
    }
    let place = place.split('#').next().unwrap_or_default();
    let pointer = match place.strip_prefix("trovi:") {
        Some(artifact) => of_artifact(artifact),
        None => of_address(place),
    };
    pointer.map(|pointer| Pointer { sha256: sum, ..pointer })
}

fn of_artifact(words: &str) -> Result<Pointer, Damage> {
    let (id, rest) = words.split_once('@').ok_or(Damage::Artifact)?;
    let (version, file) = rest.split_once('/').ok_or(Damage::Artifact)?;
    let is_id = id.len() == 36 && id.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-');
    let is_version = version.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.');
    let steps = || file.split('/').all(|step| !matches!(step, "" | "." | ".."));
    if !is_id || version.is_empty() || !is_version || !file.bytes().all(is_printed) || !steps() {
        return Err(Damage::Artifact);
    }
    let pointer = of_address(&[TROVI, id, "/"].concat())?;
    Ok(Pointer { name: name_of(file), within: Some((version.to_owned(), file.to_owned())), ..pointer })
}

fn of_address(address: &str) -> Result<Pointer, Damage> {
    let address = itself(address);
    let near = ["http://localhost", "http://127.0.0.1"].into_iter().find(|near| address.starts_with(near));
    let after = if near.is_some() { address.get(7..) } else { address.strip_prefix("https://") };
    let after = after.ok_or(Damage::Scheme)?;
    let end = after.find(['/', '?']).unwrap_or(after.len());
    let (host, path) = after.split_at(end);
    let (name, port) = host.split_once(':').unwrap_or((host, "443"));
    let is_host = !name.starts_with(['.', '-'])
        && name.bytes().any(|b| b.is_ascii_alphanumeric())
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.');
    let is_port = (1..=5).contains(&port.len()) && port.bytes().all(|b| b.is_ascii_digit());
    let is_near = near.is_none() || matches!(name, "localhost" | "127.0.0.1");
    if !is_host || !is_port || !is_near || address.len() > MOST_CHARACTERS || !path.bytes().all(is_printed) {
        return Err(Damage::Host);
    }
    let (host, path) = (host.to_ascii_lowercase(), path.to_owned());
    let name = name_of(path.split('?').next().unwrap_or_default());
    Ok(Pointer { host, path, name, address, within: None, sha256: None })
}

/// What an address may hold behind its host: no space, no sign that a browser would read as another.
fn is_printed(byte: u8) -> bool {
    byte.is_ascii_graphic() && byte != b'\\'
}

/// Where the file lies that a page shows.
fn itself(address: &str) -> String {
    for (page, inside, place, instead) in PAGES {
        let split = address.strip_prefix(page).and_then(|rest| rest.split_once(inside));
        if let Some((before, after)) = split {
            return [place, before, instead, after].concat();
        }
    }
    address.to_owned()
}

/// The last step of a path, if it can be a file's name.
fn name_of(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or_default();
    let fits = name.contains('.') && !name.contains('%') && name.len() <= 100;
    if fits { name.to_owned() } else { "template.yaml".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pointer(place: &str) -> Result<Pointer, Damage> {
        point(&["https://hotplate.example.org/#from=", place].concat()).unwrap()
    }

    #[test]
    fn an_address_is_taken_apart() {
        let sum = "0123456789abcdef".repeat(4);
        let found =
            pointer(&format!("https://Git.example.org:8443/a/hosts.yaml?ref=1&x&sha256={sum}")).unwrap();
        assert_eq!(
            (found.host.as_str(), found.path.as_str()),
            ("git.example.org:8443", "/a/hosts.yaml?ref=1&x")
        );
        assert_eq!(found.address, "https://Git.example.org:8443/a/hosts.yaml?ref=1&x");
        assert_eq!((found.name.as_str(), found.sha256), ("hosts.yaml", Some(sum)));
        assert_eq!(pointer("https://a.org").unwrap().name, "template.yaml");
        for other in ["", "#v1.z.AAAA", "https://hotplate.example.org/#v1.z.AAAA", "hosts.yaml"] {
            assert_eq!(point(other), None, "{other}");
        }
        assert_eq!(point(" https://a.org/b.yaml\n"), Some(pointer("https://a.org/b.yaml")));
    }

    #[test]
    fn a_page_that_shows_a_file_is_the_file() {
        let address = |place: &str| pointer(place).unwrap().address;
        let raw = "https://raw.githubusercontent.com/me/lab/main/a/hosts.yaml";
        assert_eq!(address("https://github.com/me/lab/blob/main/a/hosts.yaml"), raw);
        assert_eq!(address(&format!("{raw}#L3")), raw);
        let raw = "https://gist.githubusercontent.com/me/0a1b/raw/hosts.yaml";
        assert_eq!(address("https://gist.github.com/me/0a1b/raw/hosts.yaml"), raw);
    }

    #[test]
    fn a_digest_tells_another_text() {
        let place = ["https://a.org/b.yaml&sha256=", &sha256("one").to_uppercase()].concat();
        let found = pointer(&place).unwrap();
        assert_eq!(found.check("one"), Ok(()));
        assert_eq!(found.check("two"), Err(Damage::Other(sha256("two"))));
        assert_eq!(pointer("https://a.org/b.yaml").unwrap().check("two"), Ok(()));
    }

    #[test]
    fn an_artifact_is_asked_for_at_trovi() {
        let id = "108beeac-564f-4030-b126-ec4d903e680e";
        let found = pointer(&format!("trovi:{id}@2024-05-06.1/heat/hosts.yaml")).unwrap();
        assert_eq!((found.host.as_str(), found.name.as_str()), ("trovi.chameleoncloud.org", "hosts.yaml"));
        assert_eq!(found.path, format!("/artifacts/{id}/"));
        assert_eq!(found.within, Some(("2024-05-06.1".to_owned(), "heat/hosts.yaml".to_owned())));
        for broken in [
            "",
            "x@1/a",
            &format!("{id}/a"),
            &format!("{id}@1"),
            &format!("{id}@1/../a"),
            &format!("{id}@/a"),
        ] {
            assert_eq!(pointer(&format!("trovi:{broken}")), Err(Damage::Artifact), "{broken}");
        }
    }

    #[test]
    fn what_could_be_asked_of_another_host_than_is_shown_is_refused() {
        for (place, damage) in [
            ("http://example.org/a.yaml", Damage::Scheme),
            ("//example.org/a.yaml", Damage::Scheme),
            ("javascript:alert(1)", Damage::Scheme),
            ("http://localhost.example.org/", Damage::Host),
            ("http://127.0.0.1@example.org/", Damage::Host),
            ("https://example.org@evil.org/", Damage::Host),
            ("https://example.org:x@evil.org/", Damage::Host),
            ("https://example.org\\@evil.org/", Damage::Host),
            ("https://example.org/\\evil.org", Damage::Host),
            ("https:///evil.org/", Damage::Host),
            ("https://ex%61mple.org/", Damage::Host),
            ("https://exämple.org/", Damage::Host),
            ("https://exa\tmple.org/", Damage::Host),
            ("https://", Damage::Host),
            ("https://a.org/x&sha256=12", Damage::Digest),
        ] {
            assert_eq!(pointer(place), Err(damage), "{place}");
        }
        assert!(pointer("http://localhost:8080/a.yaml").is_ok());
    }
}
