//! The values of parameters: where they come from and what is wrong with them.

use expect_test::{Expect, expect};
use hotplate_plan::{Environment, Inputs, NoFiles, Precedence};
use hotplate_schema::{IndexMap, Value};

use crate::show;

fn check(parameters: &str, given: &[(&str, Value)], expected: Expect) {
    let text = format!("heat_template_version: 2021-04-16\nparameters:\n{parameters}");
    let inputs = Inputs { parameters: values(given), ..Inputs::default() };
    expected.assert_eq(&report(&text, &inputs));
}

fn values(given: &[(&str, Value)]) -> IndexMap<String, Value> {
    given.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect()
}

fn report(text: &str, inputs: &Inputs) -> String {
    let planned = show::planned_with(text, inputs, &NoFiles);
    let mut shown = String::new();
    for (name, parameter) in planned.value.parameters.iter() {
        let value = parameter.value.as_ref().map_or("-".to_owned(), |value| value.to_json(false));
        let problem = parameter.problem.as_ref().map_or(String::new(), |problem| format!(" ! {problem}"));
        shown += &format!("{name}: {value} {:?}{problem}\n", parameter.origin);
    }
    shown + &show::diagnostics(&planned.diagnostics)
}

#[test]
fn given_wins_over_default() {
    check(
        "  a: {type: string, default: x}
  b: {type: string, default: x}
  c: {type: string, default: x}
  d: {type: string}
",
        &[("a", "y".into()), ("b", Value::Null), ("d", Value::Int(5)), ("zz", Value::Null)],
        expect![[r#"
            a: "y" Given
            b: "x" Default
            c: "x" Default
            d: "5" Given
            error (validate) key parameters: a value is given for `zz`, which the template does not declare
              help: declare it under `parameters`, or take the value away
        "#]],
    );
}

#[test]
fn problems_stand_beside_the_value() {
    check(
        "  count: {type: number, constraints: [{range: {min: 1, max: 3}}]}
  flag: {type: boolean}
  name: {type: string, constraints: [{length: {min: 5}, description: D1}, {allowed_pattern: '[a-z]*', description: D2}]}
  lookahead: {type: string, constraints: [{allowed_pattern: '(?!x).*'}]}
  number: {type: number, constraints: [{range: {min: 1}}]}
  secret: {type: string, hidden: true, constraints: [{length: {max: 3}}]}
",
        &[
            ("count", "6".into()),
            ("flag", "maybe".into()),
            ("name", "A".into()),
            ("lookahead", "a".into()),
            ("number", "abc".into()),
            ("secret", "opensesame".into()),
        ],
        expect![[r#"
            count: 6 Given ! 6 is out of range (from 1 to 3)
            flag: - Given ! `maybe` is not a boolean: `true`, `yes`, `on`, `t`, `y`, `1` and `false`, `no`, `off`, `f`, `n`, `0` are
            name: "A" Given ! D1
            lookahead: "a" Given
            number: - Given ! `abc` is not a number
            secret: "opensesame" Given ! it breaks constraint 1
            error (create) key parameters.count: the value of `count` is not one it may have: 6 is out of range (from 1 to 3)
              help: give it another value, or change what the parameter allows
            error (create) key parameters.flag: the value of `flag` is not one it may have: `maybe` is not a boolean: `true`, `yes`, `on`, `t`, `y`, `1` and `false`, `no`, `off`, `f`, `n`, `0` are
              help: give it another value, or change what the parameter allows
            error (create) key parameters.name: the value of `name` is not one it may have: D1
              help: give it another value, or change what the parameter allows
            note parameters.lookahead.constraints[0]: the pattern `(?!x).*` is not checked here
              help: only the testbed will tell whether a value fits it
            error (create) key parameters.number: the value of `number` is not one it may have: `abc` is not a number
              help: give it another value, or change what the parameter allows
            error (create) key parameters.secret: the value of `secret` is not one it may have: it breaks constraint 1
              help: give it another value, or change what the parameter allows
        "#]],
    );
}

#[test]
fn defaults_are_judged_too() {
    check(
        "  unused: {type: string, default: abcd, constraints: [{length: {max: 3}}]}
  used: {type: number, default: 0, constraints: [{range: {min: 1}}]}
  kind: {type: number, default: abc}
  list: {type: comma_delimited_list, default: 'a,b', constraints: [{length: {max: 2}}]}
  null: {type: string, default: null}
",
        &[("unused", "abc".into())],
        expect![[r#"
            unused: "abc" Given
            used: 0 Default ! 0 is out of range (at least 1)
            kind: - Default ! `abc` is not a number
            list: ["a", "b"] Default
            None: - Missing
            error (validate) parameters.unused.default: the default of `unused` is not one it may have: its length 4 is out of range (at most 3)
              help: change the default, or what the parameter allows
            error (validate) parameters.used.default: the default of `used` is not one it may have: 0 is out of range (at least 1)
              help: change the default, or what the parameter allows
            error (create) parameters.kind.default: the default of `kind` is not one it may have: `abc` is not a number
              help: change the default, or what the parameter allows
            note (create) key parameters.None: `None` has no default and needs a value before the stack can be created
              help: give it a value, or a `default`
        "#]],
    );
}

#[test]
fn environments_come_between() {
    let text = "heat_template_version: 2021-04-16
parameters:
  given: {type: string, default: template}
  both: {type: string, default: template}
  later: {type: string, default: template}
  default: {type: string, default: template}
  none: {type: string, default: template}
";
    let environment = |parameters: &[(&str, Value)], defaults: &[(&str, Value)]| Environment {
        parameters: values(parameters),
        parameter_defaults: values(defaults),
        ..Environment::default()
    };
    let environments = vec![
        environment(&[("both", "first".into()), ("later", "first".into())], &[("default", "first".into())]),
        environment(
            &[("later", "second".into()), ("unknown", "second".into())],
            &[("unknown", "second".into())],
        ),
    ];
    let parameters = values(&[("given", "one".into()), ("both", "one".into())]);
    let mut inputs = Inputs { parameters, environments, ..Inputs::default() };
    expect![[r#"
        given: "one" Given
        both: "one" Given
        later: "second" Given
        default: "first" EnvironmentDefault
        none: "template" Default
        error (validate) key parameters: a value is given for `unknown`, which the template does not declare
          help: declare it under `parameters`, or take the value away
    "#]]
    .assert_eq(&report(text, &inputs));
    inputs.precedence = Precedence::Environment;
    let shown = report(text, &inputs);
    assert!(shown.contains("both: \"first\" Given") && shown.contains("given: \"one\" Given"), "{shown}");
}
