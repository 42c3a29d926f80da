//! `hotplate link`: a template and what is given with it as a link.

use std::path::Path;

use hotplate_exchange::Scenario;
use hotplate_link::{Fact, File, Payload, Role, Supposition, encode, leave_out, point, secrets, sha256};

use crate::arguments::{Given, Link};
use crate::disk::is_inside;
use crate::load::{Fault, Loaded};
use crate::scenario::suppose;
use crate::words::plain;

/// A link, and what did not go in.
#[derive(Debug)]
pub struct Made {
    /// The fragment, `#` and all.
    pub fragment: String,
    /// What was left out and why, in words.
    pub left_out: Vec<String>,
}

/// Makes the link.
pub fn link(asked: &Link) -> Result<Made, Fault> {
    let (loaded, scenario) = suppose(&asked.given, &asked.supposed)?;
    if let Some(address) = &asked.from {
        let fragment = ["#from=", address, "&sha256=", &sha256(&loaded.source.text)].concat();
        match point(&fragment) {
            Some(Err(damage)) => return Err(Fault(format!("no link: {damage}"))),
            _ => return Ok(Made { fragment, left_out: Vec::new() }),
        }
    }
    let (payload, left_out) = clean(&loaded, &asked.given, &scenario, asked.all);
    let fragment = encode(&payload).map_err(|why| Fault(format!("no link: {why}")))?;
    Ok(Made { fragment, left_out })
}

/// What may leave this machine, and in words what may not. With `all`, what only looks like a secret may.
pub(crate) fn clean(
    loaded: &Loaded,
    given: &Given,
    scenario: &Scenario,
    all: bool,
) -> (Payload, Vec<String>) {
    let mut left_out = Vec::new();
    let files = files(loaded, &mut left_out);
    let release = Some(given.release.name().to_owned());
    let parameters = loaded.parameters.clone();
    let mut payload = Payload { files, parameters, release, ..Payload::default() };
    for (instance, facts) in &scenario.facts {
        for (name, value) in facts {
            let (instance, name, value) = (instance.clone(), name.clone(), value.clone());
            payload.facts.push(Fact { instance, name, value });
        }
    }
    for hotplate_exchange::Supposition { whose, what, value } in scenario.suppositions() {
        payload.suppositions.push(Supposition { whose, what, value });
    }
    let declared = loaded.reading.template.parameters.iter();
    let hidden: Vec<String> =
        declared.filter(|(_, parameter)| parameter.hidden).map(|(name, _)| name.clone()).collect();
    let mut flags = secrets(&payload, &hidden);
    flags.retain(|flag| flag.is_hidden() || !all);
    left_out.extend(flags.iter().map(|flag| plain(&flag.to_string())));
    (leave_out(payload, &flags), left_out)
}

/// The template, its environments, and the files that it names inside its folder.
fn files(loaded: &Loaded, left_out: &mut Vec<String>) -> Vec<File> {
    let template = match file_name(&loaded.source.name) {
        "-" => "template.yaml",
        name => name,
    };
    let file = |role, name: &str, text: &str| File { role, name: name.to_owned(), text: text.to_owned() };
    let mut files = vec![file(Role::Template, template, &loaded.source.text)];
    for environment in &loaded.environments {
        files.push(file(Role::Environment, file_name(&environment.name), &environment.text));
    }
    for source in loaded.files.given() {
        let name = source.name.strip_prefix("file://").unwrap_or(&source.name).trim_start_matches("./");
        if is_inside(name) {
            files.push(file(Role::Named, name, &source.text));
        } else {
            left_out.push(format!("{}: it is not in the folder of the template", plain(name)));
        }
    }
    files
}

fn file_name(path: &str) -> &str {
    Path::new(path).file_name().and_then(|name| name.to_str()).unwrap_or(path)
}
