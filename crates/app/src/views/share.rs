//! The share dialog: the link, what goes in, what stays out and why.

use hotplate_engine::{Answer, Question, Shared};
use hotplate_link::Flag;
use web_sys::HtmlTextAreaElement;

use super::arrival::MOST_IN_ADDRESS;
use super::dialogs::{Dialogs, dialog};
use super::pieces::{copy_button, message_view, muted};
use super::save::save_buttons;
use crate::browser::{bare, copy, focus, request_animation_frame};
use crate::dom::{
    CHANGE, CLICK, El, FOCUS, INPUT, Node, button, el, list, live, target_checked, target_value,
};
use crate::panels::{inside_lines, length_words, sentence};
use crate::signals::{Effect, RwSignal, expect_context};
use crate::workspace::Workspace;

const COPY: &str = "share-copy";

/// How a link begins that names a template.
const FROM: &str = "#from=";

/// What the dialog is at.
#[derive(Clone, Copy)]
struct Desk {
    workspace: Workspace,
    /// The link as it is by now; `Some(None)` if none can be made.
    shared: RwSignal<Option<Option<Shared>>>,
    /// What looks like a secret and goes in all the same.
    kept: RwSignal<Vec<Flag>>,
    /// What became of copying.
    copied: RwSignal<Option<bool>>,
    /// Where the template lies, if it lies elsewhere too, and what is wrong with that.
    place: RwSignal<(String, Option<String>)>,
}

/// The dialog.
pub(crate) fn share() -> El {
    let dialogs = expect_context::<Dialogs>();
    dialog(dialogs.share, "share", "Share this preview", content)
}

fn content() -> Node {
    let desk = Desk {
        workspace: expect_context(),
        shared: RwSignal::new(None),
        kept: RwSignal::new(Vec::new()),
        copied: RwSignal::new(None),
        place: RwSignal::new((String::new(), None)),
    };
    Effect::new(move |before: Option<()>| {
        let question = Question::Share(desk.workspace.sharing(desk.kept.get()));
        desk.workspace.ask(question, move |answer| {
            let shared = match answer {
                Some(Answer::Share(shared)) => Some(*shared),
                _ => None,
            };
            desk.copied.set(None);
            desk.shared.set(Some(shared));
            if before.is_none() {
                // The button is there only once the change has been drawn.
                request_animation_frame(|| focus(COPY));
            }
        });
    });
    let body = move || match desk.shared.get() {
        None => muted("Making the link").attr("role", "status").into(),
        Some(None) => {
            muted("The part of the page that makes links does not answer.").attr("role", "alert").into()
        }
        Some(Some(shared)) => shared_view(desk, &shared),
    };
    Node::from([
        el("p")
            .child("The link ")
            .child(el("b").child("is"))
            .child(" the preview: nothing is stored anywhere. Whoever has it can read all that is in it, and it cannot be taken back.")
            .into(),
        live(body),
        el("section").class("save").child(el("h3").child("Or save it")).child(save_buttons()).into(),
    ])
}

fn shared_view(desk: Desk, shared: &Shared) -> Node {
    let link = match &shared.link {
        Ok(link) => link_view(desk, &bare(), link),
        Err(why) => el("p")
            .class("trouble")
            .attr("role", "alert")
            .child(format!("No link can be made: {why}."))
            .into(),
    };
    let inside = inside_lines(&shared.inside).into_iter().map(|line| el("li").child(message_view(&line)));
    let mut outside = Vec::new();
    let mut doubtful = Vec::new();
    for flag in &shared.flags {
        if flag.is_hidden() {
            outside.push(el("li").child(message_view(&flag.to_string())));
        } else {
            doubtful.push(flag_view(desk, flag.clone()));
        }
    }
    outside.push(el("li").child("earlier work, the theme, and where the drawing is moved to"));
    let doubts = (!doubtful.is_empty()).then(|| {
        el("fieldset")
            .class("flags")
            .child(el("legend").child("Looks like a secret"))
            .child(muted("Left out: the word left-out stands in its place. Tick what may be read by anyone."))
            .child(el("ul").children(doubtful))
    });
    let part = |title: &'static str, items: El| el("section").child(el("h3").child(title)).child(items);
    let goes_in = el("ul").class("inside").children(inside);
    let stays_out = el("ul").class("inside").children(outside);
    list([
        link,
        doubts.into(),
        el("div").class("columns").child(part("Goes in", goes_in)).child(part("Stays out", stays_out)).into(),
        pointer_view(desk, shared.sha256.clone()).into(),
    ])
}

