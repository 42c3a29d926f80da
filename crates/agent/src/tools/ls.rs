//! `ls` and `stat`: what files are.

use super::options;
use crate::Text;
use crate::disk::Node;
use crate::shell::{Shell, Status};

pub(super) fn ls(shell: &mut Shell, arguments: &[Text]) -> Status {
    let call = options::read(shell, arguments, "1aAldtrhRFC", &[("all", 'a'), ("directory", 'd')]);
    let here = [Text::from(".")];
    let paths = if call.operands.is_empty() { &here } else { call.operands.as_slice() };
    let (mut status, mut files, mut directories) = (0, Vec::new(), Vec::new());
    for path in paths {
        let absolute = shell.path(path.as_str());
        match shell.world.disk.target(&absolute) {
            Some(Node::Directory { .. }) if !call.has('d') => directories.push((path.as_str(), absolute)),
            Some(_) => files.push(path.as_str().to_owned()),
            None => {
                status = shell.fail(
                    "ls",
                    &format!("cannot access '{}': No such file or directory", path.as_str()),
                    2,
                )?;
            }
        }
    }
    for file in &files {
        let line = long(shell, &shell.path(file), file, call.has('l'));
        shell.print_line(&line)?;
    }
    for (index, (shown, absolute)) in directories.iter().enumerate() {
        if paths.len() > 1 {
            let gap = if index > 0 || !files.is_empty() { "\n" } else { "" };
            shell.print_line(&format!("{gap}{shown}:"))?;
        }
        let names: Vec<String> = shell.world.disk.names(absolute).map(str::to_owned).collect();
        for name in names.iter().filter(|name| call.has('a') || call.has('A') || !name.starts_with('.')) {
            let line = long(shell, &format!("{absolute}/{name}"), name, call.has('l'));
            shell.print_line(&line)?;
        }
    }
    Ok(status)
}

/// A name, or with `-l` a line about it.
fn long(shell: &Shell, path: &str, shown: &str, long: bool) -> String {
    if !long {
        return shown.to_owned();
    }
    let (kind, mode, size) = match shell.world.disk.node(path) {
        Some(Node::File { text, mode }) => ('-', *mode, text.len()),
        Some(Node::Directory { mode }) => ('d', *mode, 4096),
        Some(Node::Link(target)) => ('l', 0o777, target.len()),
        None => ('?', 0, 0),
    };
    let letters: String =
        (0..9).map(|bit| if mode & (0o400 >> bit) == 0 { '-' } else { ['r', 'w', 'x'][bit % 3] }).collect();
    format!("{kind}{letters} 1 root root {size} Jan  1 00:00 {shown}")
}

/// `stat -c FORMAT`
pub(super) fn stat(shell: &mut Shell, arguments: &[Text]) -> Status {
    let long = [("format", 'c'), ("printf", 'c'), ("dereference", 'L'), ("terse", 't')];
    let call = options::read(shell, arguments, "c:Ltf", &long);
    let mut status = 0;
    for path in &call.operands {
        let absolute = shell.path(path.as_str());
        let (mode, size, kind) = match shell.world.disk.target(&absolute) {
            Some(Node::File { text, mode }) => (*mode, text.len(), "regular file"),
            Some(Node::Directory { mode }) => (*mode, 4096, "directory"),
            _ => {
                let reason = format!("cannot statx '{}': No such file or directory", path.as_str());
                status = shell.fail("stat", &reason, 1)?;
                continue;
            }
        };
        let mut out = String::new();
        let mut chars = call.value('c').map_or("  File: %n\n  Size: %s  %F", Text::as_str).chars();
        while let Some(char) = chars.next() {
            if char != '%' {
                out.push(char);
                continue;
            }
            match chars.next() {
                Some('a') => out.push_str(&format!("{mode:o}")),
                Some('n') => out.push_str(path.as_str()),
                Some('s') => out.push_str(&size.to_string()),
                Some('F') => out.push_str(kind),
                Some('U' | 'G') => out.push_str("root"),
                Some('u' | 'g') => out.push('0'),
                Some('Y' | 'X' | 'Z') => out.push_str(&super::process::moment("%s")),
                Some('%') => out.push('%'),
                _ => {}
            }
        }
        shell.print_line(&out)?;
    }
    Ok(status)
}
