//! On what the stack is to run: a lease that is made, one that there is, or nothing reserved.

use hotplate_desk::Ask;
use web_sys::Event;

use super::connect::{press, trouble};
use super::free::free_view;
use super::pieces::muted;
use crate::browser::{local_minute, local_seconds, utc_minute};
use crate::dom::{CHANGE, El, INPUT, Node, el, list, live, target_value};
use crate::panels::words::count;
use crate::panels::{
    addresses_needed, declares, existing, hosts_needed, lease_name, reserving, strange_network,
};
use crate::signals::{Memo, RwSignal, untrack};
use crate::workspace::{Account, Intent, Reserving, Turn, Workspace};

/// How long a lease is unless somebody says otherwise, in seconds.
const DAY: i64 = 86_400;

/// A text of the intent.
type Part = fn(&mut Intent) -> &mut String;

/// The step, once somebody is signed in.
pub(crate) fn reserve_view(workspace: Workspace, account: Account) -> Node {
    let intent = account.intent();
    if untrack(|| intent.with(|intent| intent.end.is_empty())) {
        let now = account.now().get_untracked();
        intent.update(|intent| intent.end = local_minute(now + DAY));
    }
    let chosen = Memo::new(move |_| {
        workspace.planned().with(|planned| intent.with(|intent| reserving(intent, &planned.value)))
    });
    let kinds = [
        (Reserving::New, "New lease"),
        (Reserving::Existing, "Lease that there is"),
        (Reserving::Nothing, "No lease"),
    ];
    let kinds = kinds.map(|(kind, name)| {
        let choose = move |_| intent.update(|intent| intent.reserving = Some(kind));
        radio("reserving", name, "", move || chosen.get() == kind, choose)
    });
    let needs = move || {
        workspace.planned().with(|planned| match hosts_needed(&planned.value) {
            0 => "No server of the template asks for a reservation.".to_owned(),
            1 => "1 server of the template starts on the reservation.".to_owned(),
            hosts => format!("{hosts} servers of the template start on the reservation."),
        })
    };
    let lacks = move || {
        let lacks = chosen.get() != Reserving::Nothing
            && workspace.planned().with(|planned| !declares(&planned.value));
        lacks.then(|| {
            let words = "The template has no parameter reservation_id, which is what a lease gives, and which the servers read in their scheduler_hints.";
            let declare = move || {
                let text = workspace.project().with_untracked(|project| project.template().text.to_string());
                account.ask(Ask::Declare(text), "declaring the parameter");
            };
            let press = press(account, "btn", declare).child("Declare it, and have the servers read it");
            el("div").class("trouble").child(el("p").child(words)).child(press)
        })
    };
    let fields = move || match chosen.get() {
        Reserving::New => new_lease(workspace, account),
        Reserving::Existing => live(move || existing_lease(account)),
        Reserving::Nothing => muted("The servers start wherever their flavor allows.").into(),
    };
    list([
        muted(live(needs)),
        el("div")
            .class("radios")
            .id(Turn::RESERVE.0)
            .attr("tabindex", "-1")
            .attr("role", "radiogroup")
            .attr("aria-label", "Lease")
            .children(kinds),
        el("div").child(live(lacks)),
        el("div").class("lease-fields").child(live(fields)),
    ])
}

/// One of several, with what it means.
pub(super) fn radio(
    group: &'static str,
    name: &'static str,
    meaning: &'static str,
    on: impl Fn() -> bool + 'static,
    choose: impl Fn(Event) + 'static,
) -> El {
    let input = el("input").attr("type", "radio").attr("name", group).prop("checked", on).on(CHANGE, choose);
    let words = el("span").child(el("strong").child(name));
    let words = if meaning.is_empty() {
        words
    } else {
        words.child(" ").child(el("span").class("muted").child(meaning))
    };
    el("label").class("radio").child(input).child(words)
}

/// A field for a text of the intent; what stands for an empty one is shown in it.
fn entry(
    intent: RwSignal<Intent>,
    label: &'static str,
    kind: &'static str,
    part: Part,
    suggested: impl Fn() -> String + 'static,
) -> El {
    let input = el("input")
        .attr("type", kind)
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .live("placeholder", suggested)
        .prop("value", move || intent.with(|intent| part(&mut intent.clone()).clone()))
        .on(INPUT, move |event: Event| intent.update(|intent| *part(intent) = target_value(&event)));
    let input = if label == NODE_TYPE { input.attr("list", "node-types") } else { input };
    el("label").class("entry").child(el("span").child(label)).child(input)
}

