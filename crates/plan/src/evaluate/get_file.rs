//! `get_file: name`: the text of a file that is sent with the template.

use hotplate_schema::Value;

use super::{Answer, Call, Scope};
use crate::Resolved;

pub(super) fn get_file(call: &Call<'_>, scope: &mut Scope<'_>) -> Answer {
    let Value::String(name) = call.value(scope)? else {
        return call.failed("takes the name of a file");
    };
    let Some(file) = scope.files.get(&name) else {
        return call.failed(format_args!("finds no file `{name}`"));
    };
    scope.pay(file.text.len())?;
    Ok(Resolved::Known(Value::String(file.text.to_string())))
}
