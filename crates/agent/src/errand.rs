//! A job as the agent in the instance gets it: its inputs are environment variables by then.
//!
//! Making them of values is the work of whoever holds the values, so that whatever runs scripts needs to know of none.

use hotplate_schema::IndexMap;

use crate::environment::render;
use crate::hook::{Interpreter, interpreter};
use crate::job::Memory;
use crate::parcel::parcel;
use crate::tools::{SELDOM, SERVICE};
use crate::{ConfigInput, ConfigOutput, Instance, Job, Text};

/// What was made of inputs, for jobs that have the same ones: a hundred instances often run one script on one map of what all
/// have reported.
#[derive(Debug, Default)]
pub struct Rendered(pub(crate) Memory<ConfigInput, Text>);

/// A job with its environment. Equal errands have equal runs.
#[derive(Clone, Debug, PartialEq)]
pub struct Errand {
    /// The config's name.
    pub(crate) name: String,
    /// What runs it.
    pub(crate) group: String,
    /// The config's text.
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

parcel!(Errand { name, group, script, outputs, environment, crash, parts, instance });

impl Errand {
    /// Whether its script seems to call what the common worker does without (the feature `whole`): then it is best given to
    /// the one that has everything at once. One that seems not to and does is found out when it is run.
    pub fn seems_beyond(&self) -> bool {
        self.group == "json-file" || seems_beyond(&self.script)
    }
}

/// The same of a script alone.
pub fn seems_beyond(script: &str) -> bool {
    let in_word = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
    let beyond = |word: &str| word == "getopts" || SELDOM.contains(&word);
    let shell = matches!(interpreter(script), Interpreter::Shell(_));
    let mut lines = script.lines().filter(|line| !line.trim_start().starts_with('#'));
    shell && lines.any(|line| line.contains(SERVICE) || line.split(|c| !in_word(c)).any(beyond))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{DerivedConfig, Facts, FileTree};

    #[test]
    fn what_calls_something_seldom_seems_beyond() {
        let seems_beyond = |group: &str, script: &str| {
            let config = DerivedConfig {
                name: "test".to_owned(),
                group: group.to_owned(),
                config: script.to_owned(),
                inputs: Vec::new(),
                outputs: Vec::new(),
            };
            let facts = Facts {
                hostname: "a".to_owned(),
                ipaddress: "10.0.0.4".to_owned(),
                others: IndexMap::default(),
            };
            let instance = Instance {
                name: "a".to_owned(),
                facts,
                files: FileTree::default(),
                failing: IndexMap::default(),
            };
            Job { config, instance }.errand(&mut Rendered::default()).seems_beyond()
        };
        for script in [
            "#!/bin/sh\nawk '{print $1}' /etc/hosts\n",
            "#!/bin/bash\nfor i in $(seq 3); do echo $i; done\n",
            "#!/bin/sh\ncat x|/usr/bin/sort>y\n",
            "#!/bin/sh\nssh-keygen -t rsa\n",
            "#!/bin/sh\nwhile getopts a: x; do :; done\n",
            "#!/bin/sh\ncurl -s http://169.254.169.254/latest/\n",
        ] {
            assert!(seems_beyond("script", script), "{script}");
        }
        for script in [
            "#!/bin/sh\n# find out\ngrep x /etc/hosts | sed s/x/y/\n",
            "#!/bin/sh\necho sorted resort xjq\n",
            "#!/usr/bin/python3\nhosts.sort()\n",
        ] {
            assert!(!seems_beyond("script", script), "{script}");
        }
        assert!(seems_beyond("json-file", "{}"));
    }
}
