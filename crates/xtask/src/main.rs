//! Set-up, serve, test, bench, sizes.

fn main() {}
