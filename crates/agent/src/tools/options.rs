//! Options of programs, and the texts they read.

use crate::Text;
use crate::shell::{Flow, Shell};

/// The options and operands of a call.
#[derive(Debug, Default)]
pub(crate) struct Call {
    /// The options in their order, with the values of those that take one.
    pub options: Vec<(char, Text)>,
    /// What is left.
    pub operands: Vec<Text>,
}

impl Call {
    /// Whether an option was given.
    pub(crate) fn has(&self, letter: char) -> bool {
        self.options.iter().any(|(known, _)| *known == letter)
    }

    /// The value of the last option of that letter.
    pub(crate) fn value(&self, letter: char) -> Option<&Text> {
        self.options.iter().rev().find(|(known, _)| *known == letter).map(|(_, value)| value)
    }

    /// The number that an option gives.
    pub(crate) fn number(&self, letter: char) -> Option<usize> {
        self.value(letter)?.as_str().parse().ok()
    }
}

/// Reads a call as `getopt` does. `letters` are the known ones, a colon behind those that take a value; `long` maps long
/// names to letters. What is not known is remarked upon.
pub(crate) fn read(shell: &mut Shell, arguments: &[Text], letters: &str, long: &[(&str, char)]) -> Call {
    let mut call = Call::default();
    let takes_value = |letter: char| letters.split(letter).nth(1).is_some_and(|rest| rest.starts_with(':'));
    let name = arguments.first().map_or("", Text::as_str);
    let mut words = arguments.iter().skip(1);
    while let Some(word) = words.next() {
        let text = word.as_str();
        if text == "--" {
            call.operands.extend(words.cloned());
            break;
        }
        if let Some(option) = text.strip_prefix("--") {
            let (option_name, value) = option.split_once('=').unwrap_or((option, ""));
            match long.iter().find(|(known, _)| *known == option_name) {
                Some((_, letter)) if takes_value(*letter) && !option.contains('=') => {
                    call.options.push((*letter, words.next().cloned().unwrap_or_default()));
                }
                Some((_, letter)) => {
                    call.options.push((*letter, word.slice(text.len() - value.len()..text.len())))
                }
                None => shell.remark(format!("`{name} {text}`: this option is passed over here")),
            }
            continue;
        }
        let Some(group) = text.strip_prefix('-').filter(|group| !group.is_empty()) else {
            call.operands.push(word.clone());
            continue;
        };
        for (at, letter) in group.char_indices() {
            if letter == ':' || !letters.contains(letter) {
                shell.remark(format!("`{name} -{letter}`: this option is passed over here"));
                continue;
            }
            if !takes_value(letter) {
                call.options.push((letter, Text::default()));
                continue;
            }
            let start = 1 + at + letter.len_utf8();
            let value = if start < text.len() {
                word.slice(start..text.len())
            } else {
                words.next().cloned().unwrap_or_default()
            };
            call.options.push((letter, value));
            break;
        }
    }
    call
}

/// The texts of files in their order, or of standard input if there are none. A file that cannot be read is complained
/// of, in the program's name; whether there was one.
pub(crate) fn inputs(
    shell: &mut Shell,
    name: &str,
    paths: &[Text],
) -> Result<(Vec<(String, Text)>, bool), Flow> {
    if paths.is_empty() {
        return Ok((vec![("-".to_owned(), shell.read_all()?)], false));
    }
    let mut texts = Vec::new();
    let mut failed = false;
    for path in paths {
        match shell.read_file(path.as_str())? {
            Ok(text) => texts.push((path.as_str().to_owned(), text)),
            Err(reason) => {
                shell.fail(name, &format!("{}: {reason}", path.as_str()), 1)?;
                failed = true;
            }
        }
    }
    Ok((texts, failed))
}

/// A value from the command line: its escapes are read.
pub(super) fn unescaped(value: &Text) -> Text {
    let source = value.as_str();
    if !source.contains('\\') {
        return value.clone();
    }
    let mut out = Text::default();
    let mut at = 0;
    while let Some(found) = source[at..].find('\\') {
        out.push_slice(value, at..at + found);
        at += found + 1;
        let mut new = String::new();
        at += crate::shell::push_escape(&source[at..], false, &mut new);
        out.push_str(&new);
    }
    out.push_slice(value, at..source.len());
    out
}
