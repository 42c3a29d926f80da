//! The deployments of one part of the conversation, those that report or those that receive, instance by instance.

use std::sync::Arc;

use hotplate_exchange::{Deployment, DeploymentId, Exchange};
use leptos::prelude::*;

use super::facts::FactFields;
use super::instance::run_view;
use super::received::Received;
use super::{FEW, Telling};
use crate::panels::words::{count, names};
use crate::panels::{Standing, standing, trouble};
use crate::views::pieces::{ResourceLink, message_view};

/// What deployments do in a part of the conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// They report a value.
    Reports,
    /// They receive the merged value.
    Receives,
    /// Neither.
    Alone,
}

/// A column of deployments.
#[component]
pub(crate) fn Deployments(telling: Telling, role: Role, which: Memo<Vec<usize>>) -> impl IntoView {
    let Telling { workspace, exchange, filter } = telling;
    let more = RwSignal::new(false);
    let matching = Memo::new(move |_| {
        let (exchange, which, filter) = (exchange.read(), which.read(), filter.read());
        let rows = which.iter().filter_map(|index| exchange.deployments.get(*index));
        rows.filter(|deployment| matches(&exchange, deployment, &filter))
            .map(|deployment| deployment.id)
            .collect::<Vec<_>>()
    });
    let shown = move || {
        let most = if more.get() { usize::MAX } else { FEW };
        matching.with(|matching| matching.iter().take(most).copied().collect::<Vec<_>>())
    };
    let left =
        move || matching.with(|matching| if more.get() { 0 } else { matching.len().saturating_sub(FEW) });
    let heading = match role {
        Role::Reports => "1 · Each instance reports",
        Role::Receives => "3 · Each instance receives",
        Role::Alone => "Scripts that exchange nothing",
    };
    let about = Memo::new(move |_| {
        let (planned, exchange, which) = (workspace.planned().read(), exchange.read(), which.read());
        let rows: Vec<&Deployment> =
            which.iter().filter_map(|index| exchange.deployments.get(*index)).collect();
        let mut configs: Vec<_> = rows.iter().filter_map(|deployment| deployment.config).collect();
        configs.dedup();
        let instances = count(rows.len(), "instance");
        match (role, configs.is_empty()) {
            (Role::Alone, _) => format!("{} on their own", count(rows.len(), "deployment")),
            (_, true) => format!("on {instances}"),
            (_, false) => format!("{} runs on {instances}", names(&planned.value, configs)),
        }
    });
    let body = move || match role {
        Role::Receives => view! { <Received telling=telling shown=Signal::derive(shown)/> }.into_any(),
        Role::Reports | Role::Alone => view! {
            <ul class="cards">
                <For each=shown key=|id| *id let:id><DeploymentCard telling=telling role=role id=id/></For>
            </ul>
        }
        .into_any(),
    };
    view! {
        <div class="column">
            <h2>{heading}</h2>
            <p class="muted">{about}</p>
            {body}
            <Show when=move || { left() > 0 }>
                <button type="button" class="btn" on:click=move |_| more.set(true)>{move || format!("Show {} more", left())}</button>
            </Show>
            <Show when=move || matching.with(Vec::is_empty)><p class="muted">"No instance matches."</p></Show>
            {(role == Role::Reports).then(|| view! { <p class="muted small">"Underlined facts are samples. Change one and everything follows."</p> })}
        </div>
    }
}

fn matches(exchange: &Exchange, deployment: &Deployment, filter: &str) -> bool {
    let filter = filter.trim();
    let facts = deployment.instance.and_then(|index| exchange.instances.get(index));
    let in_facts = facts.is_some_and(|instance| {
        [&instance.name, &instance.facts.hostname, &instance.facts.ipaddress]
            .iter()
            .any(|text| text.contains(filter))
    });
    filter.is_empty() || in_facts || deployment.name.contains(filter)
}

