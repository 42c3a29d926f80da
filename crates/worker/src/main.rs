//! Runs the agent in a Web Worker: each message is a batch of jobs as bytes, each answer their runs.
//!
//! In the page it has the common programs only; a job that calls another is given to the one in `tools.rs`. A message that is no batch is answered with a string that says so. The page ends a worker that takes too long.

fn main() {
    #[cfg(target_arch = "wasm32")]
    hotplate_worker::port::open(hotplate_worker::answer);
}
