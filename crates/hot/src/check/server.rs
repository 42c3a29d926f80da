//! `missing-user-data-format`, `missing-transport`: servers that deployments go to must carry the agent's
//! configuration (`heat/engine/resources/openstack/heat/software_deployment.py`, `validate`).

use hotplate_schema::IndexMap;

use super::deployment::{call, deployments, servers_of};
use super::subject::{Definition, Subject, line_end, value};
use super::values::is_call;
use crate::{Diagnostic, Fix, Path, Place, Refusal, Span, codes};

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    // Each server once, with the first deployment that goes to it directly, or else the first at all.
    let mut servers: IndexMap<&Path, (&Definition<'_>, &Definition<'_>, bool)> = IndexMap::default();
    for deployment in deployments(subject) {
        // Heat itself only looks at single deployments on single servers.
        let direct = deployment
            .property("server")
            .is_some_and(|node| node.as_str().is_some() || call(node, "get_resource").is_some());
        for server in servers_of(deployment, subject) {
            let entry = servers.entry(&server.path).or_insert((server, deployment, direct));
            if direct && !entry.2 {
                *entry = (server, deployment, direct);
            }
        }
    }
    for (server, deployment, direct) in servers.into_values() {
        if server.properties.is_some_and(|node| is_call(node, subject.version)) {
            continue;
        }
        found.extend(user_data_format(server, deployment, direct, subject));
        found.extend(transport(server, deployment, subject));
    }
}

fn user_data_format(
    server: &Definition<'_>,
    deployment: &Definition<'_>,
    direct: bool,
    subject: &Subject<'_>,
) -> Option<Diagnostic> {
    const WANTED: &str = "SOFTWARE_CONFIG";
    let path = || server.path.key("properties").key("user_data_format");
    let (place, fix) = match server.property("user_data_format") {
        Some(node) if node.as_str() == Some(WANTED) || is_call(node, subject.version) => return None,
        Some(_) => {
            (value(&path()), Some(Fix::replace(value(&path()), WANTED, format_args!("set it to {WANTED}"))))
        }
        None => (server.place(), add_property(server, &format!("user_data_format: {WANTED}"), subject)),
    };
    let message = format!(
        "the deployment `{}` never reaches this server: it carries no agent configuration",
        deployment.name
    );
    let diagnostic = Diagnostic::error(codes::MISSING_USER_DATA_FORMAT, place, message)
        .also(deployment.place(), "the deployment")
        .help(format!("add `user_data_format: {WANTED}` to its properties"));
    let diagnostic = if direct { diagnostic.refused_by(Refusal::Create) } else { diagnostic };
    Some(Diagnostic { fix, ..diagnostic })
}

fn transport(
    server: &Definition<'_>,
    deployment: &Definition<'_>,
    subject: &Subject<'_>,
) -> Option<Diagnostic> {
    const COMMON: &str = "software_config_transport: POLL_SERVER_HEAT";
    if server.property("software_config_transport").is_some() {
        return None;
    }
    let message =
        "the agent on this server asks Heat's CloudFormation service, which a testbed may not offer";
    let diagnostic = Diagnostic::note(codes::MISSING_TRANSPORT, server.place(), message)
        .also(deployment.place(), "this deployment waits for the agent")
        .help(format!("add `{COMMON}` to its properties"));
    Some(Diagnostic { fix: add_property(server, COMMON, subject), ..diagnostic })
}

/// Puts a property before the first one: on a line of its own, or in front of it where they stand in braces.
fn add_property(server: &Definition<'_>, line: &str, subject: &Subject<'_>) -> Option<Fix> {
    let properties = server.properties?;
    let (_, first, _) = properties.as_mapping()?.iter().min_by_key(|(_, key, _)| key.start)?;
    let text = subject.document.text();
    let before = text.get(..first.start as usize)?;
    let indent = before.rsplit('\n').next().unwrap_or_default();
    let place = Place::Span(Span { start: first.start, end: first.start });
    let more = if subject.document.slice(properties.span).starts_with('{') {
        before.trim_end().ends_with('{').then(|| format!("{line}, "))
    } else {
        let plain = !indent.is_empty() && indent.bytes().all(|byte| byte == b' ');
        plain.then(|| [line, line_end(text), indent].concat())
    };
    more.map(|more| Fix::replace(place, &more, format_args!("add {line}")))
}
