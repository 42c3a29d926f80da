//! The facts of an instance, editable where they stand.

use super::Telling;
use crate::dom::{CHANGE, El, el, target_value};
use crate::signals::untrack;

/// Address and host name of an instance.
pub(crate) fn fact_fields(telling: Telling, instance: usize) -> El {
    el("dl").class("facts").children(["ipaddress", "hostname"].map(|fact| field(telling, instance, fact)))
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
