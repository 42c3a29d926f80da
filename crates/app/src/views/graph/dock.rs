//! Below the graph: what each instance ends up with, so that the first screen shows cause and effect together.

use std::sync::Arc;

use hotplate_exchange::Exchange;
use leptos::prelude::*;

use crate::panels::changed_files;
use crate::views::exchange::file_view;
use crate::views::pieces::ResourceLink;
use crate::workspace::{View, Workspace};

/// Instances that stand side by side; the exchange shows all.
const MOST: usize = 12;

/// The dock; nothing when the stack has no deployments.
#[component]
pub(crate) fn Dock() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let closed = RwSignal::new(false);
    let exchange = workspace.exchange();
    let any = Memo::new(move |_| {
        exchange.with(|exchange| !exchange.deployments.is_empty() && !exchange.instances.is_empty())
    });
    let total = Memo::new(move |_| exchange.with(|exchange| exchange.instances.len()));
    view! {
        <Show when=move || any.get()>
            <section class="dock" aria-label="What each instance ends up with" class:closed=move || closed.get()>
                <h2 class="dock-head">
                    <button type="button" class="fold" aria-expanded=move || (!closed.get()).to_string()
                        on:click=move |_| closed.update(|closed| *closed = !*closed)>
                        <span class="turn" aria-hidden="true">{move || if closed.get() { "▸" } else { "▾" }}</span>
                        "What each instance ends up with"
                    </button>
                    <span class="grow"></span>
                    <button type="button" class="link" on:click=move |_| workspace.show(View::Exchange)>
                        {move || if total.get() > MOST { format!("All {} in Exchange →", total.get()) } else { "How they got there →".to_owned() }}
                    </button>
                </h2>
                <Show when=move || !closed.get()>
                    <ul class="dock-list">
                        {move || (0..total.get().min(MOST)).map(|index| instance_card(exchange, index)).collect_view()}
                    </ul>
                </Show>
            </section>
        </Show>
    }
}

fn instance_card(exchange: ReadSignal<Arc<Exchange>>, index: usize) -> impl IntoView {
    let card = move || {
        let exchange = exchange.get();
        let instance = exchange.instances.get(index)?;
        let files = changed_files(&instance.before, &instance.after);
        let path = exchange.instances.get(index).map(|instance| instance.name.clone())?;
        let body = if files.is_empty() {
            view! { <p class="muted">{unchanged(&exchange, index)}</p> }.into_any()
        } else {
            files.into_iter().map(file_view).collect_view().into_any()
        };
        let workspace = expect_context::<Workspace>();
        let link = workspace.planned().with(|planned| planned.value.stack[instance.resource].path.clone());
        debug_assert_eq!(link.to_string(), path);
        Some(view! {
            <li class="card instance">
                <p class="instance-name"><ResourceLink path=link/><span class="muted mono">{instance.facts.ipaddress.clone()}</span></p>
                {body}
            </li>
        })
    };
    view! { {card} }
}

/// Why an instance has no changed file.
fn unchanged(exchange: &Exchange, index: usize) -> &'static str {
    let mut own =
        exchange.deployments.iter().filter(|deployment| deployment.instance == Some(index)).peekable();
    if !exchange.wanted.is_empty() {
        "Its scripts are being run…"
    } else if own.peek().is_none() {
        "Nothing is deployed on it."
    } else if own.any(|deployment| deployment.run.is_none()) {
        "Not all of its scripts could be run: see Exchange."
    } else {
        "Its scripts changed no file."
    }
}
