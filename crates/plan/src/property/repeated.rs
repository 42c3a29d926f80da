//! What groups and chains repeat: definitions that are judged as they stand, before the index takes its place in them.

use hotplate_hot::{Expression, Path, Refusal, codes};
use hotplate_schema::{Map, ResourceType, ResourceTypeName, Value};

use super::view::View;
use super::{Judge, Standing, special};
use crate::Resolved;
use crate::level::unknown_type;
use crate::registry::is_file;

impl Judge<'_> {
    /// Judges what a group repeats.
    pub(super) fn repeated(
        &mut self,
        known: &ResourceType,
        written: Option<&Expression>,
        given: View<'_>,
        at: &mut Path,
        standing: Standing<'_>,
    ) {
        let text = |view: View<'_>| view.whole().and_then(Value::as_str).map(str::to_owned);
        if let Some(key) = repeated_property(known) {
            let Some(definition) = given.get(key) else { return };
            let Some(type_name) = definition.get("type").and_then(text) else { return };
            let none = Resolved::Known(Value::Map(Map::new()));
            let properties = definition.get("properties").unwrap_or(View::of(&none));
            let metadata = definition.get("metadata").unwrap_or(View::of(&none));
            let index = given.get("index_var").and_then(text).unwrap_or_else(|| "%index%".to_owned());
            let index = if key == "resource_def" { Some(index.as_str()) } else { standing.index };
            // Without properties there is nothing that only a function could have left out.
            let empty = Expression::Map(Map::new());
            let definition = below(written, key);
            let is_written = matches!(below(definition, "type"), Some(Expression::Scalar(_)));
            let literal = matches!(definition, Some(Expression::Map(_))).then_some(&empty);
            let written = below(definition, "properties").or(literal);
            let found = self.found.len();
            // One that is written was looked at when the template was read.
            let real = match is_written {
                true => self.real(&type_name),
                false => self.known_type(&type_name, &at.key(key).key("type")),
            };
            let read = std::mem::replace(&mut self.read, is_written && *real.as_str() == *type_name);
            let inside = at.key(key);
            let mut at = inside.key("properties");
            self.definition(
                real.as_str(),
                written,
                properties,
                &mut at,
                Standing { index, ..standing.repeated() },
            );
            special::metadata(real.as_str(), properties, metadata, &inside, self.found);
            self.read = read;
            // Heat looks at no definition of which it makes nothing.
            if given.get("count").and_then(View::whole) == Some(&Value::Int(0)) {
                self.found[found..].iter_mut().for_each(|found| found.refusal = None);
            }
        } else if known.name.as_str() == "OS::Heat::ResourceChain" {
            self.chain(given, at, standing);
        }
    }

    /// What a chain makes: one resource of each type, all with the same properties.
    fn chain(&mut self, given: View<'_>, at: &Path, standing: Standing<'_>) {
        let mut seen = Vec::new();
        let none = Resolved::Known(Value::Map(Map::new()));
        for item in given.get("resources").and_then(View::items).unwrap_or_default() {
            let Some(name) = item.whole().and_then(Value::as_str) else {
                if item.whole().is_some() {
                    let diagnostic =
                        self.error(codes::WRONG_KIND, &at.key("resources"), "a type is text".to_owned());
                    let help = "name a type or a file for each member";
                    self.found.push(diagnostic.help(help).refused_by(Refusal::Create));
                }
                continue;
            };
            if seen.contains(&name) {
                continue;
            }
            seen.push(name);
            let type_name = self.known_type(name, &at.key("resources"));
            let properties = given.get("resource_properties").unwrap_or(View::of(&none));
            let mut at = at.key("resource_properties");
            self.definition(type_name.as_str(), None, properties, &mut at, standing.repeated());
        }
    }

    /// The type that a member of that type really has; one that nobody knows is reported. A file can be a type; whether it
    /// is there is another question.
    fn known_type(&mut self, name: &str, at: &Path) -> ResourceTypeName {
        let type_name = self.real(name);
        if !self.catalog.knows(type_name.as_str()) && !is_file(type_name.as_str()) {
            self.found.push(unknown_type(name, at.clone()).refused_by(Refusal::Create));
        }
        type_name
    }

    /// The type that a member of that type really has.
    fn real(&self, type_name: &str) -> ResourceTypeName {
        let written = ResourceTypeName::new(type_name);
        self.registry.implementation("", &written, self.catalog).unwrap_or(written)
    }
}

/// The property that holds the definition which a group repeats.
fn repeated_property(known: &ResourceType) -> Option<&'static str> {
    match known.name.as_str() {
        "OS::Heat::ResourceGroup" => Some("resource_def"),
        "OS::Heat::AutoScalingGroup" => Some("resource"),
        _ => None,
    }
}

fn below<'a>(written: Option<&'a Expression>, key: &str) -> Option<&'a Expression> {
    match written? {
        Expression::Map(entries) => entries.get(key),
        _ => None,
    }
}
