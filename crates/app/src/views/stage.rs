//! The tabs of the preview and the view that is open.

use super::arrival::Address;
use super::deploy::deploy_view;
use super::dialogs::Dialogs;
use super::exchange::exchange_view;
use super::graph::{dock, graph_view};
use super::outputs::outputs_view;
use super::pieces::blank;
use super::plan::plan_view;
use super::summary::summary;
use crate::browser::choose_files;
use crate::dom::{CLICK, El, KEYDOWN, Node, button, el, live};
use crate::signals::{Memo, expect_context, untrack};
use crate::workspace::{Tally, View, Workspace};

/// The stage.
pub(crate) fn stage() -> Node {
    let workspace = expect_context::<Workspace>();
    let view = workspace.view();
    let empty =
        Memo::new(move |_| workspace.project().with(|project| project.template().text.trim().is_empty()));
    let bare =
        Memo::new(move |_| workspace.planned().with(|planned| planned.value.stack.top().next().is_none()));
    let unread = Memo::new(move |_| !workspace.is_read());
    let address = expect_context::<Address>();
    let waiting = Memo::new(move |_| address.is_waiting());
    let body = move || {
        let (empty, unread, bare, view) = (empty.get(), unread.get(), bare.get(), view.get());
        let waiting = waiting.get();
        untrack(|| match (empty, bare, view) {
            _ if waiting => reading(workspace, "Opening the link"),
            (true, _, _) => no_text(),
            _ if unread => reading(workspace, "Reading the template"),
            (false, true, View::Graph | View::Exchange | View::Plan) => no_resources(workspace),
            (_, _, View::Graph) => el("div").class("graph-view").child(graph_view()).child(dock()),
            (_, _, View::Exchange) => exchange_view(),
            (_, _, View::Plan) => plan_view(),
            (_, _, View::Outputs) => outputs_view(),
            (_, _, View::Deploy) => deploy_view(),
        })
    };
    let tabs = el("div")
        .class("tabs views")
        .attr("role", "tablist")
        .attr("aria-label", "Views")
        .children(View::ALL.map(|view| tab(workspace, view)));
    let panel = el("div")
        .class("stage")
        .id("stage")
        .attr("role", "tabpanel")
        .live("aria-labelledby", move || tab_id(view.get()))
        .child(live(body));
    Node::from([el("div").class("stage-head").child(tabs).child(summary()).into(), panel.into()])
}

fn tab_id(view: View) -> String {
    format!("tab-{}", view.name())
}

fn tab(workspace: Workspace, view: View) -> El {
    let open = move || workspace.view().get() == view;
    button("tab")
        .attr("role", "tab")
        .toggle("on", open)
        .id(tab_id(view))
        .attr("aria-controls", "stage")
        .live("aria-selected", move || open().to_string())
        .live("tabindex", move || if open() { "0" } else { "-1" })
        .on(CLICK, move |_| workspace.show(view))
        .on(KEYDOWN, move |event| turn(&event, workspace))
        .child(view.name())
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
    crate::browser::focus(&tab_id(all[next]));
}

/// What stands in place of a view when there is no text at all.
fn no_text() -> El {
    let dialogs = expect_context::<Dialogs>();
    let words =
        "Its graph, its exchange and its mistakes show here while you type. Nothing leaves this page.";
    let open = button("btn primary").on(CLICK, move |_| dialogs.gallery.set(true));
    let choose = button("btn").on(CLICK, |_| choose_files(false)).child("Choose files…");
    let ways = el("p").class("row").child(open.child("Open one from the gallery")).child(choose);
    blank("Paste a Heat template, or drop its files here", words).child(ways)
}

/// What stands in place of a view until the template has been read for the first time.
fn reading(workspace: Workspace, doing: &'static str) -> El {
    let stalled = move || workspace.stalled().get().is_some();
    let words = move || if stalled() { "The template has not been read." } else { doing };
    let progress = move || (!stalled()).then(|| el("div").class("progress"));
    el("div")
        .class("blank unread")
        .attr("role", "status")
        .child(el("p").child(live(words)))
        .child(live(progress))
}

/// What stands in place of a view when the text names no resources.
fn no_resources(workspace: Workspace) -> El {
    let words = move || {
        if workspace.findings().with(|findings| Tally::of(findings).errors == 0) {
            "A template lists what it creates under resources. This one has none yet."
        } else {
            "The text has none, or they could not be read: see Problems."
        }
    };
    blank("No resources to show", live(words))
}
