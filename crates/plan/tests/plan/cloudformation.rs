//! Templates in CloudFormation's format: their references, and their own functions.

use hotplate_hot::{Source, read};
use hotplate_plan::{Inputs, Limits, NoFiles, plan};
use hotplate_schema::Catalog;

use crate::show;

/// Evaluates each snippet as an output. A fault is shown as its message.
fn check(format: &str, cases: &[(&str, &str)]) {
    for (snippet, expected) in cases {
        let text = format!(
            "{format}
Parameters:
  P: {{Type: String, Default: a}}
  L: {{Type: CommaDelimitedList, Default: 'a,b'}}
Mappings:
  M: {{a: {{x: mapped}}}}
Resources:
  R: {{Type: 'OS::Heat::RandomString'}}
Outputs:
  O: {{Value: {snippet}}}
"
        );
        let planned = show::planned_with(
            &text,
            &Inputs { stack_name: "stack".to_owned(), ..Inputs::default() },
            &NoFiles,
        );
        let shown = match planned.diagnostics.first() {
            None => show::value(&planned.value.outputs["O"].value),
            Some(fault) => format!("error: {}", fault.message),
        };
        assert_eq!(&shown, expected, "{snippet} in {format}");
    }
}

#[test]
fn its_functions() {
    check(
        "AWSTemplateFormatVersion: '2010-09-09'\nConditions: {C: {'Fn::Not': [{'Fn::Equals': [{Ref: P}, b]}]}}",
        &[
            ("{Ref: P}", r#""a""#),
            ("{Ref: R}", "<R>"),
            ("{Ref: [R]}", "error: the argument of `Ref` must be the name of a parameter or a resource"),
            ("{Ref: 'AWS::StackName'}", r#""stack""#),
            ("{'Fn::GetAtt': [R, value]}", "<R value>"),
            ("{'Fn::FindInMap': [M, {Ref: P}, x]}", r#""mapped""#),
            ("{'Fn::FindInMap': [M, b, x]}", "error: `Fn::FindInMap` finds no such entry in the mappings"),
            ("{'Fn::Join': ['-', {Ref: L}]}", r#""a-b""#),
            ("{'Fn::Split': ['-', 'a-b']}", r#"["a", "b"]"#),
            ("{'Fn::Select': ['1', {Ref: L}]}", r#""b""#),
            ("{'Fn::Select': [0, '[7, 8]']}", "7"),
            ("{'Fn::Replace': [{$x: 1}, 'a $x']}", r#""a 1""#),
            ("{'Fn::Base64': a}", r#""a""#),
            ("{'Fn::If': [C, 1, 2]}", "1"),
            ("{'Fn::MemberListToMap': [N, V, ['.member.0.N=a', '.member.0.V=b=c']]}", r#"{"a": "b=c"}"#),
            ("{get_param: P}", r#"{"get_param": "P"}"#),
        ],
    );
    check(
        "HeatTemplateFormatVersion: 2012-12-12",
        &[("{'Fn::If': [C, 1, 2]}", r#"{"Fn::If": ["C", 1, 2]}"#)],
    );
}

#[test]
fn its_references_order_it() {
    let text = "HeatTemplateFormatVersion: 2012-12-12
Resources:
  A: {Type: 'OS::Heat::RandomString'}
  B: {Type: 'OS::Heat::Value', Properties: {value: {Ref: A}}}
  C: {Type: 'OS::Heat::Value', Properties: {value: {'Fn::GetAtt': [B, value]}}}
  D: {Type: 'OS::Heat::RandomString', DependsOn: C}
";
    let reading = read(&Source::new("template", text), &Catalog::core());
    let planned = plan(&reading.template, &Inputs::default(), &NoFiles, &Catalog::core(), &Limits::default());
    let order: Vec<Vec<String>> = planned
        .value
        .waves
        .iter()
        .map(|wave| wave.resources.iter().map(|id| planned.value.stack[*id].path.to_string()).collect())
        .collect();
    assert_eq!(order, [["A"], ["B"], ["C"], ["D"]]);
}

#[test]
fn its_conditions_know_parameters_only() {
    let check = |condition: &str, expected: &str| {
        let text = format!(
            "AWSTemplateFormatVersion: '2010-09-09'
Parameters: {{P: {{Type: String, Default: a}}}}
Conditions: {{C: {condition}}}
Resources: {{R: {{Type: 'OS::Heat::RandomString', Condition: C}}, S: {{Type: 'OS::Heat::RandomString'}}}}
"
        );
        let reading = read(&Source::new("template", &text), &Catalog::core());
        let planned =
            plan(&reading.template, &Inputs::default(), &NoFiles, &Catalog::core(), &Limits::default());
        let refused: Vec<_> = reading
            .diagnostics
            .iter()
            .chain(&planned.diagnostics)
            .filter(|found| found.refusal.is_some())
            .map(|found| found.message.as_str())
            .collect();
        assert_eq!(refused.join("; "), expected, "{condition}");
    };
    check("{'Fn::Equals': [{Ref: P}, a]}", "");
    check("{'Fn::Equals': [{Ref: S}, a]}", "there is no parameter `S`");
    check("{'Fn::Equals': [{Ref: Nowhere}, a]}", "there is no parameter `Nowhere`");
    check("{'Fn::Not': [{'Fn::If': [true, true, false]}]}", "`Fn::If` cannot be used in a condition");
    check("{'Fn::Equals': [{'Fn::Join': ['', [a]]}, a]}", "`Fn::Join` cannot be used in a condition");
}
