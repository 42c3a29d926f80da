//! A drawing or a conversation and its source as a piece of HTML that needs no script.
//!
//! What it shows stands in files beside the page, a picture that is light or dark as the page is, and a style sheet: all of it is
//! allowed by any content security policy, and is there in print and in PDF. The element `<hot-plate>` around it does
//! nothing until its script is there; then it offers the same anew.

use hotplate_figure::{Scene, Theme, svg, write_escaped};

use crate::CONVERSATION_STYLE;
use crate::html::put;

/// The style sheet of a picture in a page: what says whether the page is dark.
const PICTURE_STYLE: &str = include_str!("fragment/picture.css");

/// What goes into a page, and what goes beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fragment {
    /// The HTML.
    pub html: String,
    /// The files that it names: each name is the one that was given, a dot and this end; and what is in it.
    pub files: Vec<(&'static str, String)>,
}

/// Writes a drawing for a page. `name` is that of its files, as the page addresses them, without their ends; `text` is
/// the template.
pub fn fragment(scene: &Scene, name: &str, text: &str) -> Fragment {
    let mut html = begin("<hot-plate>", name);
    html.push_str("<img src=\"");
    write_escaped(&mut html, &address(name));
    html.push_str(".svg\" alt=\"");
    write_escaped(&mut html, &format!("{}. {}", scene.title, scene.description));
    let (width, height) = (scene.size.width.ceil(), scene.size.height.ceil());
    html.push_str(&format!("\" width=\"{width}\" height=\"{height}\">\n"));
    end(&mut html, &scene.title, text);
    let files = vec![("svg", svg(scene, Theme::Auto)), ("css", PICTURE_STYLE.to_owned())];
    Fragment { html, files }
}

/// Writes a conversation for a page, which was written [before](crate::conversation). `name` and `text` are as those of a
/// drawing.
pub fn conversation_fragment(conversation: &str, name: &str, text: &str) -> Fragment {
    let mut html = begin("<hot-plate view=\"exchange\">", name);
    html.push_str(conversation);
    end(&mut html, "What the instances tell each other", text);
    Fragment { html, files: vec![("css", CONVERSATION_STYLE.to_owned())] }
}

/// What stands above what a figure shows.
fn begin(element: &str, name: &str) -> String {
    let mut html = [element, "\n<link rel=\"stylesheet\" href=\""].concat();
    write_escaped(&mut html, &address(name));
    html.push_str(".css\">\n<figure class=\"hot-plate\">\n");
    html
}

/// What stands below a figure.
fn end(html: &mut String, caption: &str, text: &str) {
    put(html, "<figcaption>", caption, "</figcaption>\n</figure>\n");
    html.push_str(
        "<details>\n<summary>Template</summary>\n<pre tabindex=\"0\"><code class=\"language-yaml\">",
    );
    write_lines(html, text);
    html.push_str("</code></pre>\n</details>\n</hot-plate>\n");
}

/// A relative address, in which nothing means anything else.
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

/// Writes text whose lines end as they should.
fn write_lines(html: &mut String, text: &str) {
    for line in text.lines() {
        write_escaped(html, line);
        html.push('\n');
    }
}

#[cfg(test)]
mod tests;
