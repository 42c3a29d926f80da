//! The resources of a planned stack.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::{Index, Range};
use std::sync::Arc;

use hotplate_hot::{Path, SourceName};
use hotplate_schema::{IndexMap, ResourceTypeName, SmolStr};
use indexmap::Equivalent;

use crate::{NestedStack, Resolved};

/// A resource of one plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct ResourceId(pub(crate) u32);

impl ResourceId {
    /// Its position in [`Stack::iter`].
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// The names that lead to a resource: `server_group`, then `0` for its first member. Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct ResourcePath(Arc<[SmolStr]>);

/// Name by name, so that it is found by names that are no path yet ([`Named`]).
impl Hash for ResourcePath {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.iter().for_each(|name| name.hash(state));
    }
}

/// A name below a path, or without one: a path to be looked up.
struct Named<'a> {
    within: &'a [SmolStr],
    name: &'a str,
}

impl Hash for Named<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.within.iter().for_each(|name| name.hash(state));
        self.name.hash(state);
    }
}

impl Equivalent<ResourcePath> for Named<'_> {
    fn equivalent(&self, path: &ResourcePath) -> bool {
        path.0.split_last().is_some_and(|(last, within)| last == self.name && within == self.within)
    }
}

impl ResourcePath {
    /// A resource of the template itself.
    pub fn root(name: &str) -> Self {
        Self([name.into()].into())
    }

    /// A member of this resource.
    #[must_use]
    pub fn member(&self, name: &str) -> Self {
        Self(self.0.iter().cloned().chain([name.into()]).collect())
    }

    /// The names, outermost first. Never empty.
    pub fn names(&self) -> &[SmolStr] {
        &self.0
    }

    /// The last name: the resource's own, in its stack.
    pub fn name(&self) -> &str {
        self.0.last().map_or("", SmolStr::as_str)
    }
}

impl fmt::Display for ResourcePath {
    /// `server_group[0]`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (depth, name) in self.0.iter().enumerate() {
            if depth == 0 { f.write_str(name)? } else { write!(f, "[{name}]")? }
        }
        Ok(())
    }
}

/// What opens a resource into members.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub enum GroupKind {
    /// `OS::Heat::ResourceGroup`
    ResourceGroup,
    /// `OS::Heat::SoftwareDeploymentGroup` and its old name: a deployment for each server.
    SoftwareDeploymentGroup,
    /// `OS::Heat::ResourceChain`: one member after the other.
    ResourceChain,
    /// `OS::Heat::AutoScalingGroup`: as many members as it likes.
    AutoScalingGroup,
    /// `OS::Heat::InstanceGroup` and `AWS::AutoScaling::AutoScalingGroup`: instances of a launch configuration.
    InstanceGroup,
    /// A template file used as a type.
    NestedTemplate,
}

/// A resource that has members.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Group {
    /// What kind.
    pub kind: GroupKind,
    /// Its members in order; empty also when their number is not known.
    pub members: Vec<ResourceId>,
    /// Why the members are not (all) here, if so.
    pub closed: Option<String>,
    /// Whether the members' names only stand for those that Heat will draw at random.
    pub sampled: bool,
}

/// One resource of a planned stack.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Resource {
    /// Its id in this plan.
    pub id: ResourceId,
    /// Its path.
    pub path: ResourcePath,
    /// Its type, mappings of environments followed.
    pub type_name: ResourceTypeName,
    /// Its type as the template writes it.
    pub written_type: ResourceTypeName,
    /// The group it is a member of.
    pub parent: Option<ResourceId>,
    /// Its members, if it is a group.
    pub group: Option<Box<Group>>,
    /// Whether its condition holds; a disabled resource is listed, but has no part in the graph. `None` if the
    /// condition is not known.
    pub enabled: Option<bool>,
    /// Its properties, as far as they are known.
    pub properties: Resolved,
    /// Its metadata, as far as known.
    pub metadata: Resolved,
    /// Where it is defined. A member of a group: where the group's member definition stands.
    pub definition: Path,
    /// The file in which it is defined, if that is not the template at hand.
    pub source: Option<SourceName>,
}

/// All resources of a plan: those of the template in its order, then members, group by group.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Stack {
    resources: Vec<Resource>,
    /// The same, by path.
    paths: IndexMap<ResourcePath, ResourceId>,
    /// How many of them are the template's own.
    top: usize,
    /// What the templates come to that are used as types; by the number of the resource.
    nested: Vec<Option<Arc<NestedStack>>>,
    /// What stands in or behind a circle, in order.
    stuck: Vec<ResourceId>,
}

