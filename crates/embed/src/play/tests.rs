use expect_test::{Expect, expect};
use hotplate_agent::parcel::{Parcel, pack};
use hotplate_worker::answer;
use proptest::prelude::*;
use roxmltree::Document;

use super::*;
use crate::stage;

/// Has all of it played, by the worker that runs scripts.
fn play(text: &str) -> String {
    play_with(text, &[])
}

fn play_with(text: &str, files: &[(&str, &str)]) -> String {
    let mut playing = Playing::new(text);
    loop {
        let lacking = playing.lacking();
        if lacking.is_empty() {
            break;
        }
        for name in lacking {
            let found = files.iter().find(|(other, _)| *other == name);
            playing.put(&name, found.map(|(_, text)| *text));
        }
        playing.set_up();
    }
    while let Some(jobs) = playing.jobs() {
        playing.take(&answer(&jobs).expect("it takes what it is given"));
    }
    playing.told()
}

/// A group of servers, a config with this script, and a deployment of it on each server.
fn template(members: u32, group: &str, script: &str) -> String {
    let script = script.replace('\n', "\n        ");
    format!(
        "\
heat_template_version: 2018-08-31
resources:
  nodes:
    type: OS::Heat::ResourceGroup
    properties:
      count: {members}
      resource_def:
        type: OS::Nova::Server
        properties: {{ name: node-%index%, image: i, flavor: f, user_data_format: SOFTWARE_CONFIG }}
  tell:
    type: OS::Heat::SoftwareConfig
    properties:
      group: {group}
      outputs: [{{ name: it }}]
      config: |
        {script}
  told:
    type: OS::Heat::SoftwareDeploymentGroup
    properties:
      config: {{ get_resource: tell }}
      servers: {{ get_attr: [nodes, refs_map] }}
outputs:
  all: {{ value: {{ get_attr: [told, it] }} }}
"
    )
}

/// What a reader sees of a page.
fn texts(html: &str) -> String {
    let document = Document::parse(html).expect("it is XML too");
    let mut all = String::new();
    for node in document.descendants().filter(|node| node.is_text()) {
        all.push_str(node.text().unwrap_or_default());
    }
    all.split('\n').filter(|line| !line.trim().is_empty()).collect::<Vec<_>>().join("\n")
}

fn check(template: &str, expected: Expect) {
    expected.assert_eq(&texts(&play(template)));
}

#[test]
fn scripts_are_given_what_functions_come_to() {
    let config = r##"{ str_replace: { template: "#!/bin/sh\nprintf SUM > ${heat_outputs_path}.it", params: { SUM: { digest: [md5, a] } } } }"##;
    let text = template(1, "script", "here").replace("|\n        here", config);
    assert!(play(&text).contains("0cc175b9c0f1b6a831c399e269772661"), "{}", play(&text));
}

