//! Samples to start from, and earlier work to go back to. Opening either puts the open work away first.

use leptos::prelude::*;

use super::dialogs::{Dialog, Dialogs};
use super::header::first_sentence;
use crate::browser::{Recent, forget_all, put_away, recent};
use crate::samples::{SAMPLES, Sample};
use crate::workspace::{Draft, Project, Workspace};

/// The gallery.
#[component]
pub(crate) fn Gallery() -> impl IntoView {
    let dialogs = expect_context::<Dialogs>();
    view! {
        <Dialog open=dialogs.gallery id="gallery" title="Gallery">
            <Shelves/>
        </Dialog>
    }
}

#[component]
fn Shelves() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let dialogs = expect_context::<Dialogs>();
    let earlier = RwSignal::new(recent());
    let open = move |draft: Draft| {
        put_open_work_away(workspace);
        workspace.open_draft(draft);
        dialogs.gallery.set(false);
    };
    let sample = move |sample: &'static Sample| {
        view! {
            <li>
                <button type="button" class="card shelf" on:click=move |_| open(Draft::of(sample.project()))>
                    <b>{sample.title}</b><span class="muted">{sample.about}</span>
                </button>
            </li>
        }
    };
    let blank = move |_| open(Draft::of(Project::of_template("template.yaml", "")));
    let past = move |work: Recent| {
        let text = work.draft.clone();
        let back = move |_| {
            if let Some(draft) = Draft::decode(&text) {
                open(draft);
            }
        };
        view! {
            <li>
                <button type="button" class="card shelf" on:click=back><b>{work.title}</b><span class="muted">{work.when}</span></button>
            </li>
        }
    };
    let forget = move |_| {
        forget_all();
        earlier.set(Vec::new());
    };
    view! {
        <p class="muted">"Opening one puts your work away under “Earlier work”: nothing is lost."</p>
        <ul class="shelves">
            {SAMPLES.iter().map(sample).collect_view()}
            <li><button type="button" class="card shelf" on:click=blank><b>"Empty template"</b><span class="muted">"Start from nothing, or paste."</span></button></li>
        </ul>
        <Show when=move || earlier.with(|earlier| !earlier.is_empty())>
            <h3>"Earlier work"</h3>
            <ul class="shelves">{move || earlier.get().into_iter().map(past).collect_view()}</ul>
            <p><button type="button" class="link" on:click=forget>"Forget all earlier work"</button></p>
        </Show>
    }
}

/// Puts the open work among the earlier work, unless it is empty or a sample as it came.
fn put_open_work_away(workspace: Workspace) {
    let draft = workspace.draft();
    let template = draft.project.template();
    let untouched =
        SAMPLES.iter().any(|sample| sample.project() == draft.project) && draft.answers.is_empty();
    if untouched || template.text.trim().is_empty() {
        return;
    }
    let (text, described) = workspace.facts().with_untracked(|facts| {
        let described = facts.description.as_deref().and_then(first_sentence);
        (draft.encode(|name| facts.hides(name)), described)
    });
    let title =
        described.map_or_else(|| template.name.to_string(), |words| format!("{} · {words}", template.name));
    put_away(title, text);
}
