//! The page.

#[allow(dead_code, reason = "the text area stands alone until the page mounts the editor")]
mod editor;

fn main() {}
