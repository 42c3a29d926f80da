//! From a fresh clone to a place where the page can be built: toolchain, tools, npm packages.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{Failure, Outcome};
use crate::{node, toolchain, tools};

/// Programs of the project's own that stand before those of the same name.
const TOOLS: &str = "crates/xtask/page/tools";

/// Proof that the set-up was done, and where its tools are.
pub(crate) struct Setup {
    /// The project's root folder.
    pub(crate) root: PathBuf,
    path: OsString,
}

impl Setup {
    /// The bare surroundings: no tool beyond what the person has.
    pub(crate) fn bare() -> Outcome<Self> {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = manifest.ancestors().nth(2).unwrap_or(manifest).to_path_buf();
        Ok(Self { root, path: std::env::var_os("PATH").unwrap_or_default() })
    }

    /// Everything that the release page is built with. npm's packages arrive while cargo builds the tools.
    pub(crate) fn page() -> Outcome<Self> {
        let mut setup = Self::bare()?;
        toolchain::ensure(&setup)?;
        node::ensure(&setup)?;
        let folder = setup.root.join(node::PAGE_PACKAGES);
        let (folders, packages) = std::thread::scope(|scope| {
            let packages = scope.spawn(|| node::install_packages(&setup, &folder));
            (tools::ensure(&setup), packages.join())
        });
        packages.map_err(|_| Failure::new("the thread that runs npm panicked", "run it again"))??;
        let folders = folders?.into_iter().chain([setup.root.join(TOOLS), folder.join("node_modules/.bin")]);
        setup.path = prepend(folders, &setup.path)?;
        Ok(setup)
    }

    /// Where on PATH a program is.
    pub(crate) fn find(&self, program: &str) -> Option<PathBuf> {
        std::env::split_paths(&self.path).map(|folder| folder.join(program)).find(|file| file.is_file())
    }

    /// A command in the project's root folder that finds the tools.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root).env("PATH", &self.path);
        command
    }
}

fn prepend(folders: impl Iterator<Item = PathBuf>, path: &OsStr) -> Outcome<OsString> {
    std::env::join_paths(folders.chain(std::env::split_paths(path)))
        .map_err(|error| Failure::new(format!("PATH cannot be extended: {error}"), ""))
}
