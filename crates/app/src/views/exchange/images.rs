//! Whether the servers' images have what the deployments need, and two ways out where they have not.

use hotplate_engine::{Answer, Question};
use hotplate_exchange::{Exchange, ImageCheck};

use super::Telling;
use super::course::capital;
use crate::browser::download;
use crate::dom::{CLICK, El, Node, button, el, list, live};
use crate::panels::words::count;
use crate::signals::RwSignal;
use crate::views::pieces::{copy_button, message_view, muted};
use crate::workspace::WayOut;

/// The ways out: what is asked, the file's name and kind, and what a person reads.
const WAYS: [(WayOut, &str, &str, &str); 3] = [
    (WayOut::Playbook, "playbook.yml", "application/yaml", "Ansible playbook"),
    (WayOut::Inventory, "outputs.yaml", "application/yaml", "Its inventory, as an output"),
    (WayOut::BootScript, "heat-agents.sh", "text/x-shellscript", "Boot script with the agents"),
];

/// Where the panel begins: its id.
pub(super) const IMAGES: &str = "images";

/// The panel.
pub(super) fn images_view(telling: Telling) -> El {
    let shown = RwSignal::new(None::<(usize, String)>);
    let checks = move || telling.exchange.with(|exchange| checks_view(exchange));
    let ask = move |way: usize| {
        telling.workspace.ask(Question::WayOut(WAYS[way].0), move |answer| {
            if let Some(Answer::WayOut(text)) = answer {
                shown.set(Some((way, text)));
            }
        });
    };
    let mut ways = Vec::new();
    for (at, (_, _, _, words)) in WAYS.into_iter().enumerate() {
        let on = move || shown.with(|shown| shown.as_ref().is_some_and(|(way, _)| *way == at));
        ways.push(
            button("btn small")
                .live("aria-pressed", move || on().to_string())
                .toggle("on", on)
                .on(CLICK, move |_| if on() { shown.set(None) } else { ask(at) })
                .child(words),
        );
    }
    el("section")
        .class("images card padded")
        .attr("aria-label", "Will this image do it?")
        .child(el("h2").id(IMAGES).attr("tabindex", "-1").child("Will this image do it?"))
        .child(live(checks))
        .child(muted("The same exchange without agents in the image:"))
        .child(el("div").class("ways").children(ways))
        .child(live(move || shown.get().map(|(way, text)| file_view(way, text))))
}

fn checks_view(exchange: &Exchange) -> Node {
    list(exchange.images.iter().map(check_view))
}

fn check_view(check: &ImageCheck) -> El {
    let image = match &check.image {
        Some(image) => el("code").child(image.clone()),
        None => el("span").child("An image that is not known yet"),
    };
    let on = format!(" on {}", count(check.instances.len(), "instance"));
    let (class, sign, words) = match (check.lacks.is_empty(), check.known) {
        (false, _) => ("fate-sign stuck", "▲", ": it lacks what this template needs."),
        (true, true) => ("fate-sign good", "✓", ": nothing is known that it lacks."),
        (true, false) => ("fate-sign", "?", ": whether it has the Heat agents is not known here."),
    };
    let head = el("p")
        .child(el("span").class(class).attr("aria-hidden", "true").child(sign))
        .child(" ")
        .child(image)
        .child(on)
        .child(words);
    let mut lacks = Vec::new();
    for lack in &check.lacks {
        let source = format!(" ({})", lack.source);
        lacks.push(
            el("li")
                .child(message_view(&capital(&lack.message)))
                .child(".")
                .child(el("span").class("muted").child(source)),
        );
    }
    let as_of = format!("As known on {}.", check.as_of);
    el("div").class("image").child(head).child(el("ul").class("holds").children(lacks)).child(muted(as_of))
}

/// A file that was made, to be read, copied and taken.
fn file_view(way: usize, text: String) -> El {
    let (_, name, kind, _) = WAYS[way];
    let (copied, taken) = (text.clone(), text.clone());
    let actions = el("div")
        .class("ways")
        .child(el("span").class("mono").child(name))
        .child(copy_button("Copy", move || copied.clone()))
        .child(button("btn").on(CLICK, move |_| download(name, kind, &taken)).child("Download"));
    el("div")
        .class("way")
        .child(actions)
        .child(el("pre").class("value wrap").attr("tabindex", "0").attr("aria-label", name).child(text))
}
