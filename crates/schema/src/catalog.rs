//! The resource types that are known.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

use crate::read::read_type;
use crate::{IndexMap, ResourceType, ResourceTypeName};

/// What most first templates are made of, as the newest engine has it.
const CORE: &str = include_str!("../catalog/core.txt");

/// Everything the engine has, release by release. Only programs that call [`Catalog::full`] carry it.
const FULL: &str = include_str!("../catalog/catalog.txt");

/// A release of the engine whose types are known.
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Release {
    /// Heat 27.
    #[default]
    Heat27,
    /// Heat 20, of OpenStack 2023.1.
    Heat2023_1,
}

impl Release {
    /// Every release, the newest first.
    pub const ALL: [Self; 2] = [Self::Heat27, Self::Heat2023_1];

    /// Its name, as people and the catalog's text write it: `27`, `2023.1`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Heat27 => "27",
            Self::Heat2023_1 => "2023.1",
        }
    }

    /// The release of that name.
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|release| release.name() == name)
    }
}

/// Resource types by name. A type that is not here is unknown, which is never by itself an error: a testbed may have
/// types of its own.
///
/// Made in one glance over its text; a type is read when somebody asks for it.
#[derive(Clone, Debug, Default)]
pub struct Catalog {
    text: Cow<'static, str>,
    types: IndexMap<ResourceTypeName, Entry>,
    /// Names that stand for another type, or of which nothing else is said; either may end in `*`.
    names: Vec<(String, Option<String>)>,
    /// Names of custom constraints; `*` stands for all.
    constraints: Vec<String>,
    /// What was mapped after reading, for comparison.
    mapped: Vec<(String, String)>,
    release: Release,
}

#[derive(Clone, Debug)]
struct Entry {
    lines: Range<usize>,
    read: OnceLock<ResourceType>,
}

/// Catalogs of the same text and release are equal, whatever has been read of them.
impl PartialEq for Catalog {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text && self.release == other.release && self.mapped == other.mapped
    }
}

impl Catalog {
    /// What most first templates are made of, and no word against anything else: what a page has built in until the
    /// whole text is there.
    pub fn core() -> Self {
        Self::read(CORE)
    }

    /// Everything that the newest engine has.
    pub fn full() -> Self {
        Self::read(FULL)
    }

    /// Everything that the engine of a release has.
    pub fn full_of(release: Release) -> Self {
        Self::read_of(FULL, release)
    }

    /// The types of a text in the form that `read.rs` describes, as the newest release has them. What cannot be read is
    /// left out.
    pub fn read(text: impl Into<Cow<'static, str>>) -> Self {
        Self::read_of(text, Release::default())
    }

    /// The types of a text in the form that `read.rs` describes, as a release has them.
    pub fn read_of(text: impl Into<Cow<'static, str>>, release: Release) -> Self {
        let text = text.into();
        let mut read = Self { release, ..Self::default() };
        let mut of = Release::default().name();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let (start, end) = (at, at + line.len());
            at = end;
            if let Some(name) = line.strip_prefix('=') {
                of = name.trim_end();
            }
            if of == Release::default().name() || of == release.name() {
                read.line(line, start..end);
            }
        }
        Self { text, ..read }
    }

    fn line(&mut self, line: &str, place: Range<usize>) {
        let (sign, rest) = line.trim_end().split_at_checked(1).unwrap_or_default();
        match sign {
            " " => {
                // The lines of a type that is told again in a later release come after its name there.
                if let Some((_, entry)) = self.types.last_mut() {
                    entry.lines.end = place.end;
                }
            }
            "+" => {
                let (name, target) = rest
                    .split_once(' ')
                    .map_or((rest, None), |(name, target)| (name, Some(target.to_owned())));
                self.names.push((name.to_owned(), target));
            }
            "!" => self.constraints.push(rest.to_owned()),
            "-" => match rest.strip_prefix('!') {
                Some(name) => self.constraints.retain(|known| known != name),
                None => drop(self.types.shift_remove(rest)),
            },
            "" | "=" => {}
            _ => {
                let name = ResourceTypeName::new(line.split_whitespace().next().unwrap_or_default());
                self.types.shift_remove(&name);
                self.types.insert(name, Entry { lines: place, read: OnceLock::new() });
            }
        }
    }

    /// Which release of the engine it describes.
    pub fn release(&self) -> Release {
        self.release
    }

    /// Lets a name stand for another type, as a `resource_registry` does. A name may end in `*`; a target that is not
    /// described here (a file, a type of the testbed's own) only makes the name known.
    pub fn map(&mut self, name: &str, target: &str) {
        self.mapped.push((name.to_owned(), target.to_owned()));
        match self.types.get(target).cloned() {
            Some(entry) => {
                self.types.insert(ResourceTypeName::new(name), entry);
            }
            None => {
                self.types.shift_remove(name);
                self.names.push((name.to_owned(), None));
            }
        }
    }

    /// Adds a type that is described elsewhere, such as a template; it takes the place of one of its name.
    pub fn add(&mut self, added: ResourceType) {
        let mut said = String::from("a template:");
        for (name, schema) in &added.properties {
            said.push_str(if schema.required { " !" } else { " " });
            said.push_str(name);
        }
        for name in added.attributes.keys() {
            said.push_str(" @");
            said.push_str(name);
        }
        self.mapped.push((added.name.as_str().to_owned(), said));
        let name = added.name.clone();
        self.types.insert(name, Entry { lines: 0..0, read: OnceLock::from(added) });
    }

    /// The type of that name.
    pub fn get(&self, name: &ResourceTypeName) -> Option<&ResourceType> {
        self.find(name.as_str())
    }

    /// The type that a text names.
    pub fn find(&self, name: &str) -> Option<&ResourceType> {
        let entry = self.types.get(name).or_else(|| {
            let target = self.names.iter().find_map(|(known, target)| {
                let rest = covers(known, name)?;
                Some(target.as_ref()?.replace('*', rest))
            });
            self.types.get(&*target?)
        });
        entry.map(|entry| self.force(entry))
    }

    /// Whether the engine has a type of that name, described here or not.
    pub fn knows(&self, name: &str) -> bool {
        self.types.contains_key(name) || self.names.iter().any(|(known, _)| covers(known, name).is_some())
    }

    /// All types, in the order of the catalog.
    pub fn iter(&self) -> impl Iterator<Item = &ResourceType> {
        self.types.values().map(|entry| self.force(entry))
    }

    /// The names of all types, those that are described first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let others = self.names.iter().map(|(name, _)| name.as_str()).filter(|name| !name.ends_with('*'));
        self.types.keys().map(ResourceTypeName::as_str).chain(others)
    }

    /// Whether the engine has a custom constraint of that name.
    pub fn knows_constraint(&self, name: &str) -> bool {
        self.constraints.iter().any(|known| covers(known, name).is_some())
    }

    /// The names of all custom constraints.
    pub fn constraints(&self) -> impl Iterator<Item = &str> {
        self.constraints.iter().map(String::as_str).filter(|name| !name.ends_with('*'))
    }

    fn force<'a>(&self, entry: &'a Entry) -> &'a ResourceType {
        entry.read.get_or_init(|| read_type(self.text.get(entry.lines.clone()).unwrap_or_default()))
    }
}

/// What a name has in the place of the `*` at the end of a known one; nothing if they are the same; `None` if the known
/// one is not about it.
fn covers<'a>(known: &str, name: &'a str) -> Option<&'a str> {
    match known.strip_suffix('*') {
        Some(start) => name.strip_prefix(start),
        None => (known == name).then_some(""),
    }
}

#[cfg(test)]
mod tests;
