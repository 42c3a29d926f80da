//! The stack's outputs with the values that they will have.

use leptos::prelude::*;

use super::pieces::{is_selected, value_view};
use crate::panels::{is_open, show};
use crate::workspace::{Pane, Selected, Workspace};

/// The outputs.
#[component]
pub(crate) fn OutputsView() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let rows = move || {
        let (planned, exchange) = (workspace.planned().get(), workspace.exchange().get());
        let outputs = planned.value.outputs.iter().map(|(name, output)| {
            let value = exchange.outputs.get(name).unwrap_or(&output.value);
            let pieces = show(value);
            let open = is_open(&pieces).then(|| view! { <p class="muted small">"Marked parts are known once the stack exists."</p> });
            let (target, shown) = (StoredValue::new(Selected::Output(name.clone())), name.clone());
            view! {
                <li class="card padded output" class:selected=move || is_selected(workspace, &target.get_value())>
                    <h2><button type="button" class="link" on:click=move |_| workspace.select(Some(target.get_value()), Pane::Preview)>{shown}</button></h2>
                    {output.description.clone().map(|words| view! { <p class="muted">{words}</p> })}
                    {value_view(pieces)}
                    {open}
                </li>
            }
        });
        let outputs = outputs.collect::<Vec<_>>();
        if outputs.is_empty() {
            view! {
                <div class="blank">
                    <h2>"No outputs"</h2>
                    <p>"What a template lists under outputs can be read from the finished stack: addresses, keys, results of scripts."</p>
                </div>
            }
            .into_any()
        } else {
            view! { <ul class="cards outputs">{outputs}</ul> }.into_any()
        }
    };
    view! { <div class="outputs-view">{rows}</div> }
}
