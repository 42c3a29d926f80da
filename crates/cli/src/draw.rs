//! `hotplate draw`: the plan as an SVG picture, or as a piece of a documentation page.

use std::path::Path;

use hotplate_embed::fragment;
use hotplate_figure::{PlanOptions, Scene, Theme, plan, svg};

use crate::arguments;
use crate::load::{Fault, Loaded};

/// The picture as the text of an SVG file.
pub fn picture(loaded: &Loaded, theme: arguments::Theme) -> String {
    let theme = match theme {
        arguments::Theme::Light => Theme::Light,
        arguments::Theme::Dark => Theme::Dark,
        arguments::Theme::Auto => Theme::Auto,
    };
    svg(&scene(loaded), theme)
}

/// Writes the drawing of a template of that name for a page that finds `folder` at `prefix`.
pub fn write_page(loaded: &Loaded, name: &str, folder: &Path, prefix: &str) -> Result<(), Fault> {
    let written = fragment(&scene(loaded), &format!("{prefix}{name}"), &loaded.source.text);
    std::fs::create_dir_all(folder).map_err(|error| Fault::of(folder, &error))?;
    for (end, text) in [("html", &written.html), ("light.svg", &written.light), ("dark.svg", &written.dark)] {
        let path = folder.join(format!("{name}.{end}"));
        std::fs::write(&path, text).map_err(|error| Fault::of(&path, &error))?;
    }
    Ok(())
}

fn scene(loaded: &Loaded) -> Scene {
    plan(&loaded.plan, &PlanOptions::default())
}
