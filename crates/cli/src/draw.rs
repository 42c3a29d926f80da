//! `hotplate draw`: the plan as a picture, as a graph for other programs, or, as its exchange too, as a piece of a
//! documentation page.

use std::path::Path;

use hotplate_embed::{Fragment, conversation, conversation_fragment, fragment};
use hotplate_exchange::Scenario;
use hotplate_figure::{Language, PlanOptions, Scene, Theme, diagram, plan, sheet, svg};
use hotplate_hot::Source;

use crate::arguments::{self, Draw, Format, View};
use crate::check::errors;
use crate::exchange::play;
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

/// Writes a view of a template of that name for a page that finds `folder` at `prefix`.
pub fn write_page(loaded: &Loaded, name: &str, view: View, folder: &Path, prefix: &str) -> Result<(), Fault> {
    // One template may stand in a page in both ways.
    let name = match view {
        View::Graph => name.to_owned(),
        View::Exchange => format!("{name}.exchange"),
    };
    let Fragment { html, files } = written(loaded, view, &format!("{prefix}{name}"));
    std::fs::create_dir_all(folder).map_err(|error| Fault::of(folder, &error))?;
    for (end, text) in std::iter::once(("html", html)).chain(files) {
        let path = folder.join(format!("{name}.{end}"));
        std::fs::write(&path, text).map_err(|error| Fault::of(&path, &error))?;
    }
    Ok(())
}

fn written(loaded: &Loaded, view: View, name: &str) -> Fragment {
    let text = &loaded.source.text;
    match view {
        View::Graph => fragment(&scene(loaded), name, text),
        View::Exchange => {
            let exchange = play(loaded, &Scenario::default());
            conversation_fragment(&conversation(&loaded.plan, &exchange, &errors(loaded)), name, text)
        }
    }
}

fn scene(loaded: &Loaded) -> Scene {
    plan(&loaded.plan, &PlanOptions::default())
}
