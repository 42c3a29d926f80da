//! The last step: the template checked by the testbed, what would be sent shown in full, and then sent.

use hotplate_desk::{Ask, Order};

use super::connect::{errand_view, is_busy};
use super::pieces::{copy_button, muted};
use crate::dom::{CLICK, El, INPUT, Node, button, el, list, live, target_value};
use crate::panels::{create_command, missing, order, paper};
use crate::signals::{RwSignal, expect_context, untrack};
use crate::workspace::{Account, Review, Workspace};

/// The step.
pub(crate) fn submit_view() -> Node {
    let (workspace, account) = (expect_context::<Workspace>(), expect_context::<Account>());
    let inner = move || {
        let may_create =
            account.visa().with(|visa| visa.as_ref().is_some_and(|visa| !visa.project.is_empty()));
        if may_create { signed_in(workspace, account) } else { by_command(workspace) }
    };
    live(inner)
}

/// Without a sign-in: the command that does the same.
fn by_command(workspace: Workspace) -> Node {
    let words = "Every request is shown in full before it is sent, and nothing is sent without a press. Without a sign-in, this command does the same.";
    let command = move || command(workspace);
    list([
        muted(words),
        el("pre").class("value command").attr("tabindex", "0").child(live(command)),
        copy_button("Copy", command),
    ])
}

fn command(workspace: Workspace) -> String {
    let (project, planned, answers) =
        (workspace.project().read(), workspace.planned().read(), workspace.answers().read());
    let environment = !project.environment().text.trim().is_empty();
    create_command(&project.stack_name(), &project.template().name, environment, &planned.value, &answers)
}

fn signed_in(workspace: Workspace, account: Account) -> Node {
    let check = move |_| {
        let project = workspace.project().get_untracked();
        let ask = Ask::Validate(paper(&project));
        account.validate(project, ask);
    };
    let verdict = move || {
        let valid = account.valid().with(|valid| workspace.project().with(|now| valid.as_ref() == Some(now)));
        valid.then(|| {
            el("p")
                .class("good")
                .attr("role", "status")
                .child("✓ The testbed's Heat finds this template valid.")
        })
    };
    let check = button("btn").live("disabled", move || is_busy(account)).on(CLICK, check);
    let typed = RwSignal::new(untrack(|| workspace.project().with(|project| project.stack_name())));
    let draw_up = move |_| {
        let order = untrack(|| order_of(workspace, typed.get().trim()));
        account.draw_up(order);
    };
    let name = el("input")
        .attr("type", "text")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .prop("value", move || typed.get())
        .on(INPUT, move |event| typed.set(target_value(&event)));
    let lacks = move || workspace.planned().with(|planned| !missing(&planned.value).is_empty());
    let review = button("btn").live("disabled", move || is_busy(account) || lacks()).on(CLICK, draw_up);
    let lacking = move || {
        lacks().then(|| muted("Parameters without a value are needed before anything can be created."))
    };
    list([
        muted("Only what you press is sent, to the testbed that you signed in at."),
        el("p").child(check.child("Check with Heat")),
        el("div").child(live(verdict)),
        el("label").class("entry").child(el("span").child("Name of the stack")).child(name),
        el("div").child(live(lacking)),
        el("p").child(review.child("Review the request…")),
        el("div").class("review").child(live(move || review_view(workspace, account))),
        el("div").class("errand").child(live(move || errand_view(account))),
    ])
}

fn order_of(workspace: Workspace, name: &str) -> Order {
    let (project, planned, answers) =
        (workspace.project().read(), workspace.planned().read(), workspace.answers().read());
    order(name, &project, &planned.value, &answers)
}

/// What the order would send, and the press that sends it. A change of the template makes it another order.
fn review_view(workspace: Workspace, account: Account) -> Option<El> {
    let Review { order, text } = account.review().get()?;
    if text.is_empty() {
        return None;
    }
    if order != order_of(workspace, &order.name) {
        return Some(muted("The template or its values have changed since. Review the request again."));
    }
    let send = move |_| account.ask(Ask::Create(order.clone()), "creating the stack");
    let presses = el("p")
        .class("row")
        .child(
            button("btn primary")
                .live("disabled", move || is_busy(account))
                .on(CLICK, send)
                .child("Create the stack"),
        )
        .child(button("btn").on(CLICK, move |_| account.withdraw()).child("Do not"));
    let shown = el("pre").class("value").attr("tabindex", "0").attr("aria-label", "Request").child(text);
    Some(el("div").child(muted("This will be sent, and nothing else:")).child(shown).child(presses))
}
