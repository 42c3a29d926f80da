//! `unknown-attribute`: what `get_attr` reads (`validate` of `GetAttThenSelect` in `heat/engine/hot/functions.py`).

use hotplate_schema::{Key, ResourceType};

use super::deployment::{Config, config_of, is_deployment};
use super::subject::{Definition, Subject, suggest, value};
use super::values::Site;
use crate::{Diagnostic, Node, Path, Refusal, Severity, codes, nearest};

/// What every deployment reports beside the outputs of its config.
const REPORTED: [&str; 6] = [
    "deploy_stdout",
    "deploy_stderr",
    "deploy_status_code",
    "deploy_stdouts",
    "deploy_stderrs",
    "deploy_status_codes",
];

/// The attributes of groups whose next step is an attribute of each member.
const PASSED_ON: [&str; 3] = ["attributes", "outputs", "outputs_list"];

/// Where the name of the attribute stands.
struct At<'s>(&'s Site<'s, 's>);

impl At<'_> {
    fn path(&self) -> Path {
        self.0.path().key("get_attr").index(1)
    }
}

pub(super) fn check(site: &Site<'_, '_>, subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let [(Key::String(name), _, argument)] = site.entries else { return };
    if **name != *"get_attr" || site.standing.condition {
        return;
    }
    let Some([resource, attribute, path @ ..]) = argument.as_sequence() else { return };
    let Some(definition) = resource.as_str().and_then(|name| subject.resource(name)) else { return };
    let at = At(site);
    if site.is_external_id() {
        let message = "Heat finds no attribute of any resource here: it wants the id before there is one";
        let diagnostic = Diagnostic::error(codes::UNKNOWN_ATTRIBUTE, value(&at.path()), message)
            .help("write the id, or read it from a parameter")
            .refused_by(Refusal::Validate);
        return found.push(diagnostic);
    }
    found.extend(judge(attribute, path.first().map(|node| &**node), definition, &at, subject));
}

fn judge(
    attribute: &Node,
    next: Option<&Node>,
    definition: &Definition<'_>,
    at: &At<'_>,
    subject: &Subject<'_>,
) -> Option<Diagnostic> {
    let name = attribute.as_str()?;
    let known = definition.known?;
    if definition.type_name() == "OS::Heat::ResourceChain" {
        return chained(name, next.and_then(|next| next.as_str()), definition, at, subject);
    }
    if known.attributes.contains_key(name) || name == "show" {
        let member = subject.member(definition).filter(|_| PASSED_ON.contains(&name))?;
        return members(next?.as_str()?, None, member, definition, at, subject);
    }
    if is_deployment(definition.type_name()) {
        return outputs(name, definition, at, subject);
    }
    if let Some(member) = subject.member(definition) {
        // Of a scaling group, such a name is only missed when it is asked for.
        let is_late =
            definition.type_name() == "OS::Heat::AutoScalingGroup" && !name.starts_with("resource.");
        let late = |found| Diagnostic { refusal: None, severity: Severity::Warning, ..found };
        let found = members(name, next, member, definition, at, subject);
        return if is_late { found.map(late) } else { found };
    }
    if known.any_attribute {
        return None;
    }
    let message = format!("`{}` has no attribute `{name}`", definition.type_name());
    let diagnostic =
        Diagnostic::error(codes::UNKNOWN_ATTRIBUTE, value(&at.path()), message).refused_by(Refusal::Validate);
    Some(help(diagnostic, name, known, at))
}

/// Any output can be asked for; one that the config does not declare is not there in the end.
fn outputs(
    name: &str,
    definition: &Definition<'_>,
    at: &At<'_>,
    subject: &Subject<'_>,
) -> Option<Diagnostic> {
    let Config { outputs: Some(outputs), .. } = config_of(definition, subject)? else { return None };
    if REPORTED.contains(&name) || outputs.iter().any(|output| output.name == name) {
        return None;
    }
    let message = format!("the config of `{}` declares no output `{name}`", definition.name);
    let diagnostic = Diagnostic::warning(codes::UNKNOWN_ATTRIBUTE, value(&at.path()), message)
        .help("declare it below `outputs`; Heat only finds out once the deployment has run");
    let names = outputs.iter().map(|output| output.name).chain(REPORTED);
    Some(suggest(diagnostic, value(&at.path()), nearest(name, names)))
}

