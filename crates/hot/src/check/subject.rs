//! What the rules look at.

use std::sync::Arc;

use hotplate_schema::{Catalog, IndexMap, Key, ResourceType, Value};

use super::way::Way;
use super::{shape, version};
use crate::template::cloudformation;
use crate::{Diagnostic, Document, Node, Part, Path, Place, Refusal, Template, TemplateVersion};

/// A template, from all sides.
pub(super) struct Subject<'a> {
    pub(super) template: &'a Template,
    pub(super) document: &'a Document,
    pub(super) catalog: &'a Catalog,
    pub(super) root: &'a Node,
    /// The template's version; the newest if it names none.
    pub(super) version: TemplateVersion,
    /// Whether it is the template of a nested stack.
    nested: bool,
    /// Every resource definition: those of `resources` and those that groups repeat.
    pub(super) definitions: Vec<Definition<'a>>,
    /// Where each name of `resources` is among the definitions.
    names: IndexMap<&'a str, usize>,
}

/// A resource definition.
pub(super) struct Definition<'a> {
    /// Where it stands.
    pub(super) path: Path,
    /// The name in `resources` that it belongs to.
    pub(super) name: &'a str,
    /// By which version its keys are read.
    version: TemplateVersion,
    pub(super) node: &'a Node,
    /// Its properties as written.
    pub(super) properties: Option<&'a Arc<Node>>,
    type_name: &'a str,
    /// Whether a group repeats it.
    pub(super) member: bool,
    /// Which request refuses it for its type or the names of its properties: what a group repeats is only looked at
    /// when the stack is created, and never if the group is empty; what is plainly disabled is not looked at either.
    pub(super) refusal: Option<Refusal>,
    /// What its type is, if that is known.
    pub(super) known: Option<&'a ResourceType>,
}

impl<'a> Subject<'a> {
    /// A template as the rules see it; `None` if there is nothing to look at, which is reported.
    pub(super) fn new(
        template: &'a Template,
        document: &'a Document,
        catalog: &'a Catalog,
        nested: bool,
        found: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let Some(root) = document.root().filter(|root| !root.is_null()) else {
            found.extend(document.is_whole().then(|| version::missing(document)));
            return None;
        };
        if root.as_mapping().is_none() {
            let help = format!("begin with `heat_template_version: {}`", TemplateVersion::LATEST.date());
            found.push(shape::wrong(value(&Path::root()), "a template", "a mapping", root).help(help));
            return None;
        }
        let version = template.version.unwrap_or(TemplateVersion::LATEST);
        let (definitions, names) = definitions(root, version, catalog);
        Some(Self { template, document, catalog, root, version, nested, definitions, names })
    }

    /// The entries of a section, whatever the format calls it, if it is a mapping.
    pub(super) fn section(&self, name: &str) -> &'a [(Key, crate::Span, Arc<Node>)] {
        section(self.root, name, self.version)
    }

    /// The definition of that name in `resources`.
    pub(super) fn resource(&self, name: &str) -> Option<&Definition<'a>> {
        self.definitions.get(*self.names.get(name)?)
    }

    /// Whether Heat looks at few values of a definition before it creates them.
    pub(super) fn is_deep(&self, definition: &Definition<'_>) -> bool {
        self.nested || definition.member
    }

    /// The definition that a group repeats.
    pub(super) fn member(&self, group: &Definition<'a>) -> Option<&Definition<'a>> {
        let at = match group.member {
            true => &self.definitions.iter().position(|other| std::ptr::eq(other, group))?,
            false => self.names.get(group.name)?,
        };
        self.definitions.get(at + 1).filter(|next| next.member && next.name == group.name)
    }
}

/// The properties whose value is a resource definition that a group repeats (`resource_group.py`,
/// `autoscaling_group.py`).
const REPEATED: [(&str, &str); 2] =
    [("OS::Heat::ResourceGroup", "resource_def"), ("OS::Heat::AutoScalingGroup", "resource")];

/// The definitions, what a group repeats right behind the group, and where each name begins.
fn definitions<'a>(
    root: &'a Node,
    version: TemplateVersion,
    catalog: &'a Catalog,
) -> (Vec<Definition<'a>>, IndexMap<&'a str, usize>) {
    let resources = Path::keys(["resources"]);
    let mut found = Vec::new();
    let mut names = IndexMap::default();
    for (key, _, node) in section(root, "resources", version) {
        let Some(name) = key.as_str() else { continue };
        names.insert(name, found.len());
        let mut definition = Some(Definition::new(resources.key(name), name, node, version, catalog));
        while let Some(outer) = definition {
            definition = outer.repeated(catalog);
            found.push(outer);
        }
    }
    (found, names)
}

