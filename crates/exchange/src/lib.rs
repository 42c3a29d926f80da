//! Plays the whole SoftwareDeployment conversation of a plan, deterministic, wave by wave.
//!
//! [`simulate`] runs nothing itself. It is given the [`Runs`] that have been done, goes as far as they reach, and says
//! which [`Job`](hotplate_agent::Job)s it wants next. The page has them done in a Web Worker and asks again; a terminal
//! calls [`simulate_here`], which does them on the spot. A run that was done once is never done again while its job
//! stays the same, so an edited comment costs nothing.

mod boot;
mod config;
mod deployment;
mod derive;
mod digest;
mod exchange;
mod instance;
mod knowledge;
mod merge;
mod offer;
mod play;
mod runs;
mod scenario;
mod signal;
mod simulate;
#[cfg(test)]
mod tests;
mod turn;
mod world;

pub use deployment::{Deployment, DeploymentId, DeploymentState};
pub use exchange::{Event, Exchange, Merge};
pub use instance::SimulatedInstance;
pub use knowledge::Knowledge;
pub use runs::{JobId, Runs};
pub use scenario::Scenario;
pub use simulate::{simulate, simulate_here};
