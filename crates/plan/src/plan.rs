//! The plan of one template.

use std::sync::Arc;

use hotplate_hot::{
    Diagnostic, Expression, Outcome, Part, Path, Place, Refusal, Source, Template, TemplateVersion, codes,
};
use hotplate_schema::{Catalog, ResourceTypeName};
use indexmap::IndexMap;

use crate::evaluate::{Context, Ledger, Scope, Standing, decide_all, evaluate};
use crate::expand::{Room, member_properties, open};
use crate::files::Recorder;
use crate::graph::{cycles, waves};
use crate::link::{check_condition, holds, implicit, link, reads};
use crate::registry::implementation;
use crate::trail::Trail;
use crate::{
    Cycle, DependencyGraph, Files, Inputs, Known, Limits, NoFiles, Nothing, ParameterValue, Reason, Resolved,
    Resource, ResourceId, ResourcePath, Stack, Wave, parameters,
};

/// What a template will deploy. Holds ids and paths, never spans: editing a comment does not change it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// The parameters in the template's order, with their values.
    pub parameters: IndexMap<String, ParameterValue>,
    /// The named conditions; `None` where it cannot be known.
    pub conditions: IndexMap<String, Option<bool>>,
    /// The resources.
    pub stack: Stack,
    /// Who waits for whom.
    pub graph: DependencyGraph,
    /// The order of creation. What stands in or behind a cycle is in no wave.
    pub waves: Vec<Wave>,
    /// The circles.
    pub cycles: Vec<Cycle>,
    /// The outputs in the template's order.
    pub outputs: IndexMap<String, PlannedOutput>,
    /// What it takes to evaluate again.
    ground: Option<Arc<Ground>>,
}

/// One output of a planned stack.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedOutput {
    /// Its description.
    pub description: Option<String>,
    /// Its value, as far as known; null if its condition does not hold.
    pub value: Resolved,
    /// Whether its condition holds; `None` if that is not known.
    pub enabled: Option<bool>,
    /// The top-level resources it reads.
    pub reads: Vec<ResourceId>,
}

/// What values are made from.
#[derive(Debug, PartialEq)]
struct Ground {
    template: Template,
    context: Context,
    files: IndexMap<String, Source>,
    limits: Limits,
}

/// Plans a template.
pub fn plan(
    template: &Template,
    inputs: &Inputs,
    files: &dyn Files,
    catalog: &Catalog,
    limits: &Limits,
) -> Outcome<Plan> {
    // Whether a type is known makes no difference here: an unknown one is drawn all the same.
    let _ = catalog;
    let files = Recorder::new(files);
    let mut ledger = Ledger::new(limits);
    let mut context = Context {
        version: template.version.unwrap_or(TemplateVersion::V2021_04_16),
        parameters: parameters::resolve(template, inputs, &mut ledger.diagnostics),
        conditions: IndexMap::new(),
        stack_name: inputs.stack_name.clone(),
    };
    decide_all(template, &mut context, &mut ledger);

    let mut stack = declare(template, &context, &mut ledger);
    let given = Given { template, context: &context, files: &files, types: types(template, inputs), limits };
    let dependencies = link(template, &mut given.scope(&stack, &mut ledger));
    let written = DependencyGraph::new(template.resources.len(), dependencies);
    fill(&given, &waves(&written, &stack), &mut stack, &mut ledger);
    report_size(&stack, limits, &mut ledger);

    let implicit = implicit(&stack, &given.types, &written);
    let graph = if implicit.is_empty() { written } else { written.with(implicit) };
    let cycles = cycles(&graph);
    report_cycles(&cycles, &stack, &graph, &mut ledger);
    let outputs = outputs(&given, &stack, &mut ledger);
    let ground = Ground { template: template.clone(), context, files: files.into_found(), limits: *limits };
    let plan = Plan {
        parameters: ground.context.parameters.clone(),
        conditions: ground.context.conditions.clone(),
        waves: waves(&graph, &stack),
        stack,
        graph,
        cycles,
        outputs,
        ground: Some(Arc::new(ground)),
    };
    Outcome { value: plan, diagnostics: ledger.diagnostics }
}

/// What the steps of planning have in common.
struct Given<'a> {
    template: &'a Template,
    context: &'a Context,
    files: &'a Recorder<'a>,
    /// The types that the template's resources really have, mappings of environments followed.
    types: Vec<ResourceTypeName>,
    limits: &'a Limits,
}

