//! Who stands in which column: the waves, what never starts, the outputs, what is not created.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use hotplate_plan::{Plan, ResourceId};

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
    let mut placed: BTreeSet<ResourceId> = BTreeSet::new();
    for (index, wave) in plan.waves.iter().enumerate() {
        let before = if index == 0 { &[][..] } else { &plan.waves[index - 1].resources[..] };
        let title = format!("Wave {} · {}", index + 1, after(plan, &wave.resources, before));
        columns.push(title, BandKind::Wave(index + 1), vec![of(&wave.resources)]);
        placed.extend(&wave.resources);
    }
    let disabled: Vec<ResourceId> = plan
        .stack
        .top()
        .filter(|resource| resource.enabled == Some(false))
        .map(|resource| resource.id)
        .collect();
    placed.extend(&disabled);
    let rest: Vec<ResourceId> =
        plan.stack.top().map(|resource| resource.id).filter(|id| !placed.contains(id)).collect();
    let never = unrolled(plan, &rest).iter().map(|ids| of(ids)).collect();
    columns.push("Never starts: waits in a circle".to_owned(), BandKind::Never, never);
    let outputs = plan.outputs.keys().cloned().map(Subject::Output).collect();
    columns.push("Outputs".to_owned(), BandKind::Outputs, vec![outputs]);
    columns.push("Not created".to_owned(), BandKind::Disabled, vec![of(&disabled)]);
    columns
}

/// What a wave waits for, in the words of its heading: of what it requires, that which is in the wave before.
fn after(plan: &Plan, wave: &[ResourceId], before: &[ResourceId]) -> String {
    if before.is_empty() {
        return "starts at once".to_owned();
    }
    let wave: BTreeSet<_> = wave.iter().collect();
    let before: BTreeSet<_> = before.iter().collect();
    let awaited: BTreeSet<ResourceId> = plan
        .graph
        .dependencies()
        .iter()
        .filter(|dependency| wave.contains(&dependency.from) && before.contains(&dependency.to))
        .map(|dependency| dependency.to)
        .collect();
    let tones: BTreeSet<Tone> = awaited.iter().map(|&id| kind::tone(plan, &plan.stack[id])).collect();
    let mut words: Vec<String> = Vec::new();
    // Configs are there at once: where servers or signals are awaited too, nobody waits for a config.
    if tones.contains(&Tone::Server) {
        words.push("servers".to_owned());
    }
    if tones.contains(&Tone::Flow) {
        words.push("all signals".to_owned());
    }
    if let (true, [one]) = (words.is_empty(), &awaited.iter().collect::<Vec<_>>()[..]) {
        words.push(words::name(&plan.stack[**one]));
    }
    if words.is_empty() {
        let types: BTreeSet<&str> = awaited.iter().map(|&id| plan.stack[id].type_name.short()).collect();
        words = types.into_iter().map(visible).collect();
    }
    format!("after {}", list(&words))
}

/// The columns of resources that wait for each other in circles: each circle is cut where it comes back to its
/// beginning, so that it can be drawn from left to right with one arrow back.
fn unrolled(plan: &Plan, rest: &[ResourceId]) -> Vec<Vec<ResourceId>> {
    let members: BTreeSet<_> = rest.iter().copied().collect();
    let mut requires: BTreeMap<ResourceId, Vec<ResourceId>> = BTreeMap::new();
    for dependency in plan.graph.dependencies() {
        if members.contains(&dependency.from) && members.contains(&dependency.to) {
            requires.entry(dependency.from).or_default().push(dependency.to);
        }
    }
    let mut depths: BTreeMap<ResourceId, usize> = BTreeMap::new();
    let mut open: BTreeSet<ResourceId> = BTreeSet::new();
    for &root in rest {
        // Depth first, with a stack of its own: a resource's depth is known when all it requires are known.
        let mut stack = vec![(root, 0)];
        while let Some((id, next)) = stack.pop() {
            if next == 0 && (depths.contains_key(&id) || !open.insert(id)) {
                continue;
            }
            let required = requires.get(&id).map_or(&[][..], Vec::as_slice);
            if let Some(&other) = required.get(next) {
                stack.push((id, next + 1));
                stack.push((other, 0));
            } else {
                let depth = required
                    .iter()
                    .filter_map(|other| depths.get(other))
                    .max()
                    .map_or(0, |&deepest| deepest + 1);
                depths.insert(id, depth);
                open.remove(&id);
            }
        }
    }
    let mut columns: Vec<Vec<ResourceId>> = Vec::new();
    for &id in rest {
        let depth = depths.get(&id).copied().unwrap_or(0);
        if columns.len() <= depth {
            columns.resize(depth + 1, Vec::new());
        }
        columns[depth].push(id);
    }
    columns
}