/// A link that only names the template.
fn pointer_view(desk: Desk, sha256: String) -> El {
    let typed = move |event| {
        let place = target_value(&event).trim().to_owned();
        let link = [FROM, &place].concat();
        desk.workspace.ask(Question::Open(link), move |answer| {
            let fault = match answer {
                Some(Answer::Open(found)) => found.err(),
                _ => None,
            };
            desk.place.set((place, fault));
        });
    };
    let made = move || match desk.place.get() {
        (place, None) if place.is_empty() => Node::Nothing,
        (_, Some(fault)) => el("p").class("trouble").child(message_view(&sentence(&fault))).into(),
        (place, None) => {
            let link = [&bare(), FROM, &place, "&sha256=", &sha256].concat();
            let shown = el("p").class("share-link").child(link.clone());
            list([shown, copy_button("Copy this link", move || link.clone())])
        }
    };
    let input = el("input")
        .attr("spellcheck", "false")
        .attr("value", desk.place.with_untracked(|(place, _)| place.clone()))
        .on(INPUT, typed);
    el("details")
        .class("elsewhere")
        .child(el("summary").child("Or a link that names where the template lies"))
        .child(muted("Who opens it sees the host and the SHA-256 of the template as it is here, and fetches it with a press. Nothing else goes in."))
        .child(el("label").class("entry").child(el("span").child("Its address: https://… or trovi:ID@VERSION/FILE")).child(input))
        .child(el("div").attr("role", "status").child(live(made)))
}

fn link_view(desk: Desk, page: &str, link: &str) -> Node {
    let link = [page, link].concat();
    let (length, most) = (link.len(), page.len() + MOST_IN_ADDRESS);
    let shown = link.clone();
    let field = el("textarea")
        .class("share-link")
        .attr("readonly", true)
        .attr("rows", "3")
        .attr("spellcheck", "false")
        .attr("aria-label", "Link")
        .prop("value", move || shown.clone())
        .on(FOCUS, |event| {
            use wasm_bindgen::JsCast;
            if let Some(field) = event.target() {
                field.unchecked_into::<HtmlTextAreaElement>().select();
            }
        });
    let take = move |_| copy(&link, move |done| desk.copied.set(Some(done)));
    let said = move || match desk.copied.get() {
        None => length_words(length, most),
        Some(true) => "Copied.".to_owned(),
        Some(false) => "This browser did not let the page copy: select the link and press Ctrl+C.".to_owned(),
    };
    let copy_it = button("btn primary").id(COPY).on(CLICK, take).child("Copy the link");
    list([
        field,
        el("div")
            .class("share-do")
            .child(copy_it)
            .child(el("p").class("muted").attr("role", "status").child(live(said))),
    ])
}

/// Something that looks like a secret, and whether it goes in.
fn flag_view(desk: Desk, flag: Flag) -> El {
    let words = flag.to_string();
    let ticked = flag.clone();
    let tick = el("input")
        .attr("type", "checkbox")
        .prop("checked", move || desk.kept.with(|kept| kept.contains(&ticked)))
        .on(CHANGE, move |event| {
            let on = target_checked(&event);
            desk.kept.update(|kept| {
                kept.retain(|other| *other != flag);
                if on {
                    kept.push(flag.clone());
                }
            });
        });
    el("li").child(el("label").child(tick).child(el("span").child(message_view(&words))))
}
