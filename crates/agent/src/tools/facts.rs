//! Programs that tell what an instance is: `facter`, `hostname`. They are where origins begin.

use crate::shell::{Shell, Status};
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
