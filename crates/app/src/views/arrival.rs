//! Links that come in, with the page or while it is open, and the address, which is always the link of what is open.
//!
//! A link only ever opens something: what it holds is shown, nothing is sent or fetched; a sample that the address
//! names comes from the page's own gallery. Of a link that names a template elsewhere it is said who would be asked, and
//! a person's press asks. The work that was open goes among the earlier work first, and comes back with one press, or with
//! the browser's Back. The link of the very work that is open, as a bookmark may have it, takes nothing away.

use hotplate_engine::{Answer, Found, Inside, Question};
use hotplate_link::Pointer;

use super::pieces::{copy_button, message_view};
use super::recovery::{put_draft_away, put_open_work_away};
use crate::browser::{
    Brought, Pause, adopt, ask_for, fetch_sample, linked, listen, own_address, put, sampled,
};
use crate::dom::{CLICK, Node, button, el, live};
use crate::panels::{inside_words, pointer_words, sentence};
use crate::samples::SAMPLES;
use crate::signals::{Effect, GetValue, LocalStorage, RwSignal, SetValue, StoredValue, UpdateValue};
use crate::workspace::{Draft, Workspace, held, opened};

/// Links longer than this are not put into the address: browsers cut them, and people do not want to see them there.
pub(super) const MOST_IN_ADDRESS: usize = 8_000;

/// A link with which the page was opened, and the draft of the last visit.
pub(crate) struct Arriving {
    /// The link.
    pub(crate) link: String,
    /// The draft, which waits until it is known what the link holds.
    pub(crate) draft: Option<Draft>,
}

/// What has come of a link.
#[derive(Clone, Debug, Default, PartialEq)]
enum Arrival {
    /// There is none, or it has been talked about.
    #[default]
    Nothing,
    /// It is being read.
    Reading,
    /// It names a template, which is not here yet; and the link.
    Named(Pointer, String),
    /// This host is being asked.
    Asking(String),
    /// It was opened: what was in it, which environments are not read, and whether other work was put away for it.
    Opened(Inside, Vec<String>, bool),
    /// Something else was opened: what, and whether other work was put away for it.
    Other(String, bool),
    /// It was not: why not, and the link.
    Damaged(String, String),
}

impl Arrival {
    /// Whether the address may follow the work: a link that was not opened stays in it while it is talked about.
    fn is_over(&self) -> bool {
        matches!(self, Self::Nothing | Self::Opened(..) | Self::Other(..))
    }
}

/// The address and what it brings.
#[derive(Clone, Copy)]
pub(crate) struct Address {
    workspace: Workspace,
    arrival: RwSignal<Arrival>,
    /// The draft of the last visit while the page opens a link; what is open until then is not the person's.
    waiting: StoredValue<Option<Option<Draft>>, LocalStorage>,
    /// What was open before a link was, and its own link.
    before: StoredValue<Option<(Draft, Option<String>)>, LocalStorage>,
}

impl Address {
    /// Listens to the address, and opens what came with the page.
    pub(crate) fn new(workspace: Workspace, arriving: Option<Arriving>) -> Self {
        let address = Self {
            workspace,
            arrival: RwSignal::new(Arrival::Nothing),
            waiting: StoredValue::new_local(None),
            before: StoredValue::new_local(None),
        };
        if let Some(Arriving { link, draft }) = arriving {
            address.waiting.set_value(Some(draft));
            address.open(link);
        }
        if let Some(name) = sampled() {
            address.open_sample(name);
        }
        listen("hashchange", move |_: web_sys::Event| match (linked(), sampled()) {
            (Some(link), _) if address.came_back(&link) => address.go_back(),
            (Some(link), _) => address.open(link),
            (None, Some(name)) => address.open_sample(name),
            (None, None) => address.go_back(),
        });
        let pause = Pause::of(1000);
        Effect::new(move |_| {
            workspace.track_shared();
            if address.arrival.with(Arrival::is_over) {
                pause.then(move || address.write());
            }
        });
        address
    }

