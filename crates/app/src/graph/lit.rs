//! What lights up when a thing is pointed at, and what a shape selects.

use hotplate_figure::Target;
use hotplate_plan::{Plan, ResourceId};

use crate::workspace::Selected;

/// What lights up together: the thing pointed at, and its neighbours.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Lit {
    things: Vec<Target>,
}

impl Lit {
    /// What lights up around a thing.
    pub(crate) fn around(plan: &Plan, thing: &Selected) -> Self {
        let mut things = Vec::new();
        match thing {
            Selected::Output(name) => {
                things.push(Target::Output(name.clone()));
                if let Some(output) = plan.outputs.get(name) {
                    for id in &output.reads {
                        things.extend([Target::Resource(*id), Target::Reading(name.clone(), *id)]);
                    }
                }
            }
            Selected::Resource(_) => {
                let Some(resource) = thing.resource(plan) else { return Self::default() };
                let top = top_of(plan, resource.id);
                things.extend([Target::Resource(resource.id), Target::Resource(top)]);
                for dependency in plan.graph.requires(top).chain(plan.graph.required_by(top)) {
                    let other = if dependency.from == top { dependency.to } else { dependency.from };
                    things.extend([
                        Target::Dependency(dependency.from, dependency.to),
                        Target::Resource(other),
                    ]);
                }
                if let Some((graph, _)) = plan.order_of(resource).filter(|_| resource.parent.is_some()) {
                    for dependency in graph.requires(resource.id).chain(graph.required_by(resource.id)) {
                        things.push(Target::Dependency(dependency.from, dependency.to));
                        things.extend([dependency.from, dependency.to].map(Target::Resource));
                    }
                }
                let reads = plan.outputs.iter().filter(|(_, output)| output.reads.contains(&top));
                for (name, _) in reads {
                    things.extend([Target::Output(name.clone()), Target::Reading(name.clone(), top)]);
                }
            }
            Selected::Parameter(_) => {}
        }
        Self { things }
    }

    /// Whether it lights up.
    pub(crate) fn has(&self, target: &Target) -> bool {
        self.things.contains(target)
    }

    /// Whether nothing does.
    pub(crate) fn is_dark(&self) -> bool {
        self.things.is_empty()
    }
}

/// The resource of the template itself in which another stands.
pub(crate) fn top_of(plan: &Plan, id: ResourceId) -> ResourceId {
    let mut top = id;
    while let Some(parent) = plan.stack[top].parent {
        top = parent;
    }
    top
}

/// What a target selects.
pub(crate) fn selects(plan: &Plan, target: &Target) -> Option<Selected> {
    match target {
        Target::Resource(id) | Target::Fold(id, _) => Some(Selected::Resource(plan.stack[*id].path.clone())),
        Target::Output(name) | Target::Reading(name, _) => Some(Selected::Output(name.clone())),
        // An edge belongs to the one that waits.
        Target::Dependency(from, _) => Some(Selected::Resource(plan.stack[*from].path.clone())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::tests::planned;
    use hotplate_plan::ResourcePath;

    fn lit_names(plan: &Plan, name: &str) -> Vec<String> {
        let lit = Lit::around(plan, &Selected::Resource(ResourcePath::root(name)));
        let mut names: Vec<String> = lit
            .things
            .iter()
            .filter_map(|target| match target {
                Target::Resource(id) => Some(plan.stack[*id].path.to_string()),
                Target::Output(name) => Some(format!("output {name}")),
                Target::Dependency(..) | Target::Reading(..) | Target::Fold(..) => None,
            })
            .collect();
        names.dedup();
        names
    }

    #[test]
    fn neighbours_light_up() {
        let plan = planned(
            "heat_template_version: 2018-08-31
resources:
  a: { type: OS::Heat::RandomString }
  b: { type: OS::Heat::Value, properties: { value: { get_resource: a } } }
  c: { type: OS::Heat::RandomString, depends_on: b }
outputs:
  o: { value: { get_attr: [b, value] } }
",
        );
        assert_eq!(lit_names(&plan, "b"), ["b", "a", "c", "output o"]);
        assert_eq!(lit_names(&plan, "c"), ["c", "b"]);
        assert!(Lit::around(&plan, &Selected::Resource(ResourcePath::root("nobody"))).is_dark());
    }
}
