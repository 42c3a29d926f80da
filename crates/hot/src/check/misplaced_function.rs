//! `misplaced-function`: a function of values where a condition stands (`condition_functions` in
//! `heat/engine/hot/template.py`), or the reverse.

use hotplate_schema::Key;

use super::subject::{Subject, key};
use super::values::Site;
use crate::{Diagnostic, Function, Refusal, codes};

pub(super) fn check(site: &Site<'_, '_>, subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let [(Key::String(name), _, _)] = site.entries else { return };
    let [value, condition] = site.named.map(|function| function.is_some());
    let place = || key(&site.path().key(name));
    if site.standing.condition && value && !condition {
        let known: Vec<&str> = Function::all_condition(subject.version).map(Function::name).collect();
        let message = format!("`{name}` cannot be used in a condition");
        let diagnostic = Diagnostic::error(codes::MISPLACED_FUNCTION, place(), message);
        let diagnostic = diagnostic.help(format!("conditions take {}", known.join(", ")));
        found.push(diagnostic.refused_by(Refusal::Validate));
    } else if !site.standing.condition && condition && !value && matches!(&**name, "equals" | "not") {
        let message =
            format!("`{name}` only works in a condition; here it is plain data, passed on as it stands");
        let diagnostic = Diagnostic::warning(codes::MISPLACED_FUNCTION, place(), message);
        found.push(diagnostic.help("move it to `conditions`, and use its name in an `if`"));
    }
}
