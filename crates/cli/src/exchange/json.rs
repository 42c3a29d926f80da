//! The exchange for programs.

use hotplate_agent::{ConfigInput, InputKind, Python, Run};
use hotplate_exchange::{
    Afterwards, Barrier, Content, Deployment, Event, Exchange, ImageCheck, Lack, Outcome, SimulatedInstance,
    Timing, UserData, UserPart,
};
use hotplate_plan::Plan;
use hotplate_schema::IndexMap;
use serde::Serialize;
use serde_json::Value as Json;

use super::{COMPLETE, FAILED, TIMED_OUT, state, step};
use crate::json::{self, write_resolved};
use crate::load::Loaded;
use crate::words;

#[derive(Serialize)]
struct Played<'a> {
    file: &'a str,
    instances: Vec<Instance<'a>>,
    deployments: Vec<Deployed<'a>>,
    merges: Vec<Merged<'a>>,
    barriers: Vec<Barred<'a>>,
    events: Vec<Happened>,
    outcome: Ended<'a>,
    images: Vec<Image<'a>>,
    user_data: Vec<Started<'a>>,
    afterwards: Vec<Done<'a>>,
    outputs: IndexMap<&'a str, Json>,
}

#[derive(Serialize)]
struct Instance<'a> {
    name: &'a str,
    server_id: &'a str,
    ipaddress: &'a str,
    hostname: &'a str,
    booted: Option<u32>,
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
    timing: Times,
    inputs: Vec<Input<'a>>,
    environment: IndexMap<&'a str, &'a str>,
    outputs: IndexMap<&'a str, Option<&'a str>>,
    files: IndexMap<&'a str, &'a str>,
    stdout: &'a str,
    stderr: &'a str,
    effects: Vec<&'a [String]>,
    remarks: Vec<Remark<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    python: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    other: Option<Other<'a>>,
}

/// What the other Python makes of a script.
#[derive(Serialize)]
struct Other<'a> {
    python: Option<&'static str>,
    status_code: Option<i32>,
    outputs: IndexMap<&'a str, &'a str>,
    files: IndexMap<&'a str, &'a str>,
    stdout: &'a str,
    stderr: &'a str,
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

/// Seconds of the simulated clock.
#[derive(Serialize)]
struct Times {
    offered: Option<u32>,
    polled: Option<u32>,
    ran: Option<u32>,
    signalled: Option<u32>,
}

#[derive(Serialize)]
struct Barred<'a> {
    resource: String,
    opened: Option<u32>,
    held_by: Vec<&'a str>,
}

#[derive(Serialize)]
struct Happened {
    at: u32,
    what: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    whom: Option<String>,
}

#[derive(Serialize)]
struct Ended<'a> {
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    resources: IndexMap<String, &'a str>,
}

#[derive(Serialize)]
struct Image<'a> {
    image: Option<&'a str>,
    instances: Vec<&'a str>,
    as_of: &'a str,
    lacks: Vec<Lacked<'a>>,
}

/// A script that runs when something is done with the stack once it is there.
#[derive(Serialize)]
struct Done<'a> {
    action: &'static str,
    deployment: &'a str,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status_code: Option<i32>,
    files: IndexMap<&'a str, &'a str>,
    removed: &'a [String],
    stdout: &'a str,
    stderr: &'a str,
    effects: Vec<&'a [String]>,
}

/// What servers are started with.
#[derive(Serialize)]
struct Started<'a> {
    instances: Vec<&'a str>,
    format: &'a str,
    parts: Vec<Part<'a>>,
}

/// A part without a text is Heat's own, unless it says why its text is not known.
#[derive(Serialize)]
struct Part<'a> {
    #[serde(rename = "type")]
    kind: &'a str,
    name: &'a str,
    text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unknown: Option<&'a str>,
}

