//! The editor in the page: CodeMirror, bundled from `editor/`, fetched after the first view, once its place is on screen,
//! and spoken to in bytes.
//!
//! The page shows a plain text area until [`mount`] succeeds, and keeps it if it does not. This file is the only one
//! that knows the editor: it counts UTF-16 units there, and bytes of a file's text on this side.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use hotplate_engine::{Answer, Question};
use hotplate_hot::{Completion, CompletionKind, Diagnostic, LineIndex, Place, Severity, Source, Span};
use js_sys::{Function, Promise};
use serde::Serialize;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use crate::browser::breathe;
use crate::workspace::Then;

#[wasm_bindgen(module = "/editor/load.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = loadEditor)]
    async fn load_editor(place: &HtmlElement) -> Result<JsValue, JsValue>;
}

#[wasm_bindgen]
extern "C" {
    type Module;
    #[wasm_bindgen(method, catch)]
    fn mount(
        this: &Module,
        parent: &HtmlElement,
        options: &JsValue,
        hooks: Listener,
    ) -> Result<Handle, JsValue>;

    type Handle;
    #[wasm_bindgen(method, js_name = setText)]
    fn set_text(this: &Handle, name: &str, text: &str);
    #[wasm_bindgen(method)]
    fn show(this: &Handle, name: &str);
    #[wasm_bindgen(method)]
    fn rename(this: &Handle, name: &str, to: &str);
    #[wasm_bindgen(method)]
    fn forget(this: &Handle, name: &str);
    #[wasm_bindgen(method, js_name = setFindings)]
    fn set_findings(this: &Handle, name: &str, findings: &JsValue);
    #[wasm_bindgen(method)]
    fn mark(this: &Handle, name: &str, kind: &str, ranges: &JsValue);
    #[wasm_bindgen(method)]
    fn reveal(this: &Handle, name: &str, from: u32);
    #[wasm_bindgen(method)]
    fn jump(this: &Handle, name: &str, from: u32, to: u32);
    #[wasm_bindgen(method)]
    fn edit(this: &Handle, name: &str, changes: &JsValue);
    #[wasm_bindgen(method, js_name = setReadOnly)]
    fn set_read_only(this: &Handle, value: bool);
    #[wasm_bindgen(method)]
    fn focus(this: &Handle);
    #[wasm_bindgen(method, js_name = nextFinding)]
    fn next_finding(this: &Handle);
    #[wasm_bindgen(method, js_name = previousFinding)]
    fn previous_finding(this: &Handle);
    #[wasm_bindgen(method)]
    fn destroy(this: &Handle);
}

/// What the editor tells the page, and what it asks. Each begins with the file's name; places are bytes of its text.
#[allow(clippy::type_complexity, reason = "each is the type of one function, and is named by its field")]
pub(crate) struct Hooks {
    /// The person changed the text, which is now this; whether nothing of the former one stays.
    pub(crate) changed: Box<dyn Fn(&str, String, bool)>,
    /// The cursor moved.
    pub(crate) moved: Box<dyn Fn(&str, u32)>,
    /// The pointer is on another line, or left the text.
    pub(crate) pointed: Box<dyn Fn(&str, Option<u32>)>,
    /// What may stand here, what is this? Whoever asks takes the answer, unless the text is another by then.
    pub(crate) ask: Box<dyn Fn(&str, Question, Then)>,
    /// Go to where this is defined.
    pub(crate) define: Box<dyn Fn(&str, u32)>,
    /// Ctrl+S: offer the text as a file.
    pub(crate) download: Box<dyn Fn()>,
    /// Ctrl+Enter: check now.
    pub(crate) check: Box<dyn Fn()>,
}

/// Which lines are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// Those of what is selected.
    Selected,
    /// Those of what the pointer is on in another pane.
    Lit,
}

/// The mounted editor. It stays in the page until [`destroy`](Self::destroy).
pub(crate) struct Editor {
    handle: Handle,
    indices: Indices,
}

/// The text of each file that the editor holds, as the editor last told it or was told it.
#[derive(Clone, Default)]
struct Indices(Rc<RefCell<BTreeMap<String, LineIndex>>>);

impl Indices {
    fn keep(&self, name: &str, text: &str) {
        self.0.borrow_mut().insert(name.to_owned(), LineIndex::new(&Arc::from(text)));
    }

    fn byte(&self, name: &str, utf16: u32) -> u32 {
        self.0.borrow().get(name).map_or(0, |index| index.byte(utf16))
    }

    fn range(&self, name: &str, span: Span) -> Range {
        self.0.borrow().get(name).map_or(Range { from: 0, to: 0 }, |index| Range {
            from: index.utf16(span.start),
            to: index.utf16(span.end),
        })
    }
}

#[derive(Serialize)]
struct Options<'a> {
    functions: &'a [&'a str],
    placeholder: &'a str,
}

#[derive(Clone, Copy, Serialize)]
struct Range {
    from: u32,
    to: u32,
}

