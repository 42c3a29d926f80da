//! A stack at the testbed, as it is by now, and the list of every request that was made.

use hotplate_desk::{Ask, Happened, SeenResource, Sent, StackName};
use hotplate_plan::ResourcePath;
use web_sys::HtmlElement;

use super::connect::{place_button, place_view, press, trouble};
use super::lease::{lease_tone, times};
use super::pieces::{muted, scroll_area, value_view};
use crate::browser::{is_lost, request_animation_frame};
use crate::dom::{CLICK, El, Handle, Node, button, el, live};
use crate::panels::words::count;
use crate::panels::{Piece, show};
use crate::signals::{RwSignal, expect_context, untrack};
use crate::workspace::{Account, Selected, Turn, Workspace};

/// The stack, if one is followed.
pub(crate) fn follow_view(account: Account) -> Option<El> {
    let stack = account.stack().get()?;
    // Outlives the looks, which make the presses anew.
    let asked = RwSignal::new(false);
    let status = move || {
        account.seen().with(|seen| {
            let words = if seen.status.is_empty() { "looking …".to_owned() } else { seen.status.clone() };
            el("p").class(tone(&seen.status)).attr("role", "status").child(words)
        })
    };
    let reason = move || {
        account.seen().with(|seen| {
            let place = seen.status.ends_with("_FAILED").then(|| place_view(&seen.reason));
            el("div").child(muted(seen.reason.clone())).child(place.flatten())
        })
    };
    Some(
        el("section")
            .class("card padded followed")
            .attr("aria-label", "The stack at the testbed")
            .child(el("h2").id(Turn::STACK.0).attr("tabindex", "-1").child(stack.name.clone()))
            .child(live(status))
            .child(live(reason))
            .child(live(move || account.lost().get().map(|refusal| trouble(&refusal))))
            .child(live(move || resources(account)))
            .child(live(move || outputs(account)))
            .child(live(move || events(account)))
            .child(live(move || presses(account, stack.clone(), asked))),
    )
}

/// The class of Heat's word; its colour only repeats what the word says.
pub(super) fn tone(status: &str) -> &'static str {
    if status.ends_with("_FAILED") {
        "status bad"
    } else if status.ends_with("_COMPLETE") {
        "status good"
    } else {
        "status"
    }
}

pub(super) fn table(label: &'static str, head: [&'static str; 3], rows: Vec<Node>) -> El {
    let head = head.map(|name| el("th").attr("scope", "col").child(name));
    let table = el("table")
        .child(el("thead").child(el("tr").children(head)))
        .child(el("tbody").child(Node::List(rows)));
    scroll_area("scroll", label).child(table)
}

fn resources(account: Account) -> Option<El> {
    let workspace = expect_context::<Workspace>();
    // A member of a group is where its group is.
    let place = |resource: &SeenResource| {
        let name = resource.name.split('.').next().unwrap_or_default();
        let place = Selected::Resource(ResourcePath::root(name));
        let words = || format!("To {name} in the template");
        untrack(|| workspace.definition(&place)).map(|_| place_button(place, words()))
    };
    let row = |resource: &SeenResource| {
        let status = el("td").child(el("span").class(tone(&resource.status)).child(resource.status.clone()));
        let failed = resource
            .status
            .ends_with("_FAILED")
            .then(|| Node::from([muted(resource.reason.clone()).into(), Node::from(place(resource))]));
        let said = (!resource.said.is_empty()).then(|| {
            let text = el("pre").class("value").attr("tabindex", "0").child(resource.said.clone());
            let said = el("details").child(el("summary").child("What its script wrote")).child(text);
            el("tr").child(el("td").attr("colspan", "3").child(said))
        });
        let name = el("th").attr("scope", "row").child(resource.name.clone());
        let kind = el("td").child(resource.kind.clone());
        let row = el("tr").child(name).child(status.child(failed)).child(kind);
        Node::from([row.into(), Node::from(said)])
    };
    let lease = account.lease().get().filter(|lease| account.belongs(lease)).map(|lease| {
        let name = el("th").attr("scope", "row").child(lease.name.clone());
        let status = el("span").class(lease_tone(&lease)).child(lease.status.clone());
        let status = el("td").child(status).child(muted(times(account, &lease)));
        Node::from(el("tr").child(name).child(status).child(el("td").child("Blazar lease")))
    });
    account.seen().with(|seen| {
        // What all of it stands on comes first.
        let mut rows: Vec<Node> = lease.into_iter().collect();
        rows.extend(seen.resources.iter().map(row));
        (!rows.is_empty()).then(|| table("Resources at the testbed", ["Resource", "Status", "Type"], rows))
    })
}

