//! `invalid-deletion-policy`: what becomes of the thing when its resource is deleted (`deletion_policies` in
//! `heat/engine/hot/template.py`).

use super::subject::{Definition, Subject, suggest, value};
use crate::{Diagnostic, Fix, Refusal, TemplateVersion, codes, nearest};

const POLICIES: [&str; 3] = ["Delete", "Retain", "Snapshot"];

/// Lower-case policies came with this version.
const LOWER_CASE: TemplateVersion = TemplateVersion::V2016_10_14;

/// Whether that is what becomes of a thing, in a version.
pub fn is_deletion_policy(policy: &str, version: TemplateVersion) -> bool {
    POLICIES.iter().any(|known| {
        policy == *known
            || version >= LOWER_CASE
                && known.eq_ignore_ascii_case(policy)
                && policy == policy.to_ascii_lowercase()
    })
}

pub(super) fn check(definition: &Definition<'_>, subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    if definition.member {
        return;
    }
    let Some(policy) = definition.get("deletion_policy").and_then(|node| node.as_str()) else {
        return;
    };
    let path = definition.path.key("deletion_policy");
    let known = POLICIES.iter().find(|known| known.eq_ignore_ascii_case(policy));
    let report = |message: String| {
        let diagnostic = Diagnostic::error(codes::INVALID_DELETION_POLICY, value(&path), message);
        diagnostic.refused_by(Refusal::Validate)
    };
    match known {
        Some(known) if is_deletion_policy(policy, subject.version) => {
            if *known == "Snapshot" && definition.judged().is_some_and(|known| !known.snapshot) {
                let message = format!("a `{}` cannot be kept as a snapshot", definition.type_name());
                found.push(report(message).help("use `Delete` or `Retain`"));
            }
        }
        Some(known) => {
            let diagnostic = report(format!("in this version the policy is written `{known}`"));
            let diagnostic = diagnostic.help(format!("write `{known}`"));
            found.push(diagnostic.fix(Fix::replace(value(&path), known, format_args!("write {known}"))));
        }
        None => {
            let diagnostic = report(format!("there is no deletion policy `{policy}`"));
            let diagnostic = diagnostic.help(format!("use one of {}", POLICIES.join(", ")));
            found.push(suggest(diagnostic, value(&path), nearest(policy, POLICIES)));
        }
    }
}
