//! Conditions: what they come to, and what is said of those that come to nothing.

use expect_test::{Expect, expect};

use crate::show;

fn check(conditions: &str, expected: Expect) {
    let text = format!(
        "heat_template_version: 2021-04-16
parameters:
  s: {{type: string, default: str}}
  b: {{type: boolean, default: true}}
  j: {{type: json, default: {{k: [1, 2]}}}}
  none: {{type: string}}
conditions:
{conditions}
resources:
  r: {{type: OS::Heat::None, condition: c}}
"
    );
    let planned = show::planned(&text);
    let mut shown = String::new();
    for (name, holds) in &planned.value.conditions {
        shown += &format!("{name}: {}\n", holds.map_or("?".to_owned(), |holds| holds.to_string()));
    }
    let found: Vec<_> =
        planned.diagnostics.into_iter().filter(|found| found.code.0 != "missing-parameter-value").collect();
    expected.assert_eq(&(shown + &show::diagnostics(&found)));
}

#[test]
fn functions_decide() {
    check(
        "  c: {equals: [{get_param: s}, str]}
  typed: {equals: [{get_param: b}, 'true']}
  bool: {get_param: b}
  not: {not: {equals: [a, b]}}
  name: {not: not}
  and: {and: [not, {equals: [a, a]}]}
  or: {or: [typed, {not: typed}]}
  in: {contains: [1, {get_param: [j, k]}]}",
        expect![[r#"
            c: true
            typed: false
            bool: true
            not: true
            name: false
            and: true
            or: true
            in: true
        "#]],
    );
}

#[test]
fn what_a_missing_value_decides_is_not_known() {
    check(
        "  c: {equals: [{get_param: none}, a]}
  not: {not: c}
  and: {and: [c, false]}
  or: {or: [c, false]}
  any: {or: [c, true]}
  yaql: {yaql: {expression: '1 > 0'}}",
        expect![[r#"
            c: ?
            not: ?
            and: ?
            or: ?
            any: ?
            yaql: true
        "#]],
    );
}

#[test]
fn what_is_no_condition_is_said() {
    check(
        "  c: 'true'
  d: {get_param: s}
  e: {foo: [a]}
  f: {not: [a]}
  g: {equals: [a]}
  h: {and: [c]}
  i: {get_param: zz}
  j: {if: [true, true, false]}
  k: {equals: [{get_attr: [r, value]}, a]}",
        expect![[r#"
            c: ?
            d: ?
            e: ?
            f: ?
            g: ?
            h: ?
            i: ?
            j: ?
            k: ?
            error (validate) conditions.c: this is not a condition: it is neither true nor false, and calls no condition function
              help: write true, false, or a condition function such as `equals`
            warning conditions.d: this is not a condition: it comes to `str`, which is neither true nor false
              help: write true, false, or a condition function such as `equals`
            error (validate) conditions.e: this is not a condition: it is neither true nor false, and calls no condition function
              help: write true, false, or a condition function such as `equals`
            warning conditions.f.not: `not` takes conditions: `['a']` is neither a boolean nor the name of a condition
              help: give it values that it can work on
            error (validate) key conditions.g.equals: the argument of `equals` must be `[VALUE, VALUE]`
              help: bring its argument into that form
            error (validate) key conditions.h.and: the argument of `and` must be a list of at least two conditions
              help: bring its argument into that form
            warning conditions.i.get_param: there is no parameter `zz`
              help: declare it under `parameters`, or take the reference away
        "#]],
    );
}

#[test]
fn names_that_lead_nowhere_are_said_with_the_one_that_is_meant() {
    check(
        "  is_large: true
  c: {and: [is_lagre, {not: nowhere}]}",
        expect![[r#"
            is_large: true
            c: ?
            warning conditions.c.and[0]: there is no condition `is_lagre`
              help: did you mean `is_large`?
              fix: rename to is_large
            error (validate) conditions.c.and[1].not: there is no condition `nowhere`
              help: declare it under `conditions`, or take the reference away
        "#]],
    );
}

#[test]
fn circles_are_named_once() {
    check(
        "  c: {not: d}
  d: {not: e}
  e: {or: [d, c]}
  f: {not: e}
  g: {not: g}",
        expect![[r#"
            c: ?
            d: ?
            e: ?
            f: ?
            g: ?
            error (validate) key conditions.c: the condition `c` refers to itself by way of `d`, `e`
              help: let one of them be decided by parameters alone
            warning key conditions.g: the condition `g` refers to itself
              help: let one of them be decided by parameters alone
        "#]],
    );
}

#[test]
fn a_long_chain_is_followed() {
    let chain: String = (0..5000).map(|i| format!("  c{i}: {{not: c{}}}\n", i + 1)).collect();
    let text = format!("heat_template_version: 2021-04-16\nconditions:\n{chain}  c5000: true\n");
    let planned = show::planned(&text);
    assert_eq!(planned.value.conditions["c0"], Some(true));
    assert_eq!(planned.diagnostics, []);
}
