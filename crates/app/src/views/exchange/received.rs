//! What each instance receives: one instance at a time, chosen by tabs.

use hotplate_exchange::{Deployment, DeploymentId};
use wasm_bindgen::JsCast;

use super::Telling;
use super::instance::{file_view, run_view};
use super::python::pythons_view;
use super::reports::{badge, declared_view, deployment_of, trouble_view};
use super::whatif::what_if;
use crate::dom::{CLICK, El, KEYDOWN, Node, button, el, keyed, live, row};
use crate::panels::{ChangedFile, changed_files, files_at, has_run};
use crate::signals::{Memo, RwSignal, untrack};

/// The receivers: one at a time, chosen by tabs.
pub(super) fn received(telling: Telling, shown: Memo<Vec<DeploymentId>>) -> El {
    let Telling { exchange, moment, .. } = telling;
    let chosen = RwSignal::new(None::<DeploymentId>);
    let open =
        move || shown.with(|shown| chosen.get().filter(|id| shown.contains(id)).or(shown.first().copied()));
    let tab = move |id: DeploymentId| {
        let label =
            deployment_of(exchange, id).map(|deployment| short_label(&deployment)).unwrap_or_default();
        let on = move || open() == Some(id);
        button("tab")
            .attr("role", "tab")
            .toggle("on", on)
            .live("aria-selected", move || on().to_string())
            .live("tabindex", move || if on() { "0" } else { "-1" })
            .on(CLICK, move |_| chosen.set(Some(id)))
            .on(KEYDOWN, move |event| {
                if let Some(next) = shown.with_untracked(|shown| turn(&event, shown, untrack(open)?)) {
                    chosen.set(Some(next));
                }
            })
            .child(label)
    };
    let tabs = move || {
        let ids = shown.get();
        ids.into_iter().map(|id| row(id.0.index().to_string(), move || tab(id).into())).collect()
    };
    let body = move || {
        let deployment = deployment_of(exchange, open()?)?;
        let now = moment.get();
        let files = deployment.instance.and_then(|index| {
            exchange.with(|exchange| {
                let before = &exchange.instances.get(index)?.before;
                Some(changed_files(before, &files_at(exchange, index, now)))
            })
        });
        Some(untrack(|| receiver_view(&deployment, files.unwrap_or_default(), now)))
    };
    let tabs = el("div")
        .class("tabs small")
        .attr("role", "tablist")
        .attr("aria-label", "Instances")
        .child(keyed(tabs));
    let panel =
        el("div").attr("role", "tabpanel").attr("aria-label", "What the instance receives").child(live(body));
    // Made anew only when another one is chosen, so that what is open in it stays open.
    let one = Memo::new(move |_| open());
    let otherwise = move || {
        let id = one.get()?;
        let deployment = untrack(|| deployment_of(exchange, id))?;
        Some(what_if(telling, deployment.instance?, &deployment))
    };
    el("div").class("card received").child(tabs).child(panel).child(live(otherwise))
}

fn receiver_view(deployment: &Deployment, files: Vec<ChangedFile>, moment: u32) -> Node {
    let name = el("span").class("mono").child(deployment.name.clone());
    let body = el("div")
        .class("received-body")
        .child(el("p").class("card-head").child(name).child(badge(deployment, moment)))
        .child(trouble_view(deployment, moment))
        .child(pythons_view(deployment).filter(|_| has_run(deployment, moment)))
        .child(deployment.run.is_none().then(|| declared_view(deployment)))
        .children(files.into_iter().map(file_view));
    let run = deployment.run.as_ref().filter(|_| has_run(deployment, moment));
    let run = run.map(|run| el("div").class("card padded").child(run_view(run)));
    Node::from([body.into(), run.into()])
}

/// The key of a group's member in brackets, or the whole name.
fn short_label(deployment: &Deployment) -> String {
    deployment.key.as_ref().map_or_else(|| deployment.name.clone(), |key| format!("[{key}]"))
}

/// Arrow keys go from instance to instance: to which.
fn turn(event: &web_sys::KeyboardEvent, all: &[DeploymentId], open: DeploymentId) -> Option<DeploymentId> {
    let step: isize = match event.key().as_str() {
        "ArrowRight" => 1,
        "ArrowLeft" => -1,
        _ => return None,
    };
    event.prevent_default();
    let now = all.iter().position(|other| *other == open)?;
    let next = (now + all.len()).saturating_add_signed(step) % all.len();
    let buttons = event.current_target().map(JsCast::unchecked_into::<web_sys::Element>);
    let list = buttons.and_then(|button| button.parent_element());
    if let Some(button) = list.and_then(|list| list.children().item(next as u32)) {
        let _ = JsCast::unchecked_into::<web_sys::HtmlElement>(button).focus();
    }
    Some(all[next])
}
