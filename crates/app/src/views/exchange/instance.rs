//! Files, environment and effects of one instance.

use hotplate_agent::Run;
use leptos::prelude::*;

use crate::panels::{Change, ChangedFile, FileLine, added};

/// Lines of a file that are shown at once.
const MOST: usize = 60;

/// A changed file.
pub(crate) fn file_view(file: ChangedFile) -> impl IntoView {
    let new = added(&file.lines);
    let left = file.lines.len().saturating_sub(MOST);
    let lines = file.lines.into_iter().take(MOST).map(line_view).collect_view();
    view! {
        <div class="file">
            <p class="file-path"><span class="mono">{file.path}</span>" "<span class="plus">{format!("+{new} {}", if new == 1 { "line" } else { "lines" })}</span></p>
            <div class="file-lines" tabindex="0" role="group" aria-label="Lines">
                {lines}
                {(left > 0).then(|| view! { <p class="muted">"… "{left}" more"</p> })}
            </div>
        </div>
    }
}

fn line_view(line: FileLine) -> impl IntoView {
    let (sign, class) = match line.change {
        Change::Kept => (" ", "line"),
        Change::Added => ("+", "line added"),
        Change::Removed => ("−", "line removed"),
    };
    let spoken = match line.change {
        Change::Kept => None,
        Change::Added => Some("added: "),
        Change::Removed => Some("removed: "),
    };
    let from = (!line.from.is_empty()).then(|| format!("from {}", line.from.join(", ")));
    view! {
        <p class=class title=from>
            <span class="line-sign" aria-hidden="true">{sign}</span>
            {spoken.map(|spoken| view! { <span class="unseen">{spoken}</span> })}
            <span>{line.text}</span>
        </p>
    }
}

/// What a run saw and said.
pub(crate) fn run_view(run: &Run) -> impl IntoView + use<> {
    let environment =
        run.environment.iter().map(|(name, value)| format!("{name}={}", value.as_str())).collect::<Vec<_>>();
    let environment =
        (!environment.is_empty()).then(|| text_view("Environment the script sees", &environment.join("\n")));
    let stdout = said("Standard output", run.stdout.as_str());
    let stderr = said("Standard error", run.stderr.as_str());
    let effects = run.effects.iter().map(|effect| {
        view! { <li><span class="muted">"line "{effect.line}</span>" "<code>{effect.argv.join(" ")}</code></li> }
    });
    let effects = effects.collect::<Vec<_>>();
    let effects = (!effects.is_empty()).then(|| {
        view! {
            <h4>"What it would do outside its files"</h4>
            <ul class="effects">{effects}</ul>
        }
    });
    let remarks = run.remarks.iter().map(|remark| {
        let line = (remark.line > 0).then(|| format!("script line {}: ", remark.line));
        view! { <li class="caution">{line}{remark.message.clone()}</li> }
    });
    let remarks = remarks.collect::<Vec<_>>();
    let remarks = (!remarks.is_empty()).then(|| view! { <ul class="remarks">{remarks}</ul> });
    view! { {remarks}{environment}{stdout}{stderr}{effects} }
}

fn said(title: &'static str, text: &str) -> Option<impl IntoView + use<>> {
    (!text.is_empty()).then(|| text_view(title, text))
}

fn text_view(title: &'static str, text: &str) -> impl IntoView + use<> {
    view! {
        <h4>{title}</h4>
        <pre class="value wrap" tabindex="0">{text.to_owned()}</pre>
    }
}
