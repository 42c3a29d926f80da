//! The conversation at one moment of its simulated clock: what has happened by then, and what is known.

use hotplate_agent::{Run, Text};
use hotplate_exchange::{Deployment, DeploymentId, Event, Exchange, Step};
use hotplate_plan::{Plan, ResourceId};

use super::conversation::{Standing, standing};
use super::words::count;

/// The moment behind all others.
pub const END: u32 = u32::MAX;

/// A second at which something happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The second.
    pub at: u32,
    /// What happens, in sentences.
    pub words: Vec<String>,
}

/// A second of the clock: `5:01`.
pub fn clock(at: u32) -> String {
    let (minutes, seconds) = (at / 60, at % 60);
    let zero = if seconds < 10 { "0" } else { "" };
    format!("{minutes}:{zero}{seconds}")
}

/// The moments of a conversation, from the start of the stack to what happens last.
pub fn moments(plan: &Plan, exchange: &Exchange) -> Vec<Moment> {
    let begin = Moment { at: 0, words: vec!["the stack is begun".to_owned()] };
    let mut moments = vec![begin];
    let mut rest = exchange.events.as_slice();
    while let Some(first) = rest.first() {
        let same = rest.iter().take_while(|event| event.at == first.at).count();
        let (now, later) = rest.split_at(same);
        let words = sentences(plan, exchange, now);
        match moments.last_mut() {
            Some(last) if last.at == first.at => last.words.extend(words),
            _ => moments.push(Moment { at: first.at, words }),
        }
        rest = later;
    }
    moments
}

/// What happens at one second; the same for several at once is said once.
fn sentences(plan: &Plan, exchange: &Exchange, events: &[Event]) -> Vec<String> {
    let mut said: Vec<u8> = Vec::new();
    let mut sentences = Vec::new();
    for event in events {
        let kind = kind(event.step);
        if !said.contains(&kind) {
            said.push(kind);
            let mut alike = Vec::new();
            for event in events.iter().filter(|other| self::kind(other.step) == kind) {
                alike.push(event.step);
            }
            sentences.push(sentence(plan, exchange, &alike));
        }
    }
    sentences
}

/// Steps of one kind are told together.
fn kind(step: Step) -> u8 {
    match step {
        Step::Booted { .. } => 0,
        Step::Begun(_) => 1,
        Step::Offered(_) => 2,
        Step::Polled(_) => 3,
        Step::Ran(_) => 4,
        Step::Signalled(_) => 5,
        Step::Failed(_) => 6,
        Step::Merged(_) => 7,
        Step::Ended => 8,
    }
}

fn sentence(plan: &Plan, exchange: &Exchange, steps: &[Step]) -> String {
    let resource = |id: ResourceId| format!("`{}`", plan.stack[id].path);
    let mut names: Vec<String> = Vec::new();
    let mut deployments: Vec<DeploymentId> = Vec::new();
    for step in steps {
        match *step {
            Step::Booted { instance } => {
                names.extend(exchange.instances.get(instance).map(|instance| format!("`{}`", instance.name)));
            }
            Step::Begun(id) | Step::Merged(id) => names.push(resource(id)),
            Step::Offered(id) | Step::Polled(id) | Step::Ran(id) | Step::Signalled(id) | Step::Failed(id) => {
                deployments.push(id);
            }
            Step::Ended => {}
        }
    }
    names.extend(groups(plan, exchange, &deployments));
    let Some(first) = steps.first() else { return String::new() };
    let (one, of) = (steps.len() == 1, few(&names));
    let of = match first {
        Step::Booted { .. } if !one && steps.len() == exchange.instances.len() => {
            format!("all {} instances", steps.len())
        }
        _ => of,
    };
    let are = if one { "is" } else { "are" };
    match first {
        Step::Booted { .. } => {
            let polls = if one { "its agent polls" } else { "their agents poll" };
            format!("{of} {are} up, and {polls}")
        }
        Step::Begun(_) if one => format!("{of} begins: all that it waited for is there"),
        Step::Begun(_) => format!("{of} begin: all that they waited for is there"),
        Step::Offered(_) => format!("Heat offers {of}"),
        Step::Polled(_) if one => format!("the agent polls and finds {of}"),
        Step::Polled(_) => format!("the agents poll and find {of}"),
        Step::Ran(_) if one => format!("the script of {of} has run"),
        Step::Ran(_) => format!("the scripts of {of} have run"),
        Step::Signalled(_) if one => format!("the signal of {of} arrives"),
        Step::Signalled(_) => format!("the signals of {of} arrive"),
        Step::Failed(_) => format!("{of} {} failed", if one { "has" } else { "have" }),
        Step::Merged(_) => format!("{of} {are} complete: whoever waited may begin"),
        Step::Ended => super::fate::fate(plan, exchange).title,
    }
}

