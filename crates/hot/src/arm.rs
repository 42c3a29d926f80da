//! The armed template: the same one, that builds nothing as long as its parameter `reservation_id` is a placeholder. And
//! the template that declares this parameter, where it did not.
//!
//! A testbed that starts a stack when a lease begins gives it the reservation's id, and nothing else. Where the testbed
//! cannot hold a stack back until then, a condition does it: every resource and every output depends on it. The rewrite
//! changes the places that it must and leaves every other byte as it is.

use std::collections::BTreeSet;
use std::sync::Arc;

use hotplate_schema::Value;

use crate::document::prefix;
use crate::{Function, Node, NodeKind, Source, Span, TemplateVersion, parse};

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
    constraints(parameter, text, &mut changes)?;
    let resources = root.get("resources").filter(|resources| resources.as_mapping().is_some());
    let resources = resources.ok_or("the template has no resources")?;
    let name = condition_name(root);
    condition(root, text, &name, &mut changes)?;
    for section in [Some(resources), root.get("outputs")].into_iter().flatten() {
        for (_, _, entry) in section.as_mapping().unwrap_or_default() {
            gate(entry, text, &name, &mut changes)?;
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
        if let Some((called, instead)) = version.zip(TemplateVersion::find(FIRST)).and_then(|(old, new)| {
            let lost =
                |name: &str| Function::removed(name, new).filter(|_| Function::find(name, old).is_some());
            call(root, &lost, &mut BTreeSet::new())
        }) {
            return Err(format!(
                "it calls `{called}`, which {FIRST}, the first version with conditions, no longer has: write {instead}"
            ));
        }
        changes.push(at(node, FIRST.to_owned()));
    }
    Ok(())
}

/// The first call of a function that gets lost, and what takes its place. What an alias repeats is looked at once.
fn call(
    node: &Node,
    lost: &dyn Fn(&str) -> Option<&'static str>,
    seen: &mut BTreeSet<Span>,
) -> Option<(String, &'static str)> {
    match &node.kind {
        NodeKind::Scalar(_) => None,
        _ if !seen.insert(node.span) => None,
        NodeKind::Sequence(items) => items.iter().find_map(|item| call(item, lost, seen)),
        NodeKind::Mapping(entries) => entries.iter().find_map(|(key, _, value)| {
            let name = key.as_str().filter(|_| entries.len() == 1);
            let called = name.and_then(|name| Some((name.to_owned(), lost(name)?)));
            called.or_else(|| call(value, lost, seen))
        }),
    }
}

/// Leaves out the one constraint that refuses a placeholder.
fn constraints(parameter: &Node, text: &str, changes: &mut Vec<Change>) -> Result<(), String> {
    let Some(value) = Written::of(parameter, "constraints", text) else { return Ok(()) };
    let all = value.node.as_sequence().unwrap_or_default();
    let is_other =
        |one: &&Arc<Node>| one.get("custom_constraint").and_then(|name| name.as_str()) != Some(CONSTRAINT);
    let others: Vec<Value> = all.iter().filter(is_other).map(|one| one.to_value()).collect();
    if others.len() == all.len() {
        return Ok(());
    }
    let others = Value::List(others).to_json(false);
    if value.is_alias {
        changes.push(Change { start: value.start, end: value.end, text: others });
        return Ok(());
    }
    let (before, content) = value.parts(text);
    if has_anchor(content) {
        return Err(format!("an anchor stands in the constraints of `{RESERVATION}`: write them out"));
    }
    changes.push(Change { start: value.key, end: value.end, text: [": ", before, &others].concat() });
    Ok(())
}

/// Where the value of an entry is written.
struct Written<'a> {
    /// Where its key ends.
    key: usize,
    start: usize,
    end: usize,
    /// Whether only an alias of it stands there.
    is_alias: bool,
    node: &'a Node,
}

impl<'a> Written<'a> {
    fn of(mapping: &'a Node, key: &str, text: &str) -> Option<Self> {
        let entries = mapping.as_mapping()?;
        let (_, span, node) = entries.iter().find(|(known, ..)| known.as_str() == Some(key))?;
        let key = span.end as usize;
        let behind = text.get(key..).unwrap_or_default().trim_start();
        let value = behind.strip_prefix(':').unwrap_or(behind).trim_start();
        let is_alias = value.starts_with('*');
        let (start, end) = match is_alias {
            true => {
                let start = text.len() - value.len();
                let ends = |c: char| c.is_whitespace() || matches!(c, ',' | ']' | '}');
                (start, start + value.find(ends).unwrap_or(value.len()))
            }
            false => (node.span.start as usize, node.span.end as usize),
        };
        Some(Self { key, start, end, is_alias, node })
    }

