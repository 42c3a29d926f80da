//! The same exchange as an Ansible playbook, for images without the agents.
//!
//! A deployment becomes a play on its instances: its script, unmodified, run with the same environment, and what it
//! writes to `${heat_outputs_path}.NAME` read back. A play starts when the one before has ended on all its hosts: that is
//! the barrier. What Heat merges is put together from what the hosts reported.

use hotplate_agent::{ConfigInput, InputKind};
use hotplate_plan::{GroupKind, Plan, Reference, Resolved, ResourceId};
use hotplate_schema::Value;

use crate::jinja::{Speech, Texts, words};
use crate::yaml::{block, is_plain, quoted};
use crate::{Deployment, DeploymentState, Exchange};

/// Where scripts and what they report stand on a host.
const PLACE: &str = "/var/lib/hotplate";

/// The deployments of one resource, which make one play.
struct Play<'a> {
    number: usize,
    deployments: Vec<&'a Deployment>,
}

/// The playbook.
pub fn playbook(plan: &Plan, exchange: &Exchange) -> String {
    let hosts = hosts(exchange);
    let plays = plays(exchange);
    let mut text = HEAD.to_owned();
    if plays.is_empty() {
        text.push_str("[]\n");
        return text;
    }
    text.push_str(&first_play(exchange, &hosts));
    for play in &plays {
        write_play(&mut text, plan, exchange, &plays, &hosts, play);
    }
    for deployment in exchange.deployments.iter().filter(|it| it.job.is_none() || it.instance.is_none()) {
        if deployment.state != DeploymentState::Complete {
            text.push_str(
                &["# `", &remark(&deployment.name), "` is not here: its turn did not come.\n"].concat(),
            );
        }
    }
    text
}

const HEAD: &str = "\
# The exchange of a Heat template as a playbook: the same scripts, in the same order, each play behind the last signal of
# the one before. Its inventory comes from an output of the stack:
#   openstack stack output show STACK ansible_inventory -f value -c output_value > inventory.json
#   ansible-playbook -i inventory.json playbook.yml
# Deployments must then be taken out of the template, or the stack waits for their signals.
---
";

/// The output that the inventory is made of, to be put into the template.
pub fn inventory_output(plan: &Plan, exchange: &Exchange) -> String {
    let mut text = "\
# To be put under the template's outputs. The address must be one that Ansible's machine reaches: where that is a floating
# IP, name its attribute instead.
ansible_inventory:
  value:
    all:
      vars: { ansible_user: cc }
      hosts:
"
    .to_owned();
    if exchange.instances.is_empty() {
        text.push_str("        {}\n");
    }
    for (host, instance) in hosts(exchange).iter().zip(&exchange.instances) {
        text.push_str(
            &["        ", host, ": { ansible_host: ", &address(plan, instance.resource), " }"].concat(),
        );
        text.push_str(&["  # ", &remark(&instance.name), "\n"].concat());
    }
    text
}

/// The call that reads an instance's address, or a gap.
fn address(plan: &Plan, id: ResourceId) -> String {
    let server = &plan.stack[id];
    match server.parent.map(|parent| &plan.stack[parent]) {
        None => ["{ get_attr: [ ", &quoted(server.path.name()), ", first_address ] }"].concat(),
        Some(group) if group.parent.is_none() && in_resource_group(plan, id) => {
            let attribute = ["resource.", server.path.name(), ".first_address"].concat();
            ["{ get_attr: [ ", &quoted(group.path.name()), ", ", &quoted(&attribute), " ] }"].concat()
        }
        Some(_) => "\"\"".to_owned(),
    }
}

fn in_resource_group(plan: &Plan, id: ResourceId) -> bool {
    let parent = plan.stack[id].parent.and_then(|parent| plan.stack[parent].group.as_ref());
    parent.is_some_and(|group| group.kind == GroupKind::ResourceGroup)
}

/// The names of the instances in the inventory: letters, digits and `_`, each its own.
fn hosts(exchange: &Exchange) -> Vec<String> {
    let mut hosts: Vec<String> = Vec::new();
    for (at, instance) in exchange.instances.iter().enumerate() {
        let mut host = identifier(&instance.name);
        if hosts.contains(&host) {
            host.push_str(&["_no", &at.to_string()].concat());
        }
        hosts.push(host);
    }
    hosts
}

/// A name of letters, digits and `_`.
fn identifier(name: &str) -> String {
    let mut out = String::new();
    for c in name.trim_end_matches(']').chars() {
        let c = if c.is_ascii_alphanumeric() { c } else { '_' };
        if c != '_' || !out.ends_with('_') {
            out.push(c);
        }
    }
    if !out.starts_with(|c: char| c.is_ascii_alphabetic()) {
        out.insert_str(0, "host_");
    }
    out
}

