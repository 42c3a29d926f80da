//! The dependency graph, its order and its cycles. The only file that knows petgraph.

use std::collections::VecDeque;
use std::ops::Range;

use petgraph::algo::kosaraju_scc;
use petgraph::graph::DiGraph;

use crate::rows::Rows;
use crate::{Dependency, ResourceId, Stack};

/// Cycles that are named; who mends these will see the others.
const CYCLES: usize = 20;

/// The graph of one template's resources.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct DependencyGraph {
    /// The position of the first resource: those of a template stand together.
    first: usize,
    /// Ordered by requirer, then required.
    dependencies: Vec<Dependency>,
    /// For each resource, by number, those it waits for, in step with `dependencies`.
    requires: Rows,
    /// For each resource, by number, those that wait for it.
    required_by: Rows,
}

/// Resources that can be created at the same time, once every earlier wave is complete.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Wave {
    /// In the template's order.
    pub resources: Vec<ResourceId>,
}

/// Resources that wait for each other in a circle and so for ever.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
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
        self.own(id).iter()
    }

    /// What waits for a resource.
    pub fn required_by(&self, id: ResourceId) -> impl Iterator<Item = &Dependency> {
        let from = self.place(id).into_iter().flat_map(|at| self.required_by.row(at));
        from.filter_map(move |from| self.dependency(self.id(from), id))
    }

    /// The dependency of one resource on another, if there is one.
    pub fn dependency(&self, from: ResourceId, to: ResourceId) -> Option<&Dependency> {
        let own = self.own(from);
        own.binary_search_by_key(&to, |dependency| dependency.to).ok().map(|at| &own[at])
    }

    /// The positions of its resources.
    pub(crate) fn ids(&self) -> Range<usize> {
        self.first..self.first + self.requires.len()
    }

    fn own(&self, id: ResourceId) -> &[Dependency] {
        let range = self.place(id).map(|at| self.requires.range(at)).unwrap_or_default();
        &self.dependencies[range]
    }

    fn place(&self, id: ResourceId) -> Option<usize> {
        id.index().checked_sub(self.first)
    }

    fn id(&self, place: usize) -> ResourceId {
        ResourceId(u32::try_from(self.first + place).unwrap_or(u32::MAX))
    }

    /// The same with more dependencies, in the order of those that wait.
    pub(crate) fn with(self, more: Vec<Dependency>) -> Self {
        let (ids, mut more) = (self.ids(), more.into_iter().peekable());
        let mut all = Vec::with_capacity(self.dependencies.len() + more.len());
        for dependency in self.dependencies {
            while let Some(other) = more.next_if(|other| other.from < dependency.from) {
                all.push(other);
            }
            all.push(dependency);
        }
        all.extend(more);
        Self::new(ids, all)
    }

    /// The graph of these dependencies, in the order of those that wait, among the resources at these positions. Of two
    /// between the same resources one is made, with the reasons of both.
    pub(crate) fn new(ids: Range<usize>, written: Vec<Dependency>) -> Self {
        let mut dependencies: Vec<Dependency> = Vec::with_capacity(written.len());
        let mut start = 0;
        for mut dependency in written {
            if dependencies.last().is_some_and(|last| last.from != dependency.from) {
                start = dependencies.len();
            }
            match dependencies[start..].binary_search_by_key(&dependency.to, |other| other.to) {
                Ok(at) => dependencies[start + at].reasons.append(&mut dependency.reasons),
                Err(at) => dependencies.insert(start + at, dependency),
            }
        }
        let place = |id: ResourceId| id.index() - ids.start;
        let edges = dependencies.iter().map(|dependency| (place(dependency.from), place(dependency.to)));
        let requires = Rows::of(ids.len(), edges);
        Self { first: ids.start, required_by: requires.turned(), requires, dependencies }
    }
}

/// The waves of a stack's enabled resources: each stands one behind the last of those it waits for. What stands in or
/// behind a cycle is in no wave.
pub(crate) fn waves(graph: &DependencyGraph, stack: &Stack) -> Vec<Wave> {
    let enabled = |id: &ResourceId| stack[*id].enabled != Some(false);
    let layers = layers(&graph.requires, &graph.required_by).into_iter();
    let ids = |layer: Vec<usize>| layer.into_iter().map(|at| graph.id(at)).filter(enabled).collect();
    let waves = layers.map(|layer| Wave { resources: ids(layer) });
    waves.filter(|wave| !wave.resources.is_empty()).collect()
}

/// The circles, in the order of their first resources; no two share a dependency. Of several ways round the shortest
/// is named.
pub(crate) fn cycles(graph: &DependencyGraph) -> Vec<Cycle> {
    let rounds = rounds(&graph.requires, &graph.required_by).into_iter();
    let ids = |round: Vec<usize>| round.into_iter().map(|at| graph.id(at)).collect();
    rounds.map(|round| Cycle { resources: ids(round) }).collect()
}