/// A group gives what its members have; a name that they do not have fails when it is asked for.
fn members<'a>(
    name: &str,
    next: Option<&Node>,
    member: &Definition<'a>,
    group: &Definition<'a>,
    at: &At<'_>,
    subject: &Subject<'a>,
) -> Option<Diagnostic> {
    // Members that are groups again give what theirs have.
    let inner = subject.member(member).filter(|_| member.type_name() == "OS::Heat::ResourceGroup");
    let known = member.known.filter(|known| !known.any_attribute || inner.is_some())?;
    let own = group.known.is_some_and(|group| group.attributes.contains_key(name));
    let of_one = name.strip_prefix("resource.").and_then(|member| {
        let next = || Some((member, next?.as_str()?));
        member.split_once('.').or_else(next)
    });
    let (name, is_there) = match of_one {
        // Heat may be told to leave the first one out, and then reads nothing of it.
        Some(("0", of_first)) => (of_first, group.property("removal_policies").is_none()),
        _ if own || name.starts_with("resource.") => return None,
        _ => (name, true),
    };
    if name == "show" || known.attributes.contains_key(name) {
        return None;
    }
    if let Some(inner) = inner {
        return members(name, None, inner, member, at, subject).map(|found| match is_there {
            true => found,
            false => Diagnostic { refusal: None, severity: Severity::Warning, ..found },
        });
    }
    let message = format!("the members of `{}` have no attribute `{name}`", group.name);
    // Heat finds it when it makes the template of the members.
    let diagnostic = match member.refusal.filter(|_| is_there) {
        Some(refusal) => {
            Diagnostic::error(codes::UNKNOWN_ATTRIBUTE, value(&at.path()), message).refused_by(refusal)
        }
        None => Diagnostic::warning(codes::UNKNOWN_ATTRIBUTE, value(&at.path()), message),
    };
    Some(help(diagnostic, name, known, at))
}

/// What is read of a chain is read of each of its members, or of the one that is named.
fn chained(
    name: &str,
    next: Option<&str>,
    chain: &Definition<'_>,
    at: &At<'_>,
    subject: &Subject<'_>,
) -> Option<Diagnostic> {
    let types = chain.property("resources")?.as_sequence()?;
    let (only, name) = match (name, name.strip_prefix("resource.")) {
        ("refs", _) => return None,
        ("attributes", _) => (None, next?),
        (_, None) => (None, name),
        (_, Some(member)) => match member.split_once('.') {
            Some((index, name)) => (Some(index.parse::<usize>().ok()?), name),
            None => (Some(member.parse().ok()?), next?),
        },
    };
    let members = types.iter().enumerate().filter(|(index, _)| only.is_none_or(|only| only == *index));
    let known = members.filter_map(|(_, name)| subject.catalog.find(name.as_str()?));
    let is_there =
        |known: &ResourceType| known.any_attribute || known.attributes.contains_key(name) || name == "show";
    let known = known.into_iter().find(|known| !is_there(known))?;
    let message = format!("`{}`, a member of `{}`, has no attribute `{name}`", known.name, chain.name);
    let diagnostic = Diagnostic::error(codes::UNKNOWN_ATTRIBUTE, value(&at.path()), message);
    Some(help(diagnostic.refused_by(Refusal::Create), name, known, at))
}

fn help(diagnostic: Diagnostic, name: &str, known: &ResourceType, at: &At<'_>) -> Diagnostic {
    let names: Vec<&str> = known.attributes.keys().map(String::as_str).collect();
    let help = match names.is_empty() {
        true => "it has none but `show`".to_owned(),
        false => format!("there are {}", names.join(", ")),
    };
    suggest(diagnostic.help(help), value(&at.path()), nearest(name, names))
}
