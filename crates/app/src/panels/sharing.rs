//! What a link holds, in words.

use hotplate_engine::Inside;
use hotplate_link::Pointer;

use super::words::count;

/// Chats and mail programs that cut a link leave so many characters whole.
const SAFE: usize = 2_000;

/// What is in a link, in one line: `hosts.yaml, 2 more files, 1 parameter`.
pub fn inside_words(inside: &Inside) -> String {
    let mut words = Vec::new();
    let mut names = inside.files.iter().map(|(name, _)| name.as_str());
    words.extend(names.next().map(str::to_owned));
    match names.len() {
        0 => {}
        more => words.push(count(more, "more file")),
    }
    match inside.parameters.len() {
        0 => {}
        parameters => words.push(count(parameters, "parameter")),
    }
    match inside.facts {
        0 => {}
        facts => words.push(count(facts, "fact")),
    }
    match inside.suppositions {
        0 => {}
        suppositions => words.push(count(suppositions, "supposition")),
    }
    words.join(", ")
}

/// What goes into a link, a line each; names in backticks.
pub fn inside_lines(inside: &Inside) -> Vec<String> {
    let mut lines = Vec::new();
    for (name, bytes) in &inside.files {
        lines.push(format!("`{name}`, {}", size(*bytes)));
    }
    if !inside.parameters.is_empty() {
        let names: Vec<String> = inside.parameters.iter().map(|name| format!("`{name}`")).collect();
        lines.push(format!("{}: {}", count(names.len(), "parameter"), names.join(", ")));
    }
    if inside.facts > 0 {
        lines.push(count(inside.facts, "fact") + " set by hand");
    }
    if inside.suppositions > 0 {
        lines.push(count(inside.suppositions, "supposition") + " about the exchange");
    }
    lines.push("the testbed’s release, the open view, what is selected and folded".to_owned());
    lines
}

/// What following a link that names a template would do; names in backticks.
pub fn pointer_words(pointer: &Pointer) -> String {
    let Pointer { host, path, within, sha256, .. } = pointer;
    let mut words =
        ["The link names a template elsewhere. `", host, "` would be asked for `", path, "`"].concat();
    if let Some((version, file)) = within {
        let more = [", where the artifact’s version `", version, "` keeps `", file, "`"];
        words.push_str(&more.concat());
    }
    words.push_str(", and nobody has been asked yet. ");
    match sha256 {
        Some(sha256) => words.push_str(&["The template must have the SHA-256 `", sha256, "`."].concat()),
        None => words.push_str("The link has no SHA-256: what lies there by now is opened."),
    }
    words
}

/// A message as a sentence of its own.
pub fn sentence(message: &str) -> String {
    let mut letters = message.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    [&first, letters.as_str(), "."].concat()
}

/// How long a link is, and what that means.
pub fn length_words(length: usize, most_in_address: usize) -> String {
    let length_in_words = format!("{} characters", thousands(length));
    if length > most_in_address {
        length_in_words + ": too long for the address bar. A file travels better than such a link."
    } else if length > SAFE {
        length_in_words + ": some chats and mail programs cut links as long as this."
    } else {
        length_in_words + "."
    }
}

/// Bytes as people read them.
fn size(bytes: usize) -> String {
    if bytes < 1000 { count(bytes, "byte") } else { format!("{}.{} KB", bytes / 1000, bytes % 1000 / 100) }
}

fn thousands(number: usize) -> String {
    if number < 1000 { number.to_string() } else { format!("{},{:03}", number / 1000, number % 1000) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inside(files: usize, parameters: usize, facts: usize) -> Inside {
        let names = ["hosts.yaml", "environment", "run.sh"];
        let files = names.iter().take(files).map(|name| ((*name).to_owned(), 2712)).collect();
        let parameters = (0..parameters).map(|n| format!("p{n}")).collect();
        Inside { files, parameters, facts, suppositions: 0 }
    }

    #[test]
    fn a_link_is_told_in_one_line() {
        assert_eq!(inside_words(&inside(1, 0, 0)), "hosts.yaml");
        let inside = Inside { suppositions: 1, ..inside(3, 1, 2) };
        let words = "hosts.yaml, 2 more files, 1 parameter, 2 facts, 1 supposition";
        assert_eq!(inside_words(&inside), words);
    }

    #[test]
    fn what_goes_in_is_told_by_name() {
        let lines = inside_lines(&inside(1, 2, 1));
        assert_eq!(lines[..3], ["`hosts.yaml`, 2.7 KB", "2 parameters: `p0`, `p1`", "1 fact set by hand"]);
    }

    #[test]
    fn a_link_that_names_a_template_says_who_would_be_asked() {
        let word = str::to_owned;
        let pointer = Pointer {
            host: word("trovi.chameleoncloud.org"),
            path: word("/artifacts/1/"),
            address: word("https://trovi.chameleoncloud.org/artifacts/1/"),
            within: Some((word("2024-05-06"), word("a/hosts.yaml"))),
            name: word("hosts.yaml"),
            sha256: Some(word("ba78")),
        };
        assert_eq!(
            pointer_words(&pointer),
            "The link names a template elsewhere. `trovi.chameleoncloud.org` would be asked for `/artifacts/1/`, where the artifact’s version `2024-05-06` keeps `a/hosts.yaml`, and nobody has been asked yet. The template must have the SHA-256 `ba78`."
        );
        let plain = Pointer { within: None, sha256: None, ..pointer };
        assert!(
            pointer_words(&plain).ends_with(" The link has no SHA-256: what lies there by now is opened.")
        );
    }

    #[test]
    fn a_message_becomes_a_sentence() {
        assert_eq!(sentence("the link is cut off: `v1`"), "The link is cut off: `v1`.");
        assert_eq!(sentence("é"), "É.");
    }

    #[test]
    fn a_long_link_says_what_its_length_means() {
        assert_eq!(length_words(532, 8000), "532 characters.");
        assert!(length_words(2_001, 8000).starts_with("2,001 characters: some chats"));
        assert!(length_words(12_034, 8000).starts_with("12,034 characters: too long for the address bar"));
    }
}
