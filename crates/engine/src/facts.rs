//! What a template says of itself, in the few words that the frame of the page shows.

use hotplate_exchange::{Sizing, sizings};
use hotplate_hot::{Path, Reading};
use serde::{Deserialize, Serialize};

/// A template's own words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateFacts {
    /// Its version, as written.
    pub version: Option<String>,
    /// Its description.
    pub description: Option<String>,
    /// The parameters whose values it hides.
    pub hidden: Vec<String>,
    /// What says how many members its groups have.
    pub sizings: Vec<(String, Sizing)>,
}

impl TemplateFacts {
    /// The facts of a template.
    pub(crate) fn of(reading: &Reading) -> Self {
        let version = reading.document.node(&Path::keys(["heat_template_version"]));
        let hidden = reading.template.parameters.iter().filter(|(_, parameter)| parameter.hidden);
        Self {
            version: version
                .filter(|node| !node.is_null())
                .and_then(|node| node.as_scalar())
                .map(|value| value.python_str()),
            description: reading.template.description.clone(),
            hidden: hidden.map(|(name, _)| name.clone()).collect(),
            sizings: sizings(&reading.template),
        }
    }

    /// Whether a parameter's value is a secret.
    pub fn hides(&self, parameter: &str) -> bool {
        self.hidden.iter().any(|name| name == parameter)
    }
}
