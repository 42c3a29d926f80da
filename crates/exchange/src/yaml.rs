//! Texts as YAML writes them, so that whatever is in them they are read back as they were, and as nothing else.

/// A text in double quotes: every reader of YAML 1.1 gives the same text back.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if is_plain(c) => out.push(c),
            c => escape(&mut out, c, false),
        }
    }
    out.push('"');
    out
}

/// A text as a block under a key, so many spaces in, if it can be one; in quotes otherwise. Ends without a line end.
pub(crate) fn block(text: &str, indent: usize) -> String {
    let body = text.strip_suffix('\n');
    let first = text.chars().next();
    let fits = first.is_some_and(|first| !first.is_whitespace())
        && body.is_none_or(|body| !body.ends_with('\n'))
        && text.chars().all(|c| c == '\n' || c == '\t' || is_plain(c));
    if !fits {
        return quoted(text);
    }
    let mut out = if body.is_some() { "|".to_owned() } else { "|-".to_owned() };
    for line in body.unwrap_or(text).split('\n') {
        out.push('\n');
        if !line.is_empty() {
            out.push_str(&" ".repeat(indent));
            out.push_str(line);
        }
    }
    out
}

/// What YAML takes as it is, and shows as it is.
pub(crate) fn is_plain(c: char) -> bool {
    let breaks = matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}');
    let turns = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    !c.is_control() && !breaks && !turns && c != '\u{fffe}' && c != '\u{ffff}'
}

/// A character by its number; `loud` with the digits beyond 9 as capitals.
pub(crate) fn escape(out: &mut String, c: char, loud: bool) {
    let code = u32::from(c);
    let (mark, digits) = match code {
        0..=0xff => ('x', 2),
        0x100..=0xffff => ('u', 4),
        _ => ('U', 8),
    };
    out.extend(['\\', mark]);
    for digit in (0..digits).rev() {
        let digit = char::from_digit(code >> (4 * digit) & 0xf, 16);
        out.extend(digit.map(|digit| if loud { digit.to_ascii_uppercase() } else { digit }));
    }
}

#[cfg(test)]
mod tests {
    use hotplate_hot::{Source, read};
    use hotplate_schema::Catalog;
    use proptest::prelude::*;

    use super::*;

    /// What stands under `description` of a template.
    fn back(yaml: &str) -> Option<String> {
        let text = format!("heat_template_version: 2018-08-31\ndescription: {yaml}\n");
        let reading = read(&Source::new("t", &text), &Catalog::core());
        reading.template.description.clone()
    }

    #[test]
    fn a_script_stays_readable() {
        assert_eq!(block("#!/bin/sh\n\necho  x\n", 4), "|\n    #!/bin/sh\n\n    echo  x");
        assert_eq!(block("a\nb", 2), "|-\n  a\n  b");
        assert_eq!(block("a\n\n", 2), "\"a\\n\\n\"");
        assert_eq!(block(" a", 2), "\" a\"");
        assert_eq!(quoted("{{ x }}: \u{7f}\u{2028}é"), "\"{{ x }}: \\x7f\\u2028é\"");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(text in prop::collection::vec(prop_oneof![
            Just('\n'), Just('\t'), Just(' '), Just('"'), Just('\\'), Just('#'), Just(':'), Just('-'), Just('{'), Just('\''), any::<char>()
        ], 1..40)) {
            let text: String = text.into_iter().collect();
            prop_assert_eq!(back(&quoted(&text)), Some(text.clone()));
            prop_assert_eq!(back(&block(&text, 4)), Some(text));
        }
    }
}
