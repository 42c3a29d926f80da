//! The values of properties against their type (Heat: `properties.py`, and the `validate` of each resource class): kinds
//! and constraints, wherever a value comes from, and the rules of single types.
//!
//! What a template writes out has its names checked when it is read; names that only show once a function is worked out
//! are checked here. Definitions that groups repeat are judged as they stand, before the index takes its place in them.

mod beforehand;
mod convert;
mod demand;
mod repeated;
mod rule;
mod special;
mod view;

use hotplate_hot::{
    Diagnostic, Expression, Part, Path, Place, Refusal, Step, Template, codes, is_misspelt, likely_property,
    nearest,
};
use hotplate_schema::{
    Catalog, IndexMap, PropertySchema, ResourceTypeName, Rule, SupportStatus, Value, ValueKind,
};

use crate::parameters::{Verdict, judge as constrain, kind_of};
use crate::registry::Registry;
use crate::resolved::stand_in;
use crate::{Resolved, Stack};
use beforehand::seen;
use convert::convert;
pub(crate) use convert::fits;
use demand::is_truthy;
use view::View;

/// What is judged, and by what.
pub(crate) struct Judge<'a> {
    pub(crate) catalog: &'a Catalog,
    pub(crate) registry: &'a Registry,
    /// The resources that values may wait for.
    pub(crate) stack: &'a Stack,
    /// Whether the template is a nested one, of whose values Heat looks at few before it creates them.
    pub(crate) nested: bool,
    /// The template that they stand in.
    pub(crate) template: &'a Template,
    /// Whether the names of written properties were looked at when the template was read: by the type that is written there.
    pub(crate) read: bool,
    pub(crate) found: &'a mut Vec<Diagnostic>,
}

/// Properties that are read as soon as there is a definition, so that even `POST /validate` refuses a wrong kind.
const AT_ONCE: [(&str, &str); 6] = [
    ("OS::Heat::RandomString", "sequence"),
    ("OS::Heat::Value", "type"),
    ("OS::Mistral::Workflow", "name"),
    ("OS::Nova::Server", "user_data_format"),
    ("OS::Neutron::RBACPolicy", "object_type"),
    ("OS::Neutron::Router", "l3_agent_id"),
];

/// The definition that a value is part of.
#[derive(Clone, Copy)]
struct Standing<'a> {
    type_name: &'a str,
    /// Whether it is part of a nested stack, of whose values Heat looks at few before it creates them.
    member: bool,
    /// Whether that is one that a group makes.
    repeated: bool,
    /// What will be replaced in its texts then.
    index: Option<&'a str>,
    /// Which request is refused for a value.
    refusal: Option<Refusal>,
    /// Which request is refused for a value of the wrong kind in the property at hand.
    wrong_kind: Option<Refusal>,
}

