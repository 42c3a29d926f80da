//! What an evaluation may look at, and where it writes down what it finds.

use std::sync::Arc;

use hotplate_hot::{Diagnostic, Part, Place, Refusal, Severity, Template, TemplateVersion, codes};
use hotplate_schema::{Catalog, IndexMap, Value};

use super::call::{Call, Stop};
use crate::resolved::value_size;
use crate::{Files, Known, Limits, ParameterValue, Resolved, Resource, ResourceId, ResourcePath, Stack};

/// All that stays the same for one template of a plan.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Context {
    /// The template's version; of a template without one, the newest.
    pub(crate) version: TemplateVersion,
    /// The parameters with their values.
    pub(crate) parameters: Arc<IndexMap<String, ParameterValue>>,
    /// The mappings of a template in CloudFormation's format.
    pub(crate) mappings: IndexMap<String, Value>,
    /// The named conditions, as far as they are decided.
    pub(crate) conditions: IndexMap<String, Option<bool>>,
    /// Parameters of a nested stack of which something is not known yet: what they wait for.
    pub(crate) open: IndexMap<String, Resolved>,
    /// The stack's name.
    pub(crate) stack_name: String,
    /// The folder of the template's file; empty for the template at hand.
    pub(crate) folder: String,
    /// What the resource says that a nested stack stands for; none in the template at hand.
    pub(crate) facade: Option<Facade>,
}

/// What a nested template can read of the resource that it stands for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Facade {
    pub(crate) metadata: Resolved,
    pub(crate) deletion_policy: Resolved,
    pub(crate) update_policy: Resolved,
}

impl Facade {
    /// Of a resource whose policies are not said.
    pub(crate) fn of_member(member: &Resource) -> Self {
        Self {
            metadata: member.metadata.clone(),
            deletion_policy: Resolved::Known("Delete".into()),
            update_policy: Resolved::Known(Value::Map(Default::default())),
        }
    }
}

impl Default for Context {
    fn default() -> Self {
        Self {
            version: TemplateVersion::LATEST,
            parameters: Arc::default(),
            mappings: IndexMap::default(),
            conditions: IndexMap::default(),
            open: IndexMap::default(),
            stack_name: String::new(),
            folder: String::new(),
            facade: None,
        }
    }
}

/// Where an expression stands, which decides what its faults lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// In a resource's properties: the stack cannot be created.
    Properties,
    /// In a resource's metadata: Heat only finds out while it creates the stack.
    Metadata,
    /// In an output: Heat creates the stack and shows the error in the output's place.
    Output,
    /// In a condition: already the template is refused.
    Condition,
}

impl Standing {
    /// Where the properties of a resource stand. Of a type that takes any, Heat looks at none before it creates it.
    pub(crate) fn of(resource: &Resource, catalog: &Catalog) -> Self {
        if !cfg!(feature = "whole") {
            return Self::Properties;
        }
        match catalog.get(&resource.type_name) {
            Some(known) if known.any_property => Self::Metadata,
            _ => Self::Properties,
        }
    }

    /// Sets severity, refusal and help of a fault that shows when a value is worked out.
    pub(crate) fn mark(self, mut diagnostic: Diagnostic) -> Diagnostic {
        let (severity, refusal, help) = match self {
            Self::Properties => (Severity::Error, Some(Refusal::Create), None),
            Self::Metadata => (Severity::Error, None, Some(LATE)),
            Self::Output => {
                let help = "the stack is created all the same, but this output has no value";
                (Severity::Warning, None, Some(help))
            }
            Self::Condition => (Severity::Error, Some(Refusal::Validate), None),
        };
        diagnostic.severity = severity;
        diagnostic.refusal = refusal;
        diagnostic.help = diagnostic.help.or(help.map(str::to_owned));
        diagnostic
    }
}

const LATE: &str = "Heat only finds out while it creates the stack";

/// What is looked up to decide a condition.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Asked {
    /// Another condition.
    Condition(String),
    /// A parameter that has no value.
    Parameter(String),
}

/// What evaluations find and use up.
#[derive(Debug)]
pub(crate) struct Ledger {
    /// What was found.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Characters and items that may still be made.
    pub(crate) left: u64,
    /// Whether it was told that something had no room.
    full: bool,
    /// Names for which a similar one may still be looked for.
    pub(crate) suggestions: u32,
    /// What is known of the parameters of nested stacks by now, worked out once for each; by the number of the resource.
    contexts: Vec<Option<Arc<Context>>>,
    /// Nested stacks whose parameters are being worked out.
    pub(crate) entered: u32,
    /// What conditions looked up: Heat notices faults only in that.
    pub(crate) asked: Vec<Asked>,
    /// What each named condition looked up.
    pub(crate) asked_by: IndexMap<String, Vec<Asked>>,
}

