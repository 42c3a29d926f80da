//! What has become known of the stack's resources so far: the [`Known`] that the plan is asked with.

use hotplate_agent::{Origin, Text};
use hotplate_plan::{Known, Plan, Reference, Resolved, Resource, ResourceId, ResourcePath};
use hotplate_schema::{IndexMap, Key, Value};

use crate::SimulatedInstance;
use crate::boot::network;
use crate::digest::{hex, uuid};

/// Attributes by name.
pub(crate) type Attributes = IndexMap<String, Value>;

/// Ids of all resources, for they depend on nothing, and the attributes of those that exist by now.
pub(crate) struct World {
    ids: IndexMap<ResourcePath, String>,
    owners: IndexMap<String, ResourceId>,
    attributes: IndexMap<ResourcePath, Attributes>,
    /// Attributes that are texts whose origin is known: what agents reported, and addresses.
    texts: IndexMap<ResourcePath, IndexMap<String, Text>>,
}

impl World {
    /// A world in which nothing exists yet.
    pub(crate) fn new(plan: &Plan) -> Self {
        let ids: IndexMap<_, _> = plan
            .stack
            .iter()
            .map(|resource| (resource.path.clone(), uuid(&resource.path.to_string())))
            .collect();
        let owners = plan.stack.iter().map(|resource| (ids[&resource.path].clone(), resource.id)).collect();
        Self { ids, owners, attributes: IndexMap::default(), texts: IndexMap::default() }
    }

    /// The resource that a property names by its id, whether that id has been filled in yet or not.
    pub(crate) fn named(&self, property: &Resolved) -> Option<ResourceId> {
        let id = match property {
            Resolved::Known(Value::String(id)) => id.as_str(),
            Resolved::Pending(pending) => match pending.as_slice() {
                [reference] if reference.attribute.is_empty() => self.ids.get(&reference.resource)?,
                _ => return None,
            },
            Resolved::Known(_) | Resolved::List(_) | Resolved::Map(_) | Resolved::Unknown(_) => return None,
        };
        self.owners.get(id).copied()
    }

    /// The id of a resource.
    pub(crate) fn id(&self, path: &ResourcePath) -> &str {
        self.ids.get(path).map_or("", String::as_str)
    }

    /// The attributes of a resource that exists.
    pub(crate) fn attributes(&self, path: &ResourcePath) -> Option<&Attributes> {
        self.attributes.get(path)
    }

    /// From now on the resource exists and has these attributes.
    pub(crate) fn learn(&mut self, path: &ResourcePath, attributes: Attributes) {
        self.attributes.insert(path.clone(), attributes);
    }

    /// Where the text of an attribute came from, if it has a part that came from an instance.
    pub(crate) fn text(&self, reference: &Reference) -> Option<&Text> {
        self.texts.get(&reference.resource)?.get(reference.attribute.first()?.as_str()?)
    }

    /// Remembers where the texts of attributes came from.
    pub(crate) fn trace(&mut self, path: &ResourcePath, texts: IndexMap<String, Text>) {
        self.texts.insert(path.clone(), texts);
    }

    /// From now on the resource exists, with what a simulation can tell of its type.
    pub(crate) fn create(&mut self, plan: &Plan, resource: &Resource, instance: Option<&SimulatedInstance>) {
        let attributes = match resource.type_name.as_str() {
            "OS::Nova::Server" => instance.map(|instance| {
                let address = Origin::new(&instance.name, "ipaddress");
                let address = Text::from_origin(&instance.facts.ipaddress, address);
                let read =
                    ["first_address", "networks", "addresses"].map(|name| (name.to_owned(), address.clone()));
                self.trace(&resource.path, read.into_iter().collect());
                server_attributes(resource, instance)
            }),
            "OS::Heat::Value" => known_property(plan, resource, "value", self).map(|value| of_value(&value)),
            "OS::Heat::RandomString" => {
                let length = known_property(plan, resource, "length", self).and_then(whole).unwrap_or(32);
                let sample = sample_text(&resource.path, length);
                // Once it exists, its id is its text (heat/random_string.py).
                self.ids.insert(resource.path.clone(), sample.clone());
                Some(of_value(&sample.into()))
            }
            _ => None,
        };
        if let Some(attributes) = attributes {
            self.learn(&resource.path, attributes);
        }
    }
}

impl Known for World {
    fn get(&self, reference: &Reference) -> Option<Value> {
        match reference.attribute.as_slice() {
            [] => self.ids.get(&reference.resource).map(|id| id.as_str().into()),
            [Value::String(name)] => self.attributes.get(&reference.resource)?.get(name.as_str()).cloned(),
            _ => None,
        }
    }
}

fn known_property(plan: &Plan, resource: &Resource, key: &str, world: &World) -> Option<Value> {
    plan.properties(resource.id, world).get(key)?.known().cloned()
}

fn of_value(value: &Value) -> Attributes {
    IndexMap::from_iter([("value".to_owned(), value.clone())])
}

fn whole(value: Value) -> Option<usize> {
    match value {
        Value::Int(number) => usize::try_from(number).ok(),
        _ => None,
    }
}

/// A random text that is always the same: it stands for one that Heat would draw.
fn sample_text(path: &ResourcePath, length: usize) -> String {
    (0..)
        .flat_map(|part| hex(&format!("{path} {part}")).into_bytes())
        .map(char::from)
        .take(length.min(512))
        .collect()
}

/// What Nova would tell of a server with one address (openstack/nova/server.py).
fn server_attributes(server: &Resource, instance: &SimulatedInstance) -> Attributes {
    let address = Value::from(instance.facts.ipaddress.as_str());
    let map = |entries: Vec<(&str, Value)>| {
        Value::Map(entries.into_iter().map(|(key, value)| (Key::from(key), value)).collect())
    };
    let mac = instance.facts.others.get("macaddress").map_or("", String::as_str);
    let port = map(vec![
        ("version", Value::Int(4)),
        ("addr", address.clone()),
        ("OS-EXT-IPS:type", "fixed".into()),
        ("OS-EXT-IPS-MAC:mac_addr", mac.into()),
    ]);
    let network = network(server);
    IndexMap::from_iter([
        ("first_address".to_owned(), address.clone()),
        ("networks".to_owned(), map(vec![(&network, Value::List(vec![address]))])),
        ("addresses".to_owned(), map(vec![(&network, Value::List(vec![port]))])),
        ("name".to_owned(), instance.facts.hostname.as_str().into()),
        ("accessIPv4".to_owned(), "".into()),
        ("accessIPv6".to_owned(), "".into()),
    ])
}
