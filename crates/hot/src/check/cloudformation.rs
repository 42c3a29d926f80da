//! `other-format`: templates in CloudFormation's format. What they name and compute is looked at while planning; of
//! the rest what makes Heat refuse them (`heat/engine/cfn/template.py`).

use super::constraint::{IN_OTHER_FORMAT, fault as fault_of, invalid, misfit};
use super::subject::{Definition, Subject, entries, key, suggest, value};
use super::way::Way;
use super::{
    deletion_policy, misplaced_function, property, resource, resource_name, resource_type, shape, values,
};
use crate::template::cloudformation::{FORMATS, KINDS, key as own_key};
use crate::template::{integer, number};
use crate::{Diagnostic, Node, Path, Refusal, TemplateVersion, codes, nearest};

const SECTIONS: [&str; 8] = [
    "AWSTemplateFormatVersion",
    "HeatTemplateFormatVersion",
    "Description",
    "Mappings",
    "Parameters",
    "Resources",
    "Outputs",
    "Conditions",
];
const RESOURCE: [&str; 8] = [
    "Type",
    "Properties",
    "Metadata",
    "DependsOn",
    "DeletionPolicy",
    "UpdatePolicy",
    "Description",
    "Condition",
];
const PARAMETER: [&str; 12] = [
    "Type",
    "Default",
    "NoEcho",
    "AllowedValues",
    "AllowedPattern",
    "MaxLength",
    "MinLength",
    "MaxValue",
    "MinValue",
    "Description",
    "ConstraintDescription",
    "Label",
];

/// The sections that hold named things.
const MAPPINGS: [&str; 4] = ["Parameters", "Conditions", "Resources", "Outputs"];

/// The rules that hold in this format too.
const SHARED: [fn(&Definition<'_>, &Subject<'_>, &mut Vec<Diagnostic>); 3] =
    [resource_type::check, deletion_policy::check, property::check];

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    whole(subject.root, subject.version, found);
    resource::check_section(subject, found);
    resource_name::check(subject, found);
    for definition in &subject.definitions {
        SHARED.iter().for_each(|rule| rule(definition, subject, found));
        if definition.member {
            resource::check(definition, subject, found);
            continue;
        }
        let way = definition.way();
        for (name, _) in resource::KEYS.iter().filter(|(name, _)| has(&RESOURCE, name, subject.version)) {
            let Some(node) = definition.get(name) else { continue };
            let wrong = resource::wrong_shape(name, &way.key(name), node, false, subject.version);
            found.extend(wrong);
        }
    }
    values::visit(subject, |site| misplaced_function::check(&site, subject, found));
}

/// Whether a resource has that key of HOT in a version.
fn has(keys: &[&str], name: &str, version: TemplateVersion) -> bool {
    keys.contains(&own_key(name).as_str()) && (name != "condition" || version.has_conditions())
}

