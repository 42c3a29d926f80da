//! The testbeds that whoever hosts the page lists in `testbeds.json`.

use crate::Testbed;

/// Reads the list; what cannot be read is an empty one, as every address can also be typed.
pub(crate) fn read(text: &str) -> Vec<Testbed> {
    serde_json::from_str(text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn the_projects_own_list_is_read() {
        let listed = read(include_str!("../../../site/testbeds.json"));
        assert!(!listed.is_empty());
        assert!(listed.iter().all(|testbed| testbed.auth_url.starts_with("https://") && !testbed.relay));
        assert!(read("").is_empty() && read("{}").is_empty());
    }
}
