//! The armed template: the same one, that builds nothing as long as its parameter `reservation_id` is a placeholder. And
//! the template that declares this parameter, where it did not.
//!
//! A testbed that starts a stack when a lease begins gives it the reservation's id, and nothing else. Where the testbed
//! cannot hold a stack back until then, a condition does it: every resource and every output depends on it. The rewrite
//! changes the places that it must and leaves every other byte as it is.

use std::sync::Arc;

use hotplate_schema::Value;

use crate::{Node, Source, TemplateVersion, parse};

/// The parameter that a lease gives when it begins.
pub const RESERVATION: &str = "reservation_id";

/// The value with which an armed template builds nothing.
pub const PLACEHOLDER: &str = "dummy";

/// The first version with conditions.
const FIRST: &str = "2016-10-14";

/// The oldest version whose templates mean the same in [`FIRST`].
const OLDEST: &str = "2014-10-16";

/// Asks Blazar whether there is a lease of that id, which refuses a placeholder, and a reservation's id too.
const CONSTRAINT: &str = "blazar.reservation";

/// What a place becomes.
struct Change {
    start: usize,
    end: usize,
    text: String,
}

/// Arms a template; what stands in the way otherwise, in words.
pub fn arm(text: &str) -> Result<String, String> {
    let document = parse(&Source::new("", text)).value;
    let root = document.root().ok_or("the template is empty, or no YAML")?;
    let mut changes = Vec::new();
    version(root, &mut changes)?;
    let parameter = root.get("parameters").and_then(|parameters| parameters.get(RESERVATION));
    let parameter = parameter.ok_or_else(|| {
        format!("the template has no parameter `{RESERVATION}`, which is what a lease gives when it begins")
    })?;
    constraints(parameter, &mut changes);
    let resources = root.get("resources").filter(|resources| resources.as_mapping().is_some());
    let resources = resources.ok_or("the template has no resources")?;
    let name = condition_name(root);
    condition(root, text, &name, &mut changes)?;
    for section in [Some(resources), root.get("outputs")].into_iter().flatten() {
        for (_, _, entry) in section.as_mapping().unwrap_or_default() {
            gate(entry, text, &name, &mut changes);
        }
    }
    Ok(changed(text, changes))
}

/// Declares the parameter that a lease gives, and has every server read it; what stands in the way otherwise, in words.
pub fn declare(text: &str) -> Result<String, String> {
    let document = parse(&Source::new("", text)).value;
    let root = document.root().ok_or("the template is empty, or no YAML")?;
    let mut changes = Vec::new();
    if root.get("parameters").and_then(|parameters| parameters.get(RESERVATION)).is_none() {
        say(root, text, "parameters", &format!("{RESERVATION}: {{type: string}}"), &mut changes)?;
    }
    for (_, _, resource) in root.get("resources").and_then(|all| all.as_mapping()).unwrap_or_default() {
        hint(resource, text, &mut changes);
    }
    Ok(changed(text, changes))
}

/// Has a server, or what a group repeats, start on the reservation, unless it names one.
fn hint(resource: &Node, text: &str, changes: &mut Vec<Change>) {
    let Some(properties) = resource.get("properties") else { return };
    if let Some(member) = properties.get("resource_def") {
        return hint(member, text, changes);
    }
    if resource.get("type").and_then(|kind| kind.as_str()) != Some("OS::Nova::Server") {
        return;
    }
    let reservation = format!("reservation: {{get_param: {RESERVATION}}}");
    match properties.get("scheduler_hints") {
        Some(hints) if hints.get("reservation").is_some() => {}
        Some(hints) => first(hints, text, &reservation, changes),
        None => first(properties, text, &format!("scheduler_hints: {{{reservation}}}"), changes),
    }
}

/// Conditions need a version that has them.
fn version(root: &Node, changes: &mut Vec<Change>) -> Result<(), String> {
    let node = root.get("heat_template_version").ok_or("the template is none of Heat's own format")?;
    let written = match node.to_value() {
        Value::String(text) => text,
        other => other.to_json(false).trim_matches('"').to_owned(),
    };
    let version = TemplateVersion::find(&written);
    let date = version.map(TemplateVersion::date).ok_or("its version is none that Heat knows")?;
    if date < OLDEST {
        return Err(format!(
            "a template of version {written} would mean something else in {FIRST}, the first version with conditions: write it for a newer version"
        ));
    }
    if date < FIRST {
        changes.push(at(node, FIRST.to_owned()));
    }
    Ok(())
}

/// Leaves out the one constraint that refuses a placeholder.
fn constraints(parameter: &Node, changes: &mut Vec<Change>) {
    let entries = parameter.as_mapping().unwrap_or_default();
    let Some((_, key, node)) = entries.iter().find(|(key, ..)| key.as_str() == Some("constraints")) else {
        return;
    };
    let all = node.as_sequence().unwrap_or_default();
    let is_other =
        |one: &&Arc<Node>| one.get("custom_constraint").and_then(|name| name.as_str()) != Some(CONSTRAINT);
    let others: Vec<Value> = all.iter().filter(is_other).map(|one| one.to_value()).collect();
    if others.len() < all.len() {
        let text = format!(": {}", Value::List(others).to_json(false));
        changes.push(Change { start: key.end as usize, end: node.span.end as usize, text });
    }
}

