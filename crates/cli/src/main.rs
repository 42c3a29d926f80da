//! The hotplate command.

fn main() {}