#[derive(Serialize)]
struct Lacked<'a> {
    message: &'a str,
    since: &'a str,
    source: &'a str,
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
        exchange.knowledge.by(index, u32::MAX).filter_map(|other| names.get(other).copied()).collect()
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
        barriers: exchange.barriers.iter().map(|barrier| barred(&loaded.plan, exchange, barrier)).collect(),
        events: exchange.events.iter().map(|event| happened(&loaded.plan, exchange, event)).collect(),
        outcome: ended(&loaded.plan, &exchange.outcome),
        images: exchange.images.iter().map(|check| image(check, &names)).collect(),
        user_data: exchange.user_data.iter().map(|it| started(it, &names)).collect(),
        afterwards: exchange.afterwards.iter().map(|it| done(it, exchange)).collect(),
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
        booted: instance.booted,
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
        status_code: deployment.status(),
        timing: times(&deployment.timing),
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
        python: run.and_then(version),
        other: run.and_then(|run| run.other.as_deref()).map(|other| Other {
            python: version(other),
            status_code: other.status(),
            outputs: texts(&other.outputs),
            files: texts(&other.files),
            stdout: other.stdout.as_str(),
            stderr: other.stderr.as_str(),
        }),
    }
}

/// The version of the Python that ran a script.
fn version(run: &Run) -> Option<&'static str> {
    run.python.map(Python::version)
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

fn times(timing: &Timing) -> Times {
    let Timing { offered, polled, ran, signalled } = *timing;
    Times { offered, polled, ran, signalled }
}

fn barred<'a>(plan: &Plan, exchange: &'a Exchange, barrier: &Barrier) -> Barred<'a> {
    Barred {
        resource: plan.stack[barrier.resource].path.to_string(),
        opened: barrier.opened,
        held_by: barrier.names(exchange),
    }
}

fn happened(plan: &Plan, exchange: &Exchange, event: &Event) -> Happened {
    let (what, whom) = step(plan, exchange, event.step);
    Happened { at: event.at, what, whom }
}

fn ended<'a>(plan: &Plan, outcome: &'a Outcome) -> Ended<'a> {
    let (status, at, reason) = match outcome {
        Outcome::Open => ("open", None, None),
        Outcome::Complete { at } => (COMPLETE, Some(*at), None),
        Outcome::Failed { at, reason, .. } => (FAILED, Some(*at), Some(reason.as_str())),
        Outcome::TimedOut { at, .. } => (FAILED, Some(*at), Some(TIMED_OUT)),
        Outcome::Unknown(why) => ("unknown", None, Some(why.as_str())),
    };
    let mut resources = IndexMap::default();
    if let Outcome::TimedOut { waiting, .. } = outcome {
        for (id, reason) in waiting {
            resources.insert(plan.stack[*id].path.to_string(), reason.as_str());
        }
    }
    Ended { status, at, reason, resources }
}

fn image<'a>(check: &'a ImageCheck, names: &[&'a str]) -> Image<'a> {
    let lack = |lack: &'a Lack| Lacked { message: &lack.message, since: &lack.since, source: &lack.source };
    Image {
        image: check.image.as_deref(),
        instances: check.instances.iter().map(|at| names[*at]).collect(),
        as_of: &check.as_of,
        lacks: check.lacks.iter().map(lack).collect(),
    }
}

fn done<'a>(after: &'a Afterwards, exchange: &'a Exchange) -> Done<'a> {
    let (status, reason) = state(&after.state);
    let run = after.run.as_ref();
    let files = run.into_iter().flat_map(|run| &run.files);
    Done {
        action: after.action.word(),
        deployment: &exchange.deployments[after.deployment].name,
        status,
        reason,
        status_code: run.and_then(Run::status),
        files: files.map(|(path, text)| (path.as_str(), text.as_str())).collect(),
        removed: run.map_or(&[], |run| &run.removed),
        stdout: run.map_or("", |run| run.stdout.as_str()),
        stderr: run.map_or("", |run| run.stderr.as_str()),
        effects: run.into_iter().flat_map(|run| &run.effects).map(|effect| effect.argv.as_slice()).collect(),
    }
}

fn started<'a>(user_data: &'a UserData, names: &[&'a str]) -> Started<'a> {
    let part = |part: &'a UserPart| {
        let (text, unknown) = match &part.content {
            Content::Text(text) => (Some(text.as_str()), None),
            Content::Heat => (None, None),
            Content::Unknown(why) => (None, Some(why.as_str())),
        };
        Part { kind: &part.kind, name: &part.name, text, unknown }
    };
    Started {
        instances: user_data.instances.iter().map(|at| names[*at]).collect(),
        format: &user_data.format,
        parts: user_data.parts.iter().map(part).collect(),
    }
}