/// The plays, in the order in which the simulation offered their deployments; those that were never derived are not
/// among them.
fn plays(exchange: &Exchange) -> Vec<Play<'_>> {
    let mut plays: Vec<(u32, ResourceId, Play<'_>)> = Vec::new();
    for deployment in exchange.deployments.iter().filter(|it| it.job.is_some() && it.instance.is_some()) {
        if let Some((_, _, play)) = plays.iter_mut().find(|(_, id, _)| *id == deployment.resource) {
            play.deployments.push(deployment);
            continue;
        }
        let at = deployment.timing.offered.unwrap_or(u32::MAX);
        let place = plays.iter().rposition(|(before, _, _)| *before <= at).map_or(0, |before| before + 1);
        plays.insert(place, (at, deployment.resource, Play { number: 0, deployments: vec![deployment] }));
    }
    let numbered = plays.into_iter().zip(1..).map(|((_, _, play), number)| Play { number, ..play });
    numbered.collect()
}

/// The place for scripts, and what they call that images may not have.
fn first_play(exchange: &Exchange, hosts: &[String]) -> String {
    let facter =
        exchange.images.iter().flat_map(|image| &image.lacks).any(|lack| lack.need == crate::Need::Facter);
    let mut text = [
        "- name: Prepare the hosts\n  hosts: [ ",
        &hosts.join(", "),
        " ]\n  gather_facts: false\n  become: true\n  tasks:\n    \
         - name: Make a place for scripts and what they report\n      ansible.builtin.file: { path: ",
        PLACE,
        ", state: directory, mode: \"0700\" }\n",
    ]
    .concat();
    if facter {
        text.push_str(
            "    - name: Install facter, which a script calls\n      ansible.builtin.package: { name: facter, state: present }\n",
        );
    }
    text
}

