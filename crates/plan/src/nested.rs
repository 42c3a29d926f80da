//! Templates used as types (Heat: `template_resource.py`): a resource whose type is a file, or is mapped to one, stands
//! for a stack of its own. Its properties are that stack's parameters, its attributes the stack's outputs.

use std::sync::Arc;

use hotplate_hot::{
    Diagnostic, Expression, Label, ParameterKind, Part, Path, Place, Reading, Refusal, Source, SourceName,
    Step, Template, TemplateVersion, codes, is_constraint,
};
use hotplate_schema::{IndexMap, IndexSet, Value};

use crate::arguments::{Arguments, arguments, misfits, reads_attribute};
use crate::attribute::id_of;
use crate::evaluate::{Context, Facade, Scope, decide_all, evaluate};
use crate::expand::{instance_group, member_properties};
use crate::facade::check_facade;
use crate::files::{find, folder_of};
use crate::interface::read_with;
use crate::level::{Level, Work, plan_level};
use crate::parameters::{self, Values};
use crate::registry::Registry;
use crate::resolved::stand_in;
use crate::trail::Trail;
use crate::{
    Cycle, DependencyGraph, Group, GroupKind, ParameterValue, PlannedOutput, Resolved, Resource, ResourceId,
    Stack, Wave,
};

/// What a template comes to that a resource stands for. Its resources are the resource's members.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct NestedStack {
    /// The template's file.
    pub source: SourceName,
    /// Its parameters with their values; one that waits for something has none yet.
    pub parameters: Arc<IndexMap<String, ParameterValue>>,
    /// Its conditions; `None` where it cannot be known.
    pub conditions: IndexMap<String, Option<bool>>,
    /// Who waits for whom among its resources.
    pub graph: DependencyGraph,
    /// The order of their creation.
    pub waves: Vec<Wave>,
    /// The circles among them.
    pub cycles: Vec<Cycle>,
    /// Its outputs, which the resource has as attributes.
    pub outputs: IndexMap<String, PlannedOutput>,
    /// What it takes to evaluate again. It does not cross, no more than that of the plan.
    #[cfg_attr(feature = "wire", serde(skip))]
    template: Arc<Template>,
    #[cfg_attr(feature = "wire", serde(skip))]
    context: Arc<Context>,
}

/// The files that were read, each once, and what was said of them.
#[derive(Default)]
pub(crate) struct Library {
    /// Few enough to be looked through.
    files: Vec<(SourceName, Arc<Template>)>,
    /// Those that the template at hand itself names.
    named_at_top: Vec<SourceName>,
    said: IndexSet<String>,
}

