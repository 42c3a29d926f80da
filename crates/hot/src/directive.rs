//! Comments that let a finding pass: `# hotplate: allow unknown-property`, at the end of a line for that line, or on a
//! line of its own for the next one that is no comment. Several codes are parted by commas.
//!
//! Comments are not in the tree, so they are looked for in the text; one inside a script works there too.

use crate::codes::{CODES, UNUSED_DIRECTIVE};
use crate::{Diagnostic, Document, Fix, Place, Span, nearest};

/// One code that a comment allows.
struct Allowed<'a> {
    code: &'a str,
    /// Where the code is written.
    place: Span,
    /// The comment.
    comment: Span,
    /// The line it is for.
    line: Span,
    used: bool,
}

/// Takes out what the comments of a text allow, and reports those that allow nothing. All findings about the text must
/// be there by now; those about other texts are left alone.
pub fn apply_directives(document: &Document, diagnostics: &mut Vec<Diagnostic>) {
    let mut allowed = directives(document.text());
    if allowed.is_empty() {
        return;
    }
    diagnostics.retain(|found| {
        let start = document.span(found.place()).start;
        let mut keep = true;
        for directive in &mut allowed {
            let about = directive.code == found.code.0
                && directive.line.start <= start
                && start <= directive.line.end;
            if about && found.labels[0].source.is_none() {
                directive.used = true;
                keep = false;
            }
        }
        keep
    });
    diagnostics.extend(allowed.iter().filter(|directive| !directive.used).map(|directive| {
        let place = Place::Span(directive.place);
        if CODES.iter().any(|entry| entry.code.0 == directive.code) {
            let message = format!("there is no `{}` to allow here", directive.code);
            let alone = allowed.iter().filter(|other| other.comment == directive.comment).count() == 1;
            let diagnostic = Diagnostic::warning(UNUSED_DIRECTIVE, place, message).help("remove the comment");
            if alone {
                diagnostic.fix(Fix::replace(Place::Span(directive.comment), "", "remove the comment"))
            } else {
                diagnostic
            }
        } else {
            let message = match directive.code {
                "" => "this comment names no code to allow".to_owned(),
                code => format!("there is no code `{code}`"),
            };
            let diagnostic = Diagnostic::warning(UNUSED_DIRECTIVE, place.clone(), message);
            match nearest(directive.code, CODES.iter().map(|entry| entry.code.0)) {
                Some(name) => diagnostic.suggest(place, name),
                None => diagnostic.help("write the code that the finding has, such as `unknown-property`"),
            }
        }
    }));
}

/// All codes that comments allow, in the order of the text.
fn directives(text: &str) -> Vec<Allowed<'_>> {
    let mut found: Vec<Allowed<'_>> = Vec::new();
    // The first of those that wait for a line that is no comment.
    let mut waiting = 0;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let place = Span { start, end: start + line.trim_end().len() as u32 };
        let bare = line.trim_start().starts_with('#') || line.trim().is_empty();
        let before = found.len();
        if let Some((hash, codes)) = directive(line) {
            let at = |piece: &str| start + (piece.as_ptr() as usize - line.as_ptr() as usize) as u32;
            let comment = if bare {
                Span { start, end: start + line.len() as u32 }
            } else {
                Span { start: start + line[..hash].trim_end().len() as u32, end: place.end }
            };
            let mut allow = |code, place| {
                found.push(Allowed { code, place, comment, line: Span::default(), used: false });
            };
            for code in codes.split(',').map(str::trim).filter(|code| !code.is_empty()) {
                allow(code, Span { start: at(code), end: at(code) + code.len() as u32 });
            }
            if codes.is_empty() {
                allow(codes, Span { start: place.end, end: place.end });
            }
        }
        // Those of a line of their own wait for the next; those behind something are for that alone.
        if !bare {
            found[waiting..before].iter_mut().for_each(|directive| directive.line = place);
            found[before..].iter_mut().for_each(|directive| directive.line = place);
            waiting = found.len();
        }
        start += line.len() as u32;
    }
    found
}

/// Where the comment of a line begins and the codes that it allows.
fn directive(line: &str) -> Option<(usize, &str)> {
    let mut from = 0;
    while let Some(at) = line[from..].find('#').map(|at| at + from) {
        let behind = line[at + 1..].trim_start();
        let begins = at == 0 || line[..at].ends_with([' ', '\t']);
        let codes = behind.strip_prefix("hotplate:").and_then(|rest| rest.trim_start().strip_prefix("allow"));
        if let Some(codes) =
            codes.filter(|codes| begins && !codes.starts_with(|sign: char| !sign.is_whitespace()))
        {
            return Some((at, codes.trim()));
        }
        from = at + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use hotplate_schema::Catalog;
    use proptest::prelude::*;

    use super::*;
    use crate::{LineIndex, Source, read};

    fn left(text: &str) -> Vec<String> {
        let reading = read(&Source::new("test", text), &Catalog::full());
        let mut diagnostics = reading.diagnostics;
        apply_directives(&reading.document, &mut diagnostics);
        let index = LineIndex::new(reading.document.text());
        let line =
            |found: &Diagnostic| index.line_column(reading.document.span(found.place()).start).line + 1;
        diagnostics.iter().map(|found| format!("{} {}", line(found), found.message)).collect()
    }

    fn template(property: &str) -> String {
        format!(
            "heat_template_version: 2021-04-16\nresources:\n  a:\n    type: OS::Heat::RandomString\n    properties:\n{property}"
        )
    }

    #[test]
    fn a_comment_lets_one_code_pass_on_one_line() {
        let cases = [
            ("      lenth: 5  # hotplate: allow unknown-property\n", vec![]),
            ("      # hotplate: allow unknown-property\n      # why\n\n      lenth: 5\n", vec![]),
            (
                "      # hotplate: allow wrong-kind, unknown-property\n      lenth: 5\n",
                vec!["6 there is no `wrong-kind` to allow here"],
            ),
            (
                "      length: 5  # hotplate: allow unknown-propert\n",
                vec!["6 there is no code `unknown-propert`"],
            ),
            ("      length: 5  # hotplate: allow\r\n", vec!["6 this comment names no code to allow"]),
            ("      length: 5  # hotplate: allowed here\n", vec![]),
            (
                "      length: 5  # hotplate: allow unknown-property\n",
                vec!["6 there is no `unknown-property` to allow here"],
            ),
            (
                "      length: 5\n      # hotplate: allow unknown-property\n",
                vec!["7 there is no `unknown-property` to allow here"],
            ),
            (
                "      lenth: 5  # hotplate: allows unknown-property\n",
                vec!["6 `OS::Heat::RandomString` has no property `lenth`"],
            ),
        ];
        for (property, expected) in cases {
            assert_eq!(left(&template(property)), expected, "{property}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_looked_through(text in "(#|hotplate:|allow|[ a-z,\né]){0,20}") {
            for directive in directives(&text) {
                prop_assert_eq!(text.get(directive.place.range()), Some(directive.code));
                prop_assert!(text.get(directive.comment.range()).is_some());
            }
        }
    }
}
