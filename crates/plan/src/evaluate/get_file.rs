//! `get_file: name`: the text of a file that is sent with the template.

use hotplate_hot::{Diagnostic, codes};
use hotplate_schema::Value;

use super::call::Stop;
use super::{Answer, Call, Scope};
use crate::Resolved;
use crate::files::find;

pub(super) fn get_file(call: &Call<'_>, scope: &mut Scope<'_>) -> Answer {
    let Value::String(name) = call.value(scope)? else {
        return call.failed("takes the name of a file");
    };
    let Some(file) = find(scope.files, &scope.context.folder, &name) else {
        let message = format!("`get_file` finds no file `{name}`");
        if cfg!(feature = "whole") {
            let diagnostic = Diagnostic::error(codes::MISSING_FILE, call.at.place(), &*message);
            let diagnostic = diagnostic.help("add the file, or correct its name");
            scope.ledger.diagnostics.push(scope.standing.mark(diagnostic));
        }
        return Err(Stop::Obstacle(Resolved::Unknown(message)));
    };
    scope.pay(file.text.len())?;
    Ok(Resolved::Known(Value::String(file.text.clone().into())))
}
