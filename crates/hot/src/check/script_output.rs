//! `unwritten-output`, `undeclared-output`: an output of a config is a file that its script writes, named
//! `${heat_outputs_path}.NAME` (heat-agents, `heat-config-script`).

use std::ops::Range;

use super::deployment::config;
use super::script::Script;
use super::subject::{Definition, Subject, suggest, value};
use crate::{Diagnostic, codes, nearest};

const PATH: &str = "heat_outputs_path";

pub(super) fn check(definition: &Definition<'_>, subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let Some(config) = config(definition) else { return };
    let (Some(outputs), Some(script)) = (&config.outputs, Script::of(&config)) else { return };
    let written = Written::of(script.text);
    for output in outputs.iter().filter(|output| !written.may_hold(output.name, script.text)) {
        let message = format!("the script never writes the output `{}`", output.name);
        let diagnostic =
            Diagnostic::warning(codes::UNWRITTEN_OUTPUT, value(&output.path().key("name")), message).help(
                format!("write it to `${{{PATH}}}.{}`; without the file nobody learns it", output.name),
            );
        found.push(diagnostic);
    }
    for (name, piece) in &written.names {
        if outputs.iter().any(|output| output.name == *name) {
            continue;
        }
        let place = script.place(piece, subject.document);
        let message = format!("the output `{name}` is written but not declared, so it is lost");
        let diagnostic = Diagnostic::warning(codes::UNDECLARED_OUTPUT, place.clone(), message)
            .help(format!("add `- name: {name}` to the `outputs` of `{}`", config.definition.name));
        let open = outputs.iter().filter(|output| !written.may_hold(output.name, script.text));
        let meant = nearest(name, open.map(|output| output.name)).filter(|_| script.is_exact(&place));
        found.push(suggest(diagnostic, place, meant));
    }
}

/// The outputs that a script writes.
struct Written<'a> {
    /// Plainly, each with where its name stands.
    names: Vec<(&'a str, Range<usize>)>,
    /// Whether the path is used in another way, so that others may be written too.
    loose: bool,
    /// Whether the name itself is made by the script.
    computed: bool,
}

impl<'a> Written<'a> {
    fn of(script: &'a str) -> Self {
        let mut written = Self { names: Vec::new(), loose: false, computed: false };
        for (at, _) in script.match_indices(PATH) {
            let rest = &script[at + PATH.len()..];
            let behind = rest.trim_start_matches(['}', '"', '\'']);
            match behind.strip_prefix('.') {
                Some(name) if name.starts_with(['$', '{', '%', '`']) => written.computed = true,
                Some(name) => {
                    let end = name.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '-'));
                    let name = &name[..end.unwrap_or(name.len())];
                    let start = script.len() - behind.len() + 1;
                    if !name.is_empty() {
                        written.names.push((name, start..start + name.len()));
                    }
                }
                None => written.loose = true,
            }
        }
        written
    }

    fn may_hold(&self, name: &str, script: &str) -> bool {
        self.computed
            || self.names.iter().any(|(written, _)| *written == name)
            || self.loose && script.contains(&format!(".{name}"))
    }
}
