//! How many members a group has, and how a person says otherwise without editing the template.

use std::sync::Arc;

use hotplate_hot::{Expression, Template};
use hotplate_schema::Value;

/// What says how many members a group of a template has.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub enum Sizing {
    /// A parameter, which can be given another value.
    Parameter(String),
    /// The template itself, by a number or by saying nothing: [`sized`] says otherwise.
    Template,
}

/// The groups of a template whose number of members can be set, by name: what says it now.
pub fn sizings(template: &Template) -> Vec<(String, Sizing)> {
    let mut sizings = Vec::new();
    for (name, resource) in &template.resources {
        if resource.type_name.as_str() != GROUP {
            continue;
        }
        let Expression::Map(properties) = &resource.properties else { continue };
        let sizing = match properties.get(COUNT) {
            None | Some(Expression::Scalar(_)) => Sizing::Template,
            Some(Expression::Call { function, argument }) if function.name() == "get_param" => {
                match &**argument {
                    Expression::Scalar(Value::String(parameter)) => {
                        Sizing::Parameter(parameter.as_str().to_owned())
                    }
                    _ => continue,
                }
            }
            Some(_) => continue,
        };
        sizings.push((name.clone(), sizing));
    }
    sizings
}

/// The template with these numbers of members, for those of its groups whose number the template itself says.
pub fn sized(template: &Arc<Template>, sizes: &[(String, u32)]) -> Arc<Template> {
    let mut sized = template.clone();
    if sizes.is_empty() {
        return sized;
    }
    let own = sizings(template);
    for (name, size) in sizes {
        if !own.iter().any(|(group, sizing)| group == name && *sizing == Sizing::Template) {
            continue;
        }
        let resource = Arc::make_mut(&mut sized).resources.get_mut(name);
        if let Some(Expression::Map(properties)) = resource.map(|resource| &mut resource.properties) {
            properties.insert(COUNT.into(), Expression::Scalar(Value::Int((*size).into())));
        }
    }
    sized
}

const GROUP: &str = "OS::Heat::ResourceGroup";
const COUNT: &str = "count";

#[cfg(test)]
mod tests {
    use hotplate_hot::{Source, read};
    use hotplate_schema::Catalog;

    use super::*;

    #[test]
    fn a_number_in_the_template_can_be_set_and_one_from_a_parameter_is_left_to_it() {
        let group = |count: &str| {
            format!(
                "{{ type: OS::Heat::ResourceGroup, properties: {{ {count} resource_def: {{ type: OS::Nova::Server }} }} }}"
            )
        };
        let text = format!(
            "heat_template_version: 2018-08-31\nparameters:\n  n: {{ type: number }}\nresources:\n  a: {}\n  b: {}\n  c: {}\n  d: {}\n",
            group("count: 2,"),
            group(""),
            group("count: { get_param: n },"),
            group("count: { str_split: [ x, y ] },"),
        );
        let template = read(&Source::new("t", &text), &Catalog::core()).template;
        let expected =
            [("a", Sizing::Template), ("b", Sizing::Template), ("c", Sizing::Parameter("n".to_owned()))];
        let expected: Vec<_> = expected.map(|(name, sizing)| (name.to_owned(), sizing)).into();
        assert_eq!(sizings(&template), expected);

        let sizes = ["a", "b", "c", "e"].map(|name| (name.to_owned(), 5));
        let other = sized(&template, &sizes);
        let count = |name: &str| match &other.resources[name].properties {
            Expression::Map(properties) => properties.get(COUNT).cloned(),
            _ => None,
        };
        let five = Some(Expression::Scalar(Value::Int(5)));
        assert_eq!([count("a"), count("b")], [five.clone(), five]);
        assert_eq!(other.resources["c"], template.resources["c"]);
        assert!(Arc::ptr_eq(&sized(&template, &[]), &template));
    }
}
