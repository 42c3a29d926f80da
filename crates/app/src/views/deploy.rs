//! What deploying does, step by step. Nothing is sent from here.

use hotplate_hot::Severity;
use leptos::prelude::*;

use crate::panels::words::count;
use crate::panels::{create_command, missing};
use crate::workspace::{Tally, Workspace};

/// The steps.
#[component]
pub(crate) fn DeployView() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let servers = move || workspace.exchange().with(|exchange| exchange.instances.len());
    let reserves =
        move || workspace.planned().with(|planned| planned.value.parameters.contains_key("reservation_id"));
    let waves = move || {
        workspace.planned().with(|planned| {
            let plan = &planned.value;
            format!("{} in {}", count(plan.stack.top().count(), "resource"), count(plan.waves.len(), "wave"))
        })
    };
    let command = Memo::new(move |_| {
        let (project, planned, answers) =
            (workspace.project().read(), workspace.planned().read(), workspace.answers().read());
        let environment = !project.environment().text.trim().is_empty();
        create_command(&project.stack_name(), &project.template().name, environment, &planned.value, &answers)
    });
    view! {
        <div class="deploy">
            <ol class="steps">
                <Step number=1 title="Connect">
                    <p class="muted">"To a testbed, with an application credential. Its token stays in this page's memory and goes when the page does."</p>
                </Step>
                <Step number=2 title="Reserve hosts">
                    <p class="muted">
                        {move || if reserves() {
                            format!("A Blazar lease for {}: at least as many as the template starts. Its reservation goes into reservation_id.", count(servers(), "host"))
                        } else {
                            format!("The template has no reservation_id parameter, so its {} start wherever their flavor allows.", count(servers(), "server"))
                        }}
                    </p>
                </Step>
                <Step number=3 title="Launch the stack">
                    <p class="muted">{move || format!("Heat creates {}: now, or when the lease begins.", waves())}</p>
                </Step>
                <Step number=4 title="Review, then submit">
                    <p class="muted">"Every request is shown in full before it is sent, and nothing is sent without a press. Submitting from this page is not here yet: this command does the same."</p>
                    <pre class="value command" tabindex="0">{move || command.get()}</pre>
                    <CopyButton text=Signal::derive(move || command.get())/>
                </Step>
            </ol>
            <aside class="checks card padded" aria-label="Checks">
                <h2>"Checks"</h2>
                <Checks/>
            </aside>
        </div>
    }
}

#[component]
fn Step(number: u8, title: &'static str, children: Children) -> impl IntoView {
    view! {
        <li class="step">
            <span class="number-mark" aria-hidden="true">{number}</span>
            <div class="card padded"><h2>{title}</h2>{children()}</div>
        </li>
    }
}

/// What stands in the way by now.
#[component]
fn Checks() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let row = |good: bool, words: String| {
        let (class, sign) = if good { ("check good", "✓") } else { ("check bad", "▲") };
        view! { <li class=class><span aria-hidden="true">{sign}</span><span>{words}</span></li> }
    };
    let rows = move || {
        let findings = workspace.findings().get();
        let errors = findings.iter().filter(|finding| finding.diagnostic.severity == Severity::Error).count();
        let tally = Tally::of(&findings);
        let missing = workspace.planned().with(|planned| missing(&planned.value));
        let valid = if errors == 0 {
            "The template has no errors".to_owned()
        } else {
            format!("The testbed would refuse it: {}", tally.words())
        };
        let values = if missing.is_empty() {
            "Every parameter has a value".to_owned()
        } else {
            format!("A value is missing: {}", missing.join(", "))
        };
        let cycles = workspace.planned().with(|planned| planned.value.cycles.len());
        let order = if cycles == 0 {
            "Nothing waits for itself".to_owned()
        } else {
            "Some resources wait for each other for ever".to_owned()
        };
        [row(errors == 0, valid), row(missing.is_empty(), values), row(cycles == 0, order)]
    };
    view! { <ul class="check-list">{rows}</ul> }
}

/// Copies a text, and says so.
#[component]
fn CopyButton(text: Signal<String>) -> impl IntoView {
    let copied = RwSignal::new(false);
    let copy = move |_| {
        crate::browser::copy(&text.get_untracked(), move |done| copied.set(done));
        set_timeout(
            move || {
                let _ = copied.try_set(false);
            },
            std::time::Duration::from_secs(3),
        );
    };
    view! {
        <button type="button" class="btn" on:click=copy>{move || if copied.get() { "Copied" } else { "Copy" }}</button>
    }
}
