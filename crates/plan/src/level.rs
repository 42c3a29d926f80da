//! One template planned: the template at hand, or one that a resource stands for. The steps are the same for both.

use hotplate_hot::{
    Code, Diagnostic, Expression, Part, Path, Place, Refusal, ResourceDefinition, SourceName, Template,
    codes, is_deletion_policy,
};
use hotplate_schema::{Catalog, IndexMap, ResourceTypeName, Value};

use crate::evaluate::{Context, Facade, Ledger, Scope, Standing, evaluate};
use crate::expand::{Room, instance_group, open};
use crate::graph::{cycles, waves};
use crate::link::{check_condition, holds, implicit, is_external, link, reads};
use crate::nested::Library;
use crate::property::Judge;
use crate::registry::{Registry, is_file};
use crate::resolved::UNDECIDED;
use crate::trail::Trail;
use crate::{
    AsPreviewed, Cycle, DependencyGraph, Files, Nothing, PlannedOutput, Reason, Resolved, Resource,
    ResourceId, ResourcePath, Stack, Wave,
};

/// A template on its way to be planned, and where it stands.
pub(crate) struct Level<'a> {
    pub(crate) template: &'a Template,
    pub(crate) context: &'a Context,
    /// Which types stand for others here.
    pub(crate) registry: Registry,
    /// The resource that it is the template of; none for the template at hand.
    pub(crate) within: Option<(ResourceId, ResourcePath)>,
    /// Its file, if it is not the template at hand.
    pub(crate) source: Option<SourceName>,
}

/// What all templates of a plan have in common.
pub(crate) struct Work<'a> {
    pub(crate) files: &'a dyn Files,
    pub(crate) catalog: &'a Catalog,
    /// The name of the stack of the template at hand.
    pub(crate) stack_name: &'a str,
    /// `parameter_defaults`, which go down into every nested stack.
    pub(crate) defaults: IndexMap<String, hotplate_schema::Value>,
    pub(crate) room: Room,
    /// How deep stacks may be nested.
    pub(crate) depth: usize,
    pub(crate) library: Library,
    pub(crate) ledger: Ledger,
}

/// What a template has come to.
pub(crate) struct Planned {
    pub(crate) graph: DependencyGraph,
    pub(crate) waves: Vec<Wave>,
    pub(crate) cycles: Vec<Cycle>,
    pub(crate) outputs: IndexMap<String, PlannedOutput>,
}

impl<'a> Level<'a> {
    /// What an expression of this template sees while nothing exists.
    pub(crate) fn scope<'b>(
        &'b self,
        stack: &'b Stack,
        files: &'b dyn Files,
        ledger: &'b mut Ledger,
    ) -> Scope<'b> {
        Scope {
            template: self.template,
            context: self.context,
            stack,
            within: self.within.as_ref().map(|(_, path)| path),
            known: &Nothing,
            files,
            standing: Standing::Properties,
            ledger,
        }
    }
}

/// Plans a template: its resources are added to the stack, and the members of those that have some.
pub(crate) fn plan_level(level: &Level<'_>, stack: &mut Stack, work: &mut Work<'_>) -> Planned {
    let template = level.template;
    let first = stack.len();
    declare(level, stack, work);
    let ids = first..stack.len();
    let dependencies = link(template, work.catalog, &mut level.scope(stack, work.files, &mut work.ledger));
    let written = DependencyGraph::new(ids, dependencies);
    let order = fill(level, &written, stack, work);

    let implicit = implicit(stack, &written, work.catalog, &AsPreviewed);
    let (graph, waves) = match implicit.is_empty() {
        true => (written, order),
        false => {
            let graph = written.with(implicit);
            let waves = waves(&graph, stack);
            (graph, waves)
        }
    };
    let cycles = cycles(&graph);
    report_cycles(&cycles, stack, &graph, &mut work.ledger);
    instance_group::report(stack, &graph, &mut work.ledger);
    let outputs = outputs(level, stack, work);
    Planned { waves, graph, cycles, outputs }
}

