//! Blazar: hosts, networks and addresses reserved for a time.

mod filter;
mod hosts;
mod lease;
mod request;
mod status;
mod supply;
#[cfg(test)]
mod tests;

pub use hosts::{Allocation, Booking, Host, HostProperty, ListAllocations, ListHostProperties, ListHosts};
pub use lease::{DeleteLease, Lease, ListLeases, Reservation, ShowLease, UpdateLease};
pub use request::{BeforeEnd, Begin, CreateLease, Wanted};
pub use status::LeaseStatus;
pub use supply::Supply;
