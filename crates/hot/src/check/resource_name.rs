//! `invalid-name`, `shared-name`: the names of resources and parameters (`heat/engine/stack.py`, `validate`;
//! `heat/engine/resource.py`).

use super::subject::{Subject, below, key};
use crate::{Diagnostic, Path, Refusal, codes};

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for section_name in ["parameters", "conditions", "resources", "outputs"] {
        for (name, _, _) in subject.section(section_name) {
            let path = || below(&Path::keys([section_name]), name);
            let Some(text) = name.as_str() else {
                let text = name.python_str();
                let message = format!("a name must be text, and YAML reads this one as `{text}`");
                let diagnostic = Diagnostic::error(codes::INVALID_NAME, key(&path()), message);
                found.push(diagnostic.help("put the name in quotes").refused_by(Refusal::Validate));
                continue;
            };
            if section_name != "resources" {
                continue;
            }
            if text.contains('/') {
                let diagnostic = Diagnostic::error(
                    codes::INVALID_NAME,
                    key(&path()),
                    "the name of a resource cannot contain `/`",
                );
                found.push(diagnostic.help("use `-` or `_`").refused_by(Refusal::Validate));
            }
            if subject.template.parameters.contains_key(text) {
                let message = format!("a parameter is called `{text}` too");
                let diagnostic = Diagnostic::error(codes::SHARED_NAME, key(&path()), message)
                    .also(key(&Path::keys(["parameters", text])), "the parameter")
                    .help("rename one of them");
                found.push(diagnostic.refused_by(Refusal::Validate));
            }
        }
    }
}
