//! A template in which everything stands in its place that is known before the stack exists: a [`Plan`] as a template
//! again.
//!
//! What can be evaluated is its value. A function that waits for something stays a call, with arguments as far as they
//! are known; so does whatever a hidden parameter goes into. Resources whose condition does not hold are gone.

use hotplate_hot::{Expression, Path};
use hotplate_schema::{Key, Map, Value};

use crate::evaluate::{Scope, decide, evaluate_entry};
use crate::trail::Trail;
use crate::{Nothing, Plan, Resolved, ResourcePath};

impl Plan {
    /// The template with all that is known in its place; `None` if it is in CloudFormation's format, or the plan came
    /// from elsewhere.
    pub fn settled(&self) -> Option<Value> {
        let ground = self.ground.as_ref()?;
        let mut context = ground.context.clone();
        for (name, parameter) in ground.context.parameters.iter() {
            if parameter.declaration.hidden {
                context.open.insert(name.clone(), Resolved::Unknown("it is hidden".to_owned()));
            }
        }
        if !context.version.is_hot() {
            return None;
        }
        self.evaluate_in(ground, &context, &Nothing, |_, scope| Some(self.sections(scope)))
    }

    fn sections(&self, scope: &mut Scope<'_>) -> Value {
        let mut all = Map::new();
        let template = scope.template;
        put(&mut all, "heat_template_version", Some(scope.context.version.date().into()));
        put(&mut all, "description", template.description.as_deref().map(Value::from));

        let mut parameters = Map::new();
        for (name, parameter) in self.parameters.iter() {
            let declaration = &parameter.declaration;
            if parameter.value.is_none() || declaration.hidden {
                let mut said = Map::new();
                put(&mut said, "type", Some(declaration.kind.name().into()));
                put(&mut said, "description", declaration.description.as_deref().map(Value::from));
                put(&mut said, "hidden", declaration.hidden.then_some(Value::Bool(true)));
                put(&mut parameters, name, Some(Value::Map(said)));
            }
        }
        put_filled(&mut all, "parameters", parameters);

        let mut conditions = Map::new();
        for (name, condition) in &template.conditions {
            let value = match self.conditions.get(name) {
                Some(Some(decided)) => Some(Value::Bool(*decided)),
                _ => settle(&condition.value, &Trail::Root(&Path::keys(["conditions", name])), scope),
            };
            put(&mut conditions, name, value);
        }
        if self.conditions.values().any(Option::is_none) {
            put_filled(&mut all, "conditions", conditions);
        }

        let mut resources = Map::new();
        for resource in self.stack.top().filter(|resource| resource.enabled != Some(false)) {
            let Some(definition) = template.resources.get(resource.path.name()) else { continue };
            let at = Path::keys(["resources", resource.path.name()]);
            let mut said = Map::new();
            put(&mut said, "type", Some(definition.type_name.as_str().into()));
            put(&mut said, "description", definition.description.as_deref().map(Value::from));
            if resource.enabled.is_none() {
                put(
                    &mut said,
                    "condition",
                    part(definition.condition.as_deref(), &at.key("condition"), scope),
                );
            }
            put(
                &mut said,
                "external_id",
                part(definition.external_id.as_deref(), &at.key("external_id"), scope),
            );
            let is_there = |name: &&String| {
                let named = self.stack.find(&ResourcePath::root(name));
                named.is_some_and(|named| named.enabled != Some(false))
            };
            let named = definition.depends_on.iter().filter(is_there);
            let named: Vec<Value> = named.map(|name| Value::from(name.as_str())).collect();
            put(&mut said, "depends_on", (!named.is_empty()).then_some(Value::List(named)));
            for (name, section) in
                [("metadata", &definition.metadata), ("properties", &definition.properties)]
            {
                let value = part(Some(section), &at.key(name), scope);
                let filled = value.filter(|value| value.as_map().is_none_or(|map| !map.is_empty()));
                put(&mut said, name, filled);
            }
            put(
                &mut said,
                "deletion_policy",
                part(definition.deletion_policy.as_deref(), &at.key("deletion_policy"), scope),
            );
            let policy = definition.update_policy.as_deref();
            put(&mut said, "update_policy", part(policy, &at.key("update_policy"), scope));
            put(&mut resources, resource.path.name(), Some(Value::Map(said)));
        }
        put_filled(&mut all, "resources", resources);

        let mut outputs = Map::new();
        for (name, output) in &template.outputs {
            let enabled = self.outputs.get(name).and_then(|planned| planned.enabled);
            if enabled == Some(false) {
                continue;
            }
            let at = Path::keys(["outputs", name]);
            let mut said = Map::new();
            put(&mut said, "description", output.description.as_deref().map(Value::from));
            if enabled.is_none() {
                put(&mut said, "condition", part(output.condition.as_deref(), &at.key("condition"), scope));
            }
            put(&mut said, "value", part(Some(&output.value), &at.key("value"), scope));
            put(&mut outputs, name, Some(Value::Map(said)));
        }
        put_filled(&mut all, "outputs", outputs);
        Value::Map(all)
    }
}

fn put(map: &mut Map, key: &str, value: Option<Value>) {
    if let Some(value) = value {
        map.insert(Key::from(key), value);
    }
}

fn put_filled(map: &mut Map, key: &str, section: Map) {
    put(map, key, (!section.is_empty()).then_some(Value::Map(section)));
}

fn part(expression: Option<&Expression>, at: &Path, scope: &mut Scope<'_>) -> Option<Value> {
    settle(expression?, &Trail::Root(at), scope)
}

/// An expression as far as it is known; `None` if its place disappears.
fn settle(expression: &Expression, at: &Trail<'_>, scope: &mut Scope<'_>) -> Option<Value> {
    match expression {
        Expression::Scalar(value) => Some(value.clone()),
        Expression::List(items) => {
            let item = |(index, item)| settle(item, &Trail::Index(at, index), scope);
            Some(Value::List(items.iter().enumerate().filter_map(item).collect()))
        }
        Expression::Map(entries) => {
            let entry = |key: &_, entry: &_| settle(entry, &Trail::Key(at, key), scope);
            Some(Value::Map(entries.filter_map(entry)))
        }
        Expression::Call { function, argument } => {
            if let Resolved::Known(value) = evaluate_entry(expression, at, scope)? {
                return Some(value);
            }
            let at = Trail::Call(at, *function);
            let argument: &Expression = argument;
            if let (Expression::List(items), "if") = (argument, function.name())
                && let Some(decided) =
                    items.first().and_then(|first| decide(first, &Trail::Index(&at, 0), scope))
            {
                let index = if decided { 1 } else { 2 };
                return settle(items.get(index)?, &Trail::Index(&at, index), scope);
            }
            let mut call = Map::new();
            put(&mut call, function.name(), settle(argument, &at, scope));
            Some(Value::Map(call))
        }
    }
}
