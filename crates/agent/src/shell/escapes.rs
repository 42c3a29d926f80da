//! Backslash escapes, as `printf`, `echo` and bash's `$'...'` know them.

/// Adds what the escape means that a text begins with (its backslash already taken); the number of bytes it takes.
/// `octal_zero` wants `\0nnn`, as `echo` and `%b` do, where `printf` takes `\nnn`.
pub(crate) fn push_escape(rest: &str, octal_zero: bool, out: &mut String) -> usize {
    let Some(char) = rest.chars().next() else {
        out.push('\\');
        return 0;
    };
    let simple = match char {
        'a' => '\u{7}',
        'b' => '\u{8}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'v' => '\u{b}',
        '\\' => '\\',
        '0'..='7' if !octal_zero || char == '0' => {
            let start = usize::from(octal_zero);
            return start + push_number(&rest[start..], 8, 3, out);
        }
        _ => {
            out.push('\\');
            out.push(char);
            return char.len_utf8();
        }
    };
    out.push(simple);
    1
}

/// The same for bash, which knows more of them.
pub(crate) fn push_ansi(rest: &str, out: &mut String) -> usize {
    match rest.chars().next() {
        Some(c @ ('\'' | '"' | '?')) => out.push(c),
        Some('e' | 'E') => out.push('\u{1b}'),
        Some('x') => return 1 + push_number(&rest[1..], 16, 2, out),
        Some('u') => return 1 + push_number(&rest[1..], 16, 4, out),
        Some('U') => return 1 + push_number(&rest[1..], 16, 8, out),
        _ => return push_escape(rest, false, out),
    }
    1
}

/// Adds the character with the number that a text begins with; how many bytes the number takes. Text here is Unicode,
/// so a byte beyond ASCII becomes the character of that number.
fn push_number(rest: &str, radix: u32, most: usize, out: &mut String) -> usize {
    let digits = rest.chars().take(most).take_while(|c| c.is_digit(radix)).count();
    let number = u32::from_str_radix(&rest[..digits], radix).unwrap_or(0);
    out.extend(char::from_u32(number));
    digits
}
