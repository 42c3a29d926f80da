//! The text of the open file: a plain text area until the editor has arrived, and if it never does.

use std::sync::Arc;

use hotplate_engine::{Answer, Question};
use hotplate_hot::{Source, Span};
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

use super::bridge::Bridge;
use crate::browser::document;
use crate::browser::{Pause, download};
use crate::dom::{El, Handle, INPUT, KEYUP, POINTERUP, el, target_value, when};
use crate::editor::{Hooks, Mark, mount};
use crate::signals::{Effect, Memo, expect_context};
use crate::workspace::{Pane, Tab, Workspace, bytes, function_names};

/// Texts longer than this are read when typing pauses, shorter ones on every key.
const QUICK: usize = 64 << 10;

const PLACEHOLDER: &str = "Paste a Heat template here, or drop its files on the page.";

/// The editor.
pub(crate) fn editor_pane() -> El {
    let workspace = expect_context::<Workspace>();
    let bridge = expect_context::<Bridge>();
    let host = Handle::new();
    let pause = Pause::of(150);
    let typed = move |tab: Tab, text: String, whole: bool| {
        if text.len() < QUICK || whole {
            pause.stop();
            workspace.write(tab, &text, whole);
        } else {
            pause.then(move || workspace.write(tab, &text, false));
        }
    };
    Effect::new(move |_| {
        let Some(host) = host.get::<HtmlElement>() else { return };
        spawn_local(async move {
            // Whatever keeps the editor away, the text area is there.
            if let Ok(editor) =
                mount(&host, &function_names(), PLACEHOLDER, hooks(workspace, bridge, typed)).await
            {
                let had_focus = bridge
                    .area
                    .get::<web_sys::Element>()
                    .is_some_and(|area| document().active_element().as_ref() == Some(&area));
                let cursor = bridge.area_cursor();
                bridge.welcome(editor);
                if had_focus {
                    bridge.jump(workspace.active().get_untracked(), cursor);
                }
            }
        });
    });
    show_files(workspace, bridge);
    show_findings(workspace, bridge);
    show_marks(workspace, bridge);
    el("div")
        .class("editor")
        .id("editor")
        .child(el("div").class("editor-frame").handle(host))
        .child(when(move || !bridge.has_editor(), move || plain_text(workspace, bridge, typed)))
}

/// What the editor tells and asks.
fn hooks(workspace: Workspace, bridge: Bridge, typed: impl Fn(Tab, String, bool) + 'static) -> Hooks {
    let tab_of = move |name: &str| workspace.project().with_untracked(|project| project.tab(name));
    let in_template = move |name: &str| tab_of(name) == Some(Tab::TEMPLATE);
    Hooks {
        changed: Box::new(move |name, text, whole| {
            if let Some(tab) = tab_of(name) {
                typed(tab, text, whole);
            }
        }),
        moved: Box::new(move |name, byte| {
            bridge.moved(byte);
            if in_template(name) {
                workspace.select_at(byte);
            }
        }),
        pointed: Box::new(move |name, byte| {
            let byte = byte.filter(|_| in_template(name));
            let thing = byte.and_then(|byte| workspace.thing_at(byte));
            workspace.hover(thing, Pane::Editor);
        }),
        ask: Box::new(
            move |name, question, then| {
                if in_template(name) { workspace.ask(question, then) } else { then(None) }
            },
        ),
        define: Box::new(move |name, byte| {
            if in_template(name) {
                workspace.ask(Question::Define(byte), move |answer| {
                    if let Some(Answer::Define(Some(span))) = answer {
                        bridge.jump(Tab::TEMPLATE, span);
                    }
                });
            }
        }),
        download: Box::new(move || {
            let file = workspace
                .project()
                .with_untracked(|project| project.file(workspace.active().get_untracked()).clone());
            download(&file.name, "text/plain", &file.text);
        }),
        // Everything has been checked by the time the key is up.
        check: Box::new(move || bridge.next_finding()),
    }
}

