//! The page as a whole: landmarks, the two sides, and what every part of it shares.

use hotplate_engine::{Answer, Question};

use super::arrival::{Address, Arriving};
use super::bridge::Bridge;
use super::dialogs::Dialogs;
use super::editor_pane::editor_pane;
use super::files::{file_tabs, other_template, promotion};
use super::gallery::gallery;
use super::header::header;
use super::help::help;
use super::parameters::parameter_strip;
use super::pieces::message_view;
use super::problems::problems;
use super::share::share;
use super::stage::stage;
use crate::browser::{
    Pause, announce, drive_desk, drive_engine, keep, keep_theme, listen, listen_for_files, run_wanted_jobs,
    started, starting, wear,
};
use crate::dom::{CLICK, El, Node, Piece, button, el, live};
use crate::signals::{
    Effect, GetValue, ReadSignal, RwSignal, SetValue, StoredValue, UpdateValue, provide_context, untrack,
};
use crate::workspace::{Account, Side, Stall, Tally, Workspace};

/// The page's pieces, in the order in which they stand and are made.
pub(crate) fn page(workspace: Workspace, stumbled: bool, arriving: Option<Arriving>) -> Vec<Piece> {
    provide_context(workspace);
    let bridge = Bridge::new(workspace);
    provide_context(bridge);
    let dialogs = Dialogs::default();
    provide_context(dialogs);
    let address = Address::new(workspace, arriving);
    provide_context(address);
    let account = Account::new();
    provide_context(account);

    let unkept = keep_draft(workspace, address);
    drive_engine(workspace);
    run_wanted_jobs(workspace);
    drive_desk(account);
    let refused = RwSignal::new(String::new());
    listen_for_files(move |files, others| {
        refused.set(others.join(", "));
        workspace.turn_to(Side::Template);
        address.bring(files);
    });
    Effect::new(move |_| {
        let theme = workspace.theme().get();
        wear(theme);
        keep_theme(theme);
    });
    listen_to_keys(bridge, dialogs);
    Effect::new(|_| started());
    Effect::new(move |_| {
        if workspace.is_read() {
            announce("answered");
        }
    });

    let template = move || {
        let other = other_template(workspace);
        el("section")
            .class("left")
            .id("template")
            .attr("tabindex", "-1")
            .attr("aria-label", "Template")
            .child(file_tabs(other))
            .child(editor_pane().child(promotion(workspace, other)))
            .child(problems())
    };
    let preview = || {
        el("section")
            .class("right")
            .id("preview")
            .attr("tabindex", "-1")
            .attr("aria-label", "Preview")
            .child(parameter_strip())
            .child(stage())
    };
    let top = move || {
        [
            skip_link(workspace, Side::Template, "#template", "Skip to the template").into(),
            skip_link(workspace, Side::Preview, "#preview", "Skip to the preview").into(),
            header().into(),
            address.notice(),
            notices(workspace, stumbled, unkept, refused),
            side_switch(workspace).into(),
        ]
    };
    let sides = move || {
        el("main")
            .class("sides")
            .live("data-side", move || side_id(workspace.side().get()))
            .child(template())
            .child(preview())
    };
    let dialogs = move || [live_findings(workspace).into(), gallery().into(), help().into(), share().into()];
    vec![piece(top), piece(sides), piece(dialogs)]
}

/// A piece of the page. A start that does not come to the end of one is noted for the next.
fn piece<N: Into<Node>>(make: impl FnOnce() -> N + 'static) -> Piece {
    Box::new(move || {
        starting();
        Effect::new(|_| started());
        make().into()
    })
}

/// The id of a side's element.
fn side_id(side: Side) -> &'static str {
    match side {
        Side::Template => "template",
        Side::Preview => "preview",
    }
}

/// Keeps the draft in this browser a little after each change, once the engine has said what of it may be kept. Who leaves
/// before is asked. Says whether it fails.
fn keep_draft(workspace: Workspace, address: Address) -> ReadSignal<bool> {
    let unkept = RwSignal::new(false);
    let (changes, kept) = (StoredValue::new(0), StoredValue::new(0));
    let save = move || {
        if untrack(|| address.is_waiting()) {
            return;
        }
        let now: i64 = changes.get_value();
        workspace.ask(Question::Keep(Box::new(workspace.draft().keeping())), move |answer| {
            let failed = !matches!(answer, Some(Answer::Keep(text)) if keep(&text));
            if !failed {
                kept.set_value(now);
            }
            if unkept.get_untracked() != failed {
                unkept.set(failed);
            }
        });
    };
    let pause = Pause::of(300);
    Effect::new(move |first: Option<()>| {
        workspace.project().track();
        workspace.active().track();
        workspace.answers().track();
        workspace.scenario().track();
        workspace.release().track();
        workspace.view().track();
        workspace.left_out().track();
        if first.is_some() {
            changes.update_value(|changes| *changes += 1);
        }
        pause.then(save);
    });
    let waits = move || changes.get_value() != kept.get_value();
    listen("visibilitychange", move |_: web_sys::Event| {
        if waits() {
            save();
        }
    });
    listen("beforeunload", move |event: web_sys::Event| {
        if waits() && !unkept.get_untracked() {
            event.prevent_default();
        }
    });
    unkept.read_only()
}

