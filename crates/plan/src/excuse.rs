//! What a plan knows of the faults that are found in a template's text: some stand where Heat never looks, in what a
//! condition leaves out.

use hotplate_hot::{
    Code, Diagnostic, Expression, Path, Place, Refusal, Severity, Step, Template, codes, is_deletion_policy,
};

use crate::evaluate::{Scope, decide};
use crate::link::is_external;
use crate::trail::Trail;
use crate::{Nothing, Plan};

/// What Heat looks at only where there is a resource: all else it finds as soon as it reads the template.
const LATE: [Code; 7] = [
    codes::MISSING_FILE,
    codes::MISSING_PROPERTY,
    codes::MISSING_USER_DATA_FORMAT,
    codes::SHARED_NAME,
    codes::UNKNOWN_ATTRIBUTE,
    codes::UNKNOWN_PROPERTY,
    codes::UNKNOWN_RESOURCE_TYPE,
];

impl Plan {
    /// Takes the refusal from faults that stand in a resource or an output which is not created, or in a branch of an `if`
    /// which is not taken.
    pub fn excuse(&self, found: &mut [Diagnostic]) {
        for diagnostic in found {
            let Place::Path(path, _) = diagnostic.place() else { continue };
            if diagnostic.refusal.is_none() || diagnostic.labels[0].source.is_some() {
                continue;
            }
            let is_of_adoption = diagnostic.code == codes::UNADOPTABLE_TYPE;
            if diagnostic.refusal == Some(Refusal::Create) && !is_of_adoption && self.is_adopted(path) {
                diagnostic.refusal = None;
                continue;
            }
            let mut places = diagnostic.labels.iter().map(|label| &label.place);
            // The value of an output that is left out is not even read.
            let is_unread = matches!(path.steps(), [Step::Key(section), _, Step::Key(part), ..] if **section == *"outputs" && **part == *"value");
            let is_unread = is_unread || diagnostic.refusal == Some(Refusal::Create);
            let is_left_out = is_unread && self.is_disabled(diagnostic.place())
                || (LATE.contains(&diagnostic.code) || self.is_known_policy(diagnostic))
                    && places.any(|place| self.is_disabled(place));
            match self.is_taken(path).map(|taken| taken && !is_left_out) {
                Some(true) => {}
                Some(false) => {
                    diagnostic.severity = Severity::Warning;
                    diagnostic.refusal = None;
                }
                None => diagnostic.refusal = None,
            }
        }
    }

    /// Whether it is about a deletion policy that there is, but not for that resource.
    fn is_known_policy(&self, found: &Diagnostic) -> bool {
        let (codes::INVALID_DELETION_POLICY, Place::Path(path, _)) = (found.code, found.place()) else {
            return false;
        };
        let [_, Step::Key(name), ..] = path.steps() else { return false };
        let is_known = self.evaluate(&Nothing, |template, scope| {
            match template.resources.get(&**name)?.deletion_policy.as_deref()? {
                Expression::Scalar(value) => Some(is_deletion_policy(value.as_str()?, scope.context.version)),
                _ => None,
            }
        });
        is_known == Some(true)
    }

    /// Whether a place is in a resource or an output whose condition does not hold.
    fn is_disabled(&self, place: &Place) -> bool {
        let Place::Path(path, _) = place else { return false };
        let [Step::Key(section), Step::Key(name), ..] = path.steps() else { return false };
        let enabled = match &**section {
            "resources" => self.stack.named(None, name).and_then(|resource| resource.enabled),
            "outputs" => self.outputs.get(&**name).and_then(|output| output.enabled),
            _ => None,
        };
        enabled == Some(false)
    }

    /// Whether a place is in a resource that exists elsewhere, of which Heat does not look at what is written.
    fn is_adopted(&self, path: &Path) -> bool {
        let [Step::Key(section), Step::Key(name), ..] = path.steps() else { return false };
        let resource = self.stack.named(None, name).filter(|_| **section == *"resources");
        let adopted = self.evaluate(&Nothing, |template, scope| {
            Some(is_external(template.resources.get(&**name)?, resource?, scope))
        });
        adopted == Some(true)
    }

    /// Whether every `if` around a place takes the branch that it stands in.
    fn is_taken(&self, path: &Path) -> Option<bool> {
        let is_choice = |step: &Step| matches!(step, Step::Key(key) if **key == *"if");
        if !path.steps().iter().any(is_choice) {
            return Some(true);
        }
        self.evaluate(&Nothing, |template, scope| Some(taken(template, path, scope))).unwrap_or(Some(true))
    }
}

/// Whether every `if` on the way to a place takes the branch that the way goes through.
fn taken(template: &Template, path: &Path, scope: &mut Scope<'_>) -> Option<bool> {
    let [Step::Key(section), Step::Key(name), Step::Key(part), way @ ..] = path.steps() else {
        return Some(true);
    };
    let resource = || template.resources.get(&**name);
    let value = match (&**section, &**part) {
        ("resources", "properties") => resource().map(|resource| &resource.properties),
        ("resources", "metadata") => resource().map(|resource| &resource.metadata),
        ("resources", "update_policy") => resource().and_then(|resource| resource.update_policy.as_deref()),
        ("outputs", "value") => template.outputs.get(&**name).map(|output| &output.value),
        _ => None,
    };
    let (mut value, mut at, mut all) = (value, Path::keys([&**section, &**name, &**part]), Some(true));
    for (step, next) in way.iter().zip(way.iter().skip(1)) {
        at.push(step.clone());
        value = match (value, step, next) {
            (Some(Expression::Map(entries)), Step::Key(key), _) => entries.get(&**key),
            (Some(Expression::List(items)), Step::Index(index), _) => items.get(*index),
            (Some(Expression::Call { argument, .. }), Step::Key(function), next) => {
                if let ("if", Expression::List(items), Step::Index(branch @ 1..)) =
                    (&**function, &**argument, next)
                {
                    let holds = items.first().map(|head| decide(head, &Trail::Root(&at.index(0)), scope));
                    match holds.flatten().map(|holds| holds == (*branch == 1)) {
                        Some(false) => return Some(false),
                        Some(true) => {}
                        None => all = None,
                    }
                }
                Some(&**argument)
            }
            _ => return all,
        };
    }
    all
}
