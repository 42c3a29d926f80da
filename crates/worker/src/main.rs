//! Runs the agent in a Web Worker.

fn main() {}
