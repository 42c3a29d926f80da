//! The facts of an instance, editable where they stand.

use leptos::prelude::*;

use super::Telling;

/// Address and host name of an instance.
#[component]
pub(crate) fn FactFields(telling: Telling, instance: usize) -> impl IntoView {
    let Telling { workspace, exchange, .. } = telling;
    let facts = Memo::new(move |_| {
        exchange.with(|exchange| {
            exchange.instances.get(instance).map(|instance| (instance.name.clone(), instance.facts.clone()))
        })
    });
    let field = move |fact: &'static str| {
        let value = Memo::new(move |_| {
            facts
                .with(|facts| {
                    facts.as_ref().map(|(_, facts)| match fact {
                        "ipaddress" => facts.ipaddress.clone(),
                        _ => facts.hostname.clone(),
                    })
                })
                .unwrap_or_default()
        });
        let name =
            move || facts.with(|facts| facts.as_ref().map(|(name, _)| name.clone()).unwrap_or_default());
        let own = move || {
            let supposed = workspace
                .scenario()
                .with(|scenario| scenario.facts.get(&name()).is_some_and(|facts| facts.contains_key(fact)));
            supposed.then_some("yours: empty it to go back to the sample")
        };
        view! {
            <div class="fact">
                <dt>{fact}</dt>
                <dd>
                    <input class="fact-value" class:own=move || own().is_some() aria-label=move || format!("{fact} of {}", name()) spellcheck="false"
                        autocomplete="off" title=move || own().unwrap_or("a sample: change it") prop:value=move || value.get()
                        size=move || value.with(|value| value.chars().count().max(6).to_string())
                        on:change=move |event| workspace.suppose(&name(), fact, event_target_value(&event).trim())/>
                </dd>
            </div>
        }
    };
    view! { <dl class="facts">{field("ipaddress")}{field("hostname")}</dl> }
}
