//! The cloud crate against real services. `cargo xtask test testbed` starts Keystone and Heat and says where they are;
//! what is in `full` and `stock` needs the other services too, which `cargo xtask test --testbed` starts.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail loudly")]

mod desk;
mod full;
mod heat;
mod keystone;
mod native;
mod relay;
mod scripts;
mod stock;
mod visit;