/// Deployments by name; those of one resource together: `told[0], [2]`, or how many if they are all of it.
fn groups(plan: &Plan, exchange: &Exchange, ids: &[DeploymentId]) -> Vec<String> {
    let mut groups: Vec<(ResourceId, Vec<&Deployment>)> = Vec::new();
    for id in ids {
        let Some(one) = exchange.deployments.iter().find(|it| it.id == *id) else { continue };
        match groups.last_mut() {
            Some((resource, all)) if *resource == one.resource => all.push(one),
            _ => groups.push((one.resource, vec![one])),
        }
    }
    let mut names = Vec::new();
    for (resource, all) in groups {
        let size = exchange.deployments.iter().filter(|it| it.resource == resource).count();
        let path = &plan.stack[resource].path;
        if all.len() > 1 && all.len() == size {
            names.push(format!("`{path}` on all {size}"));
            continue;
        }
        for (at, one) in all.iter().enumerate() {
            names.push(match &one.key {
                Some(key) if at > 0 => format!("`[{key}]`"),
                _ => format!("`{}`", one.name),
            });
        }
    }
    names
}

/// The first names, and how many more there are.
pub(crate) fn few(names: &[String]) -> String {
    const FEW: usize = 3;
    match names.get(FEW..).map_or(0, <[_]>::len) {
        0 => names.join(", "),
        more => format!("{} and {more} more", names[..FEW].join(", ")),
    }
}

/// How a deployment stands at a moment.
pub fn standing_at(deployment: &Deployment, moment: u32) -> Standing {
    let by = |at: Option<u32>| at.is_some_and(|at| at <= moment);
    let timing = &deployment.timing;
    if moment == END || timing.offered.is_none() || by(timing.signalled) {
        return standing(deployment);
    }
    if !by(timing.offered) {
        return Standing::Waiting("waits".to_owned());
    }
    if !by(timing.polled) {
        return Standing::Waiting("offered".to_owned());
    }
    if !by(timing.ran) {
        return Standing::Busy("running".to_owned());
    }
    if deployment.awaited { Standing::Busy("has run".to_owned()) } else { standing(deployment) }
}

/// Whether a deployment's script has run by a moment.
pub fn has_run(deployment: &Deployment, moment: u32) -> bool {
    moment == END || deployment.timing.ran.is_some_and(|ran| ran <= moment)
}

/// The files of an instance at a moment, by path.
pub fn files_at(exchange: &Exchange, instance: usize, moment: u32) -> Vec<(&str, &Text)> {
    let Some(on) = exchange.instances.get(instance) else { return Vec::new() };
    let mut files = Vec::new();
    for (path, text) in if moment == END { &on.after } else { &on.before } {
        files.push((path.as_str(), text));
    }
    if moment == END {
        return files;
    }
    // Scripts of one instance run one after the other.
    let mut ran: Vec<(u32, &Run)> = Vec::new();
    for deployment in exchange.deployments.iter().filter(|it| it.instance == Some(instance)) {
        if let (Some(at), Some(run)) = (deployment.timing.ran, &deployment.run)
            && at <= moment
        {
            let place = ran.iter().rposition(|(before, _)| *before <= at).map_or(0, |before| before + 1);
            ran.insert(place, (at, run));
        }
    }
    for (_, run) in ran {
        files.retain(|(path, _)| !run.removed.iter().any(|removed| removed == path));
        for (path, text) in &run.files {
            match files.iter_mut().find(|(known, _)| known == path) {
                Some((_, known)) => *known = text,
                None => files.push((path, text)),
            }
        }
    }
    files
}