/// A deployment of the exchange at hand; tracks.
pub(super) fn deployment_of(exchange: ReadSignal<Arc<Exchange>>, id: DeploymentId) -> Option<Deployment> {
    exchange.with(|exchange| exchange.deployments.iter().find(|deployment| deployment.id == id).cloned())
}

/// How a deployment stands, as a badge.
pub(super) fn badge(deployment: &Deployment) -> impl IntoView + use<> {
    let (class, words) = match standing(deployment) {
        Standing::Done(words) => ("pill good", words),
        Standing::Busy(words) => ("pill busy", words),
        Standing::Waiting(words) => ("pill", words),
        Standing::Failed(words) => ("pill bad", words),
        Standing::Unplayed(words) => ("pill warn", words),
    };
    view! { <span class=class>{words}</span> }
}

/// One deployment with its instance's facts and what it reports.
#[component]
fn DeploymentCard(telling: Telling, role: Role, id: DeploymentId) -> impl IntoView {
    let exchange = telling.exchange;
    let deployment = Memo::new(move |_| deployment_of(exchange, id));
    let instance = Memo::new(move |_| {
        deployment.with(|deployment| deployment.as_ref().and_then(|deployment| deployment.instance))
    });
    let head = move || {
        let deployment = deployment.get()?;
        let server =
            instance.get().and_then(|index| exchange.with(|e| e.instances.get(index).map(|i| i.resource)));
        let path = telling
            .workspace
            .planned()
            .with(|planned| planned.value.stack[server.unwrap_or(deployment.id.0)].path.clone());
        Some(view! { <p class="card-head"><ResourceLink path=path/>{badge(&deployment)}</p> })
    };
    let body = move || deployment.get().map(|deployment| outcome_view(&deployment, role));
    let facts = move || instance.get().map(|index| view! { <FactFields telling=telling instance=index/> });
    view! {
        <li class="card">
            {head}
            {facts}
            {body}
        </li>
    }
}

/// What came of a deployment.
fn outcome_view(deployment: &Deployment, role: Role) -> impl IntoView + use<> {
    let outputs = deployment.run.iter().flat_map(|run| &run.outputs).map(|(name, text)| {
        view! { <p class="reported"><b>{name.clone()}</b>" = "{format!("{:?}", text.as_str())}</p> }
    });
    let outputs = outputs.collect_view();
    let declared = deployment.run.is_none().then(|| declared_view(deployment));
    let trouble = trouble(deployment).map(|why| view! { <p class="caution">{message_view(&why)}</p> });
    let run = deployment.run.as_ref().map(|run| {
        let quiet = run.remarks.is_empty()
            && deployment.run.as_ref().is_some_and(|run| run.stderr.as_str().is_empty());
        view! {
            <details class="run" open=role == Role::Alone && !quiet>
                <summary>"What the script saw and said"</summary>
                {run_view(run)}
            </details>
        }
    });
    view! { {outputs}{trouble}{declared}{run} }
}

/// What is known of a deployment that was not run: inputs and declared outputs.
pub(super) fn declared_view(deployment: &Deployment) -> impl IntoView + use<> {
    let job = deployment.job.as_ref();
    let inputs = job
        .iter()
        .flat_map(|job| &job.config.inputs)
        .filter(|input| !input.name.starts_with("deploy_"))
        .map(|input| {
            let value =
                input.value.as_ref().map_or_else(|| "not known yet".to_owned(), |value| value.to_json(false));
            view! { <li><code>{input.name.clone()}</code>" = "<span class="mono">{value}</span></li> }
        });
    let inputs = inputs.collect::<Vec<_>>();
    let outputs =
        job.iter().flat_map(|job| &job.config.outputs).map(|output| output.name.clone()).collect::<Vec<_>>();
    view! {
        {(!inputs.is_empty()).then(|| view! { <p class="muted">"It would get"</p><ul class="plain-list">{inputs}</ul> })}
        {(!outputs.is_empty()).then(|| view! { <p class="muted">"It declares the outputs "<code>{outputs.join(", ")}</code></p> })}
    }
}
