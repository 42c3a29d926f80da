//! Names of files in an environment, as the template would write them: an environment's own are relative to it, or to
//! its `base_url`. (So does the `openstack` command before it sends them.)

use std::path::{Component, Path, PathBuf};

use hotplate_plan::Environment;
use hotplate_schema::{Map, Value};

use crate::disk::settled;

/// Rewrites the files in an environment's registry: it stands in one folder, the template in another.
pub(crate) fn locate(environment: &mut Environment, folder: &Path, template_folder: &Path) {
    let base = base_url(&environment.resource_registry, folder);
    if base != template_folder {
        rewrite(&mut environment.resource_registry, &base, template_folder);
    }
}

fn base_url(registry: &Map, folder: &Path) -> PathBuf {
    let base = registry.get("base_url").and_then(Value::as_str).unwrap_or_default();
    folder.join(base.strip_prefix("file://").unwrap_or(base))
}

fn rewrite(registry: &mut Map, folder: &Path, template_folder: &Path) {
    for value in registry.values_mut() {
        match value {
            Value::String(name) if name.ends_with(".yaml") || name.ends_with(".template") => {
                let path = folder.join(name.strip_prefix("file://").unwrap_or(name));
                if let Some(relative) = relative(&path, template_folder) {
                    *name = relative.into();
                }
            }
            Value::Map(inner) => rewrite(inner, folder, template_folder),
            _ => {}
        }
    }
}

/// The way from a folder to a file; nothing if the system does not say where they are.
fn relative(path: &Path, folder: &Path) -> Option<String> {
    let (path, folder) = (steps(path)?, steps(folder)?);
    let common = path.iter().zip(&folder).take_while(|(a, b)| a == b).count();
    let mut way = vec!["..".to_owned(); folder.len() - common];
    way.extend_from_slice(&path[common..]);
    Some(way.join("/"))
}

/// The names that lead to a place from the root.
fn steps(path: &Path) -> Option<Vec<String>> {
    let name = |step: Component<'_>| match step {
        Component::Normal(name) => Some(name.to_str().map(str::to_owned)),
        _ => None,
    };
    settled(path)?.components().filter_map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(folder: &str, template_folder: &str, base_url: Option<&str>, expected: &str) {
        let mut environment = Environment::default();
        let mut put = |key: &str, value: &str| environment.resource_registry.insert(key.into(), value.into());
        put("My::Node", "node.yaml");
        put("My::Other", "OS::Heat::None");
        base_url.map(|base| put("base_url", base));
        locate(&mut environment, Path::new(folder), Path::new(template_folder));
        let node = environment.resource_registry.get("My::Node").and_then(Value::as_str);
        assert_eq!(node, Some(expected), "{folder} {template_folder}");
    }

    #[test]
    fn files_are_named_from_the_template() {
        check("", "", None, "node.yaml");
        check("envs", "", None, "envs/node.yaml");
        check("a/envs", "a/templates", None, "../envs/node.yaml");
        check("a", "a", Some("lib"), "lib/node.yaml");
        check(
            "a",
            "b",
            Some("file:///c"),
            &relative(Path::new("/c/node.yaml"), Path::new("b")).unwrap_or_default(),
        );
    }
}
