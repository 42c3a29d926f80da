//! One version of one thing: where two files must agree, they do.

use crate::files::text;

fn between<'a>(text: &'a str, start: &str, end: char) -> &'a str {
    let rest = text.split_once(start).unwrap_or_else(|| panic!("`{start}` is not there")).1;
    rest.split(end).next().unwrap()
}

#[test]
fn trunk_uses_the_wasm_bindgen_that_is_locked() {
    let (trunk, lock) = (text("Trunk.toml").unwrap(), text("Cargo.lock").unwrap());
    let locked = between(&lock, "name = \"wasm-bindgen\"\nversion = \"", '"');
    assert_eq!(between(&trunk, "wasm_bindgen = \"", '"'), locked);
}

#[test]
fn trunk_uses_the_wasm_opt_that_npm_brings() {
    let (trunk, lock) = (text("Trunk.toml").unwrap(), text("crates/app/package-lock.json").unwrap());
    let binaryen =
        between(between(&lock, "\"node_modules/binaryen\": {", '}'), "\"version\": \"", '"').to_owned();
    let major = binaryen.split('.').next().unwrap();
    assert_eq!(between(&trunk, "wasm_opt = \"version_", '"'), major);
}

#[test]
fn the_toolchain_is_the_one_that_the_manifest_asks_for() {
    let (toolchain, manifest) = (text("rust-toolchain.toml").unwrap(), text("Cargo.toml").unwrap());
    let channel = between(&toolchain, "channel = \"", '"');
    assert!(channel.starts_with(between(&manifest, "rust-version = \"", '"')), "{channel}");
}