impl Judge<'_> {
    /// Judges the properties and the metadata of a resource of the template.
    pub(crate) fn resource(
        &mut self,
        type_name: &ResourceTypeName,
        written: (&Expression, &Expression),
        resolved: (&Resolved, &Resolved),
        at: &Path,
    ) {
        let standing = Standing::of("", Refusal::Create);
        let standing = if self.nested { standing.member() } else { standing };
        let properties = View::of(resolved.0);
        let mut inside = at.with_room(4);
        inside.push(Step::Key("properties".into()));
        self.definition(type_name.as_str(), Some(written.0), properties, &mut inside, standing);
        special::metadata(type_name.as_str(), properties, View::of(resolved.1), at, self.found);
    }

    /// Judges the `update_policy` of a resource of the template, which Heat does whenever it reads it.
    pub(crate) fn policy(
        &mut self,
        type_name: &ResourceTypeName,
        written: &Expression,
        resolved: &Resolved,
        at: &Path,
    ) {
        let Some(known) = self.catalog.get(type_name) else { return };
        let standing = Standing::of("", Refusal::Validate);
        let mut at = at.key("update_policy");
        self.entries(&known.update_policy, Some(written), View::of(resolved), &mut at, standing, None);
    }

    fn definition(
        &mut self,
        type_name: &str,
        written: Option<&Expression>,
        given: View<'_>,
        at: &mut Path,
        standing: Standing<'_>,
    ) {
        let Some(known) = self.catalog.find(type_name) else { return };
        if known.any_property || given.is_open() {
            return;
        }
        let standing = Standing { type_name: known.name.as_str(), ..standing };
        self.entries(&known.properties, written, given, at, standing, None);
        let named = self.read || !matches!(written, Some(Expression::Map(_)));
        rule::check(known, written, given, at, standing, named, self);
        self.repeated(known, written, given, at, standing);
    }

    /// The entries of a mapping whose keys are known; `within` is the property that it is part of.
    fn entries(
        &mut self,
        schemas: &IndexMap<String, PropertySchema>,
        written: Option<&Expression>,
        given: View<'_>,
        at: &mut Path,
        standing: Standing<'_>,
        within: Option<View<'_>>,
    ) {
        let literal = match written {
            Some(Expression::Map(entries)) => Some(entries),
            _ => None,
        };
        for (key, value) in given.entries().unwrap_or_default() {
            let name = &*key.python_str();
            at.push(key.into());
            match schemas.get(name) {
                Some(schema) => {
                    let standing = if within.is_none() { standing.at(name, schema) } else { standing };
                    let old = old_name(name, schemas, given);
                    // Of the two one may be empty, at least until other resources exist.
                    let before = |name: &str| {
                        seen(literal.and_then(|entries| entries.get(name))?, given.get(name)?, self.stack)
                    };
                    let is_empty = |name: &str| {
                        before(name).as_ref().map(View::of).or(given.get(name)).is_none_or(View::is_empty)
                    };
                    if let Some(old) = old.filter(|old| !is_empty(old) && !is_empty(name)) {
                        let message = format!("`{name}` is given twice: `{old}` is its old name");
                        let diagnostic = self.error(codes::CONFLICTING_PROPERTIES, at, message);
                        let help = "take the old one away";
                        self.found.push(diagnostic.help(help).refused_if(standing.wrong_kind));
                    }
                    let written = literal.and_then(|entries| entries.get(key));
                    match Some(name).filter(|_| schema.decisive).and_then(before) {
                        Some(before) => self.value(schema, None, View::of(&before), at, standing, within),
                        None => self.value(schema, written, value, at, standing, within),
                    }
                }
                None if literal.is_none() => {
                    let what = if within.is_some() { "key" } else { "property" };
                    let mut help = "remove it".to_owned();
                    if let Some(name) = likely_property(name, schemas) {
                        help = format!("did you mean `{name}`?");
                    }
                    let diagnostic =
                        self.error(codes::UNKNOWN_PROPERTY, at, format!("there is no {what} `{name}`"));
                    let refused = !standing.member || within.is_none();
                    self.found.push(
                        diagnostic
                            .help(help)
                            .refused_if(refused.then_some(standing.refusal.unwrap_or(Refusal::Create))),
                    );
                }
                None => {}
            }
            at.pop();
        }
        for (name, schema) in schemas.iter().filter(|(_, schema)| schema.required) {
            // One that is written out and came to nothing was left out by an `if`.
            let left_out = literal.is_none_or(|entries| entries.contains_key(name.as_str()));
            // Then it has been said what the misspelt name seems to mean.
            let misspelt = || literal.is_none() && is_misspelt(name, given.names(), schemas);
            if left_out
                && !misspelt()
                && !self.template.partial
                && given.get(name).is_none()
                && old_name(name, schemas, given).is_none()
            {
                let diagnostic =
                    self.error(codes::MISSING_PROPERTY, &at.key(name), format!("`{name}` is needed here"));
                let help = "give it whatever the values are";
                let standing = if within.is_none() { standing.at(name, schema) } else { standing };
                self.found.push(diagnostic.help(help).refused_if(standing.wrong_kind));
            }
        }
    }

    /// One value; `within` is the property that it is part of.
    fn value(
        &mut self,
        schema: &PropertySchema,
        written: Option<&Expression>,
        given: View<'_>,
        at: &mut Path,
        standing: Standing<'_>,
        within: Option<View<'_>>,
    ) {
        if !schema.implemented {
            let message = "Heat has this only by its name, and refuses it".to_owned();
            let diagnostic = self.error(codes::INVALID_PROPERTY_VALUE, at, message).help("remove it");
            let refusal = match (within, standing.member) {
                (Some(within), _) => standing.refusal.filter(|_| within.whole().is_some()),
                (None, true) => Some(Refusal::Create),
                (None, false) => Some(Refusal::Validate),
            };
            self.found.push(diagnostic.refused_if(refusal));
            return;
        }
        let within = within.unwrap_or(given);
        // What will be read of a resource is null to Heat until that exists.
        let is_read =
            matches!(written, Some(Expression::Call { function, .. }) if function.name() == "get_attr");
        let standing =
            if is_read { Standing { refusal: None, wrong_kind: None, ..standing } } else { standing };
        if let Some(name) = self.stand_in(written, given) {
            if let Err(expected) = convert(View::Whole(&name), schema) {
                let message = format!("`{}` must be {expected}", last(at));
                let diagnostic = self.error(codes::WRONG_KIND, at, message);
                let help = "a resource stands for its id, which is text, and for its name until it exists";
                self.found.push(diagnostic.help(help).refused_if(standing.wrong_kind));
            }
            return;
        }
        if given.is_open() || given.mentions(standing.index) {
            return;
        }
        let converted = match convert(given, schema) {
            Ok(converted) => converted,
            Err(expected) => {
                let what = last(at);
                let diagnostic = self.error(codes::WRONG_KIND, at, format!("`{what}` must be {expected}"));
                let help = match (given.whole(), written) {
                    (Some(value), Some(Expression::Call { .. }) | None) => {
                        format!("this comes to `{}`", value.python_str())
                    }
                    (Some(value), _) => format!("this is {}", kind_of(value)),
                    (None, _) => "change the value".to_owned(),
                };
                self.found.push(diagnostic.help(help).refused_if(standing.wrong_kind));
                return;
            }
        };
        // What is read at once under an old name is handed on, and judged as what it becomes.
        let handed_on = schema.status == SupportStatus::Hidden
            && standing.wrong_kind == Some(Refusal::Validate)
            && converted.as_deref().is_none_or(is_truthy);
        let constraints = if handed_on { &[][..] } else { &schema.constraints };
        for constraint in constraints {
            let Some(value) = &converted else { break };
            let Verdict::Broken(reason) = constrain(constraint, convert::parameter_kind(schema.kind), value)
            else {
                continue;
            };
            let what = last(at);
            let mut diagnostic = match &constraint.rule {
                Rule::AllowedValues(allowed) => {
                    let message = format!("`{what}` cannot be `{}`", value.python_str());
                    let names: Vec<String> = allowed.iter().map(Value::python_str).collect();
                    let mut help = format!("use one of {}", names[..names.len().min(10)].join(", "));
                    if names.len() > 10 {
                        help.push_str(", …");
                    }
                    self.suggest(message, help, &names, (written, value), at)
                }
                _ => self
                    .error(codes::INVALID_PROPERTY_VALUE, at, format!("`{what}`: {reason}"))
                    .help("change the value"),
            };
            // Heat leaves constraints alone as long as any part of the property waits for a resource.
            diagnostic.refusal = standing.refusal.filter(|_| within.whole().is_some());
            self.found.push(diagnostic);
        }
        // What a group repeats is judged as the definition that it is.
        if schema.kind == ValueKind::Map && !schema.schema.is_empty() && !is_definition(schema) {
            self.entries(&schema.schema, written, given, at, standing, Some(within));
        }
        if let (Some(item), Some(items)) = (schema.schema.get("*"), given.items()) {
            let literal = match written {
                Some(Expression::List(items)) => Some(items),
                _ => None,
            };
            for (index, value) in items.into_iter().enumerate() {
                at.push(Step::Index(index));
                let written = literal.and_then(|items| items.get(index));
                self.value(item, written, value, at, standing, Some(within));
                at.pop();
            }
        }
    }

    /// What stands for a resource that is referred to here, until it exists.
    fn stand_in(&self, written: Option<&Expression>, given: View<'_>) -> Option<Value> {
        match (written, given) {
            (Some(Expression::Call { function, .. }), View::Part(given))
                if matches!(function.name(), "get_resource" | "Ref") =>
            {
                stand_in(given, self.stack)
            }
            _ => None,
        }
    }

    fn suggest(
        &self,
        message: String,
        help: String,
        names: &[String],
        (written, value): (Option<&Expression>, &Value),
        at: &Path,
    ) -> Diagnostic {
        let diagnostic = self.error(codes::INVALID_PROPERTY_VALUE, at, message).help(help);
        let meant = value.as_str().and_then(|text| nearest(text, names.iter().map(String::as_str)));
        match (meant, written) {
            (Some(name), Some(Expression::Scalar(_))) => {
                diagnostic.suggest(Place::Path(at.clone(), Part::Value), name)
            }
            _ => diagnostic,
        }
    }

    fn error(&self, code: hotplate_hot::Code, at: &Path, message: String) -> Diagnostic {
        Diagnostic::error(code, Place::Path(at.clone(), Part::Value), message)
    }
}

