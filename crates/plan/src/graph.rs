//! The dependency graph, its order and its cycles. The only file that knows petgraph.

use std::collections::{BTreeSet, VecDeque};
use std::ops::Range;

use indexmap::IndexMap;
use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};

use crate::{Dependency, ResourceId, Stack};

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

    fn edges(&self) -> Edges {
        self.dependencies.iter().map(|dependency| (dependency.from.index(), dependency.to.index())).collect()
    }

    /// The same with more dependencies.
    pub(crate) fn with(mut self, more: Vec<Dependency>) -> Self {
        self.dependencies.extend(more);
        Self::new(self.requires.len(), self.dependencies)
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

/// The waves of a stack's enabled resources: each stands one behind the last of those it waits for. What stands in or
/// behind a cycle is in no wave.
pub(crate) fn waves(graph: &DependencyGraph, stack: &Stack) -> Vec<Wave> {
    let enabled = |id: &ResourceId| stack[*id].enabled != Some(false);
    let layers = layers(graph.requires.len(), &graph.edges()).into_iter();
    let waves = layers.map(|layer| Wave { resources: layer.into_iter().map(id).filter(enabled).collect() });
    waves.filter(|wave| !wave.resources.is_empty()).collect()
}

/// The circles, in the order of their first resources; no two share a dependency. Of several ways round the shortest
/// is named.
pub(crate) fn cycles(graph: &DependencyGraph) -> Vec<Cycle> {
    let rounds = rounds(graph.requires.len(), &graph.edges()).into_iter();
    rounds.map(|round| Cycle { resources: round.into_iter().map(id).collect() }).collect()
}

fn id(node: usize) -> ResourceId {
    ResourceId(u32::try_from(node).unwrap_or(u32::MAX))
}

/// Who waits for whom, by number, each pair once and in order.
type Edges = BTreeSet<(usize, usize)>;

/// Layers of nodes: each node one behind the last of those it waits for, each layer in order. What stands in or behind
/// a circle is in none.
pub(crate) fn layers(count: usize, edges: &Edges) -> Vec<Vec<usize>> {
    let mut missing = vec![0; count];
    let mut waiting = vec![Vec::new(); count];
    for &(from, to) in edges {
        missing[from] += 1;
        waiting[to].push(from);
    }
    let mut layers = Vec::new();
    let mut layer: Vec<usize> = (0..count).filter(|&node| missing[node] == 0).collect();
    while !layer.is_empty() {
        let mut next = Vec::new();
        for &from in layer.iter().flat_map(|&node| &waiting[node]) {
            missing[from] -= 1;
            if missing[from] == 0 {
                next.push(from);
            }
        }
        next.sort_unstable();
        layers.push(std::mem::replace(&mut layer, next));
    }
    layers
}

/// Circles of nodes that wait for each other, each from its lowest node on; no two share an edge. Of several ways
/// round the shortest is taken.
pub(crate) fn rounds(count: usize, edges: &Edges) -> Vec<Vec<usize>> {
    if layers(count, edges).iter().map(Vec::len).sum::<usize>() == count {
        return Vec::new();
    }
    let mut edges = edges.clone();
    let mut rounds = Vec::new();
    while rounds.len() < CYCLES {
        let found: Vec<_> = knots(&edges).iter().filter_map(|knot| shortest_round(knot, &edges)).collect();
        if found.is_empty() {
            break;
        }
        for round in &found {
            for (&from, &to) in round.iter().zip(round.iter().cycle().skip(1)) {
                edges.remove(&(from, to));
            }
        }
        rounds.extend(found);
    }
    rounds.truncate(CYCLES);
    rounds.sort();
    rounds
}

/// Sets of nodes that all wait for each other.
fn knots(edges: &Edges) -> Vec<BTreeSet<usize>> {
    let node = |node: usize| u32::try_from(node).unwrap_or(u32::MAX);
    let graph = DiGraph::<(), ()>::from_edges(edges.iter().map(|&(from, to)| (node(from), node(to))));
    // Tarjan's algorithm is recursive in petgraph, and a chain of resources may be long.
    let knots =
        kosaraju_scc(&graph).into_iter().map(|nodes| nodes.into_iter().map(NodeIndex::index).collect());
    let round = |knot: &BTreeSet<usize>| {
        knot.len() > 1 || knot.first().is_some_and(|&node| edges.contains(&(node, node)))
    };
    let mut knots: Vec<_> = knots.filter(round).collect();
    knots.sort();
    knots
}

/// The shortest way from the lowest node of a knot back to itself.
fn shortest_round(knot: &BTreeSet<usize>, edges: &Edges) -> Option<Vec<usize>> {
    let first = *knot.first()?;
    let mut came_from = IndexMap::new();
    let mut queue = VecDeque::from([first]);
    while let Some(at) = queue.pop_front() {
        for &(_, to) in edges.range((at, 0)..=(at, usize::MAX)) {
            if to == first {
                let mut round = vec![at];
                while let Some(&before) =
                    round.last().filter(|&&at| at != first).and_then(|at| came_from.get(at))
                {
                    round.push(before);
                }
                round.reverse();
                return Some(round);
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

    fn check(edges: &[(usize, usize)], expected: Expect) {
        let edges: Edges = edges.iter().copied().collect();
        let count = edges.iter().map(|&(from, to)| from.max(to) + 1).max().unwrap_or(0);
        let shown = |rows: Vec<Vec<usize>>| {
            let row = |row: Vec<usize>| row.iter().map(usize::to_string).collect::<Vec<_>>().join(" ");
            rows.into_iter().map(row).collect::<Vec<_>>().join(" | ")
        };
        let (layers, rounds) = (shown(layers(count, &edges)), shown(rounds(count, &edges)));
        expected.assert_eq(&format!("layers [{layers}] rounds [{rounds}]"));
    }

    #[test]
    fn layers_are_the_longest_ways() {
        check(&[(3, 0), (3, 2), (2, 1), (4, 3), (4, 0)], expect!["layers [0 1 | 2 | 3 | 4] rounds []"]);
    }

    #[test]
    fn what_waits_for_a_circle_is_in_no_layer() {
        check(&[(0, 2), (2, 1), (1, 0), (3, 2), (5, 4)], expect!["layers [4 | 5] rounds [0 2 1]"]);
    }

    #[test]
    fn the_shortest_round_is_named_and_each_round_once() {
        check(
            &[(0, 0), (1, 2), (2, 3), (3, 1), (3, 2), (4, 5), (5, 4)],
            expect!["layers [] rounds [0 | 1 2 3 | 4 5]"],
        );
        check(&[(1, 2), (2, 1), (1, 3), (3, 1)], expect!["layers [0] rounds [1 2 | 1 3]"]);
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