/// A name that no condition has yet.
fn condition_name(root: &Node) -> String {
    let taken = |name: &str| root.get("conditions").is_some_and(|conditions| conditions.get(name).is_some());
    let mut name = "reserved".to_owned();
    for number in 2_u32.. {
        if !taken(&name) {
            break;
        }
        name = format!("reserved_{number}");
    }
    name
}

/// Says the condition, in the section for it or in a new one.
fn condition(root: &Node, text: &str, name: &str, changes: &mut Vec<Change>) -> Result<(), String> {
    let meaning = format!("{{not: {{equals: [{{get_param: {RESERVATION}}}, {PLACEHOLDER}]}}}}");
    say(root, text, "conditions", &format!("{name}: {meaning}"), changes)
}

/// Puts an entry into a section, or into a new one before the resources.
fn say(root: &Node, text: &str, section: &str, entry: &str, changes: &mut Vec<Change>) -> Result<(), String> {
    let entries = root.as_mapping().unwrap_or_default();
    match root.get(section).filter(|section| !section.is_null()) {
        Some(section) if section.as_mapping().is_some_and(<[_]>::is_empty) => {
            changes.push(at(section, format!("{{{entry}}}")));
        }
        Some(section) => first(section, text, entry, changes),
        None => {
            let stands = entries.iter().any(|(key, ..)| key.as_str() == Some(section));
            let (_, key, _) = entries
                .iter()
                .find(|(key, ..)| key.as_str() == Some(if stands { section } else { "resources" }))
                .ok_or("the template has no resources")?;
            if stands {
                return Err(format!("its section `{section}` is empty: leave it out"));
            }
            let start = key.start as usize;
            let block = text.get(..start).is_some_and(|before| before.is_empty() || before.ends_with('\n'));
            let text = match block {
                true => format!("{section}:\n  {entry}\n\n"),
                false => format!("{section}: {{{entry}}}, "),
            };
            changes.push(Change { start, end: start, text });
        }
    }
    Ok(())
}

/// Has a resource or an output depend on the condition, beside what it depends on already.
fn gate(entry: &Node, text: &str, name: &str, changes: &mut Vec<Change>) {
    match entry.get("condition") {
        Some(condition) => {
            let own = condition.to_value().to_json(false);
            changes.push(at(condition, format!("{{and: [{name}, {own}]}}")));
        }
        None => first(entry, text, &format!("condition: {name}"), changes),
    }
}

/// Puts an entry before all others of a mapping.
fn first(mapping: &Node, text: &str, entry: &str, changes: &mut Vec<Change>) {
    let Some((_, key, _)) =
        mapping.as_mapping().and_then(|entries| entries.iter().min_by_key(|(_, key, _)| key.start))
    else {
        return;
    };
    let start = key.start as usize;
    let before = text.get(..start).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    let flow = text.get(mapping.span.range()).is_some_and(|text| text.starts_with('{'));
    let text = match flow {
        true => format!("{entry}, "),
        // What stands in a list has its first key after a dash.
        false => format!("{entry}\n{}", " ".repeat(line.chars().count())),
    };
    changes.push(Change { start, end: start, text });
}

fn at(node: &Node, text: String) -> Change {
    Change { start: node.span.start as usize, end: node.span.end as usize, text }
}