/// What is asked of the template as a whole, and of the keys of its parts.
fn whole(root: &Node, version: TemplateVersion, found: &mut Vec<Diagnostic>) {
    let mut given = FORMATS.iter().filter(|(format, _)| root.get(format).is_some());
    let Some((format, _)) = given.next() else { return };
    let path = Path::keys([*format]);
    let message = "of templates in CloudFormation's format only what Heat refuses is checked here";
    let note = Diagnostic::note(codes::OTHER_FORMAT, key(&path), message);
    found.push(note.help("what it takes and may surprise is only checked with `heat_template_version`"));
    if let Some((other, _)) = given.next() {
        let message = format!("the template names two formats: `{format}` and `{other}`");
        let ambiguous = Diagnostic::error(codes::AMBIGUOUS_VERSION, key(&path), message);
        found.push(ambiguous.help("keep one of them").refused_by(Refusal::Validate));
    } else if root.get(format).and_then(|node| node.as_str()) != Some(version.date()) {
        let message = format!("`{format}` must be `{version}`");
        let unknown = Diagnostic::error(codes::UNKNOWN_VERSION, value(&path), message);
        found.push(unknown.help("there is no other version").refused_by(Refusal::Validate));
    }
    let known = |all: &[&'static str]| -> Vec<&'static str> {
        let is_known = |name: &&str| version.has_conditions() || !name.starts_with("Condition");
        all.iter().copied().filter(is_known).collect()
    };
    let section = Diagnostic::error(codes::UNKNOWN_SECTION, key(Way::Top), "a template has no section");
    unknown(root, &Way::Top, &known(&SECTIONS), &section.refused_by(Refusal::Validate), found);
    for section in known(&MAPPINGS) {
        // What Python takes for false counts as absent, except in `Conditions`.
        let node = root.get(section).filter(|node| section == "Conditions" || node.is_truthy());
        if let Some(node) = node.filter(|node| node.as_mapping().is_none()) {
            found.push(shape::wrong(
                value(Way::section(section)),
                &format!("`{section}`"),
                "a mapping",
                node,
            ));
        }
    }
    for (section, keys, needed) in [
        ("Resources", &RESOURCE[..], None),
        ("Parameters", &PARAMETER[..], Some(("Type", codes::MISSING_TYPE))),
        ("Outputs", &[][..], Some(("Value", codes::MISSING_VALUE))),
    ] {
        let Some(node) = root.get(section) else { continue };
        for (name, path, node) in entries(node, &Way::section(section)) {
            let name = name.python_str();
            if let Some((needed, code)) = needed.filter(|(needed, _)| node.get(needed).is_none()) {
                let message = format!("`{name}` does not say its `{needed}`");
                let missing =
                    Diagnostic::error(code, key(path), message).help(format!("add `{needed}:` below it"));
                found.push(missing.refused_by(Refusal::Validate));
            }
            let ignored = Diagnostic::warning(codes::IGNORED_KEY, key(path), "Heat ignores the key");
            let refused = Diagnostic::error(codes::UNKNOWN_KEY, key(path), "a parameter has no key");
            match section {
                "Parameters" => unknown(node, &path, keys, &refused.refused_by(Refusal::Validate), found),
                "Resources" => unknown(node, &path, keys, &ignored, found),
                _ => {}
            }
            if section == "Parameters" {
                parameter(node, &path, found);
            }
        }
    }
}

/// The type of a parameter, and the keys that constrain it.
fn parameter(node: &Node, path: &Way<'_>, found: &mut Vec<Diagnostic>) {
    let kind = node.get("Type").and_then(|node| KINDS.iter().find(|(name, _)| node.as_str() == Some(*name)));
    if let Some(written) = node.get("Type").filter(|_| kind.is_none()) {
        let name = written.to_value().python_str();
        let message = format!("parameters have no type `{name}`");
        let diagnostic = Diagnostic::error(codes::UNKNOWN_PARAMETER_TYPE, value(path.key("Type")), message);
        let names = KINDS.map(|(kind, _)| kind).join(", ");
        found.push(diagnostic.help(format!("there are {names}")).refused_by(Refusal::Validate));
    }
    for (name, constraint) in IN_OTHER_FORMAT {
        let Some(written) = node.get(name) else { continue };
        let path = path.key(name);
        let fault = match constraint {
            "range" | "length" if written.is_null() => None,
            "range" if number(written).is_none() => Some("a bound must be a number"),
            "length" if integer(written).is_none() => Some("a length must be a whole number"),
            _ => None,
        };
        let fault = fault.map(str::to_owned).or_else(|| match constraint {
            "range" | "length" => None,
            _ => fault_of(constraint, written),
        });
        if let Some(fault) = fault {
            let help = "it works as the constraint of that name in HOT";
            found.push(invalid(value(path), fault).help(help));
        } else if let Some((_, kind)) = kind {
            found.extend(misfit(constraint, *kind, &path));
        }
    }
    for bounds in [["MinValue", "MaxValue"], ["MinLength", "MaxLength"]] {
        let given = || bounds.iter().filter_map(|name| Some((name, node.get(name)?)));
        if given().all(|(_, node)| node.is_null())
            && let Some((name, _)) = given().next()
        {
            found.push(
                invalid(value(path.key(name)), "one of the bounds must be given").help("write a number"),
            );
        }
    }
}

/// Says of every key that is not known what `words` says of it.
fn unknown(node: &Node, path: &Way<'_>, known: &[&str], words: &Diagnostic, found: &mut Vec<Diagnostic>) {
    for (name, path, _) in entries(node, path) {
        let name = name.python_str();
        if !known.contains(&&*name) {
            let mut diagnostic = words.clone().help(format!("there are {}", known.join(", ")));
            diagnostic.message.push_str(&format!(" `{name}`"));
            diagnostic.labels[0].place = key(path);
            found.push(suggest(diagnostic, key(path), nearest(&name, known.iter().copied())));
        }
    }
}
