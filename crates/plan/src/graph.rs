//! The dependency graph, its order and its cycles. The only file that knows petgraph.

use std::collections::{BTreeSet, VecDeque};
use std::ops::Range;

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};

use crate::{Dependency, ResourceId};

/// Cycles that are named; who mends these will see the others.
const CYCLES: usize = 20;

/// The graph of a plan's top-level resources.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DependencyGraph {
    /// Ordered by requirer, then required.
    dependencies: Vec<Dependency>,
    /// For each resource, where in `dependencies` its own stand.
    requires: Vec<Range<usize>>,
    /// For each resource, which of `dependencies` lead to it.
    required_by: Vec<Vec<usize>>,
}

/// Resources that can be created at the same time, once every earlier wave is complete.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wave {
    /// In the template's order.
    pub resources: Vec<ResourceId>,
}

/// Resources that wait for each other in a circle and so for ever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cycle {
    /// Each waits for the next, the last for the first; begins with the one that stands first in the template.
    pub resources: Vec<ResourceId>,
}

impl DependencyGraph {
    /// Every dependency, ordered by requirer, then required.
    pub fn dependencies(&self) -> &[Dependency] {
        &self.dependencies
    }

    /// What a resource waits for.
    pub fn requires(&self, id: ResourceId) -> impl Iterator<Item = &Dependency> {
        let range = self.requires.get(id.index()).cloned().unwrap_or_default();
        self.dependencies[range].iter()
    }

    /// What waits for a resource.
    pub fn required_by(&self, id: ResourceId) -> impl Iterator<Item = &Dependency> {
        self.required_by.get(id.index()).into_iter().flatten().map(|&at| &self.dependencies[at])
    }

    /// The graph of these dependencies among the first `count` resources. Of two between the same resources one is
    /// made, with the reasons of both.
    pub(crate) fn new(count: usize, mut dependencies: Vec<Dependency>) -> Self {
        dependencies.sort_by_key(|dependency| (dependency.from, dependency.to));
        dependencies.dedup_by(|later, earlier| {
            let same = (later.from, later.to) == (earlier.from, earlier.to);
            if same {
                earlier.reasons.append(&mut later.reasons);
            }
            same
        });
        let mut requires = vec![0..0; count];
        let mut required_by = vec![Vec::new(); count];
        for (at, dependency) in dependencies.iter().enumerate() {
            let range: &mut Range<usize> = &mut requires[dependency.from.index()];
            *range = if range.end == 0 { at..at + 1 } else { range.start..at + 1 };
            required_by[dependency.to.index()].push(at);
        }
        Self { dependencies, requires, required_by }
    }
}

/// The waves of these resources: each stands one behind the last of those it waits for. What stands in or behind a
/// cycle is in no wave.
pub(crate) fn waves(graph: &DependencyGraph, resources: impl Iterator<Item = ResourceId>) -> Vec<Wave> {
    let resources: Vec<_> = resources.collect();
    let mut missing: Vec<usize> = vec![0; graph.requires.len()];
    let mut wave_of: Vec<Option<usize>> = vec![None; graph.requires.len()];
    let mut ready = VecDeque::new();
    for &id in &resources {
        missing[id.index()] = graph.requires(id).count();
        if missing[id.index()] == 0 {
            wave_of[id.index()] = Some(0);
            ready.push_back(id);
        }
    }
    while let Some(id) = ready.pop_front() {
        for dependency in graph.required_by(id) {
            let from = dependency.from;
            missing[from.index()] -= 1;
            if missing[from.index()] == 0 {
                // The queue runs wave by wave, so the last one awaited stands in the latest wave.
                wave_of[from.index()] = wave_of[id.index()].map(|wave| wave + 1);
                ready.push_back(from);
            }
        }
    }
    let mut waves: Vec<Wave> = Vec::new();
    for &id in &resources {
        if let Some(wave) = wave_of[id.index()] {
            if waves.len() <= wave {
                waves.resize(wave + 1, Wave { resources: Vec::new() });
            }
            waves[wave].resources.push(id);
        }
    }
    waves
}

/// The circles, in the order of their first resources; no two share a dependency. Of several ways round the shortest
/// is named.
pub(crate) fn cycles(graph: &DependencyGraph) -> Vec<Cycle> {
    let mut edges: BTreeSet<(ResourceId, ResourceId)> =
        graph.dependencies.iter().map(|dependency| (dependency.from, dependency.to)).collect();
    let mut cycles = Vec::new();
    while cycles.len() < CYCLES {
        let mut found: Vec<Cycle> =
            knots(&edges).iter().filter_map(|knot| shortest_round(knot, &edges)).collect();
        if found.is_empty() {
            break;
        }
        found.sort_by_key(|cycle| cycle.resources[0]);
        for cycle in &found {
            let next = cycle.resources.iter().cycle().skip(1);
            for (&from, &to) in cycle.resources.iter().zip(next) {
                edges.remove(&(from, to));
            }
        }
        cycles.append(&mut found);
    }
    cycles.truncate(CYCLES);
    cycles.sort_by_key(|cycle| cycle.resources[0]);
    cycles
}

