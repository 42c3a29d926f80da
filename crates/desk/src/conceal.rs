//! What in a template, its environment and its files nobody may read, and a stack that is shown without it: the values of
//! hidden parameters wherever they stand, and what looks like a secret.

use std::ops::Range;

use hotplate_cloud::Secret;
use hotplate_cloud::heat::Creation;
use hotplate_cloud::script::secret;
use hotplate_link::{File, Flag, Kind, Payload, Place, Role};

use crate::Paper;

/// What a secret is called that has no name.
const NAMELESS: &str = "secret";

/// The texts that are secret.
pub(crate) fn secrets(paper: &Paper, hidden: &[String]) -> Vec<Secret> {
    let Paper { template, environment, files } = paper;
    let payload = payload(template, environment, files.iter().map(|(name, text)| (name, text)));
    let found = found(&payload, hidden);
    found.iter().map(|(_, index, range)| Secret::new(said(&payload, *index, range))).collect()
}

/// Puts in place of each secret what stands for it where it is shown. This is for showing only: nothing of it is sent.
pub(crate) fn conceal(stack: &mut Creation) {
    let template = &mut stack.template;
    let payload = payload(&template.text, &template.environment, template.files.iter());
    let mut names = Names::default();
    for name in &stack.hidden {
        if let Some(typed) = stack.parameters.get(name).and_then(|value| value.as_str()) {
            names.of(name, typed);
        }
    }
    let mut shown: Vec<String> = payload.files.iter().map(|file| file.text.clone()).collect();
    let mut marks = Vec::new();
    for (flag, index, range) in found(&payload, &stack.hidden) {
        let whole = matches!(flag.kind, Kind::Hidden | Kind::Password);
        let text = said(&payload, index, &range);
        let name = names.of(if whole { &flag.name } else { NAMELESS }, text);
        marks.push((index, range, secret(&name, whole)));
    }
    // From the end, so that what comes before stays where it is.
    for (index, range, mark) in marks.into_iter().rev() {
        shown[index].replace_range(range, &mark);
    }
    let mut shown = shown.into_iter();
    template.environment = shown.next().unwrap_or_default();
    template.text = shown.next().unwrap_or_default();
    for (file, shown) in template.files.values_mut().zip(shown) {
        *file = shown;
    }
}

/// All of it as one: the environment, whose values count before defaults, the template, then the files.
fn payload<'a>(
    template: &str,
    environment: &str,
    files: impl Iterator<Item = (&'a String, &'a String)>,
) -> Payload {
    let file = |role, name: &str, text: &str| File { role, name: name.to_owned(), text: text.to_owned() };
    let mut all = vec![file(Role::Environment, "", environment), file(Role::Template, "", template)];
    all.extend(files.map(|(name, text)| file(Role::Named, name, text)));
    Payload { files: all, ..Payload::default() }
}

/// What is secret in them: which of them it stands in, and where.
fn found(payload: &Payload, hidden: &[String]) -> Vec<(Flag, usize, Range<usize>)> {
    let place = |flag: Flag| match flag.place {
        Place::File { index, span, .. } => Some((flag, index, span.range())),
        Place::Parameter => None,
    };
    hotplate_link::secrets(payload, hidden).into_iter().filter_map(place).collect()
}

/// What a secret says, without the quotes around it.
fn said<'a>(payload: &'a Payload, index: usize, range: &Range<usize>) -> &'a str {
    let text = payload.files.get(index).and_then(|file| file.text.get(range.clone()));
    text.unwrap_or_default().trim_matches(['"', '\''])
}

/// What each secret is called: two that are not alike have two names.
#[derive(Default)]
struct Names(Vec<(String, String)>);

impl Names {
    fn of(&mut self, name: &str, text: &str) -> String {
        let Self(all) = self;
        let mut own = name.to_owned();
        for number in 2.. {
            match all.iter().find(|(other, _)| *other == own) {
                Some((_, other)) if other == text => return own,
                Some(_) => own = format!("{name}_{number}"),
                None => break,
            }
        }
        all.push((own.clone(), text.to_owned()));
        own
    }
}

#[cfg(test)]
mod tests {
    use hotplate_cloud::heat::Template;

    use super::*;

    const ENVIRONMENT: &str = "\
parameters: {key: 'hunter2', size: 3, list: [hunter3, hunter4]}
parameter_defaults:
  key: hunter5
  api_password: |
    hunter6
";

    fn stack() -> Creation {
        let template = Template {
            text: "parameters: {key: {hidden: true, default: hunter7}}\n".to_owned(),
            environment: ENVIRONMENT.to_owned(),
            files: [("run.sh".to_owned(), "git clone https://me:hunter8@a.example/b\n".to_owned())].into(),
            secrets: Vec::new(),
        };
        Creation { template, hidden: vec!["key".to_owned(), "list".to_owned()], ..Creation::default() }
    }

    #[test]
    fn what_is_hidden_or_looks_secret_is_a_variable_of_its_own() {
        let mut stack = stack();
        conceal(&mut stack);
        let Template { text, environment, files, .. } = stack.template;
        let all = format!("{text}{environment}{}", files["run.sh"]);
        assert!(!all.contains("hunter"), "{all}");
        let plain = all.replace(['\u{f0000}', '\u{f0001}'], "");
        expect_test::expect![[r#"
            parameters: {key: {hidden: true, default: "QUOTED_PARAM_key_3"}}
            parameters: {key: "QUOTED_PARAM_key", size: 3, list: "QUOTED_PARAM_list"}
            parameter_defaults:
              key: "QUOTED_PARAM_key_2"
              api_password: "QUOTED_PARAM_api_password"
            git clone https://me:PARAM_secret@a.example/b
        "#]]
        .assert_eq(&plain);
    }

    #[test]
    fn the_secrets_themselves_are_kept_out_of_errors() {
        let Template { text: template, environment, files, .. } = stack().template;
        let paper = Paper { template, environment, files: files.into_iter().collect() };
        let found = secrets(&paper, &stack().hidden);
        let found: Vec<&str> = found.iter().map(Secret::reveal).collect();
        assert!(found.contains(&"hunter2") && found.contains(&"hunter8"), "{found:?}");
    }
}
