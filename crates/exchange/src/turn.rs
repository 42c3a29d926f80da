//! Whether a deployment can be derived, and into what.

use std::rc::Rc;

use hotplate_agent::DerivedConfig;
use hotplate_plan::{Resolved, Resource, ResourceId, ResourcePath};
use hotplate_schema::Value;

use crate::config::{SoftwareConfig, items, names, read_config};
use crate::derive::derive;
use crate::merge::references;
use crate::play::{Stage, is_deploying};
use crate::signal::heat_path;
use crate::{Action, DeploymentState};

/// A deployment when its turn has come.
pub(crate) enum Readiness {
    /// It can be offered.
    Ready(Order),
    /// It has nothing to do when a stack is created.
    NothingToDo,
    /// Heat fails to derive it: its reason.
    Fails(String),
    /// It cannot be played: why.
    NotPlayed(String),
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

/// Derives a deployment.
pub(crate) fn prepare(stage: &mut Stage<'_>, index: usize) -> Readiness {
    let deployment = &stage.exchange.deployments[index];
    if let DeploymentState::NotPlayed(why) = &deployment.state {
        return Readiness::NotPlayed(why.clone());
    }
    let resource = &stage.plan.stack[deployment.id.0];
    let evaluated = stage.standings[resource.id.index()].properties.take();
    let properties = evaluated.unwrap_or_else(|| stage.plan.properties(resource.id, &stage.world));
    if let Some(hindered) = missing(stage, &resource.path, &properties) {
        return hindered;
    }
    match order(stage, resource, &properties, Action::Create) {
        Ok(Some(order)) => Readiness::Ready(order),
        Ok(None) => Readiness::NothingToDo,
        Err(why) => Readiness::NotPlayed(why),
    }
}

/// What is to be offered when something is done with the stack; nothing if the deployment has nothing to do then. A
/// component's own actions count, and otherwise those of its deployment (software_deployment.py, `_handle_action`).
pub(crate) fn order(
    stage: &mut Stage<'_>,
    resource: &Resource,
    properties: &Resolved,
    action: Action,
) -> Result<Option<Order>, String> {
    let (config_resource, config) = config_of(stage, properties, action)?;
    let by_deployment = || match properties.get("actions") {
        None => matches!(action, Action::Create | Action::Update),
        Some(_) => names(&items(properties, "actions"), action),
    };
    if !config.due.unwrap_or_else(by_deployment) {
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
        Resolved::Map(entries) => entries.get(key),
        Resolved::Known(_) | Resolved::List(_) | Resolved::Pending(_) | Resolved::Unknown(_) => None,
    }
}

/// The config that a deployment (group) names, read once for all. A deployment may name none, and then does nothing.
pub(crate) fn config_of(
    stage: &mut Stage<'_>,
    properties: &Resolved,
    action: Action,
) -> Result<(Option<ResourceId>, Rc<SoftwareConfig>), String> {
    let Some(property) = properties.get("config") else {
        return Ok((None, Rc::new(SoftwareConfig { action, ..SoftwareConfig::default() })));
    };
    let id = stage.world.named(&property).ok_or("its `config` is not a config of this template")?;
    if let Some(config) = stage.configs.get(&id).filter(|config| config.action == action) {
        return Ok((Some(id), config.clone()));
    }
    let config = read_config(&stage.plan.stack[id], &stage.plan.properties(id, &stage.world), action);
    let config = Rc::new(config.ok_or("its `config` is not a resource that describes a config")?);
    if config.body.is_ok() {
        stage.configs.insert(id, config.clone());
    }
    Ok((Some(id), config))
}

/// What the properties read of other deployments and do not get: those never say it.
fn missing(stage: &Stage<'_>, path: &ResourcePath, properties: &Resolved) -> Option<Readiness> {
    let mut pending = Vec::new();
    references(properties, &mut pending);
    for reference in pending {
        let source = stage.plan.stack.find(&reference.resource).filter(|source| is_deploying(source));
        let Some(source) = source else { continue };
        if stage.world.attributes(&source.path).is_some() {
            let attribute = reference.attribute.first().map(Value::python_str).unwrap_or_default();
            let what = format!("The Referenced Attribute ({} {attribute}) is incorrect.", source.path.name());
            let reason = format!("InvalidTemplateAttribute: {}: {what}", heat_path(path));
            return Some(Readiness::Fails(reason));
        }
        return Some(Readiness::NotPlayed(format!(
            "it reads of `{}` what is not known by then",
            source.path
        )));
    }
    None
}