#[derive(Serialize)]
struct Change<'a> {
    from: u32,
    to: u32,
    insert: &'a str,
}

#[derive(Serialize)]
struct Finding<'a> {
    from: u32,
    to: u32,
    severity: &'static str,
    code: &'static str,
    message: &'a str,
    help: Option<&'a str>,
    fix: Option<Fix<'a>>,
}

#[derive(Serialize)]
struct Fix<'a> {
    title: &'a str,
    edits: Vec<Change<'a>>,
}

#[derive(Serialize)]
struct Offers<'a> {
    from: u32,
    to: u32,
    offers: Vec<Offer<'a>>,
}

#[derive(Serialize)]
struct Offer<'a> {
    label: &'a str,
    kind: &'static str,
    detail: &'a str,
    insert: &'a str,
}

#[derive(Serialize)]
struct About<'a> {
    from: u32,
    to: u32,
    title: &'a str,
    lines: &'a [String],
}

/// Fetches the editor and puts it into `parent`. `functions` are the names to colour as functions, `placeholder` is
/// what an empty file shows. Fails when the bundle does not arrive or the browser cannot run it.
pub(crate) async fn mount(
    parent: &HtmlElement,
    functions: &[&str],
    placeholder: &str,
    hooks: Hooks,
) -> Result<Editor, JsValue> {
    let module: Module = load_editor(parent).await?.unchecked_into();
    // To read its code and to put it on screen are two tasks: each takes its time.
    breathe().await;
    let indices = Indices::default();
    let options = plain(&Options { functions, placeholder });
    let handle = module.mount(parent, &options, Listener { hooks, indices: indices.clone() })?;
    Ok(Editor { handle, indices })
}

impl Editor {
    /// Gives a file this text, as one step that can be undone; a file not known yet is opened, off screen.
    pub(crate) fn set_text(&self, name: &str, text: &str) {
        self.indices.keep(name, text);
        self.handle.set_text(name, text);
    }

    /// Brings a file on screen, with its own history, folds and place.
    pub(crate) fn show(&self, name: &str) {
        self.handle.show(name);
    }

    /// Gives a file another name, if the editor has it with this text: its history and place stay.
    pub(crate) fn rename(&self, name: &str, file: &Source) {
        let mut indices = self.indices.0.borrow_mut();
        if indices.get(name).is_some_and(|index| index.text() == &*file.text)
            && let Some(index) = indices.remove(name)
        {
            indices.insert(file.name.to_string(), index);
            self.handle.rename(name, &file.name);
        }
    }

    /// Forgets a file that is not on screen.
    pub(crate) fn forget(&self, name: &str) {
        self.indices.0.borrow_mut().remove(name);
        self.handle.forget(name);
    }

    /// Shows these findings in a file instead of the former ones; `locate` turns a place into bytes of its text.
    pub(crate) fn set_findings<'a>(
        &self,
        name: &str,
        diagnostics: impl IntoIterator<Item = &'a Diagnostic>,
        locate: impl Fn(&Place) -> Span,
    ) {
        let change = |edit: &'a hotplate_hot::Edit| {
            let Range { from, to } = self.indices.range(name, locate(&edit.place));
            Change { from, to, insert: &edit.text }
        };
        let finding = |diagnostic: &'a Diagnostic| {
            let Range { from, to } = self.indices.range(name, locate(diagnostic.place()));
            let fix = diagnostic.fix.as_ref();
            Finding {
                from,
                to,
                severity: severity_word(diagnostic.severity),
                code: diagnostic.code.0,
                message: &diagnostic.message,
                help: diagnostic.help.as_deref(),
                fix: fix.map(|fix| Fix { title: &fix.title, edits: fix.edits.iter().map(change).collect() }),
            }
        };
        let findings: Vec<_> = diagnostics.into_iter().map(finding).collect();
        self.handle.set_findings(name, &plain(&findings));
    }

    /// Marks the lines of these spans of a file, instead of the former ones.
    pub(crate) fn mark(&self, name: &str, mark: Mark, spans: &[Span]) {
        let ranges: Vec<_> = spans.iter().map(|&span| self.indices.range(name, span)).collect();
        let kind = match mark {
            Mark::Selected => "selected",
            Mark::Lit => "lit",
        };
        self.handle.mark(name, kind, &plain(&ranges));
    }

    /// Scrolls to a span of the file on screen, and leaves cursor and focus alone.
    pub(crate) fn reveal(&self, name: &str, span: Span) {
        self.handle.reveal(name, self.indices.range(name, span).from);
    }

    /// Brings a file on screen, selects a span of it and moves the focus there.
    pub(crate) fn jump(&self, name: &str, span: Span) {
        let Range { from, to } = self.indices.range(name, span);
        self.handle.jump(name, from, to);
    }

    /// Replaces spans of a file's text, none overlapping another, as one step that can be undone.
    pub(crate) fn apply_edits(&self, name: &str, edits: &[(Span, &str)]) {
        let change = |&(span, insert): &(Span, &'_ str)| {
            let Range { from, to } = self.indices.range(name, span);
            plain(&Change { from, to, insert })
        };
        self.handle.edit(name, &edits.iter().map(change).collect::<js_sys::Array>());
    }

    /// Whether the text can only be read.
    pub(crate) fn set_read_only(&self, value: bool) {
        self.handle.set_read_only(value);
    }

    /// Moves the focus into the text.
    pub(crate) fn focus(&self) {
        self.handle.focus();
    }

    /// Goes to the next finding, around the end of the text.
    pub(crate) fn next_finding(&self) {
        self.handle.next_finding();
    }

    /// Goes to the finding before, around the start of the text.
    pub(crate) fn previous_finding(&self) {
        self.handle.previous_finding();
    }

    /// Takes the editor out of the page.
    pub(crate) fn destroy(self) {
        self.handle.destroy();
    }
}

