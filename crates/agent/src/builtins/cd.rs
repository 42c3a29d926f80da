//! `cd`, `pwd`, bash's `pushd` and `popd`.

use crate::Text;
use crate::shell::{Shell, Status};

/// bash's stack of directories, kept as lines in a variable nobody names.
const STACK: &str = " directories";

pub(super) fn cd(shell: &mut Shell, arguments: &[Text]) -> Status {
    let target = arguments[1..].iter().find(|argument| !matches!(argument.as_str(), "-L" | "-P" | "--"));
    let (target, show) = match target.map(Text::as_str) {
        None => (shell.variable("HOME").map_or("/root", Text::as_str).to_owned(), false),
        Some("-") => (shell.variable("OLDPWD").map_or("", Text::as_str).to_owned(), true),
        Some(target) => (target.to_owned(), false),
    };
    enter(shell, &target, show)
}

fn enter(shell: &mut Shell, target: &str, show: bool) -> Status {
    let path = shell.path(target);
    if shell.world.unknowns > 0 && shell.world.disk.node(&path).is_none() && !path.is_empty() {
        shell.remark(format!("whether `{path}` is there is not known here: taken to be there"));
        shell.world.disk.make_directories(&path);
    }
    if !shell.world.disk.is_directory(&path) {
        let message = if shell.bash() {
            format!("cd: {target}: No such file or directory")
        } else {
            format!("cd: can't cd to {target}")
        };
        shell.complain(&message)?;
        return Ok(if shell.bash() { 1 } else { 2 });
    }
    let old = std::mem::replace(&mut shell.state.directory, path.clone());
    shell.assign("OLDPWD", old.into())?;
    shell.assign("PWD", path.as_str().into())?;
    if show {
        shell.print_line(&path)?;
    }
    Ok(0)
}

pub(super) fn pwd(shell: &mut Shell, _: &[Text]) -> Status {
    let directory = shell.state.directory.clone();
    shell.print_line(&directory)?;
    Ok(0)
}

pub(super) fn pushd(shell: &mut Shell, arguments: &[Text]) -> Status {
    let Some(target) = arguments.get(1) else {
        return Ok(1);
    };
    let old = shell.state.directory.clone();
    let status = enter(shell, target.as_str(), false)?;
    if status == 0 {
        let stack = shell.variable(STACK).map_or("", Text::as_str);
        let stack = format!("{old}\n{stack}");
        shell.assign(STACK, stack.as_str().into())?;
        let shown = format!("{} {}", shell.state.directory, stack.trim_end().replace('\n', " "));
        shell.print_line(&shown)?;
    }
    Ok(status)
}

pub(super) fn popd(shell: &mut Shell, _: &[Text]) -> Status {
    let stack = shell.variable(STACK).map_or("", Text::as_str).to_owned();
    let Some((top, rest)) = stack.split_once('\n') else {
        shell.complain("popd: directory stack empty")?;
        return Ok(1);
    };
    let status = enter(shell, top, false)?;
    shell.assign(STACK, rest.into())?;
    let shown = format!("{top} {rest}").trim_end().replace('\n', " ");
    shell.print_line(&shown)?;
    Ok(status)
}
