//! The tabs of the files: template, environment, and those that a person adds.

use std::sync::Arc;
use std::time::Duration;

use web_sys::HtmlInputElement;

use crate::browser::{choose_files, focus, set_timeout};
use crate::dom::{
    BLUR, CLICK, DBLCLICK, El, Handle, KEYDOWN, Node, button, el, keyed, live, row, target_value,
};
use crate::signals::{Effect, Memo, RwSignal, expect_context};
use crate::workspace::{Side, Tab, Workspace, is_template};

/// The tabs.
pub(crate) fn file_tabs(other: Memo<Option<Tab>>) -> El {
    let workspace = expect_context::<Workspace>();
    let renaming = RwSignal::new(None::<Tab>);
    let tabs = move || {
        workspace.project().with(|project| {
            let mut rows = Vec::new();
            for (tab, file) in project.tabs() {
                let name = file.name.clone();
                rows.push(row(format!("{} {name}", tab.0), move || {
                    el("li").class("tab-item").child(file_tab(tab, name, renaming)).into()
                }));
            }
            rows
        })
    };
    let add = move |_| {
        workspace.add_file("file.sh", "");
        renaming.set(Some(workspace.active().get_untracked()));
    };
    let add = button("tab add")
        .attr("title", "Add a script, a nested template or another file that the template names")
        .on(CLICK, add)
        .child("+ file");
    let open = button("tab add")
        .attr(
            "title",
            "Open files of this machine, or a zip archive. Dropping them on the page does the same",
        )
        .on(CLICK, |_| choose_files(false))
        .child("open…");
    let version = move || {
        // It is the template's, and would be read as that of the file which is open.
        if other.get().is_some() {
            return None;
        }
        let version = workspace.facts().with(|facts| facts.version.clone());
        version.map(|version| el("span").class("version").child("HOT ").child(version))
    };
    el("div")
        .class("tabs files")
        .child(el("ul").class("tab-list").attr("aria-label", "Files").child(keyed(tabs)))
        .child(add)
        .child(open)
        .child(el("div").class("grow"))
        .child(live(version))
}

/// The file that is open, if it is a template too.
pub(crate) fn other_template(workspace: Workspace) -> Memo<Option<Tab>> {
    Memo::new(move |_| {
        let tab = workspace.active().get();
        let stands = workspace.project().with(|project| is_template(&project.file(tab).text));
        (stands && tab.is_extra()).then_some(tab)
    })
}

/// What makes it the one that is previewed.
pub(crate) fn promotion(workspace: Workspace, other: Memo<Option<Tab>>) -> Node {
    let promote = move |tab: Tab| {
        workspace.promote(tab);
        workspace.turn_to(Side::Preview);
        focus("preview");
    };
    live(move || {
        let tab = other.get()?;
        let title = "Make this file the template that is previewed; the other stays as a file";
        Some(
            button("btn promote").attr("title", title).on(CLICK, move |_| promote(tab)).child("Preview this"),
        )
    })
}

fn file_tab(tab: Tab, name: Arc<str>, renaming: RwSignal<Option<Tab>>) -> Node {
    let workspace = expect_context::<Workspace>();
    let edited = Memo::new(move |_| renaming.get() == Some(tab));
    let close = button("close")
        .attr("aria-label", format!("Close {name}"))
        .on(CLICK, move |_| workspace.close_file(tab))
        .child("×");
    let shown = move || {
        if edited.get() { name_field(tab, name.clone(), renaming) } else { name_button(tab, &name, renaming) }
    };
    Node::from([live(shown), tab.is_extra().then_some(close).into()])
}

/// A file's name, which opens it.
fn name_button(tab: Tab, name: &str, renaming: RwSignal<Option<Tab>>) -> El {
    let workspace = expect_context::<Workspace>();
    let title = if tab == Tab::ENVIRONMENT {
        "An environment file: parameters, defaults, registry"
    } else {
        "Double-click or F2 renames"
    };
    let rename = move || {
        if tab != Tab::ENVIRONMENT {
            renaming.set(Some(tab));
        }
    };
    let keys = move |event: web_sys::KeyboardEvent| match event.key().as_str() {
        "F2" if tab != Tab::ENVIRONMENT => {
            event.prevent_default();
            rename();
        }
        "Delete" if tab.is_extra() => workspace.close_file(tab),
        _ => {}
    };
    let open = move || workspace.active().get() == tab;
    let problems = move || {
        let findings = workspace.findings().get();
        let count = findings.iter().filter(|finding| finding.tab == tab).count();
        (count > 0).then(|| {
            el("span").class("count").child(count).child(el("span").class("unseen").child(" problems"))
        })
    };
    button("tab")
        .toggle("on", open)
        .live("aria-current", move || open().then_some("true"))
        .attr("title", title)
        .on(CLICK, move |_| workspace.open(tab))
        .on(DBLCLICK, move |_| rename())
        .on(KEYDOWN, keys)
        .child(name.to_owned())
        .child(live(problems))
}

/// The field in which a file's name is changed. Enter or leaving it takes the name, Escape the old one.
fn name_field(tab: Tab, former: Arc<str>, renaming: RwSignal<Option<Tab>>) -> El {
    let workspace = expect_context::<Workspace>();
    let field = Handle::new();
    Effect::new(move |_| {
        if let Some(field) = field.get::<HtmlInputElement>() {
            set_timeout(
                move || {
                    let _ = field.focus();
                    field.select();
                },
                Duration::ZERO,
            );
        }
    });
    let value = former.to_string();
    let done = move |text: &str| {
        renaming.set(None);
        if *text != *former {
            workspace.rename_file(tab, text);
        }
    };
    let left = done.clone();
    let keys = move |event: web_sys::KeyboardEvent| match event.key().as_str() {
        "Enter" => done(&target_value(&event)),
        "Escape" => renaming.set(None),
        _ => {}
    };
    el("input")
        .class("name-field")
        .attr("aria-label", "File name")
        .handle(field)
        .prop("value", move || value.clone())
        .attr("spellcheck", "false")
        .on(KEYDOWN, keys)
        .on(BLUR, move |event| left(&target_value(&event)))
}
