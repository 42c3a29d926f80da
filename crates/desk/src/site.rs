//! What the testbed's own Heat knows, and what a template asks of it beyond that: other releases, and sites with types of
//! their own, know others than the page does.

use hotplate_cloud::heat::Version;
use hotplate_hot::{Node, Source, parse};

use crate::Paper;

/// The keys that say a template's version.
const VERSIONS: [&str; 3] =
    ["heat_template_version", "HeatTemplateFormatVersion", "AWSTemplateFormatVersion"];

/// The types and the versions that a Heat lists; none as long as it lists none.
#[derive(Clone, Debug, Default)]
pub(crate) struct Site {
    pub(crate) types: Vec<String>,
    pub(crate) versions: Vec<Version>,
}

impl Site {
    /// What of a template this Heat does not know. A type that the environment speaks of is given another meaning there.
    pub(crate) fn faults(&self, paper: &Paper) -> Vec<String> {
        let document = parse(&Source::new("", &paper.template)).value;
        let Some(root) = document.root() else { return Vec::new() };
        let mut faults = Vec::new();
        for key in VERSIONS {
            let Some(version) = root.get(key).and_then(|node| node.as_str()) else { continue };
            let named = format!("{key}.{version}");
            let is_it = |known: &Version| known.version == named || known.aliases.contains(&named);
            if !self.versions.is_empty() && !self.versions.iter().any(is_it) {
                faults
                    .push(format!("this testbed's Heat does not know the version `{version}` of templates"));
            }
        }
        let mut told: Vec<&str> = Vec::new();
        for kind in types(root) {
            let is_file =
                kind.contains('/') || [".yaml", ".yml", ".template"].iter().any(|end| kind.ends_with(end));
            let known = self.types.is_empty() || self.types.iter().any(|known| known == kind);
            if !known && !is_file && !paper.environment.contains(kind) && !told.contains(&kind) {
                told.push(kind);
                faults.push(format!("this testbed's Heat does not know the resource type `{kind}`"));
            }
        }
        faults
    }
}

/// The types of the resources that a template lists.
fn types(root: &Node) -> Vec<&str> {
    let mut types = Vec::new();
    for (resources, kind) in [("resources", "type"), ("Resources", "Type")] {
        let listed = root.get(resources).and_then(|resources| resources.as_mapping()).unwrap_or_default();
        types.extend(listed.iter().filter_map(|(_, _, resource)| resource.get(kind)?.as_str()));
    }
    types
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(template: &str, environment: &str) -> Vec<String> {
        let version = |version: &str, alias: &str| Version {
            version: version.to_owned(),
            aliases: vec![alias.to_owned()],
        };
        let site = Site {
            types: vec!["OS::Nova::Server".to_owned()],
            versions: vec![version("heat_template_version.2018-08-31", "heat_template_version.rocky")],
        };
        let paper =
            Paper { template: template.to_owned(), environment: environment.to_owned(), files: Vec::new() };
        assert!(Site::default().faults(&paper).is_empty());
        site.faults(&paper)
    }

    #[test]
    fn what_the_testbed_does_not_know_is_told_once() {
        let template = "heat_template_version: 2021-04-16\nresources:\n  a: {type: OS::Nova::Server}\n  b: {type: OS::Zun::Container}\n  c: {type: OS::Zun::Container}\n  d: {type: nested.yaml}\n";
        assert_eq!(
            faults(template, ""),
            [
                "this testbed's Heat does not know the version `2021-04-16` of templates",
                "this testbed's Heat does not know the resource type `OS::Zun::Container`",
            ]
        );
        let known = template.replace("2021-04-16", "rocky");
        assert_eq!(faults(&known, "resource_registry: {'OS::Zun::Container': mine.yaml}"), [""; 0]);
        assert_eq!(faults(": [", ""), [""; 0]);
        assert_eq!(faults("resources: 1", ""), [""; 0]);
    }
}
