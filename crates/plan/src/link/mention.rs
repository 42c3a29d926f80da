//! The names that an expression mentions: parameters, resources, attributes, conditions.

use hotplate_hot::{Expression, Path, TemplateVersion};
use hotplate_schema::{SmolStr, Value};

use crate::evaluate::{Asked, Scope, Standing, decide, evaluate, operands};
use crate::trail::Trail;

/// A name that stands in an expression.
pub(super) struct Mention {
    /// The name.
    pub(super) name: SmolStr,
    /// Of what.
    pub(super) kind: Kind,
    /// The argument of the call that mentions it; the function's name is the last step. Where there is no call, where
    /// the name stands.
    pub(super) call: Path,
    /// Whether the name is the first item there, not all of it.
    pub(super) first: bool,
    /// Whether it counts.
    pub(super) branch: Branch,
    /// Whether the name alone is written there, so that it can be replaced.
    pub(super) literal: bool,
}

/// What a name is a name of.
pub(super) enum Kind {
    Parameter,
    Resource,
    /// A list or a mapping where a resource's name stands, on which Heat fails as soon as it looks.
    Nameless,
    /// A resource, of which something is read.
    Attribute(Attribute),
    Condition,
}

/// What is read of a resource.
#[derive(Default)]
pub(super) struct Attribute {
    /// The attribute; nothing if it is not known, or all of them are meant.
    pub(super) name: Option<SmolStr>,
    /// Whether the resource or the attribute is worked out, not written.
    pub(super) worked_out: bool,
    /// Whether Heat can note down that it is read. It fails on a name that is no text, and on a way through lists or
    /// mappings.
    pub(super) notable: bool,
}

/// Whether what stands in a branch of an `if` counts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Branch {
    /// It does.
    Taken,
    /// That is not known.
    Undecided,
    /// It does not.
    Untaken,
}

impl Branch {
    /// Of what stands under a condition.
    pub(super) fn of(enabled: Option<bool>) -> Self {
        match enabled {
            Some(true) => Self::Taken,
            Some(false) => Self::Untaken,
            None => Self::Undecided,
        }
    }
}

impl Mention {
    /// A resource's name in `depends_on`.
    pub(super) fn of_resource(name: &str, at: Path) -> Self {
        let name = name.to_owned();
        // Written as a list or alone: which of them is not known here, so no edit is offered.
        Self {
            name: name.into(),
            kind: Kind::Resource,
            call: at,
            first: false,
            branch: Branch::Taken,
            literal: false,
        }
    }

    /// Where the name stands.
    pub(super) fn at(&self) -> Path {
        if self.first { self.call.index(0) } else { self.call.clone() }
    }
}

/// Collects the names in an expression, in its order.
pub(super) fn mentions(
    expression: &Expression,
    at: &Trail<'_>,
    branch: Branch,
    scope: &mut Scope<'_>,
    found: &mut Vec<Mention>,
) {
    match expression {
        Expression::Scalar(_) => {}
        Expression::List(items) => {
            for (index, item) in items.iter().enumerate() {
                mentions(item, &Trail::Index(at, index), branch, scope, found);
            }
        }
        Expression::Map(entries) => {
            for (key, entry) in entries {
                mentions(entry, &Trail::Key(at, key), branch, scope, found);
            }
        }
        Expression::Call { function, argument } => {
            let at = Trail::Call(at, *function);
            match function.name() {
                "if" | "Fn::If" => choice(argument, &at, branch, scope, found),
                "not" | "and" | "or" | "Fn::Not" | "Fn::And" | "Fn::Or" => {
                    for (index, name) in operands(*function, argument) {
                        let path = index.map_or_else(|| at.path(), |index| Trail::Index(&at, index).path());
                        found.push(condition(name, path, branch));
                    }
                    mentions(argument, &at, branch, scope, found);
                }
                "Ref" => {
                    // What is no resource is taken for a parameter; conditions know nothing else.
                    let is_resource =
                        |name: &str| scope.standing != Standing::Condition && scope.named(name).is_some();
                    let kind = match &**argument {
                        Expression::Scalar(Value::String(name)) if is_resource(name) => Kind::Resource,
                        Expression::Scalar(_) => Kind::Parameter,
                        inner => return mentions(inner, &at, branch, scope, found),
                    };
                    mention(argument, &at, kind, branch, scope, found);
                }
                "get_param" => {
                    mentions(argument, &at, branch, scope, found);
                    mention(argument, &at, Kind::Parameter, branch, scope, found);
                }
                "get_resource" => {
                    mentions(argument, &at, branch, scope, found);
                    mention(argument, &at, Kind::Resource, branch, scope, found);
                }
                "get_attr" | "Fn::GetAtt" => {
                    mentions(argument, &at, branch, scope, found);
                    let attribute = attribute(argument, &at, branch, scope);
                    mention(argument, &at, Kind::Attribute(attribute), branch, scope, found);
                }
                _ => mentions(argument, &at, branch, scope, found),
            }
        }
    }
}