impl Ledger {
    /// An empty one, with bounds.
    pub(crate) fn new(limits: &Limits) -> Self {
        Self {
            diagnostics: Vec::new(),
            left: limits.made,
            full: false,
            suggestions: 100,
            contexts: Vec::new(),
            entered: 0,
            asked: Vec::new(),
            asked_by: IndexMap::default(),
        }
    }
}

impl Ledger {
    /// Notes what was looked up, each once.
    pub(super) fn ask(&mut self, asked: Asked) {
        if cfg!(feature = "whole") && !self.asked.contains(&asked) {
            self.asked.push(asked);
        }
    }

    /// What is known of the parameters of a nested stack, if that was worked out.
    pub(crate) fn context(&self, id: ResourceId) -> Option<Arc<Context>> {
        self.contexts.get(id.index()).cloned().flatten()
    }

    /// Keeps what is known of the parameters of a nested stack.
    pub(crate) fn keep_context(&mut self, id: ResourceId, context: Arc<Context>) {
        if self.contexts.len() <= id.index() {
            self.contexts.resize(id.index() + 1, None);
        }
        self.contexts[id.index()] = Some(context);
    }
}

/// What one evaluation sees.
pub(crate) struct Scope<'a> {
    /// The template that is looked at.
    pub(crate) template: &'a Template,
    pub(crate) context: &'a Context,
    /// The resources, groups among them opened as far as they are.
    pub(crate) stack: &'a Stack,
    /// The nested stack whose resources are meant by their names; none for the template at hand.
    pub(crate) within: Option<&'a ResourcePath>,
    pub(crate) known: &'a dyn Known,
    pub(crate) files: &'a dyn Files,
    pub(crate) standing: Standing,
    pub(crate) ledger: &'a mut Ledger,
}

impl<'a> Scope<'a> {
    /// The resource of that name in the template at hand, or in the nested one that is looked at.
    pub(crate) fn named(&self, name: &str) -> Option<&'a Resource> {
        self.stack.named(self.within, name)
    }

    /// Pays for making something of that size, so that no template can fill the memory.
    pub(super) fn pay(&mut self, size: usize) -> Result<(), Stop> {
        let size = size as u64;
        match self.ledger.left.checked_sub(size) {
            Some(left) => {
                self.ledger.left = left;
                Ok(())
            }
            None => Err(Stop::Large),
        }
    }

    /// Pays for a copy of a value.
    pub(super) fn pay_for(&mut self, value: &Value) -> Result<(), Stop> {
        self.pay(value_size(value))
    }

    /// Reports the first call for which there is no room.
    pub(super) fn report_large(&mut self, call: &Call<'_>) -> Resolved {
        if cfg!(feature = "whole") && !self.ledger.full {
            self.ledger.full = true;
            let message = format!("what `{}` comes to is too large to be worked out here", call.name);
            let diagnostic = Diagnostic::note(codes::UNEVALUATED_EXPRESSION, call.at.place(), message);
            let help = "make it smaller: Heat may not have the memory for it either";
            self.ledger.diagnostics.push(diagnostic.help(help));
        }
        Resolved::Unknown("too large to be worked out here".to_owned())
    }

    /// Reports a call that is wrong as written.
    pub(super) fn report_malformed(&mut self, call: &Call<'_>, fault: String) -> Resolved {
        let place = Place::Path(call.at.path(), Part::Key);
        let diagnostic = Diagnostic::error(codes::MALFORMED_CALL, place, &fault);
        let help = "bring its argument into that form";
        self.ledger.diagnostics.push(diagnostic.help(help).refused_by(Refusal::Validate));
        Resolved::Unknown(fault)
    }

    /// Reports a call that is wrong as written, which Heat finds once it has read the whole.
    pub(super) fn report_invalid(&mut self, call: &Call<'_>, fault: String) -> Resolved {
        let diagnostic = Diagnostic::error(codes::INVALID_ARGUMENT, call.at.place(), &fault)
            .help("give it what the function can work on");
        self.ledger.diagnostics.push(diagnostic.refused_by(Refusal::Validate));
        Resolved::Unknown(fault)
    }

    /// Reports a call that cannot work on these values.
    pub(super) fn report_failed(&mut self, call: &Call<'_>, fault: String) -> Resolved {
        let diagnostic = Diagnostic::error(codes::FAILED_CALL, call.at.place(), &fault);
        let diagnostic = diagnostic.help("give it values that it can work on");
        self.ledger.diagnostics.push(self.standing.mark(diagnostic));
        Resolved::Unknown(fault)
    }

    /// Reports a call that Heat accepts and that will not work once it is made.
    pub(super) fn report_late(&mut self, call: &Call<'_>, fault: String) -> Resolved {
        let diagnostic = Diagnostic::error(codes::FAILED_CALL, call.at.place(), &fault);
        self.ledger.diagnostics.push(diagnostic.help(LATE));
        Resolved::Unknown(fault)
    }
}
