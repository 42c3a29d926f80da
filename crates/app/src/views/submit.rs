//! The last step: the template checked by the testbed, what would be sent shown in full, and then sent.

use std::rc::Rc;

use hotplate_desk::{Ask, How, Launch, RESERVATION, Reserve, Reviewed};
use hotplate_plan::Resolved;

use super::connect::{errand_view, press, trouble};
use super::pieces::{copy_button, message_view, muted, resolved_view};
use crate::browser::local_seconds;
use crate::dom::{CLICK, El, INPUT, Node, button, el, list, live, target_value};
use crate::panels::words::count;
use crate::panels::{create_command, launch, missing, order, paper, reserving, root_scripts};
use crate::signals::{RwSignal, expect_context, untrack};
use crate::workspace::{Account, Halted, Reserving, Review, Turn, Workspace};

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
    let check = move || {
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
    let check = press(account, "btn", check);
    let intent = account.intent();
    let draw_up = move || account.draw_up(untrack(|| launch_of(workspace, account)));
    let name = el("input")
        .attr("type", "text")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .live("placeholder", move || workspace.project().with(|project| project.stack_name()))
        .prop("value", move || intent.with(|intent| intent.stack.clone()))
        .on(INPUT, move |event| intent.update(|intent| intent.stack = target_value(&event)));
    // What the lease gives need not be typed.
    let lacks = move || {
        workspace.planned().with(|planned| {
            let plan = &planned.value;
            let given = intent.with(|intent| reserving(intent, plan)) != Reserving::Nothing;
            missing(plan).iter().any(|name| !(given && name == RESERVATION))
        })
    };
    let review = press(account, "btn", draw_up).id(Turn::REVIEW.0).live("disabled", lacks);
    let lacking = move || {
        lacks().then(|| muted("Parameters without a value are needed before anything can be created."))
    };
    list([
        muted("Only what you press is sent, to the testbed that you signed in at."),
        el("p").child(check.child("Check with Heat")),
        el("div").child(live(verdict)),
        el("label").class("entry").child(el("span").child("Name of the stack")).child(name),
        el("div").child(live(lacking)),
        el("p").child(review.child("Review the requests…")),
        el("div").class("review").child(live(move || review_view(workspace, account))),
        el("div").class("errand").child(live(move || halted_view(account))),
        errand_view(account),
    ])
}

/// The launch as everything stands now.
fn launch_of(workspace: Workspace, account: Account) -> Launch {
    let (project, planned, answers) =
        (workspace.project().read(), workspace.planned().read(), workspace.answers().read());
    account.intent().with(|intent| {
        account.choices().with(|choices| {
            let typed = intent.stack.trim();
            let name = if typed.is_empty() { project.stack_name() } else { typed.to_owned() };
            let order = order(&name, &project, &planned.value, &answers);
            let file = project.template().name.to_string();
            launch(intent, order, file, &planned.value, choices, local_seconds)
        })
    })
}

/// What the launch would send, and the press that sends it. Whatever changes makes it another launch.
fn review_view(workspace: Workspace, account: Account) -> Option<El> {
    let Review { launch, reviewed } = account.review().get()?;
    let Reviewed { faults, forms, armed, barred } = reviewed?;
    if launch != launch_of(workspace, account) {
        return Some(muted("Something has changed since. Review the requests again."));
    }
    if !faults.is_empty() {
        let faults = faults.iter().map(|fault| el("li").child(message_view(fault)));
        let help = "Nothing was sent. Correct this, then review again.";
        let all = el("ul").children(faults);
        return Some(el("div").class("trouble").attr("role", "alert").child(all).child(muted(help)));
    }
    let words = match (launch.how, &launch.lease) {
        (How::ByTestbed, _) => "Store the stack, then make the lease",
        (_, Reserve::New(_)) => "Make the lease",
        (How::ByPage, _) => "Wait for the lease",
        (How::Now, _) => "Create the stack",
    };
    let send = move || account.launch(launch.clone());
    let send = barred.is_none().then(|| press(account, "btn primary", send).child(words));
    let presses = el("p")
        .class("row")
        .child(send)
        .child(button("btn").on(CLICK, move |_| account.withdraw()).child("Do not"));
    let armed = armed.map(|armed| {
        let text = armed.clone();
        el("details")
            .child(el("summary").child("The armed template"))
            .child(el("pre").class("value").attr("tabindex", "0").child(armed))
            .child(copy_button("Copy the armed template", move || text.clone()))
    });
    let secretive = forms.iter().any(|(_, text)| text.contains("PARAM_")).then(|| {
        muted("What is secret is three stars in HTTP, and in commands a variable, as $PARAM_key, that you set before.")
    });
    let words = match barred {
        Some(why) => {
            trouble(&why).child("This page cannot send it. You can, from elsewhere: with these commands.")
        }
        None => muted("This will be sent, and nothing else:").attr("role", "status"),
    };
    let all = el("div").child(words).child(secretive).child(forms_view(forms));
    Some(all.child(armed).child(scripts_view(workspace)).child(presses))
}

/// The forms, one at a time.
pub(super) fn forms_view(forms: Vec<(String, String)>) -> El {
    let (shown, forms) = (RwSignal::new(0_usize), Rc::new(forms));
    let tab = |(number, (name, _)): (usize, &(String, String))| {
        button("btn small")
            .live("aria-pressed", move || (shown.get() == number).to_string())
            .on(CLICK, move |_| shown.set(number))
            .child(name.clone())
    };
    let tabs: Vec<El> = forms.iter().enumerate().map(tab).collect();
    let tabs = el("div").class("row").attr("role", "group").attr("aria-label", "Form").children(tabs);
    let text = move || forms.get(shown.get()).map(|(_, text)| text.clone()).unwrap_or_default();
    let copied = text.clone();
    let pre = el("pre").class("value").attr("tabindex", "0").attr("aria-label", "Request").child(live(text));
    el("div").class("forms").child(tabs).child(pre).child(copy_button("Copy", copied))
}

/// What instances will run as root.
fn scripts_view(workspace: Workspace) -> Option<El> {
    let scripts = untrack(|| workspace.planned().with(|planned| root_scripts(&planned.value)));
    let head = format!("{} will run as root", count(scripts.len(), "script"));
    let script = |(name, text): &(String, Resolved)| {
        el("div").child(el("h3").child(name.clone())).child(resolved_view(text))
    };
    let rows: Vec<El> = scripts.iter().map(script).collect();
    (!scripts.is_empty()).then(|| el("details").child(el("summary").child(head)).children(rows))
}

/// A launch that stopped half way: what is there already stays or goes as the person says.
fn halted_view(account: Account) -> Option<El> {
    let Halted { why, stack } = account.halted().get()?;
    let undo = stack.map(|stack| {
        let stack_name = stack.name.clone();
        let undo = move || {
            account.leave_halted();
            account.ask(Ask::Delete(stack.clone()), "deleting the stack");
        };
        let words = format!("Delete the stack {}", stack_name);
        press(account, "btn danger", undo).child(words)
    });
    let keep = button("btn").on(CLICK, move |_| account.leave_halted()).child("Keep what there is");
    let trouble = trouble(&why).id(Turn::HALTED.0).attr("tabindex", "-1");
    Some(trouble.child(el("p").class("row").child(undo).child(keep)))
}
