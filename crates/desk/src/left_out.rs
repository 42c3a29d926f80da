//! Places where a secret was not kept, or not shared, and the word stands that was put there instead: nobody means to send
//! it.

use hotplate_link::LEFT_OUT;

use crate::Order;

/// Each place, in words.
pub(crate) fn left_out(order: &Order) -> Vec<String> {
    let mut places = Vec::new();
    let mut look = |name: &str, text: &str| {
        for (number, line) in text.lines().enumerate() {
            if says_so(line) {
                places.push(format!(
                    "{name}, line {}: `{LEFT_OUT}` stands where a secret was not kept: type it again",
                    number + 1
                ));
            }
        }
    };
    look("the template", &order.paper.template);
    look("the environment", &order.paper.environment);
    let mut seen: Vec<&str> = Vec::new();
    for (name, text) in &order.paper.files {
        // A file goes by every name that it is called by.
        if !seen.contains(&text.as_str()) {
            look(&format!("`{name}`"), text);
        }
        seen.push(text);
    }
    places
}

/// Whether the word stands in a line by itself, and not in a comment.
fn says_so(line: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    line.match_indices(LEFT_OUT).any(|(at, word)| {
        let (before, after) = (&line[..at], &line[at + word.len()..]);
        let alone = !before.ends_with(is_part) && !after.starts_with(is_part);
        alone && !before.trim_start().starts_with('#') && !before.contains(" #")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Paper;

    #[test]
    fn what_is_to_be_typed_again_is_told_once_with_its_place() {
        let script = "#!/bin/sh\nexport TOKEN=left-out\n".to_owned();
        let paper = Paper {
            template: "a: 1 # left-out\n# left-out\nb: not-left-out\n".to_owned(),
            environment: "parameters:\n  key: \"left-out\"\n".to_owned(),
            files: vec![("./run.sh".to_owned(), script.clone()), ("run.sh".to_owned(), script)],
        };
        let places = left_out(&Order { paper, ..Order::default() });
        expect_test::expect![[r#"
            the environment, line 2: `left-out` stands where a secret was not kept: type it again
            `./run.sh`, line 2: `left-out` stands where a secret was not kept: type it again"#]]
        .assert_eq(&places.join("\n"));
    }
}