fn write_play(
    text: &mut String,
    plan: &Plan,
    exchange: &Exchange,
    plays: &[Play<'_>],
    hosts: &[String],
    play: &Play<'_>,
) {
    let Some(first) = play.deployments.first() else { return };
    let Some(job) = &first.job else { return };
    let resource = plan.stack[first.resource].path.to_string();
    let mut on: Vec<&str> = Vec::new();
    for instance in play.deployments.iter().filter_map(|deployment| deployment.instance) {
        on.extend(hosts.get(instance).map(String::as_str));
    }
    text.push_str(&["\n- name: ", &named(&resource), "\n"].concat());
    if job.config.group != "script" {
        let group = remark(&job.config.group);
        text.push_str(
            &[
                "  # Its config is of the group `",
                &group,
                "`, which is no script: this has to be put into Ansible's words by hand.\n",
            ]
            .concat(),
        );
        text.push_str(&["  hosts: [ ", &on.join(", "), " ]\n  gather_facts: false\n  tasks: []\n"].concat());
        return;
    }
    let number = play.number;
    let texts = Texts::default();
    let variable = |reference: &Reference| variable(plan, hosts, plays, &texts, reference);
    let speech = Speech { texts: &texts, plan, exchange, hosts, variable: &variable };
    let mut environment = String::new();
    for input in &job.config.inputs {
        let value = match input.name.as_str() {
            "deploy_server_id" => quoted("{{ inventory_hostname }}"),
            "deploy_resource_name" if first.key.is_some() => keys_by_host(play, hosts, &texts),
            // How to signal: nobody waits for that here.
            "deploy_action" | "deploy_resource_name" => given(plan, first, &speech, input),
            name if name.starts_with("deploy_") => continue,
            _ => given(plan, first, &speech, input),
        };
        environment.push_str(&["        ", &quoted(&input.name), ": ", &value, "\n"].concat());
    }
    text.push_str(&["  hosts: [ ", &on.join(", "), " ]\n  gather_facts: false\n  become: true\n"].concat());
    text.push_str("  any_errors_fatal: true\n");
    let texts = texts.into_inner();
    if !texts.is_empty() {
        text.push_str(&["  vars:\n    ", Texts::NAME, ":\n"].concat());
        for each in texts {
            text.push_str(&["      - !unsafe ", &quoted(&each), "\n"].concat());
        }
    }
    text.push_str(
        &[
            "  tasks:\n    - name: Bring the script\n      ansible.builtin.copy:\n        \
         dest: ",
            PLACE,
            "/script_",
            &number.to_string(),
            "\n        mode: \"0700\"\n        content: !unsafe ",
            &block(&job.config.config, 10),
            "\n",
        ]
        .concat(),
    );
    text.push_str(
        &[
            "    - name: Run it\n      ansible.builtin.command: { cmd: ",
            PLACE,
            "/script_",
            &number.to_string(),
            " }\n      \
         register: ",
            &run_variable(number),
            "\n      environment:\n        heat_outputs_path: ",
            PLACE,
            "/output_",
            &number.to_string(),
            "\n",
            &environment,
        ]
        .concat(),
    );
    for (at, output) in job.config.outputs.iter().enumerate() {
        let path = [PLACE, "/output_", &number.to_string(), ".", &output.name].concat();
        text.push_str(
            &[
                "    - name: ",
                &named(&format!("Read what it reports as {}", output.name)),
                "\n      ansible.builtin.slurp: { src: ",
                &tagged(&path),
                " }\n      register: ",
                &output_variable(number, at),
                "\n      failed_when: false\n",
            ]
            .concat(),
        );
    }
}

/// The key of a group's deployment, which differs from host to host.
fn keys_by_host(play: &Play<'_>, hosts: &[String], texts: &Texts) -> String {
    let mut entries = Vec::new();
    for deployment in &play.deployments {
        if let (Some(key), Some(host)) = (&deployment.key, deployment.instance.and_then(|at| hosts.get(at))) {
            entries.push([&texts.literal(host), ": ", &texts.literal(key)].concat());
        }
    }
    quoted(&["{{ {", &entries.join(", "), "}[inventory_hostname] }}"].concat())
}

/// The value of an input in the script's environment.
fn given(plan: &Plan, deployment: &Deployment, speech: &Speech<'_>, input: &ConfigInput) -> String {
    let (kind, simulated) = (input.kind, input.value.as_ref());
    let given = plan.stack[deployment.id.0].properties.get("input_values");
    let given = given.and_then(|given| given.get(&input.name));
    let text = |value: &Value| match (value, kind) {
        (Value::String(text), _) => text.clone(),
        (_, InputKind::String) => value.python_str().into(),
        (_, _) => value.to_json(false).into(),
    };
    match (&given, simulated) {
        (Some(Resolved::Known(value)), _) => tagged(&text(value)),
        (Some(open), Some(simulated)) => match words(speech, open, simulated) {
            Some(words) => {
                let filter = match (simulated, kind) {
                    (Value::String(_), _) | (_, InputKind::String) => "string",
                    (_, _) => "to_json",
                };
                quoted(&["{{ ", &words, " | ", filter, " }}"].concat())
            }
            None => [&tagged(&text(simulated)), "  # as simulated: Heat makes it of what it reads by a function, which has to be written by hand"].concat(),
        },
        (None, Some(value)) => tagged(&text(value)),
        (_, None) => "\"\"  # not known here".to_owned(),
    }
}

/// How a playbook reads what a reference reads of deployments, as a Jinja expression.
fn variable(
    plan: &Plan,
    hosts: &[String],
    plays: &[Play<'_>],
    texts: &Texts,
    reference: &Reference,
) -> Option<String> {
    let [attribute] = reference.attribute.as_slice() else { return None };
    let source = plan.stack.find(&reference.resource)?;
    let play = plays.iter().find(|play| {
        play.deployments
            .iter()
            .any(|deployment| deployment.resource == source.id || deployment.id.0 == source.id)
    })?;
    let config = &play.deployments.first()?.job.as_ref()?.config;
    let name = attribute.as_str()?;
    let output = config.outputs.iter().position(|output| output.name == name);
    let (of, decode) = match (output, name) {
        (Some(at), _) => ([&output_variable(play.number, at), ".content"].concat(), " | b64decode"),
        (None, "deploy_stdout" | "deploy_stdouts") => ([&run_variable(play.number), ".stdout"].concat(), ""),
        (None, "deploy_stderr" | "deploy_stderrs") => ([&run_variable(play.number), ".stderr"].concat(), ""),
        (None, "deploy_status_code" | "deploy_status_codes") => {
            ([&run_variable(play.number), ".rc"].concat(), "")
        }
        (None, _) => return None,
    };
    let host = |deployment: &Deployment| deployment.instance.and_then(|at| hosts.get(at)).cloned();
    if let Some(one) = play.deployments.iter().find(|deployment| deployment.id.0 == source.id) {
        let empty = if decode.is_empty() { "" } else { " | default('')" };
        return Some(["(hostvars[", &texts.literal(&host(one)?), "].", &of, empty, decode, ")"].concat());
    }
    let (mut keys, mut on) = (Vec::new(), Vec::new());
    for deployment in &play.deployments {
        keys.push(texts.literal(deployment.key.as_deref()?));
        on.push(texts.literal(&host(deployment)?));
    }
    let decode = if decode.is_empty() { "" } else { " | map('b64decode')" };
    Some(
        [
            "dict([",
            &keys.join(", "),
            "] | zip([",
            &on.join(", "),
            "] | map('extract', hostvars) | map(attribute='",
            &of,
            "', default='')",
            decode,
            "))",
        ]
        .concat(),
    )
}

fn run_variable(number: usize) -> String {
    ["hotplate_run_", &number.to_string()].concat()
}

fn output_variable(number: usize, at: usize) -> String {
    ["hotplate_run_", &number.to_string(), "_output_", &at.to_string()].concat()
}

/// A text that Ansible must not read as a template.
fn tagged(text: &str) -> String {
    if text.contains('{') { ["!unsafe ", &quoted(text)].concat() } else { quoted(text) }
}

/// A name of a play or task.
fn named(text: &str) -> String {
    tagged(&remark(text))
}

/// A text in one line, for a comment or a name.
fn remark(text: &str) -> String {
    text.chars().map(|c| if is_plain(c) && !c.is_whitespace() { c } else { ' ' }).take(200).collect()
}
