//! What is known of the selected thing: its definition, its properties, why it waits and who waits for it.

use hotplate_figure::Fold;
use hotplate_plan::{Dependency, Plan, Resource};
use leptos::prelude::*;

use crate::graph::fold_of;
use crate::panels::words;
use crate::views::bridge::Bridge;
use crate::views::pieces::{ResourceLink, go_to_definition, resolved_view};
use crate::workspace::{Pane, Selected, Workspace};

/// The inspector; nothing while nothing is selected.
#[component]
pub(crate) fn Inspector() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let bridge = expect_context::<Bridge>();
    let target = Memo::new(move |_| workspace.selection().get().map(|selection| selection.target));
    let body = move || {
        let target = target.get()?;
        let planned = workspace.planned().get();
        let content = match &target {
            Selected::Resource(path) => match planned.value.stack.find(path) {
                Some(resource) => resource_view(workspace, &planned.value, resource),
                None => gone_view(&path.to_string()),
            },
            Selected::Output(name) => output_view(&planned.value, name),
            Selected::Parameter(name) => parameter_view(&planned.value, name),
        };
        let jump = target.clone();
        Some(view! {
            <aside class="inspector" aria-label="Selected">
                {content}
                <div class="inspector-actions">
                    <button type="button" class="btn small" on:click=move |_| go_to_definition(workspace, bridge, &jump)>"Go to definition"</button>
                    <button type="button" class="btn small quiet" on:click=move |_| workspace.select(None, Pane::Preview)>"Close"</button>
                </div>
            </aside>
        })
    };
    view! { {body} }
}

fn gone_view(name: &str) -> AnyView {
    view! {
        <h3>{name.to_owned()}</h3>
        <p class="muted">"The template does not define it (any more)."</p>
    }
    .into_any()
}

fn resource_view(workspace: Workspace, plan: &Plan, resource: &Resource) -> AnyView {
    let id = resource.id;
    let fold = workspace.drawing().with(|drawing| fold_of(&drawing.scene.shapes, id)).map(|fold| {
        let path = resource.path.clone();
        let words = if fold == Fold::Folded { "Fold" } else { "Unfold" };
        view! { <button type="button" class="link" on:click=move |_| workspace.fold(&path, fold)>{words}</button> }
    });
    let state = match resource.enabled {
        Some(true) => None,
        Some(false) => Some("Its condition is false: it will not be created."),
        None => Some("Whether it will be created is not known: its condition cannot be evaluated yet."),
    };
    let closed = resource.group.as_ref().and_then(|group| group.closed.clone());
    let waits: Vec<_> = plan.graph.requires(resource.id).map(|edge| edge_view(plan, edge, true)).collect();
    let feeds: Vec<_> =
        plan.graph.required_by(resource.id).map(|edge| edge_view(plan, edge, false)).collect();
    let wave = plan.waves.iter().position(|wave| wave.resources.contains(&resource.id));
    let top = resource.parent.is_none();
    view! {
        <h3>{resource.path.to_string()}</h3>
        <p class="muted">
            {resource.type_name.to_string()}" "
            {wave.map(|wave| view! { <span class="pill">"wave "{wave + 1}</span> })}" "{fold}
        </p>
        {state.map(|state| view! { <p class="caution">{state}</p> })}
        {closed.map(|closed| view! { <p class="caution">"Its members are not shown: "{closed}</p> })}
        {top.then(|| view! {
            <h4>"Why it waits"</h4>
            {edges_view(waits, "It waits for nothing.")}
            <h4>"What waits for it"</h4>
            {edges_view(feeds, "Nothing waits for it.")}
        })}
        <h4>"Properties"</h4>
        {resolved_view(&resource.properties)}
    }
    .into_any()
}

fn edges_view(edges: Vec<AnyView>, none: &'static str) -> AnyView {
    if edges.is_empty() {
        return view! { <p class="muted">{none}</p> }.into_any();
    }
    view! { <ul class="edges">{edges}</ul> }.into_any()
}

fn edge_view(plan: &Plan, edge: &Dependency, waits: bool) -> AnyView {
    let other = if waits { edge.to } else { edge.from };
    let path = plan.stack[other].path.clone();
    view! { <li><ResourceLink path=path/>" "<span class="muted">{words::reasons(edge)}</span></li> }
        .into_any()
}

fn output_view(plan: &Plan, name: &str) -> AnyView {
    let Some(output) = plan.outputs.get(name) else { return gone_view(name) };
    let reads = output
        .reads
        .iter()
        .map(|id| view! { <li><ResourceLink path=plan.stack[*id].path.clone()/></li> }.into_any());
    view! {
        <h3>{name.to_owned()}</h3>
        <p class="muted">"output "{output.description.clone()}</p>
        <h4>"Reads"</h4>
        {edges_view(reads.collect(), "It reads no resource.")}
        <h4>"Value"</h4>
        {resolved_view(&output.value)}
    }
    .into_any()
}

fn parameter_view(plan: &Plan, name: &str) -> AnyView {
    let Some(parameter) = plan.parameters.get(name) else { return gone_view(name) };
    let value = match (&parameter.value, parameter.declaration.hidden) {
        (Some(_), true) => view! { <p class="muted">"A value is given, and hidden."</p> }.into_any(),
        (Some(value), false) => resolved_view(&hotplate_plan::Resolved::Known(value.clone())).into_any(),
        (None, _) => view! { <p class="caution">"It needs a value."</p> }.into_any(),
    };
    view! {
        <h3>{name.to_owned()}</h3>
        <p class="muted">"parameter "{parameter.declaration.description.clone()}</p>
        <h4>"Value"</h4>
        {value}
    }
    .into_any()
}
