//! Environment files: text in, their sections out (Heat: `environment_format.py`).

use hotplate_hot::{
    Code, Diagnostic, Document, Node, Outcome, Part, Path, Place, Refusal, Source, SourceName, codes, parse,
};
use hotplate_schema::{IndexMap, Key, Map, Value};

use crate::parameters::kind_of;
use crate::registry::is_file;
use crate::trail::key_text;

/// An environment, as far as it could be read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Environment {
    /// The file's name.
    pub name: SourceName,
    /// `parameters`
    pub parameters: IndexMap<String, Value>,
    /// `parameter_defaults`
    pub parameter_defaults: IndexMap<String, Value>,
    /// `resource_registry`, as written.
    pub resource_registry: Map,
    /// `parameter_merge_strategies`: parameters, or `default`, and how the values of several environments become one.
    pub merge_strategies: IndexMap<String, String>,
}

/// The sections that an environment may have.
const SECTIONS: [&str; 6] = [
    "parameters",
    "parameter_defaults",
    "resource_registry",
    "encrypted_param_names",
    "event_sinks",
    "parameter_merge_strategies",
];

/// Reads an environment file. All findings are in that source.
pub fn read_environment(source: &Source) -> Outcome<Environment> {
    let Outcome { value: document, mut diagnostics } = parse(source);
    let mut environment = lower(&document, &mut diagnostics);
    environment.name = source.name.clone();
    let diagnostics = diagnostics.into_iter().map(|diagnostic| diagnostic.in_source(&source.name)).collect();
    Outcome { value: environment, diagnostics }
}

fn lower(document: &Document, diagnostics: &mut Vec<Diagnostic>) -> Environment {
    let mut environment = Environment::default();
    let Some(root) = document.root().filter(|root| !root.is_null()) else { return environment };
    let Some(sections) = root.as_mapping() else {
        diagnostics.push(
            refused(codes::INVALID_ENVIRONMENT, Path::root(), "an environment is a map of sections")
                .help("write `parameters:` and values below it, for example"),
        );
        return environment;
    };
    for (key, _, node) in sections {
        let name = key_text(key);
        let at = Path::keys([name.as_str()]);
        match (SECTIONS.contains(&name.as_str()), node.is_null()) {
            (false, _) => diagnostics.push(
                refused(
                    codes::UNKNOWN_ENVIRONMENT_SECTION,
                    at,
                    format!("an environment has no section `{name}`"),
                )
                .help(format!("its sections are {}", SECTIONS.join(", "))),
            ),
            (true, true) => diagnostics.push(
                refused(codes::EMPTY_ENVIRONMENT_SECTION, at, format!("the section `{name}` is empty"))
                    .help("fill it or take it away: Heat refuses an empty one"),
            ),
            (true, false) => match name.as_str() {
                "parameters" => environment.parameters = values(node, &at, diagnostics),
                "parameter_defaults" => environment.parameter_defaults = values(node, &at, diagnostics),
                "resource_registry" => {
                    environment.resource_registry = map(node, &at, diagnostics);
                    check_registry(&environment.resource_registry, &at, diagnostics);
                }
                "event_sinks" => check_event_sinks(&node.to_value(), &at, diagnostics),
                "parameter_merge_strategies" => {
                    // That an empty list is as good as none is true only while there is nothing to merge.
                    if node.as_sequence().is_some_and(<[_]>::is_empty) && merges(root) {
                        diagnostics.push(no_map(&at));
                    }
                    let strategies = map(node, &at, diagnostics).into_iter();
                    let strategies = strategies
                        .filter_map(|(key, value)| Some((key_text(&key), value.as_str()?.to_owned())));
                    environment.merge_strategies = strategies.collect();
                }
                _ => {}
            },
        }
    }
    environment
}

fn values(node: &Node, at: &Path, diagnostics: &mut Vec<Diagnostic>) -> IndexMap<String, Value> {
    map(node, at, diagnostics).into_iter().map(|(key, value)| (key_text(&key), value)).collect()
}

fn map(node: &Node, at: &Path, diagnostics: &mut Vec<Diagnostic>) -> Map {
    match node.to_value() {
        Value::Map(map) => map,
        // To Heat an empty list is as good as none.
        Value::List(items) if items.is_empty() => Map::new(),
        _ => {
            diagnostics.push(no_map(at));
            Map::new()
        }
    }
}

fn no_map(at: &Path) -> Diagnostic {
    refused(codes::INVALID_ENVIRONMENT, at.clone(), format!("`{at}` must be a map"))
        .help("write `NAME: VALUE` lines below it")
}

/// Whether an environment has values of parameters that could be merged with others.
fn merges(root: &Node) -> bool {
    let has = |section| root.get(section).and_then(|node| node.as_mapping()).is_some_and(|it| !it.is_empty());
    has("parameters") || has("parameter_defaults")
}

/// When a stack stops at a resource, and what may not be done to it; Heat's own lists.
const HOOKS: [&str; 6] =
    ["pre-create", "pre-update", "pre-delete", "post-create", "post-update", "post-delete"];
const RESTRICTED_ACTIONS: [&str; 2] = ["update", "replace"];

