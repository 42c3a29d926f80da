//! What an instance tells the scripts that run on it, and what becomes of commands that it does not have.

#![allow(clippy::unwrap_used, reason = "a test stops where it cannot go on")]

use std::fmt::Write;

use expect_test::{Expect, expect};
use hotplate_agent::{Budget, DerivedConfig, Facts, FileTree, Instance, Job, Text, run};

fn job(script: &str) -> Job {
    let others = [
        ("domain", "novalocal"),
        ("fqdn", "node-0.novalocal"),
        ("macaddress", "fa:16:3e:00:00:0b"),
        ("uuid", "7c4e3f7a-0001"),
    ];
    Job {
        config: DerivedConfig {
            name: "test".to_owned(),
            group: "script".to_owned(),
            config: format!("#!/bin/bash\n{script}\n"),
            inputs: Vec::new(),
            outputs: Vec::new(),
        },
        instance: Instance {
            name: "group[0]".to_owned(),
            facts: Facts {
                hostname: "node-0".to_owned(),
                ipaddress: "10.0.0.4".to_owned(),
                others: others.map(|(name, value)| (name.to_owned(), value.to_owned())).into_iter().collect(),
            },
            files: FileTree::from_iter([("/etc/hosts".to_owned(), "127.0.0.1 localhost\n".into())]),
            failing: [("mount".to_owned(), 32)].into_iter().collect(),
        },
    }
}

/// A text, and the facts it came from.
fn show(name: &str, text: &Text, shown: &mut String) {
    writeln!(shown, "{name}").unwrap();
    for line in text.lines() {
        let facts: Vec<&str> = line.origins().iter().map(|(_, origin)| &*origin.fact).collect();
        let facts = if facts.is_empty() { String::new() } else { format!("  <{}>", facts.join(", ")) };
        writeln!(shown, "| {}{facts}", line.as_str()).unwrap();
    }
}

fn check(script: &str, expected: Expect) {
    let run = run(&job(script), &Budget::default());
    let mut shown = format!("{:?}\n", run.completion);
    show("stdout", &run.stdout, &mut shown);
    for (path, text) in &run.files {
        show(path, text, &mut shown);
    }
    for effect in &run.effects {
        writeln!(shown, "effect {}: {}", effect.line, effect.argv.join(" ")).unwrap();
    }
    for remark in &run.remarks {
        writeln!(shown, "remark {}: {}", remark.line, remark.message).unwrap();
    }
    if !run.stderr.is_empty() {
        show("stderr", &run.stderr, &mut shown);
    }
    expected.assert_eq(&shown);
}

