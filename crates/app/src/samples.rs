//! The samples of the gallery. The page holds the first; the others are fetched when somebody opens one.

use hotplate_hot::Source;

use crate::workspace::{Project, TEMPLATE, Tab};

/// A sample.
pub struct Sample {
    /// Its name.
    pub title: &'static str,
    /// What it shows.
    pub about: &'static str,
    /// How many instances it has.
    pub count: &'static str,
    /// The template's file name.
    pub name: &'static str,
    /// The template, if the page holds it.
    pub template: Option<&'static str>,
    /// A number that stands for its text.
    print: u64,
    /// A number that stands for its first lines, up to what it says of itself.
    head: u64,
}

impl Sample {
    /// The sample as a project.
    pub fn project(&self, template: &str) -> Project {
        Project::of_template(self.name, template)
    }

    /// Whether a project is this sample as it came.
    pub fn is(&self, project: &Project) -> bool {
        let text = &project.template().text;
        print_of(text, usize::MAX) == self.print && *project == self.project(text)
    }

    /// Whether a file has the name of this sample and still begins as it does.
    fn is_of(&self, file: &Source) -> bool {
        &*file.name == self.name && print_of(&file.text, HEAD) == self.head
    }
}

/// Puts another text in place of the whole of a file. What was a sample, and is none by now, has its name no longer.
pub fn write_over(project: &mut Project, tab: Tab, text: &str) {
    let is_sample = |project: &Project| SAMPLES.iter().any(|sample| sample.is_of(project.template()));
    let was_sample = is_sample(project);
    project.write(tab, text);
    if was_sample && !is_sample(project) {
        project.rename(Tab::TEMPLATE, TEMPLATE);
    }
}

/// The sample that a new visitor sees.
pub fn first() -> Project {
    SAMPLES[0].project(HOSTS)
}

/// A sample says of itself what it shows in its fourth line.
const HEAD: usize = 4;

/// A number that stands for the first lines of a text (FNV-1a). It is computed when the page is built, so that the page knows its samples
/// without holding their texts.
const fn print_of(text: &str, mut lines: usize) -> u64 {
    let bytes = text.as_bytes();
    let mut print = 0xcbf2_9ce4_8422_2325;
    let mut at = 0;
    while at < bytes.len() && lines > 0 {
        print = (print ^ bytes[at] as u64).wrapping_mul(0x0100_0000_01b3);
        if bytes[at] == b'\n' {
            lines -= 1;
        }
        at += 1;
    }
    print
}

const HOSTS: &str = include_str!("../../../site/gallery/hosts.yaml");

macro_rules! sample {
    ($title:literal, $about:literal, $name:literal, $count:literal) => {
        Sample {
            title: $title,
            about: $about,
            count: $count,
            name: $name,
            template: None,
            print: const { print_of(include_str!(concat!("../../../site/gallery/", $name)), usize::MAX) },
            head: const { print_of(include_str!(concat!("../../../site/gallery/", $name)), HEAD) },
        }
    };
}

