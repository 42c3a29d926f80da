//! The stack's outputs with the values that they will have.

use std::rc::Rc;

use hotplate_plan::{PlannedOutput, Resolved};

use super::pieces::{blank, is_selected, muted, value_view};
use crate::dom::{CLICK, El, Node, button, el, live};
use crate::panels::{is_open, show};
use crate::signals::expect_context;
use crate::workspace::{Pane, Selected, Workspace};

/// The outputs.
pub(crate) fn outputs_view() -> El {
    let workspace = expect_context::<Workspace>();
    let rows = move || {
        let (planned, exchange) = (workspace.planned().get(), workspace.exchange().get());
        let mut outputs = Vec::new();
        for (name, output) in &planned.value.outputs {
            let value = exchange.outputs.get(name).unwrap_or(&output.value);
            outputs.push(output_view(workspace, name, output, value).into());
        }
        if outputs.is_empty() {
            no_outputs()
        } else {
            el("ul").class("cards outputs").child(Node::List(outputs))
        }
    };
    el("div").class("outputs-view").child(live(rows))
}

fn output_view(workspace: Workspace, name: &str, output: &PlannedOutput, value: &Resolved) -> El {
    let pieces = show(value);
    let open = is_open(&pieces)
        .then(|| el("p").class("muted small").child("Marked parts are known once the stack exists."));
    let target = Rc::new(Selected::Output(name.to_owned()));
    let chosen = target.clone();
    let link = button("link")
        .on(CLICK, move |_| workspace.select(Some((*chosen).clone()), Pane::Preview))
        .child(name.to_owned());
    el("li")
        .class("card padded output")
        .toggle("selected", move || is_selected(workspace, &target))
        .child(el("h2").child(link))
        .child(output.description.clone().map(muted))
        .child(value_view(pieces))
        .child(open)
}

fn no_outputs() -> El {
    let words = "What a template lists under outputs can be read from the finished stack: addresses, keys, results of scripts.";
    blank("No outputs", words)
}
