//! Compound commands.

use std::rc::Rc;

use super::super::expand::{expand_arithmetic, expand_pattern, expand_text, expand_words};
use super::super::state::{Flow, Shell, Status};
use super::super::syntax::{Arm, ArmEnd, Kind, List, Word};
use super::{list, test};

/// Runs a compound command, its redirections being in place.
pub(super) fn run(shell: &mut Shell, kind: &Kind) -> Status {
    match kind {
        // Run with its redirections, before this.
        Kind::Simple { .. } => Ok(0),
        Kind::Group(body) => list(shell, body),
        Kind::Subshell(body) => super::in_subshell(shell, |shell| list(shell, body)),
        Kind::If { arms, otherwise } => {
            for (condition, body) in arms {
                if tested(shell, condition)? == 0 {
                    return list(shell, body);
                }
            }
            list(shell, otherwise)
        }
        Kind::Loop { until, condition, body } => waiting_loop(shell, *until, condition, body),
        Kind::For { name, words, body } => {
            let texts = match words {
                Some(words) => expand_words(shell, words)?,
                None => shell.state.arguments.to_vec(),
            };
            in_loop(shell, |shell| {
                let mut status = 0;
                for text in texts {
                    shell.world.meter.step()?;
                    shell.assign(name, text)?;
                    match round(list(shell, body))? {
                        Round::Next(ended) => status = ended.unwrap_or(status),
                        Round::Leave => break,
                    }
                }
                Ok(status)
            })
        }
        Kind::Count { start, test, step, body } => counting_loop(shell, [start, test, step], body),
        Kind::Case { subject, arms } => case(shell, subject, arms),
        Kind::Function { name, body } => {
            Rc::make_mut(&mut shell.state.functions).insert(name.clone(), Rc::clone(body));
            Ok(0)
        }
        Kind::Arithmetic(expression) => Ok(i32::from(expand_arithmetic(shell, expression)? == 0)),
        Kind::Test(expression) => test::evaluate(shell, expression).map(|holds| i32::from(!holds)),
    }
}

/// Runs a condition: failures in it do not end the script.
fn tested(shell: &mut Shell, condition: &List) -> Status {
    shell.state.tested += 1;
    let ran = list(shell, condition);
    shell.state.tested -= 1;
    ran
}

/// What a round of a loop leaves to do.
enum Round {
    Next(Option<i32>),
    Leave,
}

/// Takes `break` and `continue` out of what a round came to.
fn round(ran: Status) -> Result<Round, Flow> {
    match ran {
        Ok(status) => Ok(Round::Next(Some(status))),
        Err(Flow::Continue(1)) => Ok(Round::Next(None)),
        Err(Flow::Continue(levels)) => Err(Flow::Continue(levels - 1)),
        Err(Flow::Break(1)) => Ok(Round::Leave),
        Err(Flow::Break(levels)) => Err(Flow::Break(levels - 1)),
        Err(flow) => Err(flow),
    }
}

fn in_loop(shell: &mut Shell, run: impl FnOnce(&mut Shell) -> Status) -> Status {
    shell.state.loops += 1;
    let ran = run(shell);
    shell.state.loops -= 1;
    ran
}

fn waiting_loop(shell: &mut Shell, until: bool, condition: &List, body: &List) -> Status {
    let line = shell.state.line;
    in_loop(shell, |shell| {
        let mut status = 0;
        loop {
            shell.world.meter.step()?;
            let unknowns = shell.world.unknowns;
            match round(tested(shell, condition))? {
                Round::Next(Some(held)) if (held == 0) == until => break,
                Round::Next(_) => {}
                Round::Leave => break,
            }
            if shell.world.unknowns > unknowns {
                // What it waits for can never be known here: it is taken to have come.
                shell.state.line = line;
                let awaited =
                    shell.world.effects.last().map(|effect| effect.argv.join(" ")).unwrap_or_default();
                shell.remark(format!(
                    "waits for `{awaited}`, whose outcome is not known here: taken to have come"
                ));
                break;
            }
            match round(list(shell, body))? {
                Round::Next(ended) => status = ended.unwrap_or(status),
                Round::Leave => break,
            }
        }
        Ok(status)
    })
}

fn counting_loop(shell: &mut Shell, [start, test, step]: [&Word; 3], body: &List) -> Status {
    expand_arithmetic(shell, start)?;
    in_loop(shell, |shell| {
        let mut status = 0;
        loop {
            shell.world.meter.step()?;
            if !test.0.is_empty() && expand_arithmetic(shell, test)? == 0 {
                break;
            }
            match round(list(shell, body))? {
                Round::Next(ended) => status = ended.unwrap_or(status),
                Round::Leave => break,
            }
            expand_arithmetic(shell, step)?;
        }
        Ok(status)
    })
}

fn case(shell: &mut Shell, subject: &Word, arms: &[Arm]) -> Status {
    let subject = expand_text(shell, subject)?;
    let mut status = 0;
    let mut taken = false;
    for arm in arms {
        if !taken {
            taken = matches_any(shell, &arm.patterns, subject.as_str())?;
        }
        if !taken {
            continue;
        }
        status = list(shell, &arm.body)?;
        match arm.end {
            ArmEnd::Leave => break,
            ArmEnd::FallThrough => {}
            ArmEnd::TestNext => taken = false,
        }
    }
    Ok(status)
}

fn matches_any(shell: &mut Shell, patterns: &[Word], subject: &str) -> Result<bool, Flow> {
    for pattern in patterns {
        let pattern = expand_pattern(shell, pattern)?;
        if pattern.matches(subject, &mut shell.world.meter)? {
            return Ok(true);
        }
    }
    Ok(false)
}