/// Why those who wait for these deployments still wait at a moment; nothing if all signals have come.
pub fn awaited(exchange: &Exchange, deployments: &[usize], moment: u32) -> Option<String> {
    let mut missing = Vec::new();
    let mut all = 0;
    for deployment in deployments.iter().filter_map(|at| exchange.deployments.get(*at)) {
        if !deployment.awaited {
            continue;
        }
        all += 1;
        let good = matches!(standing(deployment), Standing::Done(_));
        if !good || !(moment == END || deployment.timing.signalled.is_none_or(|at| at <= moment)) {
            missing.push(deployment.name.clone());
        }
    }
    let come = all - missing.len();
    let have = if come == 1 { "has" } else { "have" };
    let words = || format!("{come} of {} {have} come; missing: {}", count(all, "signal"), few(&missing));
    (!missing.is_empty()).then(words)
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use hotplate_exchange::{Course, Runs, Scenario, simulate_here};
    use hotplate_hot::{Source, lower, parse};
    use hotplate_plan::{Inputs, Limits, NoFiles, plan};
    use hotplate_schema::Catalog;

    use super::*;
    use crate::{barrier_words, fate};

    const HOSTS: &str = include_str!("../../../site/gallery/hosts.yaml");

    /// The sample of the hosts, with this supposed of `server_group[1]`.
    fn hosts(course: Course) -> (Plan, Exchange) {
        let template = lower(&parse(&Source::new("hosts.yaml", HOSTS)).value).value.into();
        let plan = plan(&template, &Inputs::default(), &NoFiles, &Catalog::core(), &Limits::default()).value;
        let mut scenario = Scenario::default();
        scenario.suppose("server_group[1]", |of| *of = course);
        let exchange = simulate_here(&plan, &scenario, &mut Runs::default(), &Default::default());
        (plan, exchange)
    }

    fn check(course: Course, expected: Expect) {
        let (plan, exchange) = hosts(course);
        let mut told = String::new();
        for Moment { at, words } in moments(&plan, &exchange) {
            told += &format!("{} {}\n", clock(at), words.join("; "));
        }
        let fate = fate(&plan, &exchange);
        for (whose, reason) in fate.reasons {
            told += &format!("{}: {reason}\n", whose.unwrap_or_default());
        }
        told.extend(fate.left.map(|left| format!("{left}\n")));
        for barrier in &exchange.barriers {
            told += &format!("{}\n", barrier_words(&plan, &exchange, barrier));
        }
        expected.assert_eq(&told);
    }

    #[test]
    fn a_good_day_is_told_step_by_step() {
        check(
            Course::default(),
            expect![[r#"
                0:00 the stack is begun
                5:00 all 3 instances are up, and their agents poll; `export_hosts_sdg` begins: all that it waited for is there
                5:01 Heat offers `export_hosts_sdg` on all 3
                5:30 the agents poll and find `export_hosts_sdg` on all 3
                5:31 the scripts of `export_hosts_sdg` on all 3 have run
                5:32 the signals of `export_hosts_sdg` on all 3 arrive; `export_hosts_sdg` is complete: whoever waited may begin; `populate_hosts_sdg` begins: all that it waited for is there
                5:33 Heat offers `populate_hosts_sdg` on all 3
                6:01 the agents poll and find `populate_hosts_sdg` on all 3
                6:02 the scripts of `populate_hosts_sdg` on all 3 have run
                6:03 the signals of `populate_hosts_sdg` on all 3 arrive; `populate_hosts_sdg` is complete: whoever waited may begin; the stack is CREATE_COMPLETE after 6:03
                `server_group`: all instances are up at 5:00, all at once
                `export_hosts_sdg`: all signals are there at 5:32, all at once
            "#]],
        );
    }

    #[test]
    fn a_failure_is_told_with_what_is_left() {
        check(
            Course { status: Some(2), ..Course::default() },
            expect![[r#"
                0:00 the stack is begun
                5:00 all 3 instances are up, and their agents poll; `export_hosts_sdg` begins: all that it waited for is there
                5:01 Heat offers `export_hosts_sdg` on all 3
                5:30 the agents poll and find `export_hosts_sdg` on all 3
                5:31 the scripts of `export_hosts_sdg` on all 3 have run
                5:32 the signals of `export_hosts_sdg` on all 3 arrive; `export_hosts_sdg[1]` has failed; the stack is CREATE_FAILED after 5:32
                : Resource CREATE failed: Error: resources.export_hosts_sdg.resources[1]: Deployment to server failed: deploy_status_code : Deployment exited with non-zero status code: 2
                2 of 6 deployments are complete, 3 instances are up: all of it stays as it is, unless the stack is created with --enable-rollback
                `server_group`: all instances are up at 5:00, all at once
                `export_hosts_sdg` is held by `export_hosts_sdg[1]`, which failed
            "#]],
        );
    }

    #[test]
    fn who_is_waited_for_in_vain_is_named() {
        check(
            Course { dead: true, ..Course::default() },
            expect![[r#"
                0:00 the stack is begun
                5:00 all 3 instances are up, and their agents poll; `export_hosts_sdg` begins: all that it waited for is there
                5:01 Heat offers `export_hosts_sdg` on all 3
                5:30 the agents poll and find `export_hosts_sdg[0]`, `[2]`
                5:31 the scripts of `export_hosts_sdg[0]`, `[2]` have run
                5:32 the signals of `export_hosts_sdg[0]`, `[2]` arrive
                60:00 Heat waits in vain, and gives up after 60:00: CREATE_FAILED
                : Timed out
                export_hosts_sdg: CREATE aborted (Task create from SoftwareDeploymentGroup "export_hosts_sdg" [169b305c-ec57-4cc7-a7e5-4bd95ef7e817] Stack "stack" [1348fd0d-1617-45d2-aee9-db45cfec88d2] Timed out)
                2 of 6 deployments are complete, 3 instances are up: all of it stays as it is, unless the stack is created with --enable-rollback
                `server_group`: all instances are up at 5:00, all at once
                `export_hosts_sdg` is held by `export_hosts_sdg[1]`, from which no signal comes
            "#]],
        );
    }

    #[test]
    fn at_each_moment_only_so_much_is_known() {
        let (_, exchange) = hosts(Course { delay: 40, ..Course::default() });
        let mut told = String::new();
        let reports: Vec<usize> = (0..3).collect();
        for moment in [0, 340, 341, 360, 361, 391, 392, END] {
            let badge = |at: usize| match standing_at(&exchange.deployments[at], moment) {
                Standing::Done(words) | Standing::Busy(words) | Standing::Waiting(words) => words,
                Standing::Failed(words) | Standing::Unplayed(words) => words,
            };
            let files = files_at(&exchange, 0, moment);
            told += &format!(
                "{moment}: {}, {}; {}; {:?}; {:?}\n",
                badge(0),
                badge(1),
                badge(3),
                awaited(&exchange, &reports, moment),
                files[0].1.as_str().lines().count(),
            );
        }
        expect![[r#"
            0: waits, waits; waits; Some("0 of 3 signals have come; missing: export_hosts_sdg[0], export_hosts_sdg[1], export_hosts_sdg[2]"); 1
            340: waits, waits; waits; Some("0 of 3 signals have come; missing: export_hosts_sdg[0], export_hosts_sdg[1], export_hosts_sdg[2]"); 1
            341: offered, offered; waits; Some("0 of 3 signals have come; missing: export_hosts_sdg[0], export_hosts_sdg[1], export_hosts_sdg[2]"); 1
            360: running, offered; waits; Some("0 of 3 signals have come; missing: export_hosts_sdg[0], export_hosts_sdg[1], export_hosts_sdg[2]"); 1
            361: has run, offered; waits; Some("0 of 3 signals have come; missing: export_hosts_sdg[0], export_hosts_sdg[1], export_hosts_sdg[2]"); 1
            391: exit 0, exit 0; running; None; 1
            392: exit 0, exit 0; has run; None; 4
            4294967295: exit 0, exit 0; exit 0; None; 4
        "#]].assert_eq(&told);
        assert_eq!(files_at(&exchange, 0, 10_000), files_at(&exchange, 0, END));
    }
}
