//! `getopts`

use crate::Text;
use crate::shell::{Shell, Status};

pub(super) fn getopts(shell: &mut Shell, arguments: &[Text]) -> Status {
    let [_, letters, name, rest @ ..] = arguments else {
        return shell.fail("getopts", "usage: getopts optstring var [arg ...]", 2);
    };
    let (letters, name) = (letters.as_str().to_owned(), name.as_str().to_owned());
    let words = if rest.is_empty() { shell.state.arguments.to_vec() } else { rest.to_vec() };
    let index =
        shell.variable("OPTIND").and_then(|index| index.as_str().parse::<usize>().ok()).unwrap_or(1).max(1);
    let silent = letters.starts_with(':');
    let end = |shell: &mut Shell, index: usize| -> Status {
        shell.state.letter = 0;
        shell.assign("OPTIND", index.to_string().into())?;
        shell.assign(&name, "?".into())?;
        Ok(1)
    };
    let Some(word) = words.get(index - 1).cloned() else {
        return end(shell, index);
    };
    if word.as_str() == "--" {
        return end(shell, index + 1);
    }
    let Some(group) = word.as_str().strip_prefix('-').filter(|group| !group.is_empty()) else {
        return end(shell, index);
    };
    let at = group.floor_char_boundary(shell.state.letter.min(group.len()));
    let Some(letter) = group[at..].chars().next() else {
        shell.state.letter = 0;
        shell.assign("OPTIND", (index + 1).to_string().into())?;
        return getopts(shell, arguments);
    };
    let after = at + letter.len_utf8();
    let mut next = if after < group.len() { index } else { index + 1 };
    shell.state.letter = if after < group.len() { after } else { 0 };
    let found = letters.find(letter).filter(|_| letter != ':');
    let mut result = Text::from(letter.to_string());
    let mut value = None;
    match found {
        None => {
            if silent {
                value = Some(result);
            } else {
                shell.complain(&format!("Illegal option -{letter}"))?;
            }
            result = "?".into();
        }
        Some(found) if letters[found + letter.len_utf8()..].starts_with(':') => {
            shell.state.letter = 0;
            if after < group.len() {
                value = Some(word.slice(1 + after..word.len()));
                next = index + 1;
            } else if let Some(text) = words.get(index) {
                value = Some(text.clone());
                next = index + 2;
            } else if silent {
                value = Some(result);
                result = ":".into();
            } else {
                shell.complain(&format!("No arg for -{letter} option"))?;
                result = "?".into();
            }
        }
        Some(_) => {}
    }
    shell.assign("OPTIND", next.to_string().into())?;
    shell.assign("OPTARG", value.unwrap_or_default())?;
    shell.assign(&name, result)?;
    Ok(0)
}
