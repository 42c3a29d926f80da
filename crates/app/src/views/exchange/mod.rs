//! The conversation: what each instance reports, what Heat merges, what each instance receives.

mod afterwards;
mod course;
mod facts;
mod images;
mod instance;
mod merge;
mod python;
mod received;
mod replay;
mod reports;
mod user_data;
mod whatif;

use std::sync::Arc;

use hotplate_exchange::Exchange;

use self::afterwards::afterwards_view;
use self::course::course_view;
use self::images::images_view;
pub(crate) use self::instance::file_view;
use self::merge::merge_column;
use self::replay::replay_view;
use self::reports::{Role, deployments};
use self::user_data::user_data_view;
use crate::dom::{El, INPUT, el, keyed, live, row, target_value, when};
use crate::panels::{END, Section, sections};
use crate::signals::{Memo, ReadSignal, RwSignal, expect_context, untrack};
use crate::views::pieces::{blank, muted};
use crate::workspace::Workspace;

/// Instances that are listed before somebody asks for more, and from which a filter helps.
pub(crate) const FEW: usize = 12;
const FILTERED: usize = 6;

/// What the columns of a section share.
#[derive(Clone, Copy)]
pub(crate) struct Telling {
    pub(crate) workspace: Workspace,
    pub(crate) exchange: ReadSignal<Arc<Exchange>>,
    pub(crate) filter: RwSignal<String>,
    /// The second of the conversation that is shown.
    pub(crate) moment: RwSignal<u32>,
}

/// The exchange.
pub(crate) fn exchange_view() -> El {
    let workspace = expect_context::<Workspace>();
    let exchange = workspace.exchange();
    let filter = RwSignal::new(String::new());
    let telling = Telling { workspace, exchange, filter, moment: RwSignal::new(END) };
    let all = Memo::new(move |_| {
        let (planned, exchange) = (workspace.planned().read(), exchange.read());
        sections(&planned.value, &exchange)
    });
    let search = move || {
        let input = el("input")
            .attr("type", "search")
            .attr("placeholder", "filter by name or address")
            .prop("value", move || filter.get())
            .on(INPUT, move |event| filter.set(target_value(&event)));
        el("label").class("filter").child("Instances ").child(input)
    };
    let rows = move || {
        let mut rows = Vec::new();
        for (index, section) in all.read().iter().enumerate() {
            let merge = section.merge;
            let key = format!("{index} {merge:?} {}", section.receives.is_empty());
            rows.push(row(key, move || section_view(telling, all, index, merge).into()));
        }
        rows
    };
    let deploys = move || exchange.with(|exchange| !exchange.deployments.is_empty());
    el("div")
        .class("exchange")
        .child(python::loading(workspace))
        .child(python::engine_view(workspace))
        .child(when(deploys, move || {
            el("div").class("whole").child(course_view(telling)).child(replay_view(telling))
        }))
        .child(when(move || exchange.with(|exchange| exchange.instances.len() > FILTERED), search))
        .child(keyed(rows))
        .child(afterwards_view(telling))
        .child(when(deploys, move || images_view(telling)))
        .child(when(move || all.with(Vec::is_empty), no_exchange))
        .child(user_data_view(telling))
}

/// A section; which deployments are in it may change under it.
fn section_view(telling: Telling, all: Memo<Vec<Section>>, index: usize, merge: Option<usize>) -> El {
    let of = move |part: fn(&Section) -> &Vec<usize>| {
        Memo::new(move |_| {
            all.with(|all| all.get(index).map(|section| part(section).clone()).unwrap_or_default())
        })
    };
    let reports = of(|section| &section.reports);
    let Some(merge) = merge else {
        return el("div").class("section one").child(deployments(telling, Role::Alone, reports));
    };
    let receives = of(|section| &section.receives);
    let none = Memo::new(move |_| receives.with(Vec::is_empty));
    let readers = move || {
        if none.get() { no_readers() } else { untrack(|| deployments(telling, Role::Receives, receives)) }
    };
    el("div")
        .class("section three")
        .child(deployments(telling, Role::Reports, reports))
        .child(merge_column(telling, merge, reports))
        .child(live(readers))
}

fn no_readers() -> El {
    let words = "Only an output reads it: whoever reads the stack sees it, the instances do not.";
    el("div").class("column").child(el("h2").child("3 · No instance receives it")).child(muted(words))
}

fn no_exchange() -> El {
    let words = "Instances tell each other things through software deployments: a script on each reports an output, Heat merges them, and a later deployment reads the merged value with get_attr. This template has none.";
    blank("Nothing is exchanged", words)
}
