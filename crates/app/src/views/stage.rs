//! The tabs of the preview and the view that is open.

use leptos::prelude::*;

use super::deploy::DeployView;
use super::dialogs::Dialogs;
use super::exchange::ExchangeView;
use super::graph::{Dock, GraphView};
use super::outputs::OutputsView;
use super::plan::PlanView;
use super::summary::Summary;
use crate::workspace::{View, Workspace};

/// The stage.
#[component]
pub(crate) fn Stage() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let view = workspace.view();
    let blank =
        Memo::new(move |_| workspace.project().with(|project| project.template().text.trim().is_empty()));
    let bare =
        Memo::new(move |_| workspace.planned().with(|planned| planned.value.stack.top().next().is_none()));
    let tab = move |this: View| {
        let open = move || view.get() == this;
        view! {
            <button type="button" role="tab" class="tab" class:on=open id=format!("tab-{}", this.name()) aria-controls="stage"
                aria-selected=move || open().to_string() tabindex=move || if open() { "0" } else { "-1" }
                on:click=move |_| workspace.show(this) on:keydown=move |event| turn(&event, workspace)>{this.name()}</button>
        }
    };
    let unread = Memo::new(move |_| !workspace.is_read());
    let body = move || match (blank.get(), bare.get(), view.get()) {
        (true, _, _) => view! { <Blank/> }.into_any(),
        _ if unread.get() => view! { <Unread/> }.into_any(),
        (false, true, View::Graph | View::Exchange | View::Plan) => view! { <NoResources/> }.into_any(),
        (_, _, View::Graph) => view! { <div class="graph-view"><GraphView/><Dock/></div> }.into_any(),
        (_, _, View::Exchange) => view! { <ExchangeView/> }.into_any(),
        (_, _, View::Plan) => view! { <PlanView/> }.into_any(),
        (_, _, View::Outputs) => view! { <OutputsView/> }.into_any(),
        (_, _, View::Deploy) => view! { <DeployView/> }.into_any(),
    };
    view! {
        <div class="stage-head">
            <div class="tabs views" role="tablist" aria-label="Views">{View::ALL.map(tab)}</div>
            <Summary/>
        </div>
        <div class="stage" id="stage" role="tabpanel" aria-labelledby=move || format!("tab-{}", view.get().name())>{body}</div>
    }
}

/// Arrow keys go from tab to tab.
fn turn(event: &web_sys::KeyboardEvent, workspace: Workspace) {
    let all = View::ALL;
    let now = all.iter().position(|view| *view == workspace.view().get_untracked()).unwrap_or(0);
    let next = match event.key().as_str() {
        "ArrowRight" => (now + 1) % all.len(),
        "ArrowLeft" => (now + all.len() - 1) % all.len(),
        "Home" => 0,
        "End" => all.len() - 1,
        _ => return,
    };
    event.prevent_default();
    workspace.show(all[next]);
    crate::browser::focus(&format!("tab-{}", all[next].name()));
}

/// What stands in place of a view when there is no text at all.
#[component]
fn Blank() -> impl IntoView {
    let dialogs = expect_context::<Dialogs>();
    view! {
        <div class="blank">
            <h2>"Paste a Heat template"</h2>
            <p>"Its graph, its exchange and its mistakes show here while you type. Nothing leaves this page."</p>
            <button type="button" class="btn primary" on:click=move |_| dialogs.gallery.set(true)>"Or open one from the gallery"</button>
        </div>
    }
}

/// What stands in place of a view until the template has been read for the first time.
#[component]
fn Unread() -> impl IntoView {
    view! {
        <div class="blank unread" role="status">
            <p>"Reading the template"</p>
            <div class="progress"></div>
        </div>
    }
}

/// What stands in place of a view when the text names no resources.
#[component]
fn NoResources() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let broken = move || workspace.findings().with(|findings| !findings.is_empty());
    let words = move || {
        if broken() {
            "The text could not be read as far as its resources: see Problems."
        } else {
            "A template lists what it creates under resources. This one has none yet."
        }
    };
    view! {
        <div class="blank">
            <h2>"No resources to show"</h2>
            <p>{words}</p>
        </div>
    }
}
