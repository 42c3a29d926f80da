//! `find` and `ls`, as far as scripts use them to make lists.

use super::options;
use crate::Text;
use crate::disk::Node;
use crate::shell::{Pattern, Shell, Status};

/// The files below paths, in order: for `grep -r`.
pub(super) fn files_below(shell: &Shell, roots: &[Text]) -> Vec<Text> {
    let mut files = Vec::new();
    for root in roots {
        let absolute = shell.path(root.as_str());
        let resolved = shell.world.disk.resolve(&absolute).unwrap_or(absolute);
        if !shell.world.disk.is_directory(&resolved) {
            files.push(root.clone());
            continue;
        }
        let shown = root.as_str().trim_end_matches('/');
        let below = shell.world.disk.below(&resolved).filter(|(_, node)| matches!(node, Node::File { .. }));
        files.extend(below.map(|(path, _)| {
            Text::from(format!("{shown}{}", &path[resolved.trim_end_matches('/').len()..]))
        }));
    }
    files
}

pub(super) fn find(shell: &mut Shell, arguments: &[Text]) -> Status {
    let words = &arguments[1..];
    let start =
        words.iter().position(|word| word.as_str().starts_with(['-', '!', '('])).unwrap_or(words.len());
    let (roots, tests) = words.split_at(start);
    let roots = if roots.is_empty() { vec![".".into()] } else { roots.to_vec() };
    let (mut name, mut kind, mut depths, mut at) = (None, None, (0, usize::MAX), 0);
    let mut command: Option<&[Text]> = None;
    let (mut delete, mut zero) = (false, false);
    while let Some(test) = tests.get(at) {
        let value = tests.get(at + 1).map_or("", Text::as_str);
        at += 2;
        match test.as_str() {
            "-name" => name = Some(Pattern::of_text(value)),
            "-type" => kind = value.chars().next(),
            "-maxdepth" => depths.1 = value.parse().unwrap_or(usize::MAX),
            "-mindepth" => depths.0 = value.parse().unwrap_or(0),
            "-exec" => {
                let length =
                    tests[at - 1..].iter().position(|word| matches!(word.as_str(), ";" | "+")).unwrap_or(0);
                command = Some(&tests[at - 1..at - 1 + length]);
                at += length;
            }
            "-delete" => (delete, at) = (true, at - 1),
            "-print" => at -= 1,
            "-print0" => (zero, at) = (true, at - 1),
            other => return shell.refuse(shell.state.line, format!("`find {other}`")),
        }
    }
    let mut found = Vec::new();
    let mut status = 0;
    for root in &roots {
        let absolute = shell.path(root.as_str());
        let Some(node) = shell.world.disk.target(&absolute) else {
            status = shell.fail("find", &format!("'{}': No such file or directory", root.as_str()), 1)?;
            continue;
        };
        let shown = root.as_str().trim_end_matches('/');
        let above = absolute.trim_end_matches('/').len();
        let below = shell.world.disk.below(&absolute);
        for (path, node) in std::iter::once((absolute.as_str(), node)).chain(below) {
            let depth = path[above.min(path.len())..].matches('/').count();
            let of_kind = match node {
                Node::File { .. } => 'f',
                Node::Directory { .. } => 'd',
                Node::Link(_) => 'l',
            };
            let last = path.rsplit('/').next().unwrap_or_default();
            shell.world.meter.step()?;
            let named = match &name {
                Some(pattern) => pattern.matches(last, &mut shell.world.meter)?,
                None => true,
            };
            if named && kind.is_none_or(|kind| kind == of_kind) && depth >= depths.0 && depth <= depths.1 {
                let path =
                    if depth == 0 { root.as_str().to_owned() } else { format!("{shown}{}", &path[above..]) };
                found.push(path);
            }
        }
    }
    for path in found {
        if let Some(command) = command {
            let call: Vec<Text> =
                command.iter().map(|word| word.as_str().replace("{}", &path).into()).collect();
            crate::shell::call_by_name(shell, &call)?;
        } else if delete {
            let path = shell.path(&path);
            shell.world.disk.remove(&path);
        } else {
            let end = if zero { '\0' } else { '\n' };
            shell.print(&format!("{path}{end}").into())?;
        }
    }
    Ok(status)
}

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