/// All samples; the first is what a new visitor sees.
pub const SAMPLES: [Sample; 15] = [
    Sample {
        template: Some(HOSTS),
        ..sample!(
            "Hosts exchange",
            "Every instance learns the address and the name of every other instance.",
            "hosts.yaml",
            "3 instances"
        )
    },
    sample!(
        "Head and workers",
        "A head tells where it is, workers join, and the head writes down who has come.",
        "cluster.yaml",
        "5 instances"
    ),
    sample!(
        "Keys for MPI",
        "Every instance makes an SSH key and trusts the keys of all.",
        "mpi-keys.yaml",
        "3 instances"
    ),
    sample!(
        "Hostfile for MPI",
        "Every instance gets the hostfile that mpirun reads.",
        "hostfile.yaml",
        "4 instances"
    ),
    sample!(
        "NFS server and clients",
        "Clients tell their addresses, the server exports to them alone, and they mount it.",
        "nfs.yaml",
        "4 instances"
    ),
    sample!(
        "Notebook with workers",
        "Jupyter and a Dask scheduler, workers that join, and the address to open as the output.",
        "jupyter.yaml",
        "4 instances"
    ),
    sample!(
        "Bastion and private nodes",
        "A network behind a router, and one instance that is reachable and knows the others by name.",
        "bastion.yaml",
        "4 instances"
    ),
    sample!(
        "Leader by index",
        "The first member leads, the others learn where it is.",
        "leader.yaml",
        "3 instances"
    ),
    sample!(
        "Token for workers",
        "A manager starts a swarm and hands its join token to the workers.",
        "swarm.yaml",
        "4 instances"
    ),
    sample!(
        "Ring of neighbours",
        "Each instance learns the addresses of its two neighbours alone.",
        "ring.yaml",
        "4 instances"
    ),
    sample!(
        "Two rounds",
        "All learn all names, then each tells whether it can look them up.",
        "two-rounds.yaml",
        "3 instances"
    ),
    sample!(
        "One member fails",
        "Three data sets for four instances: what waits, and what the stack says.",
        "one-fails.yaml",
        "4 instances"
    ),
    sample!(
        "Component with actions",
        "One script when the stack is created, another when it is updated, a third when it is deleted.",
        "component.yaml",
        "3 instances"
    ),
    sample!(
        "Structured config",
        "A map instead of a script: get_input, and the hook that writes it as a file.",
        "structured.yaml",
        "3 instances"
    ),
    sample!(
        "One server",
        "A server with a port and an address that can be reached from outside.",
        "server.yaml",
        "1 instance"
    ),
];

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "tests read the gallery")]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use hotplate_exchange::{DeploymentState, Runs, Scenario, simulate_here};
    use hotplate_hot::{Severity, Source, read};
    use hotplate_schema::Catalog;

    use super::*;
    use crate::workspace::tests::planned;

    const OWN: &str = "heat_template_version: 2018-08-31\n\ndescription: >\n  My own.\n";

    fn text(sample: &Sample) -> String {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../site/gallery");
        fs::read_to_string(folder.join(sample.name)).unwrap()
    }

    #[test]
    fn samples_have_no_faults_and_their_scripts_run() {
        let catalog = Catalog::core();
        for sample in &SAMPLES {
            let template = text(sample);
            let reading = read(&Source::new(sample.name, &template), &catalog);
            let faults: Vec<_> =
                reading.diagnostics.iter().filter(|found| found.severity != Severity::Note).collect();
            assert!(faults.is_empty(), "{}: {faults:?}", sample.name);
            let plan = planned(&template);
            let exchange =
                simulate_here(&plan, &Scenario::default(), &mut Runs::default(), &Default::default());
            let instances = exchange.instances.len();
            assert_eq!(
                sample.count.split(' ').next(),
                Some(instances.to_string().as_str()),
                "{}",
                sample.name
            );
            for deployment in &exchange.deployments {
                let fails = sample.name == "one-fails.yaml";
                assert!(
                    fails || deployment.state == DeploymentState::Complete,
                    "{}: {}: {:?}",
                    sample.name,
                    deployment.name,
                    deployment.state
                );
            }
        }
    }

    #[test]
    fn a_sample_is_known_until_it_is_changed() {
        for sample in &SAMPLES {
            let template = text(sample);
            assert!(sample.is(&sample.project(&template)));
            assert!(!sample.is(&sample.project(&format!("{template}#"))));
            assert!(!sample.is(&sample.project(&template).with("a.sh", "")));
        }
    }

    #[test]
    fn what_is_put_in_a_samples_place_has_its_name_no_longer() {
        let after = |sample: &Sample, tab: Tab, change: &dyn Fn(&str) -> String| {
            let template = text(sample);
            let mut project = sample.project(&template).with_environment("size: 3\n");
            let text = change(&project.file(tab).text);
            write_over(&mut project, tab, &text);
            project.template().name.to_string()
        };
        for sample in &SAMPLES {
            assert_eq!(after(sample, Tab::TEMPLATE, &|_| OWN.to_owned()), TEMPLATE);
            assert_eq!(after(sample, Tab::TEMPLATE, &|_| String::new()), TEMPLATE);
            assert_eq!(after(sample, Tab::TEMPLATE, &|text| format!("{text}# mine\n")), sample.name);
            assert_eq!(after(sample, Tab::ENVIRONMENT, &|_| OWN.to_owned()), sample.name);
        }
        // One that a person wrote, or gave its name, keeps it.
        for (name, text) in [("server.yaml", OWN), ("mine.yaml", HOSTS)] {
            let mut project = Project::of_template(name, text);
            write_over(&mut project, Tab::TEMPLATE, "heat_template_version: 2016-10-14\n");
            assert_eq!(&*project.template().name, name);
        }
    }

    #[test]
    fn samples_differ_in_their_names() {
        let names: BTreeSet<&str> = SAMPLES.iter().map(|sample| sample.name).collect();
        assert_eq!(names.len(), SAMPLES.len());
    }

    #[test]
    fn every_template_of_the_gallery_is_a_sample() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../site/gallery");
        let files: BTreeSet<String> = fs::read_dir(folder)
            .unwrap()
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .collect();
        assert_eq!(files, SAMPLES.iter().map(|sample| sample.name.to_owned()).collect());
    }
}
