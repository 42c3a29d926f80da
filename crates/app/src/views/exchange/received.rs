//! What each instance receives: one instance at a time, chosen by tabs.

use hotplate_exchange::{Deployment, DeploymentId};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::Telling;
use super::instance::{file_view, run_view};
use super::reports::{badge, declared_view, deployment_of};
use crate::panels::{changed_files, trouble};
use crate::views::pieces::message_view;

/// The receivers: one at a time, chosen by tabs.
#[component]
pub(super) fn Received(telling: Telling, shown: Signal<Vec<DeploymentId>>) -> impl IntoView {
    let exchange = telling.exchange;
    let chosen = RwSignal::new(None::<DeploymentId>);
    let open = Memo::new(move |_| {
        let shown = shown.read();
        chosen.get().filter(|id| shown.contains(id)).or_else(|| shown.first().copied())
    });
    let tab = move |id: DeploymentId| {
        let label =
            deployment_of(exchange, id).map(|deployment| short_label(&deployment)).unwrap_or_default();
        let on = move || open.get() == Some(id);
        view! {
            <button type="button" role="tab" class="tab" class:on=on aria-selected=move || on().to_string()
                tabindex=move || if on() { "0" } else { "-1" }
                on:click=move |_| chosen.set(Some(id)) on:keydown=move |event| turn(&event, shown, open, chosen)>{label}</button>
        }
    };
    let body = move || {
        let deployment = deployment_of(exchange, open.get()?)?;
        let badge = badge(&deployment);
        let files = deployment.instance.and_then(|index| {
            exchange.with(|exchange| {
                exchange.instances.get(index).map(|instance| changed_files(&instance.before, &instance.after))
            })
        });
        let trouble = trouble(&deployment).map(|why| view! { <p class="caution">{message_view(&why)}</p> });
        let declared = deployment.run.is_none().then(|| declared_view(&deployment));
        let run = deployment.run.as_ref().map(|run| view! { <div class="card padded">{run_view(run)}</div> });
        let files = files.unwrap_or_default().into_iter().map(file_view).collect_view();
        Some(view! {
            <div class="received-body">
                <p class="card-head"><span class="mono">{deployment.name.clone()}</span>{badge}</p>
                {trouble}{declared}{files}
            </div>
            {run}
        })
    };
    view! {
        <div class="card received">
            <div class="tabs small" role="tablist" aria-label="Instances">
                <For each=move || shown.get() key=|id| *id let:id>{tab(id)}</For>
            </div>
            <div role="tabpanel" aria-label="What the instance receives">{body}</div>
        </div>
    }
}

/// The key of a group's member in brackets, or the whole name.
fn short_label(deployment: &Deployment) -> String {
    deployment.key.as_ref().map_or_else(|| deployment.name.clone(), |key| format!("[{key}]"))
}

/// Arrow keys go from instance to instance.
fn turn(
    event: &web_sys::KeyboardEvent,
    shown: Signal<Vec<DeploymentId>>,
    open: Memo<Option<DeploymentId>>,
    chosen: RwSignal<Option<DeploymentId>>,
) {
    let step: isize = match event.key().as_str() {
        "ArrowRight" => 1,
        "ArrowLeft" => -1,
        _ => return,
    };
    event.prevent_default();
    let all = shown.get_untracked();
    let Some(now) = open.get_untracked().and_then(|id| all.iter().position(|other| *other == id)) else {
        return;
    };
    let next = (now + all.len()).saturating_add_signed(step) % all.len();
    chosen.set(Some(all[next]));
    let buttons = event.current_target().map(JsCast::unchecked_into::<web_sys::Element>);
    let list = buttons.and_then(|button| button.parent_element());
    if let Some(button) = list.and_then(|list| list.children().item(next as u32)) {
        let _ = JsCast::unchecked_into::<web_sys::HtmlElement>(button).focus();
    }
}
