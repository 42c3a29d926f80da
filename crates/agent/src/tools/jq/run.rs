//! A jq program, run on a value.

use hotplate_schema::IndexMap;

use super::json::Json;
use super::syntax::{Filter, Piece};
use super::{access, format, functions};
use crate::meter::Bound;
use crate::shell::{Flow, Shell};

/// What ends a filter early.
pub(super) enum Fault {
    /// jq's own error, which `?` and `try` catch.
    Error(String),
    Flow(Flow),
}

impl From<Flow> for Fault {
    fn from(flow: Flow) -> Self {
        Self::Flow(flow)
    }
}

impl From<Bound> for Fault {
    fn from(bound: Bound) -> Self {
        Self::Flow(bound.into())
    }
}

pub(super) type Values = Result<Vec<Json>, Fault>;

/// What becomes of a value; `None` if it is taken away.
pub(super) type Changed = Result<Option<Json>, Fault>;

pub(super) struct Machine<'a> {
    pub shell: &'a mut Shell,
    /// Variables, the innermost last.
    pub variables: Vec<(String, Json)>,
}

impl Machine<'_> {
    /// All that a filter makes of a value.
    pub(super) fn values(&mut self, filter: &Filter, input: &Json) -> Values {
        self.shell.world.meter.step()?;
        self.shell.world.meter.nest()?;
        let values = self.make(filter, input);
        self.shell.world.meter.unnest();
        let values = values?;
        let mut bytes = 0;
        values.iter().try_for_each(|value| value.weigh(0, &mut bytes))?;
        self.shell.world.meter.hold(bytes)?;
        Ok(values)
    }

    /// The first of them; null if there is none.
    pub(super) fn first(&mut self, filter: &Filter, input: &Json) -> Result<Json, Fault> {
        Ok(self.values(filter, input)?.into_iter().next().unwrap_or(Json::Null))
    }

    /// What `make` makes of each of a filter's values.
    fn each(
        &mut self,
        filter: &Filter,
        input: &Json,
        mut make: impl FnMut(&mut Self, Json, &mut Vec<Json>) -> Result<(), Fault>,
    ) -> Values {
        let mut all = Vec::new();
        for value in self.values(filter, input)? {
            make(self, value, &mut all)?;
        }
        Ok(all)
    }

    fn make(&mut self, filter: &Filter, input: &Json) -> Values {
        let one = |value| Ok(vec![value]);
        match filter {
            Filter::Same => one(input.clone()),
            Filter::Recurse => {
                let mut all = Vec::new();
                functions::recurse(input, &mut all);
                self.shell.world.meter.handle(all.len() * 16)?;
                Ok(all)
            }
            Filter::Value(value) => one(value.clone()),
            Filter::Text(pieces, wanted) => {
                let mut text = crate::Text::default();
                for piece in pieces {
                    match piece {
                        Piece::Text(piece) => text.push(piece),
                        Piece::Filter(filter) => {
                            let value = self.first(filter, input)?;
                            text.push(&format::format(wanted.unwrap_or("@text"), &value)?);
                        }
                    }
                }
                self.shell.world.meter.hold(text.len())?;
                one(Json::String(text))
            }
            Filter::Index(of, key) => {
                let keys = self.values(key, input)?;
                self.each(of, input, |_, value, all| {
                    for key in &keys {
                        all.push(access::index(&value, key)?);
                    }
                    Ok(())
                })
            }
            Filter::Slice(of, from, to) => {
                let mut bound = |filter: &Option<Box<Filter>>| match filter {
                    Some(filter) => self.first(filter, input),
                    None => Ok(Json::Null),
                };
                let (from, to) = (bound(from)?, bound(to)?);
                self.each(of, input, |_, value, all| {
                    all.push(access::slice(&value, &from, &to)?);
                    Ok(())
                })
            }
            Filter::Each(of) => self.each(of, input, |machine, value, all| {
                machine.shell.world.meter.step()?;
                match value {
                    Json::Array(items) => all.extend(items),
                    Json::Object(map) => all.extend(map.into_values()),
                    other => {
                        return Err(Fault::Error(format!(
                            "Cannot iterate over {}",
                            functions::shown(&other)
                        )));
                    }
                }
                Ok(())
            }),
            Filter::Array(None) => one(Json::Array(Vec::new())),
            Filter::Array(Some(inside)) => one(Json::Array(self.values(inside, input)?)),
            Filter::Object(entries) => self.object(entries, input),
            Filter::Negative(inside) => self.each(inside, input, |_, value, all| {
                let Json::Number(number) = value else {
                    return Err(Fault::Error(format!("{} cannot be negated", functions::shown(&value))));
                };
                all.push(Json::Number(-number));
                Ok(())
            }),
            Filter::Pipe(first, then) => self.each(first, input, |machine, value, all| {
                all.extend(machine.values(then, &value)?);
                Ok(())
            }),
            Filter::Comma(first, second) => {
                let mut all = self.values(first, input)?;
                all.extend(self.values(second, input)?);
                Ok(all)
            }
            Filter::Binary(operator, left, right) => self.binary(operator, left, right, input),
            Filter::Update(operator, path, value) => {
                let path_of = operator.trim_end_matches('=');
                let fixed = if path_of == "|" { Json::Null } else { self.first(value, input)? };
                let updated = self.update(path, input, &mut |machine, old| match path_of {
                    "" => Ok(Some(fixed.clone())),
                    "|" => Ok(machine.values(value, &old)?.into_iter().next()),
                    "//" => Ok(Some(if old.holds() { old } else { fixed.clone() })),
                    sign => access::arithmetic(sign, &old, &fixed).map(Some),
                })?;
                Ok(updated.into_iter().collect())
            }
            Filter::If(condition, then, otherwise) => self.each(condition, input, |machine, held, all| {
                all.extend(machine.values(if held.holds() { then } else { otherwise }, input)?);
                Ok(())
            }),
            Filter::Try(tried, catch) => match (self.values(tried, input), catch) {
                (Err(Fault::Error(message)), Some(catch)) => {
                    self.values(catch, &Json::String(message.into()))
                }
                (Err(Fault::Error(_)), None) => Ok(Vec::new()),
                (values, _) => values,
            },
            Filter::Variable(name) => match self.variables.iter().rev().find(|(known, _)| known == name) {
                Some((_, value)) => one(value.clone()),
                None if name == "ENV" => one(functions::environment(self.shell)),
                None => Err(Fault::Error(format!("${name} is not defined"))),
            },
            Filter::Bind(source, name, body) => self.each(source, input, |machine, value, all| {
                machine.variables.push((name.clone(), value));
                let values = machine.values(body, input);
                machine.variables.pop();
                all.extend(values?);
                Ok(())
            }),
            Filter::Reduce(source, name, start, step) => {
                let mut state = self.first(start, input)?;
                for value in self.values(source, input)? {
                    self.variables.push((name.clone(), value));
                    let next = self.values(step, &state);
                    self.variables.pop();
                    state = next?.pop().unwrap_or(Json::Null);
                }
                one(state)
            }
            Filter::Call(name, arguments) => functions::call(self, name, arguments, input),
            Filter::Format(wanted) => one(Json::String(format::format(wanted, input)?)),
        }
    }

    /// Every combination of the keys' and the values' values.
    fn object(&mut self, entries: &[(Filter, Filter)], input: &Json) -> Values {
        let mut maps = vec![IndexMap::default()];
        for (key, value) in entries {
            let keys = self.values(key, input)?;
            let values = self.values(value, input)?;
            let mut next = Vec::new();
            for map in &maps {
                for key in &keys {
                    let Json::String(key) = key else {
                        return Err(Fault::Error("Object keys must be strings".to_owned()));
                    };
                    for value in &values {
                        self.shell.world.meter.step()?;
                        let mut map: IndexMap<String, Json> = map.clone();
                        map.insert(key.as_str().to_owned(), value.clone());
                        next.push(map);
                    }
                }
            }
            maps = next;
        }
        Ok(maps.into_iter().map(Json::Object).collect())
    }

    fn binary(&mut self, operator: &str, left: &Filter, right: &Filter, input: &Json) -> Values {
        if operator == "//" {
            let held = match self.values(left, input) {
                Ok(values) => values.into_iter().filter(Json::holds).collect(),
                Err(Fault::Error(_)) => Vec::new(),
                Err(fault) => return Err(fault),
            };
            return if held.is_empty() { self.values(right, input) } else { Ok(held) };
        }
        if matches!(operator, "and" | "or") {
            return self.each(left, input, |machine, first, all| {
                if first.holds() == (operator == "or") {
                    all.push(Json::Bool(first.holds()));
                    return Ok(());
                }
                all.extend(machine.values(right, input)?.iter().map(|value| Json::Bool(value.holds())));
                Ok(())
            });
        }
        let rights = self.values(right, input)?;
        let lefts = self.values(left, input)?;
        let mut all = Vec::new();
        for right in &rights {
            for left in &lefts {
                self.shell.world.meter.step()?;
                let order = left.compare(right);
                all.push(match operator {
                    "==" => Json::Bool(order.is_eq()),
                    "!=" => Json::Bool(order.is_ne()),
                    "<" => Json::Bool(order.is_lt()),
                    "<=" => Json::Bool(order.is_le()),
                    ">" => Json::Bool(order.is_gt()),
                    ">=" => Json::Bool(order.is_ge()),
                    sign => access::arithmetic(sign, left, right)?,
                });
            }
        }
        Ok(all)
    }

    /// A value with what stands at a path changed; `None` takes it away.
    pub(super) fn update(
        &mut self,
        path: &Filter,
        value: &Json,
        change: &mut dyn FnMut(&mut Self, Json) -> Changed,
    ) -> Changed {
        self.shell.world.meter.step()?;
        match path {
            Filter::Same => change(self, value.clone()),
            Filter::Pipe(first, then) => {
                self.update(first, value, &mut |machine, inside| machine.update(then, &inside, change))
            }
            Filter::Comma(first, second) => match self.update(first, value, change)? {
                Some(value) => self.update(second, &value, change),
                None => Ok(None),
            },
            Filter::Call("select", arguments) => match arguments.first() {
                Some(condition) if self.first(condition, value)?.holds() => change(self, value.clone()),
                _ => Ok(Some(value.clone())),
            },
            Filter::Index(of, key) => {
                let key = self.first(key, value)?;
                self.update(of, value, &mut |machine, inside| {
                    let old = access::index(&inside, &key)?;
                    let new = change(machine, old)?;
                    access::set(inside, &key, new).map(Some)
                })
            }
            Filter::Each(of) => self.update(of, value, &mut |machine, inside| match inside {
                Json::Array(items) => {
                    let mut kept = Vec::new();
                    for item in items {
                        kept.extend(change(machine, item)?);
                    }
                    Ok(Some(Json::Array(kept)))
                }
                Json::Object(map) => {
                    let mut kept = IndexMap::default();
                    for (key, item) in map {
                        if let Some(item) = change(machine, item)? {
                            kept.insert(key, item);
                        }
                    }
                    Ok(Some(Json::Object(kept)))
                }
                other => Err(Fault::Error(format!("Cannot iterate over {}", functions::shown(&other)))),
            }),
            _ => Err(Fault::Error("Invalid path expression".to_owned())),
        }
    }
}
