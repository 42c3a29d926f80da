//! What the page is, in a few words, and its keys.

use super::dialogs::{Dialogs, dialog};
use crate::dom::{El, el, list};
use crate::signals::expect_context;

/// Keys and what they do, by the place where they do it.
const KEYS: [(&str, &[(&str, &str)]); 3] = [
    (
        "Anywhere",
        &[
            ("F8", "next problem"),
            ("Shift+F8", "previous problem"),
            ("?", "this list"),
            ("Esc", "close a dialog, select nothing"),
        ],
    ),
    (
        "Editor",
        &[
            ("Ctrl+Space", "what may stand here"),
            ("Ctrl+K Ctrl+I", "what is this"),
            ("F12", "go to the definition"),
            ("Ctrl+.", "apply a fix"),
            ("Ctrl+F", "find"),
            ("Ctrl+S", "save as a file"),
            ("Esc, then Tab", "leave the editor"),
        ],
    ),
    (
        "Graph",
        &[
            ("← ↑ ↓ →", "go from box to box, along the edges"),
            ("Enter", "select"),
            ("Space", "fold or unfold a group"),
            ("+ − 0", "zoom in, zoom out, fit"),
            ("Shift+arrows", "move the drawing"),
        ],
    ),
];

/// What each view is.
const TERMS: [(&str, &str); 5] = [
    (
        "Graph",
        "Every resource, in waves: what stands in one column is created at the same time. An edge leads from what must exist first to what waits for it.",
    ),
    (
        "Exchange",
        "The scripts run here, on simulated instances: what each reports, what Heat makes of it, and the files each instance ends up with.",
    ),
    ("Plan", "The graph as a table, with the reasons."),
    ("Outputs", "What can be read from the finished stack."),
    (
        "Deploy",
        "Sign in at a testbed, reserve hosts, and create the stack: nothing is sent before its press.",
    ),
];

/// The pages to read, beside the page.
const PAGES: [(&str, &str); 4] = [
    ("Guide", "./guide/index.html"),
    ("Checks", "./checks/index.html"),
    ("Gallery with pictures", "./gallery/index.html"),
    ("About", "./about/index.html"),
];

/// The help.
pub(crate) fn help() -> El {
    let dialogs = expect_context::<Dialogs>();
    dialog(dialogs.help, "help", "How to read this page", || {
        let mut terms = el("dl").class("terms");
        for (term, words) in TERMS {
            terms = terms.child(el("dt").child(term)).child(el("dd").child(words));
        }
        list([
            el("p").child(
                "On the left is a Heat template; on the right is what it will do, redrawn on every key.",
            ),
            terms,
            el("p").child("Without a sign-in nothing leaves this page: template, parameters and scripts stay in this browser."),
            el("p").class("row").child("More to read:").children(PAGES.map(page_link)),
            el("h3").child("Keys"),
            el("div").class("keys").children(KEYS.map(keys_view)),
        ])
    })
}

/// A page opens beside the work.
fn page_link((name, to): (&'static str, &'static str)) -> El {
    el("a").attr("href", to).attr("target", "_blank").attr("rel", "noopener").child(name)
}

fn keys_view((place, keys): (&'static str, &'static [(&'static str, &'static str)])) -> El {
    let key = |(key, does): &(&'static str, &'static str)| {
        let key = el("dt").child(el("kbd").child(*key));
        el("div").child(key).child(el("dd").child(*does))
    };
    el("section").child(el("h4").child(place)).child(el("dl").children(keys.iter().map(key)))
}
