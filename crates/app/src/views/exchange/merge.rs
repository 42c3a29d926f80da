//! The middle of a conversation: the merged value, who learns of whom, and why somebody waits.

use std::fmt::Write;

use hotplate_exchange::{Exchange, Merge};
use hotplate_plan::Plan;
use leptos::prelude::*;

use super::Telling;
use crate::panels::show_known;
use crate::panels::words::{count, reasons};
use crate::views::pieces::{ResourceLink, value_view};

/// Instances up to which the table of who knows whom has names; beyond it is drawn as a field of points.
const NAMED: usize = 12;

/// The column.
#[component]
pub(crate) fn MergeColumn(telling: Telling, merge: usize) -> impl IntoView {
    let Telling { workspace, exchange, .. } = telling;
    let value = move || {
        exchange.with(|exchange| exchange.merges.get(merge).map(|merge| merged_view(merge).into_any()))
    };
    let call = move || exchange.with(|exchange| exchange.merges.get(merge).map(call_text));
    let waits = move || {
        let (planned, exchange) = (workspace.planned().get(), exchange.get());
        exchange.merges.get(merge).map(|merge| waits_view(&planned.value, &exchange, merge).into_any())
    };
    view! {
        <div class="column">
            <h2>"2 · Heat merges"</h2>
            <p class="muted mono">{call}</p>
            {value}
            <Knowledge telling=telling/>
            {waits}
        </div>
    }
}

/// The call that reads a merge, as a template writes it.
fn call_text(merge: &Merge) -> String {
    let path = merge.reference.attribute.iter().map(|step| format!(", {}", step.python_str()));
    format!("get_attr: [{}{}]", merge.reference.resource, path.collect::<String>())
}

fn merged_view(merge: &Merge) -> impl IntoView + use<> {
    let body = match &merge.value {
        Some(value) => value_view(show_known(value)).into_any(),
        None => view! { <p class="muted">"Not all have reported yet."</p> }.into_any(),
    };
    view! { <div class="card padded merged">{body}</div> }
}

/// Why the readers wait, in words.
fn waits_view(plan: &Plan, exchange: &Exchange, merge: &Merge) -> impl IntoView + use<> {
    let reporter = plan.stack.find(&merge.reference.resource).map(|resource| resource.id);
    let signals =
        exchange.deployments.iter().filter(|deployment| Some(deployment.resource) == reporter).count();
    let reader = |id: &hotplate_plan::ResourceId| {
        let edge = plan.graph.requires(*id).find(|edge| Some(edge.to) == reporter)?;
        let path = plan.stack[*id].path.clone();
        let why = reasons(edge);
        let all = if signals == 1 {
            "the signal has arrived".to_owned()
        } else {
            format!("all {} have arrived", count(signals, "signal"))
        };
        Some(view! { <p><ResourceLink path=path/>" cannot start before "{all}": it "{why}"."</p> })
    };
    let readers = merge.reading.iter().filter_map(reader).collect::<Vec<_>>();
    (!readers.is_empty()).then(|| view! { <div class="card padded"><h3>"Why it waits"</h3>{readers}</div> })
}

/// Who knows whom in the end.
#[component]
fn Knowledge(telling: Telling) -> impl IntoView {
    let exchange = telling.exchange;
    let knows = Memo::new(move |_| exchange.with(|exchange| exchange.knowledge.clone()));
    let body = move || {
        let knowledge = knows.get();
        let ((known, all), knows) = (knowledge.pairs(), knowledge.knows);
        if knows.is_empty() {
            return None;
        }
        let field = if knows.len() > NAMED {
            field_view(&knows, known, all).into_any()
        } else {
            let names = exchange
                .with(|exchange| exchange.instances.iter().map(|i| short(&i.name)).collect::<Vec<_>>());
            table_view(&knows, &names).into_any()
        };
        let (class, words) = if known == all {
            ("verdict good", format!("All-to-all: {known} of {all} pairs"))
        } else {
            ("verdict", format!("{known} of {all} pairs: not every instance learns of every other"))
        };
        Some(view! {
            <h2 class="knows">"Who knows whom"</h2>
            <div class="card padded">{field}<p class=class>{words}</p></div>
        })
    };
    view! { {body} }
}

/// `[0]` of `server_group[0]`.
fn short(name: &str) -> String {
    name.find('[').map_or(name, |at| &name[at..]).to_owned()
}

fn table_view(knows: &[Vec<bool>], names: &[String]) -> impl IntoView + use<> {
    let head = names.iter().map(|name| view! { <th scope="col">{name.clone()}</th> }).collect_view();
    let row = |(index, row): (usize, &Vec<bool>)| {
        let cells = row.iter().map(|known| {
            let (class, sign, word) = if *known { ("yes", "✓", "yes") } else { ("no", "·", "no") };
            view! { <td><span class=class aria-hidden="true">{sign}</span><span class="unseen">{word}</span></td> }
        });
        let name = names.get(index).cloned().unwrap_or_default();
        view! { <tr><th scope="row">{name}" "<span class="muted">"learns"</span></th>{cells.collect_view()}</tr> }
    };
    view! {
        <div class="scroll" tabindex="0" role="group" aria-label="Who knows whom">
            <table class="knowledge">
                <thead><tr><td></td>{head}</tr></thead>
                <tbody>{knows.iter().enumerate().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}

/// A square for each pair, in one path, so that a hundred instances stay light.
fn field_view(knows: &[Vec<bool>], known: usize, all: usize) -> impl IntoView + use<> {
    let mut data = String::new();
    for (y, row) in knows.iter().enumerate() {
        for (x, _) in row.iter().enumerate().filter(|(_, known)| **known) {
            // Writing to a string cannot fail.
            let _ = write!(data, "M{x} {y}h.86v.86h-.86z");
        }
    }
    let size = knows.len();
    let label = format!("{size} by {size} instances: {known} of {all} pairs know each other");
    view! {
        <svg class="field-of-pairs" role="img" aria-label=label viewBox=format!("0 0 {size} {size}")>
            <rect class="none" width=size height=size/>
            <path class="some" d=data/>
        </svg>
    }
}
