//! A file that a script changed, line by line, and where the parts of its lines came from.

use hotplate_agent::{Origin, Text};
use hotplate_telling::{Change, ChangedFile, FileLine, added, origin_words};

use super::write_more;
use crate::html::{capital, put};

/// Lines of a file that are written, the others are counted; stretches of a line, and marks of something unknown.
const MOST: usize = 40;
const MOST_STRETCHES: usize = 60;
const MOST_UNKNOWN: usize = 4;

/// Writes a file, or a folder, whose path ends with a slash; `there` says whether it is there in the end.
pub(super) fn write_file(html: &mut String, file: &ChangedFile, there: bool) {
    put(html, "<p><code>", &file.path, "</code> <span>");
    if file.lines.is_empty() {
        html.push_str(if there { "made, empty</span></p>\n" } else { "removed</span></p>\n" });
        return;
    }
    let new = added(&file.lines);
    put(html, "+", &new.to_string(), if new == 1 { " line</span></p>\n" } else { " lines</span></p>\n" });
    html.push_str("<pre><code>");
    for line in file.lines.iter().take(MOST) {
        write_line(html, line);
    }
    html.push_str("</code></pre>\n");
    write_more(html, file.lines.len().saturating_sub(MOST), "line", "p");
}

/// New lines and those that are gone are marked by elements that are read out, and by signs.
fn write_line(html: &mut String, line: &FileLine) {
    let (open, close) = match line.change {
        Change::Kept => ("  ", "\n"),
        Change::Added => ("<ins>+ ", "\n</ins>"),
        Change::Removed => ("<del>- ", "\n</del>"),
    };
    html.push_str(open);
    for stretch in line.stretches.iter().take(MOST_STRETCHES) {
        match &stretch.from {
            None => put(html, "", &stretch.text, ""),
            Some(from) => {
                let tag = if from.is_unknown() { "mark" } else { "span" };
                put(html, "<", tag, " title=\"");
                put(html, "", &origin_words(&stretch.text, from), "\">");
                put(html, "", if stretch.text.is_empty() { "?" } else { &stretch.text }, "</");
                put(html, "", tag, ">");
            }
        }
    }
    html.push_str(if line.stretches.len() > MOST_STRETCHES { " …" } else { "" });
    html.push_str(close);
}

/// What the marks in a text stand for, in words for everybody.
pub(super) fn write_unknowns(html: &mut String, text: &Text) {
    let mut told: Vec<&Origin> = Vec::new();
    for (_, from) in text.origins() {
        if !from.is_unknown() || told.contains(&from) {
            continue;
        }
        if told.len() == MOST_UNKNOWN {
            html.push_str("<p>… and more that is not known</p>\n");
            return;
        }
        told.push(from);
        html.push_str("<p class=\"hot-plate-doubtful\"><span aria-hidden=\"true\">? </span>");
        put(html, "", &capital(&origin_words("", from)), ".</p>\n");
    }
}