/// Layers of nodes: each node one behind the last of those it waits for, each layer in order. What stands in or behind
/// a circle is in none. Asks for those that each waits for, and the same turned.
pub(crate) fn layers(edges: &Rows, turned: &Rows) -> Vec<Vec<usize>> {
    let mut missing: Vec<usize> = (0..edges.len()).map(|node| edges.row(node).len()).collect();
    let mut layers = Vec::new();
    let mut layer: Vec<usize> = (0..edges.len()).filter(|&node| missing[node] == 0).collect();
    while !layer.is_empty() {
        let mut next = Vec::new();
        for from in layer.iter().flat_map(|&node| turned.row(node)) {
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

/// For each node those it waits for, some of which are followed no more.
type Edges = Vec<Vec<usize>>;

/// Circles of nodes that wait for each other, each from its lowest node on; no two share an edge. Of several ways
/// round the shortest is taken. Asks for the same as [`layers`].
pub(crate) fn rounds(edges: &Rows, turned: &Rows) -> Vec<Vec<usize>> {
    let mut rounds: Vec<Vec<usize>> = Vec::new();
    if layers(edges, turned).iter().map(Vec::len).sum::<usize>() == edges.len() {
        return rounds;
    }
    let mut edges: Edges = (0..edges.len()).map(|node| edges.row(node).collect()).collect();
    while rounds.len() < CYCLES {
        let knots = knots(&edges);
        let mut seen = vec![false; edges.len()];
        let mut progress = false;
        for first in 0..edges.len() {
            if std::mem::replace(&mut seen[knots[first]], true) {
                continue;
            }
            let Some(round) = shortest_round(first, &knots, &edges) else { continue };
            for (at, from) in round.iter().enumerate() {
                let to = round[(at + 1) % round.len()];
                edges[*from].retain(|&other| other != to);
            }
            let at = rounds.partition_point(|other| other[0] <= first);
            rounds.insert(at, round);
            progress = true;
        }
        if !progress {
            break;
        }
    }
    rounds.truncate(CYCLES);
    rounds
}

/// For each node the number of its knot: nodes of one knot all wait for each other.
fn knots(edges: &Edges) -> Vec<usize> {
    let node = |node: usize| u32::try_from(node).unwrap_or(u32::MAX);
    let edges_of = |(from, to): (usize, &Vec<usize>)| {
        to.iter().map(move |&to| (node(from), node(to))).collect::<Vec<_>>()
    };
    let mut graph = DiGraph::<(), ()>::from_edges(edges.iter().enumerate().flat_map(edges_of));
    while graph.node_count() < edges.len() {
        graph.add_node(());
    }
    let mut knots = vec![0; edges.len()];
    // Tarjan's algorithm is recursive in petgraph, and a chain of resources may be long.
    for (knot, nodes) in kosaraju_scc(&graph).into_iter().enumerate() {
        nodes.into_iter().for_each(|node| knots[node.index()] = knot);
    }
    knots
}

/// The shortest way from a node through its knot back to itself.
fn shortest_round(first: usize, knots: &[usize], edges: &Edges) -> Option<Vec<usize>> {
    let mut came_from = vec![None; edges.len()];
    let mut queue = VecDeque::from([first]);
    while let Some(at) = queue.pop_front() {
        for &to in edges[at].iter().filter(|&&to| knots[to] == knots[first]) {
            if to == first {
                let mut round: Vec<usize> = std::iter::successors(Some(at), |&at| came_from[at]).collect();
                round.reverse();
                return Some(round);
            }
            if came_from[to].is_none() {
                came_from[to] = Some(at);
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
        let count = edges.iter().map(|&(from, to)| from.max(to) + 1).max().unwrap_or(0);
        let to = |node| edges.iter().filter(move |&&(from, _)| from == node).map(|&(_, to)| to);
        let edges: Rows = (0..count).map(to).collect();
        let turned = edges.turned();
        let shown = |rows: Vec<Vec<usize>>| {
            let row = |row: Vec<usize>| row.iter().map(usize::to_string).collect::<Vec<_>>().join(" ");
            rows.into_iter().map(row).collect::<Vec<_>>().join(" | ")
        };
        let (layers, rounds) = (shown(layers(&edges, &turned)), shown(rounds(&edges, &turned)));
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
        let graph = DependencyGraph::new(0..3, vec![edge(1, 0), edge(2, 1), edge(2, 0), edge(2, 1)]);
        let requires: Vec<_> = graph.requires(ResourceId(2)).map(|d| d.to.0).collect();
        let required_by: Vec<_> = graph.required_by(ResourceId(0)).map(|d| d.from.0).collect();
        assert_eq!((requires, required_by), (vec![0, 1], vec![1, 2]));
        assert_eq!(graph.requires(ResourceId(9)).count(), 0);
        let graph = graph.with(vec![edge(0, 1), edge(1, 2), edge(2, 0)]);
        let all: Vec<_> = graph.dependencies().iter().map(|d| (d.from.0, d.to.0)).collect();
        assert_eq!(all, [(0, 1), (1, 0), (1, 2), (2, 0), (2, 1)]);
    }
}
