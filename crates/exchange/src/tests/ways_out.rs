//! The same exchange without agents, from templates with hostile names.

use expect_test::{Expect, expect};

use hotplate_plan::Plan;

use super::{PAIR, planned};
use crate::{Exchange, Need, Runs, Scenario, boot_script, inventory_output, playbook, simulate_here};

/// Names and texts that would do harm if they got out of their quotes.
const HOSTILE: &str = r##"
heat_template_version: 2018-08-31
resources:
  "it's {{ 7*7 }} $(reboot)\n- x":
    type: OS::Heat::ResourceGroup
    properties:
      count: 2
      resource_def: { type: OS::Nova::Server, properties: { image: CC-CentOS8 } }
  tell:
    type: OS::Heat::SoftwareConfig
    properties:
      group: script
      outputs: [ { name: "o {{ x }}'; #\n" } ]
      config: "#!/bin/sh\n# {{ lookup('pipe', 'id') }} {% raw %}\ttold \e\n\n"
  hear:
    type: OS::Heat::SoftwareConfig
    properties:
      group: script
      inputs: [ { name: heard, type: Json }, { name: "known: }}" } ]
      config: |
        #!/usr/bin/env python
        facter
  told:
    type: OS::Heat::SoftwareDeploymentGroup
    properties: { config: { get_resource: tell }, servers: { get_attr: [ "it's {{ 7*7 }} $(reboot)\n- x", refs_map ] } }
  heard:
    type: OS::Heat::SoftwareDeployment
    properties:
      config: { get_resource: hear }
      server: { get_attr: [ "it's {{ 7*7 }} $(reboot)\n- x", refs, 0 ] }
      input_values:
        heard: { "b'}}": { get_attr: [ told, deploy_stdout ] }, c: "{{ c }}" }
        "known: }}": "{{ lookup('pipe', 'id') }}\u2028$(id)"
"##;

fn check(text: &str, made: impl Fn(&hotplate_plan::Plan, &crate::Exchange) -> String, expected: Expect) {
    let plan = planned(text);
    let mut runs = Runs::default();
    let exchange = simulate_here(&plan, &Scenario::default(), &mut runs, &Default::default());
    expected.assert_eq(&made(&plan, &exchange));
}

