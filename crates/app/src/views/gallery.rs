//! Samples to start from, and earlier work to go back to. Opening either puts the open work away first.

use web_sys::HtmlInputElement;

use super::arrival::Address;
use super::connect::field;
use super::dialogs::{Dialogs, dialog};
use super::pieces::muted;
use super::recovery::put_open_work_away;
use crate::browser::{Recent, choose_files, fetch_sample, forget_all, recent};
use crate::dom::{CLICK, El, Handle, Node, SUBMIT, button, el, list, live};
use crate::samples::{SAMPLES, Sample};
use crate::signals::{RwSignal, expect_context};
use crate::workspace::{Draft, Project, Workspace};

/// The gallery.
pub(crate) fn gallery() -> El {
    let dialogs = expect_context::<Dialogs>();
    dialog(dialogs.gallery, "gallery", "Gallery", shelves)
}

fn shelves() -> Node {
    let workspace = expect_context::<Workspace>();
    let dialogs = expect_context::<Dialogs>();
    let earlier = RwSignal::new(recent());
    let open = move |draft: Draft| {
        put_open_work_away(workspace);
        workspace.open_draft(draft);
        dialogs.gallery.set(false);
    };
    let missing = RwSignal::new(None);
    let sample = |sample: &'static Sample| {
        let about = list([words(sample.about), el("span").class("count").child(sample.count)]);
        shelf(sample.title, about, move || match sample.template {
            Some(template) => open(Draft::of(sample.project(template))),
            None => fetch_sample(sample.name, move |text| match text {
                Some(text) => open(Draft::of(sample.project(&text))),
                None => missing.set(Some(sample.title)),
            }),
        })
    };
    let failure = move || {
        missing.get().map(|title| {
            let words = format!("“{title}” could not be fetched: look at the connection, and try again.");
            el("p").class("bad").attr("role", "alert").child(words)
        })
    };
    let typed = Handle::new();
    let address = expect_context::<Address>();
    let look = move |event: web_sys::Event| {
        event.prevent_default();
        if let Some(field) = typed.get::<HtmlInputElement>() {
            address.open_typed(field.value());
            dialogs.gallery.set(false);
        }
    };
    let elsewhere = el("form")
        .class("elsewhere")
        .on(SUBMIT, look)
        .child(
            field("A link, or the address of a template: https://… or trovi:…", "text", typed)
                .attr("required", true),
        )
        .child(el("button").class("btn").child("Open"));
    let choose = move |folder: bool| {
        dialogs.gallery.set(false);
        choose_files(folder);
    };
    let own = el("p")
        .class("row")
        .child(button("btn").on(CLICK, move |_| choose(false)).child("Choose files…"))
        .child(button("btn").on(CLICK, move |_| choose(true)).child("Choose a folder…"))
        .child(words("or drop them anywhere on the page; a zip archive is taken for its files."));
    let blank = shelf("Empty template", words("Start from nothing, or paste."), move || {
        open(Draft::of(Project::of_template("template.yaml", "")));
    });
    let past = move |work: Recent| {
        shelf(work.title.clone(), words(work.when.clone()), move || work.draft().into_iter().for_each(open))
    };
    let forget = move |_| {
        forget_all();
        earlier.set(Vec::new());
    };
    let earlier = move || {
        let earlier = earlier.get();
        if earlier.is_empty() {
            return Node::Nothing;
        }
        list([
            el("h3").child("Earlier work"),
            el("ul").class("shelves").children(earlier.into_iter().map(past)),
            el("p").child(button("link").on(CLICK, forget).child("Forget all earlier work")),
        ])
    };
    Node::from([
        muted("Opening one puts your work away under “Earlier work”: nothing is lost.").into(),
        own.into(),
        live(failure),
        elsewhere.into(),
        el("ul").class("shelves").children(SAMPLES.iter().map(sample)).child(blank).into(),
        live(earlier),
    ])
}

/// A few words about something to open.
fn words(words: impl Into<Node>) -> El {
    el("span").class("muted").child(words)
}

/// One thing to open.
fn shelf(title: impl Into<Node>, about: impl Into<Node>, open: impl Fn() + 'static) -> El {
    let open = button("card shelf").on(CLICK, move |_| open()).child(el("b").child(title)).child(about);
    el("li").child(open)
}
