//! Whether a deployment can be derived by now, and into what.

use std::rc::Rc;

use hotplate_agent::DerivedConfig;
use hotplate_plan::{Resolved, Resource, ResourceId, ResourcePath};
use hotplate_schema::{Key, Value};
use indexmap::{IndexMap, IndexSet};

use crate::DeploymentState;
use crate::config::{SoftwareConfig, items, names_create, read_config};
use crate::derive::derive;
use crate::merge::references;
use crate::play::{Stage, is_deploying};
use crate::signal::heat_path;

/// A deployment when its turn has come.
pub(crate) enum Turn {
    /// It can be offered.
    Ready(Order),
    /// It cannot (yet), or need not.
    Not(DeploymentState),
}

/// What is offered to whom.
pub(crate) struct Order {
    /// The derived config.
    pub(crate) config: DerivedConfig,
    /// The config resource it is derived from, if it names one.
    pub(crate) config_resource: Option<ResourceId>,
    /// The index of the instance.
    pub(crate) instance: usize,
    /// Why it cannot be run, if that is already certain.
    pub(crate) unplayable: Option<String>,
}

/// Derives a deployment, if all it needs has come to be. `properties` are those of all deployments, as known by now.
pub(crate) fn prepare(
    stage: &mut Stage<'_>,
    index: usize,
    properties: &IndexMap<ResourceId, Resolved>,
) -> Turn {
    let deployment = &stage.exchange.deployments[index];
    if matches!(deployment.state, DeploymentState::NotPlayed(_)) {
        return Turn::Not(deployment.state.clone());
    }
    let resource = &stage.plan.stack[deployment.id.0];
    let properties = &properties[&resource.id];
    match awaited(stage, resource).or_else(|| missing(stage, &resource.path, properties)) {
        Some(state) => Turn::Not(state),
        None => match order(stage, resource, properties) {
            Ok(Some(order)) => Turn::Ready(order),
            Ok(None) => Turn::Not(DeploymentState::Complete),
            Err(why) => Turn::Not(DeploymentState::NotPlayed(why)),
        },
    }
}

/// What is to be offered; nothing if the deployment has nothing to do when a stack is created.
fn order(stage: &mut Stage<'_>, resource: &Resource, properties: &Resolved) -> Result<Option<Order>, String> {
    let (config_resource, config) = config_of(stage, properties)?;
    let create = properties.get("actions").is_none() || names_create(&items(properties, "actions"));
    if !create || !config.on_create {
        return Ok(None);
    }
    let server = properties.get("server").and_then(|server| stage.world.named(&server));
    let instance = server.and_then(|server| stage.instances.get(&server).copied());
    let instance = instance.ok_or("its `server` is not a server of this template")?;
    let server_id = &stage.exchange.instances[instance].server_id;
    let planned = open_entry(&resource.properties, "input_values");
    let parts = |input: &str| {
        let mut read = Vec::new();
        let value = planned.and_then(|values| open_entry(values, input));
        value.iter().for_each(|value| references(value, &mut read));
        read.into_iter().filter_map(|reference| stage.world.text(reference)).cloned().collect()
    };
    Ok(Some(Order {
        config: derive(&config, &resource.path, properties, &parts, server_id),
        config_resource,
        instance,
        unplayable: config
            .body
            .as_ref()
            .err()
            .map(|why| format!("the text of its config is not known: {why}")),
    }))
}

/// The entry of a mapping, if something in it was not known when it was planned.
fn open_entry<'a>(value: &'a Resolved, key: &str) -> Option<&'a Resolved> {
    match value {
        Resolved::Map(entries) => entries.get(&Key::from(key)),
        Resolved::Known(_) | Resolved::List(_) | Resolved::Pending(_) | Resolved::Unknown(_) => None,
    }
}

/// The config that a deployment (group) names, read once for all. A deployment may name none, and then does nothing.
pub(crate) fn config_of(
    stage: &mut Stage<'_>,
    properties: &Resolved,
) -> Result<(Option<ResourceId>, Rc<SoftwareConfig>), String> {
    let Some(property) = properties.get("config") else {
        return Ok((None, Rc::default()));
    };
    let id = stage.world.named(&property).ok_or("its `config` is not a config of this template")?;
    if let Some(config) = stage.configs.get(&id) {
        return Ok((Some(id), config.clone()));
    }
    let config = read_config(&stage.plan.stack[id], &stage.plan.properties(id, &stage.world));
    let config = Rc::new(config.ok_or("its `config` is not a resource that describes a config")?);
    if config.body.is_ok() {
        stage.configs.insert(id, config.clone());
    }
    Ok((Some(id), config))
}

/// What a resource in a nested stack, or in a chain, waits for there: deployments that come before it, or before what
/// is around it.
pub(crate) fn awaited(stage: &Stage<'_>, resource: &Resource) -> Option<DeploymentState> {
    let stack = &stage.plan.stack;
    let mut waits = Vec::new();
    let mut seen = IndexSet::new();
    let mut at = resource;
    loop {
        let mut open = stack.awaited(at);
        while let Some(id) = open.pop() {
            // What exists has waited for all that comes before it.
            if stage.created.contains(&id) && stack[id].group.is_none() || !seen.insert(id) {
                continue;
            }
            open.extend(stack.members(id).map(|member| member.id));
            let Some(&index) = stage.numbers.get(&id) else {
                open.extend(stack.awaited(&stack[id]));
                continue;
            };
            let deployment = &stage.exchange.deployments[index];
            let blocked = |how: &str| {
                DeploymentState::Blocked(format!("it waits for `{}`, which {how}", deployment.name))
            };
            match &deployment.state {
                DeploymentState::Complete => {}
                DeploymentState::Waiting(_) | DeploymentState::Running => waits.push(deployment.name.clone()),
                DeploymentState::Failed(_) => return Some(blocked("failed")),
                DeploymentState::NotPlayed(_) => return Some(blocked("cannot be played here")),
                DeploymentState::Blocked(why) => return Some(DeploymentState::Blocked(why.clone())),
            }
        }
        match at.parent {
            Some(parent) => at = &stack[parent],
            None => break,
        }
    }
    (!waits.is_empty()).then_some(DeploymentState::Waiting(waits))
}

/// What the properties read of other deployments and do not get: those have not reported, or never will say it.
fn missing(stage: &Stage<'_>, path: &ResourcePath, properties: &Resolved) -> Option<DeploymentState> {
    let mut pending = Vec::new();
    references(properties, &mut pending);
    let mut waits = Vec::new();
    for reference in pending {
        let source = stage.plan.stack.find(&reference.resource).filter(|source| is_deploying(source));
        let Some(source) = source else { continue };
        if stage.world.attributes(&source.path).is_some() {
            let attribute = reference.attribute.first().map(Value::python_str).unwrap_or_default();
            let what = format!("The Referenced Attribute ({} {attribute}) is incorrect.", source.path.name());
            let reason = format!("InvalidTemplateAttribute: {}: {what}", heat_path(path));
            return Some(DeploymentState::Failed(reason));
        }
        waits.push(source.path.to_string());
    }
    (!waits.is_empty()).then_some(DeploymentState::Waiting(waits))
}