/// A text with changes, each made once: what an alias repeats stands in one place.
fn changed(text: &str, mut changes: Vec<Change>) -> String {
    changes.sort_by_key(|change| (change.start, change.end));
    changes.dedup_by_key(|change| (change.start, change.end));
    let (mut whole, mut done) = (String::with_capacity(text.len() * 2), 0);
    for change in changes {
        let Some(between) = text.get(done..change.start) else { continue };
        whole.push_str(between);
        whole.push_str(&change.text);
        // A block's value ends after its line; the end of the line is not part of what it says.
        let replaced = text.get(change.start..change.end).unwrap_or_default();
        done = change.start + replaced.trim_end().len();
    }
    whole.push_str(text.get(done..).unwrap_or_default());
    whole
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, expected: Expect) {
        let armed = arm(text).unwrap_or_else(|why| format!("no: {why}\n"));
        expected.assert_eq(&armed);
    }

    #[test]
    fn everything_depends_on_the_condition_and_all_else_stays() {
        check(
            "heat_template_version: 2015-10-15   # the guide's
parameters:
  reservation_id:
    type: string
    constraints:
      - custom_constraint: blazar.reservation
  # how many
  count: {type: number, default: 2}

resources:
  # a server
  a:
    type: OS::Nova::Server
    properties: {flavor: x}
  b: {type: OS::Heat::Value}
outputs:
  o:
    value: {get_attr: [a, name]}
",
            expect![[r#"
                heat_template_version: 2016-10-14   # the guide's
                parameters:
                  reservation_id:
                    type: string
                    constraints: []
                  # how many
                  count: {type: number, default: 2}

                conditions:
                  reserved: {not: {equals: [{get_param: reservation_id}, dummy]}}

                resources:
                  # a server
                  a:
                    condition: reserved
                    type: OS::Nova::Server
                    properties: {flavor: x}
                  b: {condition: reserved, type: OS::Heat::Value}
                outputs:
                  o:
                    condition: reserved
                    value: {get_attr: [a, name]}
            "#]],
        );
    }

    #[test]
    fn conditions_that_are_there_still_hold() {
        check(
            "heat_template_version: pike
parameters:
  reservation_id:
    type: string
    constraints:
    - custom_constraint: blazar.reservation
    - length: {min: 3}
conditions:
  reserved: {equals: [1, 1]}
resources:
  a:
    type: OS::Heat::Value
    condition: reserved
  b:
    condition:
      not: reserved
    type: OS::Heat::Value
  c: &c
    type: OS::Heat::Value
  d: *c
",
            expect![[r#"
                heat_template_version: pike
                parameters:
                  reservation_id:
                    type: string
                    constraints: [{"length": {"min": 3}}]
                conditions:
                  reserved_2: {not: {equals: [{get_param: reservation_id}, dummy]}}
                  reserved: {equals: [1, 1]}
                resources:
                  a:
                    type: OS::Heat::Value
                    condition: {and: [reserved_2, "reserved"]}
                  b:
                    condition:
                      {and: [reserved_2, {"not": "reserved"}]}
                    type: OS::Heat::Value
                  c: &c
                    condition: reserved_2
                    type: OS::Heat::Value
                  d: *c
            "#]],
        );
    }

    #[test]
    fn the_parameter_is_declared_and_every_server_reads_it() {
        let declared = |text: &str| declare(text).unwrap_or_else(|why| format!("no: {why}"));
        let text = "heat_template_version: 2018-08-31   # the guide's

resources:
  a:
    type: OS::Nova::Server
    properties:
      # small
      flavor: x
  b: {type: OS::Nova::Server, properties: {scheduler_hints: {group: g}}}
  c:
    type: OS::Heat::ResourceGroup
    properties:
      resource_def:
        type: OS::Nova::Server
        properties:
          scheduler_hints:
            reservation: mine
  d: {type: OS::Heat::Value, properties: {value: 1}}
";
        let expected = expect![[r#"
            heat_template_version: 2018-08-31   # the guide's

            parameters:
              reservation_id: {type: string}

            resources:
              a:
                type: OS::Nova::Server
                properties:
                  # small
                  scheduler_hints: {reservation: {get_param: reservation_id}}
                  flavor: x
              b: {type: OS::Nova::Server, properties: {scheduler_hints: {reservation: {get_param: reservation_id}, group: g}}}
              c:
                type: OS::Heat::ResourceGroup
                properties:
                  resource_def:
                    type: OS::Nova::Server
                    properties:
                      scheduler_hints:
                        reservation: mine
              d: {type: OS::Heat::Value, properties: {value: 1}}
        "#]];
        expected.assert_eq(&declared(text));
        assert_eq!(declared(&declared(text)), declared(text));
        let rows = [
            ("parameters: {}\nresources: {}", "parameters: {reservation_id: {type: string}}\nresources: {}"),
            ("{resources: {}}", "{parameters: {reservation_id: {type: string}}, resources: {}}"),
            (
                "parameters:\n  a: {type: json}\nresources: {}",
                "parameters:\n  reservation_id: {type: string}\n  a: {type: json}\nresources: {}",
            ),
            ("parameters:\nresources: {}", "no: its section `parameters` is empty: leave it out"),
            ("a: 1", "no: the template has no resources"),
            ("", "no: the template is empty, or no YAML"),
        ];
        for (text, expected) in rows {
            assert_eq!(declared(text), expected, "{text}");
        }
    }

    #[test]
    fn what_stands_in_the_way_is_said() {
        let rows = [
            ("", "empty"),
            ("a: 1", "none of Heat's own format"),
            (
                "heat_template_version: 2013-05-23\nparameters: {reservation_id: {type: string}}\nresources: {}",
                "would mean something else",
            ),
            ("heat_template_version: 2018-08-31\nresources: {a: {type: X}}", "no parameter `reservation_id`"),
            (
                "heat_template_version: 2018-08-31\nparameters: {reservation_id: {type: string}}",
                "no resources",
            ),
        ];
        for (text, said) in rows {
            let why = arm(text).unwrap_err();
            assert!(why.contains(said), "{text}: {why}");
        }
    }

    proptest! {
        #[test]
        fn no_text_is_a_panic(text in "(heat_template_version: 2018-08-31\n|parameters:\n|  reservation_id: |\\{|\\}|conditions:\n|resources:\n|outputs:\n|  a:\n|    type: X\n|    condition: |&a |\\*a|- |é|\\PC|\n){0,30}") {
            let _ = (arm(&text), declare(&text));
        }
    }
}
