//! What an instance's system says of itself: `/etc/os-release` and its kin, `uname`, `lsb_release`.
//!
//! The facts `operatingsystem`, `operatingsystemrelease` and `lsbdistcodename` decide, which whoever makes the instance
//! knows from its image. Without them it is taken to be an Ubuntu, and every byte of it says that this is supposed.

use crate::disk::{Disk, Node};
use crate::shell::{Shell, Status, unknown};
use crate::{Facts, Instance, Origin, Text};

/// What an image is that nobody knows.
const SUPPOSED: (&str, &str, &str) = ("Ubuntu", "22.04", "jammy");

/// Files that say nothing of the instance.
const PLAIN: [(&str, &str); 2] = [
    (
        "/etc/passwd",
        "root:x:0:0:root:/root:/bin/bash\ndaemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin\n\
         nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\ncc:x:1000:1000::/home/cc:/bin/bash\n",
    ),
    ("/etc/group", "root:x:0:\ndaemon:x:1:\nnogroup:x:65534:\ncc:x:1000:\n"),
];

/// A system: its name, version and code name (empty if it has none), and where that is known from.
struct System {
    name: String,
    version: String,
    code: String,
    origin: Origin,
}

impl System {
    fn of(instance: &str, facts: &Facts) -> Self {
        let fact = |name: &str| facts.others.get(name).cloned();
        let (name, version, code) = SUPPOSED;
        let known = fact("operatingsystem");
        let origin = match known {
            Some(_) => "operatingsystem",
            None => "operatingsystem (supposed)",
        };
        let sample = |text: &str| if known.is_some() { String::new() } else { text.to_owned() };
        Self {
            version: fact("operatingsystemrelease").unwrap_or_else(|| sample(version)),
            code: fact("lsbdistcodename").unwrap_or_else(|| sample(code)),
            name: known.clone().unwrap_or_else(|| name.to_owned()),
            origin: Origin::new(instance, origin),
        }
    }

    /// `ubuntu`, `centos`
    fn id(&self) -> String {
        self.name.split(' ').next().unwrap_or_default().to_ascii_lowercase()
    }

    /// `/etc/os-release`
    fn release(&self) -> Text {
        let (name, version, id) = (&self.name, &self.version, self.id());
        let like = match id.as_str() {
            "ubuntu" => "ID_LIKE=debian\n",
            "centos" | "rocky" | "almalinux" => "ID_LIKE=\"rhel fedora\"\n",
            _ => "",
        };
        let code = if self.code.is_empty() {
            String::new()
        } else {
            ["VERSION_CODENAME=", &self.code, "\n"].concat()
        };
        let text = [
            "PRETTY_NAME=\"",
            name,
            " ",
            version,
            "\"\nNAME=\"",
            name,
            "\"\nVERSION_ID=\"",
            version,
            "\"\nVERSION=\"",
            version,
            "\"\n",
            &code,
            "ID=",
            &id,
            "\n",
            like,
        ];
        Text::from_origin(&text.concat(), self.origin.clone())
    }
}

/// Puts the system's own files on a disk, where the instance has none of its own.
pub(crate) fn put_files(instance: &Instance, disk: &mut Disk) {
    let release = System::of(&instance.name, &instance.facts).release();
    let plain = PLAIN.map(|(path, text)| (path, Text::from(text)));
    for (path, text) in plain.into_iter().chain([("/etc/os-release", release)]) {
        if !disk.has(path) {
            // `/etc` is always there.
            let _ = disk.insert(path, Node::File { text, mode: 0o644 });
        }
    }
}

/// `lsb_release -a`, `-is`, `-rs`, `-cs`, `-ds`
pub(super) fn lsb_release(shell: &mut Shell, arguments: &[Text]) -> Status {
    let letters: String = arguments[1..].iter().map(|word| word.as_str().trim_start_matches('-')).collect();
    let system = System::of(&shell.world.instance, &shell.world.facts);
    let described = [&system.name, " ", &system.version].concat();
    let rows = [
        ('i', "Distributor ID:\t", &system.name),
        ('d', "Description:\t", &described),
        ('r', "Release:\t", &system.version),
        ('c', "Codename:\t", &system.code),
    ];
    for (letter, title, value) in rows {
        if letters.contains([letter, 'a']) {
            let mut line = Text::from(if letters.contains('s') { "" } else { title });
            line.push(&Text::from_origin(value, system.origin.clone()));
            line.push_str("\n");
            shell.print(&line)?;
        }
    }
    Ok(0)
}

/// `uname`, with any of its letters.
pub(super) fn uname(shell: &mut Shell, arguments: &[Text]) -> Status {
    let mut letters: String =
        arguments[1..].iter().map(|word| word.as_str().trim_start_matches('-')).collect();
    if letters.is_empty() {
        letters.push('s');
    }
    let rows = [
        ('s', "kernel", Some("Linux")),
        ('n', "hostname", None),
        ('r', "kernelrelease", None),
        ('v', "kernelversion", None),
        ('m', "architecture", Some("x86_64")),
        ('o', "", Some("GNU/Linux")),
    ];
    let mut parts = Vec::new();
    for (letter, fact, usual) in rows {
        if letters.contains([letter, 'a']) || letter == 'm' && letters.contains(['p', 'i']) {
            let unknown =
                || Text::from_origin("", shell.origin(&["? uname -", &letter.to_string()].concat()));
            parts.push(shell.fact(fact).or_else(|| usual.map(Text::from)).unwrap_or_else(unknown));
        }
    }
    let mut line = Text::join(&parts, " ");
    line.push_str("\n");
    shell.print(&line)?;
    Ok(0)
}

/// `getent passwd NAME`, `getent group NAME`: rows of the instance's tables.
pub(super) fn rows(shell: &mut Shell, arguments: &[Text]) -> Status {
    let path = match arguments.get(1).map(Text::as_str) {
        Some("passwd") => "/etc/passwd",
        Some("group") => "/etc/group",
        _ => return unknown(shell, arguments),
    };
    let table = shell.world.disk.read(path).unwrap_or_default();
    let wanted = arguments.get(2).map(Text::as_str);
    let mut status = if wanted.is_some() { 2 } else { 0 };
    for mut row in table.lines() {
        let mut cells = row.as_str().split(':');
        let found = wanted.is_none_or(|wanted| cells.next() == Some(wanted) || cells.nth(1) == Some(wanted));
        if found {
            row.push_str("\n");
            shell.print(&row)?;
            status = 0;
        }
    }
    Ok(status)
}
