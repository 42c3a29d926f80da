//! `curl` and `wget`: the metadata service that every instance has at 169.254.169.254 answers with the instance's facts,
//! by EC2's paths and by OpenStack's. Nothing else is reached: what would be fetched stays an unknown, wherever it lands.

use crate::disk::parent;
use crate::shell::{Flow, Shell, Status, unknown_output};
use crate::{Text, tools};

/// Where the service is.
pub(crate) const SERVICE: &str = "169.254.169.254";

/// Options of `curl` and `wget` that take a value, by their letters and by their names.
const VALUED: [(&str, &str); 2] = [("curl", "odHXumTAebcFErtwxCY"), ("wget", "OPotTUQe")];
const VALUED_LONG: [&str; 26] = [
    "output",
    "data",
    "data-raw",
    "data-binary",
    "header",
    "request",
    "user",
    "max-time",
    "upload-file",
    "connect-timeout",
    "retry",
    "retry-delay",
    "retry-max-time",
    "cacert",
    "cert",
    "key",
    "proxy",
    "user-agent",
    "write-out",
    "form",
    "output-document",
    "directory-prefix",
    "tries",
    "timeout",
    "resolve",
    "noproxy",
];

/// What a call asks for.
#[derive(Default)]
struct Wish {
    urls: Vec<Text>,
    /// Where the answer is put; standard output if there is none.
    file: Option<String>,
    /// curl's `-O`: a file of the last name in the address.
    own_name: bool,
}

pub(super) fn fetch(shell: &mut Shell, arguments: &[Text]) -> Status {
    let program = tools::plain_name(arguments[0].as_str()).to_owned();
    let mut wish = read(&program, &arguments[1..]);
    for url in std::mem::take(&mut wish.urls) {
        let answer = match answer(shell, &url)? {
            Some(Some(answer)) => answer,
            // curl prints the page that says so unless it was asked to fail; scripts that look ask.
            Some(None) => return shell.fail(&program, "(22) The requested URL returned error: 404", 22),
            None => unknown_output(shell, arguments)?,
        };
        let name = url.as_str().rsplit('/').next().filter(|name| !name.is_empty()).unwrap_or("index.html");
        let file = match &wish.file {
            Some(file) => Some(file.clone()),
            None if wish.own_name => Some(name.to_owned()),
            None => None,
        };
        match file.filter(|file| file != "-") {
            None => shell.print(&answer)?,
            Some(file) => {
                let path = shell.path(&file);
                shell.world.meter.write(answer.len())?;
                if path != "/dev/null"
                    && let Err(reason) = shell.world.disk.write(&path, answer)
                {
                    return shell.fail(&program, &format!("{}: {reason}", parent(&path)), 23);
                }
            }
        }
    }
    Ok(0)
}

fn read(program: &str, words: &[Text]) -> Wish {
    let letters = VALUED.iter().find(|(name, _)| *name == program).map_or("", |(_, letters)| letters);
    let mut wish = Wish { own_name: program == "wget", ..Wish::default() };
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let text = word.as_str();
        if let Some(long) = text.strip_prefix("--") {
            let (name, value) =
                long.split_once('=').map_or((long, None), |(name, value)| (name, Some(value)));
            let value = match value {
                Some(value) => Some(value),
                None if VALUED_LONG.contains(&name) => words.next().map(Text::as_str),
                None => None,
            };
            match name {
                "output" | "output-document" => wish.file = value.map(str::to_owned),
                "remote-name" => wish.own_name = true,
                "url" => wish.urls.extend(value.map(Text::from)),
                _ => {}
            }
            continue;
        }
        let Some(group) = text.strip_prefix('-').filter(|group| !group.is_empty()) else {
            wish.urls.push(word.clone());
            continue;
        };
        for (at, letter) in group.char_indices() {
            if !letters.contains(letter) {
                wish.own_name |= letter == 'O' && program == "curl";
                continue;
            }
            let rest = &group[at + letter.len_utf8()..];
            let value = if rest.is_empty() { words.next().map_or("", Text::as_str) } else { rest };
            if letter == if program == "curl" { 'o' } else { 'O' } {
                wish.file = Some(value.to_owned());
            }
            break;
        }
    }
    wish
}