/// The hooks as the editor calls them, in UTF-16 units.
#[wasm_bindgen]
pub struct Listener {
    hooks: Hooks,
    indices: Indices,
}

#[wasm_bindgen]
impl Listener {
    /// The person changed the text, or put another in place of the whole.
    pub fn changed(&self, name: &str, text: String, whole: bool) {
        self.indices.keep(name, &text);
        (self.hooks.changed)(name, text, whole);
    }

    /// The cursor moved.
    pub fn moved(&self, name: &str, offset: u32) {
        (self.hooks.moved)(name, self.indices.byte(name, offset));
    }

    /// The pointer moved to another line, or away.
    pub fn pointed(&self, name: &str, offset: Option<u32>) {
        (self.hooks.pointed)(name, offset.map(|offset| self.indices.byte(name, offset)));
    }

    /// What may stand here: `{from, to, offers}`, or nothing.
    pub fn complete(&self, name: &str, offset: u32) -> Promise {
        self.ask(name, Question::Complete(self.indices.byte(name, offset)))
    }

    /// What stands here: `{from, to, title, lines}`, or nothing.
    pub fn hover(&self, name: &str, offset: u32) -> Promise {
        self.ask(name, Question::Hover(self.indices.byte(name, offset)))
    }

    /// Go to the definition of what stands here.
    pub fn define(&self, name: &str, offset: u32) {
        (self.hooks.define)(name, self.indices.byte(name, offset));
    }

    /// Offer the text as a file.
    pub fn download(&self) {
        (self.hooks.download)();
    }

    /// Check now.
    pub fn check(&self) {
        (self.hooks.check)();
    }
}

impl Listener {
    fn ask(&self, name: &str, question: Question) -> Promise {
        let mut resolve = None;
        let promise = Promise::new(&mut |kept: Function, _| resolve = Some(kept));
        let (indices, file) = (self.indices.clone(), name.to_owned());
        let then = move |answer: Option<Answer>| {
            let answer =
                answer.map_or(JsValue::NULL, |answer| told(&answer, |span| indices.range(&file, span)));
            if let Some(resolve) = resolve {
                // A promise takes whatever it is given.
                let _ = resolve.call1(&JsValue::NULL, &answer);
            }
        };
        (self.hooks.ask)(name, question, Box::new(then));
        promise
    }
}

/// An answer as the editor wants it.
fn told(answer: &Answer, range: impl Fn(Span) -> Range) -> JsValue {
    match answer {
        Answer::Complete(span, offers) => {
            let Range { from, to } = range(*span);
            plain(&Offers { from, to, offers: offers.iter().map(Offer::from).collect() })
        }
        Answer::Hover(Some(about)) => {
            let Range { from, to } = range(about.span);
            plain(&About { from, to, title: &about.title, lines: &about.lines })
        }
        Answer::Hover(None)
        | Answer::Define(_)
        | Answer::Draw(_)
        | Answer::Archive(_)
        | Answer::Share(_)
        | Answer::Open(_)
        | Answer::WayOut(_)
        | Answer::Keep(_) => JsValue::NULL,
    }
}

impl<'a> From<&'a Completion> for Offer<'a> {
    fn from(offer: &'a Completion) -> Self {
        let kind = match offer.kind {
            CompletionKind::Key => "key",
            CompletionKind::Function => "function",
            CompletionKind::Parameter => "parameter",
            CompletionKind::Resource => "resource",
            CompletionKind::Type => "type",
            CompletionKind::Property => "property",
            CompletionKind::Attribute => "attribute",
            CompletionKind::Value => "value",
            CompletionKind::Condition => "condition",
        };
        Self { label: &offer.label, kind, detail: &offer.detail, insert: &offer.insert }
    }
}

fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// A plain object of the browser. The types above always have one; nothing stands in for it all the same.
fn plain(value: &impl Serialize) -> JsValue {
    serde_wasm_bindgen::to_value(value).unwrap_or(JsValue::NULL)
}