    /// Whether the page is waiting for what its link holds; tracks.
    pub(crate) fn is_waiting(self) -> bool {
        self.arrival.with(|arrival| *arrival == Arrival::Reading) && self.waiting.get_value().is_some()
    }

    /// Opens a link, or the address of a template, that somebody typed here.
    pub(super) fn open_typed(self, link: String) {
        self.find(Question::Open(link.clone()), link, true);
    }

    fn open(self, link: String) {
        self.find(Question::Open(link.clone()), link, false);
    }

    /// Opens what the engine finds. A host that a person has typed need not be shown to them.
    fn find(self, question: Question, link: String, typed: bool) {
        self.arrival.set(Arrival::Reading);
        self.workspace.ask(question, move |answer| match answer {
            Some(Answer::Open(Ok(Found::Named(pointer)))) => {
                if typed && link.contains(&pointer.host) {
                    return self.fetch(pointer, link);
                }
                self.arrival.set(Arrival::Named(pointer, link));
                self.show_waiting();
            }
            Some(Answer::Open(Ok(Found::Held(opened)))) => {
                let known = self.known(&held(&opened));
                self.arrival.set(if known.is_some() {
                    Arrival::Nothing
                } else {
                    let other = self.put_work_away();
                    Arrival::Opened(opened.inside.clone(), opened.unread.clone(), other)
                });
                adopt(&link);
                self.workspace.open_link(*opened, known.unwrap_or_default());
            }
            Some(Answer::Open(Err(why))) => self.fail(why, link),
            _ => self.fail(
                "the part of the page that reads links does not answer; the link is still in the address"
                    .to_owned(),
                link,
            ),
        });
    }

    /// Asks for what a link names.
    fn fetch(self, pointer: Pointer, link: String) {
        let asking = Arrival::Asking(pointer.host.clone());
        self.arrival.set(asking.clone());
        ask_for(&pointer.clone(), move |brought| {
            // Meanwhile something else may have been opened, or this been dismissed.
            if !self.arrival.with_untracked(|now| *now == asking) {
                return;
            }
            match brought {
                Brought::Text(text) => self.find(Question::Fetched(pointer, text), link, false),
                Brought::Link(link) => self.open(link),
                Brought::Fault(why) => self.fail(why, link),
            }
        });
    }

    /// Opens a template of the gallery. The address then is the page's own again: a reload keeps what was made of it.
    fn open_sample(self, name: String) {
        let Some(sample) = SAMPLES.iter().find(|sample| sample.name == name) else {
            return self
                .fail(format!("the gallery has no template `{name}`; its others are in the Gallery"), name);
        };
        fetch_sample(sample.name, move |text| {
            let Some(text) = text else {
                let why = format!("`{name}` could not be fetched: look at the connection, and try again");
                return self.fail(why, name);
            };
            let told = format!("Opened from the gallery: {}.", sample.title);
            self.open_other(Draft::of(sample.project(&text)), told);
        });
    }

    /// Opens files that somebody brought: as work of their own, or beside what is open if they belong to it.
    pub(super) fn bring(self, files: Vec<(String, String)>) {
        let draft = self.workspace.project().with_untracked(|open| opened(open, &files));
        let Some(draft) = draft else { return self.workspace.bring(files) };
        let mut told = format!("Opened `{}`", draft.project.template().name);
        match files.len() {
            1 => {}
            2 => told.push_str(" and one more file"),
            all => told.push_str(&format!(" and {} more files", all - 1)),
        }
        told.push('.');
        self.open_other(draft, told);
    }

    /// Opens what came by no link in place of the open work.
    fn open_other(self, draft: Draft, told: String) {
        let before = self.workspace.draft();
        let other = put_open_work_away(self.workspace);
        self.before.set_value(Some((before, own_address())));
        self.workspace.open_draft(draft);
        put(None);
        self.arrival.set(Arrival::Other(told, other));
    }

    /// If this is the very work that is open, or waits (its own link, as a bookmark or another tab has it), what of that
    /// was left out.
    fn known(self, held: &Draft) -> Option<Vec<String>> {
        let draft = match self.waiting.get_value() {
            Some(waiting) => waiting?,
            None => self.workspace.draft(),
        };
        draft.is_work_of(held).then(|| {
            self.waiting.set_value(None);
            draft.left_out
        })
    }

