//! `command`, `type`: where a name leads.

use crate::shell::{Shell, Status, call_by_name};
use crate::{Text, tools};

/// `command name ...`, `command -v name`
pub(super) fn command(shell: &mut Shell, arguments: &[Text]) -> Status {
    match arguments.get(1).map(Text::as_str) {
        Some("-v" | "-V") => {
            let mut status = 0;
            for name in &arguments[2..] {
                let place = place_of(shell, name.as_str());
                shell.print(&place)?;
                shell.print_line("")?;
                status = 0.max(status);
            }
            Ok(if arguments.len() > 2 { status } else { 127 })
        }
        Some("-p") => call_by_name(shell, &arguments[2..]),
        Some(_) => call_by_name(shell, &arguments[1..]),
        None => Ok(0),
    }
}

/// `type name`
pub(super) fn type_of(shell: &mut Shell, arguments: &[Text]) -> Status {
    for name in arguments[1..].iter().filter(|name| !name.as_str().starts_with('-')) {
        let place = place_of(shell, name.as_str());
        let mut line = Text::from(format!("{} is ", name.as_str()));
        line.push(&place);
        line.push_str("\n");
        shell.print(&line)?;
    }
    Ok(0)
}

/// Where a command is. One that simulated instances do not have is taken to be there, as running it is taken to work;
/// the answer is marked.
pub(crate) fn place_of(shell: &mut Shell, name: &str) -> Text {
    let builtin = super::find(name, shell.state.dialect).is_some();
    if builtin || shell.state.functions.contains_key(name) {
        return name.into();
    }
    let plain = name.rsplit('/').next().unwrap_or(name);
    if tools::find(plain).is_some() {
        return format!("/usr/bin/{plain}").into();
    }
    if let Some(path) = crate::shell::on_path(shell, name).filter(|_| !name.contains('/')) {
        return path.into();
    }
    if name.contains('/') && shell.world.disk.target(&shell.path(name)).is_some() {
        return name.into();
    }
    shell.world.unknowns += 1;
    shell.remark(format!("whether the image has `{name}` is not known here: taken to be there"));
    let origin = shell.origin(&format!("? command -v {name}"));
    Text::from_origin(&format!("/usr/bin/{plain}"), origin)
}
