//! What an evaluation may look at, and where it writes down what it finds.

use hotplate_hot::{Diagnostic, Part, Place, Refusal, Severity, TemplateVersion, codes};
use hotplate_schema::Value;
use indexmap::IndexMap;

use super::call::{Call, Stop};
use crate::resolved::value_size;
use crate::{Files, Known, Limits, ParameterValue, Resolved, Stack};

/// All that stays the same for a plan.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Context {
    /// The template's version; of a template without one, the newest.
    pub(crate) version: TemplateVersion,
    /// The parameters with their values.
    pub(crate) parameters: IndexMap<String, ParameterValue>,
    /// The named conditions, as far as they are decided.
    pub(crate) conditions: IndexMap<String, Option<bool>>,
    /// The stack's name.
    pub(crate) stack_name: String,
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

/// What evaluations find and use up.
#[derive(Debug)]
pub(crate) struct Ledger {
    /// What was found.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Characters and items that may still be made.
    pub(crate) left: u64,
    /// Names for which a similar one may still be looked for.
    pub(crate) suggestions: u32,
}

impl Ledger {
    /// An empty one, with bounds.
    pub(crate) fn new(limits: &Limits) -> Self {
        Self { diagnostics: Vec::new(), left: limits.made, suggestions: 100 }
    }
}

/// What one evaluation sees.
pub(crate) struct Scope<'a> {
    pub(crate) context: &'a Context,
    /// The resources, groups among them opened as far as they are.
    pub(crate) stack: &'a Stack,
    pub(crate) known: &'a dyn Known,
    pub(crate) files: &'a dyn Files,
    pub(crate) standing: Standing,
    pub(crate) ledger: &'a mut Ledger,
}

impl Scope<'_> {
    /// Pays for making something of that size, so that no template can fill the memory.
    pub(super) fn pay(&mut self, size: usize) -> Result<(), Stop> {
        let size = size as u64;
        match self.ledger.left.checked_sub(size) {
            Some(left) => {
                self.ledger.left = left;
                Ok(())
            }
            None => Err(Stop::Obstacle(Resolved::Unknown("too large to be worked out here".to_owned()))),
        }
    }

    /// Pays for a copy of a value.
    pub(super) fn pay_for(&mut self, value: &Value) -> Result<(), Stop> {
        self.pay(value_size(value))
    }

    /// Reports a call that is wrong as written.
    pub(super) fn report_malformed(&mut self, call: &Call<'_>, fault: String) -> Resolved {
        let place = Place::Path(call.at.path(), Part::Key);
        let diagnostic = Diagnostic::error(codes::MALFORMED_CALL, place, &fault);
        let help = "bring its argument into that form";
        self.ledger.diagnostics.push(diagnostic.help(help).refused_by(Refusal::Validate));
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