impl<'a> Given<'a> {
    fn scope(&self, stack: &'a Stack, ledger: &'a mut Ledger) -> Scope<'a> {
        scope(self.context, stack, &Nothing, self.files, ledger)
    }
}

impl Plan {
    /// The properties of a resource with what is known by now.
    pub fn properties(&self, id: ResourceId, known: &dyn Known) -> Resolved {
        let resource = &self.stack[id];
        match resource.parent {
            Some(parent) => member_properties(&self.stack[parent], resource, &self.properties(parent, known)),
            None => self
                .evaluate(known, |template, scope| {
                    let definition = template.resources.get(resource.path.name())?;
                    let at = resource.definition.key("properties");
                    Some(evaluate(&definition.properties, &Trail::Root(&at), scope))
                })
                .unwrap_or_else(|| resource.properties.clone()),
        }
    }

    /// The properties of all members of a group, in their order: the group's own are evaluated only once.
    pub fn member_properties(&self, group: ResourceId, known: &dyn Known) -> Vec<Resolved> {
        let properties = self.properties(group, known);
        let group = &self.stack[group];
        self.stack.members(group.id).map(|member| member_properties(group, member, &properties)).collect()
    }

    /// The value of an output with what is known by now; `None` if there is no such output.
    pub fn output(&self, name: &str, known: &dyn Known) -> Option<Resolved> {
        let planned = self.outputs.get(name)?;
        let value = self.evaluate(known, |template, scope| {
            let output = template.outputs.get(name).filter(|_| planned.enabled == Some(true))?;
            let at = Path::keys(["outputs", name, "value"]);
            Some(evaluate(&output.value, &Trail::Root(&at), scope))
        });
        Some(value.unwrap_or_else(|| planned.value.clone()))
    }

    fn evaluate(
        &self,
        known: &dyn Known,
        value: impl FnOnce(&Template, &mut Scope<'_>) -> Option<Resolved>,
    ) -> Option<Resolved> {
        let ground = self.ground.as_ref()?;
        let mut ledger = Ledger::new(&ground.limits);
        value(&ground.template, &mut scope(&ground.context, &self.stack, known, &ground.files, &mut ledger))
    }
}

fn scope<'a>(
    context: &'a Context,
    stack: &'a Stack,
    known: &'a dyn Known,
    files: &'a dyn Files,
    ledger: &'a mut Ledger,
) -> Scope<'a> {
    Scope { context, stack, known, files, standing: Standing::Properties, ledger }
}

/// The template's own resources, nothing but their conditions evaluated yet.
fn declare(template: &Template, context: &Context, ledger: &mut Ledger) -> Stack {
    let nothing = Stack::default();
    let mut scope = scope(context, &nothing, &Nothing, &NoFiles, ledger);
    for (name, condition) in &template.conditions {
        check_condition(template, &condition.value, &Path::keys(["conditions", name]), &mut scope);
    }
    let mut stack = Stack::default();
    for (name, definition) in &template.resources {
        let at = Path::keys(["resources", name]);
        let enabled = holds(template, definition.condition.as_ref(), &at, &mut scope);
        stack.push(Resource {
            id: ResourceId(0),
            path: ResourcePath::root(name),
            type_name: definition.type_name.clone(),
            parent: None,
            group: None,
            enabled,
            properties: Resolved::NULL,
            metadata: Resolved::NULL,
            definition: at,
        });
    }
    stack
}

/// The types that the template's resources really have.
fn types(template: &Template, inputs: &Inputs) -> Vec<ResourceTypeName> {
    let resources = template.resources.iter();
    resources.map(|(name, defined)| implementation(&inputs.environments, name, &defined.type_name)).collect()
}

