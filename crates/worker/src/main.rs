//! Runs the agent in a Web Worker: each message is a batch of jobs as bytes, each answer their runs.
//!
//! A message that is no batch is answered with a string that says so. The page ends a worker that takes too long.

fn main() {
    #[cfg(target_arch = "wasm32")]
    hotplate_worker::port::open(hotplate_worker::answer);
}
