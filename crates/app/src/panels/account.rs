//! What is sent to a testbed of the work at hand, and what its answers speak of.

use hotplate_desk::{Order, Paper};
use hotplate_plan::{ParameterOrigin, Plan, ResourcePath};

use crate::workspace::{Answers, Project, Selected};

/// The project as it is sent. Heat looks files up by the very words that name them, so a file that is named with `./` or
/// `file:` before it goes under that name as well.
pub fn paper(project: &Project) -> Paper {
    let mut files = Vec::new();
    for (tab, file) in project.tabs() {
        if !tab.is_extra() {
            continue;
        }
        for before in ["", "./", "file:", "file:./"] {
            let name = format!("{before}{}", file.name);
            if before.is_empty() || project.tabs().any(|(_, other)| other.text.contains(&name)) {
                files.push((name, file.text.to_string()));
            }
        }
    }
    let (template, environment) =
        (project.template().text.to_string(), project.environment().text.to_string());
    Paper { template, environment, files }
}

/// The stack as it is ordered: with what was typed, and the defaults left to Heat.
pub fn order(name: &str, project: &Project, plan: &Plan, answers: &Answers) -> Order {
    let mut order = Order { name: name.to_owned(), paper: paper(project), ..Order::default() };
    for (name, parameter) in plan.parameters.iter() {
        if parameter.declaration.hidden {
            order.hidden.push(name.clone());
        }
        if let Some(answer) = answers.get(name).filter(|_| parameter.origin != ParameterOrigin::Missing) {
            order.parameters.push((name.clone(), answer.text.clone()));
        }
    }
    order
}

/// What in the template Heat's words speak of: `resources.NAME` or `Parameter 'NAME'`.
pub fn place_in(said: &str) -> Option<Selected> {
    let is_name = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    let name = |before: &str, ends: &dyn Fn(char) -> bool| {
        let (_, rest) = said.split_once(before)?;
        let name = rest.split(|c| !ends(c)).next().filter(|name| !name.is_empty())?;
        Some(name.to_owned())
    };
    if let Some(name) = name("Parameter '", &|c| c != '\'').or_else(|| name("parameters.", &is_name)) {
        return Some(Selected::Parameter(name));
    }
    name("resources.", &is_name).map(|name| Selected::Resource(ResourcePath::root(&name)))
}

/// How long a sign-in holds, in words.
pub fn time_left(seconds: i64) -> String {
    match seconds {
        ..=0 => "its time is over".to_owned(),
        1..60 => "less than a minute left".to_owned(),
        60..7200 => format!("{} min left", seconds / 60),
        _ => format!("{} h left", seconds / 3600),
    }
}

/// What is said of a clock that is ahead of the testbed's by so many seconds, or, below 0, behind; nothing of one that is
/// right enough.
pub fn clock_words(ahead: i64) -> Option<String> {
    const MINUTES: i64 = 3;
    let by = ahead.abs();
    if by < MINUTES * 60 {
        return None;
    }
    let (by, unit) = match by {
        ..7200 => (by / 60, "minutes"),
        7200..172_800 => (by / 3600, "hours"),
        _ => (by / 86_400, "days"),
    };
    let way = if ahead > 0 { "ahead of" } else { "behind" };
    Some(format!(
        "The clock of this machine is about {by} {unit} {way} the testbed's, by which leases begin and end. What is left of the sign-in and of leases is counted by the testbed's; set this machine's right before you choose dates."
    ))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use hotplate_hot::Parameter;
    use hotplate_plan::ParameterValue;

    use super::*;
    use crate::workspace::Answer;

    #[test]
    fn files_go_under_every_name_that_they_are_called_by() {
        let project =
            Project::of_template("a.yaml", "x: {get_file: ./run.sh}").with("run.sh", "#!").with("b", "2");
        let names: Vec<String> = paper(&project).files.into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["run.sh", "./run.sh", "b"]);
    }

    #[test]
    fn what_was_typed_is_ordered_and_what_is_hidden_is_named() {
        let parameter = |hidden| ParameterValue {
            declaration: Parameter { hidden, ..Parameter::default() }.into(),
            value: None,
            origin: ParameterOrigin::Given,
            problem: None,
        };
        let parameters = [("size".to_owned(), parameter(false)), ("key".to_owned(), parameter(true))];
        let mut plan = Plan::default();
        plan.parameters = Arc::new(parameters.into_iter().collect());
        let typed = |text: &str| Answer { text: text.to_owned(), secret: false };
        let answers = Answers::from_iter([("size".to_owned(), typed("3")), ("gone".to_owned(), typed("4"))]);
        let order = order("s", &Project::of_template("a.yaml", "x"), &plan, &answers);
        assert!(order.parameters == [("size".to_owned(), "3".to_owned())]);
        assert_eq!((order.hidden, order.name), (vec!["key".to_owned()], "s".to_owned()));
    }

    #[test]
    fn heats_words_name_places() {
        let resource = |name: &str| Some(Selected::Resource(ResourcePath::root(name)));
        let rows = [
            ("Property error: resources.word.properties: Unknown Property lenth", resource("word")),
            ("ValueError: resources.fails: Test Resource failed fails", resource("fails")),
            ("Parameter 'size' is invalid: 9 is out of range", Some(Selected::Parameter("size".to_owned()))),
            ("The Stack (hosts) already exists.", None),
            ("resources.", None),
        ];
        for (said, place) in rows {
            assert_eq!(place_in(said), place, "{said}");
        }
    }

    #[test]
    fn a_clock_that_is_wrong_is_told() {
        assert_eq!((clock_words(0), clock_words(179)), (None, None));
        let said = |ahead| clock_words(ahead).unwrap_or_default();
        assert!(said(180).contains("about 3 minutes ahead of the testbed's"));
        assert!(said(-7200).contains("about 2 hours behind the testbed's"));
        assert!(said(172_800).contains("about 2 days ahead"));
    }

    #[test]
    fn time_is_said_as_people_say_it() {
        let said: Vec<String> = [-1, 0, 59, 60, 3599, 7200].into_iter().map(time_left).collect();
        assert_eq!(
            said,
            [
                "its time is over",
                "its time is over",
                "less than a minute left",
                "1 min left",
                "59 min left",
                "2 h left"
            ]
        );
    }
}
