//! The page as a whole: landmarks, the two sides, and what every part of it shares.

use leptos::ev;
use leptos::prelude::*;

use super::bridge::Bridge;
use super::dialogs::Dialogs;
use super::editor_pane::EditorPane;
use super::files::FileTabs;
use super::gallery::Gallery;
use super::header::Header;
use super::help::Help;
use super::parameters::ParameterStrip;
use super::problems::Problems;
use super::stage::Stage;
use crate::browser::{Pause, drive_engine, keep, keep_theme, run_wanted_jobs, started, wear};
use crate::workspace::{Side, Stall, Tally, Workspace};

/// The page.
#[component]
pub(crate) fn Page(workspace: Workspace, stumbled: bool) -> impl IntoView {
    provide_context(workspace);
    let bridge = Bridge::new(workspace);
    provide_context(bridge);
    let dialogs = Dialogs::default();
    provide_context(dialogs);

    let unkept = keep_draft(workspace);
    drive_engine(workspace);
    run_wanted_jobs(workspace);
    Effect::new(move |_| {
        let theme = workspace.theme().get();
        wear(theme);
        keep_theme(theme);
    });
    listen_to_keys(bridge, dialogs);
    Effect::new(|_| started());

    let side = move || match workspace.side().get() {
        Side::Template => "template",
        Side::Preview => "preview",
    };
    view! {
        <a class="skip" href="#template" on:click=move |event| skip(&event, workspace, Side::Template)>"Skip to the template"</a>
        <a class="skip" href="#preview" on:click=move |event| skip(&event, workspace, Side::Preview)>"Skip to the preview"</a>
        <Header/>
        <Notices stumbled=stumbled unkept=unkept/>
        <SideSwitch/>
        <main class="sides" data-side=side>
            <section class="left" id="template" tabindex="-1" aria-label="Template">
                <FileTabs/>
                <EditorPane/>
                <Problems/>
            </section>
            <section class="right" id="preview" tabindex="-1" aria-label="Preview">
                <ParameterStrip/>
                <Stage/>
            </section>
        </main>
        <LiveFindings/>
        <Gallery/>
        <Help/>
    }
}

/// Keeps the draft in this browser a little after each change, and when the page is left. Says whether that fails.
fn keep_draft(workspace: Workspace) -> ReadSignal<bool> {
    let unkept = RwSignal::new(false);
    let save = move || {
        let draft = workspace.draft();
        let text = workspace.facts().with_untracked(|facts| draft.encode(|name| facts.hides(name)));
        let failed = !keep(&text);
        if unkept.get_untracked() != failed {
            unkept.set(failed);
        }
    };
    let pause = Pause::of(300);
    Effect::new(move |first: Option<()>| {
        workspace.project().track();
        workspace.active().track();
        workspace.answers().track();
        workspace.scenario().track();
        workspace.view().track();
        // What the template hides by now must not stay kept.
        workspace.facts().track();
        if first.is_some() {
            pause.then(save);
        }
    });
    let leaving = window_event_listener(ev::Custom::<web_sys::Event>::new("pagehide"), move |_| save());
    on_cleanup(move || leaving.remove());
    unkept.read_only()
}

fn listen_to_keys(bridge: Bridge, dialogs: Dialogs) {
    let handle = window_event_listener(ev::keydown, move |event| {
        if event.default_prevented() || dialogs.any() {
            return;
        }
        let typing = is_typing(&event);
        match event.key().as_str() {
            "F8" if event.shift_key() => bridge.previous_finding(),
            "F8" => bridge.next_finding(),
            "?" if !typing && !event.ctrl_key() && !event.meta_key() => dialogs.help.set(true),
            _ => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || handle.remove());
}

/// Whether a key goes into a text.
fn is_typing(event: &web_sys::KeyboardEvent) -> bool {
    use wasm_bindgen::JsCast;
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlElement>().ok());
    target.is_some_and(|element| {
        let name = element.tag_name();
        element.is_content_editable()
            || element.class_list().contains("editor-host")
            || matches!(name.as_str(), "TEXTAREA" | "SELECT")
            || (name == "INPUT"
                && !matches!(element.get_attribute("type").as_deref(), Some("radio" | "checkbox")))
    })
}

/// Goes to a side without touching the address, whose fragment belongs to shared work.
fn skip(event: &web_sys::MouseEvent, workspace: Workspace, side: Side) {
    event.prevent_default();
    workspace.turn_to(side);
    crate::browser::focus(match side {
        Side::Template => "template",
        Side::Preview => "preview",
    });
}

/// The switch between the sides, which only narrow screens need.
#[component]
fn SideSwitch() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let button = move |side: Side, name: &'static str| {
        let pressed = move || (workspace.side().get() == side).to_string();
        view! {
            <button type="button" aria-pressed=pressed on:click=move |_| workspace.turn_to(side)>{name}</button>
        }
    };
    let tally = move || workspace.findings().with(|findings| Tally::of(findings));
    let problems = move || {
        let tally = tally();
        let worst = tally.errors + tally.warnings;
        (worst > 0)
            .then(|| view! { <span class="count" class:bad=move || { tally.errors > 0 }>{worst}</span> })
    };
    view! {
        <nav class="switch" aria-label="Sides">
            <div class="switch-item">{button(Side::Template, "Template")}{problems}</div>
            <div class="switch-item">{button(Side::Preview, "Preview")}</div>
        </nav>
    }
}

/// What a person should know once, above the page.
#[component]
fn Notices(stumbled: bool, unkept: ReadSignal<bool>) -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let stumbled = RwSignal::new(stumbled);
    let stalled = move || {
        workspace.stalled().get().map(|why| match why {
            Stall::NoStart => "The part of the page that reads templates did not start. Your text is kept.",
            Stall::TooLong => "Reading this text took longer than 10 seconds and was ended. Your text is kept; what you see is of the text before.",
            Stall::Stopped => "Reading this text came to a stop, which is a fault of Hotplate. Your text is kept; what you see is of the text before.",
        })
    };
    view! {
        <Show when=move || stalled().is_some()>
            <div class="notice" role="status">
                <p>{stalled}</p>
                <button type="button" class="btn" on:click=move |_| workspace.retry()>"Try again"</button>
            </div>
        </Show>
        <Show when=move || stumbled.get()>
            <div class="notice" role="status">
                <p>"The page stopped while opening your last draft. It is kept: see “Earlier work” in the Gallery."</p>
                <button type="button" class="btn" on:click=move |_| stumbled.set(false)>"Dismiss"</button>
            </div>
        </Show>
        <Show when=move || unkept.get()>
            <div class="notice" role="status">
                <p>"This browser keeps no drafts. Press Ctrl+S in the editor to keep your text as a file."</p>
            </div>
        </Show>
    }
}

/// Tells a screen reader how many problems there are, once typing has paused.
#[component]
fn LiveFindings() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let spoken = RwSignal::new(String::new());
    let pause = Pause::of(1500);
    Effect::new(move |_| {
        if !workspace.is_read() {
            return;
        }
        let words = workspace.findings().with(|findings| Tally::of(findings).words());
        pause.then(move || {
            if spoken.with_untracked(|spoken| *spoken != words) {
                spoken.set(words);
            }
        });
    });
    view! { <div class="unseen" role="status" aria-live="polite">{spoken}</div> }
}
