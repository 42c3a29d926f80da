//! A config as its resource defines it, before it is derived for a server.

use hotplate_agent::{ConfigOutput, InputKind};
use hotplate_plan::{Resolved, Resource};
use hotplate_schema::Value;

use crate::Action;

/// What a config resource says.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SoftwareConfig {
    /// Its name; configs on one server run in the order of their names.
    pub(crate) name: String,
    /// What runs it.
    pub(crate) group: String,
    /// A text, or the mapping of a structured config. `Err` says why it is not known.
    pub(crate) body: Result<Value, String>,
    /// What is done with the stack when it runs.
    pub(crate) action: Action,
    /// Whether it runs then at all, whatever its deployment says: only a component knows.
    pub(crate) due: Option<bool>,
    /// Its declared inputs.
    pub(crate) inputs: Vec<DeclaredInput>,
    /// Its declared outputs.
    pub(crate) outputs: Vec<ConfigOutput>,
}

/// An input as declared.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct DeclaredInput {
    /// Its name.
    pub(crate) name: String,
    /// Its type.
    pub(crate) kind: InputKind,
    /// Null if none is declared, as in Heat.
    pub(crate) default: Value,
}

/// The group of a config that names none.
const UNGROUPED: &str = "Heat::Ungrouped";

impl Default for SoftwareConfig {
    /// What a deployment has that names no config.
    fn default() -> Self {
        Self {
            name: String::new(),
            group: UNGROUPED.to_owned(),
            body: Ok("".into()),
            action: Action::Create,
            due: None,
            inputs: Vec::new(),
            outputs: Vec::new(),
        }
    }
}

/// Reads a config resource with what is known of its properties; `None` if it is of another type.
pub(crate) fn read_config(
    resource: &Resource,
    properties: &Resolved,
    action: Action,
) -> Option<SoftwareConfig> {
    let mut config = SoftwareConfig {
        name: resource.path.to_string(),
        group: text(properties, "group").unwrap_or_else(|| UNGROUPED.to_owned()),
        body: body(properties),
        action,
        due: None,
        inputs: items(properties, "inputs").iter().filter_map(input).collect(),
        outputs: items(properties, "outputs").iter().filter_map(output).collect(),
    };
    match resource.type_name.as_str() {
        "OS::Heat::SoftwareConfig" | "OS::Heat::StructuredConfig" => {}
        "OS::Heat::SoftwareComponent" => {
            let configs = items(properties, "configs");
            let part = configs.iter().find(|part| names(&items(part, "actions"), action));
            config.due = Some(part.is_some());
            config.group = part.and_then(|part| text(part, "tool")).unwrap_or(config.group);
            config.body = part.map_or_else(|| Ok("".into()), body);
        }
        _ => return None,
    }
    Some(config)
}

/// Whether a list of actions names one.
pub(crate) fn names(actions: &[Resolved], wanted: Action) -> bool {
    actions.iter().any(|action| action.known().and_then(Value::as_str) == Some(wanted.word()))
}

/// The text at a key; `None` if there is none or it is not known.
pub(crate) fn text(properties: &Resolved, key: &str) -> Option<String> {
    properties.get(key)?.known()?.as_str().map(str::to_owned)
}

/// The items of the list at a key, none if it is not (yet) a list.
pub(crate) fn items(properties: &Resolved, key: &str) -> Vec<Resolved> {
    properties.get(key).and_then(|list| list.items()).unwrap_or_default()
}

fn body(properties: &Resolved) -> Result<Value, String> {
    match properties.get("config") {
        None => Ok("".into()),
        Some(Resolved::Known(body)) => Ok(body),
        Some(Resolved::Unknown(why)) => Err(why),
        Some(Resolved::Pending(_) | Resolved::List(_) | Resolved::Map(_)) => {
            Err("it depends on something that is not simulated".to_owned())
        }
    }
}

fn input(declared: &Resolved) -> Option<DeclaredInput> {
    let default = declared.get("default").and_then(|default| default.known().cloned()).unwrap_or_default();
    Some(DeclaredInput { name: text(declared, "name")?, kind: kind(declared), default })
}

fn output(declared: &Resolved) -> Option<ConfigOutput> {
    let error_output = match declared.get("error_output").as_ref().and_then(Resolved::known) {
        Some(Value::Bool(yes)) => *yes,
        Some(Value::String(word)) => word.eq_ignore_ascii_case("true"),
        _ => false,
    };
    Some(ConfigOutput { name: text(declared, "name")?, kind: kind(declared), error_output })
}

/// The declared type, in Heat's spelling (heat/engine/software_config_io.py); String when none or another is given.
fn kind(declared: &Resolved) -> InputKind {
    match text(declared, "type").as_deref() {
        Some("Number") => InputKind::Number,
        Some("CommaDelimitedList") => InputKind::CommaDelimitedList,
        Some("Json") => InputKind::Json,
        Some("Boolean") => InputKind::Boolean,
        _ => InputKind::String,
    }
}