#[test]
fn the_hosts_learn_of_each_other() {
    check(
        include_str!("../../../../site/gallery/hosts.yaml"),
        expect![[r#"
            ✓ Played on 3 simulated instances: the stack is CREATE_COMPLETE after 6:03.
            Each instance reportsexport_hosts runs on 3 instances
            server_group[0] ✓ exit 0
            hosts = 10.140.81.11 hosts-0
            server_group[1] ✓ exit 0
            hosts = 10.140.81.12 hosts-1
            server_group[2] ✓ exit 0
            hosts = 10.140.81.13 hosts-2
            Heat mergesexport_hosts_sdg.hosts
            {
              "0": "10.140.81.11 hosts-0\n",
              "1": "10.140.81.12 hosts-1\n",
              "2": "10.140.81.13 hosts-2\n"
            }
            Each instance receivespopulate_hosts runs on 3 instances
            server_group[0], server_group[1], server_group[2] ✓ exit 0
            /etc/hosts +3 lines
              127.0.0.1 localhost
            + 10.140.81.11 hosts-0
            + 10.140.81.12 hosts-1
            + 10.140.81.13 hosts-2
            ✓ In the end every instance knows every other."#]],
    );
}

#[test]
fn what_differs_is_told_apart_and_what_fails_says_why() {
    let script = "#!/bin/sh\nfacter hostname > $heat_outputs_path.it\n[ $(facter hostname) = node-1 ] && exit 3\nexit 0";
    check(
        &template(3, "script", script),
        expect![[r#"
            ✕ Played on 3 simulated instances: the stack is CREATE_FAILED after 5:32.
            Resource CREATE failed: Error: resources.told.resources[1]: Deployment to server failed: deploy_status_code : Deployment exited with non-zero status code: 3
            2 of 3 deployments are complete, 3 instances are up: all of it stays as it is, unless the stack is created with --enable-rollback.
            Each instance reportstell runs on 3 instances
            nodes[0] ✓ exit 0
            it = node-0
            nodes[1] ✕ exit 3
            Error: resources.told.resources[1]: Deployment to server failed: deploy_status_code : Deployment exited with non-zero status code: 3
            it = node-1
            nodes[2] ✓ exit 0
            it = node-2
            Heat mergestold.it
            ▲ Heat waits: 2 of 3 signals have come; missing: told[1].
            No instance receives itOnly an output reads it: whoever reads the stack sees it."#]],
    );
}

#[test]
fn what_cannot_be_played_says_why() {
    check(
        &template(2, "script", "#!/usr/bin/env python3\nprint(1)"),
        expect![[r#"
            ? Played on 2 simulated instances: how the stack ends is not known: told[0] cannot be played here.
            Each instance reportstell runs on 2 instances
            nodes[0], nodes[1] ? not run
            It is Python, which is not played in this page.
            Heat mergestold.it
            What it comes to is not known here.
            No instance receives itOnly an output reads it: whoever reads the stack sees it."#]],
    );
    check(
        &template(2, "puppet", "x"),
        expect![[r#"
            ? Played on 2 simulated instances: how the stack ends is not known: told[0] cannot be played here.
            Each instance reportstell runs on 2 instances
            nodes[0], nodes[1] ? not run
            Configs of the group puppet are not played here, only those of script and json-file.
            Heat mergestold.it
            What it comes to is not known here.
            No instance receives itOnly an output reads it: whoever reads the stack sees it."#]],
    );
}

#[test]
fn what_is_not_known_is_marked() {
    check(
        &template(1, "script", "#!/bin/sh\nyum -y install x\necho \"t=$(curl http://x/y)\" > /etc/t"),
        expect![[r#"
            ✓ Played on 1 simulated instance: the stack is CREATE_COMPLETE after 5:32.
            Each instance reportstell runs on 1 instance
            nodes[0] ✓ exit 0
            /etc/t +1 line
            + t=?
            ? What curl http://x/y gives on nodes[0] is not known.
            Outside its files it would run yum -y install x, curl http://x/y.
            Heat mergestold.it
            {
              "0": null
            }
            No instance receives itOnly an output reads it: whoever reads the stack sees it."#]],
    );
}

#[test]
fn a_text_without_an_exchange_says_so() {
    check(
        "heat_template_version: 2018-08-31\nresources:\n  a: { type: OS::Heat::None }\n",
        expect!["The instances tell each other nothing: there is no software deployment in this template."],
    );
    check(
        "heat_template_version: 2018-08-31\nresources:\n  a: [\n",
        expect![[r#"
        ✕ Line 4 cannot be read as YAML: it is left out here.
        There is nothing to play: no resource can be read in this text."#]],
    );
    check("", expect!["There is nothing to play: no resource can be read in this text."]);
}

#[test]
fn what_is_given_up_says_why() {
    let mut playing = Playing::new(&template(200, "script", "#!/bin/sh\nwhile :; do :; done"));
    assert_eq!(playing.left(), 200);
    playing.stop("it took too long");
    assert_eq!(playing.jobs(), None);
    expect![[r#"
        ? Played on 200 simulated instances: how the stack ends is not known: told[0] cannot be played here.
        Each instance reportstell runs on 200 instances
        all 200 instances ? not run
        It was stopped: it took too long.
        Heat mergestold.it
        What it comes to is not known here.
        No instance receives itOnly an output reads it: whoever reads the stack sees it."#]]
    .assert_eq(&texts(&playing.told()));
}

#[test]
fn jobs_leave_in_batches_and_the_exchange_goes_on_when_all_are_done() {
    let mut playing =
        Playing::new(&template(150, "script", "#!/bin/sh\nfacter hostname > $heat_outputs_path.it"));
    for left in [150, 86, 22] {
        assert_eq!(playing.left(), left);
        let jobs = playing.jobs().unwrap();
        playing.take(&answer(&jobs).unwrap());
    }
    assert_eq!((playing.left(), playing.jobs()), (0, None));
}

#[test]
fn what_the_common_worker_lacks_goes_to_the_other_one() {
    let script = "#!/bin/sh\neval \"so\"rt /etc/hosts > $heat_outputs_path.it";
    let mut playing = Playing::new(&template(1, "script", script));
    assert!(!playing.is_beyond());
    let beyond = pack(|to| vec![Made::Beyond].put(to));
    playing.take(&beyond);
    assert!(playing.is_beyond() && playing.left() == 1);
    playing.take(&answer(&playing.jobs().unwrap()).unwrap());
    assert_eq!(playing.jobs(), None);
    assert!(Playing::new(&template(1, "script", "#!/bin/sh\nsort /etc/hosts")).is_beyond());
    // One whose turn comes later counts at once.
    assert!(Playing::new(include_str!("../../../../site/gallery/jupyter.yaml")).is_beyond());
    assert!(!Playing::new(include_str!("../../../../site/gallery/hosts.yaml")).is_beyond());
}

#[test]
fn an_answer_that_cannot_be_read_ends_it() {
    let too_few = pack(|to| Vec::<Made>::new().put(to));
    for answer in [&[255; 9], &*too_few] {
        let mut playing = Playing::new(&template(1, "script", "#!/bin/sh\n:"));
        playing.take(answer);
        assert_eq!(playing.jobs(), None);
        assert!(playing.told().contains("could not be read"));
    }
}

/// A config whose script is a file, on a server in a template of its own.
const FILES: &str = "\
heat_template_version: 2018-08-31
resources:
  node: { type: lib/node.yaml, properties: { name: a } }
  tell:
    type: OS::Heat::SoftwareConfig
    properties: { group: script, config: { get_file: tell.sh } }
  told:
    type: OS::Heat::SoftwareDeployment
    properties: { config: { get_resource: tell }, server: { get_attr: [node, id] } }
";
const NODE: &str = "\
heat_template_version: 2018-08-31
parameters: { name: { type: string } }
resources:
  server:
    type: OS::Nova::Server
    properties: { name: { get_param: name }, image: i, flavor: f, user_data_format: SOFTWARE_CONFIG }
  greet:
    type: OS::Heat::SoftwareConfig
    properties: { group: script, config: { get_file: greet.sh } }
  greeted:
    type: OS::Heat::SoftwareDeployment
    properties: { config: { get_resource: greet }, server: { get_resource: server } }
outputs:
  id: { value: { get_resource: server } }
";

#[test]
fn the_files_that_a_template_names_are_asked_for_and_played() {
    let files = [
        ("lib/node.yaml", NODE),
        ("lib/greet.sh", "#!/bin/sh\necho hello > /etc/hello\n"),
        ("tell.sh", "#!/bin/sh\necho told > /etc/told\n"),
    ];
    expect![[r#"
        ✓ Played on 1 simulated instance: the stack is CREATE_COMPLETE after 6:03.
        Scripts that exchange nothingnode[greet], tell runs on 2 instances
        node[server] ✓ exit 0
        /etc/hello +1 line
        + hello
        node[server] ✓ exit 0
        /etc/told +1 line
        + told"#]]
    .assert_eq(&texts(&play_with(FILES, &files)));
}

#[test]
fn a_file_that_is_not_there_is_named() {
    expect![[r#"
        ✕ The file tell.sh is not to be had: it has to lie beside the template, or below.
        ✕ The file greet.sh is not to be had: it has to lie beside the template, or below.
        ? Apart from that, played on 1 simulated instance: how the stack ends is not known: node[greeted] cannot be played here.
        Scripts that exchange nothingnode[greet], tell runs on 2 instances
        node[server] ? not run
        The text of its config is not known: get_file finds no file greet.sh.
        node[server] … never starts
        It waits for node[greeted], which cannot be played here."#]].assert_eq(&texts(&play_with(FILES, &[("lib/node.yaml", NODE)])));
}

#[test]
fn the_stage_tells_who_will_tell_whom_before_anything_is_run() {
    let check = |text: &str, expected: Expect| expected.assert_eq(&texts(&stage(text)));
    check(
        FILES,
        expect![[r#"
        Planned: 1 script, no exchange.
        None of them has been run yet.
        The templates that it names are opened when its scripts are run: more may be in them.
        Scripts that exchange nothingtell runs on 1 instance"#]],
    );
    check(
        include_str!("../../../../site/gallery/hosts.yaml"),
        expect![[r#"
        Planned: 6 scripts on 3 simulated instances, 1 round of exchange.
        None of them has been run yet.
        Each instance reportsexport_hosts runs on 3 instances
        Heat mergesexport_hosts_sdg.hosts
        Each instance receivespopulate_hosts runs on 3 instances"#]],
    );
    check(
        include_str!("../../../../site/gallery/two-rounds.yaml"),
        expect![[r#"
        Planned: 9 scripts on 3 simulated instances, 2 rounds of exchange.
        None of them has been run yet.
        Each instance reportsreport runs on 3 instances
        Heat mergesreport_all.line
        Each instance receivescheck runs on 3 instances
        Each instance reportscheck runs on 3 instances
        Heat mergescheck_all.found
        Each instance receiveskeep runs on 3 instances"#]],
    );
    check(
        "heat_template_version: 2018-08-31\nresources:\n  a: [\n",
        expect![[r#"
        ✕ Line 4 cannot be read as YAML: it is left out here.
        There is nothing to play: no resource can be read in this text."#]],
    );
}

#[test]
fn what_scripts_flood_is_cut_off() {
    for script in [
        "x=0123456789; while [ ${#x} -lt 20000 ]; do x=$x$x; done; echo $x | tee /etc/x > $heat_outputs_path.it",
        "i=0; while [ $i -lt 900 ]; do i=$((i + 1)); yum install x$i; echo $(curl http://x/$i) >> /etc/x; done",
        "i=0; while [ $i -lt 900 ]; do i=$((i + 1)); echo x > /etc/x$i; printf '%s' $(facter hostname) >> /etc/y; done",
    ] {
        let html = play(&template(3, "script", &format!("#!/bin/sh\n{script}")));
        assert!(html.len() < 300_000 && html.contains('…'), "{} bytes", html.len());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_text_gives_words_and_nothing_that_acts(text in "(?s).{0,200}|(heat_template_version: 2018-08-31\nresources:\n  [\"<&a-z]{1,9}: .{0,40})", script in "[<>&\"'a-z $\n]{0,80}") {
        for text in [text, template(2, "script", &format!("#!/bin/sh\n{script}\necho '<b onload=\"x\">&' > \"/etc/<i>\"\n<img"))] {
            for html in [play(&text), stage(&text)] {
            let document = Document::parse(&html).unwrap();
            for node in document.descendants().filter(roxmltree::Node::is_element) {
                let name = node.tag_name().name();
                prop_assert!(["div", "p", "br", "ol", "ul", "li", "strong", "b", "span", "code", "pre", "ins", "del", "mark"].contains(&name), "{name}");
                for attribute in node.attributes() {
                    prop_assert!(["class", "title", "tabindex", "aria-hidden"].contains(&attribute.name()));
                }
            }
            }
        }
    }
}
