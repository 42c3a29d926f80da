//! What is supposed beside facts, one by one and in words: the form in which it is kept and sent. A word that is not
//! known says nothing, so that there can be more of them one day.

use hotplate_agent::Python;

use crate::{Action, Course, Scenario};

/// One thing that is supposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Supposition {
    /// Of whom: the path of an instance or a deployment, or the name of a group; empty if of the whole stack.
    pub whose: String,
    /// What: `delay`, `status`, `dead`, `lost`, `failing`, `members`, `timeout`, `action` or `python`.
    pub what: String,
    /// The number, name or version; empty where nothing more is to be said.
    pub value: String,
}

impl Scenario {
    /// All that is supposed beside facts.
    pub fn suppositions(&self) -> Vec<Supposition> {
        let mut all = Vec::new();
        let mut put = |whose: &str, what: &str, value: String| {
            all.push(Supposition { whose: whose.to_owned(), what: what.to_owned(), value });
        };
        for (group, size) in &self.sizes {
            put(group, "members", size.to_string());
        }
        for (path, Course { delay, status, dead, lost, failing }) in &self.courses {
            if *delay > 0 {
                put(path, "delay", delay.to_string());
            }
            if let Some(status) = status {
                put(path, "status", status.to_string());
            }
            if *dead {
                put(path, "dead", String::new());
            }
            if *lost {
                put(path, "lost", String::new());
            }
            for command in failing {
                put(path, "failing", command.clone());
            }
        }
        for command in &self.failing {
            put("", "failing", command.clone());
        }
        if let Some(minutes) = self.timeout_mins {
            put("", "timeout", minutes.to_string());
        }
        if self.action != Action::Create {
            put("", "action", self.action.word().to_owned());
        }
        if self.python != Python::default() {
            put("", "python", self.python.version().to_owned());
        }
        all
    }

    /// Supposes one thing more; what cannot be read is passed over.
    pub fn take(&mut self, supposition: Supposition) {
        let Supposition { whose, what, value } = supposition;
        match (whose.as_str(), what.as_str()) {
            ("", "failing") => self.failing.push(value),
            ("", "timeout") => self.timeout_mins = value.parse().ok(),
            ("", "action") => self.action = Action::of(&value).unwrap_or_default(),
            ("", "python") => self.python = Python::of(&value).unwrap_or_default(),
            ("", _) => {}
            (group, "members") => {
                if let Ok(size) = value.parse() {
                    self.resize(group, size);
                }
            }
            (path, what) => self.suppose(path, |course| match what {
                "delay" => course.delay = value.parse().unwrap_or_default(),
                "status" => course.status = value.parse().ok(),
                "dead" => course.dead = true,
                "lost" => course.lost = true,
                "failing" => course.failing.push(value),
                _ => {}
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_supposed_comes_back() {
        let mut scenario = Scenario {
            python: Python::Two,
            timeout_mins: Some(15),
            action: Action::Delete,
            ..Scenario::default()
        };
        scenario.failing = Scenario::commands("yum, apt-get,yum");
        assert_eq!(scenario.failing, ["yum", "apt-get"]);
        scenario.resize("group", 7);
        let failing = Scenario::commands("mount");
        scenario.suppose("group[2]", |of| {
            *of = Course { delay: 90, status: Some(-1), dead: true, lost: true, failing };
        });
        scenario.suppose("told[1]", |of| of.lost = true);
        let mut other = Scenario::default();
        scenario.suppositions().into_iter().for_each(|it| other.take(it));
        assert_eq!(other, scenario);
    }

    #[test]
    fn what_is_not_known_supposes_nothing() {
        let mut scenario = Scenario::default();
        for [whose, what, value] in [
            ["", "weather", "rain"],
            ["", "delay", "3"],
            ["", "timeout", "soon"],
            ["", "python", "4"],
            ["", "action", "ADOPT"],
            ["group", "members", "many"],
            ["group[0]", "delay", "-1"],
            ["group[0]", "mood", "bad"],
        ] {
            let [whose, what, value] = [whose, what, value].map(str::to_owned);
            scenario.take(Supposition { whose, what, value });
            assert!(scenario.is_empty());
        }
    }
}
