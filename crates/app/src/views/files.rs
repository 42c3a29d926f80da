//! The tabs of the files: template, environment, and those that a person adds.

use std::time::Duration;

use leptos::html::Input;
use leptos::prelude::*;

use crate::workspace::{Tab, Workspace};

/// The tabs.
#[component]
pub(crate) fn FileTabs() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let renaming = RwSignal::new(None::<Tab>);
    let names = Memo::new(move |_| {
        workspace
            .project()
            .with(|project| project.tabs().map(|(tab, file)| (tab, file.name.clone())).collect::<Vec<_>>())
    });
    let version = Memo::new(move |_| workspace.facts().with(|facts| facts.version.clone()));
    let add = move |_| {
        workspace.add_file("file.sh", "");
        renaming.set(Some(workspace.active().get_untracked()));
    };
    let close = move |tab: Tab| workspace.close_file(tab);
    view! {
        <div class="tabs files">
            <ul class="tab-list" aria-label="Files">
                <For each=move || names.get() key=|key| key.clone() let:((tab, name))>
                    <li class="tab-item"><FileTab tab=tab name=name renaming=renaming close=Callback::new(close)/></li>
                </For>
            </ul>
            <button type="button" class="tab add" on:click=add title="Add a script, a nested template or another file that the template names">"+ file"</button>
            <div class="grow"></div>
            {move || version.get().map(|version| view! { <span class="version">"HOT "{version}</span> })}
        </div>
    }
}

#[component]
fn FileTab(
    tab: Tab,
    name: std::sync::Arc<str>,
    renaming: RwSignal<Option<Tab>>,
    close: Callback<Tab>,
) -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let open = Memo::new(move |_| workspace.active().get() == tab);
    let count = move || {
        workspace.findings().with(|findings| findings.iter().filter(|finding| finding.tab == tab).count())
    };
    let edited = Memo::new(move |_| renaming.get() == Some(tab));
    let label = name.to_string();
    let shown = label.clone();
    let rename = StoredValue::new(name.clone());
    let done = move |text: String| {
        renaming.set(None);
        let former = rename.get_value();
        if *text != *former {
            workspace.rename_file(tab, &text);
        }
    };
    let keys = move |event: web_sys::KeyboardEvent| match event.key().as_str() {
        "F2" if tab != Tab::ENVIRONMENT => {
            event.prevent_default();
            renaming.set(Some(tab));
        }
        "Delete" if tab.is_extra() => close.run(tab),
        _ => {}
    };
    let close_label = format!("Close {name}");
    view! {
        <Show when=move || edited.get() fallback=move || view! {
            <button type="button" class="tab" class:on=move || open.get() aria-current=move || open.get().then_some("true")
                title=move || if tab == Tab::ENVIRONMENT { "An environment file: parameters, defaults, registry" } else { "Double-click or F2 renames" }
                on:click=move |_| workspace.open(tab)
                on:dblclick=move |_| if tab != Tab::ENVIRONMENT { renaming.set(Some(tab)) }
                on:keydown=keys>
                {shown.clone()}
                {move || (count() > 0).then(|| view! { <span class="count">{count}<span class="unseen">" problems"</span></span> })}
            </button>
        }>
            <NameField name=rename.get_value() done=Callback::new(done)/>
        </Show>
        {tab.is_extra().then(|| view! {
            <button type="button" class="close" aria-label=close_label on:click=move |_| close.run(tab)>"×"</button>
        })}
    }
}

/// The field in which a file's name is changed. Enter or leaving it takes the name, Escape the old one.
#[component]
fn NameField(name: std::sync::Arc<str>, done: Callback<String>) -> impl IntoView {
    let field = NodeRef::<Input>::new();
    let former = name.to_string();
    let value = former.clone();
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            set_timeout(
                move || {
                    let _ = field.focus();
                    field.select();
                },
                Duration::ZERO,
            );
        }
    });
    let keys = move |event: web_sys::KeyboardEvent| match event.key().as_str() {
        "Enter" => {
            if let Some(field) = field.get_untracked() {
                done.run(field.value());
            }
        }
        "Escape" => done.run(former.clone()),
        _ => {}
    };
    view! {
        <input class="name-field" aria-label="File name" node_ref=field prop:value=value spellcheck="false"
            on:keydown=keys on:blur=move |event| done.run(event_target_value(&event))/>
    }
}