/// Reports what a registry cannot mean.
fn check_registry(registry: &Map, at: &Path, diagnostics: &mut Vec<Diagnostic>) {
    for (key, value) in registry {
        let name = key_text(key);
        let at = at.key(&name);
        let words: Option<(&str, &[&str])> = match name.as_str() {
            "hooks" => Some(("hook", &HOOKS)),
            "restricted_actions" => Some(("restricted action", &RESTRICTED_ACTIONS)),
            _ => None,
        };
        match (words, value) {
            // To Heat nothing is as good as an empty list.
            (Some(_), Value::Null) => {}
            (Some((what, known)), value) => {
                let single = std::slice::from_ref(value);
                for word in value.as_list().unwrap_or(single) {
                    if !word.as_str().is_some_and(|word| known.contains(&word)) {
                        let message = format!("there is no {what} `{}`", word.python_str());
                        let diagnostic = refused(codes::INVALID_HOOK, at.clone(), message);
                        diagnostics.push(diagnostic.help(format!("there are {}", known.join(", "))));
                    }
                }
            }
            (None, Value::Map(inner)) => check_registry(inner, &at, diagnostics),
            (None, Value::String(_) | Value::Null) => {}
            // The name of a file stands for itself to Heat, whatever it is said to be.
            (None, _) if is_file(&name) => {}
            (None, other) => {
                let message = format!("`{name}` cannot stand for {}", kind_of(other));
                let diagnostic = refused(codes::INVALID_MAPPING, at, message);
                diagnostics.push(diagnostic.help("name a type or a template's file"));
            }
        }
    }
}

/// The only kind of event sink that Heat has, and what it must be told.
const EVENT_SINK: &str = "zaqar-queue";
const EVENT_SINK_KEYS: [&str; 3] = ["type", "target", "ttl"];

fn check_event_sinks(sinks: &Value, at: &Path, diagnostics: &mut Vec<Diagnostic>) {
    if sinks.as_map().is_some_and(Map::is_empty) {
        return;
    }
    for (index, sink) in sinks.as_list().unwrap_or(std::slice::from_ref(sinks)).iter().enumerate() {
        let get = |key: &str| sink.as_map().and_then(|sink| sink.get(key));
        let known = |key: &Key| key.as_str().is_some_and(|key| EVENT_SINK_KEYS.contains(&key));
        let is_sound = get("type").and_then(Value::as_str) == Some(EVENT_SINK)
            && get("target").is_some()
            && sink.as_map().is_some_and(|sink| sink.keys().all(known));
        if !is_sound {
            let message =
                format!("an event sink has the type `{EVENT_SINK}`, a `target`, and perhaps a `ttl`");
            let mut diagnostic = refused(codes::INVALID_EVENT_SINK, at.index(index), message);
            diagnostic.help = Some("write `{type: zaqar-queue, target: QUEUE}`".to_owned());
            diagnostics.push(diagnostic);
        }
    }
}

fn refused(code: Code, at: Path, message: impl std::fmt::Display) -> Diagnostic {
    Diagnostic::error(code, Place::Path(at, Part::Key), message).refused_by(Refusal::Validate)
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    fn check(text: &str, expected: Expect) {
        let Outcome { value, diagnostics } = read_environment(&Source::new("env.yaml", text));
        let shown = |values: &IndexMap<String, Value>| {
            values
                .iter()
                .map(|(name, value)| format!("{name}={}", value.python_repr()))
                .collect::<Vec<_>>()
                .join(" ")
        };
        let mut report = format!(
            "parameters: {}\ndefaults: {}\nregistry: {}\n",
            shown(&value.parameters),
            shown(&value.parameter_defaults),
            Value::Map(value.resource_registry.clone()).python_repr(),
        );
        for diagnostic in diagnostics {
            let source = diagnostic.labels[0].source.as_deref().unwrap_or_default().to_owned();
            report += &format!("{} in {source}: {}\n", diagnostic.code, diagnostic.message);
        }
        expected.assert_eq(&report);
    }

    #[test]
    fn the_sections_are_kept() {
        check(
            "parameters: {a: 1, b: yes}\nparameter_defaults: {c: [x]}\nresource_registry: {'A::B': 'C::D'}\n",
            expect![[r#"
                parameters: a=1 b=True
                defaults: c=['x']
                registry: {'A::B': 'C::D'}
            "#]],
        );
        check(
            "",
            expect![[r#"
                parameters: 
                defaults: 
                registry: {}
            "#]],
        );
    }

    #[test]
    fn what_heat_refuses_is_reported() {
        check(
            "params: {}\nparameters:\nparameter_defaults: [a]\n",
            expect![[r#"
                parameters: 
                defaults: 
                registry: {}
                unknown-environment-section in env.yaml: an environment has no section `params`
                empty-environment-section in env.yaml: the section `parameters` is empty
                invalid-environment in env.yaml: `parameter_defaults` must be a map
            "#]],
        );
        check(
            "- a",
            expect![[r#"
                parameters: 
                defaults: 
                registry: {}
                invalid-environment in env.yaml: an environment is a map of sections
            "#]],
        );
    }
}
