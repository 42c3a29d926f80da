//! Properties as Heat reads them before anything exists, and before it has looked at them (Heat:
//! `Properties.__getitem__` in `properties.py`, with each type's `translation_rules`).

use hotplate_schema::{Catalog, IndexMap, Map, PropertySchema, Value};

use crate::property::fits;
use crate::{Known, Resolved, Resource, Stack};

/// A text that was read; nothing if none is given.
pub(super) type Read = Result<Option<String>, Unread>;

/// Why a property cannot be read.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Unread {
    /// It is missing or of the wrong kind, or what it is made of is not there: Heat does as if there were nothing.
    Faulty,
    /// It stands beside its older name: Heat gives up whatever it was about.
    Refused,
}

impl From<&Unread> for Unread {
    fn from(unread: &Unread) -> Self {
        *unread
    }
}

/// The resources, what they may have, and what is known of their ids.
#[derive(Clone, Copy)]
pub(super) struct Early<'a> {
    pub(super) stack: &'a Stack,
    pub(super) catalog: &'a Catalog,
    pub(super) known: &'a dyn Known,
}

impl Early<'_> {
    /// A property that is a text.
    pub(super) fn text(self, resource: &Resource, name: &str) -> Read {
        let schemas = self.schemas(resource);
        let get = |name: &str| self.value(resource, name, schemas);
        let older = Some([name, "_id"].concat());
        let older = older.filter(|older| schemas.is_none_or(|all| all.contains_key(older)));
        let older = older.map_or(Ok(None), |older| get(&older))?;
        // An older name that is given counts, also as null.
        let value = newer(get(name)?, older.map(|value| as_text(value).into()))?;
        match value {
            None if schemas.is_some_and(|all| all.get(name).is_some_and(|own| own.required)) => {
                Err(Unread::Faulty)
            }
            value => Ok(value.map(as_text)),
        }
    }

    /// One text of each item of a property; none if there are no items.
    pub(super) fn each(
        self,
        resource: &Resource,
        name: &str,
        key: &str,
    ) -> Result<Vec<Option<String>>, Unread> {
        let older = if name == "networks" { "uuid" } else { "subnet_id" };
        let Some(Value::List(items)) = self.value(resource, name, self.schemas(resource))? else {
            return Ok(Vec::new());
        };
        let read = |item: &Value| {
            let get = |name: &str| item.as_map().and_then(|map| map.get(name)).cloned();
            Ok(newer(get(key), get(older))?.map(as_text))
        };
        items.iter().map(read).collect()
    }

    /// The network of a router's gateway, if it has one.
    pub(super) fn gateway(self, router: &Resource) -> Result<Option<Option<String>>, Unread> {
        let name = "external_gateway_info";
        let Some(gateway) = self.value(router, name, self.schemas(router))? else { return Ok(None) };
        let network = gateway.as_map().and_then(|map| map.get("network")).cloned();
        Ok(Some(network.map(as_text)))
    }

    fn schemas(&self, resource: &Resource) -> Option<&IndexMap<String, PropertySchema>> {
        if !cfg!(feature = "whole") {
            return None;
        }
        let known = self.catalog.get(&resource.type_name)?;
        (!known.any_property).then_some(&known.properties)
    }

    fn value(
        self,
        resource: &Resource,
        name: &str,
        schemas: Option<&IndexMap<String, PropertySchema>>,
    ) -> Result<Option<Value>, Unread> {
        let Some(given) = resource.properties.at(&[name]) else { return Ok(None) };
        let value = self.previewed(given).ok_or(Unread::Faulty)?;
        match schemas.and_then(|all| all.get(name)) {
            Some(schema) if cfg!(feature = "whole") && !fits(&value, schema) => Err(Unread::Faulty),
            _ => Ok(Some(value)),
        }
    }

    /// The value while nothing exists; nothing if it is broken.
    fn previewed(self, resolved: Resolved) -> Option<Value> {
        Some(match resolved {
            Resolved::Known(value) => value,
            Resolved::List(items) => {
                Value::List(items.into_iter().map(|item| self.previewed(item)).collect::<Option<_>>()?)
            }
            Resolved::Map(entries) => {
                let mut map = Map::with_capacity(entries.len());
                for (key, entry) in entries {
                    map.insert(key, self.previewed(entry)?);
                }
                Value::Map(map)
            }
            // The id of a resource of many types is its name until it is created.
            Resolved::Pending(references) => match references.as_slice() {
                [only] if only.attribute.is_empty() => {
                    let resource = self.stack.find(&only.resource);
                    resource.and_then(|resource| self.known.id(resource)).unwrap_or_default()
                }
                _ => Value::Null,
            },
            Resolved::Unknown(_) => return None,
        })
    }
}

/// Of a value and that of its older name the one that counts.
fn newer(value: Option<Value>, older: Option<Value>) -> Result<Option<Value>, Unread> {
    let is_given = |value: &Value| !as_text(value.clone()).is_empty();
    match (value, older) {
        (Some(value), Some(older)) if is_given(&value) && is_given(&older) => Err(Unread::Refused),
        (value, older) => Ok(older.filter(|older| *older != Value::Null).or(value)),
    }
}

fn as_text(value: Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.as_str().to_owned(),
        other => other.python_str(),
    }
}
