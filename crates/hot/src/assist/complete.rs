//! What may stand at a byte.

use hotplate_schema::{
    Catalog, IndexMap, PropertySchema, ResourceType, Rule, SupportStatus, Value, ValueKind,
};

use super::cursor::{Cursor, locate};
use super::describe;
use super::offer::{Completion, CompletionKind};
use super::schema::{holds_properties, inside, is};
use crate::check::{constraint, output, parameter, resource, section};
use crate::{Function, ParameterKind, Path, Reading, Source, Span, Step, TemplateVersion};

/// What may stand at a byte of the text: the offers, and the bytes they replace. Works on broken text.
pub fn complete(source: &Source, reading: &Reading, catalog: &Catalog, byte: u32) -> (Span, Vec<Completion>) {
    let byte = source.text.floor_char_boundary(byte as usize) as u32;
    let Some(cursor) = locate(&source.text, byte) else {
        return (Span { start: byte, end: byte }, Vec::new());
    };
    let version = reading.template.version.unwrap_or(TemplateVersion::LATEST);
    let asked = Asked { reading, catalog, version, cursor: &cursor };
    let mut offers = asked.offers();
    let taken = asked.taken();
    offers.retain(|offer| !(offer.insert.ends_with(": ") && taken.contains(&offer.label.as_str())));
    if source.text[cursor.word.end as usize..].starts_with(':') {
        // A key that has its colon already keeps it.
        offers.iter_mut().for_each(|offer| offer.insert.truncate(offer.insert.trim_end_matches(": ").len()));
    }
    (cursor.word, offers)
}

/// A question, from all sides.
struct Asked<'a> {
    reading: &'a Reading,
    catalog: &'a Catalog,
    version: TemplateVersion,
    cursor: &'a Cursor,
}

