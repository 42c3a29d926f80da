//! What a person supposes about the instances.

use hotplate_agent::Python;
use hotplate_schema::IndexMap;

use crate::Action;
use crate::clock::TIMEOUT_MINS;

/// Suppositions. The empty scenario is a good day: every instance boots, has a sample address and host name, and its
/// agent works.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Scenario {
    /// Facts set by hand: by the instance's path (`server_group[0]`), then by the fact's name.
    pub facts: IndexMap<String, IndexMap<String, String>>,
    /// Numbers of members set by hand, by the name of a group whose template writes the number down
    /// ([`sized`](crate::sized)).
    pub sizes: Vec<(String, u32)>,
    /// What goes otherwise than on a good day: by the path of an instance, which then counts for all that happens on
    /// it, or of a deployment (`export_hosts_sdg[0]`).
    pub courses: Vec<(String, Course)>,
    /// Commands that fail on every instance, by name (`yum`).
    pub failing: Vec<String>,
    /// Minutes after which Heat gives up (`timeout_mins`); Heat's own 60 unless set.
    pub timeout_mins: Option<u32>,
    /// What is done with the stack once it is there; nothing more if it is only created.
    pub action: Action,
    /// The Python whose run counts where only Python 2 runs a script to a good end.
    pub python: Python,
}

/// What goes otherwise for an instance, or for one of its deployments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Course {
    /// Seconds by which the instance boots later, or by which the deployment's script takes longer.
    pub delay: u32,
    /// The status with which the script ends, whatever it did.
    pub status: Option<i32>,
    /// The instance's agent never polls.
    pub dead: bool,
    /// The agent's signal never reaches Heat.
    pub lost: bool,
    /// Commands that fail, by name.
    pub failing: Vec<String>,
}

impl Scenario {
    /// The value set by hand for a fact of an instance.
    pub fn fact(&self, instance: &str, name: &str) -> Option<&str> {
        self.facts.get(instance)?.get(name).map(String::as_str)
    }

    /// What goes otherwise for an instance or deployment; nothing unless it was set.
    pub fn course(&self, path: &str) -> Course {
        self.courses.iter().find(|(of, _)| of == path).map(|(_, course)| course.clone()).unwrap_or_default()
    }

    /// Supposes that something goes otherwise for an instance or deployment; what is as on a good day is forgotten.
    pub fn suppose(&mut self, path: &str, change: impl FnOnce(&mut Course)) {
        let mut course = self.course(path);
        change(&mut course);
        let place = self.courses.iter().position(|(of, _)| of == path);
        match (place, course == Course::default()) {
            (Some(place), true) => drop(self.courses.remove(place)),
            (Some(place), false) => self.courses[place].1 = course,
            (None, true) => {}
            (None, false) => self.courses.push((path.to_owned(), course)),
        }
    }

    /// Gives a group so many members.
    pub fn resize(&mut self, group: &str, size: u32) {
        self.sizes.retain(|(of, _)| of != group);
        self.sizes.push((group.to_owned(), size));
    }

    /// The second at which Heat gives up.
    pub fn timeout(&self) -> u32 {
        self.timeout_mins.unwrap_or(TIMEOUT_MINS).saturating_mul(60)
    }

    /// The same facts and numbers, and nothing that goes otherwise.
    #[must_use]
    pub fn on_a_good_day(&self) -> Self {
        Self {
            courses: Vec::new(),
            failing: Vec::new(),
            timeout_mins: None,
            action: Action::Create,
            ..self.clone()
        }
    }

    /// The commands that a person names, apart by commas or blanks; each once.
    pub fn commands(text: &str) -> Vec<String> {
        let mut commands: Vec<String> = Vec::new();
        for name in text.split(|c: char| c == ',' || c.is_whitespace()) {
            if !name.is_empty() && !commands.iter().any(|known| known == name) {
                commands.push(name.to_owned());
            }
        }
        commands
    }

    /// Whether nothing is supposed.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
