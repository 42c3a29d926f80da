//! What servers are started with: their user data as cloud-init gets it, part by part.

use hotplate_exchange::{Content, Exchange, UserData, UserPart};

use super::Telling;
use crate::dom::{El, Node, TOGGLE, el, list, live, target_open, when};
use crate::panels::words::count;
use crate::signals::RwSignal;
use crate::views::pieces::muted;

/// The panel; nothing if no server says what it is started with.
pub(super) fn user_data_view(telling: Telling) -> Node {
    // Which are open, by their places: a stack of many servers would fill the page otherwise.
    let open = RwSignal::new(vec![true]);
    live(move || {
        telling.exchange.with(|exchange| {
            let all = exchange.user_data.iter().enumerate();
            let all = list(all.map(|(at, it)| started_view(at, it, exchange, open, telling)));
            (!exchange.user_data.is_empty()).then(|| {
                el("section")
                    .class("user-data card padded")
                    .attr("aria-label", "What instances are started with")
                    .child(el("h2").child("What instances are started with"))
                    .child(all)
            })
        })
    })
}

fn started_view(
    at: usize,
    user_data: &UserData,
    exchange: &Exchange,
    open: RwSignal<Vec<bool>>,
    telling: Telling,
) -> El {
    let first = user_data.instances.first().and_then(|at| exchange.instances.get(*at));
    let mut who = first.map(|first| first.name.clone()).unwrap_or_default();
    if user_data.instances.len() > 1 {
        who.push_str(" and ");
        who.push_str(&count(user_data.instances.len() - 1, "other"));
    }
    let head = el("summary")
        .child(el("span").class("mono").child(who))
        .child(": ")
        .child(el("code").child(user_data.format.clone()))
        .child([", ", &count(user_data.parts.len(), "part")].concat());
    let is_open = move || open.with(|open| open.get(at) == Some(&true));
    let parts = move || {
        telling.exchange.with_untracked(|exchange| {
            list(exchange.user_data.get(at).into_iter().flat_map(|it| it.parts.iter().map(part_view)))
        })
    };
    el("details")
        .class("run")
        .attr("open", open.with_untracked(|open| open.get(at) == Some(&true)))
        .on(TOGGLE, move |event| {
            open.update(|open| {
                open.resize(open.len().max(at + 1), false);
                open[at] = target_open(&event);
            });
        })
        .child(head)
        .child(when(is_open, parts))
}

fn part_view(part: &UserPart) -> El {
    let mut name = part.kind.clone();
    if !part.name.is_empty() {
        name.push_str(" · ");
        name.push_str(&part.name);
    }
    let head = el("p").class("file-path").child(el("span").class("mono").child(name.clone()));
    let (head, body) = match &part.content {
        Content::Heat => (head.child(" ").child(el("span").class("muted").child("Heat’s own")), None),
        Content::Unknown(why) => (head, Some(muted(["Not known: ", why, "."].concat()))),
        Content::Text(text) if text.is_empty() => (head, Some(muted("Nothing is in it."))),
        Content::Text(text) => {
            let label = if name.is_empty() { "user data".to_owned() } else { name.clone() };
            let text = el("pre")
                .class("value wrap")
                .attr("tabindex", "0")
                .attr("aria-label", label)
                .child(text.clone());
            (head, Some(text))
        }
    };
    el("div").class("user-part").child((!name.is_empty()).then_some(head)).child(body)
}
