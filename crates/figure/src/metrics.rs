//! How wide a text is, without a font at hand.
//!
//! A drawing is shown in whatever sans face its reader has. The widths here are those of the wide ones among them, so
//! that a text that fits by this table fits in any of them.

/// How a text is set.
#[derive(Clone, Copy)]
pub(crate) struct Font {
    /// The font size in pixels.
    pub(crate) size: f64,
    /// How much wider than plain type it runs: 1 for plain type.
    pub(crate) stretch: f64,
}

impl Font {
    /// Plain type.
    pub(crate) const fn plain(size: f64) -> Self {
        Self { size, stretch: 1.0 }
    }

    /// Bold type.
    pub(crate) const fn bold(size: f64) -> Self {
        Self { size, stretch: 1.12 }
    }

    fn advance(self, character: char) -> f64 {
        advance(character) * self.size * self.stretch
    }
}

/// The width of a text in pixels.
pub(crate) fn text_width(text: &str, font: Font) -> f64 {
    text.chars().map(|character| font.advance(character)).sum()
}

/// The text, or as much of it as fits into a width, with an ellipsis at its end.
pub(crate) fn cut(text: &str, font: Font, width: f64) -> String {
    let mut used = 0.0;
    let mut fits = 0;
    for (at, character) in text.char_indices() {
        used += font.advance(character);
        if used > width {
            return format!("{}…", text[..fits].trim_end());
        }
        if used + font.advance('…') <= width {
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
        let font = Font::bold(13.5);
        assert_eq!(cut("server_group", font, 200.0), "server_group");
        let short = cut("a_rather_long_name_for_a_resource", font, 120.0);
        assert!(short.ends_with('…') && text_width(&short, font) <= 120.0, "{short}");
        assert!(text_width(&short, font) > 100.0, "{short}");
        assert_eq!(cut("主机主机主机", Font::plain(10.0), 45.0), "主机主…");
        assert_eq!(cut("", font, 0.0), "");
    }
}
