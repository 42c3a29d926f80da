//! The plan of one template.

use std::sync::Arc;

use hotplate_hot::{
    Diagnostic, Outcome, Part, Path, Place, Refusal, Source, Template, TemplateVersion, codes,
};
use hotplate_schema::{Catalog, IndexMap};

use crate::evaluate::{Context, Ledger, Scope, Standing, decide_all, evaluate, settle};
use crate::expand::{Room, member_properties};
use crate::fetched::check_fetched;
use crate::files::Recorder;
use crate::level::{Level, Work, plan_level};
use crate::link::implicit;
use crate::nested::{Library, is_instance_group, output_now, parameters_now, properties_now};
use crate::parameters::Values;
use crate::registry::Registry;
use crate::trail::Trail;
use crate::{
    Cycle, Dependency, DependencyGraph, Files, Group, GroupKind, Inputs, Known, Limits, ParameterValue,
    Resolved, Resource, ResourceId, Stack, Wave, parameters,
};

/// What a template will deploy. Holds ids and paths, never spans: editing a comment does not change it.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Plan {
    /// The parameters in the template's order, with their values.
    pub parameters: Arc<IndexMap<String, ParameterValue>>,
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
    /// What it takes to evaluate again. It does not cross: who has a plan from elsewhere asks there.
    #[cfg_attr(feature = "wire", serde(skip))]
    pub(crate) ground: Option<Arc<Ground>>,
}

/// One output of a planned stack.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
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
pub(crate) struct Ground {
    pub(crate) template: Arc<Template>,
    pub(crate) context: Context,
    files: IndexMap<String, Source>,
    limits: Limits,
}

/// Plans a template.
pub fn plan(
    template: &Arc<Template>,
    inputs: &Inputs,
    files: &dyn Files,
    catalog: &Catalog,
    limits: &Limits,
) -> Outcome<Plan> {
    let files = Recorder::new(files);
    let mut ledger = Ledger::new(limits);
    let values = Values::of(template, inputs, &mut ledger.diagnostics);
    let mut context = Context {
        version: template.version.unwrap_or(TemplateVersion::V2021_04_16),
        parameters: Arc::new(parameters::resolve(template, &values, &mut ledger.diagnostics)),
        mappings: template.mappings.clone(),
        stack_name: inputs.stack_name.clone(),
        ..Context::default()
    };
    decide_all(template, &mut context, &mut ledger);
    let mut work = Work {
        files: &files,
        catalog,
        stack_name: &inputs.stack_name,
        defaults: values.defaults,
        room: Room::new(limits),
        depth: limits.depth,
        library: Library::default(),
        ledger,
    };
    let registry = Registry::new(&inputs.environments);
    let level = Level { template, context: &context, registry, within: None, source: None };
    let mut stack = Stack::default();
    let planned = plan_level(&level, &mut stack, &mut work);
    let (mut ledger, library, beyond) = (work.ledger, work.library, work.room.beyond);
    if cfg!(feature = "whole") {
        report_size(&stack, beyond, limits, &mut ledger);
        let mut sent = files.found();
        sent.retain(|file| !library.has(&file.name));
        check_fetched(&sent, &mut ledger);
        settle(&mut ledger);
    }

    // What the plan has made counts for whatever is made from it: each value may be small, and all of them fill the memory.
    let limits = Limits { made: ledger.left, ..*limits };
    let ground = Ground { template: template.clone(), context, files: files.into_found(), limits };
    let plan = Plan {
        parameters: ground.context.parameters.clone(),
        conditions: ground.context.conditions.clone(),
        stack,
        graph: planned.graph,
        waves: planned.waves,
        cycles: planned.cycles,
        outputs: planned.outputs,
        ground: Some(Arc::new(ground)),
    };
    if cfg!(feature = "whole") {
        plan.excuse(&mut ledger.diagnostics);
    }
    Outcome { value: plan, diagnostics: ledger.diagnostics }
}

impl Plan {
    /// The graph and the waves that a resource stands in: those of the template that defines it; none for a member of a
    /// group.
    pub fn order_of(&self, resource: &Resource) -> Option<(&DependencyGraph, &[Wave])> {
        match resource.parent {
            None => Some((&self.graph, &self.waves)),
            Some(parent) => self.stack.nested(parent).map(|nested| (&nested.graph, &nested.waves[..])),
        }
    }

