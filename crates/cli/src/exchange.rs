//! `hotplate exchange`: what the instances will tell each other.

use std::fmt::Write;

use hotplate_agent::{Budget, ConfigInput, InputKind, Run};
use hotplate_exchange::{
    Deployment, DeploymentState, Exchange, Runs, Scenario, SimulatedInstance, simulate_here,
};
use hotplate_plan::Plan;
use indexmap::IndexMap;
use serde::Serialize;
use serde_json::Value as Json;

use crate::json::{self, write_resolved};
use crate::load::Loaded;
use crate::words::{self, bad, doubtful, good, heading, quiet};

/// Plays the exchange of a template.
pub fn play(loaded: &Loaded) -> Exchange {
    simulate_here(&loaded.plan, &Scenario::default(), &mut Runs::default(), &Budget::default())
}

/// Whether a deployment failed.
pub fn has_failed(exchange: &Exchange) -> bool {
    exchange.deployments.iter().any(|deployment| matches!(deployment.state, DeploymentState::Failed(_)))
}

#[derive(Serialize)]
struct Played<'a> {
    file: &'a str,
    instances: Vec<Instance<'a>>,
    deployments: Vec<Deployed<'a>>,
    merges: Vec<Merged<'a>>,
    outputs: IndexMap<&'a str, Json>,
}

#[derive(Serialize)]
struct Instance<'a> {
    name: &'a str,
    server_id: &'a str,
    ipaddress: &'a str,
    hostname: &'a str,
    knows: Vec<&'a str>,
    files: IndexMap<&'a str, &'a str>,
}

#[derive(Serialize)]
struct Deployed<'a> {
    name: &'a str,
    instance: Option<&'a str>,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status_code: Option<i32>,
    inputs: Vec<Input<'a>>,
    environment: IndexMap<&'a str, &'a str>,
    outputs: IndexMap<&'a str, Option<&'a str>>,
    files: IndexMap<&'a str, &'a str>,
    stdout: &'a str,
    stderr: &'a str,
    effects: Vec<&'a [String]>,
    remarks: Vec<Remark<'a>>,
}

#[derive(Serialize)]
struct Input<'a> {
    name: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    value: Option<Json>,
}

#[derive(Serialize)]
struct Remark<'a> {
    line: u32,
    message: &'a str,
}

#[derive(Serialize)]
struct Merged<'a> {
    reference: String,
    value: Option<Json>,
    readers: &'a [String],
}

/// The exchange as JSON.
pub fn json(loaded: &Loaded, exchange: &Exchange) -> String {
    let names: Vec<&str> = exchange.instances.iter().map(|instance| instance.name.as_str()).collect();
    let knows = |index: usize| {
        let known = exchange.knowledge.knows[index].iter().zip(&names).filter(|(known, _)| **known);
        known.map(|(_, name)| *name).collect()
    };
    json::pretty(&Played {
        file: &loaded.source.name,
        instances: exchange
            .instances
            .iter()
            .enumerate()
            .map(|(index, it)| instance(it, knows(index)))
            .collect(),
        deployments: exchange.deployments.iter().map(|deployment| deployed(deployment, &names)).collect(),
        merges: exchange
            .merges
            .iter()
            .map(|merge| Merged {
                reference: words::reference(&merge.reference),
                value: merge.value.as_ref().map(json::write),
                readers: &merge.readers,
            })
            .collect(),
        outputs: exchange
            .outputs
            .iter()
            .map(|(name, value)| (name.as_str(), write_resolved(value)))
            .collect(),
    })
}

fn instance<'a>(instance: &'a SimulatedInstance, knows: Vec<&'a str>) -> Instance<'a> {
    Instance {
        name: &instance.name,
        server_id: &instance.server_id,
        ipaddress: &instance.facts.ipaddress,
        hostname: &instance.facts.hostname,
        knows,
        files: instance.after.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect(),
    }
}

fn deployed<'a>(deployment: &'a Deployment, names: &[&'a str]) -> Deployed<'a> {
    let (status, reason) = state(&deployment.state);
    let run = deployment.run.as_ref();
    let config = deployment.job.as_ref().map(|job| &job.config);
    let texts = |run: &'a IndexMap<String, hotplate_agent::Text>| {
        run.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect::<IndexMap<_, _>>()
    };
    Deployed {
        name: &deployment.name,
        instance: deployment.instance.map(|index| names[index]),
        status,
        reason,
        status_code: run.and_then(exit_status),
        inputs: config.into_iter().flat_map(|config| &config.inputs).map(input).collect(),
        environment: run.map(|run| texts(&run.environment)).unwrap_or_default(),
        outputs: config
            .into_iter()
            .flat_map(|config| &config.outputs)
            .map(|output| {
                (
                    output.name.as_str(),
                    run.and_then(|run| run.outputs.get(&output.name)).map(|it| it.as_str()),
                )
            })
            .collect(),
        files: run.map(|run| texts(&run.files)).unwrap_or_default(),
        stdout: run.map_or("", |run| run.stdout.as_str()),
        stderr: run.map_or("", |run| run.stderr.as_str()),
        effects: run.into_iter().flat_map(|run| &run.effects).map(|effect| effect.argv.as_slice()).collect(),
        remarks: run
            .into_iter()
            .flat_map(|run| &run.remarks)
            .map(|remark| Remark { line: remark.line, message: &remark.message })
            .collect(),
    }
}

