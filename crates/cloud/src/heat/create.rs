//! Creating a stack, asking what would be created, and giving a stack other values.

use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{StackRef, Template};
use crate::call::{read, succeeded};
use crate::http::pointer;
use crate::{ApiError, Call, Method, Request, Response, Service};

/// A stack that is to be.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Creation {
    /// Unique in the project.
    pub name: String,
    /// What it is made of.
    pub template: Template,
    /// Values by the parameters' names: texts, numbers, lists or maps.
    pub parameters: IndexMap<String, Value>,
    /// The parameters whose values nobody may read.
    pub hidden: Vec<String>,
    /// What else it is found by.
    pub tags: Vec<String>,
    /// Gives up after so many minutes.
    pub timeout: Option<u32>,
    /// Takes back what was created when something fails; Heat keeps it otherwise, so that one can look.
    pub rollback: bool,
}

impl Creation {
    fn body(&self) -> Map<String, Value> {
        let mut body = Map::new();
        body.insert("stack_name".to_owned(), self.name.as_str().into());
        body.extend(self.template.body());
        body.insert(
            "parameters".to_owned(),
            self.parameters.iter().map(|(name, value)| (name.clone(), value.clone())).collect(),
        );
        body.insert("disable_rollback".to_owned(), (!self.rollback).into());
        if !self.tags.is_empty() {
            body.insert("tags".to_owned(), self.tags.join(",").into());
        }
        body.extend(self.timeout.map(|minutes| ("timeout_mins".to_owned(), minutes.into())));
        body
    }

    fn request(&self, path: &str, body: Map<String, Value>) -> Request {
        Request::new(Service::Orchestration, Method::Post, path)
            .with(Value::Object(body))
            .hiding(hidden(&self.hidden))
            .keeping(&self.template.secrets)
    }
}

fn hidden(names: &[String]) -> impl Iterator<Item = String> {
    names.iter().map(|name| pointer("/parameters", name))
}

/// Creates the stack.
#[derive(Clone, Debug, PartialEq)]
pub struct CreateStack {
    /// The stack.
    pub stack: Creation,
    /// Only checks and stores it, to be built when a lease begins. Heat as it is published takes no notice of this and
    /// builds at once: look at the status that follows.
    pub initialize: bool,
}

#[derive(Deserialize)]
struct Created {
    stack: CreatedStack,
}

#[derive(Deserialize)]
struct CreatedStack {
    id: String,
}

impl Call for CreateStack {
    type Reply = StackRef;

    fn request(&self) -> Request {
        let mut body = self.stack.body();
        if self.initialize {
            body.insert("initialize".to_owned(), true.into());
        }
        self.stack.request("/stacks", body)
    }

    fn reply(&self, response: &Response) -> Result<StackRef, ApiError> {
        // Where the stack is stands in `Location` as well, which a page may not read.
        let created: Created = read(Service::Orchestration, response)?;
        Ok(StackRef { name: self.stack.name.clone(), id: created.stack.id })
    }
}

/// What would be created: Heat checks the values and asks the services about those that only they know.
#[derive(Clone, Debug, PartialEq)]
pub struct PreviewStack(pub Creation);

#[derive(Deserialize)]
struct Previewed {
    stack: PreviewedStack,
}

#[derive(Deserialize)]
struct PreviewedStack {
    #[serde(default)]
    resources: Vec<Value>,
}

impl Call for PreviewStack {
    /// The names of the resources, those of nested stacks among them.
    type Reply = Vec<String>;

    fn request(&self) -> Request {
        self.0.request("/stacks/preview", self.0.body())
    }

    fn reply(&self, response: &Response) -> Result<Vec<String>, ApiError> {
        let previewed: Previewed = read(Service::Orchestration, response)?;
        let mut names = Vec::new();
        previewed.stack.resources.iter().for_each(|resource| gather(resource, &mut names));
        Ok(names)
    }
}

/// The name of a resource; of a nested stack, which is a list in its place, the names of what is in it.
fn gather(resource: &Value, names: &mut Vec<String>) {
    match resource {
        Value::Array(nested) => nested.iter().for_each(|resource| gather(resource, names)),
        resource => names.extend(resource.get("resource_name").and_then(Value::as_str).map(str::to_owned)),
    }
}

/// Gives a stack other values and keeps all else: the very call that Blazar makes when a lease begins.
#[derive(Clone, Debug, PartialEq)]
pub struct PatchStack {
    /// Which.
    pub stack: StackRef,
    /// Values by the parameters' names.
    pub parameters: IndexMap<String, Value>,
    /// The parameters whose values nobody may read.
    pub hidden: Vec<String>,
}

impl Call for PatchStack {
    type Reply = ();

    fn request(&self) -> Request {
        let body = json!({"existing": true, "converge": true, "parameters": self.parameters});
        Request::new(Service::Orchestration, Method::Patch, self.stack.path())
            .with(body)
            .hiding(hidden(&self.hidden))
    }

    fn reply(&self, response: &Response) -> Result<(), ApiError> {
        // The body of a success is a page of HTML.
        succeeded(Service::Orchestration, response)
    }
}
