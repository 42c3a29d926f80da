//! `read`, bash's `mapfile`.

use crate::Text;
use crate::shell::{Array, Content, Shell, Status};

/// What the options of `read` ask for.
#[derive(Default)]
struct Options {
    raw: bool,
    array: Option<String>,
    end: Option<char>,
    count: Option<usize>,
    fd: u32,
}

pub(super) fn read(shell: &mut Shell, arguments: &[Text]) -> Status {
    let (options, names) = options(arguments);
    let end = options.end.unwrap_or('\n');
    let mut line = Text::default();
    // Which bytes were escaped: they part no words.
    let mut escaped: Vec<usize> = Vec::new();
    let mut complete = false;
    while let Some(piece) = shell.read_line(options.fd, end)? {
        complete = piece.as_str().ends_with(end);
        let bare = piece.slice(0..piece.len() - if complete { end.len_utf8() } else { 0 });
        if options.raw {
            line.push(&bare);
            break;
        }
        let continued = push_unescaped(&mut line, &bare, &mut escaped);
        if !(continued && complete) {
            break;
        }
    }
    if let Some(count) = options.count {
        let byte = line.as_str().char_indices().nth(count).map_or(line.len(), |(at, _)| at);
        line = line.slice(0..byte);
    }
    let separators = shell.variable("IFS").map_or(" \t\n", Text::as_str).to_owned();
    if let Some(name) = &options.array {
        let words = words(&line, &escaped, &separators, usize::MAX);
        shell.assign_content(name, Content::Array(Array::of(words)))?;
        return Ok(i32::from(!complete));
    }
    if names.is_empty() {
        shell.assign("REPLY", line)?;
        return Ok(i32::from(!complete));
    }
    let mut words = words(&line, &escaped, &separators, names.len()).into_iter();
    for name in names {
        shell.assign(name.as_str(), words.next().unwrap_or_default())?;
    }
    Ok(i32::from(!complete))
}

fn options(arguments: &[Text]) -> (Options, &[Text]) {
    let mut options = Options::default();
    let mut at = 1;
    while let Some(letters) = arguments.get(at).and_then(|word| word.as_str().strip_prefix('-')) {
        at += 1;
        if letters == "-" {
            break;
        }
        for (index, letter) in letters.char_indices() {
            if letter == 'r' {
                options.raw = true;
            }
            if !"adinNptu".contains(letter) {
                continue;
            }
            let rest = &letters[index + 1..];
            let value = if rest.is_empty() {
                at += 1;
                arguments.get(at - 1).map_or("", Text::as_str)
            } else {
                rest
            };
            match letter {
                'a' => options.array = Some(value.to_owned()),
                'd' => options.end = Some(value.chars().next().unwrap_or('\0')),
                'n' | 'N' => options.count = value.parse().ok(),
                'u' => options.fd = value.parse().unwrap_or(0),
                _ => {}
            }
            break;
        }
    }
    (options, arguments.get(at..).unwrap_or_default())
}

/// Adds a line with its backslashes read; whether it ends with one, so that the next line belongs to it.
fn push_unescaped(line: &mut Text, piece: &Text, escaped: &mut Vec<usize>) -> bool {
    let mut chars = piece.as_str().char_indices();
    while let Some((at, char)) = chars.next() {
        if char != '\\' {
            line.push_slice(piece, at..at + char.len_utf8());
            continue;
        }
        match chars.next() {
            Some((next, char)) => {
                escaped.push(line.len());
                line.push_slice(piece, next..next + char.len_utf8());
            }
            None => return true,
        }
    }
    false
}

/// The words of a line, at most so many: the last takes the rest.
fn words(line: &Text, escaped: &[usize], separators: &str, most: usize) -> Vec<Text> {
    let source = line.as_str();
    let separator = |at: usize| {
        let char = source[at..].chars().next()?;
        (separators.contains(char) && escaped.binary_search(&at).is_err()).then_some(char)
    };
    let blank = |at: usize| separator(at).is_some_and(|c| matches!(c, ' ' | '\t' | '\n'));
    let mut words = Vec::new();
    let mut at = 0;
    let skip_blanks = |mut at: usize| {
        while at < source.len() && blank(at) {
            at += 1;
        }
        at
    };
    at = skip_blanks(at);
    while at < source.len() {
        if words.len() + 1 == most {
            let mut end = source.len();
            while end > at && source.is_char_boundary(end - 1) && blank(end - 1) {
                end -= 1;
            }
            // One separator that ends the only word left does not belong to it.
            let ends = source[at..end].char_indices().filter(|(index, _)| separator(at + index).is_some());
            let ends: Vec<usize> = ends.map(|(index, _)| at + index).collect();
            if let [only] = ends.as_slice()
                && source[*only..].chars().next().map(char::len_utf8) == Some(end - only)
            {
                end = *only;
            }
            words.push(line.slice(at..end));
            break;
        }
        let start = at;
        while at < source.len() && separator(at).is_none() {
            at += source[at..].chars().next().map_or(1, char::len_utf8);
        }
        words.push(line.slice(start..at));
        at = skip_blanks(at);
        if at < source.len() && separator(at).is_some() {
            at = skip_blanks(at + source[at..].chars().next().map_or(1, char::len_utf8));
        }
    }
    words
}

/// bash's `mapfile` and `readarray`.
pub(super) fn mapfile(shell: &mut Shell, arguments: &[Text]) -> Status {
    let trim = arguments.iter().any(|argument| argument.as_str() == "-t");
    let name = arguments[1..].iter().rfind(|argument| !argument.as_str().starts_with('-'));
    let name = name.map_or("MAPFILE", Text::as_str).to_owned();
    let mut lines = Vec::new();
    while let Some(line) = shell.read_line(0, '\n')? {
        let line = if trim { line.trim_newlines() } else { line };
        lines.push(line);
    }
    shell.assign_content(&name, Content::Array(Array::of(lines)))?;
    Ok(0)
}
