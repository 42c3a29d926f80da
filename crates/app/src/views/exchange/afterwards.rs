//! What is done with the stack once it is there, and the scripts that run then.

use hotplate_exchange::{Action, Afterwards, DeploymentState, Exchange};

use super::Telling;
use super::instance::run_view;
use crate::dom::{CHANGE, El, Node, el, list, live, target_value};
use crate::views::pieces::{message_view, muted};

/// The choice of what is done.
pub(super) fn action_field(telling: Telling) -> El {
    let workspace = telling.workspace;
    let chosen = move || workspace.scenario().with(|scenario| scenario.action);
    let option = move |action: Action| {
        let words = if action == Action::Create { "nothing" } else { action.word() };
        el("option").attr("value", action.word()).prop("selected", move || chosen() == action).child(words)
    };
    let options = [Action::Create].into_iter().chain(Action::LATER).map(option);
    let select = el("select")
        .on(CHANGE, move |event| workspace.act(Action::of(&target_value(&event)).unwrap_or_default()))
        .children(options);
    el("label").class("suppose").child("Once it is there").child(select)
}

/// What runs then; nothing while nothing is done.
pub(super) fn afterwards_view(telling: Telling) -> Node {
    live(move || {
        let action = telling.workspace.scenario().with(|scenario| scenario.action);
        (action != Action::Create).then(|| telling.exchange.with(|exchange| panel(action, exchange)))
    })
}

fn panel(action: Action, exchange: &Exchange) -> El {
    let none = exchange
        .afterwards
        .is_empty()
        .then(|| muted("No script is for that, or the stack is not there yet."));
    let scripts = exchange.afterwards.iter().map(|it| script_view(it, exchange));
    el("section")
        .class("user-data card padded")
        .attr("aria-label", "What runs afterwards")
        .child(el("h2").child(["What runs at ", action.word()].concat()))
        .child(none)
        .child(list(scripts))
}

fn script_view(after: &Afterwards, exchange: &Exchange) -> El {
    let name = exchange.deployments.get(after.deployment).map(|deployment| deployment.name.clone());
    let status = after.run.as_ref().and_then(|run| run.status());
    let exit = status.map(|status| ["exit ", &status.to_string()].concat());
    let (class, words, why) = match &after.state {
        DeploymentState::Complete => ("pill good", exit, None),
        DeploymentState::Failed(why) => ("pill bad", exit, Some(why)),
        DeploymentState::NotPlayed(why) => ("pill warn", Some("not played".to_owned()), Some(why)),
        DeploymentState::Silent(why) | DeploymentState::Blocked(why) => {
            ("pill", exit.or_else(|| Some("does not run".to_owned())), Some(why))
        }
        DeploymentState::Running | DeploymentState::Waiting(_) => {
            ("pill busy", Some("is running".to_owned()), None)
        }
    };
    let head = el("p")
        .class("card-head")
        .child(el("span").class("mono").child([after.action.word(), " ", &name.unwrap_or_default()].concat()))
        .child(el("span").class(class).child(words.unwrap_or_default()));
    let run = after.run.as_ref().map(|run| {
        let mut changed = Vec::new();
        for path in run.files.keys() {
            changed.push(el("li").child("writes ").child(el("code").child(path.clone())));
        }
        for path in &run.removed {
            changed.push(el("li").child("removes ").child(el("code").child(path.clone())));
        }
        list([
            el("ul").class("plain-list").children(changed),
            el("details")
                .class("run")
                .child(el("summary").child("What the script saw and said"))
                .child(run_view(run)),
        ])
    });
    el("div")
        .class("user-part")
        .child(head)
        .child(why.map(|why| el("p").class("caution").child(message_view(why))))
        .child(run)
}
