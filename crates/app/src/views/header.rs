//! The bar at the top: the name, what is open, and where else to go.

use super::dialogs::Dialogs;
use crate::dom::{CHANGE, CLICK, El, button, el, live, svg};
use crate::signals::expect_context;
use crate::workspace::{Account, Side, Theme, View, Workspace};

/// The header.
pub(crate) fn header() -> El {
    let workspace = expect_context::<Workspace>();
    let dialogs = expect_context::<Dialogs>();
    let deploy = move |_| {
        workspace.show(View::Deploy);
        workspace.turn_to(Side::Preview);
    };
    let crumb =
        el("h1").class("crumb").live("title", move || title(workspace)).child(live(move || title(workspace)));
    let account = expect_context::<Account>();
    let pill = move || match account.visa().get() {
        Some(visa) => el("p")
            .class("pill private")
            .child(el("span").class("dot"))
            .child(visa.user)
            .child(el("span").class("wide").child(format!(" in {}", visa.project))),
        None => el("p")
            .class("pill private")
            .child(el("span").class("dot off"))
            .child("Offline")
            .child(el("span").class("wide").child(" · nothing leaves this page")),
    };
    let share = el("span").child("Share").child(el("span").class("wide").child(" link"));
    el("header")
        .class("bar")
        .child(el("div").class("logo").child(plate()).child("Hotplate"))
        .child(crumb)
        .child(el("div").class("grow"))
        .child(live(pill))
        .child(theme_switch(workspace))
        .child(button("btn quiet").on(CLICK, move |_| dialogs.gallery.set(true)).child("Gallery"))
        .child(button("btn quiet").on(CLICK, move |_| dialogs.help.set(true)).child("Docs"))
        .child(button("btn").on(CLICK, move |_| dialogs.share.set(true)).child(share))
        .child(button("btn primary").on(CLICK, deploy).child("Deploy…"))
}

/// The mark: a plate that steams.
fn plate() -> El {
    let plate = [("class", "plate"), ("x", "3"), ("y", "17"), ("width", "18"), ("height", "4"), ("rx", "2")];
    let plate = plate.into_iter().fold(svg("rect"), |plate, (name, value)| plate.attr(name, value));
    let steam = svg("path").class("steam").attr(
        "d",
        "M7 13c0-2 1.6-2.6 1.6-4.6S7.4 5.4 7.4 4M12 13c0-2 1.6-2.6 1.6-4.6S12.4 5.4 12.4 4M17 13c0-2 1.6-2.6 1.6-4.6S17.4 5.4 17.4 4",
    );
    svg("svg")
        .class("mark")
        .attr("width", "22")
        .attr("height", "22")
        .attr("viewBox", "0 0 24 24")
        .attr("aria-hidden", "true")
        .child(plate)
        .child(steam)
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

/// A disc that is half dark, a sun and a moon, in a field of 16 by 16. As letters of a font they would stand where the font
/// has them.
const SYSTEM: &str = "M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 0 0 0-13zM8 3a5 5 0 0 1 0 10z";
const SUN: &str = "M8 5a3 3 0 1 0 0 6a3 3 0 0 0 0-6zM7.3 .8h1.4v2.4h-1.4zM7.3 12.8h1.4v2.4h-1.4zM.8 7.3h2.4v1.4h-2.4zM12.8 7.3h2.4v1.4h-2.4zM2.4 3.4l1-1l1.7 1.7l-1 1zM10.9 11.9l1-1l1.7 1.7l-1 1zM12.6 2.4l1 1l-1.7 1.7l-1-1zM4.1 10.9l1 1l-1.7 1.7l-1-1z";
const MOON: &str = "M14.2 10.2a6.6 6.6 0 1 1-8.4-8.4a5.6 5.6 0 0 0 8.4 8.4z";

/// Light, dark, or as the system has it.
fn theme_switch(workspace: Workspace) -> El {
    let choice = move |theme: Theme| {
        let (sign, name) = match theme {
            Theme::System => (SYSTEM, "As the system"),
            Theme::Light => (SUN, "Light"),
            Theme::Dark => (MOON, "Dark"),
        };
        let sign = svg("svg")
            .attr("viewBox", "0 0 16 16")
            .attr("aria-hidden", "true")
            .child(svg("path").attr("d", sign));
        let radio = el("input")
            .attr("type", "radio")
            .attr("name", "theme")
            .prop("checked", move || workspace.theme().get() == theme)
            .on(CHANGE, move |_| workspace.wear(theme));
        el("label")
            .class("choice")
            .attr("title", name)
            .child(radio)
            .child(sign)
            .child(el("span").class("unseen").child(name))
    };
    el("fieldset")
        .class("themes")
        .child(el("legend").class("unseen").child("Theme"))
        .children(Theme::ALL.map(choice))
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