/// The template's own resources, nothing but their conditions evaluated yet.
fn declare(level: &Level<'_>, stack: &mut Stack, work: &mut Work<'_>) {
    let template = level.template;
    let nothing = Stack::default();
    let mut scope = level.scope(&nothing, work.files, &mut work.ledger);
    for (name, condition) in &template.conditions {
        check_condition(template, &condition.value, &Path::keys(["conditions", name]), &mut scope);
    }
    stack.reserve(template.resources.len());
    let resources = Path::keys(["resources"]);
    for (name, definition) in &template.resources {
        let at = resources.key(name);
        let enabled = holds(template, definition.condition.as_deref(), &at, &mut scope);
        let written_type = definition.type_name.clone();
        if level.within.is_some() && enabled != Some(false) {
            level.report_unknown(name, &written_type, work.catalog, &at, scope.ledger);
        }
        let path = match &level.within {
            Some((_, within)) => within.member(name),
            None => ResourcePath::root(name),
        };
        stack.push(Resource {
            id: ResourceId(0),
            path,
            type_name: level.type_of(name, &written_type, work.catalog, &at, scope.ledger),
            written_type,
            parent: level.within.as_ref().map(|(id, _)| *id),
            group: None,
            enabled,
            properties: Resolved::NULL,
            metadata: Resolved::NULL,
            definition: at,
            source: level.source.clone(),
        });
    }
}

impl Level<'_> {
    /// Reports a type that is not there. Of a nested template that is looked at each time: what one stack knows, another
    /// that is made of the same file may not.
    fn report_unknown(
        &self,
        name: &str,
        written: &ResourceTypeName,
        catalog: &Catalog,
        at: &Path,
        ledger: &mut Ledger,
    ) {
        if cfg!(feature = "whole")
            && !written.as_str().is_empty()
            && !catalog.knows(written.as_str())
            && self.registry.implementation(name, written, catalog).is_some_and(|found| found == *written)
            && !is_file(written.as_str())
        {
            ledger
                .diagnostics
                .push(unknown_type(written.as_str(), at.key("type")).refused_by(Refusal::Validate));
        }
    }

    /// The type that a resource really has.
    fn type_of(
        &self,
        name: &str,
        written: &ResourceTypeName,
        catalog: &Catalog,
        at: &Path,
        ledger: &mut Ledger,
    ) -> ResourceTypeName {
        self.registry.implementation(name, written, catalog).unwrap_or_else(|| {
            let message = format!("environments let `{written}` stand for itself, by way of others");
            let place = Place::Path(at.key("type"), Part::Value);
            let diagnostic = Diagnostic::error(codes::ENDLESS_MAPPING, place, message)
                .help("let one of the mappings in `resource_registry` end at another type");
            ledger.diagnostics.push(diagnostic.refused_by(Refusal::Validate));
            written.clone()
        })
    }
}

/// That a type is not there.
pub(crate) fn unknown_type(name: &str, at: Path) -> Diagnostic {
    let message = format!("`{name}` is not a type of stock Heat");
    Diagnostic::note(codes::UNKNOWN_RESOURCE_TYPE, Place::Path(at, Part::Value), message)
        .help("it must be the testbed's own, or an environment must say what it stands for")
}

