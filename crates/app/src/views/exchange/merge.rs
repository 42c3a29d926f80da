//! The middle of a conversation: the merged value, who learns of whom, and why somebody waits.

use std::fmt::Write;
use std::sync::Arc;

use hotplate_exchange::{Exchange, Knowledge, Merge};
use hotplate_plan::Plan;

use super::Telling;
use crate::dom::{El, Node, el, list, live, svg};
use crate::panels::words::{count, reasons};
use crate::panels::{awaited, show_known};
use crate::signals::{Memo, untrack};
use crate::views::pieces::{muted, resource_link, scroll_area, value_view};

/// Instances up to which the table of who knows whom has names; beyond it is drawn as a field of points.
const NAMED: usize = 12;

/// The column.
pub(crate) fn merge_column(telling: Telling, merge: usize, reports: Memo<Vec<usize>>) -> El {
    let Telling { workspace, exchange, moment, .. } = telling;
    let value = move || {
        let (exchange, reports, moment) = (exchange.read(), reports.read(), moment.get());
        exchange.merges.get(merge).map(|merge| merged_view(merge, awaited(&exchange, &reports, moment)))
    };
    let call = move || exchange.with(|exchange| exchange.merges.get(merge).map(call_text));
    let waits = move || {
        let (planned, exchange) = (workspace.planned().get(), exchange.get());
        let merge = exchange.merges.get(merge)?;
        untrack(|| waits_view(&planned.value, &exchange, merge))
    };
    el("div")
        .class("column")
        .child(el("h2").child("2 · Heat merges"))
        .child(el("p").class("muted mono").child(live(call)))
        .child(live(value))
        .child(live(move || {
            let moment = moment.get();
            exchange.with(|exchange| knowledge_view(exchange, moment))
        }))
        .child(live(waits))
}

/// The call that reads a merge, as a template writes it.
fn call_text(merge: &Merge) -> String {
    let path = merge.reference.attribute.iter().map(|step| format!(", {}", step.python_str()));
    format!("get_attr: [{}{}]", merge.reference.resource, path.collect::<String>())
}

fn merged_view(merge: &Merge, awaited: Option<String>) -> El {
    let body = match (&merge.value, awaited) {
        (_, Some(awaited)) => muted(format!("Heat waits: {awaited}.")),
        (Some(value), None) => value_view(show_known(value)),
        (None, None) => muted("Not all have reported yet."),
    };
    el("div").class("card padded merged").child(body)
}

/// Why the readers wait, in words.
fn waits_view(plan: &Plan, exchange: &Exchange, merge: &Merge) -> Option<El> {
    let reporter = plan.stack.find(&merge.reference.resource).map(|resource| resource.id);
    let signals =
        exchange.deployments.iter().filter(|deployment| Some(deployment.resource) == reporter).count();
    let all = if signals == 1 {
        "the signal has arrived".to_owned()
    } else {
        format!("all {} have arrived", count(signals, "signal"))
    };
    let reader = |id: &hotplate_plan::ResourceId| {
        let edge = plan.graph.requires(*id).find(|edge| Some(edge.to) == reporter)?;
        let words = format!(" cannot start before {all}: it {}.", reasons(edge));
        Some(el("p").child(resource_link(plan.stack[*id].path.clone())).child(words))
    };
    let readers: Vec<El> = merge.reading.iter().filter_map(reader).collect();
    let title = el("h3").child("Why it waits");
    (!readers.is_empty()).then(|| el("div").class("card padded").child(title).children(readers))
}

/// Who knows whom at a moment.
fn knowledge_view(exchange: &Arc<Exchange>, moment: u32) -> Node {
    let knowledge = &exchange.knowledge;
    let (known, all) = knowledge.pairs_by(moment);
    if all == 0 {
        return Node::Nothing;
    }
    let field = if knowledge.instances() > NAMED {
        field_view(knowledge, moment, (known, all))
    } else {
        let names: Vec<String> = exchange.instances.iter().map(|instance| short(&instance.name)).collect();
        table_view(knowledge, names, moment)
    };
    let (class, words) = if known == all {
        ("verdict good", format!("All-to-all: {known} of {all} pairs"))
    } else {
        ("verdict", format!("{known} of {all} pairs: not every instance learns of every other"))
    };
    list([
        el("h2").class("knows").child("Who knows whom"),
        el("div").class("card padded").child(field).child(el("p").class(class).child(words)),
    ])
}

/// `[0]` of `server_group[0]`.
fn short(name: &str) -> String {
    name.find('[').map_or(name, |at| &name[at..]).to_owned()
}

fn table_view(knowledge: &Knowledge, names: Vec<String>, moment: u32) -> El {
    let head = names.iter().map(|name| el("th").attr("scope", "col").child(name.clone()));
    let head = el("tr").child(el("td")).children(head);
    let cell = |known: bool| {
        let (class, sign, word) = if known { ("yes", "✓", "yes") } else { ("no", "·", "no") };
        el("td")
            .child(el("span").class(class).attr("aria-hidden", "true").child(sign))
            .child(el("span").class("unseen").child(word))
    };
    let mut body = el("tbody");
    let all = 0..names.len();
    for (index, name) in names.into_iter().enumerate() {
        let known: Vec<usize> = knowledge.by(index, moment).collect();
        let learns = el("span").class("muted").child("learns");
        let name = el("th").attr("scope", "row").child(name).child(" ").child(learns);
        let cells = all.clone().map(|other| cell(known.contains(&other)));
        body = body.child(el("tr").child(name).children(cells));
    }
    let table = el("table").class("knowledge").child(el("thead").child(head)).child(body);
    scroll_area("scroll", "Who knows whom").child(table)
}

/// A square for each pair, in one path, so that a hundred instances stay light.
fn field_view(knowledge: &Knowledge, moment: u32, (known, all): (usize, usize)) -> El {
    let (size, mut data) = (knowledge.instances(), String::new());
    for y in 0..size {
        for x in knowledge.by(y, moment) {
            // Writing to a string cannot fail.
            let _ = write!(data, "M{x} {y}h.86v.86h-.86z");
        }
    }
    let label = format!("{size} by {size} instances: {known} of {all} pairs know each other");
    let rect = svg("rect").class("none").attr("width", size.to_string()).attr("height", size.to_string());
    svg("svg")
        .class("field-of-pairs")
        .attr("role", "img")
        .attr("aria-label", label)
        .attr("viewBox", format!("0 0 {size} {size}"))
        .child(rect)
        .child(svg("path").class("some").attr("d", data))
}