    /// The dependencies that Heat adds by itself while it knows these ids of resources. With those of [`AsPreviewed`] they
    /// are in the graph already.
    ///
    /// [`AsPreviewed`]: crate::AsPreviewed
    pub fn implicit(&self, catalog: &Catalog, known: &dyn Known) -> Vec<Dependency> {
        implicit(&self.stack, &self.graph, catalog, known)
    }

    /// The properties of a resource with what is known by now.
    pub fn properties(&self, id: ResourceId, known: &dyn Known) -> Resolved {
        self.evaluate(known, |_, scope| Some(properties_now(id, scope)))
            .unwrap_or_else(|| self.stack[id].properties.clone())
    }

    /// The properties of all members of a group, in their order: the group's own are evaluated only once.
    pub fn member_properties(&self, group: ResourceId, known: &dyn Known) -> Vec<Resolved> {
        let resources = || self.stack.members(group);
        if self.stack.nested(group).is_some() || is_instance_group(&self.stack[group]) {
            return resources().map(|member| self.properties(member.id, known)).collect();
        }
        let properties = self.properties(group, known);
        let group = &self.stack[group];
        resources().map(|member| member_properties(group, member, &properties)).collect()
    }

    /// The output of a nested stack with what is known by now; `None` if there is no such stack or output.
    pub fn nested_output(&self, id: ResourceId, name: &str, known: &dyn Known) -> Option<Resolved> {
        self.evaluate(known, |_, scope| output_now(id, name, scope))
    }

    /// The parameters of a nested stack with what is known by now; `None` if there is no such stack.
    pub fn nested_parameters(
        &self,
        id: ResourceId,
        known: &dyn Known,
    ) -> Option<Arc<IndexMap<String, ParameterValue>>> {
        self.evaluate(known, |_, scope| parameters_now(id, scope))
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

    /// What the expression of a named condition comes to, be it true, false or nothing that a condition may be; `None` if
    /// there is no such condition.
    pub fn condition_value(&self, name: &str, known: &dyn Known) -> Option<Resolved> {
        self.evaluate(known, |template, scope| {
            let condition = template.conditions.get(name)?;
            scope.standing = Standing::Condition;
            let at = Path::keys(["conditions", name]);
            Some(evaluate(&condition.value, &Trail::Root(&at), scope))
        })
    }

    /// What is made of the template while that is known.
    pub(crate) fn evaluate<T>(
        &self,
        known: &dyn Known,
        value: impl FnOnce(&Template, &mut Scope<'_>) -> Option<T>,
    ) -> Option<T> {
        let ground = self.ground.as_ref()?;
        self.evaluate_in(ground, &ground.context, known, value)
    }

    /// The same with another context than the plan was made in.
    pub(crate) fn evaluate_in<T>(
        &self,
        ground: &Ground,
        context: &Context,
        known: &dyn Known,
        value: impl FnOnce(&Template, &mut Scope<'_>) -> Option<T>,
    ) -> Option<T> {
        let mut ledger = Ledger::new(&ground.limits);
        let mut scope = Scope {
            template: &ground.template,
            context,
            stack: &self.stack,
            within: None,
            known,
            files: &ground.files,
            standing: Standing::Properties,
            ledger: &mut ledger,
        };
        value(&ground.template, &mut scope)
    }
}

/// `beyond` counts the members for which there was no room.
fn report_size(stack: &Stack, beyond: usize, limits: &Limits, ledger: &mut Ledger) {
    let (top, all) = (stack.top().count(), stack.iter().count().saturating_add(beyond));
    if all <= limits.resources {
        return;
    }
    let place = Place::Path(Path::keys(["resources"]), Part::Key);
    let members =
        if top == all { String::new() } else { format!(", {} of them members of groups", all - top) };
    let message = format!("{all} resources{members}: Heat allows {} in a stack", limits.resources);
    // Of groups whose members are all alike Heat only tries one before it makes them.
    let is_tried = |kind| !matches!(kind, GroupKind::ResourceGroup | GroupKind::SoftwareDeploymentGroup);
    let mut groups = stack.iter().filter_map(|resource| resource.group.as_deref());
    let refusal = if top > limits.resources {
        Some(Refusal::Validate)
    } else {
        let too_large = |group: &Group| is_tried(group.kind) && group.members.len() > limits.resources;
        groups.any(too_large).then_some(Refusal::Create)
    };
    let diagnostic = Diagnostic::error(codes::TOO_MANY_RESOURCES, place, message);
    ledger.diagnostics.push(diagnostic.help("split it into several stacks").refused_if(refusal));
}