/// Opens a resource whose type is a template, or says why it stays closed.
pub(crate) fn open_template(
    stack: &mut Stack,
    id: ResourceId,
    registry: &Registry,
    facade: Facade,
    written: Option<&Expression>,
    work: &mut Work<'_>,
) -> Result<(), String> {
    let path = stack[id].path.clone();
    let named = stack[id].type_name.as_str();
    if !cfg!(feature = "functions") {
        return Err(format!("the file `{named}` is not there"));
    }
    let around = stack[id].source.as_deref().unwrap_or_default();
    let Some(source) = find(work.files, folder_of(around), named) else {
        let reason = format!("the file `{named}` is not there");
        report_missing(&stack[id], work);
        return Err(reason);
    };
    let file = source.name.clone();
    let found = work.ledger.diagnostics.len();
    let registry = registry.inside(path.name(), Some(&stack[id].written_type));
    let template = read(&source, &registry, work);
    relate(found, &file, &stack[id], work);
    if cfg!(feature = "whole") && is_top(&stack[id]) && !work.library.named_at_top.contains(&file) {
        work.library.named_at_top.push(file.clone());
        refuse_readings(&file, work);
    }
    work.room.check(template.resources.len())?;
    work.room.members -= template.resources.len();

    let Arguments { known, open, faults } = arguments(&template, &stack[id].properties);
    let written = |name: &str| match written {
        Some(Expression::Map(entries)) => entries.get(name),
        _ => None,
    };
    let mut faults = faults;
    faults.extend(misfits(&template, &stack[id], &written, stack));
    for (name, code, fault) in faults {
        if !cfg!(feature = "whole") {
            break;
        }
        let place = Place::Path(stack[id].definition.key("properties").key(&name), Part::Value);
        let help = if code == codes::UNSUITABLE_LIST {
            "write every item as text, in quotes".to_owned()
        } else {
            let kind = template.parameters.get(&name).map_or("", |declared| declared.kind.name());
            format!("change the value, or the parameter, which `{file}` declares as `{kind}`")
        };
        let diagnostic = Diagnostic::error(code, place, fault).help(help);
        // What waits for something is null to Heat until then.
        let is_known = stack[id].properties.get(&name).is_some_and(|value| {
            value.known().is_some() && !written(&name).is_some_and(reads_attribute)
                || stand_in(&value, stack).is_some()
        });
        let refused = is_known && (is_top(&stack[id]) || code == codes::UNSUITABLE_LIST);
        let diagnostic = diagnostic.refused_if(refused.then_some(Refusal::Create));
        // The members of a group are given the same.
        let given = format!("{file} in {}", stack[id].source.as_deref().unwrap_or_default());
        if work.library.is_new(&given, &diagnostic) {
            work.ledger.diagnostics.push(diagnostic);
        }
    }
    check_facade(&stack[id], &template, work);
    let found = work.ledger.diagnostics.len();
    let values = Values { given: known, open, ..Values::default() };
    let mut context = Context {
        version: template.version.unwrap_or(TemplateVersion::LATEST),
        parameters: Arc::new(parameters::resolve(&template, &values, &mut work.ledger.diagnostics)),
        open: values.open,
        stack_name: format!("{}-{}", work.stack_name, path.names().join("-")),
        folder: folder_of(&file).to_owned(),
        facade: Some(facade),
        ..Context::default()
    };
    for diagnostic in &mut work.ledger.diagnostics[found..] {
        if !cfg!(feature = "whole") {
            break;
        }
        // As a property, JSON that is no mapping is but text to Heat; what is in it shows once the stack is created.
        let in_vain = |name: &str| {
            let parameter = context.parameters.get(name);
            parameter.is_some_and(|parameter| match &parameter.value {
                None => true,
                Some(Value::Map(_)) => false,
                Some(_) => parameter.declaration.kind == ParameterKind::Json,
            })
        };
        if let Place::Path(path, _) = diagnostic.place()
            && let [_, Step::Key(name)] = path.steps()
            && in_vain(name)
        {
            diagnostic.refusal = None;
        }
    }
    decide_all(&template, &mut context, &mut work.ledger);
    let context = Arc::new(context);
    work.ledger.keep_context(id, context.clone());
    let level = Level {
        template: &template,
        context: &context,
        registry,
        within: Some((id, path)),
        source: Some(file.clone()),
    };
    let planned = plan_level(&level, stack, work);
    relate(found, &file, &stack[id], work);
    let members = stack.level(planned.graph.ids()).iter().map(|member| member.id).collect();
    stack.get_mut(id).group =
        Some(Group { kind: GroupKind::NestedTemplate, members, closed: None, sampled: false }.into());
    let nested = NestedStack {
        source: file,
        parameters: context.parameters.clone(),
        conditions: context.conditions.clone(),
        graph: planned.graph,
        waves: planned.waves,
        cycles: planned.cycles,
        outputs: planned.outputs,
        template,
        context,
    };
    stack.keep_nested(id, nested);
    Ok(())
}

/// Reads a file, the first time it is asked for.
fn read(source: &Source, registry: &Registry, work: &mut Work<'_>) -> Arc<Template> {
    if let Some((_, read)) = work.library.files.iter().find(|(name, _)| *name == source.name) {
        return read.clone();
    }
    let folder = folder_of(&source.name);
    let Reading { mut template, diagnostics, .. } =
        read_with(source, Some(folder), work.catalog, registry, work.files, &work.defaults);
    work.ledger.diagnostics.extend(diagnostics);
    // Of a nested template, unlike the template at hand, Heat forgets the defaults that it declares itself. It was read just
    // now, so nobody else has it.
    let own = Arc::get_mut(&mut template).map(|template| &mut template.parameters);
    for (name, declared) in own.into_iter().flatten() {
        if let Some(value) = work.defaults.get(name).filter(|value| **value != Value::Null)
            && let Some(declared) = Arc::get_mut(declared)
        {
            declared.default = Some(value.clone());
        }
    }
    work.library.files.push((source.name.clone(), template.clone()));
    template
}

