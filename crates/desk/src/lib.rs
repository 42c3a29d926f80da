//! The desk: speaks with a testbed for the page, in a Web Worker of its own. The token and whatever else is secret stay
//! there; what the page is told holds none of it.

mod ask;
mod desk;
mod log;
mod testbeds;
#[cfg(test)]
mod tests;
mod told;

pub use ask::{Ask, Entry, Order, Paper, StackName, Way};
pub use desk::Desk;
pub use told::{Answer, Described, Happened, Refusal, Seen, SeenResource, Sent, Testbed, Told, Visa};
