//! What becomes of the stack, who holds it up, and what may be supposed of all.

use hotplate_exchange::{Scenario, Sizing};

use super::Telling;
use super::afterwards::action_field;
use super::images::IMAGES;
use crate::browser::focus;
use crate::dom::{CHANGE, CLICK, El, Node, button, el, keyed, list, live, row, target_value, when};
use crate::panels::{Fate, Mood, barrier_words, fate, lack_words};
use crate::signals::Memo;
use crate::views::pieces::message_view;

/// Barriers that are named before the rest is counted.
const NAMED: usize = 4;

/// Members that can be given to a group here; the template may allow less.
const MOST: u32 = 1000;

/// The panel.
pub(super) fn course_view(telling: Telling) -> El {
    let workspace = telling.workspace;
    let told = move || {
        let (planned, exchange) = (workspace.planned().read(), telling.exchange.read());
        let mut holds = Vec::new();
        for barrier in exchange.barriers.iter().take(NAMED) {
            holds.push(el("li").child(message_view(&barrier_words(&planned.value, &exchange, barrier))));
        }
        let more = exchange.barriers.len().saturating_sub(NAMED);
        let rest = (more > 0).then(|| el("li").child(format!("and {more} more")));
        let holds = el("ul").class("holds").children(holds).child(rest);
        let warnings = exchange.images.iter().filter_map(lack_words).map(image_warning);
        [fate_view(fate(&planned.value, &exchange)), holds.into(), list(warnings)]
    };
    el("section").class("fate card padded").attr("aria-label", "What becomes of the stack").child(live(told))
}

/// What is supposed of all instances.
pub(super) fn supposing_view(telling: Telling) -> El {
    let workspace = telling.workspace;
    let supposing = move || workspace.scenario().with(|scenario| !scenario.is_empty());
    let reset = move || {
        button("btn small").on(CLICK, move |_| workspace.suppose_nothing()).child("Suppose nothing any more")
    };
    el("div")
        .class("supposing")
        .child(sizes(telling))
        .child(patience(telling))
        .child(failing(telling))
        .child(action_field(telling))
        .child(when(supposing, reset))
}

/// What an image lacks, and the way to where more is said of it.
fn image_warning(words: String) -> El {
    el("p")
        .class("image-warning")
        .child(el("span").class("fate-sign stuck").attr("aria-hidden", "true").child("▲"))
        .child(" ")
        .child(message_view(&words))
        .child(". ")
        .child(button("link").on(CLICK, |_| focus(IMAGES)).child("Two ways out"))
}

fn fate_view(fate: Fate) -> Node {
    let (class, sign) = match fate.mood {
        Mood::Good => ("fate-title good", "✓"),
        Mood::Bad => ("fate-title bad", "✕"),
        Mood::Stuck => ("fate-title stuck", "▲"),
        Mood::Open => ("fate-title", "…"),
    };
    let title = el("p")
        .class(class)
        .child(el("span").class("fate-sign").attr("aria-hidden", "true").child(sign))
        .child(el("span").child(capital(&fate.title)).child("."));
    let mut parts = vec![title];
    for (whose, reason) in fate.reasons {
        let whose = whose.map(|whose| el("span").class("muted").child(whose).child(": "));
        parts.push(el("p").class("heat-reason mono").child(whose).child(reason));
    }
    parts.extend(fate.left.map(|left| el("p").class("muted").child(capital(&left)).child(".")));
    list(parts)
}

/// With a capital, as a sentence begins.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// The groups of servers with their numbers of members.
fn sizes(telling: Telling) -> Node {
    let workspace = telling.workspace;
    let groups = Memo::new(move |_| {
        let (facts, planned) = (workspace.facts().read(), workspace.planned().read());
        let stack = &planned.value.stack;
        let mut groups: Vec<(String, Option<String>)> = Vec::new();
        for (name, sizing) in &facts.sizings {
            let members = |id| {
                stack
                    .members(id)
                    .any(|member| member.type_name.as_str() == "OS::Nova::Server" || member.group.is_some())
            };
            let top = stack.top().find(|top| top.path.name() == name);
            if top.is_some_and(|top| {
                members(top.id)
                    || top
                        .group
                        .as_ref()
                        .is_some_and(|group| group.members.is_empty() && group.closed.is_none())
            }) {
                let by = match sizing {
                    Sizing::Parameter(parameter) => Some(parameter.clone()),
                    Sizing::Template => None,
                };
                groups.push((name.clone(), by));
            }
        }
        groups
    });
    keyed(move || {
        let mut rows = Vec::new();
        for (name, by) in groups.get() {
            rows.push(row(format!("{name} {by:?}"), move || size_field(telling, name, by).into()));
        }
        rows
    })
}

fn size_field(telling: Telling, name: String, by: Option<String>) -> El {
    let workspace = telling.workspace;
    let group = name.clone();
    let size = Memo::new(move |_| {
        workspace.planned().with(|planned| {
            let group = planned.value.stack.top().find(|top| top.path.name() == group);
            group.and_then(|group| group.group.as_ref()).map_or(0, |group| group.members.len())
        })
    });
    let resize = name.clone();
    let input = el("input")
        .attr("type", "number")
        .attr("min", "0")
        .attr("max", MOST.to_string())
        .prop("value", move || size.get().to_string())
        .on(CHANGE, move |event| {
            if let Ok(size) = target_value(&event).trim().parse::<u32>() {
                workspace.resize(&resize, size.min(MOST));
            }
        });
    let through = by.map(|parameter| format!(" (by {parameter})")).unwrap_or_default();
    el("label").class("suppose").child(format!("{name}{through}")).child(input)
}

/// The commands that fail on every instance.
fn failing(telling: Telling) -> El {
    let workspace = telling.workspace;
    commands_field(
        "Commands that fail everywhere",
        move || workspace.scenario().with(|scenario| scenario.failing.join(", ")),
        move |commands| workspace.suppose_failing(commands),
    )
}

/// A field for the names of commands.
pub(super) fn commands_field(
    label: &'static str,
    value: impl Fn() -> String + 'static,
    set: impl Fn(Vec<String>) + 'static,
) -> El {
    let input = el("input")
        .attr("placeholder", "yum, apt-get")
        .attr("spellcheck", "false")
        .attr("autocomplete", "off")
        .attr("autocapitalize", "off")
        .prop("value", value)
        .on(CHANGE, move |event| set(Scenario::commands(&target_value(&event))));
    el("label").class("suppose words").child(label).child(input)
}

/// How long Heat waits.
fn patience(telling: Telling) -> El {
    let workspace = telling.workspace;
    let value = move || {
        let minutes = workspace.scenario().with(|scenario| scenario.timeout() / 60);
        minutes.to_string()
    };
    let input = el("input")
        .attr("type", "number")
        .attr("min", "1")
        .attr("max", "100000")
        .prop("value", value)
        .on(CHANGE, move |event| workspace.give_up_after(target_value(&event).trim().parse().ok()));
    el("label").class("suppose").child("Heat gives up after (minutes)").child(input)
}
