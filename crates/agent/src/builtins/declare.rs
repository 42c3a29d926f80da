//! Builtins that make variables what they are: `export`, `readonly`, `local`, `unset`, bash's `declare`.

use std::rc::Rc;

use hotplate_schema::IndexMap;

use crate::Text;
use crate::shell::{Array, Content, Flow, Nature, Shell, Status, Variable, is_name};

/// What a declaration does to a variable.
#[derive(Clone, Copy, Default)]
struct Wish {
    export: Option<bool>,
    readonly: bool,
    local: bool,
    array: bool,
    map: bool,
    print: bool,
    /// `-n`: the value is the name of another variable.
    reference: bool,
    nature: Option<Nature>,
    functions: bool,
}

pub(super) fn export(shell: &mut Shell, arguments: &[Text]) -> Status {
    let mut wish = Wish { export: Some(true), ..Wish::default() };
    let mut names = &arguments[1..];
    while let Some((option, rest)) =
        names.split_first().filter(|(option, _)| option.as_str().starts_with('-'))
    {
        match option.as_str() {
            "-n" => wish.export = Some(false),
            "-f" => return Ok(0),
            "-p" => wish.print = true,
            _ => {}
        }
        names = rest;
    }
    declare_all(shell, wish, names)
}

pub(super) fn readonly(shell: &mut Shell, arguments: &[Text]) -> Status {
    let names =
        arguments[1..].iter().filter(|name| !name.as_str().starts_with('-')).cloned().collect::<Vec<_>>();
    declare_all(shell, Wish { readonly: true, ..Wish::default() }, &names)
}

pub(super) fn local(shell: &mut Shell, arguments: &[Text]) -> Status {
    if shell.state.calls == 0 {
        shell.complain("local: not in a function")?;
        return if shell.bash() { Ok(1) } else { Err(Flow::Exit(2)) };
    }
    with_options(shell, arguments, Wish { local: true, ..Wish::default() })
}

/// bash's `declare` and `typeset`: local in a function, unless `-g` says otherwise.
pub(super) fn declare(shell: &mut Shell, arguments: &[Text]) -> Status {
    let local = shell.state.calls > 0;
    with_options(shell, arguments, Wish { local, ..Wish::default() })
}

fn with_options(shell: &mut Shell, arguments: &[Text], mut wish: Wish) -> Status {
    let mut names = &arguments[1..];
    while let Some((option, rest)) = names.split_first() {
        let Some(letters) = option.as_str().strip_prefix('-').filter(|letters| !letters.is_empty()) else {
            break;
        };
        for letter in letters.chars() {
            match letter {
                'a' => wish.array = true,
                'A' => wish.map = true,
                'g' => wish.local = false,
                'p' => wish.print = true,
                'r' => wish.readonly = true,
                'x' => wish.export = Some(true),
                'i' => wish.nature = Some(Nature::Integer),
                'l' => wish.nature = Some(Nature::Lower),
                'u' => wish.nature = Some(Nature::Upper),
                'n' => wish.reference = true,
                'f' | 'F' => wish.functions = true,
                _ => {}
            }
        }
        names = rest;
    }
    declare_all(shell, wish, names)
}

