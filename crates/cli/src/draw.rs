//! `hotplate draw`: the plan as an SVG picture.

use hotplate_figure::{PlanOptions, Theme, plan, svg};

use crate::arguments;
use crate::load::Loaded;

/// The picture as the text of an SVG file.
pub fn picture(loaded: &Loaded, theme: arguments::Theme) -> String {
    let theme = match theme {
        arguments::Theme::Light => Theme::Light,
        arguments::Theme::Dark => Theme::Dark,
        arguments::Theme::Auto => Theme::Auto,
    };
    svg(&plan(&loaded.plan, &PlanOptions::default()), theme)
}
