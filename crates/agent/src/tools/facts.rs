//! Programs that tell what an instance is: `facter`, `hostname`. They are where origins begin.

use crate::shell::{Shell, Status, unknown};
use crate::{Facts, Text};

/// The value of a fact by facter's name; `None` if it is not known.
pub(crate) fn fact_value(facts: &Facts, name: &str) -> Option<String> {
    match name {
        "hostname" => Some(facts.hostname.clone()),
        "ipaddress" => Some(facts.ipaddress.clone()),
        name => facts.others.get(name).cloned(),
    }
}

/// `facter [name ...]`
pub(super) fn facter(shell: &mut Shell, arguments: &[Text]) -> Status {
    let names: Vec<&str> =
        arguments[1..].iter().map(Text::as_str).filter(|name| !name.starts_with('-')).collect();
    if let [name] = names.as_slice() {
        let mut line = shell.fact(name).unwrap_or_default();
        line.push_str("\n");
        shell.print(&line)?;
        return Ok(0);
    }
    let facts = std::rc::Rc::clone(&shell.world.facts);
    let all = ["hostname", "ipaddress"].into_iter().chain(facts.others.keys().map(String::as_str));
    for name in if names.is_empty() { all.collect() } else { names } {
        let mut line = Text::from(format!("{name} => "));
        line.push(&shell.fact(name).unwrap_or_default());
        line.push_str("\n");
        shell.print(&line)?;
    }
    Ok(0)
}

/// `hostname`, `hostname -s`, `-f`, `-I`
pub(super) fn hostname(shell: &mut Shell, arguments: &[Text]) -> Status {
    let option = arguments.get(1).map_or("", Text::as_str);
    let mut line = match option {
        "-I" | "--all-ip-addresses" | "-i" | "--ip-address" => shell.fact("ipaddress"),
        "-f" | "--fqdn" => shell.fact("fqdn").or_else(|| shell.fact("hostname")),
        "-d" | "--domain" => shell.fact("domain"),
        "" | "-s" | "--short" => shell.fact("hostname"),
        name => {
            let message = format!("the host name would become `{name}`");
            shell.remark(message);
            return Ok(0);
        }
    }
    .unwrap_or_default();
    line.push_str(if option == "-I" { " \n" } else { "\n" });
    shell.print(&line)?;
    Ok(0)
}

/// `hostnamectl`: the name, or what would become of it.
pub(super) fn hostnamectl(shell: &mut Shell, arguments: &[Text]) -> Status {
    match arguments.get(1).map(Text::as_str) {
        Some("set-hostname" | "hostname") if arguments.len() > 2 => {
            let name = arguments[2].as_str().to_owned();
            shell.remark(format!("the host name would become `{name}`"));
        }
        option => {
            let bare = matches!(option, Some("--static" | "hostname" | "--transient" | "--pretty"));
            let mut line = Text::from(if bare { "" } else { "   Static hostname: " });
            line.push(&shell.fact("hostname").unwrap_or_default());
            line.push_str("\n");
            shell.print(&line)?;
        }
    }
    Ok(0)
}

/// `getent hosts name` (or `passwd`, `group`): looks into the instance's `/etc/hosts`; a name that is its own is always found.
pub(super) fn getent(shell: &mut Shell, arguments: &[Text]) -> Status {
    let (Some("hosts" | "ahosts" | "ahostsv4"), Some(name)) =
        (arguments.get(1).map(Text::as_str), arguments.get(2))
    else {
        return super::system::rows(shell, arguments);
    };
    let known = shell.world.disk.read("/etc/hosts").unwrap_or_default();
    let line = known.lines().find(|line| {
        let mut words = line.as_str().split('#').next().unwrap_or_default().split_ascii_whitespace();
        words.any(|word| word == name.as_str())
    });
    let line = match line {
        Some(line) => line,
        None if name.as_str() == shell.world.facts.hostname => {
            let mut line = shell.fact("ipaddress").unwrap_or_default();
            line.push_str("     ");
            line.push(name);
            line
        }
        None => return Ok(2),
    };
    let mut line = line;
    line.push_str("\n");
    shell.print(&line)?;
    Ok(0)
}

