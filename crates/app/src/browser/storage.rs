//! What this browser keeps: the draft, earlier work, the theme. Nothing of it ever leaves the browser.
//!
//! Work comes here as the engine has it kept, without what is secret; what was put away in this tab is also there whole, in
//! memory. The draft is kept twice: for this tab, so that two open pages do not take each other's, and for the next visit.

use std::cell::RefCell;
use std::sync::Arc;

use hotplate_plan::read_json;
use hotplate_schema::Value;
use web_sys::Storage;

use crate::workspace::{Draft, Theme, json};

const DRAFT: &str = "hotplate.draft";
const RECENT: &str = "hotplate.recent";
const THEME: &str = "hotplate.theme";
const STARTING: &str = "hotplate.starting";
const ADDRESS: &str = "hotplate.address";
const WAITING: &str = "hotplate.waiting";

/// How much earlier work is kept.
const MOST_RECENT: usize = 12;

/// Earlier work, to go back to.
#[derive(Clone, Debug)]
pub(crate) struct Recent {
    /// What it was about.
    pub(crate) title: String,
    /// When it was put away, as people write it.
    pub(crate) when: String,
    /// What is kept of it; empty until that is known.
    kept: String,
    /// All of it, as long as the tab is there in which it was put away.
    whole: Option<Arc<Draft>>,
}

thread_local! {
    /// What was put away in this tab, the latest first.
    static SHELF: RefCell<Vec<Recent>> = const { RefCell::new(Vec::new()) };
}

impl Recent {
    fn of(kept: &Value) -> Option<Self> {
        let text = |key: &str| Some(json::get(kept.as_map()?, key)?.as_str()?.to_owned());
        Some(Self { title: text("title")?, when: text("when")?, kept: text("draft")?, whole: None })
    }

    fn new(title: String) -> Self {
        let when =
            js_sys::Date::new_0().to_locale_string("default", &wasm_bindgen::JsValue::UNDEFINED).into();
        Self { title, when, kept: String::new(), whole: None }
    }

    fn encode(&self) -> String {
        let text = json::text;
        json::object(&[("title", text(&self.title)), ("when", text(&self.when)), ("draft", text(&self.kept))])
    }

    /// The work: all of it, or what was kept.
    pub(crate) fn draft(&self) -> Option<Draft> {
        match &self.whole {
            Some(whole) => Some((**whole).clone()),
            None => Draft::decode(&self.kept),
        }
    }
}

/// What the last visit left.
pub(crate) struct Remembered {
    /// The draft, if there is a sound one.
    pub(crate) draft: Option<Draft>,
    /// The chosen theme.
    pub(crate) theme: Theme,
    /// Whether the last start with this draft did not come to its end; the draft has been put among earlier work.
    pub(crate) stumbled: bool,
}

fn local() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

fn of_this_tab() -> Option<Storage> {
    web_sys::window()?.session_storage().ok().flatten()
}

fn read(storage: Option<Storage>, key: &str) -> Option<String> {
    storage?.get_item(key).ok().flatten()
}

fn write(storage: Option<Storage>, key: &str, text: &str) -> bool {
    storage.is_some_and(|storage| storage.set_item(key, text).is_ok())
}

fn forget(storage: Option<Storage>, key: &str) {
    if let Some(storage) = storage {
        // A storage that refuses to forget has kept nothing either.
        let _ = storage.remove_item(key);
    }
}

/// Recalls the last visit, and notes that a start has begun.
pub(crate) fn recall() -> Remembered {
    let theme = read(local(), THEME).and_then(|name| Theme::named(&name)).unwrap_or_default();
    let text = read(of_this_tab(), DRAFT).or_else(|| read(local(), DRAFT));
    let stumbled = read(of_this_tab(), STARTING).is_some();
    starting();
    let draft = text.as_deref().and_then(Draft::decode);
    if let (true, Some(draft), Some(text)) = (stumbled, &draft, text) {
        let title = format!("{} (the page stopped while opening it)", draft.project.template().name);
        put_away(Recent { kept: text, ..Recent::new(title) });
        return Remembered { draft: None, theme, stumbled };
    }
    Remembered { draft, theme, stumbled: false }
}