/// The outputs, beside what this page said that they would be.
fn outputs(account: Account) -> Option<El> {
    let workspace = expect_context::<Workspace>();
    let (planned, exchange) = (workspace.planned().get(), workspace.exchange().get());
    let predicted = |name: &str| {
        let output = planned.value.outputs.iter().find(|(other, _)| *other == name)?.1;
        Some(exchange.outputs.get(name).unwrap_or(&output.value))
    };
    account.seen().with(|seen| {
        let row = |(name, value): &(String, String)| {
            let beside = predicted(name).map(|predicted| {
                let pieces = show(predicted);
                let text = match (predicted.known().and_then(|known| known.as_str()), &pieces[..]) {
                    (Some(text), _) => text,
                    (None, [Piece::Known(text)]) => text,
                    (None, _) => "",
                };
                match text.trim() == value.trim() {
                    true => muted("As predicted."),
                    false => el("div").child(muted("Predicted:")).child(value_view(pieces)),
                }
            });
            let value = el("pre").class("value").attr("tabindex", "0").child(value.clone());
            el("div").child(el("h3").child(name.clone())).child(value).child(beside).into()
        };
        let rows: Vec<Node> = seen.outputs.iter().map(row).collect();
        (!rows.is_empty()).then(|| el("div").class("cards").child(Node::List(rows)))
    })
}

fn events(account: Account) -> Option<El> {
    let row = |event: &Happened| {
        let words = format!("{} {}", event.to, event.status);
        let reason = (event.reason != "state changed").then(|| muted(event.reason.clone()));
        el("li").child(words).child(reason).into()
    };
    account.seen().with(|seen| {
        let rows: Vec<Node> = seen.events.iter().rev().map(row).collect();
        let head = el("summary").child(count(rows.len(), "event"));
        (!rows.is_empty())
            .then(|| el("details").child(head).child(el("ol").class("events").child(Node::List(rows))))
    })
}

/// What can be done with it.
fn presses(account: Account, stack: StackName, asked: RwSignal<bool>) -> El {
    let status = account.seen().with(|seen| seen.status.clone());
    if status == "DELETE_COMPLETE" {
        return el("p").child(button("btn").on(CLICK, move |_| account.let_go()).child("Done"));
    }
    let failed = status.ends_with("_FAILED") && !status.starts_with("DELETE");
    let retry = failed.then(|| {
        let (stack, words) = (stack.clone(), "Heat does again what failed, and keeps what stands. For another template, delete the stack and create it anew.");
        let again = move || account.ask(Ask::Retry(stack.clone()), "trying again");
        el("div").child(press(account, "btn", again).child("Try again")).child(muted(words))
    });
    let delete = move || account.ask(Ask::Delete(stack.clone()), "deleting the stack");
    let words = ("Delete the stack…", "Delete it and all that it created");
    el("div").child(retry).child(twice(account, asked, words, delete))
}

/// A press that asks first. The second is another button, beside a way out, so that no double press does both.
pub(super) fn twice(
    account: Account,
    asked: RwSignal<bool>,
    (first, second): (&'static str, &'static str),
    act: impl Fn() + Clone + 'static,
) -> El {
    let begin = Handle::new();
    let inner = move || -> El {
        if !asked.get() {
            let begins = button("btn").handle(begin).on(CLICK, move |_| asked.set(true));
            return el("div").child(begins.child(first));
        }
        let act = act.clone();
        let done = move || {
            asked.set(false);
            act();
            // The press that had the focus is gone.
            request_animation_frame(move || {
                if let Some(button) = begin.get::<HtmlElement>().filter(|_| is_lost()) {
                    let _ = button.focus();
                }
            });
        };
        el("div")
            .class("row")
            .child(button("btn").on(CLICK, move |_| asked.set(false)).child("Do not"))
            .child(press(account, "btn danger", done).child(second))
    };
    el("div").child(live(inner))
}

/// Every request that was made.
pub(crate) fn sent_view(account: Account) -> Option<El> {
    let row = |sent: &Sent| {
        let mut status = match sent.status {
            None => "no answer".to_owned(),
            Some(0) => "kept from this page".to_owned(),
            Some(status) => status.to_string(),
        };
        if sent.by_relay {
            status.push_str(", by the relay");
        }
        let what = el("td").child(format!("{} {}{}", sent.method, sent.host, sent.path));
        let how = format!("{} bytes, {} ms", sent.size, sent.took);
        el("tr").child(what).child(el("td").child(status)).child(el("td").child(how)).into()
    };
    account.sent().with(|sent| {
        let rows: Vec<Node> = sent.iter().rev().map(row).collect();
        let head = el("summary").child(count(rows.len(), "request"));
        let table = || table("Requests that were made", ["Request", "Status", "Answer"], rows);
        (!sent.is_empty()).then(|| {
            el("details")
                .class("card padded sent")
                .child(head)
                .child(muted("Everything that was sent from here. Of some of it the browser asks before, by OPTIONS, whether it may."))
                .child(table())
        })
    })
}