impl Asked<'_> {
    fn offers(&self) -> Vec<Completion> {
        let steps = &self.cursor.steps;
        if let Some(offers) = self.in_call() {
            return offers;
        }
        let names: Vec<&str> =
            steps.iter().map(|step| if let Step::Key(key) = step { key } else { "" }).collect();
        match names.as_slice() {
            [] => self.keys(&section::SECTIONS),
            ["heat_template_version"] => versions(),
            ["parameters", _] => self.keys(&parameter::KEYS),
            ["parameters", _, "type"] => words(ParameterKind::ALL.map(ParameterKind::name)),
            ["parameters", _, "hidden" | "immutable"] => words(["true", "false"]),
            ["parameters", _, "constraints", ""] => plain_keys(constraint::names().chain(["description"])),
            ["parameters", _, "constraints", "", "range" | "length"] => plain_keys(["min", "max"]),
            ["parameters", _, "constraints", "", "modulo"] => plain_keys(["step", "offset"]),
            ["parameters", _, "constraints", "", "custom_constraint"] => words(self.catalog.constraints()),
            ["parameter_groups", ""] => plain_keys(["label", "description", "parameters"]),
            ["parameter_groups", "", "parameters", ..] => self.parameters(),
            ["conditions", _, ..] => self.conditions_and_functions(),
            ["outputs", _] => self.keys(&output::KEYS),
            ["outputs" | "resources", _, "condition", ..] => self.conditions_and_functions(),
            ["outputs", _, "value", ..] => self.functions(),
            ["resources", _, "depends_on", ..] => self.resources(),
            ["resources", ..] => self.in_definition(),
            _ => Vec::new(),
        }
    }

    /// The keys that stand beside the cursor already, but for the one it is in.
    fn taken(&self) -> Vec<&str> {
        let mut path = Path::root();
        self.cursor.steps.iter().for_each(|step| path.push(step.clone()));
        let node = self.reading.document.node(&path).or(self
            .reading
            .document
            .root()
            .filter(|_| path.steps().is_empty()));
        let entries = node.and_then(|node| node.as_mapping()).unwrap_or_default();
        let elsewhere = |span: &Span| span.end < self.cursor.word.start || self.cursor.word.end < span.start;
        entries.iter().filter(|(_, span, _)| elsewhere(span)).filter_map(|(key, _, _)| key.as_str()).collect()
    }

    /// What the argument of the innermost function may be.
    fn in_call(&self) -> Option<Vec<Completion>> {
        let steps = &self.cursor.steps;
        let (at, function) = steps.iter().enumerate().rev().find_map(|(at, step)| match step {
            Step::Key(name) if at > 1 => {
                let function = Function::find(name, self.version)
                    .or_else(|| Function::find_condition(name, self.version));
                Some((at, function?.name()))
            }
            _ => None,
        })?;
        let item = match &steps[at + 1..] {
            [] => None,
            [Step::Index(index)] => Some(*index),
            // Deeper inside, its arguments are values like any other.
            _ => return Some(self.functions()),
        };
        Some(match (function, item) {
            ("get_param", None | Some(0)) => self.parameters(),
            ("get_resource", None) | ("get_attr", Some(0)) => self.resources(),
            ("get_attr", Some(index)) => self.attributes(index),
            ("if", Some(0)) | ("and" | "or", Some(_)) => self.conditions_and_functions(),
            ("not", None) => self.conditions_and_functions(),
            ("str_replace" | "str_replace_strict" | "str_replace_vstrict", None) => {
                plain_keys(["template", "params"])
            }
            ("repeat", None) => plain_keys(["template", "for_each", "permutations"]),
            ("yaql", None) => plain_keys(["expression", "data"]),
            ("map_replace", Some(1)) => plain_keys(["keys", "values"]),
            ("make_url", None) => {
                plain_keys(["scheme", "username", "password", "host", "port", "path", "query", "fragment"])
            }
            ("resource_facade", None) => words(["metadata", "deletion_policy", "update_policy"]),
            ("digest", Some(0)) => words(["md5", "sha1", "sha224", "sha256", "sha384", "sha512"]),
            _ => self.functions(),
        })
    }

    fn in_definition(&self) -> Vec<Completion> {
        let Some(inside) = inside(&self.cursor.steps, self.reading, self.catalog) else { return Vec::new() };
        let member = inside.definition.steps().len() > 2;
        match inside.rest {
            [] if member => plain_keys(["type", "properties", "metadata"]),
            [] => self.keys(&resource::KEYS),
            [key] if is(key, "type") => self.types(),
            [key] if is(key, "deletion_policy") => words(["Delete", "Retain", "Snapshot"]),
            [key] if holds_properties(key) => {
                inside.known.map_or_else(Vec::new, |known| properties(&known.properties))
            }
            [key] if is(key, "update_policy") => {
                inside.known.map_or_else(Vec::new, |known| properties(&known.update_policy))
            }
            [properties_key, key, ..] if holds_properties(properties_key) => match inside.property() {
                _ if is(key, "input_values") => self.inputs(&inside.definition),
                Some(schema) => self.in_property(schema),
                None => self.functions(),
            },
            _ => self.functions(),
        }
    }

    fn in_property(&self, schema: &PropertySchema) -> Vec<Completion> {
        let mut offers = Vec::new();
        if self.cursor.key && schema.kind == ValueKind::Map {
            offers.extend(properties(&schema.schema));
        }
        let item = schema.schema.get("*").filter(|_| self.cursor.key && schema.kind == ValueKind::List);
        offers.extend(item.map(|item| properties(&item.schema)).unwrap_or_default());
        if self.cursor.value {
            offers.extend(values(schema));
        }
        offers.extend(self.functions());
        offers
    }

    /// The keys of a table, those of later versions left out.
    fn keys(&self, table: &[(&str, TemplateVersion)]) -> Vec<Completion> {
        let known = table.iter().filter(|(_, since)| *since <= self.version);
        known.map(|(name, _)| Completion::key(CompletionKind::Key, name, describe::key(name))).collect()
    }

    /// The functions of the version, where values stand.
    fn functions(&self) -> Vec<Completion> {
        self.calls(Function::all(self.version))
    }

    fn calls(&self, functions: impl Iterator<Item = Function>) -> Vec<Completion> {
        let plain = functions.filter(|function| !function.name().contains("::") && function.name() != "Ref");
        plain
            .map(|function| {
                let offer = Completion::key(CompletionKind::Function, function.name(), function.usage());
                // Where a value stands on its key's line, a call needs braces.
                if self.cursor.key {
                    offer
                } else {
                    Completion { insert: format!("{{ {}: }}", function.name()), ..offer }
                }
            })
            .collect()
    }

    fn parameters(&self) -> Vec<Completion> {
        let own = self.reading.template.parameters.iter();
        let own = own.map(|(name, parameter)| {
            Completion::word(CompletionKind::Parameter, name, parameter.kind.name())
        });
        let pseudo = [
            ("OS::stack_name", "the stack's name"),
            ("OS::stack_id", "the stack's id"),
            ("OS::project_id", "the project's id"),
        ];
        own.chain(pseudo.map(|(name, words)| Completion::word(CompletionKind::Parameter, name, words)))
            .collect()
    }

    fn resources(&self) -> Vec<Completion> {
        let here = match self.cursor.steps.as_slice() {
            [section, Step::Key(name), ..] if is(section, "resources") => Some(&**name),
            _ => None,
        };
        let others = self.reading.template.resources.iter().filter(|(name, _)| Some(name.as_str()) != here);
        others
            .map(|(name, definition)| {
                Completion::word(CompletionKind::Resource, name, definition.type_name.as_str())
            })
            .collect()
    }

    fn types(&self) -> Vec<Completion> {
        let known = self.catalog.iter().filter(|known| known.status == SupportStatus::Supported);
        let known: Vec<&str> = known.map(|known| known.name.as_str()).collect();
        let others = self.catalog.names().filter(|name| self.catalog.find(name).is_none());
        let names = known.iter().copied().chain(others.filter(|name| !name.ends_with('*')));
        names.map(|name| Completion::word(CompletionKind::Type, name, "")).collect()
    }

    fn conditions_and_functions(&self) -> Vec<Completion> {
        let names = self.reading.template.conditions.keys();
        let mut offers: Vec<Completion> =
            names.map(|name| Completion::word(CompletionKind::Condition, name, "condition")).collect();
        offers.extend(self.calls(Function::all_condition(self.version)));
        offers
    }

    /// What `get_attr` may read of the resource that its list begins with.
    fn attributes(&self, index: usize) -> Vec<Completion> {
        let Some(name) = self.cursor.items.first() else { return Vec::new() };
        let Some(definition) = self.reading.template.resources.get(name) else { return Vec::new() };
        let known = self.catalog.get(&definition.type_name);
        let path = Path::keys(["resources", name, "properties"]);
        let member = ["resource_def", "resource"].iter().find_map(|key| {
            let name = self.reading.document.node(&path.key(key).key("type"))?.as_str()?;
            self.catalog.find(name)
        });
        let of_member = || member.into_iter().flat_map(|member| attributes(member, "of each member"));
        match index {
            1 => {
                let mut offers: Vec<Completion> =
                    known.into_iter().flat_map(|known| attributes(known, "")).collect();
                offers.extend(of_member());
                offers.extend(self.outputs_of(name));
                offers.push(Completion::word(CompletionKind::Attribute, "show", "map, everything"));
                offers
            }
            2 if self.cursor.items.get(1).is_some_and(|item| item == "attributes") => of_member().collect(),
            _ => Vec::new(),
        }
    }

    /// The names in `outputs` of the config that a deployment names.
    fn outputs_of(&self, deployment: &str) -> Vec<Completion> {
        let names = self.puts(&Path::keys(["resources", deployment]), "outputs");
        names
            .iter()
            .map(|name| Completion::word(CompletionKind::Attribute, name, "output of its config"))
            .collect()
    }

    /// The names in `inputs` of the config that a deployment names.
    fn inputs(&self, deployment: &Path) -> Vec<Completion> {
        let names = self.puts(deployment, "inputs");
        names
            .iter()
            .map(|name| Completion::key(CompletionKind::Property, name, "input of its config"))
            .collect()
    }

    fn puts(&self, deployment: &Path, list: &str) -> Vec<String> {
        let document = &self.reading.document;
        let config = document.node(&deployment.key("properties").key("config").key("get_resource"));
        let Some(config) = config.and_then(|node| node.as_str()) else { return Vec::new() };
        let node = document.node(&Path::keys(["resources", config, "properties", list]));
        let items = node.and_then(|node| node.as_sequence()).unwrap_or_default();
        items.iter().filter_map(|item| Some(item.get("name")?.as_str()?.to_owned())).collect()
    }
}

