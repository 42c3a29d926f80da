//! A lease at the testbed, as it is by now, and what else there is in the project.

use hotplate_desk::{Ask, SeenLease};
use web_sys::{HtmlInputElement, MouseEvent};

use super::connect::{field, is_busy, press, trouble};
use super::follow::twice;
use super::pieces::muted;
use crate::browser::{focus, local_minute, local_seconds, request_animation_frame, utc_minute};
use crate::dom::{CLICK, El, Handle, Node, button, el, live};
use crate::panels::time_left;
use crate::signals::{RwSignal, untrack};
use crate::workspace::{Account, Kept, Reserving, Turn};

/// The lease, if one is followed.
pub(crate) fn lease_view(account: Account) -> Option<El> {
    let lease = account.lease().get()?;
    let status = el("p").class(lease_tone(&lease)).attr("role", "status").child(lease.status.clone());
    let waits = account.waits().get().then(|| {
        el("p").child("This page starts the stack when the lease is active. Keep it open and signed in.")
    });
    let section = el("section").class("card padded followed").attr("aria-label", "The lease at the testbed");
    Some(
        section
            .child(el("h2").id(Turn::LEASE.0).attr("tabindex", "-1").child(lease.name.clone()))
            .child(status)
            .child(muted(times(account, &lease)))
            .child(muted(format!("Its reservation: {}", lease.reservation)))
            .child(waits)
            .child(live(move || match account.stack().get() {
                // Beside a stack it stands there.
                Some(_) => None,
                None => account.lost().get().map(|refusal| trouble(&refusal)),
            }))
            .child(live({
                // Outlives the looks, which make the presses anew.
                let (lease, asked) = (lease.clone(), RwSignal::new(false));
                move || start(account, &lease, asked)
            }))
            .child(presses(account, lease)),
    )
}

/// The class of Blazar's word; its colour only repeats what the word says.
pub(super) fn lease_tone(lease: &SeenLease) -> &'static str {
    if lease.status == "ACTIVE" { "status good" } else { "status" }
}

/// When a lease begins or ends, and how much of it is left.
pub(super) fn times(account: Account, lease: &SeenLease) -> Node {
    let (from, until) = (lease.start, lease.end);
    live(move || match account.now().get() {
        now if now < from => format!("Begins {}, ends {}.", both(from), both(until)),
        now => format!("Ends {}: {}.", both(until), time_left(until - now)),
    })
}

/// A time in UTC, and, where that differs, as it is on this machine.
fn both(seconds: i64) -> String {
    let mut words = utc_minute(seconds);
    let here = local_minute(seconds).replace('T', " ");
    let differs = here != words;
    words.push_str(" UTC");
    if differs {
        for part in [" (here ", &here, ")"] {
            words.push_str(part);
        }
    }
    words
}

/// What this page was to start, had it not been closed, or the sign-in ended.
pub(crate) fn kept_view(account: Account) -> Option<El> {
    let kept = account.kept().get();
    let begun = |kept: Kept| {
        let there = account
            .choices()
            .with(|choices| choices.stacks.iter().find(|(stack, _)| stack.name == kept.stack).cloned());
        let (stack, status) = there.filter(|_| !is_busy(account))?;
        let words = format!(
            "The launch of the stack {} was begun, and this page was not told how it ended. The stack is there: {status}. Whether its lease was made, the list of leases and stacks says.",
            stack.name
        );
        let follow = move |_| account.follow(stack.clone());
        Some(left(words, "Follow the stack", follow, move |_| account.forget_kept(&kept)))
    };
    let row = |kept: Kept| {
        if kept.lease.is_empty() {
            return begun(kept);
        }
        // A lease that is over, or of another project, waits for nothing.
        let name = account.choices().with(|choices| {
            choices.leases.iter().find(|lease| lease.id == kept.lease).map(|lease| lease.name.clone())
        })?;
        let goes_on = account.waits().get()
            && account.lease().with(|lease| lease.as_ref().is_some_and(|lease| lease.id == kept.lease));
        if goes_on {
            return None;
        }
        let words = format!(
            "This page was to start the stack {} when the lease {name} begins. Unless another tab still waits for it: check that the template is the one that you meant, then review it again.",
            kept.stack
        );
        let again = kept.clone();
        let take_up = move |_| {
            account.intent().update(|intent| {
                intent.reserving = Some(Reserving::Existing);
                intent.existing.clone_from(&again.lease);
                intent.stack.clone_from(&again.stack);
            });
        };
        Some(left(words, "Take it up again", take_up, move |_| account.forget_kept(&kept)))
    };
    let rows: Vec<El> = kept.into_iter().filter_map(row).collect();
    (!rows.is_empty())
        .then(|| el("section").class("card padded").attr("aria-label", "Left to start").children(rows))
}

