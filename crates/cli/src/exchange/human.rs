//! The exchange for people.

use std::fmt::Write;

use hotplate_agent::{Run, Text};
use hotplate_exchange::{
    BOOT, Content, Deployment, DeploymentState, Exchange, Holders, Outcome, POLL, SCRIPT, SIGNAL,
    SimulatedInstance, UserData, UserPart,
};
use hotplate_plan::Plan;

use super::{COMPLETE, FAILED, TIMED_OUT, state};
use crate::load::Loaded;
use crate::words::{self, bad, doubtful, good, heading, quiet};

/// The exchange for people.
pub fn human(loaded: &Loaded, exchange: &Exchange) -> String {
    let mut text = String::new();
    // Writing to a `String` cannot fail.
    let _ = write_exchange(&mut text, &loaded.plan, exchange);
    text
}

fn write_exchange(text: &mut String, plan: &Plan, exchange: &Exchange) -> std::fmt::Result {
    if exchange.deployments.is_empty() {
        writeln!(text, "No deployments: the instances tell each other nothing.")?;
        return write_all_user_data(text, exchange);
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
    write_course(text, plan, exchange)?;
    write_afterwards(text, exchange)?;
    write_images(text, exchange)?;
    for instance in &exchange.instances {
        write_instance(text, instance)?;
    }
    write_all_user_data(text, exchange)?;
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
        DeploymentState::Silent(_) | DeploymentState::NotPlayed(_) | DeploymentState::Blocked(_) => {
            doubtful(status)
        }
    };
    let key = deployment.key.as_ref().map(|key| format!("[{key}] ")).unwrap_or_default();
    let signalled = deployment.timing.signalled.map(|at| quiet(&format!(" at {}", clock(at))));
    let on = deployment.instance.map(|index| format!("on {} ", exchange.instances[index].name));
    writeln!(text, "  {key}{}{status}{}", on.unwrap_or_default(), signalled.unwrap_or_default())?;
    if let Some(reason) = reason {
        writeln!(text, "    {reason}")?;
    }
    if let Some(run) = &deployment.run {
        write_pythons(text, run)?;
    }
    for output in deployment.job.iter().flat_map(|job| &job.config.outputs) {
        let reported = deployment.run.as_ref().and_then(|run| run.outputs.get(&output.name));
        let words = reported.map_or_else(|| quiet("not reported"), words::reported);
        writeln!(text, "    {} = {words}", output.name)?;
        write_unknowns(text, reported)?;
    }
    Ok(())
}

fn write_all_user_data(text: &mut String, exchange: &Exchange) -> std::fmt::Result {
    exchange.user_data.iter().try_for_each(|user_data| write_user_data(text, user_data, exchange))
}

/// What servers are started with.
fn write_user_data(text: &mut String, user_data: &UserData, exchange: &Exchange) -> std::fmt::Result {
    let names: Vec<&str> =
        user_data.instances.iter().map(|at| exchange.instances[*at].name.as_str()).collect();
    writeln!(text, "{} {}", heading(&format!("user_data of {}", few(&names))), quiet(&user_data.format))?;
    for UserPart { kind, name, content } in &user_data.parts {
        let head = format!("{kind} {name}");
        if !head.trim().is_empty() {
            let whose = if *content == Content::Heat { quiet("Heat's own") } else { String::new() };
            writeln!(text, "  {}", format!("{} {whose}", words::plain(head.trim())).trim_end())?;
        }
        match content {
            Content::Heat => {}
            Content::Unknown(why) => writeln!(text, "    {}", doubtful(&format!("not known: {why}")))?,
            Content::Text(inside) => {
                for line in inside.lines() {
                    writeln!(text, "    {}", words::plain(line))?;
                }
            }
        }
    }
    Ok(())
}

/// What the marks in texts stand for.
fn write_unknowns<'a>(text: &mut String, marked: impl IntoIterator<Item = &'a Text>) -> std::fmt::Result {
    for what in marked.into_iter().flat_map(words::unknowns) {
        writeln!(text, "    {}", doubtful(&format!("? {}", words::plain(&what))))?;
    }
    Ok(())
}

/// What each Python makes of a script, where two differ.
fn write_pythons(text: &mut String, run: &Run) -> std::fmt::Result {
    let Some(other) = &run.other else { return Ok(()) };
    for run in [run, other] {
        let name = run.python.unwrap_or_default().name();
        let status = run.status().unwrap_or(1);
        let last = run.stderr.as_str().trim_end().rsplit('\n').next().unwrap_or_default();
        let files: Vec<&str> = run.files.keys().map(String::as_str).collect();
        let made = if status == 0 { format!("changes {}", files.join(", ")) } else { last.to_owned() };
        writeln!(text, "    {name}: exit {status}, {made}")?;
    }
    Ok(())
}

