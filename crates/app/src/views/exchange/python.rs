//! Python: that it is being fetched, and what two Pythons make of one script.

use hotplate_agent::{FileTree, Python, Run, Text};
use hotplate_exchange::Deployment;

use super::instance::{file_view, run_view};
use crate::dom::{CHANGE, CLICK, El, button, el, live, when};
use crate::panels::{changed_files, ended};
use crate::signals::expect_context;
use crate::views::pieces::muted;
use crate::workspace::{Fetch, Workspace};

/// Says how far the engine for Python has come, while it is being fetched.
pub(super) fn loading(workspace: Workspace) -> El {
    let fetch = workspace.python();
    let coming = move || matches!(fetch.get(), Some(Fetch::Come(_)));
    let unreachable = move || fetch.get() == Some(Fetch::Unreachable);
    // The number changes all the time: it is for the eyes only.
    let come = move || match fetch.get() {
        Some(Fetch::Come(bytes)) => format!("{} KB so far", bytes / 1000),
        Some(Fetch::Unreachable) | None => String::new(),
    };
    let words = el("div")
        .attr("role", "status")
        .child(when(coming, || {
            el("p").class("loading").child("Fetching what plays Python: it comes from this site and is kept.")
        }))
        .child(when(unreachable, || {
            el("p").class("loading").child(
                "What plays Python cannot be fetched: check the network. It is tried again by itself, and scripts in Python wait for it.",
            )
        }));
    let bar = when(coming, move || {
        el("div")
            .class("loading")
            .child(el("progress").attr("aria-label", "Fetching what plays Python"))
            .child(el("span").attr("aria-hidden", "true").child(live(come)))
    });
    el("div").class("fetching").child(words).child(bar)
}

/// Which engine plays Python, where there is any, and the other one offered.
pub(super) fn engine_view(workspace: Workspace) -> El {
    // A shell script may start Python, and says what it lacked.
    let plays = |run: &Run| run.python.is_some() || run.remarks.iter().any(|remark| lacks(&remark.message));
    let exactly = workspace.exactly();
    let any = move || {
        exactly.get()
            || workspace.exchange().with(|exchange| {
                exchange.deployments.iter().any(|deployment| deployment.run.as_ref().is_some_and(plays))
            })
    };
    el("div").class("fetching").child(when(any, move || {
        let words = move || {
            if exactly.get() {
                "Python 3 is played by the exact engine, Python 3.12. "
            } else {
                "Python is played by a light engine, which has most of it. "
            }
        };
        el("p").class("muted small").child(live(words)).child(exact_button(workspace))
    }))
}

/// Whether words say that the light engine lacks something.
pub(super) fn lacks(words: &str) -> bool {
    words.contains("the light Python")
}

/// What has the exact engine play Python 3, or the light one again.
pub(super) fn exact_button(workspace: Workspace) -> El {
    let exactly = workspace.exactly();
    let words = move || {
        if exactly.get() {
            "Play it with the light one"
        } else {
            "Play it with the exact Python (fetches 5.8 MB)"
        }
    };
    button("btn small")
        .on(CLICK, move |_| workspace.play_exactly(!exactly.get_untracked()))
        .child(live(words))
}

/// What the other Python makes of a script, beside the run that counts; which one that is can be chosen.
pub(super) fn pythons_view(deployment: &Deployment) -> Option<El> {
    let run = deployment.run.as_ref()?;
    let other = run.other.as_deref()?;
    let workspace = expect_context::<Workspace>();
    // The path of a deployment is its own.
    let name = format!("python-{}", deployment.name);
    let chosen = move || workspace.scenario().with(|scenario| scenario.python);
    let choice = |python: Python, words: &'static str, end: String| {
        let input = el("input")
            .attr("type", "radio")
            .attr("name", name.clone())
            .prop("checked", move || chosen() == python)
            .on(CHANGE, move |_| workspace.choose_python(python));
        let called = el("b").child(python.name());
        el("label")
            .class("choice")
            .child(input)
            .child(el("span").child(called).child(words).child(muted(end)))
    };
    let (three, two) = match run.python {
        Some(Python::Two) => (other, run),
        Some(Python::Three) | None => (run, other),
    };
    let before = deployment.job.as_ref().map(|job| job.instance.files.clone()).unwrap_or_default();
    let mut after: FileTree = before.clone();
    after.extend(other.files.clone());
    let after: Vec<(&str, &Text)> = after.iter().map(|(path, text)| (path.as_str(), text)).collect();
    let files = changed_files(&before, &after);
    let details = el("details")
        .class("run")
        .child(el("summary").child(format!("What {} makes of it", other.python.unwrap_or_default().name())))
        .children(files.into_iter().map(file_view))
        .child(run_view(other));
    Some(
        el("div")
            .class("pythons")
            .attr("role", "radiogroup")
            .attr("aria-label", "Whose result counts")
            .child(el("h3").child("Two Pythons, two results"))
            .child(choice(Python::Three, ", as on images of today", ended(three)))
            .child(choice(Python::Two, ", as the script was written for", ended(two)))
            .child(details),
    )
}
