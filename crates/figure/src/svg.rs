//! A scene as an SVG file: no scripts, nothing from elsewhere.
//!
//! The file may be shown as a picture, stand in a foreign page or be turned into PDF. So its style sheet holds plain
//! colours instead of variables, its classes have a prefix of their own, and nothing in it has an id.

use std::fmt::Write;

use crate::decimal::decimal;
use crate::{Fold, Point, Rect, Scene, Shape, Target};

/// The colours of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Dark on light.
    #[default]
    Light,
    /// Light on dark.
    Dark,
    /// Whichever the reader's system asks for.
    Auto,
    /// None of its own, for a place that has [`style_sheet`].
    Host,
}

/// The style sheet of drawings, its colours as variables: the page uses it as it is, with the tokens of its own theme.
const STYLE: &str = include_str!("figure.css");

/// The tokens that [`STYLE`] speaks of: name, light, dark.
const TOKENS: [(&str, &str, &str); 16] = [
    ("--bg", "#f7f6f3", "#16181b"),
    ("--panel", "#ffffff", "#1e2125"),
    ("--sunken", "#f1efea", "#191b1f"),
    ("--line", "#e3e0d8", "#2c3036"),
    ("--line-strong", "#cdc8bc", "#414750"),
    ("--ink", "#1f2328", "#e8e6e1"),
    ("--ink-2", "#5b6169", "#a9adb4"),
    ("--ink-3", "#8b9098", "#7a8089"),
    ("--flow", "#0f7b6c", "#4fd0ba"),
    ("--flow-soft", "#dff3ef", "#15332e"),
    ("--server", "#2c5fb3", "#8ab4ff"),
    ("--server-soft", "#e4edfb", "#1b2a44"),
    ("--config", "#7a4fb5", "#c6a3ff"),
    ("--config-soft", "#efe7fa", "#2b2140"),
    ("--out", "#8a6a00", "#e9c861"),
    ("--bad", "#b3261e", "#ff8a80"),
];

/// Writes a scene.
pub fn svg(scene: &Scene, theme: Theme) -> String {
    let (width, height) = (number(scene.size.width), number(scene.size.height));
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"figure\" role=\"img\" width=\"{width}\" \
         height=\"{height}\" viewBox=\"0 0 {width} {height}\">\n"
    );
    element(&mut out, "title", &scene.title);
    element(&mut out, "desc", &scene.description);
    let sheet = match theme {
        Theme::Light => style(false),
        Theme::Dark => style(true),
        Theme::Auto => format!("{}@media (prefers-color-scheme:dark){{\n{}}}\n", style(false), style(true)),
        Theme::Host => String::new(),
    };
    if !sheet.is_empty() {
        let _ = writeln!(out, "<style>\n{sheet}</style>");
    }
    let _ = writeln!(out, "<rect class=\"f-page\" width=\"{width}\" height=\"{height}\"/>");
    write_shapes(&mut out, &scene.shapes);
    out.push_str("</svg>\n");
    out
}

/// The `d` of an SVG path: the start, then three points for each curve.
pub fn path_data(points: &[Point]) -> String {
    let Some((start, curves)) = points.split_first() else { return String::new() };
    let mut data = format!("M{}", coordinates(start));
    let mut from = start;
    for curve in curves.chunks_exact(3) {
        let [a, b, to] = [&curve[0], &curve[1], &curve[2]];
        if [a, b, to].iter().all(|point| point.y == from.y) {
            let _ = write!(data, "H{}", number(to.x));
        } else {
            let _ = write!(data, "C{} {} {}", coordinates(a), coordinates(b), coordinates(to));
        }
        from = to;
    }
    data
}

/// The style sheet for a drawing that has none of its own ([`Theme::Host`]): its colours follow the `color-scheme` of the element that holds
/// it. `selector` says which element that is (`:host`).
pub fn style_sheet(selector: &str) -> String {
    let mut sheet = format!("{selector}{{");
    for (name, light, dark) in TOKENS {
        let _ = write!(sheet, "{name}:light-dark({light},{dark});");
    }
    sheet.push_str("}\n");
    sheet.push_str(STYLE);
    sheet
}

fn style(dark: bool) -> String {
    TOKENS.iter().fold(STYLE.to_owned(), |style, (name, light, night)| {
        style.replace(&format!("var({name})"), if dark { night } else { light })
    })
}

fn write_shapes(out: &mut String, shapes: &[Shape]) {
    for shape in shapes {
        match shape {
            Shape::Rect { rect, radius, class } => {
                let Rect { origin, size } = rect;
                let [x, y, width, height] = [origin.x, origin.y, size.width, size.height].map(number);
                let (class, radius) = (class.css(), number(*radius));
                let _ = writeln!(
                    out,
                    "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"{radius}\"/>"
                );
            }
            Shape::Text { at, text, centred, class } => {
                let [x, y] = [at.x, at.y].map(number);
                let anchor = if *centred { " text-anchor=\"middle\"" } else { "" };
                let _ = write!(out, "<text class=\"{}\" x=\"{x}\" y=\"{y}\"{anchor}>", class.css());
                write_escaped(out, text);
                out.push_str("</text>\n");
            }
            Shape::Path { points, class } => {
                let _ = writeln!(out, "<path class=\"{}\" d=\"{}\"/>", class.css(), path_data(points));
            }
            // A file has no buttons.
            Shape::Group { target: Target::Fold(_, Fold::Folded | Fold::Open), .. } => {}
            Shape::Group { target, label, shapes } => {
                let _ = writeln!(out, "<g class=\"{}\">", target.css());
                if !label.is_empty() {
                    element(out, "title", label);
                }
                write_shapes(out, shapes);
                out.push_str("</g>\n");
            }
        }
    }
}

fn element(out: &mut String, name: &str, text: &str) {
    let _ = write!(out, "<{name}>");
    write_escaped(out, text);
    let _ = writeln!(out, "</{name}>");
}

/// Writes text for XML and HTML, as content or in quotes, without the characters that XML does not allow.
pub fn write_escaped(out: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => {}
            '\n' | '\t' => out.push(character),
            _ if character.is_control() => {}
            _ => out.push(character),
        }
    }
}

fn coordinates(point: &Point) -> String {
    format!("{} {}", number(point.x), number(point.y))
}

/// A length to a tenth of a pixel.
fn number(length: f64) -> String {
    decimal(length, 1)
}
