//! A drawing and its source as a piece of HTML that needs no script.
//!
//! The drawing stands in two files beside the page, one for light and one for dark: a picture is shown under any
//! content security policy, in print and in PDF. The element `<hot-plate>` around it does nothing until its script is
//! there; then it offers the drawing anew.

use hotplate_figure::{Scene, Theme, svg, write_escaped};

/// What goes into a page, and what goes beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fragment {
    /// The HTML. It names two files, `NAME.light.svg` and `NAME.dark.svg`.
    pub html: String,
    /// The drawing for light pages.
    pub light: String,
    /// The drawing for dark ones.
    pub dark: String,
}

/// Writes a drawing for a page. `name` is that of the drawing's files, as the page addresses them, without their ends;
/// `text` is the template.
pub fn fragment(scene: &Scene, name: &str, text: &str) -> Fragment {
    let mut html = String::from("<hot-plate>\n<figure class=\"hot-plate\">\n<picture>\n");
    html.push_str("<source media=\"(prefers-color-scheme: dark)\" srcset=\"");
    write_escaped(&mut html, &address(name));
    html.push_str(".dark.svg\">\n<img src=\"");
    write_escaped(&mut html, &address(name));
    html.push_str(".light.svg\" alt=\"");
    write_escaped(&mut html, &format!("{}. {}", scene.title, scene.description));
    let (width, height) = (scene.size.width.ceil(), scene.size.height.ceil());
    html.push_str(&format!("\" width=\"{width}\" height=\"{height}\">\n</picture>\n<figcaption>"));
    write_escaped(&mut html, &scene.title);
    html.push_str("</figcaption>\n</figure>\n<details>\n<summary>Template</summary>\n");
    html.push_str("<pre tabindex=\"0\"><code class=\"language-yaml\">");
    write_lines(&mut html, text);
    html.push_str("</code></pre>\n</details>\n</hot-plate>\n");
    Fragment { html, light: svg(scene, Theme::Light), dark: svg(scene, Theme::Dark) }
}

/// A relative address as `srcset` takes it, where a blank or a comma would end it.
fn address(name: &str) -> String {
    let mut address = String::new();
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => {
                address.push(char::from(byte))
            }
            _ => address.push_str(&format!("%{byte:02X}")),
        }
    }
    address
}

/// Writes text whose lines and tabs count.
fn write_lines(html: &mut String, text: &str) {
    for (number, line) in text.lines().enumerate() {
        if number > 0 {
            html.push('\n');
        }
        for (number, part) in line.split('\t').enumerate() {
            if number > 0 {
                html.push('\t');
            }
            write_escaped(html, part);
        }
    }
    html.push('\n');
}

#[cfg(test)]
mod tests;
