//! The size of the thing in three figures.

use crate::dom::{El, el, list, live};
use crate::panels::words::count;
use crate::signals::expect_context;
use crate::workspace::Workspace;

/// Servers, deployments and waves.
pub(crate) fn summary() -> El {
    let workspace = expect_context::<Workspace>();
    let figures = move || {
        let (planned, exchange) = (workspace.planned().read(), workspace.exchange().read());
        let figures = [
            (exchange.instances.len(), "server"),
            (exchange.deployments.len(), "deployment"),
            (planned.value.waves.len(), "wave"),
        ];
        workspace.is_read().then(|| list(figures.map(|(n, one)| pill(n, one))))
    };
    el("ul").class("summary").attr("aria-label", "Summary").child(live(figures))
}

fn pill(n: usize, one: &'static str) -> El {
    let words = count(n, one);
    let (_, noun) = words.split_once(' ').unwrap_or(("", one));
    el("li").class("pill").child(el("b").child(n)).child(" ").child(noun.to_owned())
}