/// Keeps the editor's files equal to the project's.
fn show_files(workspace: Workspace, bridge: Bridge) {
    let mut shown: Vec<Source> = Vec::new();
    Effect::new(move |_| {
        let here = bridge.has_editor();
        let files: Vec<Source> =
            workspace.project().with(|project| project.tabs().map(|(_, file)| file.clone()).collect());
        let active = workspace.active().get();
        let before = std::mem::take(&mut shown);
        if !here {
            return;
        }
        let has = |all: &[Source], name: &str| all.iter().any(|file| &*file.name == name);
        bridge.with_editor(|editor| {
            for (was, file) in before.iter().zip(&files) {
                if !has(&files, &was.name) && !has(&before, &file.name) {
                    editor.rename(&was.name, file);
                }
            }
            // A file that did not change here may be ahead there: long texts are told only after a pause.
            for file in files.iter().filter(|file| !before.contains(file)) {
                editor.set_text(&file.name, &file.text);
            }
            if let Some(file) = files.get(active.0) {
                editor.show(&file.name);
            }
            before.iter().filter(|file| !has(&files, &file.name)).for_each(|file| editor.forget(&file.name));
        });
        shown = files;
    });
}

/// Shows what is wrong, where it is.
fn show_findings(workspace: Workspace, bridge: Bridge) {
    Effect::new(move |_| {
        let names: Vec<Arc<str>> =
            workspace.project().with(|project| project.tabs().map(|(_, file)| file.name.clone()).collect());
        let findings = workspace.findings().get();
        // Those of an earlier text stay where the editor moves them.
        if !workspace.is_current() || !bridge.has_editor() {
            return;
        }
        bridge.with_editor(|editor| {
            for (index, name) in names.iter().enumerate() {
                let here = findings.iter().filter(|finding| finding.tab == Tab(index));
                editor.set_findings(name, here.map(|finding| &finding.diagnostic), bytes);
            }
        });
    });
}

/// Marks the lines of what is selected and of what the pointer rests on elsewhere, and brings the former into view.
fn show_marks(workspace: Workspace, bridge: Bridge) {
    let template = Memo::new(move |_| workspace.project().with(|project| project.template().name.clone()));
    let mark = move |mark: Mark, span: Option<Span>| {
        bridge.with_editor(|editor| editor.mark(&template.read_untracked(), mark, span.as_slice()));
    };
    let mut former = template.get_untracked();
    Effect::new(move |_| {
        let before = std::mem::replace(&mut former, template.get());
        for kind in [Mark::Selected, Mark::Lit] {
            bridge.with_editor(|editor| editor.mark(&before, kind, &[]));
        }
    });
    let selected = Memo::new(move |_| workspace.selected_span());
    Effect::new(move |_| {
        let span = selected.get();
        if bridge.has_editor() {
            mark(Mark::Selected, span);
        }
    });
    Effect::new(move |_| {
        let span = workspace.lit_span();
        if bridge.has_editor() {
            mark(Mark::Lit, span);
        }
    });
    Effect::new(move |_| {
        let by = workspace.selection().with(|selection| selection.as_ref().map(|selection| selection.by));
        if let (Some(Pane::Preview), Some(span)) = (by, selected.get_untracked()) {
            bridge.with_editor(|editor| editor.reveal(&template.read_untracked(), span));
        }
    });
}

/// The text area that stands in for the editor.
fn plain_text(workspace: Workspace, bridge: Bridge, typed: impl Fn(Tab, String, bool) + 'static) -> El {
    let shown = move || {
        let tab = workspace.active().get();
        workspace.project().with(|project| project.file(tab).clone())
    };
    let moved = move || {
        if workspace.active().get_untracked() == Tab::TEMPLATE {
            workspace.select_at(bridge.area_cursor().start);
        }
    };
    el("textarea")
        .handle(bridge.area)
        .class("plain")
        .attr("spellcheck", "false")
        .attr("autocapitalize", "off")
        .attr("autocomplete", "off")
        .attr("placeholder", PLACEHOLDER)
        .live("aria-label", move || format!("{}, text", shown().name))
        .prop("value", move || shown().text.to_string())
        .on(INPUT, move |event| typed(workspace.active().get_untracked(), target_value(&event), false))
        .on(KEYUP, move |_| moved())
        .on(POINTERUP, move |_| moved())
}