fn attributes(known: &ResourceType, words: &str) -> Vec<Completion> {
    let detail = |kind: ValueKind| {
        if words.is_empty() { kind.name().to_owned() } else { format!("{}, {words}", kind.name()) }
    };
    let all = known.attributes.iter();
    all.map(|(name, schema)| Completion::word(CompletionKind::Attribute, name, detail(schema.kind))).collect()
}

/// Properties as keys: those that are needed first, retired ones not at all.
fn properties(schemas: &IndexMap<String, PropertySchema>) -> Vec<Completion> {
    let current = || schemas.iter().filter(|(_, schema)| schema.status == SupportStatus::Supported);
    let needed = current().filter(|(_, schema)| schema.required);
    let others = current().filter(|(_, schema)| !schema.required);
    needed
        .chain(others)
        .filter(|(name, _)| *name != "*")
        .map(|(name, schema)| {
            Completion::key(CompletionKind::Property, name, describe::property_briefly(schema))
        })
        .collect()
}

/// The values that a property may have, as far as they can be listed.
fn values(schema: &PropertySchema) -> Vec<Completion> {
    if schema.kind == ValueKind::Boolean {
        return words(["true", "false"]);
    }
    let allowed = schema.constraints.iter().find_map(|constraint| match &constraint.rule {
        Rule::AllowedValues(values) => Some(values),
        _ => None,
    });
    let named =
        allowed.into_iter().flatten().map(Value::python_str).filter(|value| value.parse::<u64>().is_err());
    named.map(|value| Completion::word(CompletionKind::Value, &value, "")).collect()
}

fn versions() -> Vec<Completion> {
    let newest_first: Vec<TemplateVersion> = TemplateVersion::all().collect();
    let offer = |version: &TemplateVersion| {
        Completion::word(CompletionKind::Value, version.date(), version.name().unwrap_or_default())
    };
    newest_first.iter().rev().map(offer).collect()
}

fn words<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<Completion> {
    names.into_iter().map(|name| Completion::word(CompletionKind::Value, name, "")).collect()
}

fn plain_keys<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<Completion> {
    names.into_iter().map(|name| Completion::key(CompletionKind::Key, name, describe::key(name))).collect()
}
