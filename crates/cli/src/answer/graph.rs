//! Who waits for whom, as Heat tells it of a template that it takes, and of one that it gives up on the way.

use hotplate_hot::{Diagnostic, Place, Refusal, Step, codes};
use hotplate_plan::{Dependency, Plan, Reason};
use hotplate_schema::Release;
use serde_json::{Value as Json, json};

use super::parts::{name, sorted};
use super::world::Previewed;
use crate::load::catalog;

/// How far Heat came before it was asked for the graph.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Reach {
    /// To the resources, or through.
    Resources,
    /// It gave up before it gave the resources their first data: each still goes by its name.
    Names,
    /// Some reference leads nowhere, so it adds no dependency by itself; and nothing waits in the resources named here.
    Nothing(Vec<String>),
    /// Not to a single reference between resources: the conditions cannot be read.
    Unread,
}

impl Reach {
    /// How far Heat comes with what is found in a template; `outputs` is whether it can read those.
    pub(crate) fn of(diagnostics: &[Diagnostic], outputs: bool) -> Self {
        let own = || diagnostics.iter().filter(|found| found.labels[0].source.is_none());
        if own().any(is_unread_condition) {
            return Self::Unread;
        }
        let mut broken = None::<Vec<String>>;
        for found in
            own().filter(|found| found.refusal == Some(Refusal::Validate) && LOST.contains(&found.code))
        {
            let Place::Path(path, _) = found.place() else { continue };
            let [Step::Key(section), Step::Key(resource), Step::Key(part), ..] = path.steps() else {
                continue;
            };
            let part = part.to_ascii_lowercase();
            if !section.eq_ignore_ascii_case("resources") || part == "update_policy" {
                continue;
            }
            let broken = broken.get_or_insert_default();
            let is_read = part == "properties" || part == "metadata";
            if is_read && [codes::UNKNOWN_RESOURCE, codes::DISABLED_RESOURCE].contains(&found.code) {
                broken.push(resource.to_string());
            }
        }
        let is_early = |found: &Diagnostic| {
            let in_section = match found.place() {
                Place::Path(path, _) => match path.steps() {
                    [Step::Key(section), ..] => EARLY.iter().any(|early| section.eq_ignore_ascii_case(early)),
                    _ => false,
                },
                Place::Span(_) => false,
            };
            found.refusal.is_some() && (in_section || found.code == codes::SHARED_NAME)
        };
        match broken {
            Some(broken) => Self::Nothing(broken),
            None if !outputs || own().any(is_early) => Self::Names,
            None => Self::Resources,
        }
    }
}

/// What is looked at before any resource.
const EARLY: [&str; 3] = ["parameters", "parameter_groups", "conditions"];

/// What keeps Heat from following the references between resources.
const LOST: [hotplate_hot::Code; 4] = [
    codes::UNKNOWN_RESOURCE,
    codes::DISABLED_RESOURCE,
    codes::UNKNOWN_RESOURCE_TYPE,
    codes::EXTERNAL_DEPENDENCY,
];

/// Whether it keeps Heat from reading any condition.
pub(crate) fn is_unread_condition(found: &Diagnostic) -> bool {
    let is_such = [codes::MALFORMED_CALL, codes::MISPLACED_FUNCTION].contains(&found.code);
    let Place::Path(path, _) = found.place() else { return false };
    let is_there =
        matches!(path.steps(), [Step::Key(section), _, ..] if section.eq_ignore_ascii_case("conditions"));
    is_such && is_there && found.refusal == Some(Refusal::Validate)
}

/// Puts the graph into an answer: `edges` (`[[requirer, required], ...]`) and those of them that no part of the template
/// says (`implicit_edges`), `create_order_levels`, and `create_order` if there is one; all by name.
pub(crate) fn tell(plan: &Plan, reach: &Reach, answer: &mut Json) {
    let is_written = |edge: &&Dependency| edge.reasons.iter().any(|reason| reason.at().is_some());
    let named = |edge: &Dependency| [name(plan, edge.from), name(plan, edge.to)];
    let all = plan.graph.dependencies().iter();
    let mut edges: Vec<_> = all.clone().filter(is_written).map(named).collect();
    let mut implicit: Vec<_> = match reach {
        Reach::Resources => all.filter(|edge| !is_written(edge)).map(named).collect(),
        Reach::Names => {
            plan.implicit(catalog(Release::default()), &Previewed::ByName).iter().map(named).collect()
        }
        Reach::Nothing(broken) => {
            edges.retain(|[from, _]| !broken.contains(from));
            Vec::new()
        }
        Reach::Unread => {
            let reads = |edge: &&Dependency| {
                edge.reasons.iter().any(|reason| !matches!(reason, Reason::DependsOn { .. }))
            };
            let reading: Vec<String> = all.filter(reads).map(|edge| name(plan, edge.from)).collect();
            edges.retain(|[from, _]| !reading.contains(from));
            Vec::new()
        }
    };
    implicit.sort();
    edges.extend(implicit.iter().cloned());
    edges.sort();
    let levels = match reach {
        Reach::Resources => plan.waves.iter().map(|wave| sorted(plan, &wave.resources)).collect(),
        Reach::Names | Reach::Nothing(_) | Reach::Unread => levels(plan, &edges),
    };
    if plan.cycles.is_empty() && !matches!(reach, Reach::Nothing(_) | Reach::Unread) {
        answer["create_order"] = levels.iter().flatten().map(String::as_str).collect();
    }
    answer["edges"] = json!(edges);
    answer["implicit_edges"] = json!(implicit);
    answer["create_order_levels"] = json!(levels);
}

/// The names of what is created, each a level behind the last of those that it waits for.
fn levels(plan: &Plan, edges: &[[String; 2]]) -> Vec<Vec<String>> {
    let created = plan.stack.top().filter(|resource| resource.enabled != Some(false));
    let mut left: Vec<String> = created.map(|resource| resource.path.to_string()).collect();
    left.sort();
    let mut levels = Vec::new();
    loop {
        let waits = |name: &String| edges.iter().any(|[from, to]| from == name && left.contains(to));
        let (later, ready): (Vec<_>, Vec<_>) = left.iter().cloned().partition(waits);
        if ready.is_empty() {
            return levels;
        }
        levels.push(ready);
        left = later;
    }
}
