//! `find`, as far as scripts use it to make lists and to act on them.

use crate::Text;
use crate::disk::Node;
use crate::shell::{Flow, Pattern, Shell, Status};

/// One condition or action of `find`.
enum Test {
    Name {
        pattern: Pattern,
        of_path: bool,
        ignore_case: bool,
    },
    Kind(char),
    Empty,
    Size {
        sign: char,
        number: usize,
        unit: usize,
    },
    Executable,
    Always,
    Not(Box<Test>),
    All(Vec<Test>),
    Any(Vec<Test>),
    /// The words of a command up to its `;` or `+`, which calls it once with all paths.
    Exec {
        command: Vec<Text>,
        at_once: bool,
    },
    Print(char),
    Delete,
    Prune,
}

/// A `find` as it was read, and what it gathers.
struct Search {
    depths: (usize, usize),
    /// Whether anything but printing is asked for.
    acts: bool,
    gathered: Vec<(Vec<Text>, Vec<Text>)>,
    /// The directory below which nothing more is looked at.
    pruned: Option<String>,
}

/// How deep brackets and signs of `find` may stand in each other.
const DEEPEST: usize = 50;

pub(super) fn find(shell: &mut Shell, arguments: &[Text]) -> Status {
    let mut words = &arguments[1..];
    while let Some((_, rest)) =
        words.split_first().filter(|(word, _)| matches!(word.as_str(), "-L" | "-H" | "-P"))
    {
        words = rest;
    }
    let start =
        words.iter().position(|word| word.as_str().starts_with(['-', '!', '('])).unwrap_or(words.len());
    let (roots, tests) = words.split_at(start);
    let roots = if roots.is_empty() { vec![".".into()] } else { roots.to_vec() };
    let mut search = Search { depths: (0, usize::MAX), acts: false, gathered: Vec::new(), pruned: None };
    let mut at = 0;
    let test = match any(tests, &mut at, 0, &mut search) {
        Ok(test) if at == tests.len() => test,
        Ok(_) => return shell.fail("find", "paths must precede expression", 1),
        Err(word) => return shell.refuse(shell.state.line, format!("`find {word}`")),
    };
    let mut status = 0;
    for root in &roots {
        let absolute = shell.path(root.as_str());
        if shell.world.disk.target(&absolute).is_none() {
            status = shell.fail("find", &format!("'{}': No such file or directory", root.as_str()), 1)?;
            continue;
        }
        let above = absolute.trim_end_matches('/').len();
        let below = shell.world.disk.below(&absolute).map(|(path, _)| path.to_owned());
        let paths: Vec<String> = std::iter::once(absolute.clone()).chain(below).collect();
        let shown = root.as_str().trim_end_matches('/');
        let mut deleted = Vec::new();
        for path in paths {
            let inside = path.get(above..).unwrap_or_default();
            let depth = inside.matches('/').count();
            let cut = search.pruned.as_ref().is_some_and(|pruned| path.starts_with(pruned.as_str()));
            if depth < search.depths.0 || depth > search.depths.1 || cut {
                continue;
            }
            let name = if depth == 0 { root.as_str().to_owned() } else { format!("{shown}{inside}") };
            let mut found = Found { name, path, deleted: false };
            let holds = applies(shell, &test, &mut found, &mut search)?;
            if holds && !search.acts {
                shell.print_line(&found.name)?;
            }
            deleted.extend(found.deleted.then_some(found.path));
        }
        deleted.iter().for_each(|path| shell.world.disk.remove(path));
    }
    for (mut command, paths) in search.gathered {
        command.retain(|word| word.as_str() != "{}");
        command.extend(paths);
        crate::shell::call_by_name(shell, &command)?;
    }
    Ok(status)
}

/// A path that was come to.
struct Found {
    name: String,
    path: String,
    deleted: bool,
}

/// Tests with `-o` between them.
fn any(words: &[Text], at: &mut usize, depth: usize, search: &mut Search) -> Result<Test, String> {
    let mut alternatives = vec![all(words, at, depth, search)?];
    while words.get(*at).is_some_and(|word| matches!(word.as_str(), "-o" | "-or")) {
        *at += 1;
        alternatives.push(all(words, at, depth, search)?);
    }
    Ok(Test::Any(alternatives))
}

/// Tests in a row.
fn all(words: &[Text], at: &mut usize, depth: usize, search: &mut Search) -> Result<Test, String> {
    let mut tests = Vec::new();
    while let Some(word) = words.get(*at).map(Text::as_str) {
        match word {
            "-o" | "-or" | ")" => break,
            "-a" | "-and" => *at += 1,
            _ => tests.push(one(words, at, depth, search)?),
        }
    }
    Ok(Test::All(tests))
}

