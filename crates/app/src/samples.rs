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
pub const SAMPLES: [Sample; 1] = [Sample {
    title: "Hosts exchange",
    about: "Every instance learns the address and the name of every other instance.",
    name: "hosts.yaml",
    template: include_str!("../../../site/gallery/hosts.yaml"),
}];