fn declare_all(shell: &mut Shell, wish: Wish, names: &[Text]) -> Status {
    if wish.functions {
        // Whether they are there is what scripts ask; their text is not printed.
        let known = names.iter().all(|name| shell.state.functions.contains_key(name.as_str()));
        return Ok(i32::from(!known));
    }
    if names.is_empty() {
        return list(shell, wish);
    }
    for argument in names {
        let (name, value) = match argument.as_str().find('=') {
            Some(at) => (&argument.as_str()[..at], Some(argument.slice(at + 1..argument.len()))),
            None => (argument.as_str(), None),
        };
        let (name, append) = match name.strip_suffix('+').filter(|_| value.is_some()) {
            Some(name) => (name, true),
            None => (name, false),
        };
        if !is_name(name) {
            shell.complain(&format!("{}: bad variable name", argument.as_str()))?;
            return if shell.bash() { Ok(1) } else { Err(Flow::Exit(2)) };
        }
        let keep = !shell.bash();
        let variables = Rc::make_mut(&mut shell.state.variables);
        if wish.local {
            variables.make_local(name, keep);
        }
        if let (true, Some(target)) = (wish.reference, &value) {
            variables.refer(name, target.as_str());
            continue;
        }
        let variable = variables.entry(name);
        variable.nature = wish.nature.unwrap_or(variable.nature);
        if wish.map && !matches!(variable.value, Some(Content::Map(_))) {
            variable.value = Some(Content::Map(IndexMap::default()));
        } else if wish.array && variable.value.is_none() {
            variable.value = Some(Content::Array(Array::default()));
        }
        if let Some(mut value) = value {
            if append {
                let mut joined = shell.variable(name).cloned().unwrap_or_default();
                joined.push(&value);
                value = joined;
            }
            shell.assign(name, value)?;
        }
        let variable = Rc::make_mut(&mut shell.state.variables).entry(name);
        variable.exported = wish.export.unwrap_or(variable.exported);
        variable.readonly |= wish.readonly;
    }
    Ok(0)
}

/// Without names: what is exported, or read-only, or all.
fn list(shell: &mut Shell, wish: Wish) -> Status {
    let wanted = |variable: &Variable| {
        (wish.export.is_none() || variable.exported) && (!wish.readonly || variable.readonly)
    };
    let intro = match wish {
        _ if shell.bash() && wish.export.is_some() => "declare -x",
        _ if wish.export.is_some() => "export",
        _ if wish.readonly => "readonly",
        _ => "declare --",
    };
    let mut lines: Vec<Text> = Vec::new();
    for (name, variable) in shell.state.variables.iter().filter(|(_, variable)| wanted(variable)) {
        let quote = if shell.bash() { "\"" } else { "'" };
        let mut line = Text::from(format!("{intro} {name}={quote}"));
        line.push(variable.value.as_ref().and_then(Content::scalar).unwrap_or(&Text::default()));
        line.push_str(&format!("{quote}\n"));
        lines.push(line);
    }
    lines.sort_unstable_by(|a, b| a.as_str().cmp(b.as_str()));
    shell.print(&Text::join(&lines, ""))?;
    Ok(0)
}

pub(super) fn unset(shell: &mut Shell, arguments: &[Text]) -> Status {
    let mut functions = false;
    let mut status = 0;
    for argument in &arguments[1..] {
        match argument.as_str() {
            "-f" => functions = true,
            "-v" => functions = false,
            name if functions => {
                Rc::make_mut(&mut shell.state.functions).shift_remove(name);
            }
            name => status = unset_variable(shell, name)?.max(status),
        }
    }
    Ok(status)
}

fn unset_variable(shell: &mut Shell, name: &str) -> Status {
    let (plain, key) = match name.split_once('[') {
        Some((plain, key)) => (plain, key.strip_suffix(']')),
        None => (name, None),
    };
    if shell.state.variables.get(plain).is_some_and(|variable| variable.readonly) {
        shell.complain(&format!("unset: {name}: is read only"))?;
        return if shell.bash() { Ok(1) } else { Err(Flow::Exit(2)) };
    }
    let variables = Rc::make_mut(&mut shell.state.variables);
    match (key, variables.get(plain).and_then(|variable| variable.value.clone())) {
        (Some(key), Some(Content::Array(mut items))) => {
            items.remove(key.parse().unwrap_or(-1));
            variables.entry(plain).value = Some(Content::Array(items));
        }
        (Some(key), Some(Content::Map(mut items))) => {
            items.shift_remove(key.trim_matches(['"', '\'']));
            variables.entry(plain).value = Some(Content::Map(items));
        }
        (None, None) if variables.get(name).is_none() => {
            Rc::make_mut(&mut shell.state.functions).shift_remove(name);
        }
        _ => variables.remove(plain),
    }
    Ok(0)
}