const NODE_TYPE: &str = "Node type, if it matters";

fn new_lease(workspace: Workspace, account: Account) -> Node {
    let intent = account.intent();
    let plan = move |read: fn(&hotplate_plan::Plan) -> usize| {
        move || workspace.planned().with(|planned| read(&planned.value))
    };
    let (hosts, addresses) = (plan(hosts_needed), plan(addresses_needed));
    let nothing = String::new;
    let name = move || lease_name(&workspace.project().with(|project| project.stack_name()));
    let min = move || hosts().max(1).to_string();
    let max = move || {
        let typed = intent.with(|intent| intent.min.clone());
        if typed.is_empty() { min() } else { typed }
    };
    let utc = move || {
        let (start, end) = intent.with(|intent| (local_seconds(&intent.start), local_seconds(&intent.end)));
        let start = start.map_or("at once".to_owned(), utc_minute);
        let end = end.map_or("?".to_owned(), utc_minute);
        format!("In UTC: {start} to {end}. Times above are those of this machine.")
    };
    let types = move || {
        let option = |(name, hosts): &(String, usize)| {
            el("option").attr("value", name.clone()).child(count(*hosts, "host"))
        };
        account.choices().with(|choices| list(choices.node_types.iter().map(option)))
    };
    let more = el("details")
        .child(el("summary").child("More: node properties, devices, addresses, a network"))
        .child(entry(
            intent,
            "Other properties, in Blazar's language",
            "text",
            |intent| &mut intent.properties,
            || "[\"==\", \"$gpu\", \"yes\"]".to_owned(),
        ))
        .child(entry(
            intent,
            "Devices at the edge",
            "number",
            |intent| &mut intent.devices,
            || "0".to_owned(),
        ))
        .child(entry(
            intent,
            "Floating addresses",
            "number",
            |intent| &mut intent.addresses,
            move || addresses().to_string(),
        ))
        .child(entry(intent, "Name of a network of your own", "text", |intent| &mut intent.network, nothing));
    let strange = move || {
        let planned = workspace.planned().read();
        let name = account.choices().with(|choices| strange_network(&planned.value, choices))?;
        let words = format!(
            "The template names the network {name}, which this testbed does not have. Where the testbed lends networks, reserve it: under More."
        );
        Some(muted(words))
    };
    let pair = |one: El, other: El| el("div").class("pair").child(one).child(other);
    list([
        entry(intent, "Name of the lease", "text", |intent| &mut intent.name, name),
        pair(
            entry(intent, "Starts; empty is at once", "datetime-local", |intent| &mut intent.start, nothing),
            entry(intent, "Ends", "datetime-local", |intent| &mut intent.end, nothing),
        ),
        muted(live(utc)),
        pair(
            entry(intent, "Hosts, at least", "number", |intent| &mut intent.min, min),
            entry(intent, "Hosts, at most", "number", |intent| &mut intent.max, max),
        ),
        entry(intent, NODE_TYPE, "text", |intent| &mut intent.node_type, nothing),
        el("datalist").id("node-types").child(live(types)),
        el("div").child(live(move || free_view(account))),
        el("div").child(live(strange)),
        more,
    ])
}

fn existing_lease(account: Account) -> Node {
    let intent = account.intent();
    account.choices().with(|choices| {
        let chosen = intent.with(|intent| existing(intent, choices).map(|lease| lease.id.clone()));
        let Some(chosen) = chosen else {
            return match &choices.no_leases {
                Some(refusal) => trouble(refusal).into(),
                None => muted("This project has no lease that is not over.").into(),
            };
        };
        let option = |lease: &hotplate_desk::SeenLease| {
            let words = format!("{} · {} · until {} UTC", lease.name, lease.status, utc_minute(lease.end));
            el("option").attr("value", lease.id.clone()).attr("selected", lease.id == chosen).child(words)
        };
        let select = el("select")
            .on(CHANGE, move |event: Event| intent.update(|intent| intent.existing = target_value(&event)))
            .children(choices.leases.iter().map(option));
        el("label").class("entry").child(el("span").child("Lease")).child(select).into()
    })
}
