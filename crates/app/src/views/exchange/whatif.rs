//! What may go otherwise for one deployment and its instance.

use hotplate_exchange::{Course, Deployment};

use super::Telling;
use super::course::commands_field;
use super::facts::more_facts;
use crate::dom::{CHANGE, CLICK, El, Node, button, el, live, target_checked, target_value, when};
use crate::signals::{Memo, RwSignal};

/// What is supposed, and a part to be opened in which it can be changed.
pub(super) fn what_if(telling: Telling, instance: usize, deployment: &Deployment) -> El {
    let workspace = telling.workspace;
    let script = deployment.name.clone();
    let on = Memo::new(move |_| {
        telling.exchange.with(|exchange| {
            exchange.instances.get(instance).map(|instance| instance.name.clone()).unwrap_or_default()
        })
    });
    let open = RwSignal::new(false);
    let (said, named) = (script.clone(), script.clone());
    let chips = move || {
        workspace.scenario().with(|scenario| {
            let (of_script, of_all) = (scenario.course(&said), scenario.course(&on.get()));
            let words = supposed(&of_script, &of_all).into_iter();
            Node::List(words.map(|words| el("span").class("pill supposed").child(words).into()).collect())
        })
    };
    let body = move || fields(telling, on, instance, script.clone());
    el("div")
        .class("what-if")
        .child(live(chips))
        .child(
            button("link")
                .live("aria-expanded", move || open.get().to_string())
                .attr("aria-label", format!("What if something goes wrong with {named}?"))
                .on(CLICK, move |_| open.update(|open| *open = !*open))
                .child("What if…"),
        )
        .child(when(move || open.get(), body))
}

/// What is supposed, in a few words each.
fn supposed(of_script: &Course, of_instance: &Course) -> Vec<String> {
    let mut words = Vec::new();
    words.extend(of_instance.dead.then(|| "supposed: agent dead".to_owned()));
    words.extend((of_instance.delay > 0).then(|| format!("supposed: boots {} s later", of_instance.delay)));
    words.extend((of_script.delay > 0).then(|| format!("supposed: takes {} s longer", of_script.delay)));
    let status = of_script.status.or(of_instance.status);
    words.extend(status.map(|status| format!("supposed: exit {status}")));
    let mut failing = of_script.failing.clone();
    failing.extend_from_slice(&of_instance.failing);
    words.extend((!failing.is_empty()).then(|| format!("supposed: {} fails", failing.join(", "))));
    words.extend((of_script.lost || of_instance.lost).then(|| "supposed: signal lost".to_owned()));
    words
}

fn fields(telling: Telling, on: Memo<String>, instance: usize, script: String) -> El {
    let workspace = telling.workspace;
    let own = move |path: &str| workspace.scenario().with(|scenario| scenario.course(path));
    let tick = |label: &'static str, checked: Box<dyn Fn() -> bool>, set: Box<dyn Fn(bool)>| {
        let input = el("input")
            .attr("type", "checkbox")
            .prop("checked", checked)
            .on(CHANGE, move |event| set(target_checked(&event)));
        el("label").class("suppose tick").child(input).child(label)
    };
    let number = |label: &'static str, value: Box<dyn Fn() -> String>, set: Box<dyn Fn(Option<i32>)>| {
        let input = el("input")
            .attr("type", "number")
            .prop("value", value)
            .on(CHANGE, move |event| set(target_value(&event).trim().parse().ok()));
        el("label").class("suppose").child(label).child(input)
    };
    let seconds = |delay: u32| if delay == 0 { String::new() } else { delay.to_string() };
    let later = |seconds: Option<i32>| seconds.and_then(|seconds| u32::try_from(seconds).ok()).unwrap_or(0);
    let [fails, sets, lost, loses, slow, slows] = std::array::from_fn(|_| script.clone());
    el("div")
        .class("what-if-fields")
        .child(number(
            "Its script ends with status",
            Box::new(move || own(&fails).status.map(|status| status.to_string()).unwrap_or_default()),
            Box::new(move |status| workspace.suppose_course(&sets, |course| course.status = status)),
        ))
        .child(tick(
            "Its signal is lost",
            Box::new(move || own(&lost).lost),
            Box::new(move |on| workspace.suppose_course(&loses, |course| course.lost = on)),
        ))
        .child(number(
            "Its script takes longer (seconds)",
            Box::new(move || seconds(own(&slow).delay)),
            Box::new(move |given| workspace.suppose_course(&slows, |course| course.delay = later(given))),
        ))
        .child(tick(
            "The instance's agent never polls",
            Box::new(move || own(&on.get()).dead),
            Box::new(move |dead| workspace.suppose_course(&on.get_untracked(), |course| course.dead = dead)),
        ))
        .child(number(
            "The instance boots later (seconds)",
            Box::new(move || seconds(own(&on.get()).delay)),
            Box::new(move |given| {
                workspace.suppose_course(&on.get_untracked(), |course| course.delay = later(given));
            }),
        ))
        .child(commands_field(
            "Commands that fail on the instance",
            move || own(&on.get()).failing.join(", "),
            move |commands| {
                workspace.suppose_course(&on.get_untracked(), |course| course.failing = commands);
            },
        ))
        .child(more_facts(telling, instance))
        .child(
            button("btn")
                .on(CLICK, move |_| {
                    for path in [script.as_str(), &on.get_untracked()] {
                        workspace.suppose_course(path, |course| *course = Course::default());
                    }
                })
                .child("As on a good day"),
        )
}