impl Stack {
    /// Every resource, members too.
    pub fn iter(&self) -> impl Iterator<Item = &Resource> {
        self.resources.iter()
    }

    /// The template's own resources, in its order.
    pub fn top(&self) -> impl Iterator<Item = &Resource> {
        self.resources[..self.top].iter()
    }

    /// The resource at a path.
    pub fn find(&self, path: &ResourcePath) -> Option<&Resource> {
        self.paths.get(path).map(|&id| &self[id])
    }

    /// The members of a resource, in order; none if it is not a group or not open.
    pub fn members(&self, id: ResourceId) -> impl Iterator<Item = &Resource> {
        self[id].group.iter().flat_map(|group| &group.members).map(|&member| &self[member])
    }

    /// Those of its siblings that a member waits for: what its nested template says, and in a chain the one before it.
    /// How many of a chain's members Heat makes at a time if they may be `concurrent` depends on how many engines run;
    /// one at a time is right for each.
    pub fn awaited(&self, member: &Resource) -> Vec<ResourceId> {
        let Some(parent) = member.parent else { return Vec::new() };
        if let Some(nested) = self.nested(parent) {
            return nested.graph.requires(member.id).map(|dependency| dependency.to).collect();
        }
        match &self[parent].group {
            Some(group) if group.kind == GroupKind::ResourceChain => {
                let at = group.members.iter().position(|&id| id == member.id).unwrap_or(0);
                at.checked_sub(1).map(|before| group.members[before]).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    /// What the template comes to that a resource stands for, if it stands for one that was opened.
    pub fn nested(&self, id: ResourceId) -> Option<&NestedStack> {
        self.nested.get(id.index())?.as_deref()
    }

    /// The resource itself, or that around it which the template at hand defines: where a person finds it there.
    pub fn defined_here<'a>(&'a self, resource: &'a Resource) -> &'a Resource {
        match resource.parent {
            Some(parent) if resource.source.is_some() => self.defined_here(&self[parent]),
            Some(_) | None => resource,
        }
    }

    /// Keeps what a nested template has come to.
    pub(crate) fn keep_nested(&mut self, id: ResourceId, nested: NestedStack) {
        self.nested.resize(self.resources.len(), None);
        self.nested[id.index()] = Some(Arc::new(nested));
    }

    /// The resource of that name in a nested stack, or in the template at hand.
    pub(crate) fn named(&self, within: Option<&ResourcePath>, name: &str) -> Option<&Resource> {
        let named = Named { within: within.map_or(&[], ResourcePath::names), name };
        self.paths.get(&named).map(|&id| &self[id])
    }

    /// The resources of one template, which stand together.
    pub(crate) fn level(&self, ids: Range<usize>) -> &[Resource] {
        self.resources.get(ids).unwrap_or_default()
    }

    /// How many resources there are.
    pub(crate) fn len(&self) -> usize {
        self.resources.len()
    }

    /// Makes room for so many more.
    pub(crate) fn reserve(&mut self, more: usize) {
        self.resources.reserve(more);
        self.paths.reserve(more);
    }

    /// Adds a resource; its id is set. Those of the template come before all members.
    pub(crate) fn push(&mut self, mut resource: Resource) -> ResourceId {
        let id = ResourceId(u32::try_from(self.resources.len()).unwrap_or(u32::MAX));
        resource.id = id;
        self.paths.insert(resource.path.clone(), id);
        self.top += usize::from(resource.parent.is_none());
        self.resources.push(resource);
        id
    }

    /// Notes what stands in or behind a circle of its level, in order. Levels come outermost first.
    pub(crate) fn stick(&mut self, stuck: &[ResourceId]) {
        self.stuck.extend_from_slice(stuck);
    }

    /// Whether a resource stands in or behind a circle: then nothing of it is ever known.
    pub(crate) fn is_stuck(&self, id: ResourceId) -> bool {
        self.stuck.binary_search(&id).is_ok()
    }

    /// The resource, to be filled in.
    pub(crate) fn get_mut(&mut self, id: ResourceId) -> &mut Resource {
        &mut self.resources[id.index()]
    }
}

impl Index<ResourceId> for Stack {
    type Output = Resource;

    fn index(&self, id: ResourceId) -> &Resource {
        &self.resources[id.index()]
    }
}
