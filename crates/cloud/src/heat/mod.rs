//! Heat: templates checked, stacks created, followed and deleted.
//!
//! Stacks are always named by name and id at once: Heat redirects what names only one of them.

mod create;
mod events;
mod outputs;
mod resources;
mod signals;
mod stack;
mod status;
#[cfg(test)]
mod tests;
mod types;
mod validate;

pub use create::{CreateStack, Creation, PatchStack, PreviewStack};
pub use events::{Event, ListEvents};
pub use outputs::{Output, ShowOutput};
pub use resources::{ListResources, StackResource};
pub use signals::{Deployment, ListDeployments, Signal};
pub use stack::{DeleteStack, ListStacks, ShowStack, Stack, StackRef};
pub use status::{Progress, Status};
pub use types::{ListResourceTypes, ListTemplateVersions, Version};
pub use validate::{Template, Validate, ValidatedParameter};