/// Evaluates properties and opens groups, each after those it reads; what stands in a cycle comes last.
fn fill(given: &Given<'_>, waves: &[Wave], stack: &mut Stack, ledger: &mut Ledger) {
    let mut room = Room::new(given.limits);
    let mut order: Vec<_> = waves.iter().flat_map(|wave| &wave.resources).copied().collect();
    let mut placed = vec![false; given.types.len()];
    order.iter().for_each(|id| placed[id.index()] = true);
    order.extend(stack.top().map(|resource| resource.id).filter(|id| !placed[id.index()]));
    for id in order {
        let resource = &stack[id];
        let Some(definition) = given.template.resources.get(resource.path.name()) else { continue };
        let found = ledger.diagnostics.len();
        let mut scope = given.scope(stack, ledger);
        let mut section = |name, expression: &Expression, standing| {
            scope.standing = standing;
            evaluate(expression, &Trail::Root(&resource.definition.key(name)), &mut scope)
        };
        let properties = section("properties", &definition.properties, Standing::Properties);
        let metadata = section("metadata", &definition.metadata, Standing::Metadata);
        if let Some(policy) = &definition.update_policy {
            section("update_policy", policy, Standing::Properties);
        }
        if resource.enabled == Some(false) {
            ledger.diagnostics.truncate(found);
        }
        let resource = stack.get_mut(id);
        resource.properties = properties;
        resource.metadata = metadata;
        open(stack, id, &given.types[id.index()], &mut room);
    }
}

fn outputs(given: &Given<'_>, stack: &Stack, ledger: &mut Ledger) -> IndexMap<String, PlannedOutput> {
    let template = given.template;
    let mut scope = given.scope(stack, ledger);
    scope.standing = Standing::Output;
    let mut outputs = IndexMap::with_capacity(template.outputs.len());
    for (name, output) in &template.outputs {
        let at = Path::keys(["outputs", name]);
        let enabled = holds(template, output.condition.as_ref(), &at, &mut scope);
        let at = at.key("value");
        let reads = reads(template, &output.value, &at, enabled, &mut scope);
        let value = match enabled {
            Some(true) => evaluate(&output.value, &Trail::Root(&at), &mut scope),
            Some(false) => Resolved::NULL,
            None => Resolved::Unknown("its condition is not known".to_owned()),
        };
        let description = output.description.clone();
        outputs.insert(name.clone(), PlannedOutput { description, value, enabled, reads });
    }
    outputs
}

fn report_cycles(cycles: &[Cycle], stack: &Stack, graph: &DependencyGraph, ledger: &mut Ledger) {
    for cycle in cycles {
        let name = |id: &ResourceId| format!("`{}`", stack[*id].path);
        let Some(first) = cycle.resources.first() else { continue };
        let ring: Vec<_> = cycle.resources.iter().chain([first]).map(name).collect();
        let message = match ring.as_slice() {
            [name, _] => format!("{name} waits for itself"),
            _ => format!("these wait for each other in a circle: {}", ring.join(" → ")),
        };
        let mut labels =
            cycle.resources.iter().zip(cycle.resources.iter().skip(1).chain([first])).filter_map(
                |(&from, &to)| {
                    let dependency = graph.requires(from).find(|dependency| dependency.to == to)?;
                    let at = dependency.reasons.iter().find_map(Reason::at)?;
                    let text = format!("{} waits for {} here", name(&from), name(&to));
                    Some((Place::Path(at.clone(), Part::Entry), text))
                },
            );
        let main = labels.next().map(|(place, _)| place);
        let place = main.unwrap_or_else(|| Place::Path(stack[*first].definition.clone(), Part::Key));
        let diagnostic = Diagnostic::error(codes::DEPENDENCY_CYCLE, place, message)
            .help("take one of these references away, so that one of them can be created first")
            .refused_by(Refusal::Validate);
        ledger
            .diagnostics
            .push(labels.fold(diagnostic, |diagnostic, (place, text)| diagnostic.also(place, text)));
    }
}

fn report_size(stack: &Stack, limits: &Limits, ledger: &mut Ledger) {
    let (top, all) = (stack.top().count(), stack.iter().count());
    if all <= limits.resources {
        return;
    }
    let place = Place::Path(Path::keys(["resources"]), Part::Key);
    let members =
        if top == all { String::new() } else { format!(", {} of them members of groups", all - top) };
    let message = format!("{all} resources{members}: Heat allows {} in a stack", limits.resources);
    let refusal = if top > limits.resources { Refusal::Validate } else { Refusal::Create };
    let diagnostic = Diagnostic::error(codes::TOO_MANY_RESOURCES, place, message);
    ledger.diagnostics.push(diagnostic.help("split it into several stacks").refused_by(refusal));
}
