//! Who stands in which column: the waves, what never starts, the outputs, what is not created.

use std::ops::Range;

use hotplate_plan::{Plan, Resource, ResourceId};

use super::{kind, words};
use crate::Tone;
use crate::text::{list, visible};

/// What a box is drawn for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Subject {
    Resource(ResourceId),
    Output(String),
}

/// Columns under one heading.
pub(super) struct Band {
    pub(super) title: String,
    pub(super) what: BandKind,
    pub(super) columns: Range<usize>,
}

/// What the boxes of a band have in common.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum BandKind {
    /// They are created in this wave, from 1.
    Wave(usize),
    /// They are never created, since they wait in a circle or for one.
    Never,
    /// They are outputs.
    Outputs,
    /// Their condition is false.
    Disabled,
}

/// All columns, from left to right.
#[derive(Default)]
pub(super) struct Columns {
    pub(super) bands: Vec<Band>,
    /// What stands in each column, in the template's order.
    pub(super) columns: Vec<Vec<Subject>>,
}

impl Columns {
    /// Everything that gets a box, column by column.
    pub(super) fn subjects(&self) -> impl Iterator<Item = &Subject> {
        self.columns.iter().flatten()
    }

    /// The band of a column.
    pub(super) fn band(&self, column: usize) -> Option<&Band> {
        self.bands.iter().find(|band| band.columns.contains(&column))
    }

    fn push(&mut self, title: String, what: BandKind, columns: Vec<Vec<Subject>>) {
        if columns.iter().any(|column| !column.is_empty()) {
            let start = self.columns.len();
            self.columns.extend(columns);
            self.bands.push(Band { title, what, columns: start..self.columns.len() });
        }
    }
}

/// Puts everything into columns.
pub(super) fn columns(plan: &Plan) -> Columns {
    let mut columns = Columns::default();
    let of = |ids: &[ResourceId]| ids.iter().copied().map(Subject::Resource).collect::<Vec<_>>();
    // The wave of each resource; 0 if it is in none.
    let mut waves = vec![0; plan.stack.iter().count()];
    for (number, wave) in (1..).zip(&plan.waves) {
        wave.resources.iter().for_each(|id| waves[id.index()] = number);
    }
    for (number, wave) in (1..).zip(&plan.waves) {
        let title = format!("Wave {number} · {}", after(plan, number, &waves));
        columns.push(title, BandKind::Wave(number), vec![of(&wave.resources)]);
    }
    let (mut disabled, mut rest) = (Vec::new(), Vec::new());
    for resource in plan.stack.top() {
        if resource.enabled == Some(false) {
            disabled.push(resource.id);
        } else if waves[resource.id.index()] == 0 {
            rest.push(resource.id);
        }
    }
    let never = unrolled(plan, &rest).iter().map(|ids| of(ids)).collect();
    columns.push("Never starts: waits in a circle".to_owned(), BandKind::Never, never);
    let outputs = plan.outputs.keys().cloned().map(Subject::Output).collect();
    columns.push("Outputs".to_owned(), BandKind::Outputs, vec![outputs]);
    columns.push("Not created".to_owned(), BandKind::Disabled, vec![of(&disabled)]);
    columns
}

/// What a wave waits for, in the words of its heading: of what it requires, that which is in the wave before.
fn after(plan: &Plan, number: usize, waves: &[usize]) -> String {
    let Some(before) = number.checked_sub(2) else { return "starts at once".to_owned() };
    let mut awaited: Vec<&Resource> = Vec::new();
    for &id in &plan.waves[before].resources {
        if plan.graph.required_by(id).any(|dependency| waves[dependency.from.index()] == number) {
            awaited.push(&plan.stack[id]);
        }
    }
    let is_awaited = |tone: Tone| awaited.iter().any(|resource| kind::tone(plan, resource) == tone);
    let mut words: Vec<String> = Vec::new();
    // Configs are there at once: where servers or signals are awaited too, nobody waits for a config.
    if is_awaited(Tone::Server) {
        words.push("servers".to_owned());
    }
    if is_awaited(Tone::Flow) {
        words.push("all signals".to_owned());
    }
    if let (true, [one]) = (words.is_empty(), awaited.as_slice()) {
        words.push(words::name(one));
    }
    if words.is_empty() {
        let mut types: Vec<&str> = Vec::new();
        for resource in awaited {
            let name = resource.type_name.short();
            if let Err(at) = types.binary_search(&name) {
                types.insert(at, name);
            }
        }
        words = types.into_iter().map(visible).collect();
    }
    format!("after {}", list(&words))
}

/// The columns of resources that wait for each other in circles: each circle is cut where it comes back to its
/// beginning, so that it can be drawn from left to right with one arrow back.
fn unrolled(plan: &Plan, rest: &[ResourceId]) -> Vec<Vec<ResourceId>> {
    let Some(count) = rest.iter().map(|id| id.index() + 1).max() else { return Vec::new() };
    let mut members = vec![false; count];
    rest.iter().for_each(|id| members[id.index()] = true);
    let is_member = |id: ResourceId| members.get(id.index()) == Some(&true);
    let mut requires: Vec<Vec<ResourceId>> = vec![Vec::new(); count];
    for dependency in plan.graph.dependencies() {
        if is_member(dependency.from) && is_member(dependency.to) {
            requires[dependency.from.index()].push(dependency.to);
        }
    }
    let mut depths: Vec<Option<usize>> = vec![None; count];
    let mut open = vec![false; count];
    for &root in rest {
        // Depth first, with a stack of its own: a resource's depth is known when all it requires are known.
        let mut stack = vec![(root.index(), 0)];
        while let Some((id, next)) = stack.pop() {
            if next == 0 && (depths[id].is_some() || std::mem::replace(&mut open[id], true)) {
                continue;
            }
            if let Some(other) = requires[id].get(next) {
                stack.push((id, next + 1));
                stack.push((other.index(), 0));
            } else {
                let deepest = requires[id].iter().filter_map(|other| depths[other.index()]).max();
                depths[id] = Some(deepest.map_or(0, |deepest| deepest + 1));
                open[id] = false;
            }
        }
    }
    let mut columns: Vec<Vec<ResourceId>> = Vec::new();
    for &id in rest {
        let depth = depths[id.index()].unwrap_or(0);
        if columns.len() <= depth {
            columns.resize(depth + 1, Vec::new());
        }
        columns[depth].push(id);
    }
    columns
}
