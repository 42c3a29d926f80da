//! What deploying does, step by step.

use hotplate_desk::RESERVATION;

use super::bridge::Bridge;
use super::connect::connect_view;
use super::follow::{follow_view, sent_view};
use super::launch::launch_view;
use super::lease::{kept_view, lease_view, there_view};
use super::pieces::muted;
use super::reserve::reserve_view;
use super::submit::submit_view;
use crate::browser::{bare, is_framed, linked};
use crate::dom::{El, Node, el, list, live};
use crate::panels::words::count;
use crate::panels::{Verdict, declares, missing, reserving};
use crate::signals::{Effect, Memo, expect_context};
use crate::workspace::{Account, Reserving, Workspace};

/// The steps.
pub(crate) fn deploy_view() -> El {
    if is_framed() {
        return framed();
    }
    let (account, bridge) = (expect_context::<Account>(), expect_context::<Bridge>());
    Effect::new(move |_| {
        if let Some(text) = account.take_declared() {
            bridge.rewrite(&text);
        }
    });
    let steps = [
        step(1, "Connect", connect_view()),
        step(2, "Reserve hosts", signed_in(account, reserve_view, reservation)),
        step(3, "Launch the stack", signed_in(account, launch_view, launch)),
        step(4, "Review, then submit", submit_view()),
    ];
    let checks = el("aside")
        .class("checks card padded")
        .attr("aria-label", "Checks")
        .child(el("h2").child("Checks"))
        .child(checks());
    let steps = el("ol").class("steps").children(steps);
    let work = el("div")
        .class("steps")
        .child(steps)
        .child(live(move || kept_view(account)))
        .child(live(move || lease_view(account)))
        .child(live(move || follow_view(account)))
        .child(live(move || there_view(account)));
    let beside = el("div").class("steps").child(checks).child(live(move || sent_view(account)));
    el("div").class("deploy").child(work).child(beside)
}

/// Who frames a page can lay another over it, so that a press means what it did not say.
fn framed() -> El {
    let words = "This page is shown inside another one, which could lead your presses astray. So nobody can sign in or create a stack here.";
    let open = el("a")
        .class("btn primary")
        .live("href", || bare() + &linked().unwrap_or_default())
        .attr("target", "_blank")
        .attr("rel", "noopener")
        .child("Open Hotplate on its own");
    el("div").class("blank").child(el("h2").child("Not in a frame")).child(el("p").child(words)).child(open)
}

/// What a step asks for once somebody works on a project, and words about it before.
fn signed_in(account: Account, asks: fn(Workspace, Account) -> Node, says: fn(Workspace) -> String) -> El {
    let workspace = expect_context::<Workspace>();
    let works = Memo::new(move |_| {
        account.visa().with(|visa| visa.as_ref().is_some_and(|visa| !visa.project.is_empty()))
    });
    let inner = move || match works.get() {
        true => asks(workspace, account),
        false => muted(live(move || says(workspace))).into(),
    };
    el("div").class("asks").child(live(inner))
}

fn step(number: usize, title: &'static str, content: impl Into<Node>) -> El {
    let mark = el("span").class("number-mark").attr("aria-hidden", "true").child(number);
    let card = el("div").class("card padded").child(el("h2").child(title)).child(content);
    el("li").class("step").child(mark).child(card)
}

fn reservation(workspace: Workspace) -> String {
    let servers = workspace.exchange().with(|exchange| exchange.instances.len());
    if workspace.planned().with(|planned| declares(&planned.value)) {
        format!(
            "A Blazar lease for {}: at least as many as the template starts. Its reservation goes into reservation_id.",
            count(servers, "host")
        )
    } else {
        format!(
            "The template has no reservation_id parameter, so its {} start wherever their flavor allows.",
            count(servers, "server")
        )
    }
}

fn launch(workspace: Workspace) -> String {
    workspace.planned().with(|planned| {
        let plan = &planned.value;
        let (resources, waves) =
            (count(plan.stack.top().count(), "resource"), count(plan.waves.len(), "wave"));
        format!("Heat creates {resources} in {waves}: now, or when the lease begins.")
    })
}

/// What stands in the way by now.
fn checks() -> El {
    let (workspace, account) = (expect_context::<Workspace>(), expect_context::<Account>());
    let row = |good: bool, words: String| {
        let (class, sign) = if good { ("check good", "✓") } else { ("check bad", "▲") };
        let sign = el("span").attr("aria-hidden", "true").child(sign);
        el("li").class(class).child(sign).child(el("span").child(words))
    };
    let rows = move || {
        let findings = workspace.findings().get();
        let verdict = Verdict::of(findings.iter().map(|finding| &finding.diagnostic));
        let missing = workspace.planned().with(|planned| {
            let plan = &planned.value;
            let mut missing = missing(plan);
            // What the lease gives need not be typed.
            if account.visa().with(Option::is_some)
                && account.intent().with(|intent| reserving(intent, plan)) != Reserving::Nothing
            {
                missing.retain(|name| name != RESERVATION);
            }
            missing
        });
        let valid = matches!(verdict, Verdict::Accepted | Verdict::Incomplete);
        let values = if missing.is_empty() {
            "Every parameter has a value".to_owned()
        } else {
            format!("A value is missing: {}", missing.join(", "))
        };
        let cycles = workspace.planned().with(|planned| planned.value.cycles.len());
        let order = if cycles == 0 {
            "Nothing waits for itself".to_owned()
        } else {
            "Some resources wait for each other for ever".to_owned()
        };
        list([
            row(valid, verdict.words().to_owned()),
            row(missing.is_empty(), values),
            row(cycles == 0, order),
        ])
    };
    el("ul").class("check-list").child(live(rows))
}
