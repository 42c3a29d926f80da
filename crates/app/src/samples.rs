//! The samples of the gallery.

use crate::workspace::Project;

/// A sample.
pub struct Sample {
    /// Its name.
    pub title: &'static str,
    /// What it shows.
    pub about: &'static str,
    /// The template's file name.
    pub name: &'static str,
    /// The template.
    pub template: &'static str,
}

impl Sample {
    /// The sample as a project.
    pub fn project(&self) -> Project {
        Project::of_template(self.name, self.template)
    }
}

/// All samples; the first is what a new visitor sees.
pub const SAMPLES: [Sample; 3] = [
    Sample {
        title: "Hosts exchange",
        about: "Every instance learns the address and the name of every other instance.",
        name: "hosts.yaml",
        template: include_str!("../../../site/gallery/hosts.yaml"),
    },
    Sample {
        title: "Head and workers",
        about: "A head tells where it is, workers join, and the head writes down who has come.",
        name: "cluster.yaml",
        template: include_str!("../../../site/gallery/cluster.yaml"),
    },
    Sample {
        title: "One server",
        about: "A server with a port and an address that can be reached from outside.",
        name: "server.yaml",
        template: include_str!("../../../site/gallery/server.yaml"),
    },
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use hotplate_exchange::{DeploymentState, Runs, Scenario, simulate_here};
    use hotplate_hot::{Severity, Source, read};
    use hotplate_schema::Catalog;

    use super::*;
    use crate::workspace::tests::planned;

    #[test]
    fn samples_have_no_faults_and_their_scripts_run() {
        let catalog = Catalog::core();
        for sample in &SAMPLES {
            let reading = read(&Source::new(sample.name, sample.template), &catalog);
            let faults: Vec<_> =
                reading.diagnostics.iter().filter(|found| found.severity != Severity::Note).collect();
            assert!(faults.is_empty(), "{}: {faults:?}", sample.name);
            let plan = planned(sample.template);
            let exchange =
                simulate_here(&plan, &Scenario::default(), &mut Runs::default(), &Default::default());
            for deployment in &exchange.deployments {
                assert_eq!(
                    deployment.state,
                    DeploymentState::Complete,
                    "{}: {}",
                    sample.name,
                    deployment.name
                );
            }
        }
    }

    #[test]
    fn samples_differ_in_their_names() {
        let names: BTreeSet<&str> = SAMPLES.iter().map(|sample| sample.name).collect();
        assert_eq!(names.len(), SAMPLES.len());
    }
}