/// Evaluates properties and opens groups, each after those it reads; what stands in a cycle comes last. The waves are
/// those of what is written.
fn fill(level: &Level<'_>, written: &DependencyGraph, stack: &mut Stack, work: &mut Work<'_>) -> Vec<Wave> {
    let ids = written.ids();
    let waves = waves(written, stack);
    let mut order: Vec<_> = waves.iter().flat_map(|wave| &wave.resources).copied().collect();
    let mut placed = vec![false; ids.len()];
    order.iter().for_each(|id| placed[id.index() - ids.start] = true);
    let all = stack.level(ids.clone()).iter().map(|resource| resource.id);
    let stuck: Vec<_> = all.filter(|id| !placed[id.index() - ids.start]).collect();
    stack.stick(&stuck);
    order.extend(stuck);
    for id in order {
        let resource = &stack[id];
        let Some(definition) = level.template.resources.get(resource.path.name()) else { continue };
        let found = work.ledger.diagnostics.len();
        let enabled = resource.enabled != Some(false);
        let standing = Standing::of(resource, work.catalog);
        let mut scope = level.scope(stack, work.files, &mut work.ledger);
        let external = is_external(definition, resource, &mut scope);
        scope.ledger.diagnostics.truncate(found);
        let mut section = |name, expression: &Expression, standing| {
            scope.standing = standing;
            evaluate(expression, &Trail::Name(&Trail::Root(&resource.definition), name), &mut scope)
        };
        let properties = section("properties", &definition.properties, standing);
        let metadata = section("metadata", &definition.metadata, Standing::Metadata);
        let policy = &definition.update_policy;
        let update_policy =
            policy.as_ref().map(|policy| section("update_policy", policy, Standing::Properties));
        if !enabled {
            // Heat reads it all the same.
            let kept = work.ledger.diagnostics.split_off(found).into_iter();
            work.ledger.diagnostics.extend(kept.filter(|found| is_read_early(found.code)));
        } else if cfg!(feature = "whole") && properties.known().is_none() {
            let mut scope = level.scope(stack, work.files, &mut work.ledger);
            scope.standing = standing;
            preview(definition, resource, &mut scope);
        }
        let mut scope = level.scope(stack, work.files, &mut work.ledger);
        let deletion_policy = deletion_policy(definition, resource, &mut scope);
        if cfg!(feature = "whole") && enabled && !external {
            let mut judge = Judge {
                catalog: work.catalog,
                registry: &level.registry,
                stack,
                nested: level.within.is_some(),
                template: level.template,
                read: resource.type_name == definition.type_name,
                found: &mut work.ledger.diagnostics,
            };
            let written = (&definition.properties, &definition.metadata);
            judge.resource(&resource.type_name, written, (&properties, &metadata), &resource.definition);
            if let Some((written, policy)) = definition.update_policy.as_deref().zip(update_policy.as_ref()) {
                judge.policy(&resource.type_name, written, policy, &resource.definition);
            }
        }
        let resource = stack.get_mut(id);
        resource.properties = properties;
        resource.metadata = metadata;
        if !external {
            let facade = Facade {
                deletion_policy: deletion_policy.unwrap_or_else(|| Resolved::Known("Delete".into())),
                update_policy: update_policy.unwrap_or(Resolved::NULL),
                ..Facade::of_member(resource)
            };
            open(stack, id, &level.registry, facade, Some(&definition.properties), work);
        }
    }
    waves
}

/// What becomes of a resource in the end. Heat works that out as it reads the template.
fn deletion_policy(
    definition: &ResourceDefinition,
    resource: &Resource,
    scope: &mut Scope<'_>,
) -> Option<Resolved> {
    let written = definition.deletion_policy.as_deref().filter(|_| cfg!(feature = "whole"))?;
    let at = resource.definition.key("deletion_policy");
    scope.standing = Standing::Condition;
    let policy = evaluate(written, &Trail::Root(&at), scope);
    if let (Expression::Call { .. }, Resolved::Known(value)) = (written, &policy)
        && *value != Value::Null
        && !value.as_str().is_some_and(|policy| is_deletion_policy(policy, scope.context.version))
    {
        let message = format!("this comes to `{}`, which is no deletion policy", value.python_str());
        let diagnostic =
            Diagnostic::error(codes::INVALID_DELETION_POLICY, Place::Path(at, Part::Value), message)
                .help("use one of Delete, Retain, Snapshot");
        scope.ledger.diagnostics.push(diagnostic.refused_by(Refusal::Validate));
    }
    Some(policy)
}

/// Heat tries properties out before anything exists, when every attribute is null: what then fails is refused.
fn preview(definition: &ResourceDefinition, resource: &Resource, scope: &mut Scope<'_>) {
    let found = scope.ledger.diagnostics.len();
    scope.known = &AsPreviewed;
    let at = Trail::Root(&resource.definition);
    evaluate(&definition.properties, &Trail::Name(&at, "properties"), scope);
    let again = scope.ledger.diagnostics.split_off(found);
    for diagnostic in again {
        if !scope.ledger.diagnostics.contains(&diagnostic) {
            let help = "Heat tries it before anything is created, when attributes are still null";
            let help = diagnostic.help.clone().unwrap_or_else(|| help.to_owned());
            scope.ledger.diagnostics.push(diagnostic.help(help));
        }
    }
}

