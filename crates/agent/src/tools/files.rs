//! Programs that make, move and remove files.

use super::options;
use crate::Text;
use crate::disk::{IS_DIRECTORY, NO_SUCH, Node, parent};
use crate::shell::{Flow, Shell, Status};

pub(super) fn mkdir(shell: &mut Shell, arguments: &[Text]) -> Status {
    let call = options::read(shell, arguments, "pm:v", &[("parents", 'p'), ("mode", 'm')]);
    let mode = call.value('m').and_then(|mode| u32::from_str_radix(mode.as_str(), 8).ok()).unwrap_or(0o755);
    let mut status = 0;
    for path in &call.operands {
        let absolute = shell.path(path.as_str());
        if call.has('p') {
            for (at, _) in absolute.match_indices('/').skip(1) {
                let _ = shell.world.disk.make_directory(&absolute[..at], 0o755);
            }
        }
        shell.world.meter.write(absolute.len())?;
        let made = shell.world.disk.make_directory(&absolute, mode);
        let fine = call.has('p') && shell.world.disk.is_directory(&absolute);
        if let (Err(reason), false) = (made, fine) {
            status =
                shell.fail("mkdir", &format!("cannot create directory '{}': {reason}", path.as_str()), 1)?;
        }
    }
    Ok(status)
}

pub(super) fn rm(shell: &mut Shell, arguments: &[Text]) -> Status {
    let call = options::read(shell, arguments, "rRfdvi", &[("recursive", 'r'), ("force", 'f')]);
    let mut status = 0;
    for path in &call.operands {
        let absolute = shell.path(path.as_str());
        let reason = match shell.world.disk.node(&absolute) {
            None if call.has('f') => continue,
            None => NO_SUCH,
            Some(Node::Directory { .. }) if !(call.has('r') || call.has('R')) => IS_DIRECTORY,
            Some(_) => {
                shell.world.disk.remove(&absolute);
                continue;
            }
        };
        status = shell.fail("rm", &format!("cannot remove '{}': {reason}", path.as_str()), 1)?;
    }
    Ok(status)
}

pub(super) fn rmdir(shell: &mut Shell, arguments: &[Text]) -> Status {
    let mut status = 0;
    for path in arguments[1..].iter().filter(|path| !path.as_str().starts_with('-')) {
        let absolute = shell.path(path.as_str());
        if shell.world.disk.is_directory(&absolute) && shell.world.disk.names(&absolute).next().is_none() {
            shell.world.disk.remove(&absolute);
        } else {
            status = shell.fail("rmdir", &format!("failed to remove '{}'", path.as_str()), 1)?;
        }
    }
    Ok(status)
}

/// Where a source goes: into a directory under its own name, or to the path itself.
fn place(shell: &Shell, source: &Text, target: &str) -> String {
    let target = shell.path(target);
    if !shell.world.disk.is_directory(&target) {
        return target;
    }
    let name = source.as_str().trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    format!("{}/{name}", target.trim_end_matches('/'))
}

/// Copies what is at a path, with all below it.
fn copy(shell: &mut Shell, from: &str, to: &str) -> Result<Result<(), &'static str>, Flow> {
    let source = shell.world.disk.resolve(from).unwrap_or_else(|| from.to_owned());
    let below: Vec<(String, Node)> =
        shell.world.disk.below(&source).map(|(path, node)| (path.to_owned(), node.clone())).collect();
    let Some(node) = shell.world.disk.target(from).cloned() else {
        return Ok(Err(NO_SUCH));
    };
    if format!("{to}/").starts_with(&format!("{source}/")) {
        return Ok(Err("it would be copied into itself"));
    }
    for (path, node) in std::iter::once((source.clone(), node)).chain(below) {
        let target = format!("{to}{}", &path[source.len()..]);
        shell.world.meter.write(target.len())?;
        let placed = match node {
            Node::File { text, mode } => {
                shell.world.meter.write(text.len())?;
                shell.world.disk.insert(&target, Node::File { text, mode })
            }
            Node::Directory { .. } if shell.world.disk.is_directory(&target) => Ok(()),
            Node::Directory { mode } => shell.world.disk.make_directory(&target, mode),
            Node::Link(_) => shell.world.disk.insert(&target, node),
        };
        if placed.is_err() {
            return Ok(placed);
        }
    }
    Ok(Ok(()))
}