impl<'a> Standing<'a> {
    fn of(type_name: &'a str, refusal: Refusal) -> Self {
        let refusal = Some(refusal);
        Self { type_name, member: false, repeated: false, index: None, refusal, wrong_kind: refusal }
    }

    fn member(self) -> Self {
        Self { member: true, refusal: None, ..self }
    }

    fn repeated(self) -> Self {
        Self { repeated: true, ..self.member() }
    }

    /// As it is in a property.
    fn at(self, property: &str, schema: &PropertySchema) -> Self {
        let create = Some(Refusal::Create);
        let wrong_kind = if self.member {
            create.filter(|_| schema.looked_at)
        } else if AT_ONCE.contains(&(self.type_name, property)) {
            Some(Refusal::Validate)
        } else {
            self.refusal
        };
        Self { wrong_kind, refusal: self.refusal.or(create.filter(|_| schema.decisive)), ..self }
    }
}

/// What a fault calls the value at a path.
fn last(at: &Path) -> &str {
    match at.steps().last() {
        Some(Step::Key(key)) => key,
        _ => "this",
    }
}

fn is_definition(schema: &PropertySchema) -> bool {
    schema.schema.contains_key("type") && schema.schema.contains_key("properties")
}

/// The old name by which a property is given: `network` once was `network_id`, and Heat still translates that.
fn old_name<'a>(
    name: &str,
    schemas: &'a IndexMap<String, PropertySchema>,
    given: View<'_>,
) -> Option<&'a str> {
    let is_old =
        |other: &str| other.strip_suffix("_id") == Some(name) || (name, other) == ("network", "uuid");
    let hidden = schemas.iter().filter(|(_, schema)| schema.status == SupportStatus::Hidden);
    let old = hidden.map(|(other, _)| other.as_str()).find(|other| is_old(other))?;
    given.get(old).is_some().then_some(old)
}