#[test]
fn a_playbook_does_the_same() {
    check(
        PAIR,
        playbook,
        expect![[r##"
        # The exchange of a Heat template as a playbook: the same scripts, in the same order, each play behind the last signal of
        # the one before. Its inventory comes from an output of the stack:
        #   openstack stack output show STACK ansible_inventory -f value -c output_value > inventory.json
        #   ansible-playbook -i inventory.json playbook.yml
        # Deployments must then be taken out of the template, or the stack waits for their signals.
        ---
        - name: Prepare the hosts
          hosts: [ group_0, group_1 ]
          gather_facts: false
          become: true
          tasks:
            - name: Make a place for scripts and what they report
              ansible.builtin.file: { path: /var/lib/hotplate, state: directory, mode: "0700" }

        - name: "told"
          hosts: [ group_0, group_1 ]
          gather_facts: false
          become: true
          any_errors_fatal: true
          tasks:
            - name: Bring the script
              ansible.builtin.copy:
                dest: /var/lib/hotplate/script_1
                mode: "0700"
                content: !unsafe |
                  #!/bin/sh
                  facter hostname > "${heat_outputs_path}.word"
            - name: Run it
              ansible.builtin.command: { cmd: /var/lib/hotplate/script_1 }
              register: hotplate_run_1
              environment:
                heat_outputs_path: /var/lib/hotplate/output_1
                "deploy_server_id": "{{ inventory_hostname }}"
                "deploy_action": "CREATE"
                "deploy_resource_name": "{{ {'group_0': '0', 'group_1': '1'}[inventory_hostname] }}"
            - name: "Read what it reports as word"
              ansible.builtin.slurp: { src: "/var/lib/hotplate/output_1.word" }
              register: hotplate_run_1_output_0
              failed_when: false

        - name: "heard"
          hosts: [ group_0, group_1 ]
          gather_facts: false
          become: true
          any_errors_fatal: true
          tasks:
            - name: Bring the script
              ansible.builtin.copy:
                dest: /var/lib/hotplate/script_2
                mode: "0700"
                content: !unsafe |
                  #!/bin/sh
                  echo "$words" > /etc/words
            - name: Run it
              ansible.builtin.command: { cmd: /var/lib/hotplate/script_2 }
              register: hotplate_run_2
              environment:
                heat_outputs_path: /var/lib/hotplate/output_2
                "words": "{{ {'0': (hostvars['group_0'].hotplate_run_1_output_0.content | default('') | b64decode), '1': (hostvars['group_1'].hotplate_run_1_output_0.content | default('') | b64decode)} | to_json }}"
                "size": "2"
                "unset": "None"
                "more": "{{ {'0': (hostvars['group_0'].hotplate_run_1.rc), '1': (hostvars['group_1'].hotplate_run_1.rc)} | string }}"
                "deploy_server_id": "{{ inventory_hostname }}"
                "deploy_action": "CREATE"
                "deploy_resource_name": "{{ {'group_0': '0', 'group_1': '1'}[inventory_hostname] }}"
    "##]],
    );
}

#[test]
fn a_playbook_takes_no_name_for_more_than_a_name() {
    check(
        HOSTILE,
        playbook,
        expect![[r##"
            # The exchange of a Heat template as a playbook: the same scripts, in the same order, each play behind the last signal of
            # the one before. Its inventory comes from an output of the stack:
            #   openstack stack output show STACK ansible_inventory -f value -c output_value > inventory.json
            #   ansible-playbook -i inventory.json playbook.yml
            # Deployments must then be taken out of the template, or the stack waits for their signals.
            ---
            - name: Prepare the hosts
              hosts: [ it_s_7_7_reboot_x_0, it_s_7_7_reboot_x_1 ]
              gather_facts: false
              become: true
              tasks:
                - name: Make a place for scripts and what they report
                  ansible.builtin.file: { path: /var/lib/hotplate, state: directory, mode: "0700" }
                - name: Install facter, which a script calls
                  ansible.builtin.package: { name: facter, state: present }

            - name: "told"
              hosts: [ it_s_7_7_reboot_x_0, it_s_7_7_reboot_x_1 ]
              gather_facts: false
              become: true
              any_errors_fatal: true
              tasks:
                - name: Bring the script
                  ansible.builtin.copy:
                    dest: /var/lib/hotplate/script_1
                    mode: "0700"
                    content: !unsafe "#!/bin/sh\n# {{ lookup('pipe', 'id') }} {% raw %}\ttold \x1b\n\n"
                - name: Run it
                  ansible.builtin.command: { cmd: /var/lib/hotplate/script_1 }
                  register: hotplate_run_1
                  environment:
                    heat_outputs_path: /var/lib/hotplate/output_1
                    "deploy_server_id": "{{ inventory_hostname }}"
                    "deploy_action": "CREATE"
                    "deploy_resource_name": "{{ {'it_s_7_7_reboot_x_0': '0', 'it_s_7_7_reboot_x_1': '1'}[inventory_hostname] }}"
                - name: !unsafe "Read what it reports as o {{ x }}'; # "
                  ansible.builtin.slurp: { src: !unsafe "/var/lib/hotplate/output_1.o {{ x }}'; #\n" }
                  register: hotplate_run_1_output_0
                  failed_when: false

            - name: "heard"
              hosts: [ it_s_7_7_reboot_x_0 ]
              gather_facts: false
              become: true
              any_errors_fatal: true
              vars:
                hotplate_texts:
                  - !unsafe "b'}}"
                  - !unsafe "{{ c }}"
              tasks:
                - name: Bring the script
                  ansible.builtin.copy:
                    dest: /var/lib/hotplate/script_2
                    mode: "0700"
                    content: !unsafe |
                      #!/usr/bin/env python
                      facter
                - name: Run it
                  ansible.builtin.command: { cmd: /var/lib/hotplate/script_2 }
                  register: hotplate_run_2
                  environment:
                    heat_outputs_path: /var/lib/hotplate/output_2
                    "heard": "{{ {hotplate_texts[0]: {'0': (hostvars['it_s_7_7_reboot_x_0'].hotplate_run_1.stdout), '1': (hostvars['it_s_7_7_reboot_x_1'].hotplate_run_1.stdout)}, 'c': hotplate_texts[1]} | to_json }}"
                    "known: }}": !unsafe "{{ lookup('pipe', 'id') }}\u2028$(id)"
                    "deploy_server_id": "{{ inventory_hostname }}"
                    "deploy_action": "CREATE"
                    "deploy_resource_name": "heard"
        "##]],
    );
}

#[test]
fn an_inventory_is_read_from_the_stack() {
    check(
        HOSTILE,
        inventory_output,
        expect![[r##"
        # To be put under the template's outputs. The address must be one that Ansible's machine reaches: where that is a floating
        # IP, name its attribute instead.
        ansible_inventory:
          value:
            all:
              vars: { ansible_user: cc }
              hosts:
                it_s_7_7_reboot_x_0: { ansible_host: { get_attr: [ "it's {{ 7*7 }} $(reboot)\n- x", "resource.0.first_address" ] } }  # it's {{ 7*7 }} $(reboot) - x[0]
                it_s_7_7_reboot_x_1: { ansible_host: { get_attr: [ "it's {{ 7*7 }} $(reboot)\n- x", "resource.1.first_address" ] } }  # it's {{ 7*7 }} $(reboot) - x[1]
    "##]],
    );
}

#[test]
fn what_images_lack_is_said_with_its_source() {
    let lacks = |_: &_, exchange: &crate::Exchange| {
        let lacks = exchange.images.iter().flat_map(|check| {
            let image = check.image.as_deref().unwrap_or("?");
            let lacks = check.lacks.iter();
            lacks.map(move |lack| {
                format!("{image} {:?}: {}; {}, {}\n", lack.need, lack.message, lack.since, lack.source)
            })
        });
        lacks.collect()
    };
    check(
        HOSTILE,
        lacks,
        expect![[r#"
            CC-CentOS8 Image: since 2025-03-13, `CC-CentOS8*` images are not built any more: a stack that names one may not find it; 2025-03-13, ChameleonCloud/CC-Images, commit eade13c
            CC-CentOS8 Agents: since 2024-01-26, `CC-*` images are built without Heat agents (os-collect-config, heat-config and their kind): nobody there picks a deployment up, and the stack waits until it times out; 2024-01-26, ChameleonCloud/CC-Images, commit c386cc8
            CC-CentOS8 Facter: since 2024-01-26, `CC-*` images are built without `facter`: a script that calls it gets nothing; 2024-01-26, ChameleonCloud/CC-Images, commit c386cc8
            CC-CentOS8 Python: `CC-CentOS8*` images have Python 3.6 as `python3`, and no `python`: a script that asks for `python` does not start; 2019-09-24, CentOS 8
        "#]],
    );
    check(PAIR, lacks, expect![[""]]);
}

#[test]
fn the_boot_script_brings_what_scripts_call_before_it_starts_the_agents() {
    let plan = planned(HOSTILE);
    let exchange = simulate_here(&plan, &Scenario::default(), &mut Runs::default(), &Default::default());
    assert!(exchange.images[0].lacks.iter().any(|lack| lack.need == Need::Facter));
    let script = boot_script(&plan, &exchange);
    let place = |word: &str| script.find(word).unwrap_or_else(|| panic!("no {word}"));
    assert!(place("install -y facter") < place("systemctl enable"));
    assert!(script.starts_with("#!/bin/bash\n") && !script.contains("SCRIPTS NEED"));
}

#[test]
fn a_server_that_starts_with_the_boot_script_lacks_nothing_and_is_given_the_same_again() {
    let once = planned(&started_with("''"));
    let play =
        |plan: &Plan| simulate_here(plan, &Scenario::default(), &mut Runs::default(), &Default::default());
    let needs = |exchange: &Exchange| -> Vec<Need> {
        exchange.images.iter().flat_map(|check| &check.lacks).map(|lack| lack.need).collect()
    };
    let exchange = play(&once);
    assert_eq!(needs(&exchange), [Need::Agents, Need::Facter]);
    let script = boot_script(&once, &exchange);
    let again = planned(&started_with(&format!("{script:?}")));
    let exchange = play(&again);
    assert_eq!(needs(&exchange), []);
    assert_eq!(boot_script(&again, &exchange), script);
}

/// A server whose script calls `facter`, with this user data.
fn started_with(user_data: &str) -> String {
    format!(
        r##"
heat_template_version: 2018-08-31
resources:
  server:
    type: OS::Nova::Server
    properties: {{ image: CC-Ubuntu24.04, user_data_format: SOFTWARE_CONFIG, user_data: {user_data} }}
  ask:
    type: OS::Heat::SoftwareConfig
    properties: {{ group: script, config: "#!/bin/sh\nfacter ipaddress\n" }}
  asked:
    type: OS::Heat::SoftwareDeployment
    properties: {{ config: {{ get_resource: ask }}, server: {{ get_resource: server }} }}
"##
    )
}
