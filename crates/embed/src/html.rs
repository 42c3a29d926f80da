//! The few ways in which text becomes HTML here. Whatever comes from a template goes through one of them.

use hotplate_figure::write_escaped;

/// Bytes of one text that are written; a page has no use for more of what a script may have written.
const MOST: usize = 2_000;

/// Writes text between two tags, which are ours.
pub(crate) fn put(html: &mut String, open: &str, text: &str, close: &str) {
    html.push_str(open);
    let kept = &text[..text.floor_char_boundary(MOST)];
    write_escaped(html, kept);
    html.push_str(if kept.len() < text.len() { " …" } else { "" });
    html.push_str(close);
}

/// Writes a message: what stands in backticks becomes code.
pub(crate) fn put_message(html: &mut String, message: &str) {
    let mut rest = &message[..message.floor_char_boundary(MOST)];
    while let Some((before, code, after)) = first_code(rest) {
        write_escaped(html, before);
        put(html, "<code>", code, "</code>");
        rest = after;
    }
    write_escaped(html, rest);
}

/// What stands before, in and behind the first pair of backticks.
fn first_code(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('`')?;
    let (code, after) = rest.split_once('`')?;
    Some((before, code, after))
}

/// With a capital, as a sentence begins: all of ours begin with letters of English.
pub(crate) fn capital(text: &str) -> String {
    let mut sentence = text.to_owned();
    if let Some(first) = sentence.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    sentence
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_in_backticks_is_code() {
        let mut html = String::new();
        put_message(&mut html, "a <b> `c & d` e `f");
        assert_eq!(html, "a &lt;b&gt; <code>c &amp; d</code> e `f");
        assert_eq!(["it is", "élan", ""].map(capital), ["It is", "élan", ""]);
    }

    #[test]
    fn no_text_is_longer_than_a_page_can_use() {
        let mut html = String::new();
        put(&mut html, "<b>", &"é".repeat(MOST), "</b>");
        assert!(html.len() < MOST + 20 && html.ends_with("é …</b>"), "{html}");
    }
}
