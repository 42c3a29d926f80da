//! The deployments of one part of the conversation, those that report or those that receive, instance by instance.

use std::sync::Arc;

use hotplate_exchange::{Deployment, DeploymentId, Exchange};
use hotplate_plan::Plan;

use super::facts::fact_fields;
use super::instance::run_view;
use super::python::{exact_button, lacks, pythons_view};
use super::received::received;
use super::whatif::what_if;
use super::{FEW, Telling};
use crate::dom::{CLICK, El, Node, button, el, keyed, list, live, row};
use crate::panels::words::{count, names};
use crate::panels::{END, Standing, has_run, standing_at, trouble};
use crate::signals::{Memo, ReadSignal, RwSignal, expect_context, untrack};
use crate::views::pieces::{message_view, muted, resource_link};

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
pub(crate) fn deployments(telling: Telling, role: Role, which: Memo<Vec<usize>>) -> El {
    let Telling { workspace, exchange, filter, .. } = telling;
    let more = RwSignal::new(false);
    let matching = move || {
        let (exchange, filter) = (exchange.read(), filter.read());
        let mut matching = Vec::new();
        for deployment in which.read().iter().filter_map(|index| exchange.deployments.get(*index)) {
            if matches(&exchange, deployment, &filter) {
                matching.push(deployment.id);
            }
        }
        matching
    };
    let shown = Memo::new(move |_| {
        let mut shown = matching();
        shown.truncate(if more.get() { usize::MAX } else { FEW });
        shown
    });
    let heading = match role {
        Role::Reports => "1 · Each instance reports",
        Role::Receives => "3 · Each instance receives",
        Role::Alone => "Scripts that exchange nothing",
    };
    let about = move || {
        let (planned, exchange, which) = (workspace.planned().read(), exchange.read(), which.read());
        about(&planned.value, &exchange, &which, role)
    };
    let cards = move || {
        let ids = shown.get();
        let card = |id: DeploymentId| {
            row(id.0.index().to_string(), move || deployment_card(telling, role, id).into())
        };
        ids.into_iter().map(card).collect()
    };
    let body = match role {
        Role::Receives => received(telling, shown),
        Role::Reports | Role::Alone => el("ul").class("cards").child(keyed(cards)),
    };
    let rest = move || {
        let (all, shown) = (matching().len(), shown.with(Vec::len));
        let left = all - shown.min(all);
        if left > 0 {
            let more = move |_| more.set(true);
            return Some(button("btn").on(CLICK, more).child(format!("Show {left} more")));
        }
        (all == 0).then(|| muted("No instance matches."))
    };
    let hint = "Underlined facts are samples. Change one and everything follows.";
    el("div")
        .class("column")
        .child(el("h2").child(heading))
        .child(muted(live(about)))
        .child(body)
        .child(live(rest))
        .child((role == Role::Reports).then(|| el("p").class("muted small").child(hint)))
}

/// Whose these deployments are.
fn about(plan: &Plan, exchange: &Exchange, which: &[usize], role: Role) -> String {
    let mut configs = Vec::new();
    for deployment in which.iter().filter_map(|index| exchange.deployments.get(*index)) {
        configs.extend(deployment.config);
    }
    configs.dedup();
    let instances = count(which.len(), "instance");
    match (role, configs.is_empty()) {
        (Role::Alone, _) => format!("{} on their own", count(which.len(), "deployment")),
        (_, true) => format!("on {instances}"),
        (_, false) => format!("{} runs on {instances}", names(plan, configs)),
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
pub(super) fn badge(deployment: &Deployment, moment: u32) -> El {
    let (class, words) = match standing_at(deployment, moment) {
        Standing::Done(words) => ("pill good", words),
        Standing::Busy(words) => ("pill busy", words),
        Standing::Waiting(words) => ("pill", words),
        Standing::Failed(words) => ("pill bad", words),
        Standing::Unplayed(words) => ("pill warn", words),
    };
    el("span").class(class).child(words)
}

/// Why a deployment has no good result, once that is so.
pub(super) fn trouble_view(deployment: &Deployment, moment: u32) -> Option<El> {
    let known = moment == END || deployment.timing.signalled.is_some_and(|at| at <= moment);
    trouble(deployment).filter(|_| known).map(|why| {
        let lacking = lacks(&why).then(|| exact_button(expect_context()));
        el("p").class("caution").child(message_view(&why)).child(" ").child(lacking)
    })
}

/// One deployment with its instance's facts and what it reports.
fn deployment_card(telling: Telling, role: Role, id: DeploymentId) -> El {
    let Telling { workspace, exchange, moment, .. } = telling;
    let deployment = move || deployment_of(exchange, id);
    let instance = Memo::new(move |_| deployment().and_then(|deployment| deployment.instance));
    let head = move || {
        let deployment = deployment()?;
        let server =
            instance.get().and_then(|index| exchange.with(|e| e.instances.get(index).map(|i| i.resource)));
        let server = server.unwrap_or(deployment.id.0);
        let path = workspace.planned().with(|planned| planned.value.stack[server].path.clone());
        Some(el("p").class("card-head").child(resource_link(path)).child(badge(&deployment, moment.get())))
    };
    let facts = move || instance.get().map(|index| fact_fields(telling, index));
    let body = move || deployment().map(|deployment| outcome_view(&deployment, role, moment.get()));
    let otherwise = move || {
        let instance = instance.get()?;
        untrack(deployment).map(|deployment| what_if(telling, instance, &deployment))
    };
    el("li").class("card").child(live(head)).child(live(facts)).child(live(body)).child(live(otherwise))
}

/// What came of a deployment.
fn outcome_view(deployment: &Deployment, role: Role, moment: u32) -> Node {
    let run = deployment.run.as_ref().filter(|_| has_run(deployment, moment));
    let outputs = run.iter().flat_map(|run| &run.outputs).map(|(name, text)| {
        let text = format!(" = {:?}", text.as_str());
        el("p").class("reported").child(el("b").child(name.clone())).child(text)
    });
    let run = run.map(|run| {
        let quiet = run.remarks.is_empty() && run.stderr.as_str().is_empty();
        el("details")
            .class("run")
            .attr("open", role == Role::Alone && !quiet)
            .child(el("summary").child("What the script saw and said"))
            .child(run_view(run))
    });
    let declared = deployment.run.is_none().then(|| declared_view(deployment));
    let pythons = pythons_view(deployment).filter(|_| has_run(deployment, moment));
    let trouble = trouble_view(deployment, moment);
    Node::from([list(outputs), trouble.into(), pythons.into(), declared.into(), run.into()])
}

/// What is known of a deployment that was not run: inputs and declared outputs.
pub(super) fn declared_view(deployment: &Deployment) -> Node {
    let mut parts = Vec::new();
    let Some(job) = &deployment.job else { return Node::Nothing };
    let mut inputs = Vec::new();
    for input in job.config.inputs.iter().filter(|input| !input.name.starts_with("deploy_")) {
        let value =
            input.value.as_ref().map_or_else(|| "not known yet".to_owned(), |value| value.to_json(false));
        let value = el("span").class("mono").child(value);
        inputs.push(el("li").child(el("code").child(input.name.clone())).child(" = ").child(value));
    }
    if !inputs.is_empty() {
        parts.push(muted("It would get"));
        parts.push(el("ul").class("plain-list").children(inputs));
    }
    let outputs: Vec<&str> = job.config.outputs.iter().map(|output| output.name.as_str()).collect();
    if !outputs.is_empty() {
        parts.push(muted("It declares the outputs ").child(el("code").child(outputs.join(", "))));
    }
    list(parts)
}