#[test]
fn facts_are_told_in_many_ways() {
    check(
        "hostname; hostname -s; hostname -f; hostname -I | awk '{print $1}'\n\
         facter ipaddress; hostnamectl | head -1; hostnamectl --static; getent hosts node-0 | cut -d' ' -f1\n\
         ip -4 -o addr show eth0 | awk '{print $4}' | cut -d/ -f1\n\
         ip addr show dev eth0 | grep -oE 'inet [0-9.]+' | cut -d' ' -f2\n\
         ip route get 8.8.8.8 | sed -n 's/.*src \\([0-9.]*\\).*/\\1/p'\n\
         ip route | awk '/default/ {print $5; exit}'; ip link show eth0 | awk '/ether/ {print $2}'\n\
         ifconfig eth0 | awk '/inet / {print $2}'; ip link set eth0 mtu 9000; uname -s; nproc >/dev/null; date +%Y",
        expect![[r#"
            Exited(0)
            stdout
            | node-0  <hostname>
            | node-0  <hostname>
            | node-0.novalocal  <fqdn>
            | 10.0.0.4  <ipaddress>
            | 10.0.0.4  <ipaddress>
            |    Static hostname: node-0  <hostname>
            | node-0  <hostname>
            | 10.0.0.4  <ipaddress>
            | 10.0.0.4  <ipaddress>
            | 10.0.0.4  <ipaddress>
            | 10.0.0.4  <ipaddress>
            | eth0
            | fa:16:3e:00:00:0b  <macaddress>
            | 10.0.0.4  <ipaddress>
            | Linux  <? ip link set eth0 mtu 9000>
            | 2024  <? date>
            effect 8: ip link set eth0 mtu 9000
        "#]],
    );
}

#[test]
fn the_metadata_service_answers_with_the_facts() {
    check(
        "curl -s http://169.254.169.254/latest/meta-data/local-ipv4; echo\n\
         curl -sf --retry 3 http://169.254.169.254/latest/meta-data/hostname; echo\n\
         curl -s http://169.254.169.254/latest/meta-data/ | head -2\n\
         curl -fsSL http://169.254.169.254/openstack/latest/meta_data.json | jq -r .uuid\n\
         wget -qO- http://169.254.169.254/openstack/latest/meta_data.json | jq -r '.name + \" \" + .hostname'\n\
         curl -s -o /tmp/mac http://169.254.169.254/latest/meta-data/mac\n\
         echo \"type $(curl -s http://169.254.169.254/latest/meta-data/instance-type)\"\n\
         curl -sf http://169.254.169.254/nothing/at/all || echo \"status $?\"",
        expect![[r#"
            Exited(0)
            stdout
            | 10.0.0.4  <ipaddress>
            | node-0.novalocal  <fqdn>
            | ami-id
            | ami-launch-index
            | 7c4e3f7a-0001  <uuid>
            | node-0 node-0.novalocal  <hostname, fqdn>
            | type   <? 169.254.169.254/latest/meta-data/instance-type>
            | status 22
            /tmp/mac
            | fa:16:3e:00:00:0b  <macaddress>
            stderr
            | curl: (22) The requested URL returned error: 404
        "#]],
    );
}

#[test]
fn a_made_up_key_can_be_followed() {
    check(
        "mkdir -p /root/.ssh && ssh-keygen -q -t ed25519 -N '' -f /root/.ssh/id_ed25519 -C mpi@node-0\n\
         cat /root/.ssh/id_ed25519.pub; ssh-keygen -t rsa -N '' -f /root/.ssh/id_ed25519 || echo again $?\n\
         cut -d' ' -f2 < /root/.ssh/id_ed25519.pub > /root/.ssh/authorized_keys; stat -c %a /root/.ssh/id_ed25519",
        expect![[r#"
            Exited(0)
            stdout
            | ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI7D++shDNfSX8Sfj6BLqaIiUqU2lLzhDgz6azuninzkk mpi@node-0  <ssh key>
            | again 1
            | 600
            /root/.ssh/authorized_keys
            | AAAAC3NzaC1lZDI1NTE5AAAAI7D++shDNfSX8Sfj6BLqaIiUqU2lLzhDgz6azuninzkk  <ssh key>
            /root/.ssh/id_ed25519
            | -----BEGIN OPENSSH PRIVATE KEY-----
            | N0QrK3NoRE5mU1g4U2ZqNkJMcWFJaVVxVTJsTHpoRGd6NmF6dW5pbnpraw==  <ssh key>
            | -----END OPENSSH PRIVATE KEY-----
            /root/.ssh/id_ed25519.pub
            | ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI7D++shDNfSX8Sfj6BLqaIiUqU2lLzhDgz6azuninzkk mpi@node-0  <ssh key>
            stderr
            | ssh-keygen: /root/.ssh/id_ed25519 already exists.
        "#]],
    );
}

#[test]
fn what_is_fetched_stays_unknown_wherever_it_lands() {
    check(
        "set -e\ncurl -sfL https://get.example.org | sh -s - server --token x\n\
         wget -q https://example.org/tool.tar.gz\ncurl -Lo /usr/local/bin/tool https://example.org/tool\n\
         chmod +x /usr/local/bin/tool && tool --version\n\
         git clone https://example.org/app.git && cd app && ./configure --prefix=/opt && make -j4\n\
         TOKEN=$(openssl rand -hex 8)\n[ -n \"$TOKEN\" ] || true\necho \"token: $TOKEN\" > /etc/token\n\
         sha256sum /etc/token | cut -c1-4 > /etc/sum\necho \"$TOKEN\" | base64 > /etc/encoded\n\
         kubectl get nodes -o json | jq -r '.items[].name' > /etc/nodes\nsed -i 's/token/TOKEN/' /etc/token",
        expect![[r#"
            Exited(0)
            stdout
            /etc/encoded
            /etc/nodes
            /etc/sum
            |   /e  <? openssl rand -hex 8>
            /etc/token
            | TOKEN:   <? openssl rand -hex 8>
            /usr/local/bin/tool
            /var/lib/heat-config/heat-config-script/app/
            /var/lib/heat-config/heat-config-script/tool.tar.gz
            effect 3: curl -sfL https://get.example.org
            effect 3: sh -s - server --token x
            effect 4: wget -q https://example.org/tool.tar.gz
            effect 5: curl -Lo /usr/local/bin/tool https://example.org/tool
            effect 6: tool --version
            effect 7: git clone https://example.org/app.git
            effect 7: ./configure --prefix=/opt
            effect 7: make -j4
            effect 8: openssl rand -hex 8
            effect 13: kubectl get nodes -o json
            remark 7: whether `/var/lib/heat-config/heat-config-script/app` is there is not known here: taken to be there
        "#]],
    );
}

#[test]
fn a_command_that_is_supposed_to_fail_fails() {
    check(
        "mount -t nfs head:/home /home || echo \"mount gave $?\"\nset -e\nmount -a\necho never",
        expect![[r#"
        Exited(32)
        stdout
        | mount gave 32  <? mount -t nfs head:/home /home>
        effect 2: mount -t nfs head:/home /home
        effect 4: mount -a
    "#]],
    );
}

#[test]
fn effects_are_recorded_and_succeed() {
    check(
        "set -euo pipefail\napt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y nfs-common\n\
         systemctl enable --now nfs-server; mkdir -p /share; echo '/share *(rw)' >> /etc/exports; exportfs -ra\n\
         heat-config-notify /tmp/deploy.json < /dev/null\nuseradd -m mpi; chown -R mpi: /share 2>/dev/null\n\
         sudo -u mpi bash -c 'whoami; systemctl --user start x'\nsystemctl is-active nfs-server && echo active",
        expect![[r#"
            Exited(0)
            stdout
            | root  <? apt-get update -qq, ? apt-get install -y nfs-common, ? systemctl enable --now nfs-server, ? exportfs -ra, ? useradd -m mpi>
            | active  <? systemctl --user start x, ? systemctl is-active nfs-server>
            /etc/exports
            | /share *(rw)
            /share/
            effect 3: apt-get update -qq
            effect 3: apt-get install -y nfs-common
            effect 4: systemctl enable --now nfs-server
            effect 4: exportfs -ra
            effect 5: heat-config-notify /tmp/deploy.json
            effect 6: useradd -m mpi
            effect 7: systemctl --user start x
            effect 8: systemctl is-active nfs-server
        "#]],
    );
}

#[test]
fn an_instance_says_what_its_system_is() {
    check(
        ". /etc/os-release; echo \"$ID $VERSION_ID\"; lsb_release -cs; lsb_release -ir\nuname; uname -sm; cat /etc/os-release\n\
         getent passwd root | cut -d: -f6; getent group nosuch || echo none; id -un",
        expect![[r#"
            Exited(0)
            stdout
            | ubuntu 22.04
            | jammy  <operatingsystem (supposed)>
            | Distributor ID:	Ubuntu  <operatingsystem (supposed)>
            | Release:	22.04  <operatingsystem (supposed)>
            | Linux
            | Linux x86_64
            | PRETTY_NAME="Ubuntu 22.04"  <operatingsystem (supposed)>
            | NAME="Ubuntu"  <operatingsystem (supposed)>
            | VERSION_ID="22.04"  <operatingsystem (supposed)>
            | VERSION="22.04"  <operatingsystem (supposed)>
            | VERSION_CODENAME=jammy  <operatingsystem (supposed)>
            | ID=ubuntu  <operatingsystem (supposed)>
            | ID_LIKE=debian  <operatingsystem (supposed)>
            | /root
            | none
            | root
        "#]],
    );
    let mut known = job("grep -c . /etc/os-release; lsb_release -ds; cat /etc/os-release > /tmp/x");
    for (name, value) in [("operatingsystem", "CentOS Stream"), ("operatingsystemrelease", "9")] {
        known.instance.facts.others.insert(name.to_owned(), value.to_owned());
    }
    let run = run(&known, &Budget::default());
    assert_eq!(run.stdout.as_str(), "6\nCentOS Stream 9\n");
    assert_eq!(run.files["/tmp/x"].origins().len(), 1);
    assert_eq!(&*run.files["/tmp/x"].origins()[0].1.fact, "operatingsystem");
}
