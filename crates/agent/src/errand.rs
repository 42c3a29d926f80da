//! A job as the agent in the instance gets it: its inputs are environment variables by then.
//!
//! Making them of values is the work of whoever holds the values, so that whatever runs scripts needs to know of none.

use indexmap::IndexMap;

use crate::environment::render;
use crate::job::Memory;
use crate::{ConfigInput, ConfigOutput, Instance, Job, Text};

/// What was made of inputs, for jobs that have the same ones: a hundred instances often run one script on one map of what all
/// have reported.
#[derive(Debug, Default)]
pub struct Rendered(pub(crate) Memory<ConfigInput, Text>);

/// A job with its environment. Equal errands have equal runs.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Errand {
    /// The config's name.
    pub(crate) name: String,
    /// What runs it.
    pub(crate) group: String,
    /// The config's text.
    #[cfg_attr(feature = "wire", serde(with = "crate::wire::shared"))]
    pub(crate) script: String,
    pub(crate) outputs: Vec<ConfigOutput>,
    /// The environment that the script sees.
    pub(crate) environment: IndexMap<String, Text>,
    /// The error of the hook's Python if it crashes on an input.
    pub(crate) crash: Option<String>,
    /// What earlier runs reported and the inputs' values were made of.
    pub(crate) parts: Vec<Text>,
    /// The instance it runs on, as it is before.
    pub(crate) instance: Instance,
}

impl Job {
    /// The job as the agent in the instance gets it.
    pub fn errand(&self, known: &mut Rendered) -> Errand {
        let (environment, crash) = render(&self.config, &mut known.0);
        Errand {
            name: self.config.name.clone(),
            group: self.config.group.clone(),
            script: self.config.config.clone(),
            outputs: self.config.outputs.clone(),
            environment,
            crash,
            parts: self.config.inputs.iter().flat_map(|input| input.parts.iter().cloned()).collect(),
            instance: self.instance.clone(),
        }
    }
}
