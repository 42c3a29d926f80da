//! Names and values are written by strangers: what cannot be seen in them is made visible.

/// The longest text that is kept whole, in characters.
const LONGEST: usize = 240;

/// The text with a visible sign for each control character, a code for each character that is invisible or turns the
/// direction of writing, and an ellipsis instead of an endless rest.
pub(crate) fn visible(text: &str) -> String {
    let mut seen = String::with_capacity(text.len().min(4 * LONGEST));
    for (count, character) in text.chars().enumerate() {
        if count == LONGEST {
            seen.push('…');
            break;
        }
        push_visible(&mut seen, character);
    }
    seen
}

/// Writes one character so that it can be seen.
pub(crate) fn push_visible(seen: &mut String, character: char) {
    match character {
        '\0'..='\u{1f}' => seen.extend(char::from_u32(0x2400 + character as u32)),
        '\u{7f}' => seen.push('\u{2421}'),
        _ if is_hidden(character) => seen.push_str(&format!("‹{:04X}›", character as u32)),
        _ => seen.push(character),
    }
}

/// Whether a character is shown as nothing, or changes how others are shown: Unicode's format characters, fillers,
/// separators, selectors, and code points that stand for no character.
fn is_hidden(character: char) -> bool {
    matches!(character,
        '\u{80}'..='\u{9f}' | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{2800}' | '\u{3164}' | '\u{e000}'..='\u{f8ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{10ffff}')
}

/// `a`, `a and b`, `a, b and c`, `a, b, c and 4 more`.
pub(crate) fn list(names: &[String]) -> String {
    const MOST: usize = 4;
    match names {
        [] => "nothing".to_owned(),
        [one] => one.clone(),
        [most @ .., last] if names.len() <= MOST => format!("{} and {last}", most.join(", ")),
        _ => format!("{} and {} more", names[..MOST - 1].join(", "), names.len() - (MOST - 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_what_hides() {
        assert_eq!(visible("web\u{202e}gnp.exe"), "web‹202E›gnp.exe");
        assert_eq!(visible("a\u{200b}b\nc\u{7f}"), "a‹200B›b␊c␡");
        assert_eq!(visible("Müller 主机"), "Müller 主机");
        assert_eq!(visible(&"x".repeat(100_000)).chars().count(), LONGEST + 1);
    }

    #[test]
    fn lists_as_one_says_it() {
        let names: Vec<String> = ["a", "b", "c", "d", "e"].map(str::to_owned).into();
        let lists: Vec<String> = (0..=5).map(|count| list(&names[..count])).collect();
        assert_eq!(lists, ["nothing", "a", "a and b", "a, b and c", "a, b, c and d", "a, b, c and 2 more"]);
    }
}
