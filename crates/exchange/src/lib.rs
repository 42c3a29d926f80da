//! Plays the whole SoftwareDeployment conversation of a plan, deterministic, event by event on a simulated
//! clock.
//!
//! [`simulate`] runs nothing itself. It is given the [`Runs`] that have been done, goes as far as they reach, and says
//! which [`Job`](hotplate_agent::Job)s it wants next. The page has them done in a Web Worker and asks again; a terminal
//! calls [`simulate_here`], which does them on the spot. A run that was done once is never done again while its job
//! stays the same, so an edited comment costs nothing.

mod action;
mod afterwards;
mod ansible;
mod barrier;
mod boot;
mod boot_script;
mod clock;
mod config;
mod deployment;
mod derive;
mod digest;
mod dump;
mod enlist;
mod event;
mod exchange;
mod hindrance;
mod image;
mod instance;
mod jinja;
mod knowledge;
mod merge;
mod offer;
mod outcome;
mod play;
mod runs;
mod scenario;
mod settled;
mod signal;
mod simulate;
mod size;
mod supposition;
#[cfg(test)]
mod tests;
mod turn;
mod user_data;
mod world;
mod yaml;

pub use action::Action;
pub use afterwards::Afterwards;
pub use ansible::{inventory_output, playbook};
pub use barrier::{Barrier, Holders};
pub use boot_script::boot_script;
pub use clock::{BOOT, OFFER, POLL, SCRIPT, SIGNAL};
pub use deployment::{Deployment, DeploymentId, DeploymentState};
pub use event::{Event, Step, Timing};
pub use exchange::{Exchange, Merge};
pub use image::{ImageCheck, Lack, Need, image_findings};
pub use instance::SimulatedInstance;
pub use knowledge::Knowledge;
pub use outcome::Outcome;
pub use runs::{JobId, Runs};
pub use scenario::{Course, Scenario};
pub use settled::resolved_template;
pub use simulate::{simulate, simulate_here, simulate_with, staged};
pub use size::{Sizing, sized, sizings};
pub use supposition::Supposition;
pub use user_data::{Content, UserData, UserPart};
