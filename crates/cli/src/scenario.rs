//! What is supposed on the command line, as a scenario.

use hotplate_exchange::{Course, Exchange, Scenario, Sizing, sizings};
use hotplate_plan::{Plan, ResourceId};

use crate::arguments::{Given, Supposed};
use crate::load::{Fault, Loaded, load, load_with};

/// Loads a template with the numbers of members that are supposed, and gives the scenario for its instances.
pub fn suppose(given: &Given, supposed: &Supposed) -> Result<(Loaded, Scenario), Fault> {
    let mut loaded = load(given)?;
    let mut scenario =
        Scenario { timeout_mins: supposed.timeout, python: supposed.python, ..Scenario::default() };
    scenario.action = supposed.action.unwrap_or_default();
    if !supposed.count.is_empty() {
        loaded = count(given, supposed, &loaded, &mut scenario)?;
    }
    let Supposed { set, fail, delay, lose, failing, dead, .. } = supposed;
    if [set, fail, delay, lose, failing, dead].iter().all(|words| words.is_empty()) {
        return Ok((loaded, scenario));
    }
    // The instances and deployments that can be named.
    let known = crate::exchange::play(&loaded, &Scenario::default());
    for (target, fact, value) in supposed.set.iter().map(|text| fact(text)).collect::<Result<Vec<_>, _>>()? {
        let name = instance(&known, target)?;
        scenario.facts.entry(name).or_default().insert(fact.to_owned(), value.to_owned());
    }
    let mut course = |target: &str, set: &dyn Fn(&mut Course)| -> Result<(), Fault> {
        scenario.suppose(&self::target(&known, target)?, set);
        Ok(())
    };
    for text in &supposed.fail {
        let (target, status) = match split(text) {
            (target, None) => (target, 1),
            (target, Some(status)) => (target, number(status, "a status", text)?),
        };
        course(target, &|course| course.status = Some(status))?;
    }
    for text in &supposed.delay {
        let (target, delay) = split(text);
        let delay = delay.and_then(seconds);
        let delay = delay.ok_or_else(|| Fault(format!("--delay {text}: write it as INSTANCE=30s or =5m")))?;
        course(target, &|course| course.delay = delay)?;
    }
    for text in &supposed.lose {
        course(text, &|course| course.lost = true)?;
    }
    for text in &supposed.failing {
        match split(text) {
            (commands, None) => scenario.failing.extend(Scenario::commands(commands)),
            (target, Some(commands)) => {
                let path = self::target(&known, target)?;
                scenario.suppose(&path, |course| course.failing.extend(Scenario::commands(commands)));
            }
        }
    }
    for text in &supposed.dead {
        scenario.suppose(&instance(&known, text)?, |course| course.dead = true);
    }
    Ok((loaded, scenario))
}

/// The template with other numbers of members: of one group, or of every group of servers.
fn count(
    given: &Given,
    supposed: &Supposed,
    loaded: &Loaded,
    scenario: &mut Scenario,
) -> Result<Loaded, Fault> {
    let sizings = sizings(&loaded.reading.template);
    let mut given = given.clone();
    let mut wanted: Vec<(&str, u32)> = Vec::new();
    for text in &supposed.count {
        let (group, size): (Option<&str>, u32) = match split(text) {
            (size, None) => (None, number(size, "a number", text)?),
            (group, Some(size)) => (Some(group), number(size, "a number", text)?),
        };
        let groups: Vec<&str> = match group {
            Some(group) => vec![group],
            None => sizings
                .iter()
                .map(|(name, _)| name.as_str())
                .filter(|name| holds_servers(&loaded.plan, name))
                .collect(),
        };
        if groups.is_empty() {
            return Err(Fault(format!(
                "--count {text}: the template has no group of servers whose number can be set"
            )));
        }
        for group in groups {
            match sizings.iter().find(|(name, _)| name == group).map(|(_, sizing)| sizing) {
                Some(Sizing::Parameter(parameter)) => {
                    given.parameters.push((parameter.clone(), size.to_string()))
                }
                Some(Sizing::Template) => scenario.resize(group, size),
                None => {
                    let known: Vec<&str> = sizings.iter().map(|(name, _)| name.as_str()).collect();
                    let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
                    return Err(Fault(format!(
                        "--count {text}: `{group}` is no group whose number can be set; there are: {known}"
                    )));
                }
            }
            wanted.push((group, size));
        }
    }
    let sized = load_with(&given, &scenario.sizes)?;
    for (group, size) in wanted {
        let now = top(&sized.plan, group).and_then(|id| sized.plan.stack[id].group.as_ref());
        let now = now.map_or(0, |group| group.members.len());
        if now != size as usize {
            return Err(Fault(format!(
                "--count: `{group}` has {now} members, not {size}: an environment or a constraint decides"
            )));
        }
    }
    Ok(sized)
}

