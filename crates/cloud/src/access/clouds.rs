//! `clouds.yaml`, as OpenStack's own clients read it. The only file that knows serde_yaml.

use indexmap::IndexMap;
use serde::Deserialize;

use super::Settings;

#[derive(Deserialize)]
struct File {
    clouds: IndexMap<String, Option<Cloud>>,
}

/// Values are taken as they are written: an id or a password may look like a number.
#[derive(Default, Deserialize)]
struct Cloud {
    #[serde(default)]
    auth: IndexMap<String, Option<String>>,
    auth_type: Option<String>,
    region_name: Option<String>,
}

/// The settings of each cloud, by its name.
pub(super) fn read(text: &str) -> Result<Vec<(String, Settings)>, String> {
    // The library's own messages repeat what they stumble over, which may be a secret.
    let file: File = serde_yaml::from_str(text).map_err(|error| match error.location() {
        Some(at) => format!("this is no `clouds.yaml`: see line {}, column {}", at.line(), at.column()),
        None => {
            "this is no `clouds.yaml`: it begins with `clouds:`, and each cloud has an `auth:`".to_owned()
        }
    })?;
    if file.clouds.is_empty() {
        return Err("this `clouds.yaml` describes no cloud".to_owned());
    }
    let settings = |cloud: Option<Cloud>| {
        let Cloud { auth, auth_type, region_name } = cloud.unwrap_or_default();
        let beside = [("auth_type", auth_type), ("region_name", region_name)];
        let beside = beside.into_iter().map(|(key, value)| (key.to_owned(), value));
        auth.into_iter().chain(beside).filter_map(|(key, value)| Some((key, value?))).collect()
    };
    Ok(file.clouds.into_iter().map(|(name, cloud)| (name, settings(cloud))).collect())
}
