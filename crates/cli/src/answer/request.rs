//! One request.

use std::path::{Path, PathBuf};

use hotplate_hot::Source;
use hotplate_plan::{Files, Inputs, Precedence, read_environment};
use hotplate_schema::IndexMap;
use serde::Deserialize;
use serde_json::Value as Json;

use crate::disk::{Folder, folder_of};
use crate::json;
use crate::located::locate;

/// A request line. Exactly one of `template`, `template_text` and `template_dict` says what the template is; with
/// `eval` a `template_dict` only surrounds the snippet.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Request {
    /// What the answer is to be called.
    pub(crate) id: Json,
    /// The template's path.
    pub(crate) template: Option<String>,
    /// The template's text.
    pub(crate) template_text: Option<String>,
    /// The template as the object it would be once read.
    pub(crate) template_dict: Option<Json>,
    /// Environments: paths, or objects.
    pub(crate) env: Vec<Json>,
    /// `files`: environments win over `params`, as with the command line client. `merged`: `params` win.
    pub(crate) env_mode: Option<String>,
    /// Parameter values.
    pub(crate) params: Option<IndexMap<String, Json>>,
    /// Parameter defaults, as an environment would give them. With `eval`.
    pub(crate) parameter_defaults: Option<Json>,
    /// The files that the template names. Without it they are read from the disk.
    pub(crate) files: Option<IndexMap<String, String>>,
    /// The folder that files are relative to, if not the template's.
    pub(crate) root: Option<PathBuf>,
    /// The stack's name.
    pub(crate) stack_name: Option<String>,
    /// The snippet to evaluate; null is one too.
    #[serde(deserialize_with = "present")]
    pub(crate) eval: Option<Json>,
    /// With `eval`: key and value of the template's version.
    pub(crate) version: Option<(String, String)>,
    /// With `eval`: `template` or `condition`.
    pub(crate) context: Option<String>,
    /// What exists: ids and attributes by resource.
    pub(crate) resource_data: Option<IndexMap<String, Json>>,
}

fn present<'de, D: serde::Deserializer<'de>>(given: D) -> Result<Option<Json>, D::Error> {
    Json::deserialize(given).map(Some)
}

/// The files of a request.
pub(crate) enum RequestFiles<'a> {
    Given(&'a IndexMap<String, String>),
    OnDisk(Folder),
}

impl Files for RequestFiles<'_> {
    fn get(&self, name: &str) -> Option<Source> {
        match self {
            Self::Given(files) => files.get(name).map(|text| Source::new(name, text)),
            Self::OnDisk(folder) => folder.get(name),
        }
    }

    fn sent(&self) -> Vec<Source> {
        match self {
            Self::Given(files) => files.iter().map(|(name, text)| Source::new(name, text)).collect(),
            Self::OnDisk(_) => Vec::new(),
        }
    }
}

impl Request {
    /// The id of the answer: the request's, or the template's path.
    pub(crate) fn id(&self) -> Json {
        match (&self.id, &self.template) {
            (Json::Null, Some(path)) => path.as_str().into(),
            (id, _) => id.clone(),
        }
    }

    /// The template's text. An object is written as JSON, which reads back as itself.
    pub(crate) fn source(&self) -> Result<Source, String> {
        match (&self.template_text, &self.template_dict, &self.template) {
            (Some(text), ..) => Ok(Source::new("template", text)),
            (None, Some(object), _) => Ok(Source::new("template", &object.to_string())),
            (None, None, Some(path)) => read(Path::new(path)),
            (None, None, None) => Err("a template is needed".to_owned()),
        }
    }

    /// The files that the template names.
    pub(crate) fn files(&self) -> RequestFiles<'_> {
        let around = || Folder::around(Path::new(self.template.as_deref().unwrap_or_default()));
        match (&self.files, &self.root) {
            (Some(files), _) => RequestFiles::Given(files),
            (None, Some(root)) => RequestFiles::OnDisk(Folder::new(root)),
            (None, None) => RequestFiles::OnDisk(around()),
        }
    }

    /// All that is given with the template, and what is wrong with it.
    pub(crate) fn inputs(&self) -> Result<(Inputs, Vec<hotplate_hot::Diagnostic>), String> {
        let mut inputs = Inputs {
            stack_name: self.stack_name.clone().unwrap_or_else(|| "oracle".to_owned()),
            precedence: match self.env_mode.as_deref() {
                Some("merged") => Precedence::Given,
                _ => Precedence::Environment,
            },
            ..Inputs::default()
        };
        for (name, value) in self.params.iter().flatten() {
            inputs.parameters.insert(name.clone(), json::read(value));
        }
        let mut diagnostics = Vec::new();
        for environment in &self.env {
            let source = match environment {
                Json::String(path) => read(Path::new(path))?,
                object => Source::new("environment", &object.to_string()),
            };
            let mut read = read_environment(&source);
            if let (RequestFiles::OnDisk(folder), Json::String(path)) = (self.files(), environment) {
                locate(&mut read.value, folder_of(Path::new(path)), folder.path());
            }
            inputs.environments.push(read.value);
            diagnostics.extend(read.diagnostics);
        }
        Ok((inputs, diagnostics))
    }
}

fn read(path: &Path) -> Result<Source, String> {
    let bytes = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let text = String::from_utf8(bytes).map_err(|_| format!("{}: not a text in UTF-8", path.display()))?;
    Ok(Source::new(&path.to_string_lossy(), &text))
}