    /// Its anchor and tag, and what stands behind them.
    fn parts(&self, text: &'a str) -> (&'a str, &'a str) {
        let written = text.get(self.start..self.end).unwrap_or_default();
        written.split_at(prefix(written))
    }
}

/// Whether there is what looks like an anchor.
fn has_anchor(written: &str) -> bool {
    written
        .match_indices('&')
        .any(|(at, _)| written[at + 1..].starts_with(|c: char| c.is_alphanumeric() || c == '_'))
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
fn gate(entry: &Node, text: &str, name: &str, changes: &mut Vec<Change>) -> Result<(), String> {
    let Some(own) = Written::of(entry, "condition", text) else {
        first(entry, text, &format!("condition: {name}"), changes);
        return Ok(());
    };
    let (before, content) = own.parts(text);
    let is_block = own.node.as_scalar().is_none() && !content.starts_with(['{', '[']);
    if is_block && !own.is_alias && has_anchor(content) {
        return Err(format!(
            "an anchor stands in the condition `{}`: write it in braces",
            content.trim_end()
        ));
    }
    let content = match own.is_alias || own.node.as_scalar().is_none() && !is_block {
        true => content.to_owned(),
        false => own.node.to_value().to_json(false),
    };
    let text = format!("{{and: [{name}, {before}{content}]}}");
    changes.push(Change { start: own.start, end: own.end, text });
    Ok(())
}

/// Puts an entry before all others of a mapping.
fn first(mapping: &Node, text: &str, entry: &str, changes: &mut Vec<Change>) {
    let Some(entries) = mapping.as_mapping() else { return };
    let written = text.get(mapping.span.range()).unwrap_or_default();
    let (before, content) = written.split_at(prefix(written));
    let Some((_, key, _)) = entries.iter().min_by_key(|(_, key, _)| key.start) else {
        return changes.push(at(mapping, [before, "{", entry, "}"].concat()));
    };
    let start = key.start as usize;
    let before = text.get(..start).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    let text = match content.starts_with('{') {
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
    fn anchors_and_aliases_still_mean_the_same() {
        check(
            "heat_template_version: pike
parameters:
  other: {type: string, constraints: &k [{custom_constraint: blazar.reservation}, {length: {min: 3}}]}
  reservation_id: {type: string, constraints: *k}
conditions: &none {}
resources:
  a: &x { type: OS::Heat::None, condition: &c big }
  b:
    type: OS::Heat::None
    condition: *c
  d: !!map {type: OS::Heat::None, condition: {not: &e big}}
  e: *x
  f:
    type: OS::Heat::None
    condition: &f
      not: *e
  g: &g
    type: OS::Heat::None
",
            expect![[r#"
                heat_template_version: pike
                parameters:
                  other: {type: string, constraints: &k [{custom_constraint: blazar.reservation}, {length: {min: 3}}]}
                  reservation_id: {type: string, constraints: [{"length": {"min": 3}}]}
                conditions: &none {reserved: {not: {equals: [{get_param: reservation_id}, dummy]}}}
                resources:
                  a: &x { type: OS::Heat::None, condition: {and: [reserved, &c "big"]} }
                  b:
                    type: OS::Heat::None
                    condition: {and: [reserved, *c]}
                  d: !!map {type: OS::Heat::None, condition: {and: [reserved, {not: &e big}]}}
                  e: *x
                  f:
                    type: OS::Heat::None
                    condition: {and: [reserved, &f
                      {"not": "big"}]}
                  g: &g
                    condition: reserved
                    type: OS::Heat::None
            "#]],
        );
        check(
            "heat_template_version: pike
parameters:
  reservation_id:
    constraints: &k
      - custom_constraint: blazar.reservation
    type: string
conditions: {}
resources: {a: {type: OS::Heat::None}}
",
            expect![[r#"
                heat_template_version: pike
                parameters:
                  reservation_id:
                    constraints: &k
                      []
                    type: string
                conditions: {reserved: {not: {equals: [{get_param: reservation_id}, dummy]}}}
                resources: {a: {condition: reserved, type: OS::Heat::None}}
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
            (
                "heat_template_version: 2015-04-30\nparameters: {reservation_id: {type: string}}\nresources: {a: {type: X, properties: {x: {Fn::Select: [0, [a]]}}}}",
                "it calls `Fn::Select`, which 2016-10-14, the first version with conditions, no longer has: write a path",
            ),
            (
                "heat_template_version: 2018-08-31\nparameters: {reservation_id: {type: string}}\nresources:\n  a:\n    type: X\n    condition:\n      not: &c x\n",
                "an anchor stands in the condition `not: &c x`",
            ),
            (
                "heat_template_version: 2018-08-31\nparameters: {reservation_id: {type: string, constraints: [custom_constraint: &c blazar.reservation]}}\nresources: {}",
                "an anchor stands in the constraints",
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
