//! The one way to the text on screen, whether the editor shows it or the plain text area that stands in for it.

use hotplate_hot::{LineIndex, Span};
use web_sys::HtmlTextAreaElement;

use crate::browser::request_animation_frame;
use crate::dom::Handle;
use crate::editor::Editor;
use crate::signals::{GetValue, LocalStorage, RwSignal, SetValue, StoredValue, WithValue};
use crate::workspace::{Finding, Side, Tab, Workspace};

/// Handles to the text on screen.
#[derive(Clone, Copy)]
pub(crate) struct Bridge {
    workspace: Workspace,
    /// The plain text area, while it stands in.
    pub(crate) area: Handle,
    editor: StoredValue<Option<Editor>, LocalStorage>,
    arrived: RwSignal<bool>,
    /// Where the editor's cursor was last.
    cursor: StoredValue<Span>,
}

impl Bridge {
    pub(crate) fn new(workspace: Workspace) -> Self {
        let (editor, arrived) = (StoredValue::new_local(None), RwSignal::new(false));
        Self { workspace, area: Handle::new(), editor, arrived, cursor: StoredValue::new(Span::default()) }
    }

    /// Whether the editor is there; tracks.
    pub(crate) fn has_editor(self) -> bool {
        self.arrived.get()
    }

    /// Takes the editor in.
    pub(crate) fn welcome(self, editor: Editor) {
        self.editor.set_value(Some(editor));
        self.arrived.set(true);
    }

    /// Does something with the editor, if it is there.
    pub(crate) fn with_editor<T>(self, act: impl FnOnce(&Editor) -> T) -> Option<T> {
        self.editor.try_with_value(|editor| editor.as_ref().map(act)).flatten()
    }

    /// Brings a span of a file on screen, selects it and moves the focus there.
    pub(crate) fn jump(self, tab: Tab, span: Span) {
        self.workspace.turn_to(Side::Template);
        self.workspace.open(tab);
        // Another file, or this side of a narrow screen, is there only once the change has been drawn.
        request_animation_frame(move || {
            let name = self.workspace.project().with_untracked(|project| project.file(tab).name.clone());
            if self.with_editor(|editor| editor.jump(&name, span)).is_none() {
                self.select_in_area(tab, span);
            }
        });
    }

    fn select_in_area(self, tab: Tab, span: Span) {
        let Some(area) = self.area.get::<HtmlTextAreaElement>() else { return };
        let lines =
            self.workspace.project().with_untracked(|project| LineIndex::new(&project.file(tab).text));
        // A text area that is gone from the page refuses both, and needs neither.
        let _ = area.focus();
        let _ = area.set_selection_range(lines.utf16(span.start), lines.utf16(span.end));
        let all = f64::from(lines.line_column(u32::MAX).line + 1);
        let above = f64::from(lines.line_column(span.start).line) / all * f64::from(area.scroll_height());
        area.set_scroll_top((above - f64::from(area.client_height()) / 2.0) as i32);
    }

    /// Mends what a finding is about, as one step that can be undone.
    pub(crate) fn mend(self, finding: &Finding) {
        self.workspace.open(finding.tab);
        let name = self.workspace.project().with_untracked(|project| project.file(finding.tab).name.clone());
        if self.with_editor(|editor| editor.apply_edits(&name, &finding.edits())).is_none() {
            self.workspace.mend(finding);
        }
    }

    /// Replaces the whole template, as one step that can be undone.
    pub(crate) fn rewrite(self, text: &str) {
        self.workspace.open(Tab::TEMPLATE);
        let (name, all) = self.workspace.project().with_untracked(|project| {
            let template = project.template();
            (template.name.clone(), Span { start: 0, end: template.text.len() as u32 })
        });
        if self.with_editor(|editor| editor.apply_edits(&name, &[(all, text)])).is_none() {
            self.workspace.write(Tab::TEMPLATE, text, false);
        }
    }

    /// Goes to the next problem, around the end.
    pub(crate) fn next_finding(self) {
        self.go(|findings, at| {
            findings.iter().find(|finding| place(finding) > at).or(findings.first()).map(place)
        });
    }

    /// Goes to the problem before, around the start.
    pub(crate) fn previous_finding(self) {
        self.go(|findings, at| {
            findings.iter().rev().find(|finding| place(finding) < at).or(findings.last()).map(place)
        });
    }

    fn go(self, choose: impl Fn(&[Finding], (Tab, Span)) -> Option<(Tab, Span)>) {
        let tab = self.workspace.active().get_untracked();
        let at = if self.arrived.get_untracked() { self.cursor.get_value() } else { self.area_cursor() };
        let to = self.workspace.findings().with_untracked(|findings| choose(findings, (tab, at)));
        if let Some((tab, span)) = to {
            self.cursor.set_value(span);
            self.jump(tab, span);
        }
    }

    /// Notes where the editor's cursor is.
    pub(crate) fn moved(self, byte: u32) {
        self.cursor.set_value(Span { start: byte, end: byte });
    }

    /// What is selected in the text area, in bytes.
    pub(crate) fn area_cursor(self) -> Span {
        let Some(area) = self.area.get::<HtmlTextAreaElement>() else { return Span::default() };
        let tab = self.workspace.active().get_untracked();
        let lines =
            self.workspace.project().with_untracked(|project| LineIndex::new(&project.file(tab).text));
        let byte = |units: Result<Option<u32>, _>| lines.byte(units.ok().flatten().unwrap_or(0));
        Span { start: byte(area.selection_start()), end: byte(area.selection_end()) }
    }
}

fn place(finding: &Finding) -> (Tab, Span) {
    (finding.tab, finding.span)
}
