//! The edges: who waits for whom, in which colour, and what is written on them.

use hotplate_hot::{Path, Step};
use hotplate_plan::{Dependency, Plan, PlannedOutput, Reason, Resolved, ResourceId};
use hotplate_schema::{SmolStr, Value};

use super::columns::Subject;
use super::{kind, words};
use crate::sorted::entry;
use crate::text::visible;
use crate::{Target, Tone};

/// An edge to be drawn, from what is awaited to what waits.
pub(super) struct Edge {
    pub(super) tail: Subject,
    pub(super) head: Subject,
    pub(super) tone: Tone,
    /// What is written on it.
    pub(super) text: String,
    pub(super) target: Target,
    /// Its name for a screen reader.
    pub(super) label: String,
}

/// All edges of a plan, one for each colour of a dependency.
pub(super) fn edges(plan: &Plan) -> Vec<Edge> {
    let count = plan.stack.iter().count();
    // By the number of the resource, what it waits for in a circle.
    let mut circles: Vec<Vec<ResourceId>> = vec![Vec::new(); count];
    for cycle in &plan.cycles {
        for (from, to) in cycle.resources.iter().zip(cycle.resources.iter().cycle().skip(1)) {
            circles[from.index()].push(*to);
        }
    }
    let mut edges = Vec::new();
    let mut search = Search { steps: STEPS, seen: vec![0; count], searches: 0 };
    for dependency in plan.graph.dependencies() {
        let circle = circles[dependency.from.index()].contains(&dependency.to);
        let heats_own = dependency.reasons.iter().all(|reason| matches!(reason, Reason::Implicit(_)));
        if heats_own && !circle && search.goes_without_saying(plan, dependency) {
            continue;
        }
        let mut texts: Vec<(Tone, Vec<String>)> = Vec::new();
        for reason in &dependency.reasons {
            let (tone, text) = reading(plan, dependency, reason);
            let texts = entry(&mut texts, if circle { Tone::Cycle } else { tone });
            if !texts.contains(&text) {
                texts.push(text);
            }
        }
        let [from, to] = [dependency.from, dependency.to].map(|id| words::name(&plan.stack[id]));
        for (tone, texts) in texts {
            edges.push(Edge {
                tail: Subject::Resource(dependency.to),
                head: Subject::Resource(dependency.from),
                tone,
                label: format!("{from} waits for {to}: {}", texts.join(", ")),
                text: if heats_own { String::new() } else { short(&texts) },
                target: Target::Dependency(dependency.from, dependency.to),
            });
        }
    }
    for (name, output) in &plan.outputs {
        edges.extend(output.reads.iter().map(|&id| readings(plan, name, output, id)));
    }
    edges
}

/// The most steps that are taken to find out what goes without saying.
const STEPS: usize = 200_000;

/// A search for what goes without saying.
struct Search {
    /// The steps that may still be taken.
    steps: usize,
    /// By the number of the resource, the last search that came by.
    seen: Vec<u32>,
    searches: u32,
}

impl Search {
    /// Whether a dependency follows from others: then one that the template does not write is not drawn either.
    fn goes_without_saying(&mut self, plan: &Plan, dependency: &Dependency) -> bool {
        self.searches += 1;
        self.seen[dependency.from.index()] = self.searches;
        let mut open = vec![dependency.from];
        while let Some(id) = open.pop() {
            for next in plan.graph.requires(id) {
                if self.steps == 0 {
                    return false;
                }
                self.steps -= 1;
                if next.to == dependency.to && id != dependency.from {
                    return true;
                }
                let seen = &mut self.seen[next.to.index()];
                if next.to != dependency.to && *seen != self.searches {
                    *seen = self.searches;
                    open.push(next.to);
                }
            }
        }
        false
    }
}

/// The colour of a dependency for one reason, and the word for it.
pub(super) fn reading(plan: &Plan, dependency: &Dependency, reason: &Reason) -> (Tone, String) {
    let required = &plan.stack[dependency.to];
    let tone = kind::tone(plan, required);
    match reason {
        Reason::DependsOn { .. } => (Tone::Order, "depends_on".to_owned()),
        Reason::Implicit(why) => (Tone::Order, visible(why)),
        Reason::GetAttr { attribute, .. } if tone == Tone::Flow => {
            let members = required.group.as_ref().map_or(0, |group| group.members.len());
            let times = if members > 1 { format!(" ×{members}") } else { String::new() };
            let attribute = if attribute.is_empty() { "all" } else { attribute };
            (tone, format!("{}{times}", visible(attribute)))
        }
        Reason::GetAttr { at, .. } | Reason::GetResource { at } => {
            // A deployment's id is a reference like any other: nothing flows.
            (if tone == Tone::Flow { Tone::Plain } else { tone }, property(at))
        }
    }
}

/// The property in which a call stands; a group's members have theirs below `resource_def`.
fn property(at: &Path) -> String {
    let keys: Vec<&str> = at
        .steps()
        .iter()
        .filter_map(|step| match step {
            Step::Key(key) => Some(&**key),
            Step::Index(_) => None,
        })
        .collect();
    // `resources`, the resource's name, its section; what follows is the property.
    let mut below = keys.get(2..).unwrap_or_default();
    while let ["properties", "resource_def", deeper @ ..] = below {
        below = deeper;
    }
    visible(match below {
        ["properties", property, ..] => property,
        [section, ..] => section,
        [] => "",
    })
}

fn readings(plan: &Plan, name: &str, output: &PlannedOutput, id: ResourceId) -> Edge {
    let resource = &plan.stack[id];
    let mut attributes = Vec::new();
    collect_attributes(&output.value, resource.path.names(), &mut attributes);
    let shown = visible(name);
    Edge {
        tail: Subject::Resource(id),
        head: Subject::Output(name.to_owned()),
        tone: Tone::Output,
        label: format!("output {shown} reads {}: {}", words::name(resource), attributes.join(", ")),
        text: short(&attributes),
        target: Target::Reading(name.to_owned(), id),
    }
}

/// The attributes of a resource, or of its members, that a value waits for.
fn collect_attributes(value: &Resolved, path: &[SmolStr], found: &mut Vec<String>) {
    match value {
        Resolved::Pending(references) => {
            for reference in
                references.iter().filter(|reference| reference.resource.names().starts_with(path))
            {
                let attribute = match reference.attribute.first() {
                    Some(Value::String(name)) => visible(name),
                    Some(_) => continue,
                    None => "id".to_owned(),
                };
                if !found.contains(&attribute) {
                    found.push(attribute);
                }
            }
        }
        Resolved::List(items) => items.iter().for_each(|item| collect_attributes(item, path, found)),
        Resolved::Map(entries) => entries.values().for_each(|item| collect_attributes(item, path, found)),
        Resolved::Known(_) | Resolved::Unknown(_) => {}
    }
}

/// At most two words and how many more there are.
fn short(texts: &[String]) -> String {
    match texts {
        [] => String::new(),
        [one] => one.clone(),
        [one, two] => format!("{one}, {two}"),
        [one, two, rest @ ..] => format!("{one}, {two} +{}", rest.len()),
    }
}