/// `if`: what stands in the branch that is not taken does not count.
fn choice(
    argument: &Expression,
    at: &Trail<'_>,
    branch: Branch,
    scope: &mut Scope<'_>,
    found: &mut Vec<Mention>,
) {
    let Expression::List(items) = argument else { return };
    let Some((head, branches)) = items.split_first() else { return };
    let head_at = Trail::Index(at, 0);
    let first = found.len();
    match head {
        Expression::Scalar(Value::String(name)) => found.push(condition(name, head_at.path(), branch)),
        _ => {
            let before = std::mem::replace(&mut scope.standing, Standing::Condition);
            mentions(head, &head_at, branch, scope, found);
            scope.standing = before;
        }
    }
    let decided = spare(head, &head_at, &mut found[first..], scope);
    for (index, item) in branches.iter().enumerate().map(|(index, item)| (index + 1, item)) {
        let branch = match (branch, decided) {
            (Branch::Untaken, _) => Branch::Untaken,
            (_, Some(holds)) if holds != (index == 1) => Branch::Untaken,
            (branch, Some(_)) => branch,
            (_, None) => Branch::Undecided,
        };
        mentions(item, &Trail::Index(at, index), branch, scope, found);
    }
}

/// The name that the argument of a call is, or begins with.
fn mention(
    argument: &Expression,
    at: &Trail<'_>,
    kind: Kind,
    branch: Branch,
    scope: &mut Scope<'_>,
    found: &mut Vec<Mention>,
) {
    let (name, first) = match (argument, &kind) {
        (Expression::List(_), Kind::Resource) => (argument, false),
        // A bare name is no argument of `get_attr`, but for one of a single letter.
        (Expression::Scalar(Value::String(name)), Kind::Attribute(..)) if name.chars().count() != 1 => return,
        (Expression::List(items), _) => match items.first() {
            Some(item) => (item, true),
            None => return,
        },
        _ => (argument, false),
    };
    let literal = matches!(name, Expression::Scalar(_));
    let name = match name {
        Expression::Scalar(value) => value.clone(),
        _ if branch == Branch::Taken => {
            let item = Trail::Index(at, 0);
            let at = if first { &item } else { at };
            match quietly(scope, |scope| evaluate(name, at, scope)).into_known() {
                Some(Value::List(items)) if !matches!(argument, Expression::List(_)) => {
                    items.into_iter().next().unwrap_or_default()
                }
                Some(value) => value,
                None => return,
            }
        }
        _ => return,
    };
    let (name, kind) = match (name, kind) {
        (Value::String(name), kind) => (name, kind),
        // No resource has such a name.
        (other @ (Value::List(_) | Value::Map(_)), Kind::Resource) => {
            (other.python_repr().into(), Kind::Nameless)
        }
        (other, Kind::Resource) => (other.python_repr().into(), Kind::Resource),
        _ => return,
    };
    found.push(Mention { name, kind, call: at.path(), first, branch, literal });
}

/// What a `get_attr` reads.
fn attribute(argument: &Expression, at: &Trail<'_>, branch: Branch, scope: &mut Scope<'_>) -> Attribute {
    let nothing = Attribute { notable: true, ..Attribute::default() };
    let Expression::List(items) = argument else { return nothing };
    let [resource, way @ ..] = items.as_slice() else { return nothing };
    let mut steps = Vec::with_capacity(way.len());
    for (index, step) in way.iter().enumerate() {
        steps.push(match step {
            Expression::Scalar(value) => Some(value.clone()),
            _ if branch == Branch::Taken => {
                quietly(scope, |scope| evaluate(step, &Trail::Index(at, index + 1), scope)).into_known()
            }
            _ => None,
        });
    }
    let version = scope.context.version;
    // The first version, and the other formats, note down the attribute alone.
    if version <= TemplateVersion::V2013_05_23 {
        steps.truncate(1);
    }
    let is_text = |step: &Expression| matches!(step, Expression::Scalar(Value::String(_)));
    let is_step = |value: &Option<Value>| !matches!(value, Some(Value::List(_) | Value::Map(_)));
    let notable = steps.iter().all(is_step)
        && match steps.as_slice() {
            [Some(Value::Null)] => version >= TemplateVersion::V2015_10_15,
            [Some(attribute)] => matches!(attribute, Value::String(_)),
            _ => true,
        };
    // Null is no name, and no mistake either.
    let name = steps.into_iter().next().flatten().filter(|value| *value != Value::Null);
    // In the other formats nobody has looked at what is written.
    let is_written = version.is_hot() && is_text(resource) && way.first().is_some_and(is_text);
    Attribute { name: name.map(|name| name.python_str().into()), worked_out: !is_written, notable }
}

/// Decides a condition, if it can be, and lets those names in it not count that Heat never looks up, because what comes
/// before them decides.
pub(super) fn spare(
    condition: &Expression,
    at: &Trail<'_>,
    found: &mut [Mention],
    scope: &mut Scope<'_>,
) -> Option<bool> {
    quietly(scope, |scope| {
        let decided = decide(condition, at, scope);
        let is_asked = |name: &str| scope.ledger.asked.contains(&Asked::Condition(name.to_owned()));
        for mention in found.iter_mut().filter(|_| cfg!(feature = "whole") && decided.is_some()) {
            if matches!(mention.kind, Kind::Condition) && !is_asked(&mention.name) {
                mention.branch = Branch::Undecided;
            }
        }
        decided
    })
}

fn condition(name: &str, at: Path, branch: Branch) -> Mention {
    Mention { name: name.into(), kind: Kind::Condition, call: at, first: false, branch, literal: true }
}

/// Looks without writing anything down: what is wrong here is found again when the whole is evaluated.
fn quietly<T>(scope: &mut Scope<'_>, look: impl FnOnce(&mut Scope<'_>) -> T) -> T {
    let (found, asked) = (scope.ledger.diagnostics.len(), scope.ledger.asked.len());
    let seen = look(scope);
    scope.ledger.diagnostics.truncate(found);
    scope.ledger.asked.truncate(asked);
    seen
}
