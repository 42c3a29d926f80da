//! The graph as a table: the same waves, the same reasons, for those who would rather read.

use hotplate_plan::{Plan, Resource, ResourceId};
use leptos::prelude::*;

use super::pieces::{ResourceLink, is_selected};
use crate::panels::words::{self, names};
use crate::workspace::{Selected, Workspace};

/// The table.
#[component]
pub(crate) fn PlanView() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let body = move || {
        let planned = workspace.planned().get();
        let plan = &planned.value;
        let wave = |(index, wave): (usize, &hotplate_plan::Wave)| {
            group_view(workspace, plan, words::wave_title(plan, index), &wave.resources)
        };
        let waves = plan.waves.iter().enumerate().map(wave).collect_view();
        let placed = |id: ResourceId| plan.waves.iter().any(|wave| wave.resources.contains(&id));
        let off: Vec<ResourceId> =
            plan.stack.top().filter(|r| r.enabled == Some(false)).map(|r| r.id).collect();
        let stuck: Vec<ResourceId> =
            plan.stack.top().map(|r| r.id).filter(|id| !placed(*id) && !off.contains(id)).collect();
        let cycles = plan.cycles.iter().map(|cycle| cycle_view(plan, &cycle.resources)).collect_view();
        let stuck = (!stuck.is_empty())
            .then(|| group_view(workspace, plan, "Never · in or behind a circle".to_owned(), &stuck));
        let off = (!off.is_empty())
            .then(|| group_view(workspace, plan, "Not created · the condition is false".to_owned(), &off));
        view! {
            {cycles}
            <div class="scroll" tabindex="0" role="group" aria-label="Order of creation">
                <table class="plan">
                    <caption class="unseen">"Resources in the order of their creation"</caption>
                    <thead><tr>
                        <th scope="col">"Resource"</th><th scope="col">"Type"</th><th scope="col">"Waits for"</th><th scope="col">"Needed by"</th>
                    </tr></thead>
                    {waves}{stuck}{off}
                </table>
            </div>
        }
    };
    view! { <div class="plan-view">{body}</div> }
}

fn group_view(
    workspace: Workspace,
    plan: &Plan,
    title: String,
    resources: &[ResourceId],
) -> impl IntoView + use<> {
    let rows = resources.iter().map(|id| row_view(workspace, plan, &plan.stack[*id])).collect_view();
    view! {
        <tbody>
            <tr class="wave-row"><th scope="rowgroup" colspan="4">{title}</th></tr>
            {rows}
        </tbody>
    }
}

fn row_view(workspace: Workspace, plan: &Plan, resource: &Resource) -> impl IntoView + use<> {
    let target = StoredValue::new(Selected::Resource(resource.path.clone()));
    let waits = plan.graph.requires(resource.id).map(|edge| {
        let path = plan.stack[edge.to].path.clone();
        view! { <li><ResourceLink path=path/>" "<span class="muted">{words::reasons(edge)}</span></li> }
    });
    let waits = waits.collect::<Vec<_>>();
    let waits = if waits.is_empty() {
        view! { <span class="muted">"nothing"</span> }.into_any()
    } else {
        view! { <ul class="edges">{waits}</ul> }.into_any()
    };
    let feeds = plan.graph.required_by(resource.id).map(|edge| plan.stack[edge.from].path.clone());
    let outputs = plan
        .outputs
        .iter()
        .filter(|(_, output)| output.reads.contains(&resource.id))
        .map(|(name, _)| name.clone());
    let outputs =
        outputs.map(|name| view! { <li><span class="muted">"output "</span>{name}</li> }.into_any());
    let feeds = feeds
        .map(|path| view! { <li><ResourceLink path=path/></li> }.into_any())
        .chain(outputs)
        .collect::<Vec<_>>();
    let feeds = if feeds.is_empty() {
        view! { <span class="muted">"nothing"</span> }.into_any()
    } else {
        view! { <ul class="edges">{feeds}</ul> }.into_any()
    };
    view! {
        <tr class:selected=move || is_selected(workspace, &target.get_value())>
            <th scope="row"><ResourceLink path=resource.path.clone()/></th>
            <td>{words::kind(resource)}</td>
            <td>{waits}</td>
            <td>{feeds}</td>
        </tr>
    }
}

fn cycle_view(plan: &Plan, resources: &[ResourceId]) -> impl IntoView + use<> {
    let all = names(plan, resources.iter().copied().chain(resources.first().copied())).replace(", ", " → ");
    view! { <p class="caution">"They wait for each other in a circle, and so for ever: "{all}</p> }
}
