//! What stands in front of a node's content: its anchor and its tag. A node's span covers them.

/// How many bytes of what is written for a node come before its content: 3 of `&x {a: 1}`, and mostly none.
pub(crate) fn prefix(written: &str) -> usize {
    let mut rest = written;
    while rest.starts_with(['&', '!']) {
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        rest = rest[end..].trim_start();
        while rest.starts_with('#') {
            rest = rest.find('\n').map_or("", |end| rest[end..].trim_start());
        }
    }
    written.len() - rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchor_and_tag_are_no_content() {
        for (written, content) in [
            ("a", "a"),
            ("&x a", "a"),
            ("!!str &x 'a'", "'a'"),
            ("&x !!map # so\n  # far\n  {a: 1}", "{a: 1}"),
            ("&x", ""),
            ("&x # so", ""),
            ("'&x a'", "'&x a'"),
            ("&é ü", "ü"),
        ] {
            assert_eq!(&written[prefix(written)..], content);
        }
    }
}
