//! The project's own files: what git tracks, or would when it were added now.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The project's root folder.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().to_path_buf()
}

/// Paths from the root, with `/`, by name.
pub(crate) fn paths() -> Vec<String> {
    let mut git = Command::new("git");
    git.current_dir(root()).args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
    let output = git.output().expect("git lists the project's files");
    assert!(
        output.status.success(),
        "git lists the project's files: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    let listed = String::from_utf8(output.stdout).unwrap();
    let mut paths: Vec<String> = listed.split_terminator('\0').map(str::to_owned).collect();
    paths.retain(|path| root().join(path).is_file());
    paths.sort();
    paths.dedup();
    assert!(paths.iter().any(|path| path == "Cargo.toml"), "the list is not the project's");
    paths
}

/// The text of a file; nothing for a picture.
pub(crate) fn text(path: &str) -> Option<String> {
    String::from_utf8(std::fs::read(root().join(path)).unwrap()).ok()
}

/// Whether a file is there to test others.
pub(crate) fn is_test(path: &str) -> bool {
    path.split('/').any(|step| step == "tests" || step == "tests.rs")
}

/// Every text file whose name ends in one of `ends`, with its text.
pub(crate) fn texts(ends: &[&str]) -> Vec<(String, String)> {
    let wanted = paths().into_iter().filter(|path| ends.iter().any(|end| path.ends_with(end)));
    wanted.filter_map(|path| Some((path.clone(), text(&path)?))).collect()
}
