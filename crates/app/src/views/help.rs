//! What the page is, in a few words, and its keys.

use leptos::prelude::*;

use super::dialogs::{Dialog, Dialogs};

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

/// The help.
#[component]
pub(crate) fn Help() -> impl IntoView {
    let dialogs = expect_context::<Dialogs>();
    view! {
        <Dialog open=dialogs.help id="help" title="How to read this page">
            <p>"On the left is a Heat template; on the right is what it will do, redrawn on every key."</p>
            <dl class="terms">
                <dt>"Graph"</dt><dd>"Every resource, in waves: what stands in one column is created at the same time. An edge leads from what must exist first to what waits for it."</dd>
                <dt>"Exchange"</dt><dd>"The scripts run here, on simulated instances: what each reports, what Heat makes of it, and the files each instance ends up with."</dd>
                <dt>"Plan"</dt><dd>"The graph as a table, with the reasons."</dd>
                <dt>"Outputs"</dt><dd>"What can be read from the finished stack."</dd>
                <dt>"Deploy"</dt><dd>"What will happen when the stack is created."</dd>
            </dl>
            <p>"Nothing leaves this page: template, parameters and scripts stay in this browser."</p>
            <h3>"Keys"</h3>
            <div class="keys">
                {KEYS.map(|(place, keys)| view! {
                    <section>
                        <h4>{place}</h4>
                        <dl>{keys.iter().map(|(key, does)| view! { <div><dt><kbd>{*key}</kbd></dt><dd>{*does}</dd></div> }).collect_view()}</dl>
                    </section>
                })}
            </div>
        </Dialog>
    }
}