/// Something that was left, and what can be done with it.
fn left(
    words: String,
    name: &'static str,
    go_on: impl Fn(MouseEvent) + 'static,
    forget: impl Fn(MouseEvent) + 'static,
) -> El {
    let presses = el("p")
        .class("row")
        .child(button("btn primary").on(CLICK, go_on).child(name))
        .child(button("btn").on(CLICK, forget).child("Forget it"));
    el("div").child(el("p").child(words)).child(presses)
}

/// Gives a stack that was stored its reservation: by hand, where the testbed did not. Where nothing binds it to the
/// lease, both are named, and asked about once more.
fn start(account: Account, lease: &SeenLease, asked: RwSignal<bool>) -> Option<El> {
    let stack = account.stack().get()?;
    let stored = account.seen().with(|seen| {
        seen.status == "INIT_COMPLETE" || (seen.status == "CREATE_COMPLETE" && seen.resources.is_empty())
    });
    if !stored || lease.status != "ACTIVE" {
        return None;
    }
    let words = if account.belongs(lease) {
        "The lease is active, and the stack still waits.".to_owned()
    } else {
        format!(
            "The stack {} waits for its reservation, but was not made for the lease {}.",
            stack.name, lease.name
        )
    };
    let reservation = lease.reservation.clone();
    let begin = move || account.ask(Ask::Start(stack.clone(), reservation.clone()), "starting the stack");
    let presses = match account.belongs(lease) {
        true => press(account, "btn primary", begin).child("Start it now"),
        false => twice(account, asked, ("Start it on this lease…", "Start this stack on this lease"), begin),
    };
    Some(el("div").child(muted(words)).child(presses))
}

/// What can be done with it.
fn presses(account: Account, lease: SeenLease) -> El {
    let (asked, extends, end) = (RwSignal::new(false), RwSignal::new(false), Handle::new());
    let lacks = RwSignal::new(false);
    let id = lease.id.clone();
    let extend = move || {
        let typed = end.get::<HtmlInputElement>().map(|field| field.value()).unwrap_or_default();
        let end = local_seconds(&typed);
        lacks.set(end.is_none());
        if let Some(end) = end {
            account.ask(Ask::Extend(id.clone(), end), "changing the end of the lease");
        }
    };
    let extend = std::rc::Rc::new(extend);
    let now = local_minute(lease.end);
    let extending = move || -> Node {
        if !extends.get() {
            return button("btn").on(CLICK, move |_| extends.set(true)).child("Another end…").into();
        }
        let extend = extend.clone();
        let input = field("New end, in this machine's time", "datetime-local", end);
        let press = press(account, "btn", move || extend());
        let lacking = move || {
            lacks.get().then(|| {
                let words = "the new end is not complete: give a day and a time";
                el("p").class("trouble").attr("role", "alert").child(words)
            })
        };
        crate::browser::set_timeout(
            {
                let now = now.clone();
                move || {
                    if let Some(field) = end.get::<HtmlInputElement>() {
                        field.set_value(&now);
                        // The press that had the focus is gone.
                        let _ = field.focus();
                    }
                }
            },
            std::time::Duration::ZERO,
        );
        Node::from([input.into(), press.child("Change the end").into(), live(lacking)])
    };
    let id = lease.id;
    let delete = move || account.ask(Ask::Release(id.clone()), "deleting the lease");
    let deleting = twice(account, asked, ("Delete the lease…", "Delete it and the servers on it"), delete);
    let leave = button("btn").on(CLICK, move |_| account.let_lease_go()).child("Stop following");
    el("div").class("row").child(live(extending)).child(deleting).child(leave)
}

/// The leases and stacks that there are, to be followed again.
pub(crate) fn there_view(account: Account) -> Option<El> {
    account.visa().with(Option::is_some).then_some(())?;
    let choices = account.choices().get();
    let row = |name: String, status: String, part: Turn, follow: Box<dyn Fn()>| {
        let follow = move |_| {
            untrack(&*follow);
            request_animation_frame(move || focus(part.0));
        };
        let press = button("btn small").on(CLICK, follow).child("Follow");
        el("li")
            .class("row")
            .child(press)
            .child(el("span").child(name))
            .child(el("span").class("muted").child(status))
    };
    let leases = choices.leases.into_iter().map(|lease| {
        let (name, status) = (format!("lease {}", lease.name), lease.status.clone());
        row(name, status, Turn::LEASE, Box::new(move || account.follow_lease(lease.clone())))
    });
    let stacks = choices.stacks.into_iter().map(|(stack, status)| {
        let name = format!("stack {}", stack.name);
        row(name, status, Turn::STACK, Box::new(move || account.follow(stack.clone())))
    });
    let refused = choices.no_leases.as_ref().map(trouble);
    let rows: Vec<El> = leases.chain(stacks).collect();
    let again = button("btn small").on(CLICK, move |_| account.list()).child("Look again");
    let head = el("summary").id(Turn::THERE.0).child("Leases and stacks of this project");
    let list = match rows.is_empty() {
        true => muted("There are none."),
        false => el("ul").class("there").children(rows),
    };
    Some(el("details").class("card padded").child(head).child(list).child(refused).child(again))
}