fn top(plan: &Plan, name: &str) -> Option<ResourceId> {
    plan.stack.top().find(|resource| resource.path.name() == name).map(|resource| resource.id)
}

/// Whether a group's members are servers, or hold some.
fn holds_servers(plan: &Plan, name: &str) -> bool {
    let within = |mut id: ResourceId, top: ResourceId| {
        while let Some(parent) = plan.stack[id].parent {
            id = parent;
        }
        id == top
    };
    top(plan, name).is_some_and(|top| {
        let mut all = plan.stack.iter();
        all.any(|resource| resource.type_name.as_str() == "OS::Nova::Server" && within(resource.id, top))
    })
}

/// A text before and behind its `=`.
fn split(text: &str) -> (&str, Option<&str>) {
    text.split_once('=').map_or((text, None), |(target, value)| (target, Some(value)))
}

fn number<T: std::str::FromStr>(text: &str, what: &str, whole: &str) -> Result<T, Fault> {
    text.parse().map_err(|_| Fault(format!("{whole}: `{text}` is not {what}")))
}

/// Seconds of `30`, `30s`, `5m`, `1h`.
fn seconds(text: &str) -> Option<u32> {
    let (digits, unit) = match text.char_indices().next_back()? {
        (at, 's') => (&text[..at], 1),
        (at, 'm') => (&text[..at], 60),
        (at, 'h') => (&text[..at], 3600),
        _ => (text, 1),
    };
    digits.parse::<u32>().ok()?.checked_mul(unit)
}

/// `1.hostname=x` in its parts.
fn fact(text: &str) -> Result<(&str, &str, &str), Fault> {
    let parts = text.split_once('=').and_then(|(target, value)| {
        let (target, fact) = target.rsplit_once('.')?;
        Some((target, fact, value))
    });
    parts
        .ok_or_else(|| Fault(format!("--set {text}: write it as INSTANCE.FACT=VALUE, such as 1.hostname=db")))
}

/// The path of an instance that is named by it, or by its number.
fn instance(known: &Exchange, target: &str) -> Result<String, Fault> {
    let by_name = known.instances.iter().find(|instance| instance.name == target);
    let found = by_name.or_else(|| known.instances.get(target.parse::<usize>().ok()?));
    found.map(|instance| instance.name.clone()).ok_or_else(|| unknown(known, target, "instance"))
}

/// The path of an instance or of a deployment.
fn target(known: &Exchange, target: &str) -> Result<String, Fault> {
    let deployment = known.deployments.iter().find(|deployment| deployment.name == target);
    match deployment {
        Some(deployment) => Ok(deployment.name.clone()),
        None => instance(known, target).map_err(|_| unknown(known, target, "instance or deployment")),
    }
}

fn unknown(known: &Exchange, target: &str, what: &str) -> Fault {
    let count = known.instances.len();
    let names: Vec<&str> = known.instances.iter().take(5).map(|instance| instance.name.as_str()).collect();
    let more = if count > names.len() { ", ..." } else { "" };
    Fault(match count {
        0 => format!("`{target}`: the template has no instances"),
        _ => format!(
            "`{target}` is no {what}: write a number from 0 to {}, or {}{more}",
            count - 1,
            names.join(", ")
        ),
    })
}
