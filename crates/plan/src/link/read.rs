//! Which attributes of resources a part of a template reads, whatever they come to (Heat: `all_dep_attrs` in
//! `function.py`).

use hotplate_hot::{Expression, Path};
use hotplate_schema::Value;

use crate::evaluate::{Scope, decide, evaluate};
use crate::trail::Trail;
use crate::{AsPreviewed, Plan};

/// The name of a resource, and the way into its attributes: a single null stands for all of them.
pub type Read = (String, Vec<Value>);

impl Plan {
    /// What a resource of the template reads in its properties and its metadata, in their order.
    pub fn read_by_resource(&self, name: &str) -> Vec<Read> {
        self.read(|template| {
            let resource = template.resources.get(name)?;
            let part = |part, value| (Path::keys(["resources", name, part]), value);
            Some(vec![part("properties", &resource.properties), part("metadata", &resource.metadata)])
        })
    }

    /// What an output reads.
    pub fn read_by_output(&self, name: &str) -> Vec<Read> {
        self.read(|template| {
            let value = &template.outputs.get(name)?.value;
            Some(vec![(Path::keys(["outputs", name, "value"]), value)])
        })
    }

    fn read(
        &self,
        parts: impl FnOnce(&hotplate_hot::Template) -> Option<Vec<(Path, &Expression)>>,
    ) -> Vec<Read> {
        let read = self.evaluate(&AsPreviewed, |template, scope| {
            let mut found = Vec::new();
            for (at, value) in parts(template)? {
                attributes(value, &Trail::Root(&at), scope, &mut found);
            }
            Some(found)
        });
        read.unwrap_or_default()
    }
}

fn attributes(expression: &Expression, at: &Trail<'_>, scope: &mut Scope<'_>, found: &mut Vec<Read>) {
    match expression {
        Expression::Scalar(_) => {}
        Expression::List(items) => {
            for (index, item) in items.iter().enumerate() {
                attributes(item, &Trail::Index(at, index), scope, found);
            }
        }
        Expression::Map(entries) => {
            for (key, entry) in entries {
                attributes(entry, &Trail::Key(at, key), scope, found);
            }
        }
        Expression::Call { function, argument } => {
            let at = Trail::Call(at, *function);
            match (function.name(), &**argument) {
                ("if" | "Fn::If", Expression::List(items)) => {
                    let holds = items.first().and_then(|head| decide(head, &Trail::Index(&at, 0), scope));
                    let index = holds.map(|holds| if holds { 1 } else { 2 });
                    if let Some((index, item)) = index.and_then(|index| Some((index, items.get(index)?))) {
                        attributes(item, &Trail::Index(&at, index), scope, found);
                    }
                }
                ("get_attr" | "Fn::GetAtt", _) => {
                    attributes(argument, &at, scope, found);
                    found.extend(attribute(argument, &at, scope));
                }
                _ => attributes(argument, &at, scope, found),
            }
        }
    }
}

/// What a call of `get_attr` reads.
fn attribute(argument: &Expression, at: &Trail<'_>, scope: &mut Scope<'_>) -> Option<Read> {
    let mut way = match evaluate(argument, at, scope).into_known()? {
        Value::List(items) => items,
        // A name of one letter is taken for a list of it.
        Value::String(name) if name.chars().count() == 1 => vec![Value::String(name)],
        _ => return None,
    };
    let Value::String(name) = (!way.is_empty()).then(|| way.remove(0))? else { return None };
    if way.is_empty() {
        way.push(Value::Null);
    }
    Some((name.as_str().to_owned(), way))
}
