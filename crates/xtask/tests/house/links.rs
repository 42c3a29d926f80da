//! Links in the project's Markdown lead to files and headings that are there.

use std::path::Path;

use crate::files::{root, texts};
use crate::none;

#[test]
fn every_link_leads_somewhere() {
    let pages = texts(&[".md"]);
    let mut faults = Vec::new();
    for (path, text) in &pages {
        let folder = Path::new(path).parent().unwrap();
        for target in targets(text).filter(|target| !target.contains("://") && !target.starts_with("mailto:"))
        {
            let (file, heading) = target.split_once('#').unwrap_or((target, ""));
            let file = if file.is_empty() { path.clone() } else { plain(&folder.join(file)) };
            if !root().join(&file).exists() {
                faults.push(format!("{path}: {target}: no such file"));
                continue;
            }
            let page = pages.iter().find(|(other, _)| *other == file);
            if !heading.is_empty()
                && page.is_some_and(|(_, text)| !headings(text).any(|other| other == heading))
            {
                faults.push(format!("{path}: {target}: no such heading"));
            }
        }
    }
    none(&faults, "links lead somewhere");
}

/// The lines that are not in a fenced block.
fn prose(text: &str) -> impl Iterator<Item = &str> {
    let mut fenced = false;
    text.lines().filter(move |line| {
        let fence = line.trim_start().starts_with("```");
        fenced ^= fence;
        !fenced && !fence
    })
}

fn targets(text: &str) -> impl Iterator<Item = &str> {
    prose(text).flat_map(|line| line.split("](").skip(1)).filter_map(|rest| rest.split([')', ' ']).next())
}

/// Headings as the places that a link can name.
fn headings(text: &str) -> impl Iterator<Item = String> {
    prose(text).filter(|line| line.starts_with('#')).map(|line| {
        let title = line.trim_start_matches('#').trim().to_lowercase();
        let kept = title.chars().filter(|c| c.is_alphanumeric() || "-_ ".contains(*c));
        kept.map(|c| if c == ' ' { '-' } else { c }).collect()
    })
}

/// A path without `.` and `..`.
fn plain(path: &Path) -> String {
    let mut steps: Vec<String> = Vec::new();
    for step in path.components() {
        match step.as_os_str().to_string_lossy().as_ref() {
            "." => {}
            ".." => drop(steps.pop()),
            name => steps.push(name.to_owned()),
        }
    }
    steps.join("/")
}

#[test]
fn links_are_found_in_prose_only() {
    let text = "See [a](b.md#two-words) and ![c](d.png).\n```\n[no](no.md)\n```\n## Two words\n";
    assert_eq!(targets(text).collect::<Vec<_>>(), ["b.md#two-words", "d.png"]);
    assert_eq!(headings(text).collect::<Vec<_>>(), ["two-words"]);
    assert_eq!(plain(Path::new("crates/./x/../README.md")), "crates/README.md");
}
