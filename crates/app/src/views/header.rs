//! The bar at the top: the name, what is open, and where else to go.

use leptos::prelude::*;

use super::dialogs::Dialogs;
use crate::workspace::{Side, Theme, View, Workspace};

/// The header.
#[component]
pub(crate) fn Header() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let dialogs = expect_context::<Dialogs>();
    let deploy = move |_| {
        workspace.show(View::Deploy);
        workspace.turn_to(Side::Preview);
    };
    view! {
        <header class="bar">
            <div class="logo">
                <svg width="22" height="22" viewBox="0 0 24 24" aria-hidden="true" class=|| "mark">
                    <rect x="3" y="17" width="18" height="4" rx="2" class=|| "plate"/>
                    <path class=|| "steam" d="M7 13c0-2 1.6-2.6 1.6-4.6S7.4 5.4 7.4 4M12 13c0-2 1.6-2.6 1.6-4.6S12.4 5.4 12.4 4M17 13c0-2 1.6-2.6 1.6-4.6S17.4 5.4 17.4 4"/>
                </svg>
                "Hotplate"
            </div>
            <h1 class="crumb" title=move || title(workspace)>{move || title(workspace)}</h1>
            <div class="grow"></div>
            <p class="pill private"><span class="dot off"></span>"Offline"<span class="wide">" · nothing leaves this page"</span></p>
            <ThemeSwitch/>
            <button type="button" class="btn quiet" on:click=move |_| dialogs.gallery.set(true)>"Gallery"</button>
            <button type="button" class="btn quiet" on:click=move |_| dialogs.help.set(true)>"Docs"</button>
            <button type="button" class="btn primary" on:click=deploy>"Deploy…"</button>
        </header>
    }
}

/// What the template is about: the first sentence of its description, or its file's name.
fn title(workspace: Workspace) -> String {
    let described = workspace.facts().with(|facts| facts.description.as_deref().and_then(first_sentence));
    described.unwrap_or_else(|| workspace.project().with(|project| project.template().name.to_string()))
}

/// The first sentence of a text, on one line.
pub(crate) fn first_sentence(text: &str) -> Option<String> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let end = line.find(". ").map_or(line.len(), |at| at + 1);
    (!line.is_empty()).then(|| line[..end].to_owned())
}

/// Light, dark, or as the system has it.
#[component]
fn ThemeSwitch() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let choice = move |theme: Theme| {
        let (sign, name) = match theme {
            Theme::System => ("◐", "As the system"),
            Theme::Light => ("☀", "Light"),
            Theme::Dark => ("☾", "Dark"),
        };
        let chosen = move || workspace.theme().get() == theme;
        view! {
            <label class="choice" title=name>
                <input type="radio" name="theme" prop:checked=chosen on:change=move |_| workspace.wear(theme)/>
                <span aria-hidden="true">{sign}</span>
                <span class="unseen">{name}</span>
            </label>
        }
    };
    view! {
        <fieldset class="themes">
            <legend class="unseen">"Theme"</legend>
            {Theme::ALL.map(choice)}
        </fieldset>
    }
}

#[cfg(test)]
mod tests {
    use super::first_sentence;

    #[test]
    fn a_title_is_one_sentence_on_one_line() {
        assert_eq!(first_sentence("One\n two. Three. \n").as_deref(), Some("One two."));
        assert_eq!(first_sentence("version 1.2 of it\n").as_deref(), Some("version 1.2 of it"));
        assert_eq!(first_sentence(" \n"), None);
    }
}