pub(super) fn cp(shell: &mut Shell, arguments: &[Text]) -> Status {
    let long = [
        ("recursive", 'r'),
        ("archive", 'a'),
        ("force", 'f'),
        ("no-clobber", 'n'),
        ("target-directory", 't'),
    ];
    let call = options::read(shell, arguments, "rRafpvnLPudt:TS:b", &long);
    let deep = ['r', 'R', 'a'].into_iter().any(|letter| call.has(letter));
    let mut operands = call.operands.clone();
    let Some(target) = call.value('t').cloned().or_else(|| operands.pop()).filter(|_| !operands.is_empty())
    else {
        return shell.fail("cp", "missing destination file operand", 1);
    };
    let mut status = 0;
    for source in &operands {
        let from = shell.path(source.as_str());
        if shell.world.disk.is_directory(&from) && !deep {
            status = shell.fail(
                "cp",
                &format!("-r not specified; omitting directory '{}'", source.as_str()),
                1,
            )?;
            continue;
        }
        let to = place(shell, source, target.as_str());
        if call.has('n') && shell.world.disk.node(&to).is_some() {
            continue;
        }
        if let Err(reason) = copy(shell, &from, &to)? {
            status = shell.fail("cp", &format!("cannot copy '{}': {reason}", source.as_str()), 1)?;
        }
    }
    Ok(status)
}

pub(super) fn mv(shell: &mut Shell, arguments: &[Text]) -> Status {
    let mut call = options::read(shell, arguments, "fnvuT", &[("force", 'f')]);
    let Some(target) = call.operands.pop().filter(|_| !call.operands.is_empty()) else {
        return shell.fail("mv", "missing destination file operand", 1);
    };
    let mut status = 0;
    for source in &call.operands {
        let from = shell.path(source.as_str());
        let to = place(shell, source, target.as_str());
        if from == to || to.starts_with(&format!("{from}/")) {
            status = shell.fail("mv", &format!("cannot move '{}' to itself", source.as_str()), 1)?;
            continue;
        }
        match copy(shell, &from, &to)? {
            Ok(()) => shell.world.disk.remove(&from),
            Err(reason) => {
                status = shell.fail("mv", &format!("cannot move '{}': {reason}", source.as_str()), 1)?
            }
        }
    }
    Ok(status)
}

pub(super) fn touch(shell: &mut Shell, arguments: &[Text]) -> Status {
    let call = options::read(shell, arguments, "acmd:t:r:", &[("date", 'd'), ("no-create", 'c')]);
    let mut status = 0;
    for path in &call.operands {
        let absolute = shell.path(path.as_str());
        if call.has('c') || shell.world.disk.is_directory(&absolute) {
            continue;
        }
        if let Err(reason) = shell.world.disk.open(&absolute, false) {
            status = shell.fail("touch", &format!("cannot touch '{}': {reason}", path.as_str()), 1)?;
        }
    }
    Ok(status)
}

