//! Files, environment and effects of one instance.

use hotplate_agent::Run;

use crate::dom::{El, KEYDOWN, Node, POINTERENTER, POINTERLEAVE, el, list, live};
use crate::panels::{Change, ChangedFile, FileLine, Stretch, added, origin_words};
use crate::signals::{Memo, RwSignal};
use crate::views::pieces::{muted, scroll_area};

/// Lines of a file that are shown at once.
const MOST: usize = 60;

/// A changed file. Under it stands where the parts of a line came from: of the line on which the pointer rests, or to
/// which the arrow keys have gone.
pub(crate) fn file_view(file: ChangedFile) -> El {
    let new = added(&file.lines);
    let left = file.lines.len().saturating_sub(MOST);
    let new = format!("+{new} {}", if new == 1 { "line" } else { "lines" });
    let path = el("p")
        .class("file-path")
        .child(el("span").class("mono").child(file.path))
        .child(" ")
        .child(el("span").class("plus").child(new));
    let chosen = RwSignal::new(None::<usize>);
    let mut told: Vec<Option<String>> = Vec::new();
    let mut lines = Vec::new();
    for (index, line) in file.lines.into_iter().take(MOST).enumerate() {
        told.push(line.provenance());
        lines.push(line_view(line, index, chosen));
    }
    let any = told.iter().any(Option::is_some);
    let last = told.len().saturating_sub(1);
    let keys = move |event: web_sys::KeyboardEvent| {
        let next = match (event.key().as_str(), chosen.get_untracked()) {
            ("ArrowDown", None) | ("Home", _) => 0,
            ("ArrowDown", Some(now)) => (now + 1).min(last),
            ("ArrowUp", now) => now.unwrap_or(0).saturating_sub(1),
            ("End", _) => last,
            _ => return,
        };
        event.prevent_default();
        chosen.set(Some(next));
    };
    let origin = Memo::new(move |_| chosen.get().and_then(|at| told.get(at).cloned().flatten()));
    let words = move || {
        origin.get().unwrap_or_else(|| {
            "Point at a line, or go to it with the arrow keys, to see where it came from.".to_owned()
        })
    };
    let lines = scroll_area("file-lines", "Lines")
        .on(KEYDOWN, keys)
        .on(POINTERLEAVE, move |_| chosen.set(None))
        .child(list(lines))
        .child((left > 0).then(|| muted("… ").child(left).child(" more")));
    let words = any.then(|| {
        let place = el("p").class("provenance muted").attr("aria-live", "polite");
        place.toggle("told", move || origin.get().is_some()).child(live(words))
    });
    el("div").class("file").child(path).child(lines).child(words)
}

fn line_view(line: FileLine, index: usize, chosen: RwSignal<Option<usize>>) -> El {
    let (sign, class, spoken) = match line.change {
        Change::Kept => (" ", "line", None),
        Change::Added => ("+", "line added", Some("added: ")),
        Change::Removed => ("−", "line removed", Some("removed: ")),
    };
    let mut text = el("span");
    for Stretch { text: part, from } in line.stretches {
        text = match from {
            None => text.child(part),
            Some(from) => {
                let class = if from.is_unknown() { "origin unknown" } else { "origin" };
                let words = origin_words(&part, &from);
                let part = if part.is_empty() { "?".to_owned() } else { part };
                text.child(el("span").class(class).attr("title", words).child(part))
            }
        };
    }
    el("p")
        .class(class)
        .toggle("chosen", move || chosen.get() == Some(index))
        .on(POINTERENTER, move |_| chosen.set(Some(index)))
        .child(el("span").class("line-sign").attr("aria-hidden", "true").child(sign))
        .child(spoken.map(|spoken| el("span").class("unseen").child(spoken)))
        .child(text)
}

/// What a run saw and said.
pub(crate) fn run_view(run: &Run) -> Node {
    let mut parts = Vec::new();
    if !run.remarks.is_empty() {
        let remarks = run.remarks.iter().map(|remark| {
            let line = (remark.line > 0).then(|| format!("script line {}: ", remark.line));
            el("li").class("caution").child(line).child(remark.message.clone())
        });
        parts.push(el("ul").class("remarks").children(remarks));
    }
    let environment: Vec<String> =
        run.environment.iter().map(|(name, value)| format!("{name}={}", value.as_str())).collect();
    text_view(&mut parts, "Environment the script sees", &environment.join("\n"));
    text_view(&mut parts, "Standard output", run.stdout.as_str());
    text_view(&mut parts, "Standard error", run.stderr.as_str());
    if !run.effects.is_empty() {
        let effects = run.effects.iter().map(|effect| {
            let line = el("span").class("muted").child("line ").child(effect.line.to_string());
            el("li").child(line).child(" ").child(el("code").child(effect.argv.join(" ")))
        });
        parts.push(el("h3").child("What it would do outside its files"));
        parts.push(el("ul").class("effects").children(effects));
    }
    list(parts)
}

/// A text under its heading, if there is any.
fn text_view(parts: &mut Vec<El>, title: &'static str, text: &str) {
    if !text.is_empty() {
        parts.push(el("h3").child(title));
        parts.push(el("pre").class("value wrap").attr("tabindex", "0").child(text.to_owned()));
    }
}
