//! The desk: speaks with a testbed for the page, in a Web Worker of its own. The token and whatever else is secret stay
//! there; what the page is told holds none of it.

mod ask;
mod conceal;
mod desk;
mod errands;
mod examine;
mod launch;
mod left_out;
mod log;
#[cfg(test)]
mod mishaps;
mod seen;
mod site;
mod testbeds;
#[cfg(test)]
mod tests;
mod told;
mod ways;

pub use ask::{Ask, Entry, How, Launch, Order, Paper, Reserve, StackName, Way, Wish};
pub use desk::Desk;
pub use hotplate_hot::arm::RESERVATION;
pub use told::{
    Answer, Choices, Course, Described, Examined, Found, Happened, Launched, Outlook, Refusal, Reviewed,
    Seen, SeenLease, SeenResource, Sent, Testbed, Told, Visa,
};
