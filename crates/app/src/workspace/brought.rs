//! What files that somebody brings are to become: work of their own, or more files of the work that is open.

use hotplate_plan::read_json;

use super::{Answer, Answers, Draft, Project, Tab, json};

/// Files by name, and their texts.
pub(crate) type Brought = [(String, String)];

/// The words with which the sections of an environment begin.
const SECTIONS: [&str; 3] = ["parameters:", "parameter_defaults:", "resource_registry:"];

/// The work that files are by themselves: a template among them stands on its own, and none of them is what the open work
/// has by its name, or names.
pub(crate) fn opened(open: &Project, files: &Brought) -> Option<Draft> {
    let root = root(files)?;
    let belongs = |name: &str| {
        open.tabs()
            .any(|(tab, file)| (tab != Tab::ENVIRONMENT && &*file.name == name) || mentions(&file.text, name))
    };
    if files.iter().any(|(name, _)| belongs(name)) {
        return None;
    }
    // Templates name their files from where they lie.
    let (template, text) = &files[root];
    let folder = template.rsplit_once('/').map_or(0, |(folder, _)| folder.len() + 1);
    let inside = |name: &str| match name.strip_prefix(&template[..folder]) {
        Some(inside) => inside.to_owned(),
        None => name.to_owned(),
    };
    let mut project = Project::of_template(&template[folder..], text);
    let environment = environment(files);
    let mut answers = Answers::default();
    for (at, (name, text)) in files.iter().enumerate() {
        if let Some(given) = saved_answers(name, text) {
            answers = given;
        } else if Some(at) == environment {
            project.write(Tab::ENVIRONMENT, text);
        } else if at != root {
            project.add(&inside(name), text);
        }
    }
    Some(Draft { answers, ..Draft::of(project) })
}

/// The typed values in an archive that the page saved, one a line.
fn saved_answers(name: &str, text: &str) -> Option<Answers> {
    let lines = text.strip_prefix("parameters:\n").filter(|_| base(name) == "parameters.yaml")?;
    let mut answers = Answers::default();
    for line in lines.lines() {
        let line = read_json(&["{", line, "}"].concat()).ok()?;
        for (name, text) in json::texts(&line) {
            answers.insert(name, Answer { text, secret: false });
        }
    }
    Some(answers)
}

/// The template that no other file names; of several, the first of those that lie highest.
pub(super) fn root(files: &Brought) -> Option<usize> {
    let mut best: Option<(usize, usize)> = None;
    for (at, (name, text)) in files.iter().enumerate() {
        let named = files.iter().enumerate().any(|(other, (_, text))| other != at && mentions(text, name));
        let depth = name.matches('/').count();
        if is_template(text) && !named && best.is_none_or(|(_, highest)| depth < highest) {
            best = Some((at, depth));
        }
    }
    best.map(|(at, _)| at)
}

/// The environment: the only file that looks like one, or the one that is called so.
pub(super) fn environment(files: &Brought) -> Option<usize> {
    let mut found = None;
    let mut several = false;
    for (at, (name, text)) in files.iter().enumerate() {
        let begins = |line: &str| SECTIONS.iter().any(|section| line.starts_with(section));
        if !is_template(text) && text.lines().any(begins) && saved_answers(name, text).is_none() {
            if base(name).starts_with("environment") {
                return Some(at);
            }
            several = found.replace(at).is_some() || several;
        }
    }
    found.filter(|_| !several)
}

/// Whether a text looks like a template, by the section that every one has.
pub(crate) fn is_template(text: &str) -> bool {
    text.contains("heat_template_version") || text.contains("TemplateFormatVersion")
}

/// A file's name without its folder.
fn base(name: &str) -> &str {
    name.rsplit_once('/').map_or(name, |(_, base)| base)
}

/// Whether a text names a file, by whichever path leads to it.
fn mentions(text: &str, name: &str) -> bool {
    let base = base(name);
    let goes_on = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.');
    text.match_indices(base).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + base.len()..]);
        !before.ends_with(goes_on) && !after.starts_with(goes_on)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAIN: &str = "heat_template_version: 2018-08-31\nresources:\n  a: { type: parts/node.yaml }\n";
    const NODE: &str = "heat_template_version: 2018-08-31\n";
    const MINE: &str = "heat_template_version: 2018-08-31\n# run.sh, my node.yaml\n";

    fn files(files: &[(&str, &str)]) -> Vec<(String, String)> {
        files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    }

    fn names(project: &Project) -> Vec<String> {
        project.tabs().map(|(_, file)| file.name.to_string()).collect()
    }

    fn open(text: &str) -> Project {
        Project::of_template("mine.yaml", text)
    }

    #[test]
    fn a_template_that_stands_on_its_own_is_opened_with_what_came_along() {
        let brought = files(&[
            ("lab/a.yaml", NODE),
            ("lab/environment.yaml", "parameters:\n  size: 3\n"),
            ("lab/main.yaml", "heat_template_version: 2018-08-31\n# a.yaml\n"),
            ("lab/parameters.yaml", "parameters:\n  size: 4\n"),
            ("parameters.yaml", "parameters:\n  \"size\": \"5\"\n  \"a \\\"b\\\"\": \"\"\n"),
            ("other/run.sh", ""),
        ]);
        let Draft { project, answers, .. } = opened(&open(NODE), &brought).unwrap();
        assert_eq!(
            names(&project),
            ["main.yaml", "environment", "a.yaml", "parameters.yaml", "other/run.sh"]
        );
        assert_eq!(&*project.environment().text, "parameters:\n  size: 3\n");
        let typed: Vec<_> = answers.iter().map(|(name, answer)| (name.as_str(), &*answer.text)).collect();
        assert_eq!(typed, [("size", "5"), ("a \"b\"", "")]);
    }

    #[test]
    fn what_the_open_work_names_or_has_stays_beside_it() {
        for name in ["node.yaml", "parts/node.yaml", "run.sh", "mine.yaml"] {
            assert_eq!(opened(&open(MINE), &files(&[(name, NODE)])), None, "{name}");
        }
        assert!(opened(&open(MINE), &files(&[("de.yaml", NODE)])).is_some());
        assert_eq!(opened(&open(NODE), &files(&[("run.sh", "#!/bin/sh\n")])), None);
    }

    #[test]
    fn the_root_is_named_by_nobody_and_lies_highest() {
        assert_eq!(
            root(&files(&[("a/x.yaml", NODE), ("main.yaml", MAIN), ("parts/node.yaml", NODE)])),
            Some(1)
        );
        assert_eq!(
            root(&files(&[
                ("a.yaml", "b.yaml heat_template_version"),
                ("b.yaml", "TemplateFormatVersion a.yaml")
            ])),
            None
        );
        assert_eq!(root(&files(&[("a.sh", "")])), None);
    }

    #[test]
    fn an_environment_is_known_by_its_sections() {
        let one = ("prod.yaml", "# of the lab\nparameter_defaults:\n  a: 1\n");
        assert_eq!(environment(&files(&[("x.sh", "parameters\n"), one])), Some(1));
        assert_eq!(environment(&files(&[one, ("test.yaml", one.1)])), None);
        assert_eq!(
            environment(&files(&[("t.yaml", "parameters:\nheat_template_version: 2018-08-31\n")])),
            None
        );
    }
}