/// Reports a file that is not there, once for each place that asks for it.
fn report_missing(resource: &Resource, work: &mut Work<'_>) {
    if !cfg!(feature = "whole") || !work.library.is_first(resource) {
        return;
    }
    let file = &resource.type_name;
    let place = Place::Path(resource.definition.key("type"), Part::Value);
    let message = format!("the file `{file}` is not there, and `{}` is made of it", resource.path);
    let help = if resource.written_type == resource.type_name {
        "add the file, or correct its name".to_owned()
    } else {
        format!(
            "an environment lets it stand for `{}`: add the file, or correct the environment",
            resource.written_type
        )
    };
    let refusal = if is_top(resource) { Refusal::Validate } else { Refusal::Create };
    let diagnostic = Diagnostic::error(codes::MISSING_FILE, place, message).help(help);
    work.ledger.diagnostics.push(diagnostic.refused_by(refusal));
}

/// Whether a resource is the template's own: of those Heat looks at the values of properties.
fn is_top(resource: &Resource) -> bool {
    resource.parent.is_none()
}

/// Says of findings in a nested template in which file they are and through which resource they matter, each once.
/// Heat only opens nested templates when a stack is created, and of the values in them sees few even then; but it
/// reads the files of those that the template at hand names.
fn relate(from: usize, file: &SourceName, through: &Resource, work: &mut Work<'_>) {
    if !cfg!(feature = "whole") {
        return;
    }
    let found = work.ledger.diagnostics.split_off(from);
    for mut diagnostic in found {
        if diagnostic.labels[0].source.is_none() {
            if diagnostic.code == codes::MISSING_PARAMETER_VALUE || !work.library.is_new(file, &diagnostic) {
                continue;
            }
            let seen_now = match diagnostic.code {
                codes::MISSING_USER_DATA_FORMAT
                | codes::UNSUITABLE_LIST
                | codes::UNADOPTABLE_TYPE
                | codes::UNFIT_TEMPLATE
                | codes::TOO_MANY_LEVELS => true,
                // What is said of properties here is already only of those that are looked at.
                codes::CONFLICTING_PROPERTIES
                | codes::CONTRADICTING_SIZES
                | codes::INVALID_PROPERTY_VALUE
                | codes::MISSING_PROPERTY
                | codes::MISSING_TYPE
                | codes::UNKNOWN_PROPERTY
                | codes::UNKNOWN_RESOURCE_TYPE
                | codes::WRONG_KIND => true,
                codes::INVALID_PARAMETER_VALUE => is_top(through),
                codes::MISSING_FILE => is_of_type(&diagnostic),
                _ => false,
            };
            diagnostic.refusal = match diagnostic.refusal {
                Some(Refusal::Validate) if is_of_sending(&diagnostic) => Some(Refusal::Validate),
                Some(Refusal::Validate) if is_top(through) && is_of_reading(&diagnostic) => {
                    Some(Refusal::Validate)
                }
                Some(Refusal::Validate) => Some(Refusal::Create),
                Some(Refusal::Create) if seen_now => Some(Refusal::Create),
                _ => None,
            };
        }
        let mut diagnostic = diagnostic.in_source(file);
        let place = Place::Path(through.definition.clone(), Part::Key);
        let text = format!("`{}` stands for `{file}`", through.path);
        diagnostic.labels.push(Label { source: None, place, text });
        work.ledger.diagnostics.push(diagnostic);
    }
}

impl Library {
    /// Whether a file was read as a template.
    pub(crate) fn has(&self, file: &str) -> bool {
        self.files.iter().any(|(name, _)| **name == *file)
    }

    /// Whether nothing was said yet of a resource, nor of another that is defined at the same place.
    pub(crate) fn is_first(&mut self, resource: &Resource) -> bool {
        let file = resource.source.as_deref().unwrap_or_default();
        self.said.insert(format!("{file}\n{}\n{}", resource.definition, resource.type_name))
    }

