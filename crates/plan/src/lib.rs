//! What a template will deploy: values, groups opened, dependencies with their reasons, waves of creation.
//!
//! ```text
//! Template + Inputs + Files --plan--> Plan { parameters, conditions, stack, graph, waves, cycles, outputs }
//! ```
//!
//! The hinge is [`Resolved`]: what can be known before anything exists is known; the rest waits for [`Reference`]s,
//! attributes and ids of things that are not there yet. Whoever learns them ([`Known`]) asks the plan again with
//! [`Plan::properties`] and [`Plan::output`]; the exchange does nothing else.

mod arguments;
mod attribute;
mod dependency;
mod environment;
mod equality;
mod evaluate;
mod excuse;
mod expand;
mod facade;
mod fetched;
mod files;
mod graph;
mod inputs;
mod interface;
mod level;
mod limits;
mod link;
mod nested;
mod parameters;
mod plan;
mod property;
mod registry;
mod resolved;
mod rows;
mod settled;
mod stack;
mod trail;

pub use dependency::{Dependency, Reason};
pub use environment::{Environment, read_environment};
pub use files::{Files, NoFiles};
pub use graph::{Cycle, DependencyGraph, Wave};
pub use inputs::{Inputs, Precedence};
pub use interface::read_in;
pub use limits::Limits;
pub use link::Read;
pub use nested::NestedStack;
pub use parameters::{ParameterOrigin, ParameterValue, read_json};
pub use plan::{Plan, PlannedOutput, plan};
pub use resolved::{AsPreviewed, Known, Nothing, Reference, Resolved, UNDECIDED};
pub use stack::{Group, GroupKind, Resource, ResourceId, ResourcePath, Stack};
