//! `hotplate draw`: the plan as a picture, as a graph for other programs, or as a piece of a documentation page.

use std::path::Path;

use hotplate_embed::fragment;
use hotplate_exchange::Scenario;
use hotplate_figure::{Language, PlanOptions, Scene, Theme, diagram, plan, sheet, svg};
use hotplate_hot::Source;

use crate::arguments::{self, Draw, Format};
use crate::link::clean;
use crate::load::{Fault, Loaded};

/// The text of the file, and in words what was left out of it.
pub fn drawing(loaded: &Loaded, asked: &Draw) -> (String, Vec<String>) {
    let theme = match asked.theme {
        arguments::Theme::Light => Theme::Light,
        arguments::Theme::Dark => Theme::Dark,
        arguments::Theme::Auto => Theme::Auto,
    };
    let text = match asked.format {
        Format::Svg => svg(&scene(loaded), theme),
        Format::Page => {
            let (payload, left_out) = clean(loaded, &asked.given, &Scenario::default(), false);
            let files: Vec<Source> =
                payload.files.iter().map(|file| Source::new(&file.name, &file.text)).collect();
            // Where the template stands is nobody's business but its owner's.
            let title = files.first().map_or("", |template| &*template.name);
            return (sheet(title, &scene(loaded), theme, &files), left_out);
        }
        Format::Mermaid => diagram(&loaded.plan, Language::Mermaid),
        Format::Dot => diagram(&loaded.plan, Language::Dot),
    };
    (text, Vec::new())
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
