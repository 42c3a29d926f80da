//! Who starts the stack when.

use hotplate_desk::How;

use super::pieces::muted;
use super::reserve::radio;
use crate::dom::{CHANGE, El, Node, el, list, live, target_checked};
use crate::panels::{how, reserving, ways};
use crate::signals::Memo;
use crate::workspace::{Account, Reserving, Workspace};

/// What a way is called, and what it means.
const fn words(how: How) -> (&'static str, &'static str) {
    match how {
        How::ByTestbed => (
            "By the testbed, when the lease begins.",
            "The stack is stored now, and the lease starts it. Nothing needs to stay open.",
        ),
        How::ByPage => (
            "By this page, when the lease begins.",
            "Works at every testbed. Keep this page open and signed in until then.",
        ),
        How::Now => ("Now.", "Heat creates the stack as soon as you send it."),
    }
}

/// The step, once somebody is signed in.
pub(crate) fn launch_view(workspace: Workspace, account: Account) -> Node {
    let intent = account.intent();
    let chosen = Memo::new(move |_| {
        workspace.planned().with(|planned| {
            account.choices().with(|choices| {
                intent.with(|intent| {
                    let plan = &planned.value;
                    (reserving(intent, plan), ways(intent, plan, choices), how(intent, plan, choices))
                })
            })
        })
    });
    let all = move || {
        let ways = chosen.get().1;
        let radios = ways.iter().map(|way| {
            let (way, (name, meaning)) = (*way, words(*way));
            let choose = move |_| intent.update(|intent| intent.how = Some(way));
            radio("launching", name, meaning, move || chosen.get().2 == way, choose)
        });
        el("div").class("radios").attr("role", "radiogroup").attr("aria-label", "Start").children(radios)
    };
    let armed = move || {
        let (reserving, _, how) = chosen.get();
        (reserving == Reserving::New && how == How::ByTestbed).then(|| armed(account))
    };
    list([el("div").child(live(all)), el("div").child(live(armed))])
}

/// Whether a condition in the template holds the stack back.
fn armed(account: Account) -> El {
    let intent = account.intent();
    let tick = el("input")
        .attr("type", "checkbox")
        .prop("checked", move || intent.with(|intent| intent.armed))
        .on(CHANGE, move |event| intent.update(|intent| intent.armed = target_checked(&event)));
    let label = el("label").class("radio").child(tick).child(el("span").child("Arm the template"));
    let why = muted(
        "For a testbed whose Heat does not know initialize: every resource gets a condition that holds once the lease has given its reservation. You see the template before anything is sent.",
    );
    el("div").child(label).child(why)
}