/// Notes that a start has begun, or another piece of one: [`started`] notes its end.
pub(crate) fn starting() {
    write(of_this_tab(), STARTING, "1");
}

/// Notes that the page has started well, as far as it has.
pub(crate) fn started() {
    forget(of_this_tab(), STARTING);
}

/// Keeps a draft. `false` if this browser keeps nothing.
pub(crate) fn keep(draft: &str) -> bool {
    let here = write(of_this_tab(), DRAFT, draft);
    write(local(), DRAFT, draft) && here
}

/// The link that the page has put into the address in this tab.
pub(crate) fn own_address() -> Option<String> {
    read(of_this_tab(), ADDRESS)
}

/// Notes the link that the page has put into the address.
pub(super) fn keep_own_address(link: &str) {
    write(of_this_tab(), ADDRESS, link);
}

/// Keeps the theme.
pub(crate) fn keep_theme(theme: Theme) {
    write(local(), THEME, theme.name());
}

/// What this page was to start when leases begin, as it was kept.
pub(super) fn waiting() -> String {
    read(local(), WAITING).unwrap_or_default()
}

/// Keeps what this page is to start: names and ids, and nothing secret.
pub(super) fn keep_waiting(text: &str) {
    write(local(), WAITING, text);
}

/// Earlier work, the latest first.
pub(crate) fn recent() -> Vec<Recent> {
    let mut all = SHELF.with_borrow(Vec::clone);
    for kept in put_away_before() {
        if all.iter().all(|recent| recent.kept != kept.kept) {
            all.push(kept);
        }
    }
    all
}

fn put_away_before() -> Vec<Recent> {
    let kept = read(local(), RECENT).and_then(|text| read_json(&text).ok());
    kept.iter().filter_map(Value::as_list).flatten().filter_map(Recent::of).collect()
}

/// Puts work among the earlier work of this tab. In the browser it is kept by [`keep_shelved`].
pub(crate) fn shelve(title: String, draft: Draft) -> Arc<Draft> {
    let whole = Arc::new(draft);
    let recent = Recent { whole: Some(whole.clone()), ..Recent::new(title) };
    SHELF.with_borrow_mut(|shelf| {
        shelf.insert(0, recent);
        shelf.truncate(MOST_RECENT);
    });
    whole
}

/// Keeps of work that was put away what may be kept.
pub(crate) fn keep_shelved(whole: &Arc<Draft>, text: String) {
    let kept = SHELF.with_borrow_mut(|shelf| {
        let is_it = |recent: &Recent| recent.whole.as_ref().is_some_and(|its| Arc::ptr_eq(its, whole));
        // The same work need not stand there twice.
        shelf.retain(|recent| is_it(recent) || recent.whole.as_ref() != Some(whole));
        let recent = shelf.iter_mut().find(|recent| is_it(recent))?;
        recent.kept = text;
        Some(recent.clone())
    });
    kept.into_iter().for_each(put_away);
}

/// Keeps earlier work. When the browser is full, the oldest makes room.
fn put_away(work: Recent) {
    let mut all = put_away_before();
    all.retain(|recent| recent.kept != work.kept);
    all.insert(0, work);
    all.truncate(MOST_RECENT);
    let text = |all: &[Recent]| json::list(&all.iter().map(Recent::encode).collect::<Vec<_>>());
    while !write(local(), RECENT, &text(&all)) && all.pop().is_some() {}
}

/// Forgets everything that is kept.
pub(crate) fn forget_all() {
    SHELF.take();
    for key in [DRAFT, RECENT, WAITING] {
        forget(local(), key);
        forget(of_this_tab(), key);
    }
}
