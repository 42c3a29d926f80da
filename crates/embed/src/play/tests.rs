use expect_test::{Expect, expect};
use proptest::prelude::*;
use roxmltree::Document;

use super::*;

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
fn scripts_without_end_are_stopped_all_together() {
    check(
        &template(200, "script", "#!/bin/sh\nwhile :; do : $(facter hostname); done"),
        expect![[r#"
            ? Played on 200 simulated instances: how the stack ends is not known: told[0] cannot be played here.
            Each instance reportstell runs on 200 instances
            nodes[0], nodes[1], nodes[2] ? not run
            It was stopped: it was still running after 50,000 steps.
            nodes[3] ? not run
            It was stopped: it was still running after 49,997 steps.
            nodes[4], nodes[5], nodes[6] and 193 more ? not run
            It was stopped: it was still running after 500 steps.
            Heat mergestold.it
            What it comes to is not known here.
            No instance receives itOnly an output reads it: whoever reads the stack sees it."#]],
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
            let html = play(&text);
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
