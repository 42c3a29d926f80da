//! The size of the thing in three figures.

use leptos::prelude::*;

use crate::panels::words::count;
use crate::workspace::Workspace;

/// Servers, deployments and waves.
#[component]
pub(crate) fn Summary() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let figures = Memo::new(move |_| {
        let (planned, exchange) = (workspace.planned().read(), workspace.exchange().read());
        [
            (exchange.instances.len(), "server"),
            (exchange.deployments.len(), "deployment"),
            (planned.value.waves.len(), "wave"),
        ]
    });
    let pill = |(n, one): (usize, &'static str)| {
        let words = count(n, one);
        let (_, noun) = words.split_once(' ').unwrap_or(("", one));
        view! { <li class="pill"><b>{n}</b>" "{noun.to_owned()}</li> }
    };
    view! { <ul class="summary" aria-label="Summary">{move || workspace.is_read().then(|| figures.get().map(pill))}</ul> }
}