/// What the service answers; `None` if another host is asked, `Some(None)` if it has no such page.
fn answer(shell: &mut Shell, url: &Text) -> Result<Option<Option<Text>>, Flow> {
    let address = url.as_str();
    let rest = address.strip_prefix("http://").unwrap_or(address).strip_prefix(SERVICE);
    match rest {
        Some(rest) if cfg!(feature = "whole") => Ok(Some(page(shell, rest))),
        Some(_) => tools::left_out(shell, &[]).map(|_| None),
        None => Ok(None),
    }
}

/// The service's page of an address behind its host; `None` if it has none.
fn page(shell: &Shell, rest: &str) -> Option<Text> {
    let path = rest.strip_prefix(":80").unwrap_or(rest).split('?').next().unwrap_or_default();
    let mut names = path.split('/').filter(|name| !name.is_empty());
    let (version, kind) = (names.next(), names.next());
    let rest: Vec<&str> = names.collect();
    let openstack = version == Some("openstack");
    match (kind, rest.as_slice()) {
        (None, _) if version.is_none() => Some("1.0\n2009-04-04\nlatest\n".into()),
        (None, _) if openstack => Some("latest\n".into()),
        (None, _) => Some("meta-data/\nuser-data\n".into()),
        (Some(_), ["meta_data.json"]) if openstack => Some(description(shell)),
        (Some(_), []) if openstack => {
            Some("meta_data.json\npassword\nuser_data\nvendor_data.json\nnetwork_data.json\n".into())
        }
        (Some(_), [_]) if openstack => Some(unknown(shell, path)),
        (Some("meta-data"), []) => Some(ITEMS.map(|(name, _)| name).join("\n").as_str().into()),
        (Some("meta-data"), [item, ..]) => {
            let item = ITEMS.iter().find(|(name, _)| name.trim_end_matches('/') == *item);
            item.map(|(_, fact)| shell.fact(fact).unwrap_or_else(|| unknown(shell, path)))
        }
        (Some("user-data"), _) => Some(unknown(shell, path)),
        _ => None,
    }
}

/// EC2's items, and the fact that answers; a name of no fact is not known.
const ITEMS: [(&str, &str); 17] = [
    ("ami-id", ""),
    ("ami-launch-index", "launch_index"),
    ("ami-manifest-path", ""),
    ("block-device-mapping/", ""),
    ("hostname", "fqdn"),
    ("instance-action", ""),
    ("instance-id", "instance_id"),
    ("instance-type", "flavor"),
    ("local-hostname", "fqdn"),
    ("local-ipv4", "ipaddress"),
    ("mac", "macaddress"),
    ("placement/", "availability_zone"),
    ("public-hostname", "fqdn"),
    ("public-ipv4", "floating_ip"),
    ("public-keys/", ""),
    ("reservation-id", ""),
    ("security-groups", ""),
];

fn unknown(shell: &Shell, path: &str) -> Text {
    Text::from_origin("", shell.origin(&format!("? {SERVICE}{path}")))
}

/// OpenStack's `meta_data.json`: facts that are known, each with its origin.
fn description(shell: &Shell) -> Text {
    let mut json = Text::from("{");
    let name = if shell.fact("name").is_some() { "name" } else { "hostname" };
    for (key, fact) in [("uuid", "uuid"), ("name", name), ("hostname", "fqdn")] {
        if let Some(value) = shell.fact(fact) {
            json.push_str(if json.len() > 1 { ", \"" } else { "\"" });
            json.push_str(key);
            json.push_str("\": \"");
            json.push(&value);
            json.push_str("\"");
        }
    }
    json.push_str(", \"launch_index\": 0, \"meta\": {}}");
    json
}