    /// Whether a link is that of what was open before.
    fn came_back(self, link: &str) -> bool {
        self.before.get_value().is_some_and(|(_, own)| own.as_deref() == Some(link))
    }

    /// Makes room: the open work, or the draft that waited, goes among the earlier work. Says whether there was any.
    fn put_work_away(self) -> bool {
        let mut put = put_open_work_away(self.workspace);
        let before = match self.waiting.try_update_value(Option::take).flatten() {
            Some(draft) => {
                put = draft.clone().is_some_and(|draft| put_draft_away(self.workspace, draft, None)) || put;
                draft
            }
            None => Some(self.workspace.draft()),
        };
        self.before.set_value(before.map(|draft| (draft, own_address())));
        put
    }

    /// The link stays in the address, and the work that waited is shown.
    fn fail(self, why: String, link: String) {
        self.arrival.set(Arrival::Damaged(why, link));
        self.show_waiting();
    }

    fn show_waiting(self) {
        if let Some(draft) = self.waiting.try_update_value(Option::take).flatten().flatten() {
            put_open_work_away(self.workspace);
            self.show(draft);
        }
    }

    /// Opens what was open before the link.
    fn go_back(self) {
        if let Some((draft, own)) = self.before.try_update_value(Option::take).flatten() {
            put_open_work_away(self.workspace);
            self.arrival.set(Arrival::Nothing);
            self.show(draft);
            put(own.as_deref());
        }
    }

    fn show(self, draft: Draft) {
        let view = draft.view;
        self.workspace.open_draft(draft);
        self.workspace.show(view);
    }

    /// Makes the work's link and puts it into the address.
    fn write(self) {
        self.workspace.ask(Question::Share(self.workspace.sharing(Vec::new())), move |answer| {
            let Some(Answer::Share(shared)) = answer else { return };
            if self.arrival.with_untracked(Arrival::is_over) {
                let link = shared.link.ok().filter(|link| link.len() <= MOST_IN_ADDRESS);
                if link != linked() {
                    put(link.as_deref());
                }
            }
        });
    }

    /// What a person should know of a link that came in.
    pub(super) fn notice(self) -> Node {
        let dismiss =
            move || button("btn").on(CLICK, move |_| self.arrival.set(Arrival::Nothing)).child("Dismiss");
        let notice = |class: &'static str, words: String| {
            el("div").class(class).attr("role", "status").child(el("p").child(message_view(&words)))
        };
        let told = move |mut words: String, other: bool, unread: Vec<String>| {
            if other {
                words.push_str(" Your work from before is under “Earlier work” in the Gallery.");
            }
            for name in unread {
                words.push_str(&format!(" One environment is read here; `{name}` is beside it as a file."));
            }
            let back = button("btn").on(CLICK, move |_| self.go_back()).child("Back to it");
            notice("notice told", words).child(other.then_some(back)).child(dismiss())
        };
        live(move || match self.arrival.get() {
            Arrival::Nothing | Arrival::Reading => Node::Nothing,
            Arrival::Opened(inside, unread, other) => {
                told(format!("Opened from a link: {}.", inside_words(&inside)), other, unread).into()
            }
            Arrival::Other(words, other) => told(words, other, Vec::new()).into(),
            Arrival::Named(pointer, link) => {
                let words = pointer_words(&pointer);
                let ask = format!("Ask {}", pointer.host);
                let ask = button("btn primary")
                    .on(CLICK, move |_| self.fetch(pointer.clone(), link.clone()))
                    .child(ask);
                notice("notice told", words).child(ask).child(dismiss()).into()
            }
            Arrival::Asking(host) => {
                notice("notice told", format!("Asking `{host}` …")).child(dismiss()).into()
            }
            Arrival::Damaged(why, link) => notice("notice", sentence(&why))
                .child(copy_button("Copy its text", move || link.clone()))
                .child(dismiss())
                .into(),
        })
    }
}
