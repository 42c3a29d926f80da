//! The resources of a planned stack.

use std::fmt;
use std::ops::Index;

use hotplate_hot::Path;
use hotplate_schema::ResourceTypeName;

use crate::Resolved;

/// A resource of one plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ResourceId(pub(crate) u32);

/// The names that lead to a resource: `server_group`, then `0` for its first member.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ResourcePath(Vec<String>);

impl ResourcePath {
    /// A resource of the template itself.
    pub fn root(name: &str) -> Self {
        Self(vec![name.to_owned()])
    }

    /// A member of this resource.
    #[must_use]
    pub fn member(&self, name: &str) -> Self {
        let mut names = self.0.clone();
        names.push(name.to_owned());
        Self(names)
    }

    /// The names, outermost first. Never empty.
    pub fn names(&self) -> &[String] {
        &self.0
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
pub enum GroupKind {
    /// `OS::Heat::ResourceGroup`
    ResourceGroup,
    /// `OS::Heat::SoftwareDeploymentGroup` and its old name: a deployment for each server.
    SoftwareDeploymentGroup,
}

/// A resource that has members.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// What kind.
    pub kind: GroupKind,
    /// Its members in order; empty also when their number is not known.
    pub members: Vec<ResourceId>,
    /// Why the members are not (all) here, if so.
    pub closed: Option<String>,
}

/// One resource of a planned stack.
#[derive(Clone, Debug, PartialEq)]
pub struct Resource {
    /// Its id in this plan.
    pub id: ResourceId,
    /// Its path.
    pub path: ResourcePath,
    /// Its type.
    pub type_name: ResourceTypeName,
    /// The group it is a member of.
    pub parent: Option<ResourceId>,
    /// Its members, if it is a group.
    pub group: Option<Group>,
    /// Whether its condition holds; a disabled resource is listed, but has no part in the graph. `None` if the
    /// condition is not known.
    pub enabled: Option<bool>,
    /// Its properties, as far as they are known.
    pub properties: Resolved,
    /// Its metadata, as far as known.
    pub metadata: Resolved,
    /// Where the template defines it. A member of a group: where the group's member definition stands.
    pub definition: Path,
}

/// All resources of a plan: those of the template in its order, then members.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stack {
    pub(crate) resources: Vec<Resource>,
}

impl Stack {
    /// Every resource, members too.
    pub fn iter(&self) -> impl Iterator<Item = &Resource> {
        self.resources.iter()
    }

    /// The template's own resources, in its order.
    pub fn top(&self) -> impl Iterator<Item = &Resource> {
        self.resources.iter().filter(|resource| resource.parent.is_none())
    }

    /// The resource at a path.
    pub fn find(&self, path: &ResourcePath) -> Option<&Resource> {
        self.resources.iter().find(|resource| resource.path == *path)
    }
}

impl Index<ResourceId> for Stack {
    type Output = Resource;

    fn index(&self, id: ResourceId) -> &Resource {
        &self.resources[id.0 as usize]
    }
}