pub(super) fn ln(shell: &mut Shell, arguments: &[Text]) -> Status {
    let call = options::read(shell, arguments, "sfnvT", &[("symbolic", 's'), ("force", 'f')]);
    let (source, target) = match call.operands.as_slice() {
        [source] => (source, "."),
        [source, target] => (source, target.as_str()),
        _ => return shell.fail("ln", "missing file operand", 1),
    };
    let to = if call.has('n') && !shell.world.disk.is_directory(target) {
        shell.path(target)
    } else {
        place(shell, source, target)
    };
    if shell.world.disk.node(&to).is_some() {
        if !call.has('f') {
            return shell.fail("ln", &format!("failed to create link '{target}': File exists"), 1);
        }
        shell.world.disk.remove(&to);
    }
    let node = if call.has('s') {
        Some(Node::Link(source.as_str().to_owned()))
    } else {
        // A second name for the same text: a later change to one of them does not reach the other here.
        shell.world.disk.target(&shell.path(source.as_str())).cloned()
    };
    let linked = match node {
        Some(node) => shell.world.disk.insert(&to, node),
        None => Err(NO_SUCH),
    };
    match linked {
        Ok(()) => Ok(0),
        Err(reason) => shell.fail("ln", &format!("failed to create link '{target}': {reason}"), 1),
    }
}

pub(super) fn readlink(shell: &mut Shell, arguments: &[Text]) -> Status {
    let follow = arguments[0].as_str() == "realpath";
    let call = options::read(shell, arguments, "femnqs", &[]);
    for path in &call.operands {
        let absolute = shell.path(path.as_str());
        let shown = if follow || call.has('f') || call.has('e') || call.has('m') {
            shell.world.disk.resolve(&absolute)
        } else {
            match shell.world.disk.node(&absolute) {
                Some(Node::Link(target)) => Some(target.clone()),
                _ => None,
            }
        };
        let Some(shown) = shown else {
            return Ok(1);
        };
        shell.print_line(&shown)?;
    }
    Ok(0)
}

pub(super) fn chmod(shell: &mut Shell, arguments: &[Text]) -> Status {
    // A mode such as `-x` is no option.
    let words: Vec<&Text> = arguments[1..]
        .iter()
        .filter(|word| !matches!(word.as_str(), "-R" | "-v" | "-f" | "--recursive"))
        .collect();
    let deep = arguments.iter().any(|word| matches!(word.as_str(), "-R" | "--recursive"));
    let Some((change, paths)) = words.split_first() else {
        return shell.fail("chmod", "missing operand", 1);
    };
    let mut status = 0;
    for path in paths {
        let absolute = shell.path(path.as_str());
        if shell.world.disk.target(&absolute).is_none() {
            status = shell.fail("chmod", &format!("cannot access '{}': {NO_SUCH}", path.as_str()), 1)?;
            continue;
        }
        let mut all = vec![absolute.clone()];
        if deep {
            all.extend(shell.world.disk.below(&absolute).map(|(path, _)| path.to_owned()));
        }
        for path in all {
            if let Some(Node::File { mode, .. } | Node::Directory { mode }) =
                shell.world.disk.target_mut(&path)
            {
                match changed(*mode, change.as_str()) {
                    Some(new) => *mode = new,
                    None => return shell.fail("chmod", &format!("invalid mode: '{}'", change.as_str()), 1),
                }
            }
        }
    }
    Ok(status)
}

/// A mode after `755`, `+x`, `u=rw,go-w`.
fn changed(mut mode: u32, change: &str) -> Option<u32> {
    if change.bytes().all(|digit| digit.is_ascii_digit()) {
        return u32::from_str_radix(change, 8).ok().filter(|mode| *mode <= 0o7777);
    }
    for clause in change.split(',') {
        let at = clause.find(['+', '-', '='])?;
        let (who, rest) = clause.split_at(at);
        let mut mask = 0;
        for letter in who.chars() {
            mask |= match letter {
                'u' => 0o700,
                'g' => 0o070,
                'o' => 0o007,
                'a' => 0o777,
                _ => return None,
            };
        }
        let mask = if who.is_empty() { 0o777 } else { mask };
        let mut bits = 0;
        for letter in rest[1..].chars() {
            bits |= match letter {
                'r' => 0o444,
                'w' => 0o222,
                'x' => 0o111,
                'X' if mode & 0o111 != 0 => 0o111,
                'X' | 's' | 't' => 0,
                _ => return None,
            };
        }
        mode = match &rest[..1] {
            "+" => mode | bits & mask,
            "-" => mode & !(bits & mask),
            _ => mode & !mask | bits & mask,
        };
    }
    Some(mode)
}

