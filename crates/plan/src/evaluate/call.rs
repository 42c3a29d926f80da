//! A function call and the ways in which it may come to no value.

use hotplate_hot::Expression;
use hotplate_schema::{Key, Map, Value};

use super::{Scope, evaluate};
use crate::Resolved;
use crate::resolved::obstacle;
use crate::trail::Trail;

/// A call, on its way to be evaluated.
pub(super) struct Call<'a> {
    /// The function's name.
    pub(super) name: &'static str,
    /// Its argument as written.
    pub(super) argument: &'a Expression,
    /// Where the argument stands.
    pub(super) at: &'a Trail<'a>,
}

/// Why a call comes to no value of its own.
pub(super) enum Stop {
    /// Something it needs is not known: this is what the call comes to.
    Obstacle(Resolved),
    /// It is wrong as written, whatever the values: Heat already refuses to read it.
    Malformed(String),
    /// The same, but Heat reads it and refuses it when it looks through the whole.
    Invalid(String),
    /// It cannot work on these values.
    Failed(String),
    /// It will not work, but Heat only finds out while it creates the stack.
    Late(String),
    /// It would make more than there is room for.
    Large,
    /// It leaves its place out.
    Omitted,
}

/// What a call comes to.
pub(super) type Answer = Result<Resolved, Stop>;

impl<'a> Call<'a> {
    /// The whole argument, evaluated.
    pub(super) fn resolve(&self, scope: &mut Scope<'_>) -> Resolved {
        evaluate(self.argument, self.at, scope)
    }

    /// The value of the whole argument.
    pub(super) fn value(&self, scope: &mut Scope<'_>) -> Result<Value, Stop> {
        known(self.resolve(scope))
    }

    /// The items of the argument, if it is written as a list.
    pub(super) fn items(&self) -> Option<&'a [Expression]> {
        match self.argument {
            Expression::List(items) => Some(items),
            Expression::Scalar(_) | Expression::Map(_) | Expression::Call { .. } => None,
        }
    }

    /// The entries of the argument, if it is written as a map.
    pub(super) fn entries(&self) -> Option<&'a Map<Expression>> {
        match self.argument {
            Expression::Map(entries) => Some(entries),
            Expression::Scalar(_) | Expression::List(_) | Expression::Call { .. } => None,
        }
    }

    /// An item of the argument, evaluated.
    pub(super) fn item(&self, index: usize, item: &Expression, scope: &mut Scope<'_>) -> Resolved {
        evaluate(item, &Trail::Index(self.at, index), scope)
    }

    /// An entry of the argument, evaluated; `None` if there is none of that key.
    pub(super) fn entry(&self, key: &str, scope: &mut Scope<'_>) -> Option<Resolved> {
        let key = Key::from(key);
        let entry = self.entries()?.get(&key)?;
        Some(evaluate(entry, &Trail::Key(self.at, &key), scope))
    }

    /// What is said of a fault: where nothing is judged, only whose it is.
    fn says(&self, fault: impl std::fmt::Display) -> String {
        if cfg!(feature = "whole") {
            format!("`{}` {fault}", self.name)
        } else {
            ["`", self.name, "` cannot be worked out as it is called"].concat()
        }
    }

    /// The argument is not written in the form that it must have.
    pub(super) fn form<T>(&self, form: &str) -> Result<T, Stop> {
        Err(Stop::Malformed(if cfg!(feature = "whole") {
            format!("the argument of `{}` must be {form}", self.name)
        } else {
            self.says(form)
        }))
    }

    /// The call is wrong as written.
    pub(super) fn malformed<T>(&self, fault: impl std::fmt::Display) -> Result<T, Stop> {
        Err(Stop::Malformed(self.says(fault)))
    }

    /// The call is wrong as written, which Heat finds once it has read the whole.
    pub(super) fn invalid<T>(&self, fault: impl std::fmt::Display) -> Result<T, Stop> {
        Err(Stop::Invalid(self.says(fault)))
    }

    /// The call cannot work, but Heat only finds out while it creates the stack.
    pub(super) fn late<T>(&self, fault: impl std::fmt::Display) -> Result<T, Stop> {
        Err(Stop::Late(self.says(fault)))
    }

    /// The call cannot work on these values.
    pub(super) fn failed<T>(&self, fault: impl std::fmt::Display) -> Result<T, Stop> {
        Err(Stop::Failed(self.says(fault)))
    }
}

/// The value, or what its absence comes to.
pub(super) fn known(value: Resolved) -> Result<Value, Stop> {
    match value {
        Resolved::Known(value) => Ok(value),
        Resolved::Pending(_) | Resolved::Unknown(_) => Err(Stop::Obstacle(value)),
        Resolved::List(_) | Resolved::Map(_) => {
            Err(Stop::Obstacle(value.obstacle().unwrap_or(Resolved::NULL)))
        }
    }
}

/// Goes on only if all these are wholly known.
pub(super) fn all_known<'a>(values: impl IntoIterator<Item = &'a Resolved>) -> Result<(), Stop> {
    obstacle(values).map_or(Ok(()), |obstacle| Err(Stop::Obstacle(obstacle)))
}

/// The entries of what must be a mapping, each as far as known; null counts as an empty one. Fails with these words.
pub(super) fn mapping(call: &Call<'_>, value: Resolved, fault: &str) -> Result<Map<Resolved>, Stop> {
    match value {
        Resolved::Map(entries) => Ok(entries),
        Resolved::Known(Value::Map(map)) => Ok(map.into_filter_map(|value| Some(Resolved::Known(value)))),
        Resolved::Known(Value::Null) => Ok(Map::new()),
        Resolved::Pending(_) | Resolved::Unknown(_) => Err(Stop::Obstacle(value)),
        Resolved::Known(_) | Resolved::List(_) => call.failed(fault),
    }
}

/// The items of what must be a list, each as far as known; null counts as an empty one. Fails with these words.
pub(super) fn sequence(call: &Call<'_>, value: Resolved, fault: &str) -> Result<Vec<Resolved>, Stop> {
    match value {
        Resolved::List(items) => Ok(items),
        Resolved::Known(Value::List(items)) => Ok(items.into_iter().map(Resolved::Known).collect()),
        Resolved::Known(Value::Null) => Ok(Vec::new()),
        Resolved::Pending(_) | Resolved::Unknown(_) => Err(Stop::Obstacle(value)),
        Resolved::Known(_) | Resolved::Map(_) => call.failed(fault),
    }
}