impl<'a> Definition<'a> {
    fn new(
        path: Path,
        name: &'a str,
        node: &'a Node,
        version: TemplateVersion,
        catalog: &'a Catalog,
    ) -> Self {
        let type_name = get(node, "type", version).and_then(|node| node.as_str()).unwrap_or_default();
        let (known, properties) = (catalog.find(type_name), get(node, "properties", version));
        Self {
            path,
            name,
            version,
            node,
            properties,
            type_name,
            member: false,
            refusal: Some(Refusal::Validate),
            known,
        }
    }

    /// The definition that this one repeats, if it is a group.
    fn repeated(&self, catalog: &'a Catalog) -> Option<Self> {
        let key = self.repeated_property()?;
        let node = self.property(key).filter(|node| node.as_mapping().is_some() || node.is_null())?;
        let path = self.path.key("properties").key(key);
        let mut sizes =
            ["count", "desired_capacity", "min_size"].iter().filter_map(|size| self.property(size));
        let empty = sizes.next().and_then(|size| size.as_scalar()) == Some(&Value::Int(0));
        let refusal = if empty || self.refusal.is_none() { None } else { Some(Refusal::Create) };
        // What a group repeats is written as HOT has it, whatever the format.
        let version = TemplateVersion::LATEST;
        Some(Self { member: true, refusal, ..Self::new(path, self.name, node, version, catalog) })
    }

    /// The property that holds the definition it repeats, if it is a group.
    pub(super) fn repeated_property(&self) -> Option<&'static str> {
        REPEATED.iter().find(|(name, _)| *name == self.type_name()).map(|(_, key)| *key)
    }

    /// Whether the definition it repeats is the value of that property.
    pub(super) fn repeats_at(&self, key: &Key) -> bool {
        self.repeated_property().is_some_and(|property| key.as_str() == Some(property))
    }

    /// What its properties are judged by: nothing if any will do, or if the thing exists already.
    pub(super) fn judged(&self) -> Option<&'a ResourceType> {
        let adopted = self.get("external_id").is_some();
        self.known.filter(|known| !known.any_property && !adopted)
    }

    /// The value of one of its keys, whatever its format calls it.
    pub(super) fn get(&self, key: &str) -> Option<&'a Arc<Node>> {
        get(self.node, key, self.version)
    }

    /// Which request reads its keys.
    pub(super) fn stage(&self) -> Refusal {
        if self.member { Refusal::Create } else { Refusal::Validate }
    }

    /// Its type as written; empty if it has none.
    pub(super) fn type_name(&self) -> &'a str {
        self.type_name
    }

    /// A property as written.
    pub(super) fn property(&self, name: &str) -> Option<&'a Arc<Node>> {
        self.properties?.get(name)
    }

    /// The way to it.
    pub(super) fn way(&self) -> Way<'_> {
        Way::Path(&self.path)
    }

    /// The place of its name.
    pub(super) fn place(&self) -> Place {
        Place::Path(self.path.clone(), Part::Key)
    }
}

/// The value of a key of HOT, whatever a version's format calls it.
pub(super) fn get<'a>(node: &'a Node, key: &str, version: TemplateVersion) -> Option<&'a Arc<Node>> {
    if version.is_hot() { node.get(key) } else { node.get(&cloudformation::key(key)) }
}

fn section<'a>(root: &'a Node, name: &str, version: TemplateVersion) -> &'a [(Key, crate::Span, Arc<Node>)] {
    get(root, name, version).and_then(|node| node.as_mapping()).unwrap_or_default()
}

/// The entries of a mapping, with the way to each.
pub(super) fn entries<'a: 'w, 'w>(
    node: &'a Node,
    way: &'w Way<'w>,
) -> impl Iterator<Item = (&'a Key, Way<'w>, &'a Arc<Node>)> + use<'a, 'w> {
    let entries = node.as_mapping().unwrap_or_default();
    entries.iter().map(move |(key, _, value)| (key, Way::Key(way, key), value))
}

/// The path of a key's value.
pub(super) fn below(path: &Path, key: &Key) -> Path {
    path.step(key.into())
}

/// The place of a key.
pub(super) fn key<'w>(at: impl Into<Way<'w>>) -> Place {
    Place::Path(at.into().path(), Part::Key)
}

/// The place of a value.
pub(super) fn value<'w>(at: impl Into<Way<'w>>) -> Place {
    Place::Path(at.into().path(), Part::Value)
}

/// How the lines of a text end.
pub(super) fn line_end(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// Says which name was probably meant, and offers to write it.
pub(super) fn suggest(diagnostic: Diagnostic, place: Place, nearest: Option<&str>) -> Diagnostic {
    match nearest {
        Some(name) => diagnostic.suggest(place, name),
        None => diagnostic,
    }
}