/// `chown`, `chgrp`: everything belongs to root here.
pub(super) fn chown(shell: &mut Shell, arguments: &[Text]) -> Status {
    let words: Vec<&str> =
        arguments[1..].iter().map(Text::as_str).filter(|word| !word.starts_with('-')).collect();
    for path in words.iter().skip(1) {
        if shell.world.disk.target(&shell.path(path)).is_none() {
            return shell.fail(arguments[0].as_str(), &format!("cannot access '{path}': {NO_SUCH}"), 1);
        }
    }
    Ok(0)
}

/// `mktemp [-d]`: a name that is the same in every run, and free.
pub(super) fn mktemp(shell: &mut Shell, arguments: &[Text]) -> Status {
    let call = options::read(shell, arguments, "dqup:t", &[("directory", 'd'), ("tmpdir", 'p')]);
    let directory = call.value('p').map_or("/tmp", Text::as_str);
    let template = match call.operands.first().map(Text::as_str) {
        None => format!("{directory}/tmp.XXXXXXXXXX"),
        Some(template) if template.contains('/') => template.to_owned(),
        Some(template) if call.has('p') || call.has('t') => format!("{directory}/{template}"),
        Some(template) => template.to_owned(),
    };
    let places = template.len() - template.trim_end_matches('X').len();
    let start = &template[..template.len() - places];
    for number in 0.. {
        let path = format!("{start}{number:0>places$}");
        let absolute = shell.path(&path);
        shell.world.meter.step()?;
        if shell.world.disk.node(&absolute).is_some() {
            continue;
        }
        let made = if call.has('d') {
            shell.world.disk.make_directory(&absolute, 0o700)
        } else {
            shell.world.disk.write(&absolute, Text::default())
        };
        if let Err(reason) = made {
            return shell.fail("mktemp", &format!("failed to create '{}': {reason}", parent(&absolute)), 1);
        }
        shell.print_line(&path)?;
        break;
    }
    Ok(0)
}

/// `install`: copies with a mode, or makes directories (`-d`).
pub(super) fn install(shell: &mut Shell, arguments: &[Text]) -> Status {
    let long = [("mode", 'm'), ("directory", 'd'), ("owner", 'o'), ("group", 'g'), ("target-directory", 't')];
    let mut call = options::read(shell, arguments, "dDm:o:g:t:pvT", &long);
    let mode = call.value('m').map_or("755", Text::as_str).to_owned();
    let mut made = std::mem::take(&mut call.operands);
    if call.has('d') {
        made.iter().for_each(|path| shell.world.disk.make_directories(&shell.path(path.as_str())));
    } else {
        let target = match call.value('t') {
            Some(directory) => Some(directory.clone()),
            None => made.pop().filter(|_| !made.is_empty()),
        };
        let Some(target) = target else {
            return shell.fail("install", "missing destination file operand", 1);
        };
        if call.has('D') {
            let path = shell.path(target.as_str());
            let above = if call.has('t') { path.as_str() } else { parent(&path) }.to_owned();
            shell.world.disk.make_directories(&above);
        }
        for source in &mut made {
            let text = match shell.read_file(source.as_str())? {
                Ok(text) => text,
                Err(reason) => {
                    return shell.fail("install", &format!("cannot stat '{}': {reason}", source.as_str()), 1);
                }
            };
            let to = place(shell, source, target.as_str());
            shell.world.meter.write(text.len())?;
            if let Err(reason) = shell.world.disk.write(&to, text) {
                return shell.fail("install", &format!("cannot create regular file '{to}': {reason}"), 1);
            }
            *source = to.into();
        }
    }
    let words = [vec!["chmod".into(), mode.as_str().into()], made].concat();
    if words.len() > 2 { chmod(shell, &words) } else { Ok(0) }
}