/// Sets of resources that all wait for each other.
fn knots(edges: &BTreeSet<(ResourceId, ResourceId)>) -> Vec<BTreeSet<ResourceId>> {
    let graph = DiGraph::<(), ()>::from_edges(edges.iter().map(|(from, to)| (from.0, to.0)));
    let id = |node: &NodeIndex| ResourceId(u32::try_from(node.index()).unwrap_or(u32::MAX));
    // Tarjan's algorithm is recursive in petgraph, and a chain of resources may be long.
    let knots = kosaraju_scc(&graph).into_iter().map(|nodes| nodes.iter().map(id).collect::<BTreeSet<_>>());
    knots.filter(|knot| knot.len() > 1 || knot.first().is_some_and(|&id| edges.contains(&(id, id)))).collect()
}

/// The shortest way from the first resource of a knot back to itself.
fn shortest_round(knot: &BTreeSet<ResourceId>, edges: &BTreeSet<(ResourceId, ResourceId)>) -> Option<Cycle> {
    let first = *knot.first()?;
    let mut came_from = indexmap::IndexMap::new();
    let mut queue = VecDeque::from([first]);
    while let Some(at) = queue.pop_front() {
        for &(_, to) in edges.range((at, ResourceId(0))..=(at, ResourceId(u32::MAX))) {
            if to == first {
                let mut resources = vec![at];
                while let Some(&before) =
                    resources.last().filter(|&&at| at != first).and_then(|at| came_from.get(at))
                {
                    resources.push(before);
                }
                resources.reverse();
                return Some(Cycle { resources });
            }
            if knot.contains(&to) && !came_from.contains_key(&to) {
                came_from.insert(to, at);
                queue.push_back(to);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    fn check(edges: &[(u32, u32)], expected: Expect) {
        let dependency = |&(from, to): &(u32, u32)| Dependency {
            from: ResourceId(from),
            to: ResourceId(to),
            reasons: Vec::new(),
        };
        let count = edges.iter().map(|&(from, to)| from.max(to) + 1).max().unwrap_or(0);
        let graph = DependencyGraph::new(count as usize, edges.iter().map(dependency).collect());
        let ids = |ids: &[ResourceId]| ids.iter().map(|id| id.0.to_string()).collect::<Vec<_>>().join(" ");
        let waves: Vec<_> =
            waves(&graph, (0..count).map(ResourceId)).iter().map(|wave| ids(&wave.resources)).collect();
        let cycles: Vec<_> = cycles(&graph).iter().map(|cycle| ids(&cycle.resources)).collect();
        expected.assert_eq(&format!("waves: {}\ncycles: {}\n", waves.join(" | "), cycles.join(" | ")));
    }

    #[test]
    fn waves_are_the_longest_ways() {
        check(
            &[(3, 0), (3, 2), (2, 1), (4, 3), (4, 0)],
            expect![[r#"
                waves: 0 1 | 2 | 3 | 4
                cycles: 
            "#]],
        );
    }

    #[test]
    fn what_waits_for_a_cycle_is_in_no_wave() {
        check(
            &[(0, 2), (2, 1), (1, 0), (3, 2), (5, 4)],
            expect![[r#"
                waves: 4 | 5
                cycles: 0 2 1
            "#]],
        );
    }

    #[test]
    fn the_shortest_round_is_named_and_each_round_once() {
        check(
            &[(0, 0), (1, 2), (2, 3), (3, 1), (3, 2), (4, 5), (5, 4)],
            expect![[r#"
                waves: 
                cycles: 0 | 1 2 3 | 4 5
            "#]],
        );
        check(
            &[(1, 2), (2, 1), (1, 3), (3, 1)],
            expect![[r#"
                waves: 0
                cycles: 1 2 | 1 3
            "#]],
        );
    }

    #[test]
    fn both_directions_are_found_without_a_search() {
        let edge = |from, to| Dependency { from: ResourceId(from), to: ResourceId(to), reasons: Vec::new() };
        let graph = DependencyGraph::new(3, vec![edge(2, 0), edge(1, 0), edge(2, 1), edge(2, 0)]);
        let requires: Vec<_> = graph.requires(ResourceId(2)).map(|d| d.to.0).collect();
        let required_by: Vec<_> = graph.required_by(ResourceId(0)).map(|d| d.from.0).collect();
        assert_eq!((requires, required_by), (vec![0, 1], vec![1, 2]));
        assert_eq!(graph.requires(ResourceId(9)).count(), 0);
    }
}
