//! Blazar: hosts, networks and addresses reserved for a time.

mod hosts;
mod lease;
mod request;
mod status;
#[cfg(test)]
mod tests;

pub use hosts::{Host, ListHosts};
pub use lease::{DeleteLease, Lease, ListLeases, Reservation, ShowLease, UpdateLease};
pub use request::{BeforeEnd, Begin, CreateLease, Wanted};
pub use status::LeaseStatus;
