//! Builtins that steer: leaving loops, functions and shells, running text as commands.

use std::rc::Rc;

use crate::Text;
use crate::shell::{Flow, Shell, Status, call, evaluate, evaluate_from};

/// `true`, `:` and those that have nothing to do where there are no processes.
pub(super) fn nothing(_: &mut Shell, _: &[Text]) -> Status {
    Ok(0)
}

/// `false`
pub(super) fn fail(_: &mut Shell, _: &[Text]) -> Status {
    Ok(1)
}

/// The number that an argument gives; the status so far if there is none.
fn status_argument(shell: &mut Shell, arguments: &[Text]) -> Result<i32, Flow> {
    let Some(argument) = arguments.get(1) else {
        return Ok(shell.state.status);
    };
    match argument.as_str().trim().parse::<i64>() {
        Ok(status) => Ok((status & 255) as i32),
        Err(_) => {
            shell.complain(&format!("{}: Illegal number: {}", arguments[0].as_str(), argument.as_str()))?;
            Err(Flow::Exit(2))
        }
    }
}

/// `exit`
pub(super) fn exit(shell: &mut Shell, arguments: &[Text]) -> Status {
    Err(Flow::Exit(status_argument(shell, arguments)?))
}

/// `return`
pub(super) fn leave_function(shell: &mut Shell, arguments: &[Text]) -> Status {
    let status = status_argument(shell, arguments)?;
    if shell.state.calls == 0 && shell.bash() {
        shell.complain("return: can only `return' from a function or sourced script")?;
        return Ok(1);
    }
    Err(Flow::Return(status))
}

/// `break`, `continue`
pub(super) fn leave_loop(shell: &mut Shell, arguments: &[Text]) -> Status {
    if shell.state.loops == 0 {
        return Ok(0);
    }
    let levels = arguments.get(1).and_then(|levels| levels.as_str().parse().ok()).unwrap_or(1);
    let levels = u32::clamp(levels, 1, shell.state.loops);
    Err(if arguments[0].as_str() == "break" { Flow::Break(levels) } else { Flow::Continue(levels) })
}

/// `eval`
pub(super) fn eval(shell: &mut Shell, arguments: &[Text]) -> Status {
    let script = Text::join(&arguments[1..], " ");
    shell.world.meter.hold(script.len())?;
    evaluate(shell, script.as_str())
}

/// `.` and `source`
pub(super) fn source(shell: &mut Shell, arguments: &[Text]) -> Status {
    let Some(name) = arguments.get(1).map(|name| name.as_str().to_owned()) else {
        return Ok(2);
    };
    let script = match shell.read_file(&name)? {
        Ok(script) => script,
        Err(reason) => {
            let message = if shell.bash() {
                format!("{name}: {reason}")
            } else {
                format!("cannot open {name}: No such file")
            };
            shell.complain(&message)?;
            // A file that is expected on the image is not known to be missing: this one is.
            return if shell.bash() { Ok(1) } else { Err(Flow::Exit(2)) };
        }
    };
    let outer = Rc::clone(&shell.state.arguments);
    if shell.bash() && arguments.len() > 2 {
        shell.state.arguments = Rc::new(arguments[2..].to_vec());
    }
    let line = shell.state.line;
    shell.state.calls += 1;
    let ran = evaluate_from(shell, script.as_str(), 1);
    shell.state.calls = shell.state.calls.saturating_sub(1);
    shell.state.line = line;
    shell.state.arguments = outer;
    match ran {
        Err(Flow::Return(status)) => Ok(status),
        ran => ran,
    }
}

/// `exec`: redirections stay; with a command, the shell ends with it.
pub(super) fn exec(shell: &mut Shell, arguments: &[Text]) -> Status {
    if arguments.len() < 2 {
        return Ok(0);
    }
    let status = call(shell, &arguments[1..])?;
    shell.state.at_exit = None;
    Err(Flow::Exit(status))
}

/// `trap`: signals never come here, but scripts end.
pub(super) fn trap(shell: &mut Shell, arguments: &[Text]) -> Status {
    let words: Vec<&str> = arguments[1..].iter().map(Text::as_str).filter(|word| *word != "--").collect();
    let [action, signals @ ..] = words.as_slice() else {
        return Ok(0);
    };
    let action: Option<Rc<str>> = if matches!(*action, "" | "-") { None } else { Some((*action).into()) };
    for signal in signals {
        match *signal {
            "EXIT" | "0" => shell.state.at_exit.clone_from(&action),
            "ERR" if shell.bash() => shell.state.on_error.clone_from(&action),
            _ => {}
        }
    }
    Ok(0)
}

/// bash's `let`
pub(super) fn let_expression(shell: &mut Shell, arguments: &[Text]) -> Status {
    let mut value = 0;
    for argument in &arguments[1..] {
        value = crate::shell::arithmetic(shell, argument.as_str())?;
    }
    Ok(i32::from(value == 0))
}