    /// Whether the same has not been said of a file before: many resources may stand for it.
    fn is_new(&mut self, file: &str, diagnostic: &Diagnostic) -> bool {
        let mut said = format!("{file}\n{}\n{}\n", diagnostic.code, diagnostic.message);
        if let Place::Path(path, _) = diagnostic.place() {
            said.push_str(&path.to_string());
        }
        self.said.insert(said)
    }
}

/// What Heat finds while it reads a template is refused at once if the template at hand names it, also when it was
/// first met elsewhere.
fn refuse_readings(file: &SourceName, work: &mut Work<'_>) {
    for diagnostic in &mut work.ledger.diagnostics {
        let is_there = diagnostic.labels[0].source.as_ref() == Some(file);
        if is_there && diagnostic.refusal == Some(Refusal::Create) && is_of_reading(diagnostic) {
            diagnostic.refusal = Some(Refusal::Validate);
        }
    }
}

/// Whether Heat finds it already in the files that are sent with a template, whatever they are used for: in their
/// version and the declarations of their parameters (Heat: `Template.all_param_schemata`).
pub(crate) fn is_of_sending(diagnostic: &Diagnostic) -> bool {
    match diagnostic.code {
        codes::UNKNOWN_VERSION | codes::AMBIGUOUS_VERSION => true,
        codes::INVALID_DEFAULT | codes::INVALID_NAME => false,
        // Whether a constraint fits the type of the parameter is seen later than what is wrong with it by itself.
        codes::INVALID_CONSTRAINT if is_of_type_of_parameter(diagnostic) => false,
        _ => is_in(diagnostic, "parameters", usize::MAX),
    }
}

/// Whether it is that a constraint does not fit the type of its parameter.
fn is_of_type_of_parameter(diagnostic: &Diagnostic) -> bool {
    match diagnostic.place() {
        Place::Path(path, Part::Key) => {
            matches!(path.steps().last(), Some(Step::Key(name)) if is_constraint(name))
        }
        Place::Path(..) | Place::Span(_) => false,
    }
}

/// Whether Heat finds it while it reads a template, to know its properties and attributes as a type.
fn is_of_reading(diagnostic: &Diagnostic) -> bool {
    match diagnostic.place() {
        _ if matches!(diagnostic.code, codes::MISSING_VERSION | codes::INVALID_CONSTRAINT) => true,
        Place::Span(_) => true,
        Place::Path(path, _) => path.steps().is_empty() || is_in(diagnostic, "outputs", 2),
    }
}

/// Whether a file is missing that is a type, and not one that is only read.
fn is_of_type(diagnostic: &Diagnostic) -> bool {
    let Place::Path(path, _) = diagnostic.place() else { return false };
    matches!(path.steps().last(), Some(Step::Key(last)) if **last == *"type")
}

/// Whether the place is in a section, at most so deep.
fn is_in(diagnostic: &Diagnostic, section: &str, deepest: usize) -> bool {
    let Place::Path(path, _) = diagnostic.place() else { return false };
    match path.steps() {
        [Step::Key(first), rest @ ..] => **first == *section && rest.len() < deepest,
        _ => false,
    }
}

/// Nested stacks whose parameters may be worked out for each other's sake; a plan's depth is bounded, but not how many
/// stand side by side.
const ENTERED: u32 = 24;

/// What is known by now of the parameters of a nested stack; `None` if that leads too far.
fn context_now(id: ResourceId, nested: &NestedStack, scope: &mut Scope<'_>) -> Option<Arc<Context>> {
    if nested.context.open.is_empty() {
        return Some(nested.context.clone());
    }
    if let Some(context) = scope.ledger.context(id) {
        return Some(context);
    }
    if scope.ledger.entered >= ENTERED {
        return None;
    }
    scope.ledger.entered += 1;
    let properties = properties_now(id, scope);
    scope.ledger.entered -= 1;
    let mut context = Context::clone(&nested.context);
    let Arguments { mut known, open, .. } = arguments(&nested.template, &properties);
    context.open = open;
    for (name, parameter) in Arc::make_mut(&mut context.parameters) {
        let waited = parameter.value.is_none() && parameter.problem.is_none();
        if let Some(value) = known.shift_remove(name).filter(|_| waited) {
            parameter.value = parameters::cast(parameter.declaration.kind, &value).ok();
        }
    }
    let found = scope.ledger.diagnostics.len();
    decide_all(&nested.template, &mut context, scope.ledger);
    scope.ledger.diagnostics.truncate(found);
    let context = Arc::new(context);
    scope.ledger.keep_context(id, context.clone());
    Some(context)
}

