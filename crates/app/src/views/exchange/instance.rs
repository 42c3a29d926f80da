//! Files, environment and effects of one instance.

use hotplate_agent::Run;

use crate::dom::{El, Node, el, list};
use crate::panels::{Change, ChangedFile, FileLine, added};
use crate::views::pieces::{muted, scroll_area};

/// Lines of a file that are shown at once.
const MOST: usize = 60;

/// A changed file.
pub(crate) fn file_view(file: ChangedFile) -> El {
    let new = added(&file.lines);
    let left = file.lines.len().saturating_sub(MOST);
    let new = format!("+{new} {}", if new == 1 { "line" } else { "lines" });
    let path = el("p")
        .class("file-path")
        .child(el("span").class("mono").child(file.path))
        .child(" ")
        .child(el("span").class("plus").child(new));
    let lines = scroll_area("file-lines", "Lines")
        .child(list(file.lines.into_iter().take(MOST).map(line_view)))
        .child((left > 0).then(|| muted("… ").child(left).child(" more")));
    el("div").class("file").child(path).child(lines)
}

fn line_view(line: FileLine) -> El {
    let (sign, class, spoken) = match line.change {
        Change::Kept => (" ", "line", None),
        Change::Added => ("+", "line added", Some("added: ")),
        Change::Removed => ("−", "line removed", Some("removed: ")),
    };
    let from = (!line.from.is_empty()).then(|| format!("from {}", line.from.join(", ")));
    el("p")
        .class(class)
        .attr("title", from)
        .child(el("span").class("line-sign").attr("aria-hidden", "true").child(sign))
        .child(spoken.map(|spoken| el("span").class("unseen").child(spoken)))
        .child(el("span").child(line.text))
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
