//! What a person supposes about the instances.

use indexmap::IndexMap;

/// Suppositions. The empty scenario is a good day: every instance boots, has a sample address and host name, and its
/// agent works.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Scenario {
    /// Facts set by hand: by the instance's path (`server_group[0]`), then by the fact's name.
    pub facts: IndexMap<String, IndexMap<String, String>>,
}

impl Scenario {
    /// The value set by hand for a fact of an instance.
    pub fn fact(&self, instance: &str, name: &str) -> Option<&str> {
        self.facts.get(instance)?.get(name).map(String::as_str)
    }
}