/// Looks from inside a nested stack; `None` if there is none, or if that leads too far.
fn inside<T>(
    id: ResourceId,
    scope: &mut Scope<'_>,
    look: impl FnOnce(&NestedStack, &mut Scope<'_>) -> T,
) -> Option<T> {
    let nested = scope.stack.nested(id).filter(|_| cfg!(feature = "functions"))?;
    let context = context_now(id, nested, scope)?;
    let mut inner = Scope {
        template: &nested.template,
        context: &context,
        stack: scope.stack,
        within: Some(&scope.stack[id].path),
        known: scope.known,
        files: scope.files,
        standing: scope.standing,
        ledger: scope.ledger,
    };
    Some(look(nested, &mut inner))
}

/// The properties of a resource of any level with what is known by now. The scope is one of the template at hand, or
/// one in which the resource is not further out.
pub(crate) fn properties_now(id: ResourceId, scope: &mut Scope<'_>) -> Resolved {
    let resource = &scope.stack[id];
    let own = |scope: &mut Scope<'_>| {
        let definition = scope.template.resources.get(resource.path.name())?;
        let at = resource.definition.key("properties");
        Some(evaluate(&definition.properties, &Trail::Root(&at), scope))
    };
    let properties = match resource.parent {
        None => own(scope),
        Some(parent) if scope.stack.nested(parent).is_some() => {
            inside(parent, scope, |_, inner| own(inner)).flatten()
        }
        Some(parent) if is_instance_group(&scope.stack[parent]) => {
            let group = &scope.stack[parent];
            let configuration = instance_group::named(scope.stack, group).and_then(Result::ok);
            configuration.map(|configuration| {
                let given = properties_now(parent, scope);
                let configured = properties_now(configuration.id, scope);
                instance_group::properties(group, &given, &configured, id_of(group, scope))
            })
        }
        Some(parent) => {
            let properties = properties_now(parent, scope);
            Some(member_properties(&scope.stack[parent], resource, &properties))
        }
    };
    properties.unwrap_or_else(|| resource.properties.clone())
}

/// Whether what a group's members are made of stands in another resource.
pub(crate) fn is_instance_group(resource: &Resource) -> bool {
    resource.group.as_ref().is_some_and(|group| group.kind == GroupKind::InstanceGroup)
}

/// The parameters of a nested stack with what is known by now; `None` if there is no such stack.
pub(crate) fn parameters_now(
    id: ResourceId,
    scope: &mut Scope<'_>,
) -> Option<Arc<IndexMap<String, ParameterValue>>> {
    let nested = scope.stack.nested(id)?;
    context_now(id, nested, scope).map(|context| context.parameters.clone())
}

/// The output of a nested stack with what is known by now; `None` if it has no such output.
pub(crate) fn output_now(id: ResourceId, name: &str, scope: &mut Scope<'_>) -> Option<Resolved> {
    let planned = scope.stack.nested(id).filter(|_| cfg!(feature = "functions"))?.outputs.get(name)?;
    if planned.enabled != Some(true) || planned.value.known().is_some() {
        return Some(planned.value.clone());
    }
    let found = scope.ledger.diagnostics.len();
    let value = inside(id, scope, |nested, inner| {
        let output = nested.template.outputs.get(name)?;
        let at = Path::keys(["outputs", name, "value"]);
        Some(evaluate(&output.value, &Trail::Root(&at), inner))
    });
    scope.ledger.diagnostics.truncate(found);
    Some(value.flatten().unwrap_or_else(|| planned.value.clone()))
}