fn state(state: &DeploymentState) -> (&'static str, Option<String>) {
    match state {
        DeploymentState::Waiting(for_whom) => {
            ("waiting", Some(format!("it waits for {}", for_whom.join(", "))))
        }
        DeploymentState::Running => ("running", None),
        DeploymentState::Complete => ("complete", None),
        DeploymentState::Failed(why) => ("failed", Some(why.clone())),
        DeploymentState::NotPlayed(why) => ("not played", Some(why.clone())),
        DeploymentState::Blocked(why) => ("blocked", Some(why.clone())),
    }
}

fn exit_status(run: &Run) -> Option<i32> {
    match run.completion {
        hotplate_agent::Completion::Exited(status) => Some(status),
        hotplate_agent::Completion::Stopped(_) | hotplate_agent::Completion::NotRun(_) => None,
    }
}

fn input(input: &ConfigInput) -> Input<'_> {
    let kind = match input.kind {
        InputKind::String => "String",
        InputKind::Number => "Number",
        InputKind::CommaDelimitedList => "CommaDelimitedList",
        InputKind::Json => "Json",
        InputKind::Boolean => "Boolean",
    };
    Input { name: &input.name, kind, value: input.value.as_ref().map(json::write) }
}

/// The exchange for people.
pub fn human(loaded: &Loaded, exchange: &Exchange) -> String {
    let mut text = String::new();
    // Writing to a `String` cannot fail.
    let _ = write_exchange(&mut text, &loaded.plan, exchange);
    text
}

fn write_exchange(text: &mut String, plan: &Plan, exchange: &Exchange) -> std::fmt::Result {
    if exchange.deployments.is_empty() {
        return writeln!(text, "No deployments: the instances tell each other nothing.");
    }
    let mut group = None;
    for deployment in &exchange.deployments {
        if group != Some(deployment.resource) {
            group = Some(deployment.resource);
            let runs = deployment.config.map(|config| format!(" runs {}", plan.stack[config].path));
            writeln!(
                text,
                "{}{}",
                heading(&plan.stack[deployment.resource].path.to_string()),
                runs.unwrap_or_default()
            )?;
        }
        write_deployment(text, deployment, exchange)?;
    }
    writeln!(text)?;
    for instance in &exchange.instances {
        write_instance(text, instance)?;
    }
    if exchange.instances.len() > 1 {
        let (known, all) = exchange.knowledge.pairs();
        let sentence = format!("{known} of {all} pairs know each other");
        writeln!(text, "{}", if known == all { good(&sentence) } else { sentence })?;
    }
    if !exchange.outputs.is_empty() {
        writeln!(text, "\n{}", heading("Outputs"))?;
        for (name, value) in &exchange.outputs {
            writeln!(text, "  {name} = {}", words::resolved(value))?;
        }
    }
    Ok(())
}

fn write_deployment(text: &mut String, deployment: &Deployment, exchange: &Exchange) -> std::fmt::Result {
    let (status, reason) = state(&deployment.state);
    let status = match &deployment.state {
        DeploymentState::Complete => good(status),
        DeploymentState::Failed(_) => bad(status),
        DeploymentState::Waiting(_) | DeploymentState::Running => quiet(status),
        DeploymentState::NotPlayed(_) | DeploymentState::Blocked(_) => doubtful(status),
    };
    let key = deployment.key.as_ref().map(|key| format!("[{key}] ")).unwrap_or_default();
    let on = deployment.instance.map(|index| format!("on {} ", exchange.instances[index].name));
    writeln!(text, "  {key}{}{status}", on.unwrap_or_default())?;
    if let Some(reason) = reason {
        writeln!(text, "    {reason}")?;
    }
    for output in deployment.job.iter().flat_map(|job| &job.config.outputs) {
        let reported = deployment.run.as_ref().and_then(|run| run.outputs.get(&output.name));
        let reported = reported.map_or_else(|| quiet("not reported"), |it| words::value(&it.as_str().into()));
        writeln!(text, "    {} = {reported}", output.name)?;
    }
    Ok(())
}

/// An instance's facts and the lines its files have gained.
fn write_instance(text: &mut String, instance: &SimulatedInstance) -> std::fmt::Result {
    let facts = format!("{} {}", instance.facts.ipaddress, instance.facts.hostname);
    writeln!(text, "{} {}", heading(&instance.name), quiet(&facts))?;
    for (path, after) in &instance.after {
        let before = instance.before.get(path).map_or("", |before| before.as_str());
        if before != after.as_str() {
            writeln!(text, "  {path}")?;
            let kept = after.as_str().strip_prefix(before).map_or("", |_| before);
            for line in kept.lines() {
                writeln!(text, "    {}", quiet(line))?;
            }
            for line in after.as_str()[kept.len()..].lines() {
                writeln!(text, "    {}", good(&format!("+ {line}")))?;
            }
        }
    }
    Ok(())
}
