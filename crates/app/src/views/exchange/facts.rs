//! The facts of an instance, editable where they stand.

use super::Telling;
use crate::dom::{CHANGE, CLICK, El, Node, button, el, live, target_value};
use crate::signals::untrack;

/// The facts that always stand there.
const SHOWN: [&str; 2] = ["ipaddress", "hostname"];

/// Address and host name of an instance.
pub(crate) fn fact_fields(telling: Telling, instance: usize) -> El {
    el("dl").class("facts").children(SHOWN.map(|fact| field(telling, instance, fact)))
}

/// Further facts that were set by hand, and a field for another.
pub(super) fn more_facts(telling: Telling, instance: usize) -> El {
    let Telling { workspace, exchange, .. } = telling;
    let name = move || {
        exchange
            .with(|exchange| exchange.instances.get(instance).map(|it| it.name.clone()).unwrap_or_default())
    };
    let known = move || {
        let name = name();
        workspace.scenario().with(|scenario| {
            let mut facts = Vec::new();
            for (fact, value) in scenario.facts.get(&name).into_iter().flatten() {
                if !SHOWN.contains(&fact.as_str()) {
                    facts.push(known_fact(telling, name.clone(), fact.clone(), value));
                }
            }
            Node::from(facts.into_iter().map(Node::from).collect::<Vec<_>>())
        })
    };
    let add = move |event: web_sys::Event| {
        let text = target_value(&event);
        if let Some((fact, value)) = text.split_once('=') {
            workspace.suppose(&untrack(name), fact.trim(), value.trim());
        }
    };
    let input = el("input")
        .attr("placeholder", "kernel=Linux")
        .attr("spellcheck", "false")
        .attr("autocomplete", "off")
        .on(CHANGE, add);
    el("div")
        .class("more-facts")
        .child(live(known))
        .child(el("label").class("suppose").child("Another fact (name=value)").child(input))
}

/// A fact that was set by hand, and a button that takes it back.
fn known_fact(telling: Telling, instance: String, fact: String, value: &str) -> El {
    let words = format!("{fact}={value}");
    let label = format!("Forget {fact}");
    let forget = button("btn")
        .attr("aria-label", label)
        .on(CLICK, move |_| telling.workspace.suppose(&instance, &fact, ""))
        .child("✕");
    el("p").class("suppose mono").child(words).child(forget)
}

fn field(telling: Telling, instance: usize, fact: &'static str) -> El {
    let Telling { workspace, exchange, .. } = telling;
    let name = move || {
        exchange
            .with(|exchange| exchange.instances.get(instance).map(|it| it.name.clone()).unwrap_or_default())
    };
    let value = move || {
        exchange.with(|exchange| {
            let facts = exchange.instances.get(instance).map(|instance| &instance.facts);
            facts.map_or(String::new(), |facts| match fact {
                "ipaddress" => facts.ipaddress.clone(),
                _ => facts.hostname.clone(),
            })
        })
    };
    let own = move || {
        let name = name();
        workspace
            .scenario()
            .with(|scenario| scenario.facts.get(&name).is_some_and(|facts| facts.contains_key(fact)))
    };
    let title =
        move || if own() { "yours: empty it to go back to the sample" } else { "a sample: change it" };
    let input = el("input")
        .class("fact-value")
        .toggle("own", own)
        .live("aria-label", move || format!("{fact} of {}", name()))
        .attr("spellcheck", "false")
        .attr("autocomplete", "off")
        .live("title", title)
        .prop("value", value)
        .live("size", move || value().chars().count().max(6).to_string())
        .on(CHANGE, move |event| workspace.suppose(&untrack(name), fact, target_value(&event).trim()));
    el("div").class("fact").child(el("dt").child(fact)).child(el("dd").child(input))
}
