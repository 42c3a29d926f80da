//! What is known of the thing under the pointer.

use hotplate_schema::Catalog;

use super::describe;
use super::reference::{Reference, at};
use super::schema::{inside, is};
use crate::{Function, Part, Path, Place, Reading, Span, Step, TemplateVersion};

/// What is known of the thing under the pointer.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Hover {
    /// The bytes it speaks of.
    pub span: Span,
    /// Its name and kind: `instance_count · parameter`.
    pub title: String,
    /// Facts, one a line.
    pub lines: Vec<String>,
}

/// What is known of the thing at a byte.
pub fn hover(reading: &Reading, catalog: &Catalog, byte: u32) -> Option<Hover> {
    let document = &reading.document;
    let path = document.path_at(byte);
    let key = document.span(&Place::Path(path.clone(), Part::Key));
    let on_key = matches!(path.steps().last()?, Step::Key(_)) && key.start <= byte && byte <= key.end;
    if on_key {
        let (title, lines) = about_key(&path, reading, catalog)?;
        return Some(Hover { span: key, title, lines });
    }
    let span = document.span(&Place::Path(path.clone(), Part::Value));
    if byte < span.start || span.end < byte {
        return None;
    }
    let (title, lines) = about_value(&path, reading, catalog)?;
    Some(Hover { span, title, lines })
}

type Facts = Option<(String, Vec<String>)>;

fn about_key(path: &Path, reading: &Reading, catalog: &Catalog) -> Facts {
    let steps = path.steps();
    let [.., Step::Key(name)] = steps else { return None };
    let version = reading.template.version.unwrap_or(TemplateVersion::LATEST);
    match steps {
        [_] => return fixed(name, "section"),
        [section, _] if is(section, "parameters") => {
            return about(&Reference::Parameter(name.to_string()), reading, catalog);
        }
        [section, _] if is(section, "resources") => {
            return about(&Reference::Resource(name.to_string()), reading, catalog);
        }
        [section, _] if is(section, "conditions") => {
            return Some((format!("{name} · condition"), Vec::new()));
        }
        [section, _] if is(section, "outputs") => return Some((format!("{name} · output"), Vec::new())),
        [section, _, _] if is(section, "parameters") => return fixed(name, "key of a parameter"),
        [section, _, _] if is(section, "outputs") => return fixed(name, "key of an output"),
        _ => {}
    }
    let in_condition = is(&steps[0], "conditions") || steps.iter().any(|step| is(step, "condition"));
    let function = match in_condition {
        true => Function::find_condition(name, version).or_else(|| Function::find(name, version)),
        false => Function::find(name, version),
    };
    if let Some(function) = function {
        let since = Function::since(name).map(|since| format!("since version {since}"));
        let lines = [function.usage().to_owned()].into_iter().chain(since).collect();
        return Some((format!("{name} · function"), lines));
    }
    let inside = inside(steps, reading, catalog)?;
    if inside.rest.len() == 1 {
        return fixed(name, "key of a resource");
    }
    let schema = inside.property()?;
    let owner = inside.known.map_or("", |known| known.name.as_str());
    Some((format!("{name} · property of {owner}"), describe::property(schema)))
}

fn fixed(name: &str, what: &str) -> Facts {
    let words = describe::key(name);
    (!words.is_empty()).then(|| (format!("{name} · {what}"), vec![words.to_owned()]))
}

fn about_value(path: &Path, reading: &Reading, catalog: &Catalog) -> Facts {
    if let Some(reference) = at(path, &reading.document) {
        return about(&reference, reading, catalog);
    }
    let steps = path.steps();
    let text = reading.document.node(path)?.as_str()?;
    if let [only] = steps
        && is(only, "heat_template_version")
    {
        let version = TemplateVersion::find(text)?;
        let name = version.name().map(|name| format!("also called {name}"));
        return Some((format!("{version} · version"), name.into_iter().collect()));
    }
    let inside = inside(steps, reading, catalog)?;
    match inside.rest {
        [key] if is(key, "type") => {
            let known = catalog.find(text)?;
            Some((format!("{text} · resource type"), describe::resource_type(known)))
        }
        _ => {
            let schema = inside.property()?;
            let [.., Step::Key(name)] = steps else { return None };
            Some((format!("{name} · property of {}", inside.known?.name), describe::property(schema)))
        }
    }
}

fn about(reference: &Reference, reading: &Reading, catalog: &Catalog) -> Facts {
    let template = &reading.template;
    match reference {
        Reference::Parameter(name) => {
            let parameter = template.parameters.get(name)?;
            Some((format!("{name} · parameter"), describe::parameter(parameter)))
        }
        Reference::Resource(name) => {
            let definition = template.resources.get(name)?;
            Some((format!("{name} · {}", definition.type_name), describe::resource(definition)))
        }
        Reference::Attribute { resource, attribute } => {
            let known = catalog.get(&template.resources.get(resource)?.type_name)?;
            let kind = known.attributes.get(attribute).map(|schema| format!("kind: {}", schema.kind.name()));
            let lines = kind.into_iter().chain([format!("of {resource} ({})", known.name)]).collect();
            Some((format!("{attribute} · attribute"), lines))
        }
        Reference::Condition(name) => {
            template.conditions.get(name)?;
            Some((format!("{name} · condition"), Vec::new()))
        }
    }
}