fn one(words: &[Text], at: &mut usize, depth: usize, search: &mut Search) -> Result<Test, String> {
    let word = words.get(*at).map_or("", Text::as_str);
    *at += 1;
    if depth > DEEPEST {
        return Err(word.to_owned());
    }
    if matches!(word, "!" | "-not") {
        return Ok(Test::Not(Box::new(one(words, at, depth + 1, search)?)));
    }
    if word == "(" {
        let inside = any(words, at, depth + 1, search)?;
        *at += 1;
        return Ok(inside);
    }
    let mut value = || {
        *at += 1;
        words.get(*at - 1).map_or("", Text::as_str)
    };
    Ok(match word {
        "-name" | "-iname" | "-path" | "-wholename" | "-ipath" => {
            let ignore_case = word.starts_with("-i");
            let pattern = value();
            let pattern = if ignore_case { pattern.to_ascii_lowercase() } else { pattern.to_owned() };
            let of_path = word.ends_with("path") || word == "-wholename";
            Test::Name { pattern: Pattern::of_text(&pattern), of_path, ignore_case }
        }
        "-type" => Test::Kind(value().chars().next().unwrap_or('f')),
        "-maxdepth" => {
            search.depths.1 = value().parse().unwrap_or(usize::MAX);
            Test::Always
        }
        "-mindepth" => {
            search.depths.0 = value().parse().unwrap_or(0);
            Test::Always
        }
        "-empty" => Test::Empty,
        "-executable" => Test::Executable,
        "-size" => {
            let text = value();
            let sign = text.chars().next().filter(|c| matches!(c, '+' | '-')).unwrap_or('=');
            let digits = text.trim_start_matches(['+', '-']);
            let number = digits.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse().unwrap_or(0);
            let unit = match digits.chars().last() {
                Some('c') => 1,
                Some('k') => 1 << 10,
                Some('M') => 1 << 20,
                Some('G') => 1 << 30,
                _ => 512,
            };
            Test::Size { sign, number, unit }
        }
        "-exec" | "-execdir" => {
            search.acts = true;
            let rest = &words[*at..];
            let length = rest.iter().position(|word| matches!(word.as_str(), ";" | "+")).ok_or("-exec")?;
            *at += length + 1;
            Test::Exec { command: rest[..length].to_vec(), at_once: rest[length].as_str() == "+" }
        }
        "-print" | "-print0" | "-ls" => {
            search.acts = true;
            Test::Print(if word == "-print0" { '\0' } else { '\n' })
        }
        "-delete" => {
            search.acts = true;
            Test::Delete
        }
        "-prune" => Test::Prune,
        // There is one moment and one owner here.
        "-mtime" | "-mmin" | "-newer" | "-user" | "-group" | "-perm" => {
            value();
            Test::Always
        }
        "-depth" | "-xdev" | "-mount" | "-true" => Test::Always,
        other => return Err(other.to_owned()),
    })
}

/// Whether a path passes a test; actions are carried out.
fn applies(shell: &mut Shell, test: &Test, found: &mut Found, search: &mut Search) -> Result<bool, Flow> {
    shell.world.meter.step()?;
    let node = shell.world.disk.node(&found.path);
    Ok(match test {
        Test::Always => true,
        Test::Not(test) => !applies(shell, test, found, search)?,
        Test::All(tests) => {
            for test in tests {
                if !applies(shell, test, found, search)? {
                    return Ok(false);
                }
            }
            true
        }
        Test::Any(tests) => {
            for test in tests {
                if applies(shell, test, found, search)? {
                    return Ok(true);
                }
            }
            false
        }
        Test::Name { pattern, of_path, ignore_case } => {
            let name = found.name.trim_end_matches('/');
            let name = if *of_path { name } else { name.rsplit('/').next().unwrap_or(name) };
            let name = if *ignore_case { name.to_ascii_lowercase() } else { name.to_owned() };
            pattern.matches(&name, &mut shell.world.meter)?
        }
        Test::Kind(kind) => {
            *kind
                == match node {
                    Some(Node::Directory { .. }) => 'd',
                    Some(Node::Link(_)) => 'l',
                    _ => 'f',
                }
        }
        Test::Empty => match node {
            Some(Node::File { text, .. }) => text.is_empty(),
            Some(Node::Directory { .. }) => shell.world.disk.below(&found.path).next().is_none(),
            _ => false,
        },
        Test::Executable => !matches!(node, Some(Node::File { mode, .. }) if mode & 0o111 == 0),
        Test::Size { sign, number, unit } => {
            let Some(Node::File { text, .. }) = node else { return Ok(false) };
            let units = text.len().div_ceil(*unit);
            match sign {
                '+' => units > *number,
                '-' => units < *number,
                _ => units == *number,
            }
        }
        Test::Exec { command, at_once: true } => {
            let path = Text::from(found.name.as_str());
            let key = |command: &[Text]| Text::join(command, " ");
            match search.gathered.iter_mut().find(|(known, _)| key(known) == key(command)) {
                Some((_, paths)) => paths.push(path),
                None => search.gathered.push((command.clone(), vec![path])),
            }
            true
        }
        Test::Exec { command, at_once: false } => {
            let call: Vec<Text> =
                command.iter().map(|word| word.as_str().replace("{}", &found.name).into()).collect();
            crate::shell::call_by_name(shell, &call)? == 0
        }
        Test::Print(end) => {
            let mut line = found.name.clone();
            line.push(*end);
            shell.print(&line.into())?;
            true
        }
        Test::Delete => {
            found.deleted = true;
            true
        }
        Test::Prune => {
            let mut below = found.path.clone();
            below.push('/');
            search.pruned = Some(below);
            true
        }
    })
}
