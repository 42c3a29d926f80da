//! How wide a text is, without a font at hand.
//!
//! A drawing is shown in whatever sans face its reader has. The widths here are those of the wide ones among them, so
//! that a text that fits by this table fits in any of them.

/// The width in pixels of a text at a font size.
pub(crate) fn text_width(text: &str, size: f64) -> f64 {
    text.chars().map(advance).sum::<f64>() * size
}

/// The text, or as much of it as fits into a width, with an ellipsis at its end.
pub(crate) fn cut(text: &str, size: f64, width: f64) -> String {
    let mut used = 0.0;
    let mut fits = 0;
    for (at, character) in text.char_indices() {
        used += advance(character) * size;
        if used > width {
            return format!("{}…", text[..fits].trim_end());
        }
        if used + advance('…') * size <= width {
            fits = at + character.len_utf8();
        }
    }
    text.to_owned()
}

/// How far a character moves on, in parts of the font size.
fn advance(character: char) -> f64 {
    match character {
        'i' | 'j' | 'l' | 'I' | 'J' | '\'' | '|' => 0.31,
        ' ' | '.' | ',' | ':' | ';' | '!' | '(' | ')' | '[' | ']' | '/' | '\\' | 'f' | 't' | '-' | '·' => {
            0.38
        }
        'r' | '"' | '*' | '`' => 0.45,
        'c' | 'k' | 's' | 'v' | 'x' | 'y' | 'z' | '_' | '?' | 'F' => 0.58,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '…' => 1.0,
        '+' | '<' | '=' | '>' | '~' | '^' | '#' | '×' | '→' | 'O' | 'Q' | 'D' | 'G' | 'H' | 'N' => 0.84,
        'a'..='z' | '0'..='9' | '$' | '{' | '}' => 0.65,
        'A'..='Z' | '&' => 0.73,
        '\u{300}'..='\u{36f}' => 0.0,
        // Latin with marks, Greek, Cyrillic, Hebrew, Arabic and their neighbours.
        '\u{a0}'..='\u{10ff}' | '\u{1e00}'..='\u{206f}' => 0.75,
        // Arrows, signs, Han, Kana, Hangul, emoji: as wide as high, or a little wider.
        _ => 1.1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_to_the_room_and_not_more() {
        assert_eq!(cut("server_group", 13.5, 200.0), "server_group");
        let short = cut("a_rather_long_name_for_a_resource", 13.5, 120.0);
        assert!(short.ends_with('…') && text_width(&short, 13.5) <= 120.0, "{short}");
        assert!(text_width(&short, 13.5) > 100.0, "{short}");
        assert_eq!(cut("主机主机主机", 10.0, 45.0), "主机主…");
        assert_eq!(cut("", 10.0, 0.0), "");
    }
}
