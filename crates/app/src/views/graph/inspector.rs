//! What is known of the selected thing: its definition, its properties, why it waits and who waits for it.

use hotplate_figure::Fold;
use hotplate_plan::{NestedStack, ParameterValue, Plan, Resource, ResourceId, Wave};

use crate::dom::{CLICK, El, Node, button, el, live};
use crate::graph::fold_of;
use crate::panels::show_known;
use crate::signals::expect_context;
use crate::views::bridge::Bridge;
use crate::views::pieces::{edge_view, go_to_definition, muted, resolved_view, resource_link, value_view};
use crate::workspace::{Pane, Selected, Workspace};

/// The inspector; nothing while nothing is selected.
pub(crate) fn inspector() -> Node {
    let workspace = expect_context::<Workspace>();
    let bridge = expect_context::<Bridge>();
    live(move || {
        let target = workspace.selection().get()?.target;
        let planned = workspace.planned().get();
        let content = match &target {
            Selected::Resource(path) => match planned.value.stack.find(path) {
                Some(resource) => resource_view(workspace, &planned.value, resource),
                None => gone_view(&path.to_string()),
            },
            Selected::Output(name) => output_view(&planned.value, name),
            Selected::Parameter(name) => parameter_view(&planned.value, name),
        };
        let jump = button("btn small")
            .on(CLICK, move |_| go_to_definition(workspace, bridge, &target))
            .child("Go to definition");
        let close = button("btn small quiet")
            .on(CLICK, move |_| workspace.select(None, Pane::Preview))
            .child("Close");
        let actions = el("div").class("inspector-actions").child(jump).child(close);
        Some(el("aside").class("inspector").attr("aria-label", "Selected").child(content).child(actions))
    })
}

fn gone_view(name: &str) -> Vec<Node> {
    let words = "The template does not define it (any more).";
    vec![el("h3").child(name.to_owned()).into(), muted(words).into()]
}

fn caution(words: impl Into<Node>) -> El {
    el("p").class("caution").child(words)
}

fn heading(words: &'static str) -> Node {
    el("h4").child(words).into()
}

fn resource_view(workspace: Workspace, plan: &Plan, resource: &Resource) -> Vec<Node> {
    let id = resource.id;
    let fold = workspace.drawing().with(|drawing| fold_of(&drawing.scene.shapes, id)).map(|fold| {
        let path = resource.path.clone();
        let words = if fold == Fold::Folded { "Fold" } else { "Unfold" };
        button("link").on(CLICK, move |_| workspace.fold(&path, fold)).child(words)
    });
    let order = plan.order_of(resource);
    let wave = order.and_then(|(_, waves)| waves.iter().position(|wave| wave.resources.contains(&id)));
    let wave = wave.map(|wave| el("span").class("pill").child("wave ").child(wave + 1));
    let kind = muted(resource.type_name.to_string()).child(" ").child(wave).child(" ").child(fold);
    let state = match resource.enabled {
        Some(true) => None,
        Some(false) => Some("Its condition is false: it will not be created."),
        None => Some("Whether it will be created is not known: its condition cannot be evaluated yet."),
    };
    let closed = resource.group.as_ref().and_then(|group| group.closed.clone());
    let closed = closed.map(|closed| caution("Its members are not shown: ").child(closed));
    let mut parts: Vec<Node> = vec![
        el("h3").child(resource.path.to_string()).into(),
        kind.into(),
        state.map(caution).into(),
        closed.into(),
    ];
    if let Some((graph, _)) = order {
        let waits = graph.requires(id).map(|edge| edge_view(plan, edge, true)).collect();
        let feeds = graph.required_by(id).map(|edge| edge_view(plan, edge, false)).collect();
        parts.extend([
            heading("Why it waits"),
            edges_view(waits, "It waits for nothing."),
            heading("What waits for it"),
            edges_view(feeds, "Nothing waits for it."),
        ]);
    }
    parts.extend([heading("Properties"), resolved_view(&resource.properties).into()]);
    parts.extend(plan.stack.nested(id).into_iter().flat_map(|nested| nested_view(plan, nested)));
    parts
}

/// What a template comes to that a resource stands for: its parameters, the order of its resources, its outputs.
fn nested_view(plan: &Plan, nested: &NestedStack) -> Vec<Node> {
    let entry = |name: &String, value: El| -> [Node; 2] {
        [el("dt").child(name.clone()).into(), el("dd").child(value).into()]
    };
    let list = |entries: Vec<Node>, none: &'static str| -> Node {
        if entries.is_empty() {
            muted(none).into()
        } else {
            el("dl").class("entries").children(entries).into()
        }
    };
    let parameters = nested
        .parameters
        .iter()
        .flat_map(|(name, value)| entry(name, parameter_value(value, || muted("Not known yet."))));
    let outputs = nested.outputs.iter().flat_map(|(name, output)| entry(name, resolved_view(&output.value)));
    let wave = |(index, wave): (usize, &Wave)| {
        let title = el("span").class("muted").child("wave ").child(index + 1);
        let links = wave.resources.iter().map(|id| resource_link(plan.stack[*id].path.clone()));
        links.fold(el("li").child(title), |line, link| line.child(" ").child(link))
    };
    let waves = el("ol").class("edges").children(nested.waves.iter().enumerate().map(wave));
    vec![
        heading("Its parameters"),
        list(parameters.collect(), "It declares none."),
        heading("Its waves"),
        waves.into(),
        heading("Its outputs"),
        list(outputs.collect(), "It has none."),
    ]
}

fn parameter_value(parameter: &ParameterValue, none: impl Fn() -> El) -> El {
    match (&parameter.value, parameter.declaration.hidden) {
        (Some(_), true) => muted("A value is given, and hidden."),
        (Some(value), false) => value_view(show_known(value)),
        (None, _) => none(),
    }
}

fn edges_view(edges: Vec<El>, none: &'static str) -> Node {
    if edges.is_empty() { muted(none).into() } else { el("ul").class("edges").children(edges).into() }
}

fn output_view(plan: &Plan, name: &str) -> Vec<Node> {
    let Some(output) = plan.outputs.get(name) else { return gone_view(name) };
    let read = |id: &ResourceId| el("li").child(resource_link(plan.stack[*id].path.clone()));
    vec![
        el("h3").child(name.to_owned()).into(),
        muted("output ").child(output.description.clone()).into(),
        heading("Reads"),
        edges_view(output.reads.iter().map(read).collect(), "It reads no resource."),
        heading("Value"),
        resolved_view(&output.value).into(),
    ]
}

fn parameter_view(plan: &Plan, name: &str) -> Vec<Node> {
    let Some(parameter) = plan.parameters.get(name) else { return gone_view(name) };
    let value = parameter_value(parameter, || caution("It needs a value."));
    vec![
        el("h3").child(name.to_owned()).into(),
        muted("parameter ").child(parameter.declaration.description.clone()).into(),
        heading("Value"),
        value.into(),
    ]
}
