//! Work that makes room for other work goes among the earlier work, from where it can be taken back.

use hotplate_engine::{Answer, Question};

use super::header::first_sentence;
use crate::browser::{keep_shelved, shelve};
use crate::samples::SAMPLES;
use crate::workspace::{Draft, Workspace};

/// Puts the open work among the earlier work, unless it is empty or a sample as it came. Says whether it did.
pub(super) fn put_open_work_away(workspace: Workspace) -> bool {
    let described = workspace.facts().with_untracked(|facts| facts.description.clone());
    put_draft_away(workspace, workspace.draft(), described.as_deref())
}

/// The same with any draft. It is there whole as long as this tab is, and in the browser once the engine has said what of
/// it may be kept.
pub(super) fn put_draft_away(workspace: Workspace, draft: Draft, description: Option<&str>) -> bool {
    let template = draft.project.template();
    let untouched = SAMPLES.iter().any(|sample| sample.is(&draft.project)) && draft.answers.is_empty();
    if untouched || template.text.trim().is_empty() {
        return false;
    }
    let described = description.and_then(first_sentence);
    let title =
        described.map_or_else(|| template.name.to_string(), |words| format!("{} · {words}", template.name));
    let question = Question::Keep(Box::new(draft.keeping()));
    let shelved = shelve(title, draft);
    workspace.ask(question, move |answer| {
        if let Some(Answer::Keep(text)) = answer {
            keep_shelved(&shelved, text);
        }
    });
    true
}
