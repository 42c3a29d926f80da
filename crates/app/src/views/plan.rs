//! The graph as a table: the same waves, the same reasons, for those who would rather read.

use std::rc::Rc;

use hotplate_plan::{Plan, Resource, ResourceId};

use super::pieces::{edge_view, is_selected, resource_link, scroll_area};
use crate::dom::{El, Node, el, live};
use crate::panels::words::{self, names};
use crate::signals::{expect_context, untrack};
use crate::workspace::{Selected, Workspace};

/// The table.
pub(crate) fn plan_view() -> El {
    let workspace = expect_context::<Workspace>();
    let body = move || {
        let planned = workspace.planned().get();
        untrack(|| table_view(workspace, &planned.value))
    };
    el("div").class("plan-view").child(live(body))
}

fn table_view(workspace: Workspace, plan: &Plan) -> Node {
    let mut all: Vec<Node> =
        plan.cycles.iter().map(|cycle| cycle_view(plan, &cycle.resources).into()).collect();
    let mut table = el("table")
        .class("plan")
        .child(el("caption").class("unseen").child("Resources in the order of their creation"))
        .child(el("thead").child(
            el("tr").children(["Resource", "Type", "Waits for", "Needed by"].map(|name| head("col", name))),
        ));
    for (index, wave) in plan.waves.iter().enumerate() {
        table = table.child(group_view(workspace, plan, words::wave_title(plan, index), &wave.resources));
    }
    let placed = |id: &ResourceId| plan.waves.iter().any(|wave| wave.resources.contains(id));
    let (mut off, mut stuck) = (Vec::new(), Vec::new());
    for resource in plan.stack.top() {
        if resource.enabled == Some(false) {
            off.push(resource.id);
        } else if !placed(&resource.id) {
            stuck.push(resource.id);
        }
    }
    let rest = [("Never · in or behind a circle", stuck), ("Not created · the condition is false", off)];
    for (title, resources) in rest {
        if !resources.is_empty() {
            table = table.child(group_view(workspace, plan, title.to_owned(), &resources));
        }
    }
    all.push(scroll_area("scroll", "Order of creation").child(table).into());
    Node::List(all)
}

fn head(scope: &'static str, content: impl Into<Node>) -> El {
    el("th").attr("scope", scope).child(content)
}

fn group_view(workspace: Workspace, plan: &Plan, title: String, resources: &[ResourceId]) -> El {
    let title = head("rowgroup", title).attr("colspan", "4");
    el("tbody")
        .child(el("tr").class("wave-row").child(title))
        .children(resources.iter().map(|id| row_view(workspace, plan, &plan.stack[*id])))
}

fn row_view(workspace: Workspace, plan: &Plan, resource: &Resource) -> El {
    let target = Rc::new(Selected::Resource(resource.path.clone()));
    let waits = plan.graph.requires(resource.id).map(|edge| edge_view(plan, edge, true)).collect();
    let mut feeds: Vec<El> = plan
        .graph
        .required_by(resource.id)
        .map(|edge| el("li").child(resource_link(plan.stack[edge.from].path.clone())))
        .collect();
    for (name, output) in &plan.outputs {
        if output.reads.contains(&resource.id) {
            let kind = el("span").class("muted").child("output ");
            feeds.push(el("li").child(kind).child(name.clone()));
        }
    }
    el("tr")
        .toggle("selected", move || is_selected(workspace, &target))
        .child(head("row", resource_link(resource.path.clone())))
        .child(el("td").child(words::kind(resource)))
        .child(el("td").child(edges_view(waits)))
        .child(el("td").child(edges_view(feeds)))
}

fn edges_view(edges: Vec<El>) -> El {
    if edges.is_empty() {
        return el("span").class("muted").child("nothing");
    }
    el("ul").class("edges").children(edges)
}

fn cycle_view(plan: &Plan, resources: &[ResourceId]) -> El {
    let all = names(plan, resources.iter().copied().chain(resources.first().copied())).replace(", ", " → ");
    el("p").class("caution").child("They wait for each other in a circle, and so for ever: ").child(all)
}
