//! Below the graph: what each instance ends up with, so that the first screen shows cause and effect together.

use hotplate_exchange::Exchange;

use crate::dom::{CLICK, El, Node, button, el, list, live, when};
use crate::panels::{END, changed_files, files_at};
use crate::signals::{Memo, RwSignal, expect_context};
use crate::views::exchange::file_view;
use crate::views::pieces::{fold_head, muted, resource_link};
use crate::workspace::{View, Workspace};

/// Instances that stand side by side; the exchange shows all.
const MOST: usize = 12;

/// The dock; nothing when the stack has no deployments.
pub(crate) fn dock() -> Node {
    let workspace = expect_context::<Workspace>();
    let closed = RwSignal::new(false);
    let exchange = workspace.exchange();
    let any =
        move || exchange.with(|exchange| !exchange.deployments.is_empty() && !exchange.instances.is_empty());
    when(any, move || {
        let total = Memo::new(move |_| exchange.with(|exchange| exchange.instances.len()));
        let more = move || match total.get() {
            all if all > MOST => format!("All {all} in Exchange →"),
            _ => "How they got there →".to_owned(),
        };
        let more = button("link").on(CLICK, move |_| workspace.show(View::Exchange)).child(live(more));
        let head = el("h2")
            .class("dock-head")
            .child(fold_head(closed).child("What each instance ends up with"))
            .child(el("span").class("grow"))
            .child(more);
        let cards = move || {
            let card = |index| live(move || instance_card(workspace, &exchange.get(), index));
            (!closed.get())
                .then(|| el("ul").class("dock-list").children((0..total.get().min(MOST)).map(card)))
        };
        el("section")
            .class("dock")
            .attr("aria-label", "What each instance ends up with")
            .toggle("closed", move || closed.get())
            .child(head)
            .child(live(cards))
    })
}

fn instance_card(workspace: Workspace, exchange: &Exchange, index: usize) -> Option<El> {
    let instance = exchange.instances.get(index)?;
    let files = changed_files(&instance.before, &files_at(exchange, index, END));
    let body = if files.is_empty() {
        muted(unchanged(exchange, index)).into()
    } else {
        list(files.into_iter().map(file_view))
    };
    let path = workspace.planned().with(|planned| planned.value.stack[instance.resource].path.clone());
    let address = el("span").class("muted mono").child(instance.facts.ipaddress.clone());
    let name = el("p").class("instance-name").child(resource_link(path)).child(address);
    Some(el("li").class("card instance").child(name).child(body))
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