/// The name of the network interface that has the address.
const INTERFACE: &str = "eth0";

/// `ip addr`, `ip route`, `ip link`: the one interface that is known. What would change it is recorded.
pub(super) fn ip(shell: &mut Shell, arguments: &[Text]) -> Status {
    let mut words = arguments[1..].iter().map(Text::as_str);
    let mut options = String::new();
    let mut what = "";
    for word in words.by_ref() {
        if !word.starts_with('-') {
            what = word;
            break;
        }
        options.push_str(word);
    }
    let verb = words.next().unwrap_or("show");
    let with = |before: &str, value: &Text, after: &str| {
        let mut text = Text::from(before);
        text.push(value);
        text.push_str(after);
        text
    };
    let address = shell.fact("ipaddress").unwrap_or_default();
    let (line, brief) = (options.contains("-o"), options.contains("-br"));
    let shows = matches!(verb, "show" | "list" | "ls" | "s" | "l" | "dev" | INTERFACE);
    let text = match what.chars().next() {
        Some('a') if shows && brief => {
            with(&format!("lo UNKNOWN 127.0.0.1/8\n{INTERFACE} UP "), &address, "/24\n")
        }
        Some('a') if shows && line => {
            with(&format!("2: {INTERFACE}    inet "), &address, "/24 brd 10.255.255.255 scope global eth0\n")
        }
        Some('a') if shows => with(
            &format!("2: {INTERFACE}: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 state UP\n    inet "),
            &address,
            "/24 brd 10.255.255.255 scope global eth0\n",
        ),
        Some('l') if shows => with(
            &format!("2: {INTERFACE}: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 state UP\n    link/ether "),
            &shell.fact("macaddress").unwrap_or_default(),
            " brd ff:ff:ff:ff:ff:ff\n",
        ),
        Some('r') if verb == "get" => {
            let to = words.next().unwrap_or("1.1.1.1").to_owned();
            with(&format!("{to} via 10.0.0.1 dev {INTERFACE} src "), &address, " uid 0\n    cache\n")
        }
        Some('r') if matches!(verb, "default") || words.next() == Some("default") => {
            format!("default via 10.0.0.1 dev {INTERFACE}\n").into()
        }
        Some('r') if shows => with(
            &format!(
                "default via 10.0.0.1 dev {INTERFACE}\n10.0.0.0/24 dev {INTERFACE} proto kernel scope link src "
            ),
            &address,
            "\n",
        ),
        _ => return unknown(shell, arguments),
    };
    shell.print(&text)?;
    Ok(0)
}

/// `ifconfig`
pub(super) fn ifconfig(shell: &mut Shell, arguments: &[Text]) -> Status {
    if arguments.len() > 2 {
        return unknown(shell, arguments);
    }
    let mut text = Text::from(format!(
        "{INTERFACE}: flags=4163<UP,BROADCAST,RUNNING,MULTICAST>  mtu 1500\n        inet "
    ));
    text.push(&shell.fact("ipaddress").unwrap_or_default());
    text.push_str("  netmask 255.255.255.0  broadcast 10.255.255.255\n");
    shell.print(&text)?;
    Ok(0)
}

/// `nproc`
pub(super) fn nproc(shell: &mut Shell, _: &[Text]) -> Status {
    let mut line =
        shell.fact("processorcount").unwrap_or_else(|| Text::from_origin("48", shell.origin("? nproc")));
    line.push_str("\n");
    shell.print(&line)?;
    Ok(0)
}

/// `heat-config-notify`: hands what it reads to Heat, and prints nothing.
pub(super) fn notify(shell: &mut Shell, arguments: &[Text]) -> Status {
    shell.read_all()?;
    crate::shell::unknown_output(shell, arguments)?;
    Ok(0)
}
