//! The names of boxes and edges for those who listen instead of looking.

use hotplate_plan::{Plan, Resource, ResourceId};

use super::columns::{BandKind, Columns, Subject};
use crate::text::{list, visible};

/// What is said of resources' places: found once for all of them.
pub(super) struct Words {
    /// By the number of the resource.
    places: Vec<Option<BandKind>>,
}

impl Words {
    pub(super) fn new(plan: &Plan, columns: &Columns) -> Self {
        let mut places = vec![None; plan.stack.iter().count()];
        for band in &columns.bands {
            for subject in columns.columns[band.columns.clone()].iter().flatten() {
                if let Subject::Resource(id) = subject {
                    places[id.index()] = Some(band.what);
                }
            }
        }
        Self { places }
    }

    fn place(&self, id: ResourceId) -> Option<BandKind> {
        self.places.get(id.index()).copied().flatten()
    }

    /// Whether a resource waits in a circle or for one.
    pub(super) fn never_starts(&self, id: ResourceId) -> bool {
        self.place(id) == Some(BandKind::Never)
    }

    /// `server_group, ResourceGroup ×3, wave 1, waits for nothing, needed by export_hosts_sdg`: first the name and what
    /// is written below and beside it.
    pub(super) fn resource<'a>(
        &self,
        plan: &Plan,
        resource: &Resource,
        written: impl Iterator<Item = &'a str>,
    ) -> String {
        let mut said = vec![name(resource)];
        said.extend(written.map(str::to_owned));
        if let Some(group) = &resource.group {
            said.extend(group.closed.as_deref().map(visible));
            if group.sampled {
                said.push("their names are samples".to_owned());
            }
        }
        if let Some(parent) = resource.parent {
            said.push(format!("member of {}", name(&plan.stack[parent])));
            if plan.stack.nested(parent).is_some() {
                said.push(format!("waits for {}", list(&awaited_inside(plan, resource))));
            }
            return said.join(", ");
        }
        if resource.enabled.is_none() {
            said.push("condition not known".to_owned());
        }
        said.extend(self.place(resource.id).map(|place| match place {
            BandKind::Wave(number) => format!("wave {number}"),
            BandKind::Never => "never starts".to_owned(),
            BandKind::Disabled => "not created".to_owned(),
            BandKind::Outputs => String::new(),
        }));
        if resource.enabled != Some(false) {
            let names = |id: ResourceId| name(&plan.stack[id]);
            let waits: Vec<_> =
                plan.graph.requires(resource.id).map(|dependency| names(dependency.to)).collect();
            let needed: Vec<_> =
                plan.graph.required_by(resource.id).map(|dependency| names(dependency.from)).collect();
            said.push(format!("waits for {}", list(&waits)));
            said.push(format!("needed by {}", list(&needed)));
        }
        said.join(", ")
    }
}

/// What a resource of a nested stack waits for there, by name.
pub(super) fn awaited_inside(plan: &Plan, resource: &Resource) -> Vec<String> {
    let nested = resource.parent.and_then(|parent| plan.stack.nested(parent));
    let requires = nested.into_iter().flat_map(|nested| nested.graph.requires(resource.id));
    requires.map(|dependency| visible(plan.stack[dependency.to].path.name())).collect()
}

/// The path of a resource, as a person may read it.
pub(super) fn name(resource: &Resource) -> String {
    visible(&resource.path.to_string())
}

/// `1 server`, `3 servers`
pub(super) fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// What a drawing shows, in a few words.
pub(super) fn title(plan: &Plan) -> String {
    let parts = [
        (plan.stack.top().count(), "resource"),
        (plan.waves.len(), "wave"),
        (plan.cycles.len(), "circle"),
        (plan.outputs.len(), "output"),
    ];
    let parts = parts.iter().filter(|(number, _)| *number > 0).map(|&(number, noun)| count(number, noun));
    format!("Deployment graph: {}", list(&parts.collect::<Vec<_>>()))
}

/// What stands in each column, in sentences.
pub(super) fn description(plan: &Plan, columns: &Columns) -> String {
    let sentences: Vec<String> = columns
        .bands
        .iter()
        .map(|band| {
            let names: Vec<String> = columns.columns[band.columns.clone()]
                .iter()
                .flatten()
                .map(|subject| match subject {
                    Subject::Resource(id) => name(&plan.stack[*id]),
                    Subject::Output(name) => visible(name),
                })
                .collect();
            let title = if band.what == BandKind::Never { "Never starts" } else { &band.title };
            format!("{title}: {}.", list(&names))
        })
        .collect();
    sentences.join(" ")
}
