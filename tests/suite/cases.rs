//! The cases of a folder, and what is given with them.

use std::fs;
use std::path::{Path, PathBuf};

use hotplate_cli::arguments::{Arguments, Command, Given};
use hotplate_cli::load::{Loaded, load};
use hotplate_cli::scenario::suppose;
use hotplate_exchange::Scenario;

/// The templates of a folder, in the order of their names. Files two levels down are what templates name.
pub(crate) fn cases(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("suite").join(folder);
    let mut cases: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.retain(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    cases.sort();
    assert!(!cases.is_empty(), "there are no cases in {}", folder.display());
    cases
}

/// The templates of the gallery, in the order of their names.
pub(crate) fn gallery() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../site/gallery");
    let mut templates: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    templates.sort();
    templates
}

/// Reads and plans a case with all that its comments give it.
pub(crate) fn loaded(path: &Path) -> Loaded {
    load(&given(path)).unwrap_or_else(|fault| panic!("{fault:?}"))
}

/// The same, and what its comments suppose about the instances.
pub(crate) fn supposed(path: &Path) -> (Loaded, Scenario) {
    let text = fs::read_to_string(path).unwrap();
    let said = text.lines().filter_map(|line| line.strip_prefix("# suppose: "));
    let words = ["exchange", "-"].into_iter().chain(said.flat_map(str::split_whitespace));
    let arguments = Arguments::read(words).unwrap_or_else(|fault| panic!("{fault}"));
    let Command::Exchange(asked) = arguments.command else { panic!("{arguments:?}") };
    suppose(&given(path), &asked.supposed).unwrap_or_else(|fault| panic!("{fault:?}"))
}

/// What a case's comments give with it.
fn given(path: &Path) -> Given {
    let mut given = Given { template: path.to_owned(), ..Given::default() };
    for line in fs::read_to_string(path).unwrap().lines() {
        if let Some((key, value)) = line.strip_prefix("# param: ").and_then(|given| given.split_once('=')) {
            given.parameters.push((key.to_owned(), value.to_owned()));
        }
        if let Some(file) = line.strip_prefix("# environment: ") {
            given.environments.push(path.with_file_name(file));
        }
    }
    given
}

/// The project's sample, with so many members.
pub(crate) fn sample(members: usize) -> Loaded {
    let template = Path::new(env!("CARGO_MANIFEST_DIR")).join("../site/gallery/hosts.yaml");
    let parameters = [("reservation_id", "5b4f0c1e".to_owned()), ("instance_count", members.to_string())];
    let parameters = parameters.map(|(name, value)| (name.to_owned(), value)).into();
    load(&Given { template, parameters, ..Given::default() }).unwrap_or_else(|fault| panic!("{fault:?}"))
}
