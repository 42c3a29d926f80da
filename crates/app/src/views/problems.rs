//! The list of everything that is wrong.

use hotplate_hot::Severity;
use leptos::prelude::*;

use super::bridge::Bridge;
use super::pieces::message_view;
use crate::workspace::{Finding, Tab, Tally, Workspace};

/// Problems that are listed; more are counted.
const MOST: usize = 200;

/// The problems.
#[component]
pub(crate) fn Problems() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let bridge = expect_context::<Bridge>();
    let closed = RwSignal::new(false);
    let findings = workspace.findings();
    let tally = Memo::new(move |_| findings.with(|findings| Tally::of(findings)));
    let none = move || findings.with(|findings| findings.is_empty());
    let rows = move || {
        let shown = findings.with(|findings| findings.iter().take(MOST).cloned().collect::<Vec<_>>());
        shown.into_iter().map(|finding| view! { <Problem finding=finding/> }).collect_view()
    };
    let left = move || findings.with(|findings| findings.len().saturating_sub(MOST));
    view! {
        <section class="problems" aria-label="Problems" class:closed=move || closed.get()>
            <h2 class="problems-head">
                <button type="button" class="fold" aria-expanded=move || (!closed.get()).to_string()
                    on:click=move |_| closed.update(|closed| *closed = !*closed)>
                    <span class="turn" aria-hidden="true">{move || if closed.get() { "▸" } else { "▾" }}</span>
                    "Problems "<b>{move || findings.with(|findings| findings.len())}</b>
                </button>
                <span class="tally">{move || workspace.is_read().then(|| tally.get().words())}</span>
                <span class="grow"></span>
                <button type="button" class="btn quiet small" disabled=none aria-label="Previous problem" title="Previous problem (Shift+F8)"
                    on:click=move |_| bridge.previous_finding()>"↑"</button>
                <button type="button" class="btn quiet small" disabled=none aria-label="Next problem" title="Next problem (F8)"
                    on:click=move |_| bridge.next_finding()>"↓"</button>
            </h2>
            <Show when=move || !closed.get() && !none()>
                <ul class="problem-list">
                    {rows}
                    {move || (left() > 0).then(|| view! { <li class="more">"and "{left()}" more"</li> })}
                </ul>
            </Show>
        </section>
    }
}

#[component]
fn Problem(finding: Finding) -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let bridge = expect_context::<Bridge>();
    let (sign, name, class) = match finding.diagnostic.severity {
        Severity::Error => ("●", "error", "bad"),
        Severity::Warning => ("▲", "warning", "warn"),
        Severity::Note => ("ℹ", "note", "note"),
    };
    let (line, column) = finding.line_column;
    let file = (finding.tab != Tab::TEMPLATE).then(|| {
        workspace.project().with_untracked(|project| format!("{} ", project.file(finding.tab).name))
    });
    let code = finding.diagnostic.code.0;
    let fix = finding.diagnostic.fix.as_ref().map(|fix| {
        let (title, finding) = (fix.title.clone(), finding.clone());
        view! { <button type="button" class="link fix" on:click=move |_| bridge.mend(&finding)>"Fix: "{title}</button> }
    });
    let (tab, span) = (finding.tab, finding.span);
    let help =
        finding.diagnostic.help.clone().map(|help| view! { <p class="help">{message_view(&help)}</p> });
    view! {
        <li class="problem">
            <span class=format!("sign {class}") aria-hidden="true">{sign}</span>
            <span class="unseen">{name}</span>
            <div class="problem-text">
                <button type="button" class="problem-jump" on:click=move |_| bridge.jump(tab, span)>
                    <span class="place">{file}{line}":"{column}</span>
                    <span class="message">{message_view(&finding.diagnostic.message)}</span>
                </button>
                {help}
                <p class="more-about">
                    {fix}
                    <a href=format!("./checks/{code}.html") target="_blank" rel="noopener">{code}</a>
                </p>
            </div>
        </li>
    }
}