fn listen_to_keys(bridge: Bridge, dialogs: Dialogs) {
    listen("keydown", move |event: web_sys::KeyboardEvent| {
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

/// A link to a side. It does not touch the address, whose fragment belongs to shared work.
fn skip_link(workspace: Workspace, side: Side, to: &'static str, words: &'static str) -> El {
    let skip = move |event: web_sys::MouseEvent| {
        event.prevent_default();
        workspace.turn_to(side);
        crate::browser::focus(side_id(side));
    };
    el("a").class("skip").attr("href", to).on(CLICK, skip).child(words)
}

/// The switch between the sides, which only narrow screens need.
fn side_switch(workspace: Workspace) -> El {
    let turn = move |side: Side, name: &'static str| {
        el("button")
            .attr("type", "button")
            .live("aria-pressed", move || (workspace.side().get() == side).to_string())
            .on(CLICK, move |_| workspace.turn_to(side))
            .child(name)
    };
    let problems = move || {
        let tally = workspace.findings().with(|findings| Tally::of(findings));
        let worst = tally.errors + tally.warnings;
        let class = if tally.errors > 0 { "count bad" } else { "count" };
        (worst > 0).then(|| el("span").class(class).child(worst))
    };
    let item = || el("div").class("switch-item");
    el("nav")
        .class("switch")
        .attr("aria-label", "Sides")
        .child(item().child(turn(Side::Template, "Template")).child(live(problems)))
        .child(item().child(turn(Side::Preview, "Preview")))
}

/// What a person should know once, above the page.
fn notices(
    workspace: Workspace,
    stumbled: bool,
    unkept: ReadSignal<bool>,
    refused: RwSignal<String>,
) -> Node {
    let stumbled = RwSignal::new(stumbled);
    let notice =
        |words: &'static str| el("div").class("notice").attr("role", "status").child(el("p").child(words));
    let about_engine = move || {
        let words = match workspace.stalled().get()? {
            Stall::NoStart => "The part of the page that reads templates did not start. Your text stays.",
            Stall::TooLong => {
                "Reading this text took longer than 10 seconds and was ended. Your text stays, and the preview waits for a change of it."
            }
            Stall::Stopped => {
                "Reading this text came to a stop, which is a fault of Hotplate. Your text stays, and the preview waits for a change of it."
            }
        };
        Some(notice(words).child(button("btn").on(CLICK, move |_| workspace.retry()).child("Try again")))
    };
    let about_start = move || {
        stumbled.get().then(|| {
            notice("The page stopped while opening your last draft. It is kept: see “Earlier work” in the Gallery.")
                .child(button("btn").on(CLICK, move |_| stumbled.set(false)).child("Dismiss"))
        })
    };
    let about_drafts = move || {
        unkept.get().then(|| {
            notice("Your changes are not kept in this browser. Press Ctrl+S in the editor to keep your text as a file.")
        })
    };
    let told = |words: &str| {
        el("div").class("notice").attr("role", "status").child(el("p").child(message_view(words)))
    };
    let about_drop = move || {
        let names = refused.get();
        (!names.is_empty()).then(|| {
            told(&format!("Not taken, because it is no text, larger than 1 MiB, or an archive that cannot be read: {names}"))
                .child(button("btn").on(CLICK, move |_| refused.set(String::new())).child("Dismiss"))
        })
    };
    let about_secrets = move || {
        let left_out = workspace.left_out().get();
        (!left_out.is_empty()).then(|| {
            let words = "This browser keeps nothing that is secret, or looks like it. Type again what you still need; in a file, `left-out` stands in its place. Not kept: ";
            told(&(words.to_owned() + &left_out.join("; ")))
                .child(button("btn").on(CLICK, move |_| workspace.forget_left_out()).child("Dismiss"))
        })
    };
    Node::from([
        live(about_engine),
        live(about_start),
        live(about_drafts),
        live(about_drop),
        live(about_secrets),
    ])
}

/// Tells a screen reader how many problems there are, once typing has paused.
fn live_findings(workspace: Workspace) -> El {
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
    el("div")
        .class("unseen")
        .attr("role", "status")
        .attr("aria-live", "polite")
        .child(live(move || spoken.get()))
}
