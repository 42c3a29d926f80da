//! A template and its inputs, read and planned: what every command begins with.

use std::io::{self, Read};
use std::path::Path;
use std::sync::LazyLock;

use hotplate_exchange::{Runs, Scenario, image_findings, simulate, sized};
use hotplate_hot::{Diagnostic, Place, Reading, Source, Span, apply_directives};
use hotplate_plan::{Files, Inputs, Limits, Plan, Precedence, plan, read_environment, read_in};
use hotplate_schema::{Catalog, Release, Value};

use crate::arguments::Given;
use crate::disk::{Folder, folder_of};
use crate::located::locate;

/// Everything that the engine of a release has, read once.
pub(crate) fn catalog(release: Release) -> &'static Catalog {
    static NEWEST: LazyLock<Catalog> = LazyLock::new(Catalog::full);
    static OLDER: LazyLock<Catalog> = LazyLock::new(|| Catalog::full_of(Release::Heat2023_1));
    match release {
        Release::Heat27 => &NEWEST,
        Release::Heat2023_1 => &OLDER,
    }
}

/// A template, read and planned.
pub struct Loaded {
    /// The template's text.
    pub source: Source,
    /// What was read.
    pub reading: Reading,
    /// What will come of it.
    pub plan: Plan,
    /// Everything found: in the template, in the environments, while planning.
    pub diagnostics: Vec<Diagnostic>,
    /// The other files in which something may have been found.
    pub(crate) files: Folder,
    /// The environments' texts.
    pub(crate) environments: Vec<Source>,
    /// The parameters' values by name: those that were given, and those that a supposed number of members asks for.
    pub(crate) parameters: Vec<(String, String)>,
}

impl Loaded {
    /// The bytes of a place in the template.
    pub(crate) fn span(&self, place: &Place) -> Span {
        self.reading.document.span(place)
    }
}

/// A file that cannot be read or written: its name, and what the system says.
#[derive(Debug)]
pub struct Fault(pub String);

impl Fault {
    /// What went wrong with a file, in the system's words.
    pub fn of(path: &Path, error: &io::Error) -> Self {
        let words = match error.kind() {
            io::ErrorKind::IsADirectory => "a folder: name the files in it".to_owned(),
            _ => error.to_string(),
        };
        // Its number is for programs.
        let words = words.split(" (os error ").next().unwrap_or_default();
        Self(format!("{}: {words}", path.display()))
    }
}

/// Reads and plans a template with all that is given with it.
pub fn load(given: &Given) -> Result<Loaded, Fault> {
    load_with(given, &[])
}

/// The same with other numbers of members for groups whose number the template itself says.
pub(crate) fn load_with(given: &Given, sizes: &[(String, u32)]) -> Result<Loaded, Fault> {
    let source = read_source(&given.template)?;
    let environments = given.environments.iter().map(|path| Ok((path.as_path(), read_source(path)?)));
    let (environments, files) = (environments.collect::<Result<_, _>>()?, Folder::around(&given.template));
    Ok(load_text(given, source, environments, files, sizes))
}

/// The same for a template and environments whose texts are at hand, whatever stands at their paths.
pub(crate) fn load_text(
    given: &Given,
    source: Source,
    environments: Vec<(&Path, Source)>,
    files: Folder,
    sizes: &[(String, u32)],
) -> Loaded {
    let mut inputs =
        Inputs { stack_name: "stack".to_owned(), precedence: Precedence::Environment, ..Inputs::default() };
    inputs.parameters =
        given.parameters.iter().map(|(key, value)| (key.clone(), Value::from(value.as_str()))).collect();
    let mut in_environments = Vec::new();
    for (path, environment) in &environments {
        let mut read = read_environment(environment);
        locate(&mut read.value, folder_of(path), folder_of(&given.template));
        inputs.environments.push(read.value);
        in_environments.extend(read.diagnostics.into_iter().map(|found| found.in_source(&environment.name)));
    }
    let Judged { reading, plan, mut diagnostics } =
        judge_with(&source, &inputs, &files, catalog(given.release), sizes);
    diagnostics.append(&mut in_environments);
    let exchange = simulate(&plan, &Scenario::default(), &Runs::default());
    diagnostics.extend(image_findings(&plan, &exchange));
    apply_directives(&reading.document, &mut diagnostics);
    // What is found where comes by what looks for it; people read from top to bottom, the template first.
    diagnostics.sort_by_key(|found| {
        let label = &found.labels[0];
        match &label.source {
            Some(name) if *name != source.name => (1, 0),
            _ => (0, reading.document.span(&label.place).start),
        }
    });
    let environments = environments.into_iter().map(|(_, environment)| environment).collect();
    let parameters = given.parameters.clone();
    Loaded { source, reading, plan, diagnostics, files, environments, parameters }
}

/// A template, read and planned, with everything found in it and in the files it names.
pub(crate) struct Judged {
    pub(crate) reading: Reading,
    pub(crate) plan: Plan,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// Reads and plans a template.
pub(crate) fn judge(source: &Source, inputs: &Inputs, files: &dyn Files, catalog: &Catalog) -> Judged {
    judge_with(source, inputs, files, catalog, &[])
}

fn judge_with(
    source: &Source,
    inputs: &Inputs,
    files: &dyn Files,
    catalog: &Catalog,
    sizes: &[(String, u32)],
) -> Judged {
    let mut reading = read_in(source, catalog, inputs, files);
    let mut diagnostics = std::mem::take(&mut reading.diagnostics);
    let planned = plan(&sized(&reading.template, sizes), inputs, files, catalog, &Limits::default());
    planned.value.excuse(&mut diagnostics);
    diagnostics.extend(planned.diagnostics);
    Judged { reading, plan: planned.value, diagnostics }
}

/// The text of a file; `-` is standard input.
pub(crate) fn read_source(path: &Path) -> Result<Source, Fault> {
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        io::stdin().read_to_end(&mut bytes).map_err(|error| Fault::of(path, &error))?;
    } else {
        bytes = std::fs::read(path).map_err(|error| Fault::of(path, &error))?;
    }
    let text =
        String::from_utf8(bytes).map_err(|_| Fault(format!("{}: not a text in UTF-8", path.display())))?;
    Ok(Source::new(&path.to_string_lossy(), &text))
}
