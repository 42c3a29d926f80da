//! The values that count for a template's parameters, from all that is given with it
//! (Heat: `environment_util.py`, `merge_environments`).

use hotplate_hot::{Diagnostic, Part, Path, Place, Refusal, Template, codes};
use hotplate_schema::{IndexMap, Value};

use super::merge::Merge;
use crate::{Environment, Inputs, Precedence, Resolved};

/// Values by parameter.
#[derive(Clone, Debug, Default)]
pub(crate) struct Values {
    /// Given one by one, or in an environment's `parameters`.
    pub(crate) given: IndexMap<String, Value>,
    /// `parameter_defaults`
    pub(crate) defaults: IndexMap<String, Value>,
    /// Given to a nested template, and not wholly known yet.
    pub(crate) open: IndexMap<String, Resolved>,
}

impl Values {
    /// The values for the template at hand. Values for parameters that it does not declare are reported.
    pub(crate) fn of(template: &Template, inputs: &Inputs, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut values = Self::default();
        if !cfg!(feature = "whole") {
            return Self { given: inputs.parameters.clone(), ..values };
        }
        if inputs.precedence == Precedence::Environment {
            values.given = inputs.parameters.clone();
            let mut merge = Merge::new(template);
            for environment in &inputs.environments {
                merge.add(&mut values.given, &environment.parameters, environment, diagnostics);
                merge.add(&mut values.defaults, &environment.parameter_defaults, environment, diagnostics);
            }
        } else {
            for environment in &inputs.environments {
                values.given.extend(copied(&environment.parameters));
            }
            for (name, value) in copied(&inputs.parameters) {
                if value != Value::Null || !values.given.contains_key(&name) {
                    values.given.insert(name, value);
                }
            }
            values.defaults = defaults(inputs);
        }
        report_undeclared(template, &values, diagnostics);
        values
    }
}

/// The `parameter_defaults` of environments, a later one over an earlier.
pub(crate) fn defaults(inputs: &Inputs) -> IndexMap<String, Value> {
    let section = |environment: &Environment| copied(&environment.parameter_defaults).collect::<Vec<_>>();
    inputs.environments.iter().flat_map(section).collect()
}

fn copied(values: &IndexMap<String, Value>) -> impl Iterator<Item = (String, Value)> + '_ {
    values.iter().map(|(name, value)| (name.clone(), value.clone()))
}

/// Values given for parameters that the template does not declare. Unknown names among `parameter_defaults` are fine.
fn report_undeclared(template: &Template, values: &Values, diagnostics: &mut Vec<Diagnostic>) {
    for name in values.given.keys().filter(|name| !template.parameters.contains_key(*name)) {
        let place = Place::Path(Path::keys(["parameters"]), Part::Key);
        let message = format!("a value is given for `{name}`, which the template does not declare");
        let diagnostic = Diagnostic::error(codes::UNDECLARED_PARAMETER, place, message);
        let help = "declare it under `parameters`, or take the value away";
        diagnostics.push(diagnostic.help(help).refused_by(Refusal::Validate));
    }
}