/// Whether Heat finds a fault as soon as it reads a template, also in what is not created in the end.
fn is_read_early(code: Code) -> bool {
    [codes::MALFORMED_CALL, codes::INVALID_CONDITION, codes::UNKNOWN_CONDITION].contains(&code)
}

fn outputs(level: &Level<'_>, stack: &Stack, work: &mut Work<'_>) -> IndexMap<String, PlannedOutput> {
    let template = level.template;
    let mut scope = level.scope(stack, work.files, &mut work.ledger);
    scope.standing = Standing::Output;
    let mut outputs = IndexMap::with_capacity_and_hasher(template.outputs.len(), Default::default());
    for (name, output) in &template.outputs {
        let at = Path::keys(["outputs", name]);
        let enabled = holds(template, output.condition.as_deref(), &at, &mut scope);
        let at = at.key("value");
        let reads = reads(template, &output.value, &at, enabled, work.catalog, &mut scope);
        let value = match enabled {
            Some(true) => evaluate(&output.value, &Trail::Root(&at), &mut scope),
            Some(false) => Resolved::NULL,
            None => Resolved::Unknown(UNDECIDED.to_owned()),
        };
        let description = output.description.clone();
        outputs.insert(name.clone(), PlannedOutput { description, value, enabled, reads });
    }
    outputs
}

/// Of a larger circle only so many are named.
const NAMED: usize = 10;

fn report_cycles(cycles: &[Cycle], stack: &Stack, graph: &DependencyGraph, ledger: &mut Ledger) {
    if !cfg!(feature = "whole") {
        return;
    }
    for cycle in cycles {
        let name = |id: &ResourceId| format!("`{}`", stack[*id].path);
        let Some(first) = cycle.resources.first() else { continue };
        let ring: Vec<_> = cycle.resources.iter().chain([first]).map(name).collect();
        let message = match ring.as_slice() {
            [name, _] => format!("{name} waits for itself"),
            [.., last] if ring.len() > NAMED + 1 => {
                let (all, named) = (cycle.resources.len(), ring[..NAMED].join(" → "));
                format!("{all} resources wait for each other in a circle: {named} → … → {last}")
            }
            _ => format!("these wait for each other in a circle: {}", ring.join(" → ")),
        };
        let mut labels = cycle
            .resources
            .iter()
            .zip(cycle.resources.iter().skip(1).chain([first]))
            .filter_map(|(&from, &to)| {
                let dependency = graph.dependency(from, to)?;
                let at = dependency.reasons.iter().find_map(Reason::at)?;
                let text = format!("{} waits for {} here", name(&from), name(&to));
                Some((Place::Path(at.clone(), Part::Entry), text))
            })
            .take(NAMED);
        // What Heat adds by itself only counts when the stack is created.
        let written = |from, to| {
            let dependency = graph.dependency(from, to);
            dependency.is_some_and(|dependency| dependency.reasons.iter().any(|reason| reason.at().is_some()))
        };
        let mut steps = cycle.resources.iter().zip(cycle.resources.iter().skip(1).chain([first]));
        let refusal = match steps.all(|(&from, &to)| written(from, to)) {
            true => Refusal::Validate,
            false => Refusal::Create,
        };
        let main = labels.next().map(|(place, _)| place);
        let place = main.unwrap_or_else(|| Place::Path(stack[*first].definition.clone(), Part::Key));
        let diagnostic = Diagnostic::error(codes::DEPENDENCY_CYCLE, place, message)
            .help("take one of these references away, so that one of them can be created first")
            .refused_by(refusal);
        ledger
            .diagnostics
            .push(labels.fold(diagnostic, |diagnostic, (place, text)| diagnostic.also(place, text)));
    }
}
