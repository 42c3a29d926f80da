//! Starts the page.

fn main() {
    hotplate_app::start();
}
