//! `set` and `shift`.

use std::rc::Rc;

use crate::Text;
use crate::shell::{Content, Shell, Status, options_of_set};

pub(super) fn set(shell: &mut Shell, arguments: &[Text]) -> Status {
    if arguments.len() == 1 {
        return list(shell);
    }
    let mut words = &arguments[1..];
    while let Some((word, rest)) = words.split_first() {
        let (on, letters) = match word.as_str() {
            "--" => {
                shell.state.arguments = Rc::new(rest.to_vec());
                return Ok(0);
            }
            "-" => {
                words = rest;
                break;
            }
            word => match (word.strip_prefix('-'), word.strip_prefix('+')) {
                (Some(letters), _) => (true, letters),
                (_, Some(letters)) => (false, letters),
                _ => break,
            },
        };
        words = rest;
        for letter in letters.chars() {
            if letter == 'o' {
                let Some((name, rest)) = words.split_first() else {
                    return Ok(0);
                };
                words = rest;
                switch(shell, name.as_str(), on)?;
            } else {
                switch(shell, &letter.to_string(), on)?;
            }
        }
    }
    if !words.is_empty() {
        shell.state.arguments = Rc::new(words.to_vec());
    }
    Ok(0)
}

fn switch(shell: &mut Shell, name: &str, on: bool) -> Status {
    let known = [
        "b",
        "h",
        "m",
        "n",
        "v",
        "B",
        "C",
        "H",
        "P",
        "T",
        "posix",
        "verbose",
        "monitor",
        "notify",
        "noclobber",
    ];
    if name == "pipefail" && !shell.bash() {
        shell.complain("set: Illegal option -o pipefail")?;
        return Err(crate::shell::Flow::Exit(2));
    }
    match options_of_set(&mut shell.state.options, name) {
        Some(option) => *option = on,
        None if known.contains(&name) => {}
        None => {
            shell.complain(&format!("set: Illegal option -{name}"))?;
            return if shell.bash() { Ok(2) } else { Err(crate::shell::Flow::Exit(2)) };
        }
    }
    Ok(0)
}

/// Without arguments: all variables.
fn list(shell: &mut Shell) -> Status {
    let mut lines: Vec<Text> = Vec::new();
    for (name, variable) in shell.state.variables.iter() {
        let Some(value) = variable.value.as_ref().and_then(Content::scalar) else {
            continue;
        };
        let mut line = Text::from(format!("{name}="));
        let plain = shell.bash()
            && value.as_str().chars().all(|c| c.is_ascii_alphanumeric() || "_-./:,@%+".contains(c));
        if !plain {
            line.push_str("'");
        }
        line.push(value);
        line.push_str(if plain { "\n" } else { "'\n" });
        lines.push(line);
    }
    lines.sort_unstable_by(|a, b| a.as_str().cmp(b.as_str()));
    shell.print(&Text::join(&lines, ""))?;
    Ok(0)
}

pub(super) fn shift(shell: &mut Shell, arguments: &[Text]) -> Status {
    let count = arguments.get(1).map_or(Some(1), |count| count.as_str().parse::<usize>().ok());
    let Some(count) = count.filter(|count| *count <= shell.state.arguments.len()) else {
        if shell.bash() {
            return Ok(1);
        }
        shell.complain("shift: can't shift that many")?;
        return Err(crate::shell::Flow::Exit(2));
    };
    Rc::make_mut(&mut shell.state.arguments).drain(..count);
    Ok(0)
}
