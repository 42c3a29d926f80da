//! A scene and the texts it was made of as one HTML file that needs nothing else: for an archive, a mail, a printer.
//!
//! It holds no script and asks nobody for anything, and says so to the browser. Its colours are the reader's own.

use hotplate_hot::Source;

use crate::Scene;
use crate::svg::{Theme, svg, write_escaped};
use crate::text::{push_visible, visible};

const STYLE: &str = "body{margin:0 auto;max-width:75rem;padding:1.5rem;font:16px/1.5 system-ui,sans-serif;\
background:Canvas;color:CanvasText}figure{margin:1rem 0;overflow-x:auto}svg{max-width:100%;height:auto}\
pre{overflow-x:auto;padding:1rem;border:1px solid GrayText;border-radius:.5rem;font:14px/1.45 ui-monospace,monospace}\
@media print{pre{white-space:pre-wrap;overflow-wrap:anywhere}figure{break-inside:avoid}}";

/// Writes a page: a title, the drawing, what it shows in words, and files.
pub fn sheet(title: &str, scene: &Scene, theme: Theme, files: &[Source]) -> String {
    let scheme = match theme {
        Theme::Light => "light",
        Theme::Dark => "dark",
        Theme::Auto | Theme::Host => "light dark",
    };
    let mut out = "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
        <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
        <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        .to_owned();
    let title = visible(title);
    element(&mut out, "title", &title);
    out.push_str(&format!("<style>:root{{color-scheme:{scheme}}}{STYLE}</style>\n</head>\n<body>\n<main>\n"));
    element(&mut out, "h1", &title);
    out.push_str("<figure>\n");
    out.push_str(&svg(scene, theme));
    element(&mut out, "figcaption", &scene.description);
    out.push_str("</figure>\n");
    for file in files {
        element(&mut out, "h2", &visible(&file.name));
        // A browser swallows the line end behind the tag, and so not one of the text.
        out.push_str("<pre tabindex=\"0\">\n");
        write_escaped(&mut out, &lines(&file.text));
        out.push_str("</pre>\n");
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn element(out: &mut String, name: &str, text: &str) {
    out.push_str(&format!("<{name}>"));
    write_escaped(out, text);
    out.push_str(&format!("</{name}>\n"));
}

/// A text with its lines, everything else that cannot be seen made visible.
fn lines(text: &str) -> String {
    let mut seen = String::with_capacity(text.len());
    for character in text.replace("\r\n", "\n").chars() {
        match character {
            '\n' | '\t' => seen.push(character),
            _ => push_visible(&mut seen, character),
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_becomes_markup() {
        let scene = Scene { description: "a<b".to_owned(), ..Scene::default() };
        let text = "\nx: </pre><script>alert(1)</script>\r\n\ty: \u{202e}&\u{0}\n";
        let page = sheet("<i>", &scene, Theme::Auto, &[Source::new("\"t\".yaml", text)]);
        assert!(page.contains("<title>&lt;i&gt;</title>"), "{page}");
        assert!(page.contains("<figcaption>a&lt;b</figcaption>"), "{page}");
        let listing = "<h2>&quot;t&quot;.yaml</h2>\n<pre tabindex=\"0\">\n\nx: &lt;/pre&gt;&lt;script&gt;alert(1)&lt;/script&gt;\n\ty: ‹202E›&amp;␀\n</pre>";
        assert!(page.contains(listing), "{page}");
        assert!(!page.contains("<script"), "{page}");
    }
}
