//! From a template's text to its deployment graph as SVG.

use std::sync::Arc;

use hotplate_figure::{PlanOptions, Scene, plan as draw, svg};
use hotplate_hot::{Source, lower, parse};
use hotplate_plan::{Inputs, Limits, NoFiles, plan};
use hotplate_schema::Catalog;

pub use hotplate_figure::{Theme, style_sheet};

/// How a template is to be drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The colours of the file.
    pub theme: Theme,
    /// Whether groups are drawn as one box each, whatever their size. Otherwise they are open as far as there is room.
    pub folded: bool,
}

/// Draws what a template will deploy, with the defaults of its parameters.
///
/// Never fails: a text that is no template gives a drawing that says that nothing is in it. The SVG has no script, no
/// address and no id, so it may stand in any page.
pub fn render(text: &str, options: &Options) -> String {
    svg(&scene(text, options.folded), options.theme)
}

fn scene(text: &str, folded: bool) -> Scene {
    let document = parse(&Source::new("template", text));
    let template = Arc::new(lower(&document.value).value);
    let planned = plan(&template, &Inputs::default(), &NoFiles, &Catalog::default(), &Limits::default());
    draw(&planned.value, &PlanOptions { folded, ..PlanOptions::default() })
}

#[cfg(test)]
mod tests;
