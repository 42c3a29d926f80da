//! The conversation: what each instance reports, what Heat merges, what each instance receives.

mod facts;
mod instance;
mod merge;
mod received;
mod reports;

use std::sync::Arc;

use hotplate_exchange::Exchange;
use leptos::prelude::*;

pub(crate) use self::instance::file_view;
use self::merge::MergeColumn;
use self::reports::{Deployments, Role};
use crate::panels::{Section, sections};
use crate::workspace::Workspace;

/// Instances that are listed before somebody asks for more, and from which a filter helps.
pub(crate) const FEW: usize = 12;
const FILTERED: usize = 6;

/// What the columns of a section share.
#[derive(Clone, Copy)]
pub(crate) struct Telling {
    pub(crate) workspace: Workspace,
    pub(crate) exchange: ReadSignal<Arc<Exchange>>,
    pub(crate) filter: RwSignal<String>,
}

/// The exchange.
#[component]
pub(crate) fn ExchangeView() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let exchange = workspace.exchange();
    let filter = RwSignal::new(String::new());
    let telling = Telling { workspace, exchange, filter };
    let all = Memo::new(move |_| {
        let (planned, exchange) = (workspace.planned().read(), exchange.read());
        sections(&planned.value, &exchange)
    });
    let many = Memo::new(move |_| exchange.with(|exchange| exchange.instances.len() > FILTERED));
    let keyed = move || all.get().into_iter().enumerate().collect::<Vec<_>>();
    view! {
        <div class="exchange">
            <Show when=move || many.get()>
                <label class="filter">
                    "Instances "
                    <input type="search" placeholder="filter by name or address" prop:value=move || filter.get()
                        on:input=move |event| filter.set(event_target_value(&event))/>
                </label>
            </Show>
            <For each=keyed key=|(index, section)| (*index, section.merge, section.receives.is_empty()) let:((index, section))>
                <SectionView telling=telling index=index section=section all=all/>
            </For>
            <Show when=move || all.with(Vec::is_empty)><NoExchange/></Show>
        </div>
    }
}

#[component]
fn SectionView(telling: Telling, index: usize, section: Section, all: Memo<Vec<Section>>) -> impl IntoView {
    let section =
        Memo::new(move |_| all.with(|all| all.get(index).cloned()).unwrap_or_else(|| section.clone()));
    let reports = Memo::new(move |_| section.with(|section| section.reports.clone()));
    let receives = Memo::new(move |_| section.with(|section| section.receives.clone()));
    match section.with_untracked(|section| section.merge) {
        Some(merge) => view! {
            <div class="section three">
                <Deployments telling=telling role=Role::Reports which=reports/>
                <MergeColumn telling=telling merge=merge/>
                <Show when=move || receives.with(|receives| !receives.is_empty()) fallback=NoReaders>
                    <Deployments telling=telling role=Role::Receives which=receives/>
                </Show>
            </div>
        }
        .into_any(),
        None => view! {
            <div class="section one">
                <Deployments telling=telling role=Role::Alone which=reports/>
            </div>
        }
        .into_any(),
    }
}

#[component]
fn NoReaders() -> impl IntoView {
    view! {
        <div class="column">
            <h2>"3 · No instance receives it"</h2>
            <p class="muted">"Only an output reads it: whoever reads the stack sees it, the instances do not."</p>
        </div>
    }
}

#[component]
fn NoExchange() -> impl IntoView {
    view! {
        <div class="blank">
            <h2>"Nothing is exchanged"</h2>
            <p>"Instances tell each other things through software deployments: a script on each reports an output, Heat merges them, and a later deployment reads the merged value with get_attr. This template has none."</p>
        </div>
    }
}
