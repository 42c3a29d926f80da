//! The committed catalog is what the real engines say, wherever they are set up (`cargo xtask catalog` does).

use std::process::Command;

use crate::files::root;

#[test]
fn the_catalog_is_fresh() {
    let folder = root().join("crates/schema/catalog");
    let engines = [folder.join(".venv"), root().join("tests/oracle/.venv")];
    if engines.iter().all(|engine| engine.join("bin/python").exists()) {
        let status = Command::new("python3").arg(folder.join("generate.py")).arg("--check").status();
        assert!(status.is_ok_and(|status| status.success()), "run `cargo xtask catalog`");
    }
}