/// Who holds which barrier, and what becomes of the stack.
fn write_course(text: &mut String, plan: &Plan, exchange: &Exchange) -> std::fmt::Result {
    writeln!(text)?;
    for barrier in &exchange.barriers {
        let resource = plan.stack[barrier.resource].path.to_string();
        let names = barrier.names(exchange);
        let what = match barrier.holders {
            Holders::Instances(_) => "all instances are up",
            Holders::Deployments(_) => "all signals are there",
        };
        match barrier.opened {
            Some(at) if names.is_empty() => writeln!(text, "{resource}: {what} at {}", clock(at))?,
            Some(at) => {
                writeln!(text, "{resource}: {what} at {}, held up by {}", clock(at), few(&names))?;
            }
            None => writeln!(text, "{resource}: held by {}", doubtful(&few(&names)))?,
        }
    }
    match &exchange.outcome {
        Outcome::Open => writeln!(text, "Scripts have still to be run.")?,
        Outcome::Complete { at } => writeln!(text, "{} at {}", good(COMPLETE), clock(*at))?,
        Outcome::Failed { at, reason, .. } => writeln!(text, "{} at {}: {reason}", bad(FAILED), clock(*at))?,
        Outcome::TimedOut { at, waiting } => {
            writeln!(text, "{} at {}: {TIMED_OUT}", bad(FAILED), clock(*at))?;
            for (id, reason) in waiting {
                writeln!(text, "  {}: {reason}", plan.stack[*id].path)?;
            }
        }
        Outcome::Unknown(why) => {
            writeln!(text, "{}: {why}", doubtful("What becomes of the stack is not known"))?
        }
    }
    let supposed = format!(
        "Times are supposed: a boot takes {}, an agent polls every {POLL} s, a script takes {SCRIPT} s, a signal {SIGNAL} s.",
        clock(BOOT)
    );
    writeln!(text, "{}\n", quiet(&supposed))
}

/// What runs when something is done with the stack.
fn write_afterwards(text: &mut String, exchange: &Exchange) -> std::fmt::Result {
    let mut action = None;
    for it in &exchange.afterwards {
        if action != Some(it.action) {
            action = Some(it.action);
            writeln!(text, "{}", heading(it.action.word()))?;
        }
        let (status, reason) = state(&it.state);
        let status = if it.state == DeploymentState::Complete { good(status) } else { bad(status) };
        writeln!(text, "  {} {status}", exchange.deployments[it.deployment].name)?;
        if let Some(reason) = reason {
            writeln!(text, "    {reason}")?;
        }
        let Some(run) = &it.run else { continue };
        for line in words::marked(&run.stdout).lines() {
            writeln!(text, "    {}", words::plain(line))?;
        }
        for effect in &run.effects {
            writeln!(text, "    {}", quiet(&format!("would run: {}", words::plain(&effect.argv.join(" ")))))?;
        }
        for path in run.files.keys() {
            writeln!(text, "    {}", good(&format!("+ {path}")))?;
        }
        for path in &run.removed {
            writeln!(text, "    {}", doubtful(&format!("- {path}")))?;
        }
    }
    if action.is_some() { writeln!(text) } else { Ok(()) }
}

/// What images are known to lack that is needed of them.
fn write_images(text: &mut String, exchange: &Exchange) -> std::fmt::Result {
    for check in &exchange.images {
        for lack in &check.lacks {
            writeln!(text, "{}", doubtful(&lack.message))?;
            writeln!(text, "  {}", quiet(&format!("{}; known on {}", lack.source, check.as_of)))?;
        }
    }
    if exchange.images.iter().any(|check| !check.lacks.is_empty()) {
        let ways = "two ways out: --ansible FOLDER writes the same as a playbook, --boot-script FILE a script that installs the agents";
        writeln!(text, "{}\n", quiet(ways))?;
    }
    Ok(())
}

/// A second of the simulated clock: `5:01`.
fn clock(at: u32) -> String {
    format!("{}:{:02}", at / 60, at % 60)
}

/// The first few names.
fn few(names: &[&str]) -> String {
    const FEW: usize = 5;
    match names.get(FEW..).map(<[_]>::len) {
        Some(more @ 1..) => format!("{} and {more} more", names[..FEW].join(", ")),
        _ => names.join(", "),
    }
}

/// An instance's facts and the lines its files have gained.
fn write_instance(text: &mut String, instance: &SimulatedInstance) -> std::fmt::Result {
    let facts = format!("{} {}", instance.facts.ipaddress, instance.facts.hostname);
    writeln!(text, "{} {}", heading(&instance.name), quiet(&facts))?;
    for (path, after) in &instance.after {
        let before = instance.before.get(path);
        if before != Some(after) {
            writeln!(text, "  {path}")?;
            let (before, shown) = (before.map_or("", Text::as_str), words::marked(after));
            let kept = shown.strip_prefix(before).map_or("", |_| before);
            for line in kept.lines() {
                writeln!(text, "    {}", quiet(line))?;
            }
            for line in shown[kept.len()..].lines() {
                writeln!(text, "    {}", good(&format!("+ {line}")))?;
            }
            write_unknowns(text, [after])?;
        }
    }
    Ok(())
}
