//! Which resources wait for which, and which names lead nowhere.

mod implicit;
mod judge;
mod mention;
mod read;

use hotplate_hot::{
    Diagnostic, Expression, Part, Path, Place, Refusal, ResourceDefinition, Step, Template, codes,
};

use hotplate_schema::Catalog;

use crate::evaluate::{Scope, Standing, decide, evaluate};
use crate::trail::Trail;
use crate::{AsPreviewed, Dependency, Reason, Resolved, Resource, ResourceId};
use judge::{judge, judge_attribute, report_condition};
use mention::{Branch, Kind, Mention, mentions, spare};

pub(crate) use implicit::implicit;
pub use read::Read;

/// Dependencies of a template's own resources, in their order; names that lead nowhere are reported.
///
/// Heat takes them from `depends_on` and from every call in `properties` and `metadata`, nowhere else.
pub(crate) fn link(template: &Template, catalog: &Catalog, scope: &mut Scope<'_>) -> Vec<Dependency> {
    let mut dependencies = Vec::new();
    for (name, definition) in &template.resources {
        let Some(resource) = scope.named(name) else { continue };
        // What exists elsewhere waits for nothing, and its references are never followed.
        let external = is_external(definition, resource, scope);
        let mut read = |section, expression, standing| {
            scope.standing = standing;
            let mut found = Vec::new();
            let at = Trail::Root(&resource.definition);
            mentions(expression, &Trail::Name(&at, section), Branch::of(resource.enabled), scope, &mut found);
            let unread = external && matches!(section, "properties" | "metadata");
            for mention in found.iter().filter(|mention| !unread || matches!(mention.kind, Kind::Condition)) {
                judge(mention, template, scope);
                judge_attribute(mention, catalog, scope);
            }
            found
        };
        let mut found = read("properties", &definition.properties, Standing::of(resource, catalog));
        found.extend(read("metadata", &definition.metadata, Standing::Metadata));
        if let Some(policy) = &definition.update_policy {
            read("update_policy", policy, Standing::Properties);
        }
        if let Some(id) = &definition.external_id {
            read("external_id", id, Standing::Condition);
        }
        if let Some(policy @ Expression::Call { .. }) = definition.deletion_policy.as_deref() {
            read("deletion_policy", policy, Standing::Condition);
        }
        if !external {
            dependencies.extend(found.iter().filter_map(|mention| dependency(resource, mention, scope)));
        }
        if resource.enabled != Some(false) {
            depends_on(template, (definition, external), resource, scope, &mut dependencies);
        }
    }
    dependencies
}

/// Whether a resource exists elsewhere. One with an id that comes to null does not.
pub(crate) fn is_external(
    definition: &ResourceDefinition,
    resource: &Resource,
    scope: &mut Scope<'_>,
) -> bool {
    let Some(id) = &definition.external_id else { return false };
    let at = resource.definition.key("external_id");
    let (found, known) = (scope.ledger.diagnostics.len(), std::mem::replace(&mut scope.known, &AsPreviewed));
    let id = evaluate(id, &Trail::Root(&at), scope);
    scope.known = known;
    // What is wrong when it is worked out is for the one who adopts it.
    let faults = scope.ledger.diagnostics.split_off(found).into_iter();
    scope.ledger.diagnostics.extend(faults.filter(|fault| fault.refusal == Some(Refusal::Validate)));
    id != Resolved::NULL
}

/// The resources that an output reads; names that lead nowhere are reported.
pub(crate) fn reads(
    template: &Template,
    value: &Expression,
    at: &Path,
    enabled: Option<bool>,
    catalog: &Catalog,
    scope: &mut Scope<'_>,
) -> Vec<ResourceId> {
    let mut found = Vec::new();
    mentions(value, &Trail::Root(at), Branch::of(enabled), scope, &mut found);
    let mut reads = Vec::new();
    for mention in found {
        judge(&mention, template, scope);
        judge_attribute(&mention, catalog, scope);
        if let (Kind::Resource | Kind::Attribute(..), Branch::Taken | Branch::Undecided) =
            (&mention.kind, mention.branch)
        {
            let id = scope.named(&mention.name).map(|resource| resource.id);
            reads.extend(id.filter(|id| !reads.contains(id)));
        }
    }
    reads
}

/// Names in a condition that lead nowhere are reported.
pub(crate) fn check_condition(template: &Template, condition: &Expression, at: &Path, scope: &mut Scope<'_>) {
    if !cfg!(feature = "whole") {
        return;
    }
    let before = std::mem::replace(&mut scope.standing, Standing::Condition);
    let mut found = Vec::new();
    mentions(condition, &Trail::Root(at), Branch::Taken, scope, &mut found);
    // Of the named ones it is known what they look up.
    if !matches!(at.steps(), [Step::Key(section), ..] if **section == *"conditions") {
        spare(condition, &Trail::Root(at), &mut found, scope);
    }
    found.iter().for_each(|mention| judge(mention, template, scope));
    scope.standing = before;
}

/// Whether a condition of a resource or an output holds; names in it that lead nowhere are reported.
pub(crate) fn holds(
    template: &Template,
    condition: Option<&Expression>,
    at: &Path,
    scope: &mut Scope<'_>,
) -> Option<bool> {
    let Some(condition) = condition else { return Some(true) };
    let at = at.key("condition");
    report_condition(condition, &Trail::Root(&at), template, scope);
    check_condition(template, condition, &at, scope);
    decide(condition, &Trail::Root(&at), scope)
}

fn dependency(resource: &Resource, mention: &Mention, scope: &Scope<'_>) -> Option<Dependency> {
    if mention.branch == Branch::Untaken {
        return None;
    }
    let reason = match &mention.kind {
        Kind::Resource | Kind::Nameless => Reason::GetResource { at: mention.call.clone() },
        Kind::Attribute(read) => {
            Reason::GetAttr { at: mention.call.clone(), attribute: read.name.clone().unwrap_or_default() }
        }
        Kind::Parameter | Kind::Condition => return None,
    };
    let to = scope.named(&mention.name).filter(|to| to.enabled != Some(false))?;
    Some(Dependency { from: resource.id, to: to.id, reasons: vec![reason] })
}

fn depends_on(
    template: &Template,
    (definition, external): (&ResourceDefinition, bool),
    resource: &Resource,
    scope: &mut Scope<'_>,
    dependencies: &mut Vec<Dependency>,
) {
    let at = resource.definition.key("depends_on");
    if external && !definition.depends_on.is_empty() {
        let message =
            format!("`{}` already exists elsewhere, so it cannot wait for another resource", resource.path);
        let diagnostic = Diagnostic::error(codes::EXTERNAL_DEPENDENCY, Place::Path(at, Part::Entry), message);
        let diagnostic =
            diagnostic.help("take `depends_on` away, or `external_id`").refused_by(Refusal::Validate);
        scope.ledger.diagnostics.push(diagnostic);
        return;
    }
    for (index, name) in definition.depends_on.iter().enumerate() {
        let at = at.index(index);
        match scope.named(name) {
            // A disabled resource is quietly left out.
            Some(to) if to.enabled == Some(false) => {}
            Some(to) => {
                let reasons = vec![Reason::DependsOn { at }];
                dependencies.push(Dependency { from: resource.id, to: to.id, reasons });
            }
            None => {
                let mention = Mention::of_resource(name, at);
                judge(&mention, template, scope);
            }
        }
    }
}
