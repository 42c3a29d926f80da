//! `wrong-kind` once more: a literal `value` of an `OS::Heat::Value` against the `type` beside it
//! (`heat/engine/resources/openstack/heat/value.py`).

use hotplate_schema::ValueKind;

use super::property_value::misfit;
use super::subject::{Subject, value};
use super::values::is_call;
use crate::{Diagnostic, ParameterKind, Refusal, codes};

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for definition in
        subject.definitions.iter().filter(|definition| definition.type_name() == "OS::Heat::Value")
    {
        let kind = definition.property("type").and_then(|node| node.as_str()).and_then(ParameterKind::find);
        let (Some(kind), Some(node)) = (kind, definition.property("value")) else { continue };
        if node.is_null() || is_call(node, subject.version) {
            continue;
        }
        let asked = match kind {
            ParameterKind::String => ValueKind::String,
            ParameterKind::Number => ValueKind::Number,
            ParameterKind::CommaDelimitedList => ValueKind::List,
            ParameterKind::Json => ValueKind::Map,
            ParameterKind::Boolean => ValueKind::Boolean,
        };
        if let Some(expected) = misfit(node, asked) {
            let path = definition.path.key("properties");
            let message = format!("a value of type {} must be {expected}", kind.name());
            let diagnostic = Diagnostic::error(codes::WRONG_KIND, value(&path.key("value")), message)
                .also(value(&path.key("type")), "the type")
                .help("change the value or the type");
            found.push(if definition.member { diagnostic } else { diagnostic.refused_by(Refusal::Create) });
        }
    }
}
