//! Work that makes room for other work goes among the earlier work, from where it can be taken back.

use super::header::first_sentence;
use crate::browser::put_away;
use crate::samples::SAMPLES;
use crate::workspace::{Draft, Workspace};

/// Puts the open work among the earlier work, unless it is empty or a sample as it came. Says whether it did.
pub(super) fn put_open_work_away(workspace: Workspace) -> bool {
    let (draft, facts) = (workspace.draft(), workspace.facts().get_untracked());
    put_draft_away(&draft, facts.description.as_deref(), |name| facts.hides(name))
}

/// The same with any draft. `hidden` says which parameters its template hides.
pub(super) fn put_draft_away(
    draft: &Draft,
    description: Option<&str>,
    hidden: impl Fn(&str) -> bool,
) -> bool {
    let template = draft.project.template();
    let untouched = SAMPLES.iter().any(|sample| sample.is(&draft.project)) && draft.answers.is_empty();
    if untouched || template.text.trim().is_empty() {
        return false;
    }
    let described = description.and_then(first_sentence);
    let title =
        described.map_or_else(|| template.name.to_string(), |words| format!("{} · {words}", template.name));
    put_away(title, draft.encode(hidden));
    true
}
